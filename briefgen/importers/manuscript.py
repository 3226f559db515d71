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
    marker ("-", "•", "q"), ``heading`` the level that the format itself gives it (0: none is given). ``whole`` says
    that the format itself knows where paragraphs, headings and lists begin and end, ``row`` that this is a row of
    one of its tables.
    """

    text: str
    start: int
    end: int
    line: int
    gap: bool = False
    marker: str = ""
    heading: int = 0
    whole: bool = False
    row: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Where a page of the document begins in its text (an offset), and what the page is called ("iv", "12")."""

    start: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """The mark of a note in the running text: the note's number, and where the mark stands."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeNote:
    """A note that the format itself holds: the pieces of its text, and where the running text calls it.

    ``number`` is the one that the document shows; 0 where it shows none, and the note is counted within its part.
    ``calls`` are half-open offsets of its marks.
    """

    pieces: tuple[Piece, ...]
    calls: tuple[tuple[int, int], ...]
    number: int = 0


#: What is told where a document's date is that of its file alone.
OF_THE_FILE = "the date of publication was taken from the file's properties"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a document says of itself: bibliographic data for a source's first ``source.yaml``.

    ``issued`` are CSL's date parts (year, month, day, as far as given), ``kind`` is a CSL type where the format tells
    it ("webpage").
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    issued: tuple[int, ...] = ()
    publisher: str = ""
    url: str = ""
    language: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A document's text and its pieces in reading order.

    ``notes`` are those that the format itself ties to their calls, in the order of the text; their pieces are not
    among ``pieces``, nor are those of ``furniture``, which the format's reader set aside. A format without notes of
    its own has none, and they are looked for in the pieces. ``pages`` are in the order of the text, and none where
    the format has no pages.
    """

    text: str
    pieces: tuple[Piece, ...]
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[NativeNote, ...] = ()
    furniture: tuple[Piece, ...] = ()
    given: Given = Given()
    pages: tuple[Page, ...] = ()


def pages_of(pages: Sequence[Page], start: int, end: int) -> str:
    """The pages that a half-open stretch of the text stands on: ``12``, ``12–13``; empty where there are none."""
    reached = [bisect_right(pages, offset, key=_begins) - 1 for offset in (start, end - 1)]
    labels = [pages[position].label for position in reached if position >= 0]
    return "–".join(dict.fromkeys(labels))


def _begins(page: Page) -> int:
    return page.start
