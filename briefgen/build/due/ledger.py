"""What each record of a corpus said at the time of a build, in brief: enough to see which changed since.

A ledger is kept in the cache under a digest of the corpus's files as a build saw them. Where the cache was emptied
nothing is known, and briefs are computed.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from briefgen.build.desk.observe import Observation
from briefgen.cite.casing import spellings
from briefgen.corpus.records import Corpus, Record
from briefgen.workspace import Workspace

FORM = 1
RECORDS = "corpus/records/"


@dataclass(frozen=True, slots=True)
class Line:
    """One record: a digest of all it says and where it stands, what filters look at, and whether it contradicts any."""

    digest: str
    kind: str
    topics: tuple[str, ...]
    perspective: str
    source: str
    part: str
    date: str
    disputes: bool

    @property
    def stands(self) -> tuple[str, str, str]:
        """Where it stands, and whose view it is."""
        return (self.source, self.part, self.perspective)

    def record(self, record: str) -> Record:
        """As much of the record as filters look at."""
        return Record(
            id=record, kind="recommendation" if self.kind == "recommendation" else "finding", headline="", text="",
            topics=self.topics, perspective=self.perspective, date=self.date, evidence=(), source=self.source, part="",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ledger:
    """Lines by record, in the order of the corpus, and a digest of how the corpus spells names."""

    lines: Mapping[str, Line]
    spellings: str


def ledger_of(corpus: Corpus) -> Ledger:
    """The ledger of a corpus as it was read."""
    return Ledger(
        lines={one.id: _line(one) for one in corpus.records.values()},
        spellings=_digest(repr([sorted(names.items()) for names in spellings(corpus)])),
    )


def _line(record: Record) -> Line:
    return Line(
        digest=_digest(repr(record)),
        kind=record.kind,
        topics=record.topics,
        perspective=record.perspective,
        source=record.source,
        part=record.part,
        date=record.date,
        disputes=any(link.kind == "contradicts" for link in record.links),
    )


def _digest(said: str) -> str:
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def key_of(observed: Iterable[Observation]) -> str:
    """The cache's key for the corpus that a build saw."""
    seen = sorted((one.name, one.seen) for one in observed if one.kind == "file" and one.name.startswith("corpus/"))
    return f"ledger/{blake2b(json.dumps(seen).encode(), digest_size=20).hexdigest()}.z"


def keep(workspace: Workspace, observed: Iterable[Observation], ledger: Ledger) -> None:
    """Keep a ledger for later runs, unless it is kept already."""
    key = key_of(observed)
    if workspace.cached(key) is not None:
        return
    lines = [[record, *(getattr(line, name) for name in Line.__slots__)] for record, line in ledger.lines.items()]
    body = json.dumps([FORM, ledger.spellings, lines], separators=(",", ":")).encode()
    workspace.cache(key, zlib.compress(_digest(body.decode()).encode() + body, 1))


def kept(workspace: Workspace, observed: Iterable[Observation]) -> Ledger | None:
    """The ledger of the corpus that a build saw, or None where none can be trusted."""
    packed = workspace.cached(key_of(observed))
    if packed is None:
        return None
    try:
        whole = zlib.decompress(packed)
        body = whole[24:].decode()
        if _digest(body).encode() != whole[:24]:
            return None
        form, spelt, lines = json.loads(body)
        return _ledger(spelt, lines) if form == FORM else None
    except (zlib.error, ValueError, TypeError, RecursionError):
        return None


def _ledger(spelt: str, lines: Any) -> Ledger:
    found = {
        str(record): Line(digest, kind, tuple(topics), perspective, source, part, date, disputes is True)
        for record, digest, kind, topics, perspective, source, part, date, disputes in lines
    }
    return Ledger(found, spelt)


def changed(before: Ledger, now: Ledger) -> tuple[str, ...] | None:
    """The records that say something else now; None where more than that changed.

    More is: a record that came or went, another order, another set of sources, another spelling of names.
    """
    if list(before.lines) != list(now.lines) or before.spellings != now.spellings:
        return None
    if {one.source for one in before.lines.values()} != {one.source for one in now.lines.values()}:
        return None
    return tuple(record for record, line in before.lines.items() if line != now.lines[record])
