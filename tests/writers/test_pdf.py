"""The PDF as a file: tagged, described, embedded, the same each time, and closed to the world."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from briefgen import walk
from briefgen.brief import Brief
from briefgen.errors import MissingProgramError, TemplateError
from briefgen.writers import pdf
from tests.writers import briefs, hard_briefs
from tests.writers.styles import style

ALL = {
    "small": briefs.small,
    "everything": briefs.everything,
    "chinese": hard_briefs.chinese,
    "bare": hard_briefs.bare,
    "hostile": hard_briefs.hostile,
}
brief_of = pytest.mark.parametrize("name", ALL)


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return {name: pdf.write(brief(), style()) for name, brief in ALL.items()}


def asked(*command: str, given: bytes, folder: Path) -> str:
    target = folder / "brief.pdf"
    target.write_bytes(given)
    done = subprocess.run([*command, str(target)], capture_output=True, text=True, check=True)
    assert not done.stderr.strip()
    return done.stdout


def structure(page_tree: pypdf.generic.DictionaryObject) -> Iterator[pypdf.generic.DictionaryObject]:
    """Every structure element of a PDF, in order, parents first."""
    kids = page_tree.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        element = kid.get_object()
        if isinstance(element, pypdf.generic.DictionaryObject) and "/S" in element:
            yield element
            yield from structure(element)


def tagged(content: bytes, *tags: str) -> list[pypdf.generic.DictionaryObject]:
    root = pypdf.PdfReader(BytesIO(content)).trailer["/Root"]["/StructTreeRoot"]
    return [element for element in structure(root) if element["/S"] in tags]


@brief_of
def test_weasyprint_has_nothing_to_complain_of(name: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "weasyprint"):
        pdf.write(ALL[name](), style())
        pdf.write(ALL[name](), style("one-pager", notes="endnotes", paper="Letter"))
    assert caplog.messages == []


@brief_of
def test_the_same_brief_makes_the_same_bytes(name: str, made: dict[str, bytes]) -> None:
    assert pdf.write(ALL[name](), style()) == made[name]


def test_another_process_on_another_day_makes_the_same_bytes(made: dict[str, bytes]) -> None:
    run = "import sys; from tests.writers import briefs; from tests.writers.styles import style;"
    run += "from briefgen.writers import pdf; sys.stdout.buffer.write(pdf.write(briefs.small(), style()))"
    root = Path(__file__).resolve().parents[2]
    changed = {"PATH": "/usr/bin:/bin", "PYTHONHASHSEED": "77", "TZ": "Asia/Shanghai", "PYTHONPATH": str(root)}
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, check=True, cwd=root, env=changed)
    assert done.stdout == made["small"]


@brief_of
def test_qpdf_finds_no_fault(name: str, made: dict[str, bytes], tmp_path: Path) -> None:
    assert "No syntax or stream encoding errors found" in asked("qpdf", "--check", given=made[name], folder=tmp_path)


@brief_of
def test_the_document_says_what_it_is(name: str, made: dict[str, bytes]) -> None:
    brief = ALL[name]()
    reader = pypdf.PdfReader(BytesIO(made[name]))
    root = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert reader.metadata.title == brief.title
    assert reader.metadata.author == brief.author
    assert reader.metadata.subject == brief.subject
    assert str(reader.metadata.creation_date_raw).startswith("D:20251205")
    assert root["/Lang"] == brief.language
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert b"pdfuaid" in root["/Metadata"].get_data()


@brief_of
def test_every_font_is_embedded(name: str, made: dict[str, bytes], tmp_path: Path) -> None:
    lines = asked("pdffonts", given=made[name], folder=tmp_path).splitlines()[2:]
    assert lines
    for line in lines:
        assert re.search(r" yes +yes +yes +\d+ +\d+$", line), f"not embedded, cut and readable: {line}"


@brief_of
def test_every_heading_is_a_bookmark(name: str, made: dict[str, bytes]) -> None:
    def titles(outline: list[object]) -> Iterator[str]:
        for entry in outline:
            if isinstance(entry, list):
                yield from titles(entry)
            else:
                yield str(entry.title)  # type: ignore[attr-defined]

    found = list(titles(pypdf.PdfReader(BytesIO(made[name])).outline))
    for heading in walk.headings(ALL[name]().blocks, 3):
        assert walk.plain(heading.inlines) in found


@brief_of
def test_notes_are_tagged_as_notes_with_their_number_and_text(
    name: str, made: dict[str, bytes], tmp_path: Path
) -> None:
    brief = ALL[name]()
    assert len(tagged(made[name], "/Note")) == len(brief.notes)
    assert len(tagged(made[name], "/Reference")) == len(walk.cites(brief.blocks))
    assert len({note["/ID"] for note in tagged(made[name], "/Note")}) == len(brief.notes)
    said = asked("pdfinfo", "-struct-text", given=made[name], folder=tmp_path)
    notes = re.split(r"^ +Note <note-\d+> .*\n", said, flags=re.MULTILINE)[1:]
    for number, (note, wanted) in enumerate(zip(notes, brief.notes, strict=True), 1):
        words = re.findall(r'"(.*)"', note)
        assert words[0] == str(number)
        beginning = re.sub(r"\W", "", walk.plain(wanted.inlines))[:30]
        assert re.sub(r"\W", "", "".join(words[1:])).startswith(beginning)


@brief_of
def test_links_stand_in_link_elements(name: str, made: dict[str, bytes]) -> None:
    for element in tagged(made[name], "/P", "/Span", "/NonStruct", "/LBody", "/Note", "/TD"):
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            found = kid.get_object()
            assert not (isinstance(found, dict) and found.get("/Type") == "/OBJR"), element


def test_tables_lists_and_headings_are_tagged(made: dict[str, bytes]) -> None:
    found = {str(element["/S"]) for element in tagged(made["small"], *(f"/{tag}" for tag in TAGS))}
    assert found == {f"/{tag}" for tag in TAGS}


TAGS = ("H1", "H2", "H3", "P", "L", "LI", "LBody", "Table", "Caption", "TR", "TH", "TD", "Link", "Note", "Lbl", "Sect")


def test_chinese_can_be_read_back(made: dict[str, bytes], tmp_path: Path) -> None:
    target = tmp_path / "brief.pdf"
    target.write_bytes(made["chinese"])
    said = subprocess.run(["pdftotext", str(target), "-"], capture_output=True, text=True, check=True).stdout
    assert "保险先于护航" in said
    assert "二〇二五年" in said
    assert "糧食走廊與歐洲安全" in said


def sizes(brief: Brief, **asked_for: str) -> tuple[float, float]:
    box = pypdf.PdfReader(BytesIO(pdf.write(brief, style(**asked_for)))).pages[0].mediabox  # type: ignore[arg-type]
    return round(float(box.width)), round(float(box.height))


def test_the_paper_is_what_the_style_says() -> None:
    assert sizes(hard_briefs.bare()) == (595, 842)
    assert sizes(hard_briefs.bare(), paper="Letter") == (612, 792)


@pytest.mark.parametrize(
    ("rule", "address"),
    [
        ('<p style="background: url(file:///etc/hostname)">x</p>', "file:///etc/hostname"),
        ('<p style="background: url(logo.png)">x</p>', "logo.png"),
        ('<p style="background: url(https://x.example/a.png)">x</p>', "https://x.example/a.png"),
        (
            "<style>@font-face { font-family: A; src: url(http://x.example/f) } p { font-family: A }</style>",
            "http://x.example/f",
        ),
        ("<style>@import 'https://x.example/a.css';</style>", "https://x.example/a.css"),
        ('<style>@import u\\72l("file:///etc/passwd");</style>', "file:///etc/passwd"),
    ],
)
def test_whatever_lies_outside_is_refused_and_named(rule: str, address: str) -> None:
    look = style()
    with pytest.raises(TemplateError) as caught:
        pdf.write(hard_briefs.bare(), replace(look, page=look.page.replace("</body>", f"{rule}</body>")))
    assert caught.value.problems[0].message == f"the template asks for '{address}'"


def test_a_picture_that_is_none_is_told_and_not_left_out_in_silence() -> None:
    look = style()
    broken = look.page.replace("</body>", '<img alt="" src="data:image/png;base64,AAAA"></body>')
    with pytest.raises(TemplateError) as caught:
        pdf.write(hard_briefs.bare(), replace(look, page=broken))
    assert caught.value.problems[0].message.startswith("the PDF could not be made: ")


def test_without_pango_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    class Missing:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0': no such file\nsecond line")

    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(MissingProgramError) as caught:
        pdf.write(hard_briefs.bare(), style())
    problem = caught.value.problems[0]
    assert problem.message == (
        "no PDF can be made: a library is missing (cannot load library 'libpango-1.0-0': no such file)"
    )
    for system in ("Debian", "apt install", "Fedora", "dnf install", "macOS", "brew install", "Windows", "pacman -S"):
        assert system in problem.hint
