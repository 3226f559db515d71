"""pandoc's inlines onto ours, and the typography that a CSL processor leaves undone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.brief import Emph, Foreign, Inlines, LineBreak, Link, SmallCaps, Strong, Superscript, Text
from briefgen.cite.inlines import language_of, read_inlines, shortened, superfluous, tidy
from briefgen.errors import CitationError
from briefgen.walk import plain
from tests.cite.works import readable

SPACE = {"t": "Space"}


def text(words: str) -> dict[str, Any]:
    return {"t": "Str", "c": words}


def within(kind: str, *content: dict[str, Any]) -> dict[str, Any]:
    return {"t": kind, "c": list(content)}


def span(*content: dict[str, Any], classes: tuple[str, ...] = (), **attributes: str) -> dict[str, Any]:
    return {"t": "Span", "c": [["", list(classes), [list(pair) for pair in attributes.items()]], list(content)]}


def link(target: str, *content: dict[str, Any]) -> dict[str, Any]:
    return {"t": "Link", "c": [["", [], []], list(content), [target, ""]]}


@pytest.mark.parametrize(
    ("given", "ours"),
    [
        ([text("a"), SPACE, text("b")], (Text("a b"),)),
        ([text("a"), {"t": "SoftBreak"}, text("b")], (Text("a b"),)),
        ([text("a"), {"t": "LineBreak"}, text("b")], (Text("a"), LineBreak(), Text("b"))),
        ([within("Emph", text("a"))], (Emph((Text("a"),)),)),
        ([within("Underline", text("a"))], (Emph((Text("a"),)),)),
        ([within("Strong", text("a"))], (Strong((Text("a"),)),)),
        ([within("SmallCaps", text("a"))], (SmallCaps((Text("a"),)),)),
        ([text("21"), within("Superscript", text("st"))], (Text("21"), Superscript((Text("st"),)))),
        ([text("CO"), within("Subscript", text("2"))], (Text("CO₂"),)),
        ([link("https://a.example", text("a"))], (Link("https://a.example", (Text("a"),)),)),
        ([link("javascript:alert(1)", text("a"))], (Text("a"),)),
        ([link("file:///etc/passwd", text("a"))], (Text("a"),)),
        ([span(text("a"), lang="fr")], (Foreign("fr", (Text("a"),)),)),
        ([span(text("a"), classes=("smallcaps",))], (SmallCaps((Text("a"),)),)),
        ([span(text("[1]"), SPACE, classes=("csl-left-margin",)), span(text("A"))], (Text("[1] A"),)),
        ([{"t": "Cite", "c": [[], [text("a")]]}], (Text("a"),)),
        ([within("Emph")], ()),
        ([text("")], ()),
    ],
)
def test_each_of_pandocs_inlines_has_one_of_ours(given: list[dict[str, Any]], ours: Inlines) -> None:
    assert read_inlines(given) == ours


@pytest.mark.parametrize("kind", ["Image", "Math", "RawInline", "Code", "Strikeout", "Note", "Unheard"])
def test_what_a_citation_cannot_hold_is_named(kind: str) -> None:
    with pytest.raises(CitationError) as caught:
        read_inlines([{"t": kind, "c": []}])
    problem = caught.value.problems[0]
    assert problem.message == f"the citation style made a '{kind}', which a citation cannot hold"
    assert problem.hint == "use another citation style, or take the markup out of the reference's title"


def test_nesting_without_end_is_refused() -> None:
    inline = text("a")
    for _ in range(200):
        inline = within("Emph", inline)
    with pytest.raises(CitationError, match="a citation is nested deeper than 50 levels"):
        read_inlines([inline])


@pytest.mark.parametrize(
    ("language", "outer", "inner"),
    [("en-GB", "“a”", "‘a’"), ("de-DE", "„a“", "‚a‘"), ("fr-FR", "«\u00a0a\u00a0»", "“a”")],
)
def test_quotations_have_the_marks_of_the_language(language: str, outer: str, inner: str) -> None:
    for kind, expected in (("DoubleQuote", outer), ("SingleQuote", inner)):
        run = read_inlines([{"t": "Quoted", "c": [{"t": kind}, [text("a")]]}], language=language)
        assert plain(run) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ibid..", "ibid."),
        ("Washington, D.C..", "Washington, D.C."),
        ("as he wrote ... later", "as he wrote ... later"),
        ("as he wrote....", "as he wrote...."),
        ("Title ….", "Title …"),
        ("Who pays?.", "Who pays?"),
        ("“Who pays?”.", "“Who pays?”."),
        ("a , b ; c .", "a, b; c."),
        ("a;, b", "a, b"),
        ("a,, b", "a, b"),
        ("a,.", "a."),
        ("a  b   c", "a b c"),
        ("version .5 of 1", "version .5 of 1"),
        ("see https://a.example/x..y;,z now", "see https://a.example/x..y;,z now"),
    ],
)
def test_what_two_rules_of_a_style_both_set_is_set_once(before: str, after: str) -> None:
    assert plain(tidy((Text(before),))) == after


def test_doubles_are_found_across_the_borders_of_italics_and_links() -> None:
    run = (
        Emph((Text("Ports of the U.S."),)),
        Text(". "),
        Text(" "),
        Link("https://a.example", (Text("A."),)),
        Text("."),
    )
    assert readable(tidy(run)) == "*Ports of the U.S.* <A.>"


def test_a_space_before_raised_letters_goes() -> None:
    assert readable(tidy((Text("the 21 "), Superscript((Text("st"),)), Text(" century")))) == "the 21^st^ century"


@given(st.text(alphabet="a.,;:?! …”\n", max_size=40))
def test_cleaning_takes_away_and_never_adds_and_is_done_once(words: str) -> None:
    once = "".join(sign for place, sign in enumerate(words) if place not in superfluous(words))
    assert len(once) + len(superfluous(words)) == len(words)
    assert [sign for sign in once if sign.isalpha()] == [sign for sign in words if sign.isalpha()]


def test_a_word_for_a_place_and_its_number_stay_on_one_line() -> None:
    cleaned = plain(tidy((Text("pp. 4–5, para. 2, no. 3, op. 7, stop. 8, pp. i–iv"),)))
    assert cleaned == "pp.\u00a04–5, para.\u00a02, no.\u00a03, op. 7, stop. 8, pp.\u00a0i–iv"


def test_an_address_becomes_a_link_once_and_without_the_stop_behind_it() -> None:
    run = tidy((Text("At https://a.example/b(c). Or"), Link("https://d.example", (Text("https://d.example"),))))
    assert readable(run) == "At <https://a.example/b(c>). Or<https://d.example>"
    assert [inline.target for inline in run if isinstance(inline, Link)] == [
        "https://a.example/b(c",
        "https://d.example",
    ]


def test_a_long_address_is_cut_for_the_eye_alone() -> None:
    address = "https://a.example/" + "b/" * 60
    (only,) = tidy((Text(address + "c"),))
    assert isinstance(only, Link)
    assert only.target == address + "c"
    assert len(plain(only.inlines)) <= 80
    assert plain(only.inlines).endswith("b…")


def test_a_doi_is_never_cut() -> None:
    doi = "https://doi.org/10.5555/" + "x" * 100
    assert shortened(doi) == doi


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("Title 加快建设 [Faster]", "Title {zh-Hans:加快建设} [Faster]"),
        ("2023年我国投入突破3.3万亿元", "{zh-Hans:2023年我国投入突破3.3万亿元}"),
        ("李 韬, “AI会让大量人失业吗?”", "{zh-Hans:李} {zh-Hans:韬}, “{zh-Hans:AI会让大量人失业吗}?”"),
        ("《人工智能安全治理框架》2.0版发布 [AI]", "{zh-Hans:《人工智能安全治理框架》2.0版发布} [AI]"),
        ("港口のニュース", "{ja:港口のニュース}"),
        ("항만 소식", "{ko:항만} {ko:소식}"),
        ("Plain – “words” … 2023", "Plain – “words” … 2023"),
    ],
)
def test_east_asian_script_is_marked_with_its_language(words: str, marked: str) -> None:
    assert readable(tidy((Text(words),))) == marked


def test_script_that_is_marked_already_is_not_marked_again() -> None:
    run = tidy((Foreign("zh-Hant", (Text("港口"),)),))
    assert run == (Foreign("zh-Hant", (Text("港口"),)),)


def test_the_briefs_own_language_is_not_foreign() -> None:
    assert tidy((Text("港口 2"),), language="zh-CN") == (Text("港口 2"),)


@given(st.text(max_size=60))
def test_marking_scripts_keeps_every_character_but_those_cleaned(words: str) -> None:
    kept = "".join(sign for place, sign in enumerate(words) if place not in superfluous(words))
    if "http" not in words:
        assert plain(tidy((Text(words),))).replace("\u00a0", " ") == kept.replace("\u00a0", " ")


def test_languages_are_told_by_their_scripts() -> None:
    assert [language_of(words) for words in ("港口", "みなと", "항만")] == ["zh-Hans", "ja", "ko"]
