"""A paragraph's properties, and the tracked change that remembers others (ECMA-376 Part 1, 17.13.5.29)."""

from __future__ import annotations

import copy

from briefgen.redline.revisions import properties_of
from briefgen.writers._word.xml import Element, element, qualified

_PROPERTIES = qualified("w:pPr")
#: What stands in a paragraph's properties and is no part of those that a change remembers.
_NOT_BASE = tuple(map(qualified, ("w:rPr", "w:sectPr", "w:pPrChange")))


def change_of(paragraph: Element, author: str) -> Element | None:
    """The tracked change of a paragraph's properties, if it is *author*'s."""
    change = paragraph.find(f"{_PROPERTIES}/{qualified('w:pPrChange')}")
    return change if change is not None and change.get(qualified("w:author")) == author else None


def forget_change(paragraph: Element, author: str) -> bool:
    """Take the change away and leave the properties as they are; whether there was one."""
    change = change_of(paragraph, author)
    if change is not None:
        properties_of(paragraph).remove(change)
    return change is not None


def take_back(paragraph: Element, author: str) -> bool:
    """Take a pending change of a paragraph's properties by *author* back; whether there was one."""
    before = stood(paragraph, author)
    if not forget_change(paragraph, author):
        return False
    set_base(paragraph, before)
    return True


def base(paragraph: Element) -> Element:
    """A copy of a paragraph's properties without those of its end and section (CT_PPrBase)."""
    return _only_base(paragraph.find(_PROPERTIES))


def stood(paragraph: Element, author: str) -> Element:
    """The same as they were before a pending change of *author*'s."""
    change = change_of(paragraph, author)
    return _only_base(change.find(_PROPERTIES)) if change is not None else base(paragraph)


def set_base(paragraph: Element, wanted: Element) -> None:
    """Give a paragraph other properties; those of its end and section stay."""
    properties = properties_of(paragraph)
    for child in list(properties):
        if child.tag not in _NOT_BASE:
            properties.remove(child)
    for place, child in enumerate(copy.deepcopy(wanted)):
        properties.insert(place, child)


def same_properties(one: Element, other: Element) -> bool:
    """Whether two sets of properties say the same, in the same order."""
    return [_flat(entry) for entry in one] == [_flat(entry) for entry in other]


def _only_base(properties: Element | None) -> Element:
    made = copy.deepcopy(properties) if properties is not None else element("w:pPr")
    for child in list(made):
        if child.tag in _NOT_BASE:
            made.remove(child)
    return made


def _flat(entry: Element) -> tuple[object, ...]:
    return (entry.tag, sorted(entry.items()), *(_flat(child) for child in entry))
