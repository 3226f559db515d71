"""Notes that the format itself ties to their calls: which part they belong to, and by which number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import count, zip_longest

from briefgen.importers.calls import Calls, raised_marks
from briefgen.importers.manuscript import Call, Doubt, NativeNote, Piece
from briefgen.importers.notes import Notes, NoteText, heads_notes
from briefgen.importers.parts import Segment


def notes_by_part(segments: Sequence[Segment], notes: Sequence[NativeNote]) -> list[list[NativeNote]]:
    """The notes of each part, in the order of the parts: those that it calls first.

    A note that is called from before all parts belongs to the first part of the body; one that is never called, to the
    part of the note before it.
    """
    places: dict[int, int] = {}
    for position, segment in enumerate(segments):
        for piece in (*segment.opening, *([segment.heading] if segment.heading else []), *segment.pieces):
            places.setdefault(piece.start, position)
    starts = sorted(places)
    main = next((position for position, segment in enumerate(segments) if segment.matter == "body"), 0)
    found: list[list[NativeNote]] = [[] for _ in segments]
    current = main
    for note in notes:
        if note.calls:
            nearest = bisect_right(starts, min(note.calls)[0]) - 1
            current = places[starts[nearest]] if nearest >= 0 else main
        found[current].append(note)
    return found


def native_notes(pieces: Sequence[Piece], notes: Sequence[NativeNote]) -> tuple[Notes, Calls]:
    """A part's notes and their calls as the format gives them; *pieces* are the part's running text.

    A raised number that stands in the text beside the format's own marks calls its note once more, as a
    cross-reference to a note does.
    """
    numbers, doubts = _numbers(notes)
    texts = [
        NoteText(number=number, line=note.pieces[0].line, spans=[(piece.start, piece.end) for piece in note.pieces])
        for number, note in zip(numbers, notes, strict=True)
    ]
    own = {(start, end): number for number, note in zip(numbers, notes, strict=True) for start, end in note.calls}
    starts = {start for start, _ in own}
    marks = [call for call in raised_marks(pieces) if starts.isdisjoint(range(call.start, call.end))]
    again = [call for call in marks if call.number in numbers]
    calls = [*(Call(number=number, start=start, end=end) for (start, end), number in own.items()), *again]
    called = {call.number for call in calls}
    headings = [piece for piece, after in zip_longest(pieces, pieces[1:]) if heads_notes(piece) and _is_bare(after)]
    return (
        Notes(
            notes=tuple(sorted(texts, key=lambda note: note.number)),
            body=tuple(piece for piece in pieces if piece not in headings),
            after=(),
            headings=tuple(headings),
            layout="native",
            doubts=tuple(doubts),
        ),
        Calls(
            calls=tuple(sorted(calls, key=lambda call: call.start)),
            doubts=(),
            uncalled=tuple(number for number in numbers if number not in called),
        ),
    )


def _numbers(notes: Sequence[NativeNote]) -> tuple[list[int], list[Doubt]]:
    """The number of each note within its part: the one shown; those that show none are counted behind the others.

    Where two notes show the same number, all are counted anew.
    """
    shown = [note.number for note in notes]
    known = [number for number in shown if number]
    if len(set(known)) == len(known):
        fresh = count(max(known, default=0) + 1)
        return [number or next(fresh) for number in shown], []
    twice = next(number for number in known if known.count(number) > 1)
    line = next(note.pieces[0].line for note in notes if note.number == twice)
    message = f"there are two notes {twice}; the notes of this part were counted anew in the order of their calls"
    hint = "footnotes and endnotes may each have a count of their own"
    return list(range(1, len(notes) + 1)), [Doubt(message=message, line=line, hint=hint)]


def _is_bare(after: Piece | None) -> bool:
    """Whether nothing but another heading follows a heading for notes, for the notes are kept elsewhere."""
    return after is None or bool(after.heading)
