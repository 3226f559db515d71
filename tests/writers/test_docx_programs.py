"""The DOCX in other programs: Open XML SDK's validator, LibreOffice to PDF and back to DOCX, pandoc."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from briefgen.brief import Box, Brief, Cell, Heading, Listing, Paragraph, Row, Table, Text
from briefgen.walk import captions, plain, runs
from briefgen.writers import docx
from briefgen.writers._word.outline import said
from briefgen.writers._word.reading import paragraphs, parts_of, receipt_of, root, text_of
from briefgen.writers._word.receipt import digest_of
from tests.writers import briefs, hard_briefs
from tests.writers.test_docx import ALL
from tests.writers.word import faults, found, libreoffice, pandoc, pdf_text, tree, word_style


def stones(number: int = 30) -> Brief:
    """A brief whose statements and notes name their own numbers, in text, box, table and figures."""
    notebook = briefs.Notebook()

    def said_so(id_: str, role: Any = "body") -> Paragraph:
        place = len(notebook.notes) + 1
        return briefs.paragraph(id_, f"Statement {place} stands.", notebook.cite(f"Proof of {place}."), role=role)

    box = Box(
        id="box", title=(Text("Key messages"),), paragraphs=tuple(said_so(f"k-{n}", "key-message") for n in (1, 2))
    )
    figures = briefs.figures(notebook)
    texts = [said_so(f"p-{place}") for place in range(number)]
    rows = [Row(id=f"r-{n}", cells=(Cell(paragraphs=(said_so(f"c-{n}", "cell"),)),)) for n in (1, 2, 3)]
    wide = Table(
        id="t",
        kind="plain",
        caption=(Text("Table"),),
        header=briefs.header("h", "All"),
        rows=tuple(rows),
        widths=(1.0,),
    )
    blocks = (briefs.paragraph("title", "Stones", role="title"), box, figures, *texts, wide, said_so("last"))
    return briefs.brief(blocks, notebook)


@pytest.mark.parametrize(
    ("template", "notes"),
    [("policy-brief", "footnotes"), ("policy-brief", "endnotes"), ("one-pager", "footnotes")],
)
@pytest.mark.parametrize("name", ALL)
def test_the_open_xml_validator_finds_nothing(name: str, notes: Any, template: str, tmp_path: Path) -> None:
    assert faults(docx.write(ALL[name](), word_style(template, notes=notes)), tmp_path) == []


@pytest.mark.parametrize("template", ["policy-brief", "one-pager"])
def test_the_open_xml_validator_finds_nothing_in_the_reference(template: str, tmp_path: Path) -> None:
    assert faults(word_style(template).reference, tmp_path) == []


def test_the_open_xml_validator_does_find_faults(tmp_path: Path) -> None:
    from briefgen.writers._word.package import zipped

    parts = parts_of(docx.write(briefs.small(), word_style()))
    parts["word/document.xml"] = (
        parts["word/document.xml"].replace(b"<w:tblGrid>", b"<w:tblGrud>").replace(b"</w:tblGrid>", b"</w:tblGrud>")
    )
    assert faults(zipped(parts), tmp_path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("libreoffice")


@pytest.fixture(scope="module")
def pdfs(folder: Path) -> dict[str, bytes]:
    """Briefs as LibreOffice lays them out."""
    given = {
        "stones": docx.write(stones(), word_style()),
        "stones-end": docx.write(stones(), word_style(notes="endnotes")),
        "everything": docx.write(briefs.everything(), word_style()),
        "hostile": docx.write(hard_briefs.hostile(), word_style()),
        "letter": docx.write(briefs.everything(), word_style(paper="Letter")),
    }
    return libreoffice(given, folder, "pdf")


@pytest.mark.parametrize("name", ["stones", "stones-end"])
def test_libreoffice_sets_each_number_beside_its_own_statement_and_note(name: str, pdfs, tmp_path: Path) -> None:
    text = pdf_text(pdfs[name], tmp_path, "-raw")
    checked = 0
    for note in stones().notes:
        if plain(note.inlines).startswith("Proof"):
            assert re.search(rf"Statement {note.number} stands\.\s*{note.number}\b", text), f"call {note.number}"
            assert re.search(rf"(?m)(?:^|\f){note.number}\s+Proof of {note.number}\.", text), f"note {note.number}"
            checked += 1
    assert checked == 36


def test_a_brief_of_some_four_pages_stays_about_that_long_in_libreoffice(pdfs) -> None:
    assert len(PdfReader(io.BytesIO(pdfs["everything"])).pages) in {4, 5}
    assert len(PdfReader(io.BytesIO(pdfs["letter"])).pages) in {5, 6}


@pytest.mark.parametrize(("name", "width"), [("everything", 595.3), ("hostile", 595.3), ("letter", 612.0)])
def test_no_word_goes_over_the_margin(name: str, width: float, pdfs, tmp_path: Path) -> None:
    boxes = re.findall(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"', pdf_text(pdfs[name], tmp_path, "-bbox"))
    assert len(boxes) > 50
    margin = (width - (11906 - 2 * 1701) / 20) / 2
    assert min(float(left) for left, _ in boxes) >= margin - 1
    assert max(float(right) for _, right in boxes) <= width - margin + 2


def test_the_running_head_and_foot_are_on_every_page(pdfs, tmp_path: Path) -> None:
    pages = pdf_text(pdfs["everything"], tmp_path, "-layout").split("\f")[:-1]
    for number, page in enumerate(pages, 1):
        assert re.match(r"\s*Grain corridors\s+As of December 2025\n", page)
        assert re.search(rf"Institute for Baltic Trade\s+Page {number} of {len(pages)}\s*$", page)


@pytest.fixture(scope="module")
def saved(folder: Path) -> dict[str, tuple[Brief, dict[str, bytes]]]:
    """Briefs as LibreOffice saves them again."""
    wanted = {"small": briefs.small(), "everything": briefs.everything(), "hostile": hard_briefs.hostile()}
    made = libreoffice({name: docx.write(brief, word_style()) for name, brief in wanted.items()}, folder, "docx")
    return {name: (wanted[name], parts_of(made[name])) for name in wanted}


@pytest.mark.parametrize("name", ["small", "everything", "hostile"])
def test_libreoffice_keeps_the_receipt_and_each_bookmark_around_its_text(name: str, saved) -> None:
    brief, parts = saved[name]
    receipt = receipt_of(parts)
    assert receipt == receipt_of(parts_of(docx.write(brief, word_style())))
    assert receipt is not None
    kept = paragraphs(tree(parts))
    assert {block.bookmark for block in receipt.blocks} <= set(kept)
    texts = [block for block in receipt.blocks if block.kind in {"paragraph", "heading"}]
    assert len(texts) >= 6
    for block in texts:
        assert digest_of(text_of(kept[block.bookmark])) == block.digest, block.id


def test_libreoffice_keeps_the_styles_and_the_properties(saved) -> None:
    brief, parts = saved["small"]
    styles = root(parts, "word/styles.xml")
    names = {str(name).lower() for name in found(styles, "//w:style/w:name/@w:val")}
    assert {"title", "standfirst", "key message", "body", "attribution", "recommendation", "heading 2"} <= names
    custom = root(parts, "docProps/custom.xml")
    assert brief.id in found(custom, "//vt:lpwstr/text()")


def test_a_reference_restyled_in_libreoffice_serves(folder: Path, tmp_path: Path) -> None:
    reference = libreoffice({"reference": word_style().reference}, folder, "docx")["reference"]
    content = docx.write(briefs.everything(), replace(word_style(), reference=reference))
    found_faults = faults(content, tmp_path)
    assert [fault for fault in found_faults if not fault.startswith("/word/settings.xml")] == []
    assert all("hyphenationZone" in fault for fault in found_faults)  # which LibreOffice 7.4 puts in the wrong place


def blocks_of(read: Any) -> Iterator[dict[str, Any]]:
    """Every block and inline that pandoc read, outer before inner."""
    if isinstance(read, list):
        for entry in read:
            yield from blocks_of(entry)
    elif isinstance(read, dict):
        if "t" in read:
            yield read
        for key, entry in read.items():
            if key != "t":
                yield from blocks_of(entry)


def words_of(read: Any) -> str:
    """The text that pandoc read, without notes; spaces count once."""
    said_words: list[str] = []

    def go(entry: Any) -> None:
        if isinstance(entry, list):
            for inner in entry:
                go(inner)
        elif isinstance(entry, dict):
            kind = entry.get("t")
            if kind == "Str":
                said_words.append(entry["c"])
            elif kind in {"Space", "SoftBreak", "LineBreak"}:
                said_words.append(" ")
            elif kind == "Quoted":
                marks = "‘’" if entry["c"][0]["t"] == "SingleQuote" else "“”"
                said_words.append(marks[0])
                go(entry["c"][1])
                said_words.append(marks[1])
            elif kind not in {"Note", "Code"}:
                go(entry.get("c"))

    go(read)
    return " ".join("".join(said_words).split())


@pytest.mark.parametrize("name", ["small", "everything", "wide_table", "many_notes", "bare", "endless_note"])
@pytest.mark.parametrize("notes", ["footnotes", "endnotes"])
def test_pandoc_reads_back_headings_notes_and_words(name: str, notes: Any, tmp_path: Path) -> None:
    brief = ALL[name]()
    read = pandoc(docx.write(brief, word_style(notes=notes)), tmp_path)
    entries = list(blocks_of(read["blocks"])) + list(blocks_of(read["meta"]))
    wanted = [(block.level, plain(block.inlines)) for block in brief.blocks if isinstance(block, Heading)]
    got = [(entry["c"][0], words_of(entry["c"][2])) for entry in entries if entry["t"] == "Header"]
    assert got[: len(wanted)] == wanted
    notes_read = [words_of(entry["c"]) for entry in entries if entry["t"] == "Note"]
    assert notes_read == [squeezed(plain(note.inlines)) for note in brief.notes]
    everything = words_of([read["blocks"], list(read["meta"].values())])
    for run in runs(brief.blocks):
        assert squeezed(said(run.inlines)) in everything, run.id
    for caption in captions(brief.blocks):
        assert squeezed(said(caption)) in everything


@pytest.mark.parametrize("name", ["small", "everything"])
def test_pandoc_reads_back_lists_and_tables(name: str, tmp_path: Path) -> None:
    brief = ALL[name]()
    entries = list(blocks_of(pandoc(docx.write(brief, word_style()), tmp_path)["blocks"]))
    kinds = [entry["t"] for entry in entries]
    tables = sum(isinstance(block, Table) for block in brief.blocks) + 1  # and the strip of figures
    ordered = sum(isinstance(block, Listing) and block.ordered for block in brief.blocks)
    assert kinds.count("Table") == tables
    assert kinds.count("OrderedList") == ordered


def squeezed(text: str) -> str:
    return " ".join(text.split())
