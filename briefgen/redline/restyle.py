"""A change of style alone: a heading of another level, a list that is numbered now, the same words.

In a paragraph that no editor touched it comes as a tracked change of the paragraph's properties (ECMA-376 Part 1,
17.13.5.29); where an editor touched the paragraph or its style, a comment says it. A pending one is taken back before
another comes in its place.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.redline.ends import own_end
from briefgen.redline.properties import base, change_of, take_back
from briefgen.redline.revisions import properties_of
from briefgen.redline.story import DOCUMENT, ENTRY, Line, Story
from briefgen.redline.units import Unit, said
from briefgen.redline.work import Work
from briefgen.writers._word.xml import Element, qualified

#: How our comments on styles begin, so that they are told from those on words beside them.
_NOW = "In the style "
_PROPERTIES = qualified("w:pPr")
#: What a change of style brings along, and what stands before the second of the two in a paragraph's properties.
_STYLE, _NUMBER = qualified("w:pStyle"), qualified("w:numPr")
_BEFORE_NUMBER = tuple(
    map(qualified, ("w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr", "w:widowControl"))
)


def continue_lists(work: Work) -> None:
    """What is numbered by one list in the new build goes on in the list that it stands in in the copy."""
    for identity, line in work.will.items():
        wanted, old = _number(line.element.find(_PROPERTIES)), work.old.get(identity)
        if not wanted or old is None or identity not in work.kept:
            continue
        properties = work.kept[identity][0].element.find(_PROPERTIES)
        if old.style != line.style:  # what is pending may be taken back to it
            change = change_of(work.kept[identity][0].element, work.author)
            properties = change.find(_PROPERTIES) if change is not None else None
        there = _number(properties)
        if there and _named(properties, work.mine).lower() == line.style:
            work.bringer.numbers.setdefault(wanted, there)


def restyle(work: Work) -> None:
    """Bring each block that stands in the copy to the style that the new build has it in; once all is at its place."""
    for identity, line in work.will.items():
        if identity in work.handled or identity in work.placed or work.standing(identity).now is None:
            continue
        paragraph = work.kept[identity][0].element
        if _named(paragraph.find(_PROPERTIES), work.mine).lower() == line.style:
            continue
        if work.standing(identity).pristine:
            _follow(work, identity, paragraph, line)
        elif identity in work.old and work.old[identity].style != line.style:
            _say_beside(work, identity, paragraph, line)


def _follow(work: Work, identity: str, paragraph: Element, line: Line) -> None:
    work.package.touched.add(DOCUMENT)
    was = _named(paragraph.find(_PROPERTIES), work.mine) or "none"
    pending = work.pending(identity) and (own_end(paragraph, work.author) is not None or _in_own_row(work, identity))
    if pending:
        _set(paragraph, work.bringer.paragraph(line.element))
    elif not take_back(paragraph, work.author) or _named(paragraph.find(_PROPERTIES), work.mine).lower() != line.style:
        was, before = _named(paragraph.find(_PROPERTIES), work.mine) or "none", base(paragraph)
        _set(paragraph, work.bringer.paragraph(line.element)).append(work.tracker.changed("w:pPrChange", [before]))
    if identity.startswith(ENTRY):
        return
    cause, name = work.cause(identity), _named(line.element.find(_PROPERTIES), work.new)
    work.comments.withdraw(paragraph, _NOW)
    if not pending or _stood_elsewhere(work, identity):
        work.comments.say(paragraph, [f"{_NOW}{name} now, in place of {was}: {cause}."])
    told = work.outcomes.get(identity)
    if told is None or told.outcome in ("untouched", "kept"):
        work.tell(identity, "restyled", f"set in the style {name} as a tracked change", cause)
    elif told.outcome == "reworded":
        work.tell(identity, "reworded", f"reworded and set in the style {name} as tracked changes", cause)


def _stood_elsewhere(work: Work, identity: str) -> bool:
    """Whether a pending insertion was moved there: what it says is struck at another place."""
    words = said(work.standing(identity).now or ())
    return any(said(_struck(line.units, work.author)) == words for line in work.mine.lines)


def _struck(units: Sequence[Unit], author: str) -> list[Unit]:
    return [unit for unit in units if any((one.way, one.author) == ("out", author) for one in unit.revisions)]


def _in_own_row(work: Work, identity: str) -> bool:
    row = work.kept[identity][0].row_revision
    return row is not None and (row.way, row.author) == ("in", work.author)


def _say_beside(work: Work, identity: str, paragraph: Element, line: Line) -> None:
    if identity.startswith(ENTRY):
        return
    cause, name = work.cause(identity), _named(line.element.find(_PROPERTIES), work.new)
    work.comments.withdraw(paragraph, _NOW)
    work.comments.say(
        paragraph, [f"{_NOW}{name} in the new build: {cause}. You changed this text, so its style stays."]
    )
    told = work.outcomes.get(identity)
    if told is None or told.outcome != "conflict":
        work.tell(identity, "conflict", f"the editor's style stays, the new build has {name}: see the comment", cause)


def _set(paragraph: Element, made: Element) -> Element:
    """Give a paragraph the style and the numbering of another, beside whatever else its properties say; these."""
    properties = properties_of(paragraph)
    for child in [*properties.iterchildren(_STYLE, _NUMBER)]:
        properties.remove(child)
    style, number = (made.find(f"{_PROPERTIES}/{name}") for name in (_STYLE, _NUMBER))
    if style is not None:
        properties.insert(0, style)
    if number is not None:
        place = sum(child.tag in _BEFORE_NUMBER for child in properties)
        properties.insert(place, number)
    return properties


def _named(properties: Element | None, story: Story) -> str:
    """The name of the style in a paragraph's properties, as a person reads it; empty where there is none."""
    style = properties.find(_STYLE) if properties is not None else None
    name = story.styles.get(style.get(qualified("w:val"), ""), "") if style is not None else ""
    return name[:1].upper() + name[1:]


def _number(properties: Element | None) -> str:
    """The numbering instance in a paragraph's properties, empty where there is none."""
    number = properties.find(f"{_NUMBER}/{qualified('w:numId')}") if properties is not None else None
    return number.get(qualified("w:val"), "") if number is not None else ""
