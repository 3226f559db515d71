"""An editor's rewording brought back to where the words came from.

A paragraph of a brief is made of one or several wordings (a record's text, a config's sentence), set typographically,
with authors named and acronyms spelled out. What the editor changed in the paragraph is laid onto those wordings, token
by token: what an edit touches is replaced in the wording, what it does not touch stays as it was written there.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\s+|\{voice\}|\w+|[^\w\s]")
_ALIKE = str.maketrans("‘’‚‛“”„‟«»‐‑‒–—\u00a0\u202f", '\'\'\'\'""""""-----  ')
#: The share of a wording's words that must stand in the paragraph for it to be what the paragraph is made of.
_ENOUGH = 0.8
_VOICE = "{voice}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Homecoming:
    """A wording as it was and as the editor has it; ``voice`` says that the edit replaced the authors' place in it."""

    key: Hashable
    old: str
    new: str
    voice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Homeward:
    """What came home, and the edits (old words, new words) that no wording has a place for."""

    homecomings: tuple[Homecoming, ...]
    stray: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True, kw_only=True)
class _Wording:
    """A wording found in a paragraph: the paragraph's token at each of its own tokens, and the edits laid on it."""

    key: Hashable
    tokens: list[str]
    matched: dict[int, int]  # the wording's token by the paragraph's token
    edits: list[tuple[int, int, list[str]]] = field(default_factory=list)

    @property
    def first(self) -> int:
        return min(self.matched)

    @property
    def last(self) -> int:
        return max(self.matched)


def bring_home(base: str, edited: str, wordings: Mapping[Hashable, str]) -> Homeward:
    """What the change from *base* to *edited* (a paragraph's text, before and after) makes of the *wordings* it is from.

    A wording that stands nowhere in *base* is left out. White space, quotation marks and dashes that typography changed
    do not count as different, and stay as the wording has them.
    """
    before, after = _tokens(base), _tokens(edited)
    found = _located(before, wordings)
    stray: list[tuple[str, str]] = []
    matcher = SequenceMatcher(None, _keys(before), _keys(after), autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            continue
        wording = _owner(found, start, end)
        if wording is None:
            stray.append(("".join(before[start:end]), "".join(after[first:last])))
            continue
        _lay(wording, start, end, after[first:last])
    return Homeward(
        homecomings=tuple(one for wording in found for one in _rewritten(wording)),
        stray=tuple((old, new) for old, new in stray if old.strip() or new.strip()),
    )


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _keys(tokens: Sequence[str]) -> list[str]:
    return [" " if token.isspace() else token.translate(_ALIKE) for token in tokens]


def _located(before: Sequence[str], wordings: Mapping[Hashable, str]) -> list[_Wording]:
    """Each wording that stands in the paragraph, at a stretch of its own; the one with most words first."""
    keys = _keys(before)
    found: list[_Wording] = []
    taken: set[int] = set()
    for key, text in sorted(wordings.items(), key=lambda pair: -len(pair[1])):
        tokens = _tokens(text)
        words = [token for token in tokens if token[0].isalnum()]
        if not words:
            continue
        masked = [None if place in taken else token for place, token in enumerate(keys)]
        blocks = SequenceMatcher(None, masked, _keys(tokens), autojunk=False).get_matching_blocks()
        matched = {block.a + step: block.b + step for block in blocks for step in range(block.size)}
        here = sum(tokens[own][0].isalnum() for own in matched.values())
        if here < _ENOUGH * len(words):
            continue
        wording = _Wording(key=key, tokens=tokens, matched=matched)
        found.append(wording)
        taken.update(range(wording.first, wording.last + 1))
    return sorted(found, key=lambda wording: wording.first)


def _owner(found: Sequence[_Wording], start: int, end: int) -> _Wording | None:
    """The wording in which an edit of the paragraph's tokens from *start* to *end* takes place."""
    for wording in found:
        if wording.first <= start and end <= wording.last + 1:
            return wording
    for wording in found:  # what an edit adds behind or before a wording belongs to it where nothing else is touched
        if start == end and start in (wording.first, wording.last + 1):
            return wording
        overlap = min(end, wording.last + 1) - max(start, wording.first)
        if overlap > 0:
            return wording
    return None


def _lay(wording: _Wording, start: int, end: int, words: Sequence[str]) -> None:
    """Note in the wording's own tokens what is replaced by *words*: all between the tokens next to the edit."""
    left = max((place for place in wording.matched if place < start), default=None)
    right = min((place for place in wording.matched if place >= end), default=None)
    first = wording.matched[left] + 1 if left is not None else 0
    last = wording.matched[right] if right is not None else len(wording.tokens)
    inside = [wording.matched[place] for place in range(start, end) if place in wording.matched]
    if inside and left is not None and left < start - 1:
        first = min(inside)  # what stands in the paragraph alone, just before the edit, is not the edit's
    if inside and right is not None and right > end:
        last = max(inside) + 1
    if not inside and start == end:
        first = last = first if left is not None and left == start - 1 else last
    wording.edits.append((first, max(first, last), list(words)))


def _rewritten(wording: _Wording) -> Iterator[Homecoming]:
    if not wording.edits:
        return
    tokens = list(wording.tokens)
    voice = False
    for first, last, words in sorted(wording.edits, key=lambda edit: -edit[0]):
        voice = voice or _VOICE in tokens[first:last]
        tokens[first:last] = words
    old, new = "".join(wording.tokens), " ".join("".join(tokens).split())
    if new != " ".join(old.split()):
        yield Homecoming(key=wording.key, old=old, new=new, voice=voice)
