"""Which pieces of a part are headings, at which level, and the section path they make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from briefgen.importers.manuscript import Piece
from briefgen.importers.sentences import (
    LONGEST_HEADING,
    bare,
    in_capitals,
    is_open,
    number_of,
    shown,
    starts_inside,
)

#: Level of a heading set in capitals, and of one below it; a part's own headings are level 1.
CAPITALS, BELOW_CAPITALS = 2, 3

_USUAL = re.compile(
    r"(?:introduction|(?:executive )?summary|abstract|background|context|method(?:s|ology)|results|discussion|"
    r"key (?:issues|findings|points|messages)|main (?:challenges|findings)|(?:policy )?recommendations|"
    r"conclusions?|recommendations and conclusions|conclusions and recommendations|outlook)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading as a reader sees it, and its level from 1."""

    text: str
    level: int


class Headings:
    """Tells headings from paragraphs in one part, and keeps the section path while the part is read."""

    def __init__(self, texts: Mapping[Piece, str], pieces: Sequence[Piece], usual: frozenset[str]) -> None:
        """*texts* are the pieces' texts without note marks; *usual* the headings that other parts have as well."""
        self._texts = texts
        self._usual = usual
        self._following = dict(zip_longest(pieces, pieces[1:]))
        self._decimal = _has_decimal_numbers([texts[piece] for piece in pieces])
        self._given = any(piece.heading for piece in pieces if piece.whole)
        self._capitals = False
        self._path: list[tuple[int, str]] = []

    @property
    def path(self) -> tuple[str, ...]:
        """The headings above the present place, highest first."""
        return tuple(text for _, text in self._path)

    def enter(self, heading: Heading) -> None:
        """Go into the section that *heading* opens."""
        self._path = [(level, text) for level, text in self._path if level < heading.level]
        self._path.append((heading.level, heading.text))
        self._capitals = heading.level >= CAPITALS and (self._capitals or in_capitals(heading.text))

    def read(self, piece: Piece, *, sentence_is_open: bool) -> Heading | None:
        """*piece* as a heading, or nothing where it is none; *sentence_is_open* where the text before breaks off."""
        text = shown(self._texts[piece])
        if piece.heading:
            return Heading(text=text, level=piece.heading)
        if piece.row or (piece.whole and self._given):
            return None  # the format tells its headings, and this is none of them
        if piece.marker or not self._has_form(text, sentence_is_open=sentence_is_open):
            return None
        if not in_capitals(text) and not self._opens_something(piece):
            return None
        return Heading(text=text, level=self._level(text))

    def _has_form(self, text: str, *, sentence_is_open: bool) -> bool:
        length = len(text.split())
        if in_capitals(text):
            return length <= LONGEST_HEADING
        if starts_inside(text) or not re.search(r"[^\W\d_]", text):
            return False
        if number_of(text):
            return length <= (LONGEST_HEADING if is_open(text) else 14)
        if is_usual(text, self._usual):
            return length <= LONGEST_HEADING
        return not sentence_is_open and length <= 16 and is_open(text) and not text.endswith((",", ";"))

    def _opens_something(self, piece: Piece) -> bool:
        """Whether text follows that can stand below a heading."""
        following = self._following.get(piece)
        return following is not None and not starts_inside(self._texts[following])

    def _level(self, text: str) -> int:
        if in_capitals(text):
            return CAPITALS
        number = number_of(text)
        if number and self._decimal:
            return number.count(".") + 1
        if number:
            return BELOW_CAPITALS
        return BELOW_CAPITALS if self._capitals and not is_usual(text, self._usual) else 1


def is_usual(text: str, usual: Iterable[str]) -> bool:
    """Whether a heading (its part before a colon) is a customary one, or stands in other parts as well."""
    opening = shown(text).split(":")[0]
    unnumbered = opening[len(number_of(opening)) :].lstrip(".) ")
    return (bool(_USUAL.match(unnumbered)) and len(unnumbered.split()) <= 6) or bare(opening) in usual


def shared_headings(parts: Sequence[Sequence[Piece]]) -> frozenset[str]:
    """Short lines that stand in at least two parts, in the form that headings are compared in."""
    found: dict[str, int] = {}
    for pieces in parts:
        for text in {bare(piece.text.split(":")[0]) for piece in pieces if _may_be_shared(piece)}:
            found[text] = found.get(text, 0) + 1
    return frozenset(text for text, count in found.items() if count > 1)


def _may_be_shared(piece: Piece) -> bool:
    opening = piece.text.split(":")[0]
    short = len(opening) <= 60 and len(piece.text.split()) <= LONGEST_HEADING
    return short and not piece.marker and not in_capitals(opening) and is_open(opening) and bool(bare(opening))


def _has_decimal_numbers(texts: Sequence[str]) -> bool:
    """Whether headings are numbered 1, 1.1, 1.2 (then the number tells the level)."""
    numbers = {number_of(text) for text in texts if is_open(text) and len(text.split()) <= LONGEST_HEADING}
    return any("." in number and number.split(".")[0] in numbers for number in numbers)
