"""A new desk: the starter corpus, its brief, the templates and the schemas."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from briefgen.build.desk.schemas import schema_files
from briefgen.errors import DeskError, Place, Problem
from briefgen.workspace import Disk

_PACKAGE = Path(__file__).resolve().parents[2]

#: Files that tell a desk of briefgen's own making where its output goes and what git leaves out.
_IGNORED = b".briefgen/\noutput/*\n!output/README.md\n"


def templates_folder() -> Path:
    """The shipped templates: inside an installed package, or beside the package in a checkout.

    Raises DeskError where neither is there.
    """
    for folder in (_PACKAGE / "templates", _PACKAGE.parent / "templates"):
        if folder.is_dir():
            return folder
    raise DeskError(
        Problem(
            "the templates that come with briefgen are not there",
            "install briefgen again: pip install --force-reinstall briefgen",
            Place(str(_PACKAGE / "templates")),
        )
    )


def make_desk(folder: Path) -> tuple[str, ...]:
    """Fill *folder* with a working desk; the paths of the files written, relative to it.

    Raises DeskError where the folder has anything in it, OutputError where it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DeskError(
            Problem("this is not an empty folder; nothing in it was touched", "name a new folder", Place(str(folder)))
        )
    contents = {
        **_files(_PACKAGE / "starter", ""),
        **_files(templates_folder(), "templates/"),
        **schema_files(),
        ".gitignore": _IGNORED,
    }
    _put(folder.resolve(), contents)
    return tuple(sorted(contents))


def _put(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write the files all or none: beside the folder first, then in its place."""
    beside = folder.parent / f".{folder.name}.unfinished"
    shutil.rmtree(beside, ignore_errors=True)
    desk = Disk(beside)
    try:
        for path, content in sorted(contents.items()):
            desk.write(path, content)
        if folder.exists():  # it is empty, and somebody may stand in it
            for child in sorted(beside.iterdir()):
                child.rename(folder / child.name)
        else:
            beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _files(folder: Path, below: str) -> dict[str, bytes]:
    """The files of a shipped folder by their paths on the desk; what a program left there by the way is not ours."""
    return {
        below + path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }
