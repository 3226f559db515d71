"""Accepting and rejecting tracked changes as Word does it (ECMA-376 Part 1, 17.13.5), by the proof's own code."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from tests.redline.package import Docx, Element, clone, find, q

#: What becomes of a change: accepted (True), rejected (False) or left as it is (None).
Decide: TypeAlias = Callable[[Element], "bool | None"]

_COMING = frozenset(map(q, ("w:ins", "w:moveTo")))
_GOING = frozenset(map(q, ("w:del", "w:moveFrom")))
_CHANGES = _COMING | _GOING
_RANGES = frozenset(q(f"w:{name}Range{end}") for name in ("moveFrom", "moveTo") for end in ("Start", "End"))
_FORMATS = frozenset(
    q(f"w:{name}Change") for name in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "tcPr", "trPr", "tblGrid")
)
_LIVE = {q("w:delText"): q("w:t"), q("w:delInstrText"): q("w:instrText")}
#: What a person would miss if it went away with an empty paragraph.
_SEEN = frozenset(map(q, ("w:t", "w:drawing", "w:pict", "w:footnoteReference", "w:endnoteReference", "w:delText")))


def accept(change: Element) -> bool | None:
    """Accept everything."""
    return True


def reject(change: Element) -> bool | None:
    """Reject everything."""
    return False


def by(author: str, decision: bool) -> Decide:
    """Decide so about one author's changes and leave the others'."""
    return lambda change: decision if change.get(q("w:author")) == author else None


def is_change(element: Element) -> bool:
    """Whether an element is a tracked change of its own (not what ends a range)."""
    return element.tag in _CHANGES or element.tag in _FORMATS


def settled(content: bytes, decide: Decide, *, last: bool = False) -> Docx:
    """A document in which the changes are settled as *decide* says; comments stay.

    With *last*, an empty paragraph goes too that stays only because none follows it whose end could hold for both.
    """
    docx = Docx(content)
    for root in docx.stories():
        settle(root, decide, last=last)
    return docx


def settle(root: Element, decide: Decide, *, last: bool = False) -> None:
    """Settle the changes below *root* in place."""
    _formats(root, decide)
    _content(root, decide)
    _rows(root, decide)
    _marks(root, decide, last=last)
    if decide in (accept, reject):
        for entry in [entry for entry in root.iter() if entry.tag in _RANGES]:
            _drop(entry)


def _formats(root: Element, decide: Decide) -> None:
    for change in [entry for entry in root.iter() if entry.tag in _FORMATS]:
        decision = decide(change)
        if decision is None:
            continue
        owner = change.getparent()
        assert owner is not None
        owner.remove(change)
        if decision:
            continue
        kept = [
            entry for entry in owner if entry.tag in _CHANGES or (entry.tag == q("w:rPr") and owner.tag == q("w:pPr"))
        ]
        kept += [entry for entry in owner if entry.tag == q("w:sectPr")]
        for entry in list(owner):
            owner.remove(entry)
        old = [clone(entry) for before in change for entry in before]
        owner.extend([*kept, *old] if owner.tag == q("w:rPr") else [*old, *kept])


def _content(root: Element, decide: Decide) -> None:
    changes = [entry for entry in root.iter() if entry.tag in _CHANGES and not _is_mark(entry)]
    for change in reversed(changes):  # the inner ones first
        decision = decide(change)
        if decision is None:
            continue
        if (change.tag in _COMING) == decision:
            _unwrap(change)
        else:
            _drop(change)


def _is_mark(change: Element) -> bool:
    owner = change.getparent()
    return owner is not None and owner.tag in (q("w:rPr"), q("w:trPr"), q("w:tcPr"), q("w:numPr"))


def _unwrap(change: Element) -> None:
    owner = change.getparent()
    assert owner is not None
    if change.tag in _GOING:
        for entry in change.iter():
            entry.tag = _LIVE.get(str(entry.tag), entry.tag)
    place = owner.index(change)
    owner.remove(change)
    for offset, entry in enumerate(list(change)):
        owner.insert(place + offset, entry)


def _drop(element: Element) -> None:
    owner = element.getparent()
    if owner is not None:
        owner.remove(element)


def _rows(root: Element, decide: Decide) -> None:
    for row in list(root.iter(q("w:tr"))):
        for mark in find(row, "w:trPr/w:ins | w:trPr/w:del"):
            decision = decide(mark)
            if decision is None:
                continue
            mark.getparent().remove(mark)
            if (mark.tag == q("w:ins")) != decision:
                _drop(row)
    for table in list(root.iter(q("w:tbl"))):
        if table.find(q("w:tr")) is None:
            _drop(table)


def _marks(root: Element, decide: Decide, *, last: bool) -> None:
    """Paragraph marks that go: the paragraph joins the next one, whose properties hold for both."""
    for paragraph in list(root.iter(q("w:p"))):
        gone = False
        for mark in find(paragraph, "w:pPr/w:rPr/*[self::w:ins or self::w:del or self::w:moveFrom or self::w:moveTo]"):
            decision = decide(mark)
            if decision is None:
                continue
            mark.getparent().remove(mark)
            gone = gone or (mark.tag in _COMING) != decision
        if gone and paragraph.getparent() is not None:
            _join(paragraph, last=last)


def _join(paragraph: Element, *, last: bool) -> None:
    following = paragraph.getnext()
    while following is not None and following.tag in (q("w:bookmarkStart"), q("w:bookmarkEnd")):
        following = following.getnext()
    content = [entry for entry in paragraph if entry.tag != q("w:pPr")]
    if following is not None and following.tag == q("w:p"):
        place = 1 if following.find(q("w:pPr")) is not None else 0
        for offset, entry in enumerate(content):
            following.insert(place + offset, entry)
        _drop(paragraph)
        return
    empty = not any(entry.tag in _SEEN for entry in paragraph.iter())
    before = paragraph.getprevious()
    follows = last and before is not None and before.tag == q("w:p")
    if empty and (follows or (following is not None and following.tag in (q("w:tbl"), q("w:sdt")))):
        _drop(paragraph)  # a paragraph before a table goes; the last one of a text or cell cannot
