"""The ends of paragraphs that come or go: what Word makes of them when all is accepted or rejected."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from briefgen.redline.ends import give_back, lend
from briefgen.redline.revisions import Tracker
from tests.redline.package import Element, find, make, q
from tests.redline.revisions import accept, reject, settle

OURS = "briefgen"
#: kept, come, gone, come and gone again, and a table between.
_KINDS = ("kept", "ins", "del", "both", "table")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a text: what became of it, its style, and whether an editor typed words into it."""

    kind: str
    style: str
    typed: bool = False
    empty: bool = False


def _change(name: str, *children: Element) -> Element:
    made = make(name)
    made.set(q("w:id"), "0")
    made.set(q("w:author"), OURS)
    made.extend(children)
    return made


def _run(said: str, text: str = "w:t") -> Element:
    run, held = make("w:r"), make(text)
    held.text = said
    run.append(held)
    return run


def _made(one: Paragraph, number: int) -> Element:
    if one.kind == "table":
        table, row, cell = make("w:tbl"), make("w:tr"), make("w:tc")
        cell.append(make("w:p"))
        row.append(cell)
        table.append(row)
        return table
    paragraph, properties, style, mark = make("w:p"), make("w:pPr"), make("w:pStyle"), make("w:rPr")
    style.set(q("w:val"), one.style)
    properties.append(style)
    paragraph.append(properties)
    if one.kind != "kept":
        properties.append(mark)
    for name in ("w:ins", "w:del"):
        if one.kind in (name.removeprefix("w:"), "both"):
            mark.append(_change(name))
    said = f"text {number}"
    if one.empty:
        return paragraph
    if one.kind == "kept":
        paragraph.append(_run(said))
    elif one.kind == "ins":
        paragraph.append(_change("w:ins", _run(said)))
    elif one.kind == "del":
        paragraph.append(_change("w:del", _run(said, "w:delText")))
    if one.typed and one.kind != "both":
        paragraph.append(_run(f" typed {number}"))
    return paragraph


def _body(text: list[Paragraph]) -> Element:
    body = make("w:body")
    body.extend(_made(one, number) for number, one in enumerate(text))
    body.append(make("w:sectPr"))
    return body


def _reads(body: Element) -> list[tuple[str, str]]:
    """Style and words of each paragraph; tables as such."""
    found: list[tuple[str, str]] = []
    for child in body:
        if child.tag == q("w:tbl"):
            found.append(("table", ""))
        elif child.tag == q("w:p"):
            said = "".join(str(text.text) for text in child.iter(q("w:t"), q("w:delText")))
            found.append((str((find(child, "w:pPr/w:pStyle/@w:val") or [""])[0]), said))
    return found


def _settled(body: Element, decide: object) -> list[tuple[str, str]]:
    made = copy.deepcopy(body)
    settle(made, decide)  # type: ignore[arg-type]
    return _reads(made)


def _wanted(text: list[Paragraph], *gone: str) -> list[tuple[str, str]]:
    """What stands where the paragraphs of some kinds are gone."""
    return [
        ("table", "") if one.kind == "table" else (one.style, "" if one.empty else f"text {number}")
        for number, one in enumerate(text)
        if one.kind not in (*gone, "both")
    ]


_TEXT = st.lists(
    st.builds(
        lambda kind, style, empty: Paragraph(kind, style, empty=empty and kind != "kept"),
        st.sampled_from(_KINDS),
        st.sampled_from("ABC"),
        st.booleans(),
    ),
    min_size=1,
    max_size=9,
)


def _has_lenders(text: list[Paragraph]) -> bool:
    """Whether each run of paragraphs keeps one whichever way is decided, and no table is left without its words."""
    stretch: list[str] = []
    for kind in [*(one.kind for one in text), "table"]:
        if kind != "table":
            stretch.append(kind)
        elif stretch:
            if not ({"kept", "ins"} & set(stretch) and {"kept", "del"} & set(stretch)):
                return False
            stretch = []
    return True


@given(_TEXT.filter(_has_lenders))
def test_accepting_and_rejecting_leave_what_stays_with_its_own_properties(text: list[Paragraph]) -> None:
    body = _body(text)
    lend(body, Tracker(author=OURS, date=""))
    assert _settled(body, accept) == _wanted(text, "del")
    assert _settled(body, reject) == _wanted(text, "ins")


_TYPED = st.lists(
    st.builds(Paragraph, st.sampled_from(_KINDS[:3]), st.sampled_from("ABC"), st.booleans()),
    min_size=1,
    max_size=9,
)


@given(_TEXT)
def test_what_was_lent_is_given_back(text: list[Paragraph]) -> None:
    body = _body(text)
    before = _shape(body)
    lend(body, Tracker(author=OURS, date=""))
    lent = _shape(body)
    give_back(body, OURS)
    if _has_lenders(text) and "both" not in {one.kind for one in text} and sum(one.empty for one in text) < 2:
        assert _shape(body) == before
    lend(body, Tracker(author=OURS, date=""))
    assert _shape(body) == lent


@given(_TYPED)
def test_a_word_that_was_typed_in_stands_whichever_way_is_decided_and_again_in_the_next_round(
    text: list[Paragraph],
) -> None:
    body = _body(text)
    lend(body, Tracker(author=OURS, date=""))
    first = [_settled(body, decide) for decide in (accept, reject)]
    joined = give_back(body, OURS)
    lend(body, Tracker(author=OURS, date=""), joined)
    assert [_settled(body, decide) for decide in (accept, reject)] == first
    for stands in first:
        said = " ".join(words for _, words in stands)
        assert all(f"typed {number}" in said for number, one in enumerate(text) if one.typed)


_EDITS = st.lists(
    st.tuples(st.sampled_from(("write", "delete", "move", "type")), st.integers(0, 8), st.sampled_from("ABC")),
    max_size=3,
)


def _edit(body: Element, edits: list[tuple[str, int, str]]) -> None:
    for what, which, style in edits:
        pieces = list(body)[:-1]
        if not pieces:
            return
        piece = pieces[which % len(pieces)]
        other = pieces[(which * 7 + 3) % len(pieces)]
        if what == "write":
            piece.addnext(_made(Paragraph("kept", style), 100 + which))
        elif what == "delete":
            body.remove(piece)
        elif what == "move" and other is not piece:
            other.addnext(piece)
        elif what == "type" and piece.tag == q("w:p"):
            piece.append(_run(f" edited {which}"))


@given(_TYPED, _EDITS, st.lists(st.tuples(st.integers(0, 8), st.sampled_from("ABC")), max_size=2))
def test_rejecting_gives_an_editors_words_back_in_their_paragraphs(
    text: list[Paragraph], edits: list[tuple[str, int, str]], new: list[tuple[int, str]]
) -> None:
    body = _body(text)
    lend(body, Tracker(author=OURS, date=""))
    _edit(body, edits)
    copy_says = [said for _, said in _settled(body, reject) if said]
    joined = give_back(body, OURS)
    for place, style in new:
        body.insert(place % len(body), _made(Paragraph("ins", style), 200 + place))
    lend(body, Tracker(author=OURS, date=""), joined)
    assert [said for _, said in _settled(body, reject) if said] == copy_says


def _shape(body: Element) -> list[tuple[str, tuple[str, ...], bool]]:
    """The style, the tracked end and whether other properties are noted, of each paragraph."""
    return [
        (
            str((find(one, "w:pPr/w:pStyle/@w:val") or [""])[0]),
            tuple(str(mark.tag) for mark in find(one, "w:pPr/w:rPr/*")),
            bool(find(one, "w:pPr/w:pPrChange")),
        )
        for one in body.iterfind(q("w:p"))
    ]


def test_an_empty_paragraph_that_comes_lends_its_end_to_one_that_goes() -> None:
    text = [Paragraph("ins", "A", empty=True), Paragraph("del", "B")]
    body = _body(text)
    before = _shape(body)
    lend(body, Tracker(author=OURS, date=""))
    assert _settled(body, accept) == [("A", "")]
    assert _settled(body, reject) == [("B", "text 1")]
    give_back(body, OURS)
    assert _shape(body) == before


def test_an_editors_own_tracked_end_is_left_alone() -> None:
    body = _body([Paragraph("kept", "A"), Paragraph("kept", "B"), Paragraph("del", "C")])
    theirs = _change("w:ins")
    theirs.set(q("w:author"), "Ines")
    mark = make("w:rPr")
    mark.append(theirs)
    find(body, "w:p[2]/w:pPr")[0].append(mark)
    before = _shape(body)
    lend(body, Tracker(author=OURS, date=""))
    assert _shape(body) == before


def test_a_section_that_ends_with_a_paragraph_keeps_it() -> None:
    body = _body([Paragraph("kept", "A"), Paragraph("ins", "B")])
    find(body, "w:p[1]/w:pPr")[0].append(make("w:sectPr"))
    before = _shape(body)
    lend(body, Tracker(author=OURS, date=""))
    assert _shape(body) == before


def test_an_end_is_not_given_back_where_an_editors_came_in_its_place() -> None:
    body = _body([Paragraph("kept", "A"), Paragraph("ins", "A")])
    lend(body, Tracker(author=OURS, date=""))
    theirs = _change("w:ins")
    theirs.set(q("w:author"), "Ines")
    mark = make("w:rPr")
    mark.append(theirs)
    find(body, "w:p[2]/w:pPr")[0].append(mark)
    find(body, "w:p[2]")[0].addnext(_made(Paragraph("kept", "A"), 2))
    before = _shape(body)
    give_back(body, OURS)
    assert _shape(body) == before


def test_the_nearest_of_those_that_may_bear_an_end_gives_it_back() -> None:
    text = [Paragraph("ins", "A", typed=True), Paragraph("kept", "A"), Paragraph("ins", "A")]
    body = _body(text)
    before = _shape(body)
    lend(body, Tracker(author=OURS, date=""))
    give_back(body, OURS)
    assert _shape(body) == before


def test_an_end_is_not_given_back_where_an_editor_accepted_the_style_that_came_with_it() -> None:
    body = _body([Paragraph("kept", "A"), Paragraph("ins", "B")])
    lend(body, Tracker(author=OURS, date=""))
    for change in find(body, "w:p/w:pPr/w:pPrChange"):
        change.getparent().remove(change)
    before = _shape(body)
    give_back(body, OURS)
    lend(body, Tracker(author=OURS, date=""))
    assert _shape(body) == before
