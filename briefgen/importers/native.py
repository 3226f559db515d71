"""Notes that the format itself ties to their calls: which part they belong to, and by which number."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import count, zip_longest

from briefgen.corpus.anchors import digest
from briefgen.corpus.sources import Source
from briefgen.importers.calls import Calls, raised_marks
from briefgen.importers.manuscript import Call, Doubt, NativeNote, Piece
from briefgen.importers.notes import Notes, NoteText, heads_notes
from briefgen.importers.parts import Segment
from briefgen.importers.passages import joined

#: What a raised number may be the power of.
_POWER = re.compile(r"(?<![\d.,])\d{1,3}$")


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


def known_numbers(notes: Sequence[NativeNote], text: str, known: Source, key: str) -> tuple[int, ...]:
    """The numbers by which the desk knows a part's notes, 0 for a note that it does not know.

    None where it knows few of them, or most by the number that the document shows.

    A document in another format may count through what was counted part by part; the notes are the same, and records
    name them by their numbers. *text* is the manuscript's, *key* that of the digests.
    """
    found = [digest(joined([text[piece.start : piece.end] for piece in note.pieces]), key) for note in notes]
    parts = {part: [note for note in known.notes if note.part == part] for part in {note.part for note in known.notes}}
    best: dict[int, int] = {}
    for part in sorted(parts):
        kept = [note.digest for note in parts[part]]
        blocks = SequenceMatcher(None, kept, found, autojunk=False).get_matching_blocks()
        pairs = {one.b + step: parts[part][one.a + step].number for one in blocks for step in range(one.size)}
        best = max(best, pairs, key=len)
    same = sum(notes[position].number == number for position, number in best.items())
    if 2 * len(best) <= len(found) or 2 * same >= len(best):
        return ()
    return tuple(best.get(position, 0) for position in range(len(found)))


def native_notes(
    pieces: Sequence[Piece], notes: Sequence[NativeNote], known: Sequence[int] = ()
) -> tuple[Notes, Calls]:
    """A part's notes and their calls as the format gives them; *pieces* are the part's running text.

    *known* are the numbers by which the desk knows the notes, if it does (see :func:`known_numbers`).
    A raised number that stands in the text beside the format's own marks calls its note once more, as a
    cross-reference to a note does.
    """
    numbers, doubts = _numbers(
        [known[position] if known else note.number for position, note in enumerate(notes)], notes
    )
    shown = [note.number for note in notes]
    if known and all(shown) and numbers != shown:
        message = (
            f"the document shows these notes as {shown[0]} to {shown[-1]}; the numbers that the desk knows were kept"
        )
        doubts.append(Doubt(message=message, line=notes[0].pieces[0].line, hint="records name notes by these numbers"))
    texts = [
        NoteText(number=number, line=note.pieces[0].line, spans=[(piece.start, piece.end) for piece in note.pieces])
        for number, note in zip(numbers, notes, strict=True)
    ]
    own = {(start, end): number for number, note in zip(numbers, notes, strict=True) for start, end in note.calls}
    starts = {start for start, _ in own}
    marks = [call for call in raised_marks(pieces) if starts.isdisjoint(range(call.start, call.end))]
    printed = {shown_number or number: number for shown_number, number in zip(shown, numbers, strict=True)}
    told = [number for number in shown if number]
    anew = len(set(told)) < len(told)
    again = [replace(call, number=printed[call.number]) for call in marks if call.number in printed and not anew]
    doubts += _untied([call for call in marks if anew or call.number not in printed], pieces, printed)
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


def _numbers(shown: Sequence[int], notes: Sequence[NativeNote]) -> tuple[list[int], list[Doubt]]:
    """The number of each note within its part: the one shown; those that show none are counted behind the others.

    Where two notes show the same number, all are counted anew.
    """
    told = [number for number in shown if number]
    if len(set(told)) == len(told):
        fresh = count(max(told, default=0) + 1)
        return [number or next(fresh) for number in shown], []
    twice = next(number for number in told if told.count(number) > 1)
    line = notes[list(shown).index(twice)].pieces[0].line
    message = f"there are two notes {twice}; the notes of this part were counted anew in the order of their calls"
    hint = "footnotes and endnotes, chapters or pages may each have a count of their own"
    return list(range(1, len(notes) + 1)), [Doubt(message=message, line=line, hint=hint)]


def _untied(calls: Sequence[Call], pieces: Sequence[Piece], printed: Collection[int]) -> list[Doubt]:
    """Raised numbers in the text that could not be tied to a note; the power of a number (10⁹) is none."""
    doubts: list[Doubt] = []
    for call in calls:
        piece = next(piece for piece in pieces if piece.start <= call.start < piece.end)
        if _POWER.search(piece.text[: call.start - piece.start]):
            continue
        if call.number in printed:
            message = f"a call of note {call.number} was tied to none, for several notes have this number"
        else:
            message = f"note {call.number} is called but there is no such note"
        hint = "look for the note in the document; where the number is no note's mark, leave it"
        doubts.append(Doubt(message=message, line=piece.line, hint=hint))
    return doubts


def _is_bare(after: Piece | None) -> bool:
    """Whether nothing but another heading follows a heading for notes, for the notes are kept elsewhere."""
    return after is None or bool(after.heading)
