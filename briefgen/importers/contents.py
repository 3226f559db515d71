"""The table of contents: what parts a document says it has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.importers.manuscript import Piece
from briefgen.importers.sentences import alike, bare, shown

_HEADING = {"tableofcontents", "contents", "listofcontents"}
_ENTRY = re.compile(r"(?P<title>\S.*?)(?:\s*\t\s*|\s*(?:\.\s?){3,}|\s*…+\s*|\s{2,})(?P<page>\d{1,4}|[ivxlc]{1,7})$")
_NUMBER = re.compile(r"(?:chapter\s+|part\s+)?(?P<number>\d{1,2}|[IVX]{1,5})[.:)]?\s+(?=\S)", re.IGNORECASE)

#: A line of a table of contents has at most this many characters.
LONGEST_ENTRY = 200
#: Two titles that are this much alike name the same part (0 to 1).
SAME_TITLE = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a table of contents: title, the number before it, and the authors' line below it."""

    title: str
    number: str = ""
    authors: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A table of contents: its entries, and the half-open range of pieces that it takes up."""

    entries: tuple[Entry, ...]
    start: int
    end: int


def table_of_contents(pieces: Sequence[Piece]) -> Contents | None:
    """The table of contents near the beginning of a document, if there is one."""
    for position, piece in enumerate(pieces[:80]):
        if bare(piece.text) in _HEADING:
            entries, end = _entries(pieces, position + 1)
            if len(entries) > 1:
                return Contents(entries=tuple(entries), start=position, end=end)
    return None


def _entries(pieces: Sequence[Piece], position: int) -> tuple[list[Entry], int]:
    """The entries from *position* on, and where they end: at the first title that comes again, or at prose."""
    entries: list[Entry] = []
    while position < len(pieces):
        piece = pieces[position]
        found = _ENTRY.match(piece.text.strip()) if len(piece.text) <= LONGEST_ENTRY else None
        if found:
            number = _NUMBER.match(found["title"])
            title = found["title"][number.end() :] if number else found["title"]
            entries.append(Entry(title=shown(title), number=number["number"] if number else "", line=piece.line))
        elif _comes_again(piece, entries) or len(piece.text) > LONGEST_ENTRY:
            break
        elif entries and not entries[-1].authors and _names_authors(pieces, position, entries):
            entries[-1] = replace(entries[-1], authors=shown(piece.text))
        else:
            break
        position += 1
    return entries, position


def _names_authors(pieces: Sequence[Piece], position: int, entries: Sequence[Entry]) -> bool:
    """Whether a line below an entry is that of its authors rather than the first behind the table."""
    piece = pieces[position]
    if piece.whole and not piece.heading and any(entry.authors for entry in entries):
        return True
    return not (piece.gap and _near_the_end(pieces, position))


def _comes_again(piece: Piece, entries: Sequence[Entry]) -> bool:
    return any(alike(piece.text, entry.title) > 0.95 for entry in entries)


def _near_the_end(pieces: Sequence[Piece], position: int) -> bool:
    """Whether no further entry follows in the next lines."""
    following = [piece.text.strip() for piece in pieces[position + 1 : position + 4]]
    return not any(_ENTRY.match(text) for text in following if len(text) <= LONGEST_ENTRY)
