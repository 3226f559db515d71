"""The PDF's pages: notes with their calls, no line and no heading left alone, rows whole, the foot not too high."""

from __future__ import annotations

import re
import subprocess
from collections import defaultdict
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import pypdf
import pytest
import weasyprint

from briefgen.brief import Brief, CitationItem, Cite, NoteText, Paragraph, Text
from briefgen.build.desk.briefs import locate
from briefgen.build.making.compute import compute
from briefgen.style import Style
from briefgen.workspace import Disk
from briefgen.writers import _footing, pdf
from tests.writers import briefs, hard_briefs
from tests.writers.styles import style
from tests.writers.test_pdf import tagged

LONG = {
    "everything": briefs.everything,
    "long": lambda: hard_briefs.long_brief(5),
    "wide table": hard_briefs.wide_table,
    "many notes": lambda: hard_briefs.many_notes(4),
}
long_brief = pytest.mark.parametrize("name", LONG)
HEADINGS = ("h1", "h2", "h3", "h4")


@cache
def written(name: str) -> bytes:
    return pdf.write(LONG[name](), style())


@cache
def laid_out(name: str) -> tuple[Any, ...]:
    """The boxes of each page, as WeasyPrint laid them out for the file."""
    document = pdf._at_the_foot(weasyprint, LONG[name](), style())
    return tuple(page._page_box for page in document.pages)


def flow(page_box: Any) -> list[Any]:
    """Every box of a page's text, without head, foot and notes."""
    outside = ("FootnoteAreaBox", "MarginBox")
    return [box for child in page_box.children if type(child).__name__ not in outside for box in child.descendants()]


def foot(page_box: Any) -> float:
    """The height of a page's notes, as a share of the page's text area."""
    areas = [child for child in page_box.children if type(child).__name__ == "FootnoteAreaBox"]
    return areas[0].margin_height() / page_box.height if areas else 0.0


def pages_of(content: bytes, tag: str) -> list[int]:
    """On which page each element of a tag stands, in order."""
    reader = pypdf.PdfReader(BytesIO(content))
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, 1)}
    return [numbers[element.raw_get("/Pg").idnum] for element in tagged(content, tag)]


@long_brief
def test_each_note_stands_on_the_page_that_calls_it(name: str) -> None:
    calls, notes = pages_of(written(name), "/Reference"), pages_of(written(name), "/Note")
    assert len(notes) == len(LONG[name]().notes)
    assert calls == notes


@long_brief
def test_notes_never_take_more_than_a_third_of_a_page(name: str) -> None:
    assert all(foot(page_box) <= 0.345 for page_box in laid_out(name))


@long_brief
def test_no_heading_stands_last_on_a_page(name: str) -> None:
    for page_box in laid_out(name):
        boxes = [box for box in flow(page_box) if box.element_tag in {*HEADINGS, "p", "li", "th", "td", "caption"}]
        lowest = max(boxes, key=lambda box: box.position_y + box.height)
        assert lowest.element_tag not in HEADINGS


@long_brief
def test_no_paragraph_leaves_one_line_alone(name: str) -> None:
    lines: dict[Any, list[int]] = defaultdict(list)
    for page_box in laid_out(name):
        for box in flow(page_box):
            if box.element_tag in {"p", "li"} and any(type(child).__name__ == "LineBox" for child in box.children):
                lines[box.element].append(len(box.children))
    broken = [parts for element, parts in lines.items() if len(parts) > 1 and "-header-" not in element.get("id")]
    assert all(min(parts) >= 2 for parts in broken)


@long_brief
def test_no_table_row_breaks_and_header_rows_repeat(name: str) -> None:
    rows: dict[Any, int] = defaultdict(int)
    for page_box in laid_out(name):
        boxes = flow(page_box)
        for row in {
            box.element for box in boxes if box.element_tag == "tr" and box.element.get("id", "").startswith("row")
        }:
            rows[row] += 1
        if any(box.element_tag == "td" for box in boxes):
            assert any(box.element_tag == "th" and box.element.get("scope") == "col" for box in boxes)
    assert set(rows.values()) <= {1}


@long_brief
def test_a_group_row_is_followed_by_a_row_of_its_group(name: str) -> None:
    for page_box in laid_out(name):
        rows = [box.element for box in flow(page_box) if box.element_tag == "tr"]
        assert not rows or rows[-1].get("class") != "group"


def test_long_briefs_do_break_paragraphs_and_tables() -> None:
    """Else the tests above would prove nothing."""
    parts: dict[Any, int] = defaultdict(int)
    for name in LONG:
        for page_box in laid_out(name):
            for element in {box.element for box in flow(page_box) if box.element_tag in {"p", "table"}}:
                parts[element] += 1
    assert {"p", "table"} <= {element.tag for element, count in parts.items() if count > 1}


def losing_notes() -> Style:
    """A look under which WeasyPrint 70 alone parts notes from their calls: paragraphs break, on just this page."""
    look = style()
    page = look.css.replace("margin: 23mm 30mm 20mm 30mm", "margin: 25mm 30mm 22mm 30mm")
    assert page != look.css
    return replace(look, css=page.replace("orphans: 6", "orphans: 2"))


def test_weasyprint_alone_still_loses_notes_so_the_repair_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """When this fails WeasyPrint has mended it: then orphans in style.css may be two, and _footing may go."""
    monkeypatch.setattr(pdf, "strays", lambda _document: [])
    two_lines = losing_notes()
    document = pdf._at_the_foot(weasyprint, briefs.everything(), two_lines)
    assert _footing.strays(document)


def test_a_page_whose_notes_went_astray_is_laid_out_again() -> None:
    two_lines = losing_notes()
    made = pdf.write(briefs.everything(), two_lines)
    assert pages_of(made, "/Reference") == pages_of(made, "/Note")
    assert len(pages_of(made, "/Note")) == len(briefs.everything().notes)


def said(brief: Brief, folder: Path, **asked: Any) -> str:
    target = folder / "brief.pdf"
    target.write_bytes(pdf.write(brief, style(**asked)))
    return subprocess.run(["pdftotext", "-layout", str(target), "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("placing", ["foot", "end"])
@pytest.mark.parametrize("words", range(12, 30))
def test_no_line_begins_with_the_call_of_a_note(words: int, placing: Literal["foot", "end"]) -> None:
    told = Paragraph(
        id="p",
        role="body",
        inlines=(Text("an ox " * words + "China."), Cite(items=(CitationItem(reference="a"),), note=1), Text(" On.")),
    )
    noted = NoteText(number=1, inlines=(Text("A note."),))
    brief = replace(briefs.brief((told,)), notes=(noted,))
    parsed = pdf._parsed(weasyprint, brief, style(), placing)
    (laid,) = (page._page_box for page in parsed.render().pages)
    lines = [
        [text for box in line.descendants() if (text := getattr(box, "text", "")).strip()]
        for block in flow(laid)
        if type(block).__name__ == "BlockBox" and block.element.get("id") == "p"
        for line in block.children
    ]
    called = [line for line in lines if any(text.strip("\u2060") == "1" for text in line)]
    assert called
    assert all(line[0].strip("\u2060") != "1" for line in called)


def test_a_note_too_long_for_any_foot_is_listed_at_the_end_with_all_others(tmp_path: Path) -> None:
    text = said(hard_briefs.endless_note(), tmp_path)
    assert re.sub(r"[\s‐-]", "", text).count("nameseveryinsurer") == 60
    assert "Notes" in text.split("A claim.")[1]


def test_endnotes_stand_at_the_end_when_the_style_says_so(tmp_path: Path) -> None:
    text = said(briefs.small(), tmp_path, notes="endnotes")
    assert text.index("Sources") < text.index("Notes\n") < text.index("section 3, para. 4")


def test_head_and_foot_say_what_where_and_how_far(tmp_path: Path) -> None:
    pages = said(briefs.everything(), tmp_path).split("\f")[:-1]
    for number, page in enumerate(pages, 1):
        lines = [line for line in page.splitlines() if line.strip()]
        assert lines[0].split("  ")[0].strip() == "Grain corridors"
        assert lines[0].endswith("As of December 2025")
        assert lines[-1].endswith(f"Page {number} of {len(pages)}")


def test_the_contents_name_the_page_of_each_heading(tmp_path: Path) -> None:
    pages = said(briefs.small(), tmp_path).split("\f")
    line = next(line for line in pages[0].splitlines() if line.strip().startswith("Sources ."))
    assert "Sources" in pages[int(line.split()[-1]) - 1].replace("Sources .", "", 1 if line.split()[-1] == "1" else 0)


def test_a_one_pager_fits_one_page() -> None:
    assert len(pypdf.PdfReader(BytesIO(pdf.write(hard_briefs.one_page(), style("one-pager")))).pages) == 1


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_tables_with_notes_fill_their_pages_on_either_paper(paper: Literal["A4", "Letter"]) -> None:
    notebook = briefs.Notebook()
    blocks = (*briefs.title_blocks(notebook), briefs.views(notebook), briefs.recommendations(notebook, 6))
    made = pdf.write(briefs.brief(blocks, notebook), style(paper=paper))
    assert len(pypdf.PdfReader(BytesIO(made)).pages) <= 3
    assert pages_of(made, "/Reference") == pages_of(made, "/Note")
    assert len(pages_of(made, "/Note")) == len(notebook.notes)


@long_brief
def test_no_page_is_left_half_empty_for_nothing(name: str) -> None:
    assert not _footing.fill(pdf._at_the_foot(weasyprint, LONG[name](), style()))


def test_the_first_page_of_a_real_brief_holds_the_key_messages(desk: Path) -> None:
    workspace = Disk(desk)
    made = compute(workspace, locate(workspace, "ukraine-brief"), ("pdf",), lambda *_: None)
    pages = pypdf.PdfReader(BytesIO(pdf.write(made.brief, made.style))).pages
    assert "Key messages" in pages[0].extract_text()
    assert len(pages) <= 6
