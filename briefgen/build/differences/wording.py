"""What changed between two wordings: words that went and came, figures that became others."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from briefgen.corpus.figures import Figure, figures

#: A word with the space before it; words are compared whole, so that what changed can be read.
_WORD = re.compile(r"\s*\S+|\s+")

#: Above so many pairs of words two texts are not compared word by word: all of the old goes, all of the new comes.
_MOST_PAIRS = 4_000_000


#: So many words that stayed are shown next to a change.
_AROUND = 6


Change = Literal["same", "out", "in"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, went or came."""

    what: Change
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """A figure that became another, as both stand in their texts; ``old`` or ``new`` is empty where it came or went."""

    old: str
    new: str

    def __str__(self) -> str:
        if not self.old:
            return f"{self.new} is new"
        return f"{self.old} → {self.new}" if self.new else f"{self.old} is gone"


def word_changes(old: str, new: str) -> tuple[Piece, ...]:
    """The way from *old* to *new*: without what came it is *old*, without what went it is *new*."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) * len(after) > _MOST_PAIRS:
        return tuple(_pieces(old, new))
    found: list[Piece] = []
    for tag, start, end, first, last in _opcodes(before, after):
        if tag == "equal":
            for old_word, new_word in zip(before[start:end], after[first:last], strict=True):
                found.extend(_same(old_word, new_word))
        else:
            found.extend(_pieces("".join(before[start:end]), "".join(after[first:last])))
    return tuple(_joined(found))


def _same(old: str, new: str) -> Iterator[Piece]:
    """A word that stayed; the space before it is its own only in the middle of a text."""
    if old == new:
        yield Piece("same", new)
        return
    word = new.lstrip()
    yield from _pieces(old[: len(old) - len(word)], new[: len(new) - len(word)])
    yield Piece("same", word)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces of one kind that follow one another as one; none is empty."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None and piece.what == last.what:
            last = Piece(last.what, last.text + piece.text)
        elif piece.text:
            if last is not None:
                yield last
            last = piece
    if last is not None:
        yield last


def _opcodes(before: Sequence[str], after: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """The way from one list of words to another; the space before a word is no part of it."""
    old, new = [word.strip() for word in before], [word.strip() for word in after]
    return difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _pieces(old: str, new: str) -> Iterator[Piece]:
    if old:
        yield Piece("out", old)
    if new:
        yield Piece("in", new)


def likeness(old: str, new: str) -> float:
    """How alike two texts are by their words, from 0 (none shared) to 1 (the same words)."""
    before, after = Counter(old.split()), Counter(new.split())
    return 2 * (before & after).total() / max(1, before.total() + after.total())


def figure_changes(old: str, new: str) -> tuple[FigureChange, ...]:
    """The figures that changed from *old* to *new*; one that went and one that came of the same unit are one change."""
    before, after = figures(old), figures(new)
    gone, come = _without(before, after), _without(after, before)
    changes: list[FigureChange] = []
    for one in gone:
        other = next((figure for figure in come if figure.unit == one.unit), None)
        if other is not None:
            come.remove(other)
        changes.append(FigureChange(old=one.raw, new=other.raw if other else ""))
    return (*changes, *(FigureChange(old="", new=one.raw) for one in come))


def _without(some: Sequence[Figure], others: Sequence[Figure]) -> list[Figure]:
    """The figures of *some* that are not among *others*, each as often as it is there too often."""
    left = Counter(figure.key for figure in others)
    found: list[Figure] = []
    for figure in some:
        if left[figure.key]:
            left[figure.key] -= 1
        else:
            found.append(figure)
    return found


def shown(old: str, new: str) -> str:
    """The way from *old* to *new* on one line: ``Trade [-grew-] {+rose+} by 12%``; long same stretches are cut."""
    pieces = word_changes(" ".join(old.split()), " ".join(new.split()))
    last = len(pieces) - 1
    cut = [
        replace(piece, text=_cut(piece.text, first=place == 0, last=place == last)) if piece.what == "same" else piece
        for place, piece in enumerate(pieces)
    ]
    return marked(cut, in_brackets)


def in_brackets(words: str, what: Change) -> str:
    """Words that went or came, marked so that it can be read anywhere."""
    return f"[-{words}-]" if what == "out" else f"{{+{words}+}}"


def marked(pieces: Iterable[Piece], mark: Callable[[str, Change], str]) -> str:
    """All pieces in one text, those that went or came as *mark* has them; none is glued to its neighbour."""
    said = ""
    for piece in pieces:
        words = piece.text.strip()
        if not words:
            continue
        room = piece.text[: len(piece.text) - len(piece.text.lstrip())] or " "
        said += (room if said else "") + (words if piece.what == "same" else mark(words, piece.what))
    return said


def _cut(text: str, *, first: bool, last: bool) -> str:
    """What stayed: some words next to each change, an ellipsis for the rest."""
    words = _WORD.findall(text)
    if len(words) <= 2 * _AROUND + 1:
        return text
    left = "" if first else "".join(words[:_AROUND])
    right = "" if last else "".join(words[-_AROUND:])
    return f"{left} …{right}"
