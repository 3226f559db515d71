"""The web page: one file, nothing beside it, everything reachable."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as parser

from briefgen import walk
from briefgen.brief import Brief, CitationItem, Cite, Heading, Link, NoteText, Paragraph, Text
from briefgen.errors import TemplateError
from briefgen.style import Style
from briefgen.writers import html
from tests.writers import briefs, hard_briefs
from tests.writers.styles import style

ALL = {
    "small": briefs.small,
    "everything": briefs.everything,
    "chinese": hard_briefs.chinese,
    "bare": hard_briefs.bare,
    "hostile": hard_briefs.hostile,
    "wide table": hard_briefs.wide_table,
}
brief_of = pytest.mark.parametrize("name", ALL)


def page(brief: Brief, look: Style | None = None) -> parser.HtmlElement:
    return parser.document_fromstring(html.write(brief, look or style()).decode())


@brief_of
def test_the_same_brief_makes_the_same_bytes(name: str) -> None:
    assert html.write(ALL[name](), style()) == html.write(ALL[name](), style())


@brief_of
def test_every_block_stands_in_the_page_with_its_id_once_and_its_records(name: str) -> None:
    brief = ALL[name]()
    tree = page(brief)
    ids = Counter(tree.xpath("//@id"))
    assert [id_ for id_, times in ids.items() if times > 1] == []
    for block in (*brief.blocks, *walk.runs(brief.blocks)):
        assert ids[block.id] == 1, block.id
        records = " ".join(getattr(block, "records", ()))
        assert (tree.xpath("string(//*[@id=$id]/@data-records)", id=block.id)) == records


@brief_of
def test_every_word_of_the_brief_is_in_the_page(name: str) -> None:
    brief = ALL[name]()
    tree = page(brief)
    for run in walk.runs(brief.blocks):
        said = tree.xpath("//*[@id=$id]", id=run.id)[0]
        for mark in said.xpath(".//a[@role='doc-noteref']"):
            mark.drop_tree()
        shown = " ".join(said.text_content().split())
        wanted = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e]", "", walk.plain(run.inlines))
        assert shown.replace(" ", "") == "".join(wanted.split())


@brief_of
def test_notes_and_calls_link_to_each_other(name: str) -> None:
    brief = ALL[name]()
    tree = page(brief)
    calls = tree.xpath("//a[@role='doc-noteref']")
    assert [int(call.text) for call in calls] == [cite.note for cite in walk.cites(brief.blocks)]
    for call in calls:
        note = tree.xpath("//*[@id=$id]", id=call.get("href")[1:])[0]
        back = note.xpath(".//a[@role='doc-backlink']")
        assert [link.get("href") for link in back] == [f"#{call.get('id')}"]
        assert call.get("aria-label") == f"Note {call.text}"
        assert back[0].get("aria-label") == f"Back to text, Note {call.text}"
        said = walk.plain(brief.notes[int(call.text) - 1].inlines)
        assert note.xpath("string(./p)") == said


def test_a_note_that_is_called_twice_has_two_ways_back() -> None:
    cite = Cite(items=(CitationItem(reference="a"),), note=1)
    brief = briefs.brief((Paragraph(id="p", role="body", inlines=(Text("One"), cite, Text("two"), cite)),))
    tree = page(replace(brief, notes=(NoteText(number=1, inlines=(Text("A work."),)),)))
    assert tree.xpath("//a[@role='doc-noteref']/@id") == ["call-1", "call-1-2"]
    assert tree.xpath("//li[@id='note-1']//a[@role='doc-backlink']/@href") == ["#call-1", "#call-1-2"]


def test_a_call_of_a_note_that_is_not_there_is_a_mistake() -> None:
    cite = Cite(items=(CitationItem(reference="a"),), note=7)
    with pytest.raises(TemplateError, match="calls note 7, which is not among the brief's notes"):
        html.write(briefs.brief((Paragraph(id="p", role="body", inlines=(cite,)),)), style())


def test_an_author_date_citation_stands_in_the_text() -> None:
    cite = Cite(items=(CitationItem(reference="a"),), label=(Text("(Chen 2024, 41)"),))
    tree = page(briefs.brief((Paragraph(id="p", role="body", inlines=(Text("So"), cite)),)))
    assert tree.xpath("string(//*[@id='p'])") == "So(Chen 2024, 41)"
    assert not tree.xpath("//*[@role='doc-endnotes']")


def test_a_range_of_numbers_is_kept_on_one_line() -> None:
    said = Text("See paras 3–6 and 12–14 – but not A–B")
    tree = page(briefs.brief((Paragraph(id="p", role="body", inlines=(said,)),)))
    assert tree.xpath("//*[@id='p']//*[@class='range']/text()") == ["3–6", "12–14"]
    assert tree.xpath("string(//*[@id='p'])") == said.text
    assert ".range { white-space: nowrap }" in style().css


@pytest.mark.parametrize("shown", ["https://example.org/a-long-way", "https://example.org/a…"])
def test_an_address_that_is_shown_is_never_hyphenated_even_cut_short(shown: str) -> None:
    links = (Link(target="https://example.org/a-long-way", inlines=(Text(shown),)),)
    tree = page(briefs.brief((Paragraph(id="p", role="body", inlines=links),)))
    assert tree.xpath("//*[@id='p']/a/@class") == ["address"]


@brief_of
def test_there_is_one_first_heading_and_no_level_is_left_out(name: str) -> None:
    levels = [int(found.tag[1]) for found in page(ALL[name]()).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_headings_keep_their_order_whatever_levels_they_have() -> None:
    blocks = tuple(Heading(id=f"h{at}", level=level, inlines=(Text("x"),)) for at, level in enumerate((3, 1, 3, 2)))
    found = page(briefs.brief((briefs.paragraph("title", "T", role="title"), *blocks)))
    assert [heading.tag for heading in found.xpath("//h1|//h2|//h3|//h4")] == ["h1", "h2", "h2", "h3", "h3"]


@brief_of
def test_the_page_asks_for_nothing_from_outside(name: str) -> None:
    tree = page(ALL[name]())
    assert not tree.xpath("//script | //link | //iframe | //object | //img | //@src | //@onerror | //@onload")
    policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none'")
    for address in re.findall(r"url\(([^)]{0,40})", tree.xpath("string(//style)")):
        assert address.startswith('"data:')


@brief_of
def test_tables_have_captions_scopes_and_roles(name: str) -> None:
    for table in page(ALL[name]()).xpath("//table"):
        assert table.xpath("./caption")
        assert set(table.xpath("./thead//th/@scope")) == {"col"}
        assert set(table.xpath("./tbody/tr[not(@class)]/th/@scope")) == {"row"}
        assert set(table.xpath("./tbody/tr[@class='group']/th/@scope")) <= {"rowgroup"}
        assert all(len(group.xpath("./tr[@class='group']")) <= 1 for group in table.xpath("./tbody"))
        assert not table.xpath(".//*[self::tr or self::th or self::td or self::tbody][not(@role)]")


def test_foreign_runs_name_their_language_and_the_page_its_own() -> None:
    tree = page(briefs.small())
    assert tree.get("lang") == "en-GB"
    assert set(tree.xpath("//span/@lang")) == {"zh-Hans"}


def test_the_head_describes_the_brief_for_libraries() -> None:
    tree = page(briefs.small())
    named = {meta.get("name"): meta.get("content") for meta in tree.xpath("//meta[@name]")}
    assert named["citation_title"] == "Grain ships need insurance before they need escorts"
    assert named["citation_publication_date"] == "2025/12/05"
    assert named["keywords"] == "grain, shipping, insurance"


def test_fixed_words_are_in_the_language_of_the_brief() -> None:
    words = {"Notes": "Anmerkungen", "Note": "Anmerkung", "Back to text": "Zurück", "Skip to content": "Zum Inhalt"}
    tree = page(briefs.small(), replace(style(), words=words))
    assert tree.xpath("string(//*[@id='notes-heading'])") == "Anmerkungen"
    assert tree.xpath("string(//a[@class='skip'])") == "Zum Inhalt"
    assert tree.xpath("string(//a[@role='doc-backlink']/@aria-label)") == "Zurück, Anmerkung 1"


def test_the_chinese_face_is_inlined_only_for_a_brief_with_chinese_and_then_small() -> None:
    with_it, without = (len(html.write(brief, style())) for brief in (hard_briefs.chinese(), hard_briefs.bare()))
    assert without < 1_000_000
    assert 0 < with_it - without < 60_000


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", " https://x", "file:///etc", ""])
def test_a_link_that_leads_elsewhere_than_links_may_is_a_mistake(target: str) -> None:
    with pytest.raises(TemplateError) as caught:
        html.write(briefs.brief((briefs.paragraph("p", Link(target, (Text("x"),))),)), style())
    assert caught.value.problems[0].message == f"a link leads to '{target}'"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("<script>1</script>", "the page has a 'script' element"),
        ('<link rel="stylesheet" href="https://x.example/a.css">', "the page asks for 'https://x.example/a.css'"),
        ('<img src="logo.png" alt="">', "the page asks for 'logo.png'"),
        ("<p onclick='x()'>", "the page runs a script in 'onclick'"),
        ('<a href="JavaScript:x()">', "the page has 'href=\"JavaScript:x()\"'"),
        ('<meta http-equiv="refresh" content="0;url=x">', "the page has 'http-equiv=\"refresh\"'"),
        ('<base href="https://x.example/">', "the page has a 'base' element"),
        ("<style>p{}</style><svg><image xlink:href='x.png'/></svg>", "the page asks for 'x.png'"),
    ],
)
def test_a_page_template_that_fetches_or_runs_anything_is_refused(line: str, said: str) -> None:
    look = style()
    with pytest.raises(TemplateError) as caught:
        html.write(briefs.small(), replace(look, page=look.page.replace("</body>", f"{line}</body>")))
    assert said in [problem.message for problem in caught.value.problems]
    assert str(caught.value.problems[0].place) == "templates/policy-brief/page.html.j2"


def test_a_mistake_in_the_page_template_is_told_with_its_line() -> None:
    with pytest.raises(TemplateError) as caught:
        html.write(briefs.small(), replace(style(), page="<p>\n{{ brief.titel }}"))
    assert str(caught.value.problems[0].place) == "templates/policy-brief/page.html.j2:2"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_text_is_never_markup(said: str, noted: str) -> None:
    notebook = briefs.Notebook()
    brief = briefs.brief((briefs.paragraph("p", said, notebook.cite(noted)),), notebook)
    tree = parser.document_fromstring(html.write(brief, replace(style(), css="", assets={})).decode())
    assert [child.tag for child in tree.xpath("//*[@id='p']/*")] == ["a"]
    assert [child.tag for child in tree.xpath("//*[@id='note-1']/p/*")] == []
