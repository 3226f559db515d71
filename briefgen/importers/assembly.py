"""Drafts of parts into passages and notes with ids, and notes with the works they cite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.corpus.anchors import digest, fingerprint
from briefgen.corpus.figures import keys
from briefgen.corpus.sources import CslItem, Note, Passage, Source
from briefgen.importers.alignment import Alignment
from briefgen.importers.bylines import Byline
from briefgen.importers.calls import Calls
from briefgen.importers.identity import align_passages, kept_ids, renamed
from briefgen.importers.manuscript import Doubt, Manuscript, pages_of
from briefgen.importers.notes import Notes, NoteText
from briefgen.importers.parts import Segment
from briefgen.importers.passages import Draft, Passages, joined, unmarked
from briefgen.importers.references import NoteToRead, cite
from briefgen.importers.repair import urls
from briefgen.importers.sentences import shown

#: The letter in a passage's id, by its kind; all others are running text.
_LETTERS = {"pull-quote": "q", "front-matter": "f"}


@dataclass(slots=True)
class PartDraft:
    """A part while it is put together."""

    segment: Segment
    id: str
    byline: Byline
    notes: Notes
    calls: Calls
    passages: Passages


class Assembly:
    """Drafts into passages and notes with ids."""

    def __init__(self, manuscript: Manuscript, source: str, key: str) -> None:
        self._text = manuscript.text
        self._pages = manuscript.pages
        self._source = source
        self._key = key
        self._passages: list[Passage] = []
        self._notes: list[Note] = []
        self.doubts: list[Doubt] = []
        self.aligned = Alignment()

    def add(self, draft: PartDraft) -> None:
        numbers: dict[str, int] = {}
        counted: dict[tuple[str, ...], int] = {}
        made: dict[int, Passage] = {}
        drafts = [*self._opening(draft), *draft.passages.drafts, *self._calling(draft)]
        for passage in drafts:
            letter = _LETTERS.get(passage.kind, "p")
            numbers[letter] = numbers.get(letter, 0) + 1
            counted[passage.section] = counted.get(passage.section, 0) + (letter == "p")
            number = counted[passage.section] if letter == "p" else 0
            made[id(passage)] = self._passage(draft, passage, f"{draft.id}.{letter}{numbers[letter]:02d}", number)
        for passage in drafts:
            if passage.repeats:
                repeated = next(draft for draft in drafts if passage.repeats.piece in draft.pieces)
                made[id(passage)] = self._repeating(made[id(passage)], made[id(repeated)], passage.line, repeated.line)
        self._passages += [made[id(passage)] for passage in drafts]
        self._notes += [self._note(draft, note, list(made.values())) for note in draft.notes.notes]
        uncalled = [
            Doubt(message=f"note {note.number} is never called", line=note.line, hint="look for its mark in the text")
            for note in draft.notes.notes
            if note.number in draft.calls.uncalled
        ]
        told = (*draft.notes.doubts, *draft.calls.doubts, *draft.passages.doubts, *uncalled)
        self.doubts += (replace(doubt, message=f"{draft.id}: {doubt.message}") for doubt in told)

    def finish(self, known: Source | None) -> tuple[tuple[Passage, ...], tuple[Note, ...]]:
        """All passages and notes, with the ids that the desk knows them by."""
        before, gone = (known.passages, known.gone) if known and known.passages else ((), ())
        aligned = align_passages(self._passages, before, gone)
        ids = kept_ids(self._passages, aligned.kept, before, gone)
        self.aligned = renamed(aligned, ids)
        passages = tuple(
            replace(passage, id=ids[passage.id], repeats=ids.get(passage.repeats, "")) for passage in self._passages
        )
        notes = tuple(replace(note, called_by=tuple(ids[caller] for caller in note.called_by)) for note in self._notes)
        return passages, notes

    def _opening(self, draft: PartDraft) -> list[Draft]:
        """The pieces of the page that opens a group of chapters, but for its heading and number."""
        section = (draft.segment.group,) if draft.segment.group else ()
        return [
            Draft(kind="front-matter", section=section, pieces=[piece])
            for piece in draft.segment.opening[1:]
            if not piece.text.strip().isdigit()
        ]

    def _calling(self, draft: PartDraft) -> list[Draft]:
        """Lines that are no passage but call a note: the title, an author's office, a heading."""
        title = [draft.segment.heading] if draft.segment.heading else []
        lines = (*title, *draft.byline.pieces, *draft.passages.headings)
        return [
            Draft(kind="front-matter", section=(), pieces=[piece])
            for piece in lines
            if any(piece.start <= call.start < piece.end for call in draft.calls.calls)
        ]

    def _passage(self, draft: PartDraft, passage: Draft, name: str, number: int) -> Passage:
        calls = draft.calls.calls
        text = joined([unmarked(piece, calls) for piece in passage.pieces])
        called = [call.number for call in calls for start, end in passage.spans if start <= call.start < end]
        return Passage(
            id=name,
            source=self._source,
            part=draft.id,
            section=passage.section,
            number=number,
            kind=passage.kind,
            start=passage.spans[0][0],
            end=passage.spans[-1][1],
            spans=passage.spans,
            digest=digest(text, self._key),
            fingerprint=fingerprint(text, self._key),
            notes=tuple(dict.fromkeys(called)),
            figures=keys("\t".join(map(shown, text.split("\t")))),
            pages=pages_of(self._pages, passage.spans[0][0], passage.spans[-1][1]),
            text=joined([piece.text for piece in passage.pieces]),
        )

    def _repeating(self, quote: Passage, whole: Passage, line: int, other: int) -> Passage:
        """A pull quote with the passage that it repeats; a doubt where that passage says no more than the quote."""
        if len(whole.text.split()) <= len(quote.text.split()) + 1:
            message = f"{quote.part}: the same paragraph stands twice; this one was taken for the pull quote"
            self.doubts.append(Doubt(message=message, line=line, hint=f"the other one stands in line {other}"))
        return replace(quote, repeats=whole.id)

    def _note(self, draft: PartDraft, note: NoteText, passages: Sequence[Passage]) -> Note:
        text = joined([self._text[start:end] for start, end in note.spans])
        callers = [passage.id for passage in passages if note.number in passage.notes]
        doubts = [*note.doubts, *_faults(draft.calls, note.number, bool(callers))]
        return Note(
            id=f"{draft.id}.n{note.number}",
            source=self._source,
            part=draft.id,
            number=note.number,
            start=note.spans[0][0],
            end=note.spans[-1][1],
            spans=tuple(note.spans),
            digest=digest(text, self._key),
            called_by=tuple(callers),
            figures=keys(shown(_without_addresses(text))),
            doubt="; ".join(doubts),
        )


def _without_addresses(text: str) -> str:
    """*text* without web addresses, whose digits are no figures."""
    kept: list[str] = []
    position = 0
    for url in urls(text, frozenset()):
        kept.append(text[position : url.start])
        position = url.end
    return " ".join([*kept, text[position:]])


def _faults(calls: Calls, number: int, called: bool) -> list[str]:
    """What is wrong with the calls of a note, for the note itself."""
    found = [] if called else ["it is never called"]
    for missing, call in calls.misplaced:
        if number == missing:
            found.append(f"a call of note {call.number} stands where its own is expected")
        elif number == call.number:
            found.append(f"one of its calls stands where that of note {missing} is expected")
    return found


def _line(manuscript: Manuscript, offset: int) -> int:
    """The line that an offset stands in, or the page in the file where the format has pages; 0 where none is known."""
    if not manuscript.pages:
        return manuscript.text.count("\n", 0, offset) + 1
    pieces = (*manuscript.pieces, *(piece for note in manuscript.notes for piece in note.pieces))
    return next((piece.line for piece in pieces if piece.start <= offset < piece.end), 0)


def with_works(
    manuscript: Manuscript, notes: Sequence[Note], known: Source | None
) -> tuple[tuple[Note, ...], tuple[CslItem, ...], list[Doubt]]:
    """The notes with what they cite, the works, and doubts. A note that has not changed keeps what is known of it."""
    texts = [
        NoteToRead(
            part=note.part,
            number=note.number,
            text=" ".join(manuscript.text[start:end] for start, end in note.spans),
        )
        for note in notes
    ]
    read = cite(texts, manuscript.text, known.references if known else ())
    works = {str(work["id"]): work for work in read.references}
    kept = {str(work["id"]): work for work in known.references} if known else {}
    before = {(note.part, note.number, note.digest): note for note in known.notes} if known else {}
    elsewhere = _once({(note.part, note.digest): note for note in known.notes}, known.notes) if known else {}
    made: list[Note] = []
    doubts: list[Doubt] = []
    for note in notes:
        same = before.get((note.part, note.number, note.digest)) or elsewhere.get((note.part, note.digest))
        if same and all(mention.reference in kept for mention in same.mentions):
            made.append(replace(note, mentions=same.mentions, doubt=same.doubt))
            works |= {mention.reference: kept[mention.reference] for mention in same.mentions}
            continue
        said = read.doubts[note.part, note.number]
        line = _line(manuscript, note.start)
        doubts += [Doubt(message=f"{note.id}: {message}", line=line, hint="see the note") for message in said]
        doubt = "; ".join(filter(None, (note.doubt, *said)))
        made.append(replace(note, mentions=read.mentions[note.part, note.number], doubt=doubt))
    used = {mention.reference for note in made for mention in note.mentions}
    return tuple(made), tuple(works[name] for name in sorted(used)), doubts


def _once(by_words: dict[tuple[str, str], Note], notes: Sequence[Note]) -> dict[tuple[str, str], Note]:
    """Of notes by part and words those whose words stand once, and mean the same whatever stands before them."""
    counted = Counter((note.part, note.digest) for note in notes)
    return {
        key: note
        for key, note in by_words.items()
        if counted[key] == 1 and not note.doubt and not any(mention.ibid for mention in note.mentions)
    }
