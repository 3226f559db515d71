"""Italics in notes as stress, as Markdown writes it: titles and media are told by it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

#: Between two stretches that are one: what a line's end or a roman comma leaves between italic words.
_BETWEEN = re.compile(r"[\s\u00ad‐-]*")
_EDGES = " \t,.;:[]“”\"„«»'‘’⁰¹²³⁴⁵⁶⁷⁸⁹"
_ADDRESS = re.compile(r"(?:https?://|\bwww\.)\S*")

Stretch = tuple[int, int]


def from_end(text: str, stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Half-open stretches of *text*, each counted from its end, so that they hold when its beginning is taken off."""
    return tuple((len(text) - start, len(text) - end) for start, end in _merged(text, stretches))


def placed(text: str, stretches: Sequence[Stretch], least: int) -> list[Stretch]:
    """Stretches counted from the end of *text* as offsets in it, none of them before *least*."""
    found = [(max(least, len(text) - start), len(text) - end) for start, end in stretches]
    return [(start, end) for start, end in found if start < end]


def marks(text: str, stretches: Sequence[Stretch]) -> list[int]:
    """Where asterisks go into *text* so that its italic *stretches* are stressed, in order; an even number.

    None where it has asterisks of its own, or is italic as a whole. Punctuation at a stretch's edges, addresses and
    parts of words are left out.
    """
    whole = _merged(text, stretches)
    roman, position = "", 0
    for start, end in [*whole, (len(text), len(text))]:
        roman, position = roman + text[position:start] + " ", end
    if "*" in text or sum(map(str.isalpha, _ADDRESS.sub("", roman))) < 2:
        return []
    return [place for stretch in whole for place in _edges(text, *stretch)]


def _merged(text: str, stretches: Iterable[Stretch]) -> list[Stretch]:
    """The stretches, those taken together that only white space or a line's hyphen parts."""
    merged: list[Stretch] = []
    for start, end in stretches:
        if merged and _BETWEEN.fullmatch(text, merged[-1][1], max(merged[-1][1], start)):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _edges(text: str, start: int, end: int) -> tuple[int, ...]:
    """A stretch without the punctuation at its edges; nothing where no words are left, or where it cuts a word."""
    while start < end and (text[start] in _EDGES or (text[start] == "(" and ")" not in text[start:end])):
        start += 1
    while start < end and (text[end - 1] in _EDGES or (text[end - 1] == ")" and "(" not in text[start:end])):
        end -= 1
    inner = text[start:end]
    cuts = (start and re.match(r"\w\w", text[start - 1 :])) or re.match(r"\w\w", text[end - 1 :])
    if sum(map(str.isalpha, inner)) < 2 or cuts or _ADDRESS.search(inner):
        return ()
    return (start, end)


def stressed(text: str, places: Sequence[int]) -> str:
    """*text* with an asterisk before each of the *places*."""
    cuts = [0, *places, len(text)]
    return "*".join(text[start:end] for start, end in itertools.pairwise(cuts))
