"""The main job as a user gets it: the brief on Ukraine, in every format, through other people's programs."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest

from briefgen.build.desk.briefs import locate
from briefgen.build.making.compute import Computed, compute
from briefgen.walk import plain
from briefgen.workspace import Disk
from briefgen.writers import writer
from tests.writers import chromium
from tests.writers.test_docx_programs import blocks_of, squeezed, words_of
from tests.writers.test_pdf import tagged
from tests.writers.word import faults, libreoffice, pandoc, pdf_text

FORMATS = ("docx", "pdf", "html", "outline")


@pytest.fixture(scope="module")
def computed(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Computed:
    """The brief from the repository alone: no publication is at hand in a copy of the desk elsewhere."""
    alone = tmp_path_factory.mktemp("alone") / "desk"
    for part in ("corpus", "configs", "templates"):
        shutil.copytree(desk / part, alone / part)
    workspace = Disk(alone, cache_folder=alone.parent / "cache")
    return compute(workspace, locate(workspace, "ukraine-brief"), FORMATS, lambda *_: None)


@pytest.fixture(scope="module")
def made(computed: Computed) -> dict[str, bytes]:
    return {name: writer(name).write(computed.brief, computed.style) for name in FORMATS}


def test_the_same_input_gives_the_same_bytes(made: dict[str, bytes], computed: Computed) -> None:
    for name in ("docx", "html", "outline"):
        assert writer(name).write(computed.brief, computed.style) == made[name]


def test_the_open_xml_validator_finds_nothing(made: dict[str, bytes], tmp_path: Path) -> None:
    assert faults(made["docx"], tmp_path) == []


def test_word_processors_show_each_note_under_its_own_number(
    made: dict[str, bytes], computed: Computed, tmp_path: Path
) -> None:
    text = squeezed(pdf_text(libreoffice({"brief": made["docx"]}, tmp_path, "pdf")["brief"], tmp_path, "-raw"))
    text = re.sub(r"[-\u00ad\u2010\u2060]\s?", "", text)
    for note in computed.brief.notes:
        begins = re.sub(r"[-\u00ad\u2010\u2060]\s?", "", squeezed(plain(note.inlines)))[:24]
        assert f"{note.number} {begins}" in text, f"note {note.number}"


def test_pandoc_reads_the_same_notes_and_figures_back(
    made: dict[str, bytes], computed: Computed, tmp_path: Path
) -> None:
    read = pandoc(made["docx"], tmp_path)
    found = [words_of(entry["c"]) for entry in blocks_of(read["blocks"]) if entry["t"] == "Note"]
    assert found == [squeezed(plain(note.inlines)) for note in computed.brief.notes]


def test_the_pdf_is_whole_and_tagged_and_holds_every_note(
    made: dict[str, bytes], computed: Computed, tmp_path: Path
) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(made["pdf"])
    checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=True).stdout
    assert "No syntax or stream encoding errors found" in checked
    assert len(tagged(made["pdf"], "/Note")) == len(computed.brief.notes)
    assert pypdf.PdfReader(io.BytesIO(made["pdf"])).metadata.title == computed.brief.title  # type: ignore[union-attr]


@pytest.mark.skipif(bool(chromium.missing()), reason=chromium.missing() or "all is there")
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(width: int, made: dict[str, bytes], tmp_path: Path) -> None:
    page = tmp_path / "brief.html"
    page.write_bytes(made["html"])
    with chromium.browser() as browser:
        browser.open(page, width)
        assert [found["id"] for found in browser.axe()] == []
