"""Writing units back as the content of a paragraph: what stays as it was, what goes and what comes as tracked changes."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from briefgen.redline.revisions import Tracker
from briefgen.redline.units import Unit
from briefgen.redline.words import Step
from briefgen.writers._word.xml import Element, element, qualified

State = Literal["keep", "del", "ins"]

_SPECIAL = {"\t": "w:tab", "\n": "w:br", "\u2011": "w:noBreakHyphen", "\u00ad": "w:softHyphen"}
_OPENERS = frozenset(map(qualified, ("w:bookmarkStart", "w:commentRangeStart", "w:permStart", "w:proofErr")))
_CLOSERS = frozenset(map(qualified, ("w:bookmarkEnd", "w:commentRangeEnd", "w:permEnd")))
#: What a wrapper holds besides its content.
_ABOUT = frozenset(map(qualified, ("w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr", "w:fldData")))


@dataclass(frozen=True, slots=True)
class Item:
    """A unit and what becomes of it."""

    state: State
    unit: Unit


def arranged(old: Sequence[Unit], new: Sequence[Unit], steps: Sequence[Step]) -> list[Item]:
    """All units in the order in which they will stand: marks of *old* keep their places, *new* holds none.

    *steps* go over *old* without its marks.
    """
    content = [unit for unit in old if unit.kind != "mark"]
    marks = _marks(old)
    items: list[Item] = []
    for step in steps:
        for place in step.old:
            items += [Item("keep", mark) for mark in marks.pop(place, ())]
            items.append(Item("keep" if step.same else "del", content[place]))
        if not step.same and step.new:
            place = step.old.stop
            before, after = _around(marks.pop(place, []), place, len(content))
            items += [Item("keep", mark) for mark in before]
            items += [Item("ins", unit) for unit in new[step.new.start : step.new.stop]]
            items += [Item("keep", mark) for mark in after]
    return [*items, *(Item("keep", mark) for left in sorted(marks) for mark in marks[left])]


def _marks(units: Sequence[Unit]) -> dict[int, list[Unit]]:
    """The marks by the number of units with text before them."""
    found: dict[int, list[Unit]] = {}
    place = 0
    for unit in units:
        if unit.kind == "mark":
            found.setdefault(place, []).append(unit)
        else:
            place += 1
    return found


def _around(marks: Sequence[Unit], place: int, end: int) -> tuple[list[Unit], list[Unit]]:
    """The marks at a place that stand before what is inserted there, and those after it."""
    before: list[Unit] = []
    after: list[Unit] = []
    for mark in marks:
        node = mark.nodes[0]
        opens = node.tag in _OPENERS or (place == 0 and node.tag not in _CLOSERS) or (place == 0 and place < end)
        if node.get(qualified("w:fldCharType")) == "end":
            opens = False
        (before if opens and not after else after).append(mark)
    return before, after


def written(items: Sequence[Item], tracker: Tracker) -> list[Element]:
    """The content of a paragraph."""
    made: list[Element] = []
    opened: list[tuple[Element, Element]] = []  # wrappers that are open: the original, and ours
    cloned: set[int] = set()
    for state, path, units in _stretches(items):
        while opened and (len(opened) > len(path) or opened[-1][0] is not path[len(opened) - 1]):
            opened.pop()
        for around in path[len(opened) :]:
            clone = _clone(around, again=id(around) in cloned)
            cloned.add(id(around))
            _add(made, opened, [clone])
            opened.append((around, clone))
        _add(made, opened, _content(state, units, tracker))
    return made


def _add(made: list[Element], opened: Sequence[tuple[Element, Element]], elements: Iterable[Element]) -> None:
    if opened:
        opened[-1][1].extend(elements)
    else:
        made.extend(elements)


def _stretches(items: Sequence[Item]) -> list[tuple[State, tuple[Element, ...], list[Unit]]]:
    """Neighbours with the same state and the same wrappers together."""
    found: list[tuple[State, tuple[Element, ...], list[Unit]]] = []
    for item in items:
        path = item.unit.path
        if found and found[-1][0] == item.state and _same_path(found[-1][1], path):
            found[-1][2].append(item.unit)
        else:
            found.append((item.state, path, [item.unit]))
    return found


def _same_path(one: tuple[Element, ...], other: tuple[Element, ...]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))


def _clone(around: Element, *, again: bool) -> Element:
    """A wrapper without its content; a second copy of one has no id of its own."""
    made = element_like(around)
    for child in around:
        if child.tag in _ABOUT:
            about = copy.deepcopy(child)
            identity = about.find(qualified("w:id"))
            if again and identity is not None:
                about.remove(identity)
            made.append(about)
    return made


def element_like(original: Element) -> Element:
    """An element of the same name and attributes with nothing in it."""
    made = element("w:r")
    made.tag = original.tag
    for name, said in original.attrib.items():
        made.set(name, said)
    return made


def _content(state: State, units: Sequence[Unit], tracker: Tracker) -> list[Element]:
    if state == "keep":
        return runs(units)
    made = runs(units)
    if not made:
        return []
    return [tracker.deleted(made) if state == "del" else tracker.inserted(made)]


def runs(units: Sequence[Unit]) -> list[Element]:
    """Units as runs like those that they came from; those without a run as their own elements."""
    made: list[Element] = []
    last: Element | None = None
    for unit in units:
        if unit.run is None or unit.kind == "again":
            made.extend(copy.deepcopy(node) if unit.kind == "again" else node for node in unit.nodes)
            last = None
            continue
        if last is not unit.run:
            run = element_like(unit.run)
            properties = unit.run.find(qualified("w:rPr"))
            if properties is not None:
                run.append(copy.deepcopy(properties))
            made.append(run)
            last = unit.run
        _put(made[-1], unit)
    return made


def _put(run: Element, unit: Unit) -> None:
    if unit.kind != "char" and unit.key != " ":
        run.extend(copy.deepcopy(node) for node in unit.nodes)
        return
    character = unit.text or (unit.nodes[0].text or " ")
    if unit.kind == "mark":  # room in a note, as it stood: a tab, or the beginning of a text
        if unit.nodes[0].tag not in (qualified("w:t"), qualified("w:delText")):
            run.append(copy.deepcopy(unit.nodes[0]))
            return
        character = " "
    if character in _SPECIAL:
        run.append(element(_SPECIAL[character]))
        return
    text = run[-1] if len(run) and run[-1].tag == qualified("w:t") else None
    if text is None:
        text = element("w:t")
        run.append(text)
    text.text = (text.text or "") + character
    if text.text != text.text.strip() or "  " in text.text:
        text.set(qualified("xml:space"), "preserve")


def replace_content(paragraph: Element, content: Iterable[Element]) -> None:
    """Put *content* in the place of all that a paragraph holds besides its properties."""
    made = list(content)
    for child in list(paragraph):
        if child.tag != qualified("w:pPr"):
            paragraph.remove(child)
    paragraph.extend(made)
