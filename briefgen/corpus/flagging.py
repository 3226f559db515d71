"""Which records are to be flagged after an edition has changed what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefgen.corpus.drift import Drift, NoteDrift, PassageDrift, percent_changed
from briefgen.corpus.flags import GONE, wording
from briefgen.corpus.index import SourceIndex, index
from briefgen.corpus.keyed import changed
from briefgen.corpus.records import Record
from briefgen.corpus.sources import Change, Flag, Held, Passage, Source


def flags_after(
    records: Mapping[str, Record], earlier: Mapping[str, Record], before: Source, now: Source, drift: Drift
) -> tuple[Flag, ...]:
    """The rows of the source's flags.jsonl after a new edition, by record and passage.

    *records* are the corpus's records with note numbers brought up to date, *earlier* as they were before. A record
    is held against what it rested on when a person last stood by it: when it was written, edited or confirmed. A
    passage that is again as it was then is no reason for a flag. Rows of records that are no more go.
    """
    work = _Flagging(before, now, drift)
    found: list[Flag] = []
    for name, record in records.items():
        found += work.of(record, earlier.get(name, record))
    return tuple(sorted(found, key=lambda flag: (flag.record, flag.held)))


class _Flagging:
    """Rows for the records of a source."""

    def __init__(self, before: Source, now: Source, drift: Drift) -> None:
        self._source = now.id
        self._before: SourceIndex = index(before)
        self._there = {passage.id: passage for passage in now.passages}
        self._lost = {passage.id: passage for passage in now.gone}
        self._notes = {(note.part, note.number): note for note in now.notes}
        self._drift: dict[str, PassageDrift] = {one.id: one for one in drift.passages}
        self._note_drift: dict[tuple[str, int], NoteDrift] = {(one.part, one.before): one for one in drift.notes}
        self._rows = {(flag.record, flag.held): flag for flag in before.flags}

    def of(self, record: Record, earlier: Record) -> Iterator[Flag]:
        """The rows of one record."""
        old, new = wording(earlier), wording(record)
        for was, evidence in zip(earlier.evidence, record.evidence, strict=True):
            if evidence.source != self._source:
                continue
            for name in evidence.passages:
                row = self._row(record.id, name, old)
                flag = self._of_passage(record.id, name, evidence.part, row)
                if flag:
                    yield replace(flag, wording=new)
            for before, number in zip(was.notes, evidence.notes, strict=True):
                row = self._row(record.id, f"{evidence.part}.n{before}", old)
                flag = self._of_note(record.id, evidence.part, before, number, row)
                if flag:
                    yield replace(flag, wording=new)

    def _row(self, record: str, held: str, old: str) -> Flag | None:
        """The row that there is, if the record still reads as it did then."""
        row = self._rows.get((record, held))
        return row if row and row.wording == old else None

    def _of_passage(self, record: str, name: str, part: str, row: Flag | None) -> Flag | None:
        known, there = self._before.passages.get(name), self._there.get(name)
        if known is None:
            return row
        present = there.digest if there else ""
        elsewhere = there is not None and there.part != part
        if row and row.now == present and (row.what == "moved") == (elsewhere and row.before.digest == present):
            return row
        base = _base(row, known)
        if there is None:
            if row is None and name in self._before.gone:  # edited since, or never there: known to be gone
                return None
            said = self._drift.get(name)
            joined = said is not None and said.what == "joined"
            return self._flag(
                record, name, "joined" if joined else "gone", base,
                also=said.also if said and joined else (),
                perhaps=said.perhaps if said else (),
                figures=changed(base.figures, self._there[said.also[0]].figures if said and joined else ()),
            )  # fmt: skip
        if base.digest == present:
            return self._flag(record, name, "moved", base, now=present) if elsewhere else None
        return self._reworded(record, name, base, there)

    def _reworded(self, record: str, name: str, base: Held, there: Passage) -> Flag:
        said = self._drift.get(name)
        what: Change = said.what if said and said.what in ("split", "joined") else "reworded"
        known = self._before.passages[name]
        if said and base.digest == known.digest:
            percent = said.percent
        else:  # reworded before and again: from what the record was written on
            percent = percent_changed(replace(known, fingerprint=base.fingerprint), there)
        return self._flag(
            record, name, what, base,
            now=there.digest, percent=percent, also=said.also if said else (), figures=changed(base.figures, there.figures),
        )  # fmt: skip

    def _of_note(self, record: str, part: str, before: int, number: int, row: Flag | None) -> Flag | None:
        known, said = self._before.notes.get((part, before)), self._note_drift.get((part, before))
        if known is None or said is None:
            return row
        held = f"{part}.n{number}"
        base = Held(digest=row.confirmed or row.before.digest) if row else Held(digest=known.digest)
        if said.what == "gone":
            return self._flag(record, held, "gone", base)
        present = self._notes[part, said.now].digest
        if row and row.now == present and number == said.now and row.what != "renumbered":
            return replace(row, held=held)
        if number != said.now:
            return self._flag(record, held, "renumbered", base, now=present, also=(f"{part}.n{said.now}",))
        return None if base.digest == present else self._flag(record, held, "reworded", base, now=present)

    @staticmethod
    def _flag(
        record: str,
        held: str,
        what: Change,
        before: Held,
        *,
        now: str = "",
        percent: int = 0,
        also: tuple[str, ...] = (),
        perhaps: tuple[tuple[str, float], ...] = (),
        figures: tuple[tuple[str, str], ...] = (),
    ) -> Flag:
        return Flag(
            record=record, wording="", held=held, what=what, before=before, now=now, percent=percent, also=also,
            perhaps=perhaps, figures=figures,
        )  # fmt: skip


def _base(row: Flag | None, known: Passage) -> Held:
    """What the record last rested on with a person's word: as the row has it, else as the passage was until now."""
    as_known = Held(digest=known.digest, fingerprint=known.fingerprint, figures=known.figures)
    if row is None or row.confirmed == (row.now or GONE):
        return as_known
    return row.before
