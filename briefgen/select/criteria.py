"""What a request rules out: its filters, and the mistakes a request can have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefgen.config.schema import Criteria
from briefgen.corpus.records import Corpus, Record
from briefgen.diagnostics import Problems, did_you_mean
from briefgen.errors import Place, SelectionError
from briefgen.select.selection import Criterion, Reason
from briefgen.select.taxonomy import Taxonomy

#: Where a value of the config stands, by its path (``select.topics.0``).
Places = Callable[[str], Place | None]

FilterName = Literal[
    "topics", "exclude-topics", "perspectives", "regions", "sources", "kinds", "since", "until", "words"
]


@dataclass(frozen=True, slots=True)
class Filter:
    """One hard criterion as the config names it; ``wants`` says what passes, ``against`` says why a record fails."""

    name: FilterName
    criterion: Criterion
    wants: str
    passes: Callable[[Record], bool]
    against: Callable[[Record], str]

    def reason(self, record: Record) -> Reason:
        """Why a record that does not pass is out."""
        return Reason(criterion=self.criterion, sentence=self.against(record))


def filters(corpus: Corpus, criteria: Criteria, taxonomy: Taxonomy) -> tuple[Filter, ...]:
    """The hard filters that a request sets, in the order of the config's keys."""
    found: list[Filter] = []
    if criteria.topics:
        found.append(_topics(criteria.topics, taxonomy))
    if criteria.exclude_topics:
        found.append(_exclude_topics(criteria.exclude_topics, taxonomy))
    if criteria.perspectives:
        found.append(_perspectives(criteria.perspectives, corpus))
    if criteria.regions:
        found.append(_regions(criteria.regions, corpus))
    if criteria.sources:
        found.append(_sources(criteria.sources))
    if set(criteria.kinds) != {"finding", "recommendation"}:
        found.append(_kinds(criteria.kinds))
    if criteria.since:
        found.append(_since(criteria.since))
    if criteria.until:
        found.append(_until(criteria.until))
    return tuple(found)


def region(corpus: Corpus, record: Record) -> str:
    """The region a record's perspective speaks from, or an empty string."""
    perspective = corpus.perspectives.get(record.perspective)
    return perspective.region if perspective else ""


def perspective_name(corpus: Corpus, perspective: str) -> str:
    """The name of a perspective; its id where the corpus does not know it."""
    found = corpus.perspectives.get(perspective)
    return found.name if found else perspective


def _topics(wanted: tuple[str, ...], taxonomy: Taxonomy) -> Filter:
    named = _either(_quoted(taxonomy.label(topic) for topic in wanted))
    return Filter(
        "topics",
        "topic",
        f"is about {named}",
        lambda record: taxonomy.within(record.topics, wanted),
        lambda _: f"not about {named}, nor about a narrower term",
    )


def _exclude_topics(unwanted: tuple[str, ...], taxonomy: Taxonomy) -> Filter:
    def against(record: Record) -> str:
        hit = next(topic for topic in record.topics if taxonomy.within((topic,), unwanted))
        above = next(topic for topic in unwanted if topic in taxonomy.upwards(hit))
        if hit == above:
            return f"about '{taxonomy.label(hit)}', which is left out"
        return f"about '{taxonomy.label(hit)}', a narrower term of '{taxonomy.label(above)}', which is left out"

    return Filter(
        "exclude-topics",
        "topic",
        f"is about anything but {_either(_quoted(taxonomy.label(topic) for topic in unwanted))}",
        lambda record: not taxonomy.within(record.topics, unwanted),
        against,
    )


def _perspectives(wanted: tuple[str, ...], corpus: Corpus) -> Filter:
    return Filter(
        "perspectives",
        "perspective",
        f"speaks for {_either([perspective_name(corpus, one) for one in wanted])}",
        lambda record: record.perspective in wanted,
        lambda record: f"the view of {perspective_name(corpus, record.perspective)}, which is not asked for",
    )


def _regions(wanted: tuple[str, ...], corpus: Corpus) -> Filter:
    return Filter(
        "regions",
        "perspective",
        f"speaks from {_either(wanted)}",
        lambda record: region(corpus, record) in wanted,
        lambda record: f"a view from {region(corpus, record) or 'no known region'}, which is not asked for",
    )


def _sources(wanted: tuple[str, ...]) -> Filter:
    return Filter(
        "sources",
        "source",
        f"stands in {_either(_quoted(wanted))}",
        lambda record: record.source in wanted,
        lambda record: f"from the source '{record.source}', which is not asked for",
    )


def _kinds(wanted: Sequence[str]) -> Filter:
    named = _either(wanted)
    return Filter(
        "kinds",
        "kind",
        f"is a {named}",
        lambda record: record.kind in wanted,
        lambda record: f"a {record.kind}, where only {_either([f'{kind}s' for kind in wanted])} are asked for",
    )


def _since(since: str) -> Filter:
    return Filter(
        "since",
        "date",
        f"is dated {since} or later",
        lambda record: not _earlier(record.date, since),
        lambda record: f"dated {record.date}, before {since}",
    )


def _until(until: str) -> Filter:
    return Filter(
        "until",
        "date",
        f"is dated {until} or earlier",
        lambda record: not _earlier(until, record.date),
        lambda record: f"dated {record.date}, after {until}",
    )


def words_filter(words: str) -> Filter:
    """Passes nothing by itself: whether a record has the words is known once the ranking has looked."""
    return Filter(
        "words",
        "words",
        f"has any of the words '{words}'",
        lambda _: False,
        lambda _: "has none of the words asked for",
    )


def _earlier(date: str, other: str) -> bool:
    """Whether one ISO 8601 date is wholly before another, each taken at the precision both have."""
    shared = min(len(date), len(other))
    return date[:shared] < other[:shared]


def _either(names: Iterable[str]) -> str:
    listed = list(names)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} or {listed[-1]}"


def _quoted(names: Iterable[str]) -> list[str]:
    return [f"'{name}'" for name in names]


def check(corpus: Corpus, criteria: Criteria, named: Sequence[str], places: Places) -> None:
    """Raise SelectionError with everything a request names that the corpus does not have, or that cannot be."""
    problems = Problems()
    if not corpus.records:
        problems.error(
            "the corpus has no records to select from",
            hint="write findings and recommendations in corpus/ (docs/corpus.md explains how)",
        )
        problems.raise_errors(SelectionError)
    topics = _Vocabulary("topic", {one.id: (one.label, *one.other_labels) for one in corpus.topics.values()})
    institutions = {one.id: (one.name, *one.institutions) for one in corpus.perspectives.values()}
    regions = dict.fromkeys((one.region for one in corpus.perspectives.values()), ())
    sources = dict.fromkeys([*corpus.sources, *(record.source for record in corpus.records.values())], ())
    records = _Vocabulary("record", dict.fromkeys(corpus.records, ()))
    topics.check("topics", criteria.topics, places, problems)
    topics.check("exclude-topics", criteria.exclude_topics, places, problems)
    _Vocabulary("perspective", institutions).check("perspectives", criteria.perspectives, places, problems)
    _Vocabulary("region", regions).check("regions", criteria.regions, places, problems)
    _Vocabulary("source", sources).check("sources", criteria.sources, places, problems)
    records.check("pin", criteria.pin, places, problems)
    records.check("exclude", criteria.exclude, places, problems)
    _conflicts(corpus, criteria, named, places, problems)
    problems.raise_errors(SelectionError)


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """What the corpus has of one noun: ids, each with its other names."""

    noun: str
    known: Mapping[str, Sequence[str]]

    def check(self, key: str, asked: Sequence[str], places: Places, problems: Problems) -> None:
        for number, one in enumerate(asked):
            if one not in self.known:
                problems.error(
                    f"the corpus has no {self.noun} '{one}'",
                    place=places(f"select.{key}.{number}"),
                    hint=_closest(one, self.known),
                )


def _closest(wrong: str, known: Mapping[str, Sequence[str]]) -> str:
    """A hint from ids, or from the labels of what has ids; else the ids themselves, where they are few."""
    by_name = {name.casefold(): one for one, names in known.items() for name in (one, *names)}
    exact = by_name.get(wrong.casefold())
    if exact:
        return f"did you mean '{exact}'?"
    hint = did_you_mean(wrong, known)
    if hint:
        return hint
    some = sorted(known)[:8]
    return f"there are: {', '.join(some)}{' …' if len(known) > len(some) else ''}" if some else ""


def _conflicts(corpus: Corpus, criteria: Criteria, named: Sequence[str], places: Places, problems: Problems) -> None:
    for number, one in enumerate(criteria.exclude):
        place = places(f"select.exclude.{number}")
        if one in criteria.pin:
            problems.error(
                f"the record '{one}' is both pinned and excluded", place=place, hint="delete it from one of the lists"
            )
        elif one in named:
            problems.error(
                f"the record '{one}' is excluded, but a statement, disagreement or figure of the config rests on it",
                place=place,
                hint="rest the statement on another record, or do not exclude this one",
            )
    for one in dict.fromkeys(named):
        if one not in corpus.records:
            problems.error(
                f"the corpus has no record '{one}', on which a statement, disagreement or figure rests",
                place=places(""),
                hint=_closest(one, dict.fromkeys(corpus.records, ())),
            )
