"""What every format's reader makes of a document: its pieces in reading order, before anything is understood."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What could not be read with confidence, for a person: a sentence, the line (from 1; 0: none), and the text."""

    message: str
    line: int = 0
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One paragraph or line as it stands in the document.

    ``start`` and ``end`` are half-open character offsets of ``text`` in the document's text, without the list
    marker before it. ``gap`` says whether a blank line or a page break stands before it. ``marker`` is the list
    marker ("-", "•", "q"), ``heading`` the level that the format itself gives it (0: none is given).
    """

    text: str
    start: int
    end: int
    line: int
    gap: bool = False
    marker: str = ""
    heading: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A document's text and its pieces in reading order."""

    text: str
    pieces: tuple[Piece, ...]
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """The mark of a note in the running text: the note's number, and where the mark stands."""

    number: int
    start: int
    end: int
