"""The two real publications set as PDF, and read back: the same passages and notes as from the text."""

import re
import shutil
import subprocess

import pytest

from briefgen.corpus.anchors import similarity
from briefgen.importers.document import import_document
from briefgen.importers.formats import READERS
from briefgen.importers.pdf import read
from briefgen.importers.storage import note_text
from briefgen.pandoc import find_pandoc
from briefgen.workspace import Memory
from tests.importers.converted.webpages import page
from tests.importers.typeset import as_html

REPORT, VOLUME = "china-russia-alignment", "eu-china-fifty-fifty"
RUNNING = ("paragraph", "list-item")
FOUND_AGAIN = 0.85


def imported(content, name):
    return import_document(content, source_id="x", name=name, key="k", known=None)


def both(sources, name, monkeypatch, *, columns, footnotes):
    """A document read from its text and from a PDF that was set from it: each with its text."""
    from weasyprint import HTML

    content = (sources / f"{name}.txt").read_bytes()
    book = as_html(content, f"{name}.txt", columns=columns, footnotes=footnotes)
    manuscript = read(HTML(string=book).write_pdf(), f"{name}.pdf")
    monkeypatch.setitem(READERS, ".pdf", lambda *_: manuscript)  # it is read once, for the text and for the import
    return (imported(content, f"{name}.txt"), content.decode()), (imported(b"%PDF-", f"{name}.pdf"), manuscript.text)


def letters(text):
    """The letters and digits of a note: what line breaks do to the spaces and hyphens of addresses is left out."""
    return re.sub(r"[\W_]+", "", re.sub(r"\(#\)", "", text))


def compared(text, pdf):
    """How many passages and notes of the text are in the PDF: the same, and found again; and what is only in one."""
    (first, plain), (second, extracted) = text, pdf
    digests = {one.digest for one in second.source.passages}
    running = [one for one in first.source.passages if one.kind in RUNNING]
    lost = [one for one in running if one.digest not in digests]
    again = [
        one
        for one in lost
        if max(similarity(one.fingerprint, other.fingerprint) for other in second.source.passages) >= FOUND_AGAIN
    ]
    notes = {(one.part, one.number): letters(note_text(plain, one)) for one in first.source.notes}
    read = {(one.part, one.number): letters(note_text(extracted, one)) for one in second.source.notes}
    called = {one.digest: one.notes for one in first.source.passages if one.kind in RUNNING}
    wrong = [one.id for one in second.source.passages if called.get(one.digest, one.notes) != one.notes]
    return {
        "running": len(running),
        "same": len(running) - len(lost),
        "again": len(again),
        "more": sum(one.kind in RUNNING for one in second.source.passages) - len(running),
        "notes": len(notes),
        "notes same": sum(read.get(place) == said for place, said in notes.items()),
        "called otherwise": len(wrong),
    }


@pytest.mark.parametrize(("columns", "footnotes"), [(1, True), (1, False), (2, True), (2, False)])
def test_the_report_set_as_pdf_gives_the_same_passages_and_notes(sources, monkeypatch, columns, footnotes):
    text, pdf = both(sources, REPORT, monkeypatch, columns=columns, footnotes=footnotes)
    found = compared(text, pdf)
    assert (found["running"], found["same"]) == (94, 94)
    assert found["called otherwise"] == 0
    assert found["notes"] == 50
    assert found["notes same"] == 50


def test_the_report_set_by_libreoffice_gives_the_same_passages_and_notes(sources, monkeypatch, tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    content = (sources / f"{REPORT}.txt").read_bytes()
    (tmp_path / "report.html").write_text(page(content, "report.txt"), encoding="utf-8")
    convert = [find_pandoc(Memory()).path, "--from=html", "-o", "report.docx", "report.html"]
    typeset = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    for command in (convert, [*typeset, "report.docx"]):
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    manuscript = read((tmp_path / "report.pdf").read_bytes(), "report.pdf")
    monkeypatch.setitem(READERS, ".pdf", lambda *_: manuscript)
    text = imported(content, "report.txt"), content.decode()
    found = compared(text, (imported(b"%PDF-", "report.pdf"), manuscript.text))
    assert (found["running"], found["same"], found["called otherwise"]) == (94, 94, 0)
    assert (found["notes"], found["notes same"]) == (50, 50)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("columns", "footnotes", "least"),
    [(1, True, 358), (2, True, 358), (1, False, 358), (2, False, 356)],
)
def test_the_volume_set_as_pdf_gives_the_same_passages_and_notes(sources, monkeypatch, columns, footnotes, least):
    text, pdf = both(sources, VOLUME, monkeypatch, columns=columns, footnotes=footnotes)
    found = compared(text, pdf)
    assert found["running"] == 358
    assert found["same"] >= least, found
    assert found["called otherwise"] == 0
    assert found["notes same"] >= (222 if footnotes else 223), found


@pytest.mark.slow
@pytest.mark.parametrize("footnotes", [True, False])
def test_what_stands_in_italics_in_the_volumes_notes_tells_works_and_media(sources, monkeypatch, footnotes):
    from weasyprint import HTML

    content = (sources / f"{VOLUME}.txt").read_bytes()
    counted = {}
    for italics in (True, False):
        book = as_html(content, f"{VOLUME}.txt", footnotes=footnotes, italics=italics)
        manuscript = read(HTML(string=book).write_pdf(), f"{VOLUME}.pdf")
        monkeypatch.setitem(READERS, ".pdf", lambda *_, found=manuscript: found)
        works = imported(b"%PDF-", f"{VOLUME}.pdf").source.references
        counted[italics] = len(works), sum("container-title" in work for work in works)
    assert counted[True][0] > counted[False][0]
    assert counted[True] >= (205, 100), counted
