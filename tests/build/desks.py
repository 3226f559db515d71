"""Desks for the tests of building: the starter's, without the PDF, which takes seconds."""

from __future__ import annotations

import shutil
from pathlib import Path

from briefgen.build.desk.starter import make_desk
from briefgen.workspace import Disk

CONFIG = "configs/first-brief.yaml"
FOLDER = "output/first-brief"
DOCX, HTML, OUTLINE = (f"{FOLDER}/first-brief.{suffix}" for suffix in ("docx", "html", "outline.txt"))
RECORDS = "corpus/records/shade-first/report.yaml"
FORMATS = ("docx", "html", "outline")


def starter(folder: Path, formats: str = "docx, html, outline") -> Disk:
    """The desk that ``briefgen init`` makes, for the formats given."""
    make_desk(folder)
    shutil.rmtree(folder / "documents")
    change(folder, "configs/desk.yaml", "formats: [docx, pdf, html]", f"formats: [{formats}]")
    return Disk(folder.resolve())


def change(folder: Path, path: str, old: str, new: str) -> None:
    """Put *new* in the place of *old*, which must be there, in a file of the desk."""
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{path} has no {old!r}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def reword(folder: Path, words: str = "Planted streets are 3.1 degrees cooler on hot afternoons") -> None:
    """Change a finding whose headline is a key message of the brief."""
    old = next(
        line for line in (folder / RECORDS).read_text(encoding="utf-8").splitlines() if "3.1 degrees cooler on" in line
    )
    change(folder, RECORDS, old, f"    headline: {words}")


def files(folder: Path) -> dict[str, bytes]:
    """Every file in the output folder of the brief, by name; not the history below it."""
    return {path.name: path.read_bytes() for path in sorted((folder / FOLDER).iterdir()) if path.is_file()}


def listed(folder: Path) -> tuple[str, ...]:
    """The paths of those files."""
    return tuple(f"{FOLDER}/{name}" for name in sorted(files(folder)))
