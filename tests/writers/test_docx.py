"""The DOCX writer: what stands in the file, and that nothing but styles formats it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from lxml import etree

from briefgen.brief import Contents, Heading, Listing, Paragraph, Text
from briefgen.errors import BriefgenError
from briefgen.walk import headings, plain
from briefgen.writers import docx
from briefgen.writers._word.reading import text_of
from briefgen.writers._word.styles import STYLE_OF_ROLE
from briefgen.writers._word.xml import Element, clean, qualified
from tests.writers import briefs, hard_briefs
from tests.writers.word import found, tree, word_style, written

ALL = {
    "small": briefs.small,
    "everything": briefs.everything,
    "wide_table": hard_briefs.wide_table,
    "many_notes": hard_briefs.many_notes,
    "chinese": hard_briefs.chinese,
    "bare": hard_briefs.bare,
    "hostile": hard_briefs.hostile,
    "endless_note": hard_briefs.endless_note,
}


def style_name(parts: dict[str, bytes], identifier: str) -> str:
    names = found(tree(parts, "word/styles.xml"), f"//w:style[@w:styleId='{identifier}']/w:name/@w:val")
    assert len(names) == 1, identifier
    return str(names[0])


@pytest.mark.parametrize("name", ALL)
def test_the_same_brief_makes_the_same_bytes(name: str) -> None:
    brief = ALL[name]()
    assert docx.write(brief, word_style()) == docx.write(ALL[name](), word_style())


def test_entries_are_sorted_after_the_content_types_and_dated_alike() -> None:
    with zipfile.ZipFile(io.BytesIO(docx.write(briefs.small(), word_style()))) as archive:
        names = [entry.filename for entry in archive.infolist()]
        assert names[0] == "[Content_Types].xml"
        assert names[1:] == sorted(names[1:])
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("notes", ["footnotes", "endnotes"])
@pytest.mark.parametrize("name", ALL)
def test_nothing_is_formatted_but_by_styles(name: str, notes: str) -> None:
    parts = written(ALL[name](), notes=notes)
    texts = [part for part in parts if part.startswith(("word/document", "word/footnotes", "word/endnotes"))]
    for part in texts:
        content = tree(parts, part)
        for properties in found(content, "//w:rPr"):
            for entry in properties:
                assert etree.QName(entry).localname in {"rStyle", "lang", "rtl", "rFonts"}
                if entry.tag == qualified("w:rFonts"):
                    assert list(entry.attrib) == [qualified("w:hint")]
        assert {etree.QName(entry).localname for entry in found(content, "//w:pPr/*")} <= {"pStyle", "numPr"}
        assert {etree.QName(entry).localname for entry in found(content, "//w:tcPr/*")} <= {"tcW", "gridSpan"}
        assert {etree.QName(entry).localname for entry in found(content, "//w:trPr/*")} <= {"cantSplit", "tblHeader"}


@pytest.mark.parametrize("notes", ["footnotes", "endnotes"])
@pytest.mark.parametrize("name", ALL)
def test_ids_of_notes_ascend_in_the_order_of_their_calls(name: str, notes: str) -> None:
    brief = ALL[name]()
    parts = written(brief, notes=notes)
    kind = notes.removesuffix("s")
    called = [int(number) for number in found(tree(parts), f"//w:{kind}Reference/@w:id")]
    assert called == [note.number for note in brief.notes]
    written_notes = found(tree(parts, f"word/{notes}.xml"), f"//w:{kind}[not(@w:type)]")
    assert [int(note.get(qualified("w:id"))) for note in written_notes] == called
    for note, wanted in zip(written_notes, brief.notes, strict=True):
        assert text_of(note[0]) == " " + clean(plain(wanted.inlines))


@pytest.mark.parametrize("name", ALL)
def test_every_style_and_list_that_is_used_is_there(name: str) -> None:
    parts = written(ALL[name]())
    styles = tree(parts, "word/styles.xml")
    known = set(found(styles, "//w:style/@w:styleId"))
    for part in (part for part in parts if part.startswith("word/") and part.endswith(".xml")):
        used = set(found(tree(parts, part), "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"))
        assert used <= known, part
    assert set(found(styles, "//w:basedOn/@w:val | //w:next/@w:val | //w:link/@w:val")) <= known
    numbered = set(found(tree(parts), "//w:numId/@w:val")) | set(found(styles, "//w:numId/@w:val"))
    assert numbered <= set(found(tree(parts, "word/numbering.xml"), "//w:num/@w:numId"))


def test_each_paragraph_has_the_style_of_its_role_and_reads_as_the_brief_says() -> None:
    brief = briefs.everything()
    parts = written(brief)
    by_bookmark = {
        bookmark: start.getparent()
        for start in found(tree(parts), "//w:bookmarkStart")
        for bookmark in [start.get(qualified("w:name"))]
    }
    checked = 0
    for block in brief.blocks:
        if isinstance(block, Paragraph | Heading):
            paragraph = by_bookmark["_bg_" + block.id.replace("-", "_")]
            wanted = f"heading {block.level}" if isinstance(block, Heading) else STYLE_OF_ROLE[block.role]
            assert style_name(parts, found(paragraph, "string(w:pPr/w:pStyle/@w:val)")) == wanted
            assert text_of(paragraph) == plain(block.inlines)
            checked += 1
    assert checked > 25


def test_a_table_repeats_its_header_and_keeps_its_rows_and_columns() -> None:
    content = tree(written(hard_briefs.wide_table()))
    (table,) = found(content, "//w:tbl")
    assert len(found(table, "w:tr")) == 36
    assert len(found(table, "w:tr[w:trPr/w:tblHeader]")) == 1
    assert len(found(table, "w:tr[w:trPr/w:cantSplit]")) == 36
    assert found(table, "string(w:tblPr/w:tblCaption/@w:val)") == "Ports and how long ships wait in them"
    assert found(table, "string(w:tblPr/w:tblLook/@w:firstRow)") == "1"
    assert found(table, "string(w:tblPr/w:tblLayout/@w:type)") == "fixed"
    grid = [int(width) for width in found(table, "w:tblGrid/w:gridCol/@w:w")]
    assert sum(grid) == 11906 - 2 * 1701
    assert [round(width / sum(grid), 2) for width in grid] == [0.2, 0.5, 0.3]
    for row in found(table, "w:tr"):
        assert sum(int(width) for width in found(row, "w:tc/w:tcPr/w:tcW/@w:w")) == sum(grid)


def test_lists_are_numbered_by_word_and_each_begins_at_one() -> None:
    entries = (Paragraph(id="a-1", role="body", inlines=(Text("One"),)),)
    second = (Paragraph(id="b-1", role="body", inlines=(Text("Another"),)),)
    lists = (Listing(id="a", ordered=True, entries=entries), Listing(id="b", ordered=True, entries=second))
    parts = written(replace(hard_briefs.bare(), blocks=lists))
    first, other = found(tree(parts), "//w:numPr/w:numId/@w:val")
    assert first != other
    numbering = tree(parts, "word/numbering.xml")
    for number in (first, other):
        (instance,) = found(numbering, f"//w:num[@w:numId='{number}']")
        assert found(instance, "string(w:lvlOverride/w:startOverride/@w:val)") == "1"
        abstract = found(instance, "string(w:abstractNumId/@w:val)")
        level = found(numbering, f"//w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl")[0]
        assert found(level, "string(w:numFmt/@w:val)") == "decimal"
        assert style_name(parts, found(level, "string(w:pStyle/@w:val)")) == "List Number"


def test_bullets_come_from_the_style_alone() -> None:
    parts = written(briefs.small())
    bulleted = found(tree(parts), "//w:p[w:pPr/w:pStyle/@w:val='ListBullet']")
    assert len(bulleted) == 3
    assert not found(bulleted[0], "w:pPr/w:numPr")
    assert found(tree(parts, "word/styles.xml"), "//w:style[@w:styleId='ListBullet']/w:pPr/w:numPr/w:numId")


@pytest.mark.parametrize(("number", "style"), [(3, "FigureValue"), (4, "FigureValueNarrow")])
def test_four_figures_side_by_side_are_set_smaller(number: int, style: str) -> None:
    notebook = briefs.Notebook()
    content = tree(written(briefs.brief((briefs.figures(notebook, number),), notebook)))
    (row,) = found(content, "//w:tr")
    assert found(row, "w:tc/w:p[1]/w:pPr/w:pStyle/@w:val") == [style] * number
    assert found(row, "w:tc/w:p[2]/w:pPr/w:pStyle/@w:val") == ["FigureLabel"] * number


def test_the_contents_are_there_when_the_file_opens() -> None:
    brief = briefs.small()
    parts = written(brief)
    content = tree(parts)
    code = "".join(found(content, "//w:instrText/text()"))
    assert code == ' TOC \\o "1-2" \\n \\h \\z '
    wanted = [heading for heading in headings(brief.blocks, 2) if heading.level <= 2]
    entries = found(content, "//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'Toc')]")
    assert [text_of(entry) for entry in entries] == [plain(heading.inlines) for heading in wanted]
    anchors = found(content, "//w:sdt//w:hyperlink/@w:anchor")
    assert set(anchors) <= set(found(content, "//w:bookmarkStart/@w:name"))
    marks = found(content, "//w:fldChar/@w:fldCharType")
    assert marks == ["begin", "separate", "end"]
    assert not found(tree(parts, "word/settings.xml"), "//w:updateFields")


def test_contents_without_headings_are_an_empty_field() -> None:
    blocks = (Contents(id="contents", title=(Text("Contents"),)),)
    content = tree(written(replace(hard_briefs.bare(), blocks=blocks)))
    assert found(content, "//w:fldChar/@w:fldCharType") == ["begin", "separate", "end"]


def test_a_heading_has_its_outline_level_for_the_navigation_pane() -> None:
    styles = tree(written(briefs.small()), "word/styles.xml")
    levels = {
        found(style, "string(w:name/@w:val)"): found(style, "string(w:pPr/w:outlineLvl/@w:val)")
        for style in found(styles, "//w:style[w:pPr/w:outlineLvl]")
    }
    assert levels == {"Title": "0", "heading 1": "0", "heading 2": "1", "heading 3": "2", "Notes heading": "0"}


def test_the_space_before_a_heading_is_twice_the_space_after_and_it_stays_with_its_text() -> None:
    for template in ("policy-brief", "one-pager"):
        styles = tree(written(briefs.small(), name=template), "word/styles.xml")
        for level in (1, 2, 3):
            (style,) = found(styles, f"//w:style[w:name/@w:val='heading {level}']")
            before, after = (int(found(style, f"string(w:pPr/w:spacing/@w:{side})")) for side in ("before", "after"))
            assert before >= 2 * after > 0
            assert found(style, "w:pPr/w:keepNext")
        assert found(styles, "//w:docDefaults/w:pPrDefault/w:pPr/w:widowControl")


def test_word_shows_the_properties_of_the_brief() -> None:
    core = Document(io.BytesIO(docx.write(briefs.small(), word_style()))).core_properties
    assert core.title == "Grain ships need insurance before they need escorts"
    assert (core.author, core.last_modified_by) == ("Institute for Baltic Trade", "Institute for Baltic Trade")
    assert (core.subject, core.language) == ("Black Sea shipping", "en-GB")
    assert core.keywords == "grain; shipping; insurance"
    assert str(core.created) == str(core.modified) == "2025-12-05 00:00:00+00:00"
    custom = tree(written(briefs.small()), "docProps/custom.xml")
    told = dict(zip(found(custom, "//@name"), found(custom, "//vt:lpwstr/text()"), strict=True))
    assert told["Brief"] == "grain-brief"
    assert told["As of"] == "2025-12-05"


def test_head_and_foot_carry_the_short_title_the_date_and_pages_as_fields() -> None:
    parts = written(briefs.small())
    (head,) = (tree(parts, name) for name in parts if name.startswith("word/header"))
    (foot,) = (tree(parts, name) for name in parts if name.startswith("word/footer"))
    assert "".join(found(head, "//w:t/text()")) == "Grain corridorsAs of December 2025"
    assert "".join(found(foot, "//w:t/text()")) == "Institute for Baltic TradePage 1 of 1"
    assert [code.strip() for code in found(foot, "//w:instrText/text()")] == ["PAGE", "NUMPAGES"]


def test_the_words_of_the_foot_are_in_the_language_of_the_brief() -> None:
    style = replace(word_style(), words={"Page": "Seite", "of": "von"})
    with zipfile.ZipFile(io.BytesIO(docx.write(briefs.small(), style))) as archive:
        assert "Seite" in archive.read("word/footer1.xml").decode()


@pytest.mark.parametrize(("paper", "size"), [("A4", ("11906", "16838")), ("Letter", ("12240", "15840"))])
def test_either_paper_keeps_the_measure(paper: str, size: tuple[str, str]) -> None:
    (section,) = found(tree(written(briefs.small(), paper=paper)), "//w:sectPr")
    assert (found(section, "string(w:pgSz/@w:w)"), found(section, "string(w:pgSz/@w:h)")) == size
    left, right = (int(found(section, f"string(w:pgMar/@w:{side})")) for side in ("left", "right"))
    assert int(size[0]) - left - right == 11906 - 2 * 1701


def test_the_language_is_set_for_spelling_and_for_foreign_runs() -> None:
    parts = written(briefs.small())
    (default,) = found(tree(parts, "word/styles.xml"), "//w:docDefaults//w:lang")
    assert dict(default.attrib) == {
        qualified("w:val"): "en-GB",
        qualified("w:eastAsia"): "zh-CN",
        qualified("w:bidi"): "ar-SA",
    }
    (run,) = found(tree(parts), "//w:r[w:t='粮食走廊']")
    assert found(run, "string(w:rPr/w:lang/@w:eastAsia)") == "zh-CN"
    fonts = tree(parts, "word/styles.xml")
    assert found(fonts, "//w:docDefaults//w:rFonts/@w:eastAsiaTheme") == ["minorEastAsia"]


def test_formats_that_come_together_share_a_style_made_of_both() -> None:
    parts = written(briefs.small())
    (run,) = found(tree(parts), "//w:r[w:t='both']")
    (style,) = found(
        tree(parts, "word/styles.xml"), f"//w:style[@w:styleId='{found(run, 'string(w:rPr/w:rStyle/@w:val)')}']"
    )
    assert found(style, "string(w:name/@w:val)") == "Emphasis + Strong"
    assert found(style, "string(w:basedOn/@w:val)") == "Emphasis"
    assert found(style, "w:rPr/w:b")


def test_two_blocks_of_one_id_are_refused() -> None:
    block = Paragraph(id="twice", role="body", inlines=(Text("a"),))
    with pytest.raises(BriefgenError, match="two blocks have the id 'twice'"):
        docx.write(replace(hard_briefs.bare(), blocks=(block, block)), word_style())


def normal(element: Element) -> str:
    etree.indent(element, "  ")
    return etree.tostring(element, encoding="unicode")


@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml", "customXml/item1.xml"])
def test_the_parts_of_a_small_brief_are_these(part: str, golden) -> None:
    golden(f"docx/small/{part.rpartition('/')[2]}", normal(tree(written(briefs.small()), part)))
