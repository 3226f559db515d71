"""The ends of inserted paragraphs, tracked as Word tracks them.

Rejecting an inserted end joins its paragraph with the next. Where no paragraph follows (a table, the end of the text)
there is nothing to join with, so the end before is the inserted one: then the two join, and the last end, which was
there, is given back its own properties (ECMA-376 Part 1, 17.13.5.20 and 17.13.5.29).
"""

from __future__ import annotations

import copy

from briefgen.redline.revisions import Tracker
from briefgen.writers._word.xml import Element, element, qualified

_BLOCKS = frozenset(map(qualified, ("w:p", "w:tbl", "w:sdt", "w:sectPr", "w:customXml")))
_NOT_BASE = tuple(map(qualified, ("w:rPr", "w:sectPr", "w:pPrChange")))


def track_end(made: Element, tracker: Tracker) -> None:
    """Track the end of a paragraph that was put at its place."""
    before, after = _neighbour(made, forward=False), _neighbour(made, forward=True)
    if (after is not None and after.tag == qualified("w:p")) or before is None or not _can_lend(before):
        tracker.mark_paragraph(made, "w:ins")
        return
    old = before.find(qualified("w:pPr"))
    known = old.find(f"{qualified('w:pPrChange')}/{qualified('w:pPr')}") if old is not None else None
    if known is not None and _is_inserted(before, tracker.author):
        old = known  # it is an insertion itself, after which nothing followed either
    _remember(made, old, tracker)
    tracker.mark_paragraph(before, "w:ins")


def withdraw(made: Element, tracker: Tracker, *, tracked: bool) -> None:
    """Take a pending insertion away; *tracked* says whether its own end was tracked, or the one before it."""
    before = _neighbour(made, forward=False)
    if not tracked and before is not None and before.tag == qualified("w:p"):
        mark = own_end(before, tracker.author)
        parent = mark.getparent() if mark is not None else None
        if mark is not None and parent is not None:
            parent.remove(mark)
            change = made.find(f"{qualified('w:pPr')}/{qualified('w:pPrChange')}")
            properties = before.find(qualified("w:pPr"))
            if change is not None and properties is not None and _is_inserted(before, tracker.author):
                for old in properties.findall(qualified("w:pPrChange")):
                    properties.remove(old)
                properties.append(change)
    parent = made.getparent()
    if parent is not None:
        parent.remove(made)


def own_end(paragraph: Element, author: str) -> Element | None:
    """The tracked insertion of a paragraph's end, if it is *author*'s."""
    found = paragraph.find(f"{qualified('w:pPr')}/{qualified('w:rPr')}/{qualified('w:ins')}")
    return found if found is not None and found.get(qualified("w:author")) == author else None


def _can_lend(paragraph: Element) -> bool:
    """Whether the end of a paragraph may become the inserted one: it is a plain end."""
    if paragraph.tag != qualified("w:p"):
        return False
    properties = paragraph.find(qualified("w:pPr"))
    if properties is None:
        return True
    if properties.find(qualified("w:sectPr")) is not None:
        return False
    run = properties.find(qualified("w:rPr"))
    names = ("w:ins", "w:del", "w:moveFrom", "w:moveTo")
    return run is None or all(run.find(qualified(name)) is None for name in names)


def _is_inserted(paragraph: Element, author: str) -> bool:
    """Whether all that a paragraph says is an insertion of *author*'s."""
    runs = list(paragraph.iter(qualified("w:r")))
    texts = [run for run in runs if any(child.tag != qualified("w:rPr") for child in run)]
    changes = [next(run.iterancestors(qualified("w:ins")), None) for run in texts]
    marks = [run.find(qualified("w:commentReference")) is not None for run in texts]
    return all(
        mark or (change is not None and change.get(qualified("w:author")) == author)
        for change, mark in zip(changes, marks, strict=True)
    )


def _remember(made: Element, old: Element | None, tracker: Tracker) -> None:
    """Note in *made* the properties that its end has without the insertion."""
    properties = made.find(qualified("w:pPr"))
    if properties is None:
        properties = element("w:pPr")
        made.insert(0, properties)
    base = copy.deepcopy(old) if old is not None else element("w:pPr")
    for child in list(base):
        if child.tag in _NOT_BASE:
            base.remove(child)
    properties.append(tracker.changed("w:pPrChange", [base]))


def _neighbour(entry: Element, *, forward: bool) -> Element | None:
    """The next block or the one before, over marks that stand between blocks."""
    found = entry.getnext() if forward else entry.getprevious()
    while found is not None and found.tag not in _BLOCKS:
        found = found.getnext() if forward else found.getprevious()
    return found
