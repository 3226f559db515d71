"""Finding a part's own notes, however they are set, and telling them from its running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefgen.importers.manuscript import Doubt, Piece
from briefgen.importers.sentences import bare, is_open, shown, starts_inside

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

_HEADINGS = {
    "notes", "endnotes", "footnotes", "references", "notesandreferences", "endnotesandreferences", "anmerkungen",
}  # fmt: skip
#: How a note's number may be set at its beginning; the last is believed only below a heading for notes.
_STARTS = {
    "superscript": re.compile(r"(?P<number>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s*(?=\S)"),
    "bar": re.compile(r"(?P<number>\d{1,3})\s?\|\s?(?=\S)"),
    "bracket": re.compile(r"\[\^?(?P<number>\d{1,3})\]:?\s+(?=\S)"),
    "point": re.compile(r"(?P<number>\d{1,3})[.)]?\s+(?=\S)"),
}
#: The same inside a line, where the end of one note and the next were run together.
_MERGED = {
    "superscript": re.compile(r"(?<=[.)\]”\"])\s*(?P<number>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s+(?=\S)"),
    "bar": re.compile(r"(?<=\D)(?P<number>\d{1,3})\s\|\s(?=\S)"),
    "bracket": re.compile(r"(?<=[.)”\"\s])\[\^?(?P<number>\d{1,3})\]:?\s+(?=\S)"),
}


@dataclass(slots=True)
class NoteText:
    """A note as it stands: number, the pieces of its text (half-open offsets), and the line where it begins."""

    number: int
    line: int
    spans: list[tuple[int, int]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """A part's notes, the pieces that are running text, what stands after the last note, and doubts."""

    notes: tuple[NoteText, ...]
    body: tuple[Piece, ...]
    after: tuple[Piece, ...]
    headings: tuple[Piece, ...]
    layout: str
    doubts: tuple[Doubt, ...]


def number_of_mark(mark: str) -> int:
    """The number that a mark shows, superscript or not."""
    return int(mark.translate(SUPERSCRIPTS))


def find_notes(pieces: Sequence[Piece]) -> Notes:
    """The notes among a part's pieces; notes in one run at the end leave what follows them apart (``after``)."""
    layout, first = _layout(pieces)
    reader = _Reader(layout)
    for position, piece in enumerate(pieces):
        reader.take(piece, believed=position >= first)
    last = max(reader.noted, default=-1)
    before = [position for position in reader.running if position < last]
    together = bool(reader.noted) and all(position < min(reader.noted) for position in before)
    after = [position for position in reader.running if position > last] if together else []
    return Notes(
        notes=tuple(reader.notes),
        body=tuple(pieces[position] for position in reader.running if position not in after),
        after=tuple(pieces[position] for position in after),
        headings=tuple(pieces[position] for position in reader.headings),
        layout=layout,
        doubts=tuple(reader.doubts),
    )


def heads_notes(piece: Piece) -> bool:
    """Whether a piece is the heading above notes."""
    return bare(piece.text) in _HEADINGS


def _layout(pieces: Sequence[Piece]) -> tuple[str, int]:
    """How this part's notes are set, and the position from which they are believed; no layout where none is."""
    headed = next((position for position in reversed(range(len(pieces))) if heads_notes(pieces[position])), None)
    counted: dict[str, int] = {}
    for layout in ("superscript", "bar", "bracket"):
        expected = 1
        for piece in pieces:
            found = _STARTS[layout].match(piece.text)
            if found and expected <= number_of_mark(found["number"]) <= expected + 2:
                expected = number_of_mark(found["number"]) + 1
                counted[layout] = counted.get(layout, 0) + 1
    if counted:
        return max(counted, key=lambda layout: counted[layout]), 0
    if headed is not None and any(_STARTS["point"].match(piece.text) for piece in pieces[headed + 1 :]):
        return "point", headed + 1
    return "", len(pieces)


class _Reader:
    """Takes the pieces of a part one by one and keeps the number that the next note must have."""

    def __init__(self, layout: str) -> None:
        self.layout = layout
        self.notes: list[NoteText] = []
        self.running: list[int] = []
        self.noted: list[int] = []
        self.headings: list[int] = []
        self.doubts: list[Doubt] = []
        self._position = -1
        self._ending = ""
        self._in_notes = False

    def take(self, piece: Piece, *, believed: bool) -> None:
        self._position += 1
        if heads_notes(piece):
            self.headings.append(self._position)
            return
        start = _STARTS[self.layout].match(piece.text) if self.layout and believed else None
        if start and self._plausible(start):
            self._begin(number_of_mark(start["number"]), piece, piece.start + start.end())
        elif self._in_notes and self._continues(piece):
            self._split(piece, piece.start)
        else:
            self._in_notes = False
            self.running.append(self._position)
            return
        self.noted.append(self._position)
        self._in_notes = True

    def _plausible(self, start: re.Match[str]) -> bool:
        """Superscripts at the start of a line are note numbers; a bare number must be near the expected one."""
        number = number_of_mark(start["number"])
        expected = self.notes[-1].number + 1 if self.notes else 1
        return self.layout in ("superscript", "bracket") or abs(number - expected) <= 3

    def _begin(self, number: int, piece: Piece, start: int) -> None:
        expected = self.notes[-1].number + 1 if self.notes else 1
        note = NoteText(number=number, line=piece.line)
        if number in {known.number for known in self.notes}:
            self._doubt(note, f"there are two notes {number}", piece)
        elif number != expected:
            self._doubt(note, f"note {number} stands where note {expected} was expected", piece)
        self.notes.append(note)
        self._split(piece, start)

    def _doubt(self, note: NoteText, message: str, piece: Piece) -> None:
        note.doubts.append(message)
        self.doubts.append(Doubt(message=message, line=piece.line, hint="look at the notes' numbers in the document"))

    def _split(self, piece: Piece, start: int) -> None:
        """Add the piece from *start* on to the last note; where the next note begins within it, begin that one."""
        merged = next(self._merged(piece, start), None)
        end = merged.start() + piece.start if merged else piece.end
        self.notes[-1].spans.append((start, piece.start + len(piece.text[: end - piece.start].rstrip())))
        self._ending = piece.text
        if merged:
            self._begin(number_of_mark(merged["number"]), piece, piece.start + merged.end())

    def _merged(self, piece: Piece, start: int) -> Iterator[re.Match[str]]:
        pattern = _MERGED.get(self.layout)
        if pattern is None:
            return
        for found in pattern.finditer(piece.text, start - piece.start):
            if number_of_mark(found["number"]) == self.notes[-1].number + 1:
                yield found

    def _continues(self, piece: Piece) -> bool:
        """Whether a line without a number goes on with the note before it."""
        if piece.marker and not piece.text:
            return False
        if not piece.gap:
            return not piece.heading
        return starts_inside(shown(piece.text)) and is_open(self._ending)
