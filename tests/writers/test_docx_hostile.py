"""The DOCX writer with what nobody would write on purpose: it stays valid, says the same, or says what is wrong."""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.brief import (
    Box,
    Brief,
    Cite,
    Emph,
    FigureStrip,
    Foreign,
    Inline,
    LineBreak,
    Link,
    Listing,
    NoteText,
    Paragraph,
    Row,
    SmallCaps,
    Strong,
    Superscript,
    Table,
    Text,
)
from briefgen.errors import BriefgenError, TemplateError
from briefgen.walk import plain
from briefgen.writers import docx
from briefgen.writers._word.outline import said
from briefgen.writers._word.package import zipped
from briefgen.writers._word.reading import parts_of, text_of
from tests.writers import briefs, hard_briefs
from tests.writers.word import faults, found, tree, word_style, written


def around(*pieces: Inline | str, notes: tuple[NoteText, ...] = ()) -> Brief:
    return replace(hard_briefs.bare(), blocks=(briefs.paragraph("only", *pieces),), notes=notes)


def test_what_xml_forbids_is_left_out_of_text_properties_and_frame(tmp_path: Path) -> None:
    nasty = "a\x00b\x0bc\ud800d\ufffee\nf\tg"
    brief = replace(
        around(nasty), title=nasty, short_title=nasty, author=nasty, keywords=(nasty,), subject=nasty, audience=nasty
    )
    content = docx.write(brief, word_style())
    (paragraph,) = found(tree(parts_of(content)), "//w:p")
    assert text_of(paragraph) == "abcde f g"
    assert faults(content, tmp_path) == []


def test_a_paragraph_of_ten_thousand_words_is_written_in_a_blink(tmp_path: Path) -> None:
    words = "insurance " * 10_000
    begun = time.process_time()
    content = docx.write(around(words), word_style())
    assert time.process_time() - begun < 2
    assert text_of(found(tree(parts_of(content)), "//w:p")[0]) == words


def empty(table: str) -> Table:
    nothing = Row(id=f"{table}-header", cells=())
    return Table(id=table, kind="plain", caption=(), header=nothing, rows=(), widths=())


def test_empty_blocks_leave_a_valid_document(tmp_path: Path) -> None:
    named = replace(empty("named"), caption=(Text("Nothing"),), header=Row(id="named-header", cells=()))
    bare_cell = replace(
        empty("bare"), header=Row(id="bare-header", cells=(replace(briefs.cell("x", "y"), paragraphs=()),))
    )
    blocks = (
        empty("nothing"),
        named,
        bare_cell,
        Listing(id="list", ordered=True, entries=()),
        Box(id="box", title=(), paragraphs=()),
        FigureStrip(id="strip", cards=()),
        Paragraph(id="empty", role="body", inlines=()),
    )
    content = docx.write(replace(hard_briefs.bare(), blocks=blocks), word_style())
    assert faults(content, tmp_path) == []
    assert len(found(tree(parts_of(content)), "//w:tbl")) == 1
    assert faults(docx.write(replace(hard_briefs.bare(), blocks=()), word_style()), tmp_path) == []


def test_rows_of_different_lengths_fill_the_grid() -> None:
    row = Row(id="short", cells=(briefs.cell("a", "only one"),))
    long = Row(id="long", cells=(briefs.cell("b", "wide", columns=2), briefs.cell("c", "and one more")))
    table = replace(empty("t"), header=briefs.header("h", "One", "Two"), rows=(row, long), widths=(0.5, 0.5))
    content = tree(written(replace(hard_briefs.bare(), blocks=(table,))))
    assert len(found(content, "//w:gridCol")) == 3
    for made in found(content, "//w:tr"):
        spans = [int(found(cell, "string(w:tcPr/w:gridSpan/@w:val)") or 1) for cell in found(made, "w:tc")]
        assert sum(spans) == 3


def test_two_tables_never_touch() -> None:
    tables = tuple(
        replace(empty(name), header=briefs.header(f"{name}-h", "One")) for name in ("first", "second", "third")
    )
    content = tree(written(replace(hard_briefs.bare(), blocks=tables)))
    assert len(found(content, "//w:tbl")) == 3
    assert not found(content, "//w:tbl/following-sibling::*[1][self::w:tbl]")
    assert not found(content, "//w:tbl/following-sibling::*[1][self::w:sectPr]")


def test_right_to_left_text_is_marked_run_by_run(tmp_path: Path) -> None:
    brief = around("Oman (", "سلطنة عُمان", ") and ", Foreign("he", (Text("ישראל"),)), ".")
    content = docx.write(brief, word_style())
    marked = found(tree(parts_of(content)), "//w:r[w:rPr/w:rtl]/w:t/text()")
    assert marked == ["سلطنة عُمان", "ישראל"]
    assert faults(content, tmp_path) == []


def test_a_brief_in_arabic_runs_from_right_to_left(tmp_path: Path) -> None:
    content = docx.write(replace(briefs.everything(), language="ar"), word_style())
    parts = parts_of(content)
    assert found(tree(parts, "word/styles.xml"), "//w:pPrDefault/w:pPr/w:bidi")
    assert found(tree(parts), "//w:sectPr/w:bidi")
    assert len(found(tree(parts), "//w:tblPr/w:bidiVisual")) == 3
    assert faults(content, tmp_path) == []


def test_a_note_called_again_is_a_reference_to_its_first_call(tmp_path: Path) -> None:
    notes = (NoteText(number=1, inlines=(Text("First."),)), NoteText(number=2, inlines=(Text("Second."),)))
    brief = around("a", Cite(items=(), note=1), "b", Cite(items=(), note=2), "c", Cite(items=(), note=1), notes=notes)
    content = docx.write(brief, word_style())
    document = tree(parts_of(content))
    assert found(document, "//w:footnoteReference/@w:id") == ["1", "2"]
    assert [code.strip() for code in found(document, "//w:instrText/text()")] == ["NOTEREF _bgnote_1 \\f \\h"]
    assert found(document, "//w:bookmarkStart[@w:name='_bgnote_1']")
    assert text_of(found(document, "//w:p")[0]) == "abc"
    assert faults(content, tmp_path) == []


@pytest.mark.parametrize(
    ("number", "told"), [(2, "note 2 is called where note 1 comes next"), (1, "note 1 is called and has no text")]
)
def test_notes_that_word_would_number_otherwise_are_refused(number: int, told: str) -> None:
    with pytest.raises(BriefgenError, match=told):
        docx.write(around("a", Cite(items=(), note=number)), word_style())


def test_a_citation_without_a_note_stands_in_the_text_by_its_label() -> None:
    cite = Cite(items=(), label=(Text("(Chen 2024, "), Emph((Text("passim"),)), Text(")")))
    parts = written(around("A claim ", cite, "."))
    assert text_of(found(tree(parts), "//w:p")[0]) == "A claim (Chen 2024, passim)."


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///etc/passwd", "#no-such-block", "http://[", "https:"]
)
def test_a_link_that_leads_nowhere_stays_text(target: str) -> None:
    parts = written(around(Link(target, (Text("said"),))))
    assert not found(tree(parts), "//w:hyperlink")
    assert text_of(found(tree(parts), "//w:p")[0]) == "said"


def test_a_file_that_is_no_docx_is_no_reference() -> None:
    for content in (b"", b"no zip", zipped({"a.txt": b"a"})):
        with pytest.raises(TemplateError, match=r"reference\.docx is no Word document") as caught:
            docx.write(briefs.small(), replace(word_style(), reference=content))
        assert caught.value.problems[0].hint


def with_part(name: str, old: bytes, new: bytes) -> bytes:
    parts = parts_of(word_style().reference)
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new)
    return zipped({"[Content_Types].xml": parts.pop("[Content_Types].xml"), **parts})


def test_each_style_that_a_reference_lacks_is_told() -> None:
    reference = with_part("word/styles.xml", b'w:name w:val="Standfirst"', b'w:name w:val="Stand first"')
    with pytest.raises(TemplateError) as caught:
        docx.write(briefs.small(), replace(word_style(), reference=reference))
    (problem,) = caught.value.problems
    assert problem.message == "there is no paragraph style 'Standfirst'"
    assert problem.hint == "did you mean 'stand first'?"
    assert str(problem.place) == "templates/policy-brief/reference.docx"


def test_style_ids_do_not_matter_as_word_in_another_language_changes_them() -> None:
    reference = with_part("word/styles.xml", b'w:styleId="Heading1"', b'w:styleId="berschrift1"')
    with zipfile.ZipFile(io.BytesIO(docx.write(briefs.small(), replace(word_style(), reference=reference)))) as archive:
        assert b'<w:pStyle w:val="berschrift1"/>' in archive.read("word/document.xml")


def test_a_restyled_reference_carries_over() -> None:
    reference = with_part("word/styles.xml", b"1C4E6B", b"AA0000")
    reference = replace(word_style(), reference=reference)
    parts = parts_of(docx.write(briefs.small(), reference))
    assert b"AA0000" in parts["word/styles.xml"]
    assert b"1C4E6B" not in parts["word/styles.xml"]


def test_nothing_of_the_body_of_the_reference_is_left(tmp_path: Path) -> None:
    first = docx.write(briefs.everything(), word_style())
    content = docx.write(hard_briefs.bare(), replace(word_style(), reference=first))
    parts = parts_of(content)
    assert faults(content, tmp_path) == []
    assert [text_of(found_one) for found_one in found(tree(parts), "//w:p")] == [
        "Cover comes first",
        "Context",
        "Nobody has asked the insurers.",
    ]
    assert len([name for name in parts if name.startswith("customXml/item1")]) == 1
    assert not [name for name in parts if name.startswith("customXml/item2")]
    assert b"hyperlink" not in parts["word/_rels/document.xml.rels"]
    assert len(found(tree(parts, "word/footnotes.xml"), "//w:footnote")) == 2


def test_a_placeholder_that_word_cut_in_two_is_filled() -> None:
    reference = with_part("word/header1.xml", b"{short title}", b"{short</w:t></w:r><w:r><w:t> title}")
    parts = parts_of(docx.write(briefs.small(), replace(word_style(), reference=reference)))
    assert "".join(found(tree(parts, "word/header1.xml"), "//w:t/text()")) == "Grain corridorsAs of December 2025"


def test_a_placeholder_that_is_none_is_told() -> None:
    reference = with_part("word/header1.xml", b"{short title}", b"{shorttitle}")
    with pytest.raises(TemplateError) as caught:
        docx.write(briefs.small(), replace(word_style(), reference=reference))
    (problem,) = caught.value.problems
    assert problem.message == "the header or footer asks for '{shorttitle}', which a brief does not have"
    assert problem.hint == "did you mean 'short title'?"


TEXTS = st.builds(Text, st.text(st.characters(codec=None, exclude_categories=()), max_size=20))
INLINES = st.recursive(
    TEXTS | st.just(LineBreak()),
    lambda inner: st.one_of(
        st.builds(Emph, st.tuples(inner)),
        st.builds(Strong, st.tuples(inner, TEXTS)),
        st.builds(Superscript, st.tuples(inner)),
        st.builds(SmallCaps, st.tuples(inner)),
        st.builds(Foreign, st.sampled_from(["zh-Hans", "ar", "de", "", "not a tag"]), st.tuples(inner)),
        st.builds(Link, st.text(max_size=30) | st.just("https://a.example/ä?q= b"), st.tuples(inner)),
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(INLINES, max_size=6))
def test_whatever_is_said_is_read_back_word_for_word(inlines: list[Inline]) -> None:
    parts = written(around(*inlines))
    (paragraph,) = found(tree(parts), "//w:p")
    assert text_of(paragraph) == said(tuple(inlines))
    if plain(tuple(inlines)).isascii() and plain(tuple(inlines)).isprintable():
        assert text_of(paragraph) == plain(tuple(inlines))
