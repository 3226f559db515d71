"""What a template makes becomes blocks; what it may not make is a place, a sentence and a way out."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.brief import (
    Abbreviation,
    Bibliography,
    Box,
    Contents,
    Emph,
    FigureStrip,
    Foreign,
    Heading,
    LineBreak,
    Link,
    Listing,
    Paragraph,
    Strong,
    Superscript,
    Text,
)
from briefgen.compose.vocabulary import VOCABULARY
from briefgen.diagnostics import Problems
from briefgen.errors import TemplateError
from tests.compose.desks import read, shown

AT = ' data-at="content.html.j2:7:3"'


def blocks(markup):
    made, problems = read(markup)
    assert problems == ""
    return made


def test_a_paragraph_has_a_role_an_id_and_its_records():
    (made,) = blocks('<p role="key-message" record="rr-01">Full <cite records="rr-01 ea-01"></cite></p>')
    assert isinstance(made, Paragraph)
    assert (made.id, made.role, made.records) == ("message-rr-01", "key-message", ("rr-01", "ea-01"))
    assert shown(made.inlines) == "Full[rr-01 ea-01]"


def test_every_inline_is_read():
    (made,) = blocks(
        "<p><em>a</em> <strong>b</strong> <sup>c</sup> <a href='https://x.example'>d</a>"
        " <abbr title='long'>e</abbr> <span lang='zh-Hans'>f</span><br>g</p>"
    )
    space = Text(" ")
    assert made.inlines == (
        Emph((Text("a"),)), space, Strong((Text("b"),)), space, Superscript((Text("c"),)), space,
        Link("https://x.example", (Text("d"),)), space, Abbreviation("e", "long"), space,
        Foreign("zh-Hans", (Text("f"),)), LineBreak(), Text("g"),
    )  # fmt: skip


def test_white_space_is_one_space_and_none_at_the_edges():
    (made,) = blocks("<p>\n  a <em> b\n </em> \t c <br> d\n<cite records='rr-01'></cite> </p>")
    assert shown(made.inlines) == "a Emph(b )c|d[rr-01]"


def test_hard_spaces_stay():
    (made,) = blocks("<p>§\u00a04 and&nbsp;5</p>")
    assert shown(made.inlines) == "§\u00a04 and\u00a05"


def test_text_is_text():
    (made,) = blocks("<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; \x00\x07so</p>")
    assert made.inlines == (Text("<script>alert(1)</script> & so"),)


def test_a_block_may_be_in_another_language():
    (made,) = blocks("<p lang='de'>Nachtzug</p>")
    assert made.inlines == (Foreign("de", (Text("Nachtzug"),)),)


def test_headings_lists_boxes_figures_contents_and_sources():
    made = blocks(
        '<contents title="Contents" depth="3"/><h1>One</h1><h2 record="rr-01">Two</h2><ol><li>a</li><li>b</li></ol>'
        '<box title="Key"><p>m<cite records="rr-02"></cite></p></box>'
        '<figures><figure record="rr-02"><p role="figure-value">33%</p><p role="figure-label">of it</p></figure></figures>'
        "<bibliography/>"
    )
    contents, one, two, listing, box, strip, sources = made
    assert isinstance(contents, Contents)
    assert contents.depth == 3
    assert isinstance(one, Heading)
    assert (one.level, one.id) == (1, "section-one")
    assert isinstance(two, Heading)
    assert (two.level, two.id, two.records) == (2, "section-rr-01", ("rr-01",))
    assert isinstance(listing, Listing)
    assert listing.ordered
    assert [entry.id for entry in listing.entries] == ["text-a", "text-b"]
    assert isinstance(box, Box)
    assert (box.title, box.records, box.paragraphs[0].role) == ((Text("Key"),), ("rr-02",), "key-message")
    assert isinstance(strip, FigureStrip)
    assert (strip.cards[0].id, strip.cards[0].value.id) == ("figure-rr-02", "figure-rr-02-value")
    assert strip.records == ("rr-02",)
    assert isinstance(sources, Bibliography)


def test_what_is_empty_is_left_out_and_a_section_with_its_heading():
    assert blocks("<p> </p><ul></ul><figures></figures><box title='x'></box><p><em></em><a href='#x'></a></p>") == ()
    made = blocks("<section><h1>Gone</h1><section><h2>Gone too</h2></section></section><section><p>Stays</p></section>")
    assert [block.id for block in made] == ["text-stays"]


def test_paragraphs_of_a_section_take_its_id_as_their_name():
    (made,) = blocks('<section id="context"><p>Said<cite records="rr-01 rr-02"></cite></p></section>')
    assert made.id.startswith("context-")
    assert len(made.id) == len("context-") + 8


def test_two_blocks_about_the_same_are_told_apart():
    made = blocks('<p record="rr-01">a</p><p record="rr-01">b</p><p record="rr-03">c</p>')
    assert [block.id for block in made] == ["finding-rr-01", "finding-rr-01-2", "rec-rr-03"]


def test_voices_are_full_first_and_short_later_and_lower_within_a_sentence():
    voice = '<voice record="rr-01"></voice>'
    other = '<voice record="ea-01"></voice>'
    made = blocks(f"<p>{voice} say. {voice} hold.</p><p>As {voice} say, {other} and {other}.</p><p>“{voice}”</p>")
    assert [shown(block.inlines) for block in made] == [
        "The Rail Forum and Transit Lab say. The two institutes hold.",
        "As the two institutes say, Ada Lind (NIT) and Lind.",
        "“The two institutes”",
    ]


def test_a_name_may_be_given_in_full_again():
    full = '<voice record="rr-01" form="first"></voice>'
    made = blocks(f'<p>{full}</p><p>{full}</p><p><voice record="rr-03"></voice></p>')
    said = "The Rail Forum and Transit Lab"
    assert [shown(block.inlines) for block in made] == [said, said, "The two institutes"]


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<blink>x</blink>", "a template has no element <blink>"),
        ("<tabel></tabel>", "a template has no element <tabel>\n  hint: did you mean 'table'?"),
        ("<div>x</div>", "has no element <div>\n  hint: use <section>"),
        ("<script>alert(1)</script>", "has no element <script>\n  hint: leave it out: a brief holds no programs"),
        ("<p><img src=x onerror=a></p>", "a template has no element <img>"),
        ('<p onclick="a()">x</p>', "<p> has no attribute 'onclick'"),
        ('<p class="a">x</p>', "<p> has no attribute 'class'\n  hint: give the paragraph a role"),
        ('<p rol="title">x</p>', "<p> has no attribute 'rol'\n  hint: did you mean 'role'?"),
        ('<p id="a" id="b">x</p>', "<p> has 'id' twice"),
        ("<p><a>x</a></p>", "<a> needs the attribute 'href'\n  hint: write <a href=\"…\">"),
        ('<p role="titel">x</p>', "a paragraph has no role 'titel'\n  hint: did you mean 'title'?"),
        ('<p role="zzz">x</p>', "the roles are: title, standfirst"),
        ('<p record="rr-1">x</p>', "there is no record 'rr-1'\n  hint: did you mean"),
        ('<p record="zzz">x</p>', "the ids are listed by 'briefgen records'"),
        ('<p id="A b">x</p>', "'A b' cannot be an id"),
        ('<p id="a">x</p><p id="a">y</p>', "two blocks have the id 'a'"),
        ("<p>x<cite records=''></cite></p>", "<cite> names no record"),
        (
            '<p>x<cite records="rr-01" form="long"></cite></p>',
            "<cite> has no form 'long'\n  hint: write form=\"source\" or",
        ),
        ('<p><voice record="rr-01" form="long"></voice></p>', "<voice> has no form 'long'"),
        ('<p><a href="javascript:alert(1)">x</a></p>', "a link may not lead to 'javascript:alert(1)'"),
        ('<p><a href="java\tscript:alert(1)">x</a></p>', "a link may not lead to"),
        ('<p><a href="data:text/html,x">x</a></p>', "a link may not lead to 'data:text/html,x'"),
        ('<p><a href="//x.example">x</a></p>', "a link may not lead to '//x.example'"),
        ('<p><a href="https://[x">x</a></p>', "a link may not lead to 'https://[x'"),
        ('<p><span lang="zh Hans!">x</span></p>', "'zh Hans!' is no language tag"),
        ("loose", "the text 'loose' stands outside every element"),
        ("<ul>loose</ul>", "the text 'loose' stands in <ul>, where only elements may stand"),
        ("<em>x</em>", "<em> may not stand by itself\n  hint: it stands in: <a>"),
        ("<p><p>x</p></p>", "<p> may not stand in <p>"),
        ("<ul><p>x</p></ul>", "<p> may not stand in <ul>\n  hint: <ul> holds: <li>"),
        ("<p><h1>x</h1></p>", "<h1> may not stand in <p>"),
        ("<p>x", "<p> is not closed\n  hint: close it with </p>"),
        ("<section><p>x</section>", "<p> is not closed"),
        ("</p>", "</p> closes nothing"),
        ("<!DOCTYPE html>", "'<!DOCTYPE html>' is no element"),
        ("<?php x ?>", "'<?php x ?>' is no element"),
        ("<![CDATA[x]]>", "'<![CDATA[x]]>' is no element"),
        ("<![foo[", "is no element"),
        ('<h1>x<cite records="rr-01"></cite></h1>', "a heading may not hold a citation"),
        ("<h2>x</h2>", "<h2> follows nothing: a level is left out"),
        ("<h1>x</h1><h3>y</h3>", "<h3> follows <h1>: a level is left out"),
        ("<box><p>x</p></box>", "<box> needs the attribute 'title'"),
        ('<contents title="x" depth="9"/>', "<contents> has no depth '9'"),
        ("<figures><figure><p>x</p></figure></figures>", "<figure> holds a value and a label"),
        (
            '<figures><figure><p role="figure-value">1</p><p role="figure-label"></p></figure></figures>',
            "a figure has no value or no label",
        ),
        (
            "<figures>"
            + '<figure><p role="figure-value">1</p><p role="figure-label">a</p></figure>' * 5
            + "</figures>",
            "<figures> holds 5 figures",
        ),
        ("<section>" * 45 + "</section>" * 45, "elements lie more than 40 deep in one another"),
    ],
)
def test_a_mistake_is_a_place_a_sentence_and_a_way_out(markup, said):
    _, problems = read(markup)
    assert said in problems
    assert problems.startswith("templates/t/content.html.j2")
    assert "hint: " in problems


def test_the_place_is_that_in_the_template_and_inner_marks_take_it_from_outside():
    _, problems = read(f'<p{AT}><cite records="zzz"></cite></p>')
    assert problems.startswith("templates/t/content.html.j2:7:3: error: there is no record 'zzz'")


def test_a_place_cannot_be_forged():
    _, problems = read('<p data-at="x\n y:1:1" role="zzz">a</p>')
    assert problems.startswith("templates/t/content.html.j2: error")
    _, problems = read(f'<p{AT} data-at="other:1:1">a</p>')
    assert "<p> has no attribute 'data-at'" in problems


def test_all_mistakes_are_told_at_once():
    _, problems = read("<p role='a'>x</p><blink></blink><ul>y</ul>")
    assert problems.count("error:") == 3


NAMES = st.sampled_from([*VOCABULARY, "script", "style", "textarea", "svg", "!--", "![CDATA[", "?x"])
PIECES = st.one_of(
    st.builds(
        lambda name, rest: f"<{name}{rest}>", NAMES, st.sampled_from(["", "/", " id=a", " role='x", ' title="', AT])
    ),
    st.builds(lambda name: f"</{name}>", NAMES),
    st.text(max_size=8),
    st.sampled_from(
        ["&lt;", "&#0;", "&#xD800;", "-->", "]]>", "<", '"', "<p>x</p>", "<p><cite records='rr-01'/>", "</"]
    ),
)


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_whatever_a_template_makes_is_blocks_or_problems(markup):
    made, problems = read(markup)
    for block in made:
        assert isinstance(block.id, str)
    if problems:
        collected = Problems()
        collected.error(problems)
        with pytest.raises(TemplateError):
            collected.raise_errors(TemplateError)


@pytest.mark.parametrize(
    "markup",
    [
        "<" * 100_000,
        "<p " * 50_000,
        "<!--" * 50_000,
        "</" * 50_000,
        "<p a='" * 20_000,
        "<script>" * 20_000,
        "<p>" + "<em>" * 20_000,
        '<p record="rr-01">x</p>' * 5_000 + "<p>",
        "<p>" + "a <br> " * 10_000 + "</p></p>",
    ],
    ids=["angles", "tags", "comments", "ends", "quotes", "scripts", "depth", "paragraphs", "breaks"],
)
def test_a_flood_is_told_in_at_most_fifty_problems_and_in_seconds(markup):
    before = time.process_time()
    _, problems = read(markup)
    assert 1 <= problems.count("error: ") <= 51
    assert time.process_time() - before < 20  # looking again from each "<" would take hours
