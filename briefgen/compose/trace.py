"""What a brief was made from, for the receipt: each record used, with a digest of all it says and its evidence."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable

from briefgen.brief import Blocks, Box, Cite, FigureStrip, Heading, Listing, RecordTrace, Table
from briefgen.corpus.records import Corpus, Record
from briefgen.walk import inlines, runs


def used(blocks: Blocks) -> tuple[str, ...]:
    """The ids of all records that the blocks come from or cite, in order of first use."""
    found: dict[str, None] = {}
    for block in blocks:
        if isinstance(block, Heading | Listing | Table | Box | FigureStrip):
            found.update(dict.fromkeys(block.records))
        for run in runs((block,)):
            found.update(dict.fromkeys(run.records))
            for inline in inlines(run.inlines):
                if isinstance(inline, Cite):
                    found.update(dict.fromkeys(inline.records))
    return tuple(found)


def traces(corpus: Corpus, records: Iterable[str]) -> tuple[RecordTrace, ...]:
    """A trace of each record, sorted by id."""
    return tuple(
        RecordTrace(id=record, digest=digest(corpus.records[record]), evidence=_evidence(corpus.records[record]))
        for record in sorted(set(records))
    )


def digest(record: Record) -> str:
    """SHA-256 of everything that a record says, wherever it stands."""
    said = {field.name: getattr(record, field.name) for field in dataclasses.fields(record) if field.compare}
    said.pop("place")  # a record that moved within its file says what it said
    return hashlib.sha256(
        json.dumps(said, default=dataclasses.asdict, sort_keys=True, ensure_ascii=False).encode(
            "utf-8", "surrogatepass"
        )
    ).hexdigest()


def _evidence(record: Record) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for evidence in record.evidence:
        found.update(dict.fromkeys(f"{evidence.source}:{passage}" for passage in evidence.passages))
        found.update(dict.fromkeys(f"{evidence.source}:{evidence.part}:{note}" for note in evidence.notes))
    return tuple(found)
