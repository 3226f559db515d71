"""DOCX: headings, notes with the numbers that Word shows, tracked changes, what is left out and said."""

import pytest

from briefgen.importers.means import Means
from tests.importers.converted.packages import (
    call,
    docx,
    docx_parts,
    imported,
    lines,
    manuscript,
    note,
    para,
    refusal,
    run,
    zipped,
)

REJECTED = Means(tracked="reject")
TITLE = para("Night trains", "Title")


def numbers(content: bytes, means: Means | None = None) -> list[tuple[int, str]]:
    made = manuscript(content, "a.docx", means)
    return [(one.number, one.pieces[0].text) for one in made.notes]


def test_headings_paragraphs_and_tables_are_pieces_and_notes_stand_behind_the_text():
    cells = "".join(f"<w:tc>{para(text)}</w:tc>" for text in ("Line", "Fare"))
    rows = f"<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>"
    body = TITLE + para("What they cost", "Heading1") + para(run("Fares rose") + call(2) + run(" in 2019.")) + rows
    made = manuscript(docx(body, footnotes=note(2, "A note.")), "a.docx")
    assert made.text.splitlines() == [
        "# Night trains",
        "# What they cost",
        "Fares rose¹ in 2019.",
        "Line\tFare",
        "Line\tFare",
        "¹ A note.",
    ]
    assert [piece.heading for piece in made.pieces] == [1, 1, 0, 0, 0]
    assert [piece.row for piece in made.pieces] == [False, False, False, True, True]
    assert made.text[slice(*made.notes[0].calls[0])] == "¹"
    for piece in (*made.pieces, *made.notes[0].pieces):
        assert made.text[piece.start : piece.end] == piece.text


def test_a_house_style_with_an_outline_level_is_a_heading_and_so_is_a_paragraph_with_one():
    def style(name, inner):
        return f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="House {name}"/>{inner}</w:style>'

    styles = (
        style("Big", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
        + style("Bigger", '<w:basedOn w:val="Big"/>')
        + style("Loop", '<w:basedOn w:val="Loop"/>')
        + style("Text", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>')
    )
    own = '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>By itself</w:t></w:r></w:p>'
    body = TITLE + para("By its style", "Big") + para("By the style below it", "Bigger") + own
    parts = docx_parts(body + para("Some text.", "Loop") + para("More text.", "Text"))
    parts["word/styles.xml"] = str(parts["word/styles.xml"]).replace("</w:styles>", styles + "</w:styles>")
    assert lines(zipped(parts), "a.docx") == [
        "# Night trains",
        "# By its style",
        "# By the style below it",
        "## By itself",
        "Some text.",
        "More text.",
    ]


def test_a_table_is_passages_of_its_rows_and_a_table_of_one_column_is_text():
    def table(*rows):
        cells = ["".join(f"<w:tc>{para(text)}</w:tc>" for text in row) for row in rows]
        grid = "<w:gridCol/>" * len(rows[0])
        return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"

    body = TITLE + para("Text that goes on.") + table(("Year", "Fare"), ("2019", "EUR 30")) + table(("A box of text.",))
    read = imported(docx(body), "a.docx")
    assert [one.kind for one in read.source.passages] == ["paragraph", "table", "table", "paragraph"]
    assert read.source.passages[2].figures == ("2019", "30 eur")


def test_a_section_may_count_its_notes_anew_and_a_note_may_have_a_mark_of_its_own():
    section = (
        '<w:p><w:pPr><w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr></w:pPr></w:p>'
    )
    body = (
        TITLE
        + para(run("One") + call(2) + run(" two") + call(3) + run("."))
        + section
        + para(run("Three") + call(4, attributes=' w:customMarkFollows="1"') + run("* four") + call(5) + run("."))
        + '<w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/><w:numStart w:val="7"/></w:footnotePr></w:sectPr>'
    )
    notes = "".join(note(number, f"Note {number}.") for number in (2, 3, 4, 5))
    assert numbers(docx(body, footnotes=notes)) == [(1, "Note 2."), (2, "Note 3."), (0, "Note 4."), (7, "Note 5.")]


def test_footnotes_and_endnotes_of_one_part_are_counted_anew_and_told():
    body = TITLE + para(run("One") + call(2) + run(" two") + call(2, "endnote") + run("."))
    content = docx(body, footnotes=note(2, "At the foot."), endnotes=note(2, "At the end.", "endnote"))
    assert numbers(content) == [(1, "At the foot."), (1, "At the end.")]
    read = imported(content, "a.docx")
    assert [one.id for one in read.source.notes] == ["report.n1", "report.n2"]
    assert any("there are two notes 1" in one.message for one in read.doubts)


def tracked(inner: str, kind: str) -> str:
    return f'<w:{kind} w:id="9" w:author="A" w:date="2026-01-01T00:00:00Z">{inner}</w:{kind}>'


DELETED = '<w:r><w:delText xml:space="preserve">thirty </w:delText></w:r>'
CHANGED = docx(
    TITLE
    + para(run("Fares rose by ") + tracked(DELETED, "del") + tracked(run("forty") + call(2), "ins") + run(" euros."))
    + para(run("They fell") + call(3) + run(".")),
    footnotes=note(2, "A note put in.") + note(3, "A note from before."),
    comments=f'<w:comment w:id="0">{para("Is that so?")}</w:comment>',
)


def test_tracked_changes_are_accepted_or_refused_and_counted_and_comments_left_out():
    assert lines(CHANGED, "a.docx")[1:3] == ["Fares rose by forty¹ euros.", "They fell²."]
    assert numbers(CHANGED) == [(1, "A note put in."), (2, "A note from before.")]
    assert lines(CHANGED, "a.docx", REJECTED)[1:3] == ["Fares rose by thirty euros.", "They fell¹."]
    assert numbers(CHANGED, REJECTED) == [(1, "A note from before.")]
    said = [one.message for one in manuscript(CHANGED, "a.docx").doubts]
    assert said == ["comments left out: 1", "tracked changes accepted: 2"]
    assert "tracked changes refused: 2" in [one.message for one in manuscript(CHANGED, "a.docx", REJECTED).doubts]
    assert "Is that so" not in manuscript(CHANGED, "a.docx").text


def test_the_text_of_boxes_stands_behind_their_paragraph_once():
    box = f"<w:txbxContent>{para('In the box.')}{para('More of it.')}</w:txbxContent>"
    choice = f'<mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
    body = TITLE + para(run("Before the box.") + f"<w:r>{choice}</w:r>") + para("After the box.")
    assert lines(docx(body), "a.docx")[1:] == ["Before the box.", "In the box.", "More of it.", "After the box."]


def test_a_table_of_contents_tells_the_parts():
    def entry(title, page=""):
        return para(run(title) + (f"<w:r><w:tab/></w:r>{run(page)}" if page else ""), "TOC1")

    body = (
        para("Rivers and borders", "Title")
        + para("Contents")
        + entry("Who owns a river?", "6")
        + entry("Ben Okafor")
        + entry("Courts at the water's edge", "9")
        + entry("Dara Quist")
        + para("Who owns a river?", "Heading1")
        + para("Ben Okafor")
        + para(run("Water belongs to nobody") + call(2) + run("."))
        + para("Courts at the water's edge", "Heading1")
        + para("Dara Quist")
        + para(run("Courts have heard twelve cases") + call(3) + run("."))
    )
    read = imported(docx(body, footnotes=note(2, "A note.") + note(3, "Another.")), "a.docx")
    assert [(part.id, part.title) for part in read.source.parts] == [
        ("ch01", "Who owns a river?"),
        ("ch02", "Courts at the water's edge"),
    ]
    assert [one.id for one in read.source.notes] == ["ch01.n1", "ch02.n2"]
    assert all(one.called_by for one in read.source.notes)


def test_title_author_and_date_go_into_the_first_bibliographic_data():
    core = (
        "<dc:title>Microsoft Word - Document1</dc:title><dc:creator>Mara Holt; Ben Okafor</dc:creator>"
        "<dcterms:created>2024-05-06T10:00:00Z</dcterms:created><dc:language>en-GB</dc:language>"
    )
    read = imported(docx(TITLE + para("Some text.") + para("More text."), core=core), "a.docx")
    assert read.source.csl == {
        "id": "source",
        "type": "report",
        "title": "Night trains",
        "author": [{"family": "Holt", "given": "Mara"}, {"family": "Okafor", "given": "Ben"}],
        "issued": {"date-parts": [[2024, 5, 6]]},
        "language": "en-GB",
    }
    assert "the date of publication was taken from the file's properties: 2024-05-06" in [
        one.message for one in read.doubts
    ]


@pytest.mark.parametrize("body", ["", para(""), para("<w:r/>")])
def test_a_document_without_text_is_told_as_such(body):
    assert refusal(docx(body), "a.docx") == "the document has no text"


def test_pictures_are_counted_and_never_fetched():
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    picture = (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing"><wp:docPr id="1" name="p" descr="A map"/>'
        f'<a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="{drawing}/picture">'
        f'<pic:pic xmlns:pic="{drawing}/picture"><pic:blipFill><a:blip r:embed="rId9"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    made = manuscript(docx(TITLE + para(run("A map: ") + picture) + para("Text.")), "a.docx")
    assert made.text.splitlines() == ["# Night trains", "A map:", "Text."]


def test_the_same_bytes_give_the_same_text():
    assert manuscript(CHANGED, "a.docx") == manuscript(CHANGED, "a.docx")
