"""The ends of paragraphs that come or go, tracked as Word tracks them.

A paragraph whose end goes joins the next one, whose properties hold for both (ECMA-376 Part 1, 17.13.5.14, 17.13.5.15,
17.13.5.20). Where no paragraph follows (a table, the end of the text or of a cell) there is nothing to join with: there
it is the end *before* that goes, so that the paragraph before it and the last end become one, which has the
properties of the former (noted as a change, 17.13.5.29, so that the other decision gives back its own).

While a redline is made, every paragraph of ours that comes or goes bears its own end as tracked: :func:`give_back`
sees to that first, and :func:`lend` makes at last what Word wants.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Literal

from briefgen.redline.properties import base, change_of, forget_change, same_properties, set_base, stood, take_back
from briefgen.redline.revisions import Tracker, properties_of, put_mark
from briefgen.writers._word.xml import Element, detach, qualified

Way = Literal["w:ins", "w:del"]

_WAYS: tuple[Way, Way] = ("w:ins", "w:del")
_OTHER: dict[Way, Way] = {"w:ins": "w:del", "w:del": "w:ins"}
_MOVED: dict[Way, str] = {"w:ins": "w:moveTo", "w:del": "w:moveFrom"}
#: What may stand between two paragraphs that follow each other.
_BETWEEN = frozenset(
    map(
        qualified,
        (
            *("w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd"),
            *("w:proofErr", "w:permStart", "w:permEnd"),
        ),
    )
)
#: What a run may hold that says nothing.
_SILENT = frozenset(
    map(
        qualified,
        ("w:rPr", "w:commentReference", "w:fldChar", "w:instrText", "w:delInstrText", "w:lastRenderedPageBreak"),
    )
)
_ENDS = tuple(map(qualified, ("w:ins", "w:del", "w:moveFrom", "w:moveTo")))


def give_back(body: Element, author: str) -> list[Element]:
    """Give each paragraph that *author* inserted or deleted its own tracked end, which another one bears for it.

    Returns those that stand between the two: what an editor typed into them goes on from the one that bore the end.
    """
    joined: list[Element] = []
    for stretch in _stretches(body):
        for place, last in enumerate(stretch):
            is_last = last is stretch[-1]
            lenders = [_lender_of(last, stretch[:place], author, way, is_last=is_last) for way in _WAYS]
            for way, lender in zip(_WAYS, lenders, strict=True):
                mark = own_end(lender, author, way) if lender is not None else None
                if lender is not None and mark is not None:
                    put_mark(last, mark)
                    joined += stretch[stretch.index(lender) + 1 : place]
            if lenders != [None, None]:
                (take_back if lenders[0] is None else forget_change)(last, author)
    return joined


def lend(body: Element, tracker: Tracker, joined: Sequence[Element] = ()) -> None:
    """Where a paragraph that comes or goes has none after it to join, track the end before it instead of its own.

    Words that an editor typed into one that comes or goes stay a paragraph of their own, unless they went on from the
    one before already: *joined* are the paragraphs that did (:func:`give_back`).
    """
    for stretch in _stretches(body):
        last = stretch[-1]
        accepted = _lender(stretch, tracker.author, "w:del", joined)
        rejected = _lender(stretch, tracker.author, "w:ins", joined)
        if accepted is None and rejected is None:
            continue
        own = base(last)
        stands = base(accepted) if accepted is not None else own
        before = stood(rejected, tracker.author) if rejected is not None else own
        for way, lender in zip(_WAYS, (rejected, accepted), strict=True):
            mark = own_end(last, tracker.author, way)
            if lender is not None and mark is not None:
                _hand_over(mark, lender, tracker.author, way)
        set_base(last, stands)
        if not same_properties(stands, before) or any(
            one is not None and _is_silent(one) for one in (last, accepted, rejected)
        ):
            properties_of(last).append(tracker.changed("w:pPrChange", [before]))


def own_end(paragraph: Element, author: str, way: Way = "w:ins") -> Element | None:
    """The tracked insertion (or deletion) of a paragraph's end, if it is *author*'s."""
    found = paragraph.find(f"{qualified('w:pPr')}/{qualified('w:rPr')}/{qualified(way)}")
    return found if found is not None and found.get(qualified("w:author")) == author else None


def _ends_with(paragraph: Element, way: Way) -> bool:
    """Whether a paragraph's end came (or went) as a tracked change, whosever it is."""
    ends = (f"{qualified('w:pPr')}/{qualified('w:rPr')}/{qualified(name)}" for name in (way, _MOVED[way]))
    return any(paragraph.find(end) is not None for end in ends)


def _stretches(body: Element) -> Iterator[list[Element]]:
    """The runs of paragraphs that follow each other with nothing between, in the text and in each cell."""
    for container in list(body.iter(*map(qualified, ("w:body", "w:tc", "w:sdtContent")))):
        stretch: list[Element] = []
        for child in container:
            if child.tag == qualified("w:p"):
                stretch.append(child)
            elif child.tag not in _BETWEEN and stretch:
                yield stretch
                stretch = []
        if stretch:
            yield stretch


def _lender_of(last: Element, before: Sequence[Element], author: str, way: Way, *, is_last: bool) -> Element | None:
    """The paragraph that bears the tracked end of *last*, if another one does.

    It stayed as a paragraph, though its end is tracked. Where an editor typed into one that came or went, more than one
    may look like that: then it is the nearest whose properties were noted, and if more follows (not *is_last*) the
    nearest of all, for what was typed into a later one would part from it. None does where an editor's tracked end
    came in the place of the last one's, nor where an editor decided about the properties of one that came: it would
    be rejected to others.
    """
    if _ends_with(last, way) or not _is_all(last, author, way):
        return None
    chain = list(takewhile(lambda one: own_end(one, author, way) is not None, reversed(before)))
    whole = [last, *(one for one in chain if _is_all(one, author, way))]
    lenders = [one for one in chain if one not in whole]
    noted = stood(last, author) if way == "w:ins" else base(last)
    if change_of(last, author) is None and all(map(_is_silent, whole)):
        return None
    if not lenders and change_of(last, author) is not None:  # an empty one that came may bear the end of one that went
        silent = [one for one in reversed(chain) if _is_silent(one) and own_end(one, author, _OTHER[way]) is not None]
        return next((one for one in silent if same_properties(base(one), noted)), None)
    lenders = lenders if is_last else lenders[:1]
    fitting = [one for one in lenders if same_properties(stood(one, author), noted)]
    return next(iter(fitting if way == "w:ins" else fitting or lenders), None)


def _lender(stretch: Sequence[Element], author: str, way: Way, joined: Sequence[Element]) -> Element | None:
    """The paragraph whose end is to be tracked for the last one's; None where the last one's own will do."""
    if own_end(stretch[-1], author, way) is None:
        return None
    comes = list(takewhile(lambda one: own_end(one, author, way) is not None, reversed(stretch)))
    typed = next((one for one in comes if not _is_all(one, author, way)), None)
    found = stretch[-len(comes) - 1] if len(comes) < len(stretch) else None
    if typed is not None and (found is None or not any(one is typed for one in joined)):
        found = typed
    return found if found is not None and found is not stretch[-1] and _can_lend(found, author) else None


def _hand_over(mark: Element, lender: Element, author: str, way: Way) -> None:
    """Let another paragraph bear a tracked end; one that was typed into may bear its own already."""
    if own_end(lender, author, way) is None:
        put_mark(lender, mark)
    else:
        detach(mark)


def _can_lend(paragraph: Element, author: str) -> bool:
    """Whether nobody but *author* tracked a paragraph's end or its properties, and no section ends with it."""
    properties = paragraph.find(qualified("w:pPr"))
    if properties is None:
        return True
    if properties.find(qualified("w:sectPr")) is not None:
        return False
    run = properties.find(qualified("w:rPr"))
    ends = run.iterchildren(*_ENDS) if run is not None else ()
    changes = [*properties.iterchildren(qualified("w:pPrChange")), *ends]
    return all(change.get(qualified("w:author")) == author for change in changes)


def _is_all(paragraph: Element, author: str, way: Way) -> bool:
    """Whether all that a paragraph says came (``w:ins``) or went (``w:del``) with *author*."""
    return all(
        any(change.get(qualified("w:author")) == author for change in run.iterancestors(qualified(way)))
        for run in _speaking(paragraph)
    )


def _is_silent(paragraph: Element) -> bool:
    return next(_speaking(paragraph), None) is None


def _speaking(paragraph: Element) -> Iterator[Element]:
    """The runs of a paragraph that say something."""
    for run in paragraph.iter(qualified("w:r")):
        if any(child.tag not in _SILENT for child in run):
            yield run
