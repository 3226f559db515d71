"""What every format's reader makes of a document: its pieces in reading order, before anything is understood."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
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
class Page:
    """Where a page of the document begins in its text (an offset), and what the page is called ("iv", "12")."""

    start: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A document's text and its pieces in reading order.

    ``pages`` are in the order of the text, and none where the format has no pages.
    """

    text: str
    pieces: tuple[Piece, ...]
    doubts: tuple[Doubt, ...] = ()
    pages: tuple[Page, ...] = ()


def pages_of(pages: Sequence[Page], start: int, end: int) -> str:
    """The pages that a half-open stretch of the text stands on: ``12``, ``12–13``; empty where there are none."""
    reached = [bisect_right(pages, offset, key=_begins) - 1 for offset in (start, end - 1)]
    labels = [pages[position].label for position in reached if position >= 0]
    return "–".join(dict.fromkeys(labels))


def _begins(page: Page) -> int:
    return page.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """The mark of a note in the running text: the note's number, and where the mark stands."""

    number: int
    start: int
    end: int
