"""A real publication through DOCX, ODT, EPUB, HTML and Markdown, by pandoc and LibreOffice: the same passages and notes.

The report is made into a page with headings, lists and real notes (see ``webpages``), converted by other programs, and
imported. What comes back is held against the import of the text: every passage and note by its digest.
"""

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from briefgen.importers.document import Imported, import_document
from briefgen.pandoc import find_pandoc
from briefgen.workspace import Memory
from tests.importers.converted.webpages import page
from tests.importers.documents import KEY

REPORT, VOLUME = "china-russia-alignment", "eu-china-fifty-fifty"
#: By pandoc alone; by LibreOffice out of pandoc's DOCX.
BY_PANDOC = ("html", "docx", "odt", "epub", "md")
BY_LIBREOFFICE = ("docx", "odt", "html")


def read(content: bytes, name: str, known=None) -> Imported:
    return import_document(content, source_id="source", name=name, key=KEY, known=known)


@dataclass
class Formats:
    """The report as text, and in the folder as everything else."""

    text: Imported
    folder: Path
    read: dict[str, Imported] = field(default_factory=dict)

    def source(self, name):
        if name not in self.read:
            self.read[name] = read((self.folder / name).read_bytes(), name)
        return self.read[name].source


@pytest.fixture(scope="module")
def formats(sources, tmp_path_factory):
    content = (sources / f"{REPORT}.txt").read_bytes()
    folder = tmp_path_factory.mktemp("formats")
    (folder / "report.html").write_text(page(content, "report.txt"), encoding="utf-8")
    pandoc = find_pandoc(Memory()).path
    for suffix in BY_PANDOC[1:]:
        options = ["--to=markdown-smart", "--wrap=none"] if suffix == "md" else []
        command = [pandoc, "--from=html", "-o", f"report.{suffix}", *options, "report.html"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    for suffix in BY_LIBREOFFICE:
        command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", "office", "report.docx"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, env={**os.environ, "HOME": str(folder)})
    return Formats(text=read(content, "report.txt"), folder=folder)


CONVERTED = pytest.mark.parametrize(
    "name", [*(f"report.{suffix}" for suffix in BY_PANDOC), *(f"office/report.{suffix}" for suffix in BY_LIBREOFFICE)]
)


@CONVERTED
def test_the_same_passages_and_notes_come_back_from_every_format(formats, name):
    expected, found = formats.text.source, formats.source(name)
    assert len(expected.passages) == 94
    assert len(expected.notes) == 50
    assert [one.digest for one in found.passages] == [one.digest for one in expected.passages]
    assert [(one.number, one.digest) for one in found.notes] == [(one.number, one.digest) for one in expected.notes]
    assert [one.id for one in found.passages] == [one.id for one in expected.passages]
    assert [(one.kind, one.notes, one.figures) for one in found.passages] == [
        (one.kind, one.notes, one.figures) for one in expected.passages
    ]
    assert [one.called_by for one in found.notes] == [one.called_by for one in expected.notes]
    assert [one.section for one in found.passages] == [one.section for one in expected.passages]
    assert [(part.id, part.title) for part in found.parts] == [
        (part.id, part.title.replace("’", "'")) for part in expected.parts
    ]


@CONVERTED
def test_a_note_cites_the_same_works_in_every_format(formats, name):
    """But for addresses that the print cut in two, which a converted document prints in one line, hyphen and all."""
    expected, found = formats.text.source, formats.source(name)
    assert [one.mentions for one in found.notes] == [one.mentions for one in expected.notes]
    other = [work["id"] for work in found.references if work not in expected.references]
    assert len(found.references) == len(expected.references) == 43
    assert len(other) <= 2
    plain = {work["id"]: {**work, "URL": ""} for work in expected.references}
    assert all({**work, "URL": ""} == plain[work["id"]] for work in found.references)


@CONVERTED
def test_the_report_in_another_format_keeps_the_ids_of_its_passages(formats, name):
    again = read((formats.folder / name).read_bytes(), name, known=formats.text.source)
    assert [one.id for one in again.source.passages] == [one.id for one in formats.text.source.passages]
    assert again.source.document == Path(name).name
    assert again.source.references == formats.text.source.references


@pytest.fixture(scope="module")
def volume(sources, tmp_path_factory):
    """The volume of twelve chapters, each with notes of its own, as text and in a folder as a page and as a book."""
    content = (sources / f"{VOLUME}.txt").read_bytes()
    folder = tmp_path_factory.mktemp("volume")
    (folder / "volume.html").write_text(page(content, "volume.txt"), encoding="utf-8")
    command = [find_pandoc(Memory()).path, "--from=html", "-o", "volume.docx", "volume.html"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return Formats(text=read(content, "volume.txt"), folder=folder)


@pytest.mark.parametrize("name", ["volume.html", "volume.docx"])
def test_twelve_chapters_come_back_each_with_its_own_notes(volume, name):
    """All comes back; what other programs or the page made otherwise is told here.

    The page has no heading for what stands behind the last notes, so that it belongs to the last chapter there. The
    numbers of the DOCX go on from chapter to chapter; those that the desk knows are kept. One note is called by nothing
    in the document: pandoc leaves it out of a DOCX. The note that is called twice in its place is there two notes.
    """
    expected = volume.text.source
    found = read((volume.folder / name).read_bytes(), name, known=expected).source
    digests = {one.digest for one in expected.passages}
    assert {one.digest for one in found.passages} == digests
    body = {one.id: one for one in expected.passages if one.part != "back-matter"}
    kept = {one.id: one for one in found.passages if one.id in body}
    assert kept.keys() == body.keys()
    assert [one.digest for one in kept.values()] == [one.digest for one in body.values()]
    twice = next(one for one in expected.notes if one.id == "ch05.n5").called_by[0]
    other = {one.id for one in kept.values() if one.notes != body[one.id].notes}
    notes = {one.id: one.digest for one in found.notes}
    same = {one.id: one.digest for one in expected.notes}
    if name == "volume.html":
        assert (other, notes) == (set(), same)
    else:
        assert (other, notes.keys() ^ same.keys()) == ({twice}, {"ch05.n3", "ch05.n7"})
        assert all(notes[one] == same[one] for one in notes.keys() & same.keys())
    chapters = [part for part in found.parts if part.matter == "body"]
    assert [(part.id, part.authors) for part in chapters] == [
        (part.id, part.authors) for part in expected.parts if part.matter == "body"
    ]


def test_the_same_bytes_are_read_in_the_same_way(formats):
    content = (formats.folder / "report.docx").read_bytes()
    assert read(content, "report.docx") == read(content, "report.docx")
