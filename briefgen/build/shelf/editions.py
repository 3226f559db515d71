"""One edition of a source against the next: what became of it, and which records that concerns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefgen.build.desk.documents import at_hand
from briefgen.config.schema import Settings
from briefgen.corpus.drift import Drift, Found, compare
from briefgen.corpus.flagging import flags_after
from briefgen.corpus.records import Corpus, Record
from briefgen.corpus.sources import Flag, Note, Source
from briefgen.corpus.texts import text_of
from briefgen.errors import DocumentError, Place, Problem
from briefgen.importers.alignment import Alignment
from briefgen.importers.document import Imported, import_document
from briefgen.importers.means import Means
from briefgen.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A document to be read: its bytes, its file's name, the key of the anchors, and what its reader may use."""

    content: bytes
    name: str
    key: str
    means: Means

    def read(self, source_id: str, known: Source | None) -> Imported:
        """The document as a source, with what is kept of the *known* one; raises DocumentError."""
        imported = import_document(
            self.content, source_id=source_id, name=self.name, key=self.key, known=known, means=self.means
        )
        if not imported.source.passages:
            hint = "look at the document: a heading alone, or one line that holds everything, has no paragraph"
            raise DocumentError(Problem("no passage was found in the document", hint, Place(self.name)))
        return imported


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A new edition as it would lie on the desk, what became of the old one, and what that means for the records.

    ``source`` has the flags and whatever is gone. ``records`` are the corpus's with the numbers of notes brought up
    to date; ``fresh`` are flags that were not there before.
    """

    imported: Imported
    source: Source
    drift: Drift
    records: Mapping[str, Record]
    fresh: tuple[Flag, ...] = ()


def with_texts(workspace: Workspace, settings: Settings, known: Source) -> Source:
    """*known* with the texts of its passages where its own document is still at hand; else as it is."""
    if not known.passages or known.passages[0].text:
        return known
    text = at_hand(workspace, settings, [known]).texts.get(known.id)
    if text is None:
        return known
    return replace(known, passages=tuple(replace(one, text=text_of(one.spans, text)) for one in known.passages))


def next_edition(given: Given, corpus: Corpus, known: Source) -> Edition:
    """The edition that a document is, against the *known* one; raises DocumentError."""
    return edition_of(given.read(known.id, known), corpus, known)


def edition_of(
    imported: Imported, corpus: Corpus, known: Source, *, unfollowed: frozenset[str] = frozenset()
) -> Edition:
    """What was imported against the *known* edition of the source.

    Records in files named in *unfollowed* keep the numbers of their notes; they are flagged instead.
    """
    now = _with_gone(known, imported.source)
    drift = compare(known, now, found_of(imported.aligned))
    records = {
        record.id: record if record.place and record.place.file in unfollowed else followed(record, drift)
        for record in corpus.records.values()
    }
    flags = flags_after(records, corpus.records, known, now, drift)
    earlier = {(flag.record, flag.held, flag.now) for flag in known.flags}
    return Edition(
        imported=imported,
        source=replace(now, flags=flags),
        drift=drift,
        records=records,
        fresh=tuple(flag for flag in flags if (flag.record, flag.held, flag.now) not in earlier),
    )


def found_of(aligned: Alignment) -> Found:
    """An alignment as drift takes it."""
    perhaps: dict[str, list[tuple[str, float]]] = {}
    for one in aligned.doubtful:
        perhaps.setdefault(one.old, []).append((one.new, one.score))
    return Found(
        perhaps={name: tuple(found) for name, found in perhaps.items()},
        split=aligned.split,
        joined=aligned.joined,
        replaced=aligned.replaced,
    )


def followed(record: Record, drift: Drift) -> Record:
    """The record with each note of its evidence by the number that the note has now."""
    numbers = {(one.part, one.before): one.now for one in drift.notes if one.before and one.now}
    evidence = tuple(
        replace(one, notes=tuple(numbers.get((one.part, number), number) for number in one.notes))
        if one.source == drift.source
        else one
        for one in record.evidence
    )
    return record if evidence == record.evidence else replace(record, evidence=evidence)


def _with_gone(before: Source, now: Source) -> Source:
    """The new edition with the passages and notes that it has no more, and the works that those notes cite."""
    there = {one.id for one in now.passages}
    numbers = {(one.part, one.number) for one in now.notes}
    text = before.rights == "quote"  # else it was only lent for finding passages again
    last = (one if text or not one.text else replace(one, text="") for one in before.passages)
    gone = {one.id: one for one in (*before.gone, *last) if one.id not in there}
    notes: dict[tuple[str, int], Note] = {
        (one.part, one.number): one
        for one in (*before.gone_notes, *before.notes)
        if (one.part, one.number) not in numbers
    }
    cited = {mention.reference for note in notes.values() for mention in note.mentions}
    works = {str(work["id"]): work for work in (*before.references, *now.references)}
    kept = {str(work["id"]) for work in now.references} | (cited & set(works))
    return replace(
        now,
        gone=tuple(sorted(gone.values(), key=lambda one: one.id)),
        gone_notes=tuple(sorted(notes.values(), key=lambda one: (one.part, one.number))),
        references=tuple(works[name] for name in sorted(kept)),
    )
