"""Undoing the hyphens of line ends: which belong to a word, and which only mark the cut.

The document itself is the dictionary: a word that stands whole elsewhere decides, then a compound that stands
elsewhere with its hyphen, then the kind of hyphen (a sign that no line has inside it is the typesetter's own).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

SOFT = "\u00ad"
_HYPHENS = "-‐\u00ad"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_COMPOUND = re.compile(r"(?<![\w-])[^\W_]+(?:[-‐][^\W_]+)+")
_LEFT = re.compile(rf"(?P<left>[^\W_]+)[{_HYPHENS}]$")
_RIGHT = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"/$|\u00ad$|\w[–—]$")
_HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]{2}")  # Chinese is written without spaces
_SUSPENDED = {"and", "or", "to", "und", "oder", "et", "ou"}


class Vocabulary:
    """The words and compounds of a document, and the signs that it has for hyphens inside its lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        self._compounds: Counter[str] = Counter()
        self._ends: Counter[str] = Counter()
        self._inner: Counter[str] = Counter()
        for line in lines:
            text = line.rstrip()
            whole = re.sub(rf"\S+[{_HYPHENS}]$", "", text)
            self._words.update(word.lower() for word in _WORD.findall(whole))
            self._compounds.update(found.lower().replace("‐", "-") for found in _COMPOUND.findall(whole))
            self._inner.update(sign for sign in re.findall(r"(?<=\w)[-‐](?=\w)", whole))
            if text[-1:] in _HYPHENS:
                self._ends[text[-1:]] += 1

    def joined(self, before: str, after: str) -> str:
        """Two lines of one paragraph as one text."""
        cut = _LEFT.search(before)
        right = _RIGHT.match(after)
        if cut is None or right is None:
            close = _UNSPACED.search(before) or after[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹" or _HAN.fullmatch(before[-1] + after[0])
            return before.rstrip(SOFT) + after if close else f"{before} {after}"
        chained = after[right.end() : right.end() + 1] in ("-", "‐")
        if (
            right[0].lower() in _SUSPENDED
            and not chained
            and self._inner[before[-1]]
            and not self._words[(cut["left"] + right[0]).lower()]
        ):
            return f"{before} {after}"
        if self._keeps(cut["left"], before[-1], right[0]):
            return before[:-1] + "-" + after if before[-1] == "‐" else before + after
        return before[:-1] + after

    def _keeps(self, left: str, sign: str, right: str) -> bool:
        """Whether the hyphen belongs to the word."""
        if sign == SOFT:
            return False
        if self._inner and not self._inner[sign]:
            return False
        if right[0].isupper() or right[0].isdigit() or any(map(str.isdigit, left)):
            return True
        if any(not self._inner[own] for own in self._ends if own != sign):
            return True  # the typesetter has a sign of its own, and this is not it
        whole, compound = self._words[(left + right).lower()], self._compounds[f"{left}-{right}".lower()]
        if whole or compound:
            return compound > whole
        return bool(self._words[left.lower()] and self._words[right.lower()]) and len(left) > 1
