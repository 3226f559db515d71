"""How the desk's records spread, and what lies unused: passages, records, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from briefgen.build.desk.briefs import briefs
from briefgen.build.making.compute import choose, named_records
from briefgen.corpus.load import load_corpus
from briefgen.corpus.records import Corpus, Record
from briefgen.errors import BriefgenError, Place, Problem
from briefgen.workspace import Workspace

#: Kinds of passage that can bear a record: tables and front matter are about the publication, a pull quote repeats.
_RUNNING = ("paragraph", "list-item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How many records one thing has (a topic, a part, a perspective, a year).

    ``depth`` is how far it stands below the term above it in its list. ``regions`` counts by the region that the
    records speak from; ``briefs`` are the records among them that some brief uses.
    """

    id: str
    label: str
    findings: int = 0
    recommendations: int = 0
    briefs: int = 0
    depth: int = 0
    regions: tuple[tuple[str, int], ...] = ()

    @property
    def records(self) -> int:
        return self.findings + self.recommendations


@dataclass(frozen=True, slots=True, kw_only=True)
class PartUse:
    """Of one part of a source: the running passages, those that no record rests on, the notes that no record cites."""

    source: str
    part: str
    label: str
    passages: int
    unused: tuple[str, ...]
    notes: int
    uncited: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The spread of all records over topics (as the taxonomy orders them), source parts, perspectives and years.

    ``parts`` say what of each part of the text proper is used; ``unused`` are ids of records that no brief uses,
    ``briefs`` the number of briefs that could be looked at, ``problems`` warnings about those that could not.
    """

    topics: tuple[Spread, ...]
    sources: tuple[Spread, ...]
    perspectives: tuple[Spread, ...]
    years: tuple[Spread, ...]
    parts: tuple[PartUse, ...]
    unused: tuple[str, ...]
    records: int
    briefs: int
    problems: tuple[Problem, ...] = ()


def cover(workspace: Workspace) -> Coverage:
    """Count everything; raises CorpusError where the corpus has mistakes.

    A config with mistakes is passed over with a warning: what its brief would use is not known.
    """
    corpus = load_corpus(workspace)
    used, looked, problems = _used(workspace, corpus)
    records = tuple(corpus.records.values())
    counter = _Counter(corpus, used)
    return Coverage(
        topics=tuple(_topics(corpus, counter)),
        sources=tuple(_sources(corpus, counter)),
        perspectives=tuple(
            counter.spread(one.id, one.name, (record for record in records if record.perspective == one.id))
            for one in corpus.perspectives.values()
        ),
        years=tuple(
            counter.spread(year, year, (record for record in records if record.date[:4] == year))
            for year in sorted({record.date[:4] for record in records}, reverse=True)
        ),
        parts=tuple(_parts(corpus)),
        unused=tuple(record.id for record in records if record.id not in used),
        records=len(records),
        briefs=looked,
        problems=problems,
    )


def _used(workspace: Workspace, corpus: Corpus) -> tuple[frozenset[str], int, tuple[Problem, ...]]:
    """The records that any brief uses, how many briefs were looked at, and a warning for each that could not be."""
    used: set[str] = set()
    looked = 0
    problems: list[Problem] = []
    for brief in briefs(workspace):
        try:
            chosen = choose(workspace, brief.config, _silent, corpus)
        except BriefgenError as error:
            message = f"the brief '{brief.id}' was left out: {error.problems[0].message}"
            problems.append(Problem(message, "'briefgen check' tells all about it", Place(brief.config), "warning"))
            continue
        looked += 1
        used.update(choice.record.id for choice in chosen.selection.chosen)
        used.update(named_records(chosen.config))
    return frozenset(used), looked, tuple(problems)


def _silent(verb: str, what: str) -> None:
    """Say nothing of the steps."""


class _Counter:
    """Counts records by kind, region and use."""

    def __init__(self, corpus: Corpus, used: frozenset[str]) -> None:
        self._regions = {one.id: one.region for one in corpus.perspectives.values()}
        self._order = list(dict.fromkeys(self._regions.values()))
        self._used = used

    def spread(self, name: str, label: str, records: Iterable[Record], depth: int = 0) -> Spread:
        found = list(records)
        regions = Counter(self._regions.get(record.perspective, "") for record in found)
        return Spread(
            id=name,
            label=label,
            findings=sum(record.kind == "finding" for record in found),
            recommendations=sum(record.kind == "recommendation" for record in found),
            briefs=sum(record.id in self._used for record in found),
            depth=depth,
            regions=tuple((region, regions[region]) for region in self._order if regions[region]),
        )


def _topics(corpus: Corpus, counter: _Counter) -> Iterator[Spread]:
    """Each topic once, under its first broader term; counts are of records that name the topic itself."""
    narrower: dict[str, list[str]] = {}
    for topic in corpus.topics.values():
        narrower.setdefault(topic.broader[0] if topic.broader else "", []).append(topic.id)

    def below(name: str, depth: int) -> Iterator[Spread]:
        for child in narrower.get(name, ()):
            records = (record for record in corpus.records.values() if child in record.topics)
            yield counter.spread(child, corpus.topics[child].label, records, depth)
            yield from below(child, depth + 1)

    return below("", 0)


def _sources(corpus: Corpus, counter: _Counter) -> Iterator[Spread]:
    """Each source, and below it its parts where it has several; a record counts where its evidence stands."""
    for source in corpus.sources.values():
        yield counter.spread(source.id, str(source.csl.get("title", source.id)), _resting(corpus, source.id, ""))
        parts = [part for part in source.parts if part.matter == "body"]
        for part in parts if len(parts) > 1 else ():
            label = ". ".join(filter(None, (part.number, part.title)))
            yield counter.spread(f"{source.id}:{part.id}", label, _resting(corpus, source.id, part.id), 1)


def _resting(corpus: Corpus, source: str, part: str) -> Iterator[Record]:
    wanted: Callable[[str, str], bool] = lambda of, on: of == source and part in ("", on)  # noqa: E731 - one line
    return (
        record for record in corpus.records.values() if any(wanted(one.source, one.part) for one in record.evidence)
    )


def _parts(corpus: Corpus) -> Iterator[PartUse]:
    passages: set[tuple[str, str]] = set()
    notes: set[tuple[str, str, int]] = set()
    for record in corpus.records.values():
        for evidence in record.evidence:
            passages.update((evidence.source, name) for name in evidence.passages)
            notes.update((evidence.source, evidence.part, number) for number in evidence.notes)
    for source in corpus.sources.values():
        for part in source.parts:
            if part.matter != "body":
                continue
            running = [one for one in source.passages if one.part == part.id and one.kind in _RUNNING]
            own = [one.number for one in source.notes if one.part == part.id]
            yield PartUse(
                source=source.id,
                part=part.id,
                label=part.title,
                passages=len(running),
                unused=tuple(one.id for one in running if (source.id, one.id) not in passages),
                notes=len(own),
                uncited=tuple(number for number in own if (source.id, part.id, number) not in notes),
            )
