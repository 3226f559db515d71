"""Notes that are links: a number in the text leads to a place that holds the note, as on web pages.

A link within the document whose words are a note's mark, and the paragraph, list item or division that it leads to: the
link becomes the note itself, and the place where it stood is taken out of the text, with its links back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Tree = MutableMapping[str, Any]

_MARK = re.compile(r"[\[(]?\s*(?:(?P<number>\d{1,4})|[*†‡§¶]{1,4}|[ivxlc]{1,6}|[a-z])\s*[\])]?[.:]?")
_ARROW = re.compile(r"(?:[\^↑↩⤴⏎↵︎\ufe0e]|back|return|jump up|zurück|retour).{0,20}", re.IGNORECASE)
_BLOCKS = frozenset(
    (
        "Para", "Plain", "Div", "BulletList", "OrderedList", "DefinitionList", "BlockQuote", "LineBlock", "CodeBlock",
        "Table", "Figure", "Header", "HorizontalRule", "RawBlock",
    )
)  # fmt: skip
#: Characters of a mark before a note's words at most.
_LONGEST_MARK = 6
_NUMBERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LISTS = ("BulletList", "OrderedList")


@dataclass(slots=True)
class _Unit:
    """Blocks that may be one note, and how to take them out of the document."""

    blocks: list[Tree]
    ids: frozenset[str] = frozenset()
    after: list[Tree] = field(default_factory=list)  # notes behind it that nothing calls


@dataclass(slots=True)
class _Links:
    """The links of a document that may call notes, by their targets, and the notes found."""

    calls: dict[str, list[Tree]] = field(default_factory=dict)
    raised: set[str] = field(default_factory=set)
    notes: dict[str, _Unit] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)

    def order(self, target: str) -> int:
        """The place of a target among all, by its first call."""
        return self.places[target]


def resolve(blocks: list[Tree]) -> None:
    """Make notes of the links in a document's *blocks* that are notes; changes them in place."""
    links = _Links()
    for inlines, above in _inline_lists(blocks):
        for node in inlines:
            target = node["c"][2][0] if node["t"] == "Link" else ""
            if target.startswith("#") and _MARK.fullmatch(shown := said(node["c"][1]).strip().translate(_NUMBERS)):
                links.calls.setdefault(target[1:], []).append(node)
                if above or shown[:1] in "[(" or any(one["t"] == "Superscript" for one in node["c"][1]):
                    links.raised.add(target[1:])
    links.places = {target: place for place, target in enumerate(links.calls)}
    if links.calls:
        _take(blocks, links)
        _tie(blocks, links)


def said(node: Any) -> str:
    """The words of a tree, notes left out."""
    if isinstance(node, list):
        return "".join(map(said, node))
    if not isinstance(node, dict):
        return ""
    match node.get("t"):
        case "Str":
            return str(node["c"])
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Code" | "Math" | "CodeBlock":
            return str(node["c"][1])
        case "Note":
            return ""
        case _:
            return said(node.get("c", []))


def _inline_lists(node: Any, *, above: bool = False) -> Iterator[tuple[list[Tree], bool]]:
    """Every list of inlines in a tree, and whether it stands above the line."""
    if isinstance(node, list):
        if node and all(isinstance(one, dict) and "t" in one for one in node):
            yield node, above
        for one in node:
            yield from _inline_lists(one, above=above)
    elif isinstance(node, dict) and "c" in node:
        yield from _inline_lists(node["c"], above=above or node["t"] == "Superscript")


def _take(blocks: list[Tree], links: _Links) -> None:
    """Take the notes out of *blocks*, the widest piece that is one note and no more."""
    kept: list[Tree] = []
    for position, node in enumerate(blocks):
        if node["t"] in _LISTS:
            items = node["c"] if node["t"] == "BulletList" else node["c"][1]
            first = 1 if node["t"] == "BulletList" else int(node["c"][0][0])
            items[:] = _without_notes(items, first, links)
            for item in items:
                _take(item, links)
            if items:
                kept.append(node)
        elif _is_note([node], links):
            continue
        elif _goes_on(blocks, position, kept, links):
            next(reversed(links.notes.values())).blocks.append(node)
        else:
            if node["t"] in ("Div", "BlockQuote"):
                inner = node["c"][1] if node["t"] == "Div" else node["c"]
                _take(inner, links)
                if not inner:
                    continue
            kept.append(node)
    blocks[:] = kept


def _without_notes(items: list[list[Tree]], first: int, links: _Links) -> list[list[Tree]]:
    """The items of a list that are no notes. In a list of notes, one that nothing calls is a note as well."""
    noted = [_is_note(item, links) for item in items]
    if 2 * sum(noted) <= len(items):
        return [item for item, is_note in zip(items, noted, strict=True) if not is_note]
    named = {id(unit.blocks): (name, unit) for name, unit in links.notes.items()}
    before: _Unit | None = None
    number = first - 1
    for position, (item, is_note) in enumerate(zip(items, noted, strict=True)):
        if is_note:
            name, before = named[id(item)]
            number = _shown(links.calls[name][0]) or number + 1
        elif before and not _has(item, *_LISTS):
            number += 1
            before.after.append({"t": "Note", "c": item, "number": number, "silent": True})
        else:
            continue
        items[position] = []
    return [item for item in items if item]


def _goes_on(blocks: list[Tree], position: int, kept: list[Tree], links: _Links) -> bool:
    """Whether a paragraph between two notes belongs to the one before it."""
    before = blocks[position - 1] if position else None
    following = blocks[position + 1] if position + 1 < len(blocks) else None
    noted = before is not None and not (kept and before is kept[-1])
    return (
        noted and blocks[position]["t"] == "Para" and following is not None and bool(_ids(following) & set(links.calls))
    )


def _is_note(unit: list[Tree], links: _Links) -> bool:
    """Whether a unit is the place of one called note; it is then among the notes."""
    ids = _ids(unit)
    first = _ids_at_start(unit) & links.calls.keys()
    if not first or ids & links.calls.keys() != first or _has(unit, "Header", "Table"):
        return False
    apart = len(unit) == 1 and unit[0]["t"] == "Div" and unit[0]["c"][0][0] in first
    if len(unit) == 1 and unit[0]["t"] == "Div" and not apart and _has(unit, *_LISTS):
        return False  # the list of the notes: its item is the note
    name = min(first, key=links.order)
    number = said(links.calls[name][0]["c"][1]).strip().translate(_NUMBERS)
    begins = said(unit).strip().translate(_NUMBERS).startswith(number.strip("[]()."))
    back = any(
        node["t"] == "Link" and node["c"][2][0].startswith("#") for inl, _ in _inline_lists(unit) for node in inl
    )
    if not (begins or back or apart or name in links.raised):
        return False
    found = _Unit(_cleaned(unit, number), frozenset(first))
    for one in first:
        links.notes[one] = found
    return True


def _ids(node: Any) -> set[str]:
    """All ids in a tree."""
    found: set[str] = set()
    if isinstance(node, list):
        for one in node:
            found |= _ids(one)
    elif isinstance(node, dict) and "c" in node:
        content = node["c"]
        if node["t"] in ("Div", "Span", "Link") and content[0][0]:
            found.add(content[0][0])
        found |= _ids(content)
    return found


def _ids_at_start(unit: Sequence[Tree]) -> set[str]:
    """The ids in a unit that stand before its words, but for the note's own mark."""
    found: set[str] = set()
    words = ""
    for kind, value in _in_order(unit):
        if kind == "id":
            found.add(value)
            continue
        words += value
        if words.strip() and not _MARK.fullmatch(words.strip().translate(_NUMBERS)) and len(words.strip()) > 3:
            break
    return found


def _in_order(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, list):
        for one in node:
            yield from _in_order(one)
    elif isinstance(node, dict):
        content: Any = node.get("c")
        if node["t"] in ("Str", "Space", "SoftBreak"):
            yield "text", content if node["t"] == "Str" else " "
            return
        if node["t"] in ("Div", "Span", "Link") and content[0][0]:
            yield "id", content[0][0]
        yield from _in_order(content)


def _has(node: Any, *kinds: str) -> bool:
    if isinstance(node, list):
        return any(_has(one, *kinds) for one in node)
    return isinstance(node, dict) and (node.get("t") in kinds or _has(node.get("c"), *kinds))


def _cleaned(unit: list[Tree], number: str) -> list[Tree]:
    """A note's blocks without its links back and without its own mark before its words."""
    words = 0
    for inlines, _ in list(_inline_lists(unit)):
        if inlines[0]["t"] in _BLOCKS:
            continue
        kept: list[Tree] = []
        for node in inlines:
            if not _leads_back(node, first=words <= _LONGEST_MARK):
                kept.append(node)
                words += len(said(node).strip())
        inlines[:] = kept
    mark = re.escape(number.strip("[]()."))
    for inlines, _ in _inline_lists(unit):
        first = next((position for position, node in enumerate(inlines) if said(node).strip()), None)
        if first is not None and inlines[first]["t"] in ("Str", "Superscript"):
            alone = re.fullmatch(rf"[\[(]?{mark}[\])]?[.:]?", said(inlines[first]).translate(_NUMBERS))
            if alone and said(inlines[first + 1 :]).strip():
                del inlines[: first + 1]
            break
    return unit


def _leads_back(node: Tree, *, first: bool) -> bool:
    """Whether a node only leads back to a call: an arrow anywhere, a mark where it stands *first* in the note."""
    if node["t"] == "Superscript":
        return len(node["c"]) == 1 and _leads_back(node["c"][0], first=first)
    if node["t"] != "Link" or not node["c"][2][0].startswith("#") or len(node["c"][2][0]) < 2:
        return False
    shown = said(node["c"][1]).strip().translate(_NUMBERS)
    return bool(_ARROW.fullmatch(shown)) or (first and bool(_MARK.fullmatch(shown)))


def _shown(link: Tree) -> int:
    """The number that a link shows as a note's mark; 0 for another mark."""
    mark = _MARK.fullmatch(said(link["c"][1]).strip().translate(_NUMBERS))
    return int(mark["number"]) if mark and mark["number"] else 0


def _tie(blocks: list[Tree], links: _Links) -> None:
    """Put each note in the place of the links that call it."""
    keys = {id(unit): f"linked-{position}" for position, unit in enumerate(links.notes.values())}
    for target, calls in links.calls.items():
        unit = links.notes.get(target)
        for node in calls if unit else ():
            note = {"t": "Note", "c": unit.blocks if unit else [], "number": _shown(node), "key": keys[id(unit)]}
            node.update(note)
    silent = {keys[id(unit)]: unit.after for unit in links.notes.values() if unit.after}
    for inlines, _ in list(_inline_lists(blocks)) if silent else ():
        for position in range(len(inlines) - 1, -1, -1):
            inlines[position + 1 : position + 1] = silent.pop(str(inlines[position].get("key", "")), [])
    for inlines, _ in list(_inline_lists(blocks)):
        for before, node, after in zip(inlines, inlines[1:], inlines[2:], strict=False):
            framed = before["t"] == after["t"] == "Str" and node["t"] == "Note" and "key" in node
            if framed and before["c"][-1:] + after["c"][:1] in ("[]", "()"):
                before["c"], after["c"] = before["c"][:-1], after["c"][1:]
