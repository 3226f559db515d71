"""Word documents in tests: the shipped styles, the parts of what was written, and the programs that judge it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest

from briefgen.brief import Brief
from briefgen.style import Style
from briefgen.writers import docx
from briefgen.writers._word.reading import parts_of, root
from briefgen.writers._word.xml import NAMESPACES, Element
from tests.writers.styles import TEMPLATES, style

ROOT = TEMPLATES.parent


@cache
def word_style(
    name: str = "policy-brief",
    *,
    paper: Literal["A4", "Letter"] = "A4",
    notes: Literal["footnotes", "endnotes"] = "footnotes",
) -> Style:
    """A shipped template's style with its reference.docx."""
    reference = (TEMPLATES / name / "reference.docx").read_bytes()
    return replace(style(name, paper=paper, notes=notes), reference=reference)


def written(brief: Brief, **options: Any) -> dict[str, bytes]:
    """The parts of a brief's DOCX by name."""
    return parts_of(docx.write(brief, word_style(**options)))


def tree(parts: dict[str, bytes], name: str = "word/document.xml") -> Element:
    return root(parts, name)


def found(element: Element, path: str) -> list[Any]:
    """XPath with the prefixes of WordprocessingML."""
    return element.xpath(path, namespaces=dict(NAMESPACES))  # type: ignore[no-any-return]


def faults(content: bytes, folder: Path) -> list[str]:
    """What the Open XML SDK's validator finds wrong with a document."""
    program = ROOT / "node_modules" / ".bin" / "ooxml-validator"
    if not program.exists():
        pytest.skip("the Open XML validator is not installed: run 'npm ci'")
    path = folder / "judged.docx"
    path.write_bytes(content)
    ran = subprocess.run([str(program), str(path)], capture_output=True, text=True, timeout=120, check=False)
    answer = json.loads(ran.stdout)
    assert answer["ok"] == (not answer["errors"])
    return [f"{error['path']} {error.get('xPath', '')}: {error['description']}" for error in answer["errors"]]


def libreoffice(contents: dict[str, bytes], folder: Path, suffix: Literal["pdf", "docx"]) -> dict[str, bytes]:
    """What LibreOffice makes of documents, by name; with the templates' own fonts."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
    given, made = folder / "given", folder / suffix
    given.mkdir(exist_ok=True)
    paths = [given / f"{name}.docx" for name in contents]
    for path, content in zip(paths, contents.values(), strict=True):
        path.write_bytes(content)
    kind = "pdf" if suffix == "pdf" else "docx:MS Word 2007 XML"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(made), *map(str, paths)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts(folder))}
    ran = subprocess.run(command, capture_output=True, timeout=300, check=False, env=environment)
    results = {name: made / f"{name}.{suffix}" for name in contents}
    assert all(path.is_file() for path in results.values()), ran.stderr.decode()
    return {name: path.read_bytes() for name, path in results.items()}


def fonts(folder: Path) -> Path:
    """A fontconfig file that adds the templates' fonts, unpacked from WOFF2, to those of the machine."""
    from fontTools.ttLib import TTFont

    config = folder / "fonts.conf"
    if not config.exists():
        unpacked = folder / "fonts"
        unpacked.mkdir()
        for packed in sorted((TEMPLATES / "fonts").glob("Source*.woff2")):
            font = TTFont(packed)
            font.flavor = None
            font.save(unpacked / packed.with_suffix("").name)
        config.write_text(
            '<?xml version="1.0"?><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
            f"<dir>{unpacked}</dir><cachedir>{folder}/font-cache</cachedir></fontconfig>"
        )
    return config


def pdf_text(content: bytes, folder: Path, *options: str) -> str:
    """The text of a PDF by poppler's pdftotext."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: apt-get install poppler-utils")
    path = folder / "read.pdf"
    path.write_bytes(content)
    return subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, text=True, check=True).stdout


def pandoc(content: bytes, folder: Path) -> dict[str, Any]:
    """A document as pandoc reads it: its JSON."""
    import pypandoc

    path = folder / "read.docx"
    path.write_bytes(content)
    command: Sequence[str] = [pypandoc.get_pandoc_path(), "--from", "docx+styles", "--to", "json", str(path)]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)  # type: ignore[no-any-return]
