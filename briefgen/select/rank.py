"""BM25 over the fields of a record: how well its words answer the words of a request."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import mul

from briefgen.corpus.records import Corpus, Record
from briefgen.select.terms import Wanted, terms

#: The fields of a record, each with how much a word in it counts. A headline is the statement itself; topic labels
#: and actors only say what it is about, and the names of the authors whose view it is only who says so.
FIELDS: Mapping[str, float] = {"headline": 2.5, "text": 1.0, "topics": 0.7, "actors": 0.5, "voice": 0.3}

#: How soon further mentions of a word stop adding. Robertson and Zaragoza, "The Probabilistic Relevance Framework:
#: BM25 and Beyond", Foundations and Trends in Information Retrieval 3(4), 2009, section 3.4, name 1.2 to 2.
K1 = 2.0

#: How far a long field is held to its length: 0 not at all, 1 fully. The same section names 0.5 to 0.8.
B = 0.75


#: A text's stems, field by field in the order of :data:`FIELDS`.
Fields = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What is wanted, with single stems and phrases apart."""

    wants: tuple[Wanted, ...]
    singles: Mapping[str, Wanted]
    phrases: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document read for a request: the length of each field in stems, and each want's mentions by field."""

    id: str
    lengths: tuple[int, ...]
    mentions: Mapping[Wanted, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a collection says about a request: its size, how many documents have each want, mean lengths of fields."""

    size: int
    holders: Mapping[Wanted, int]
    lengths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """How well a document answers: BM25's points, and which wants it has."""

    points: float
    found: tuple[Wanted, ...]


def requested(wants: Sequence[Wanted]) -> Request:
    """A request for *wants*."""
    singles = {want.stems[0]: want for want in wants if len(want.stems) == 1}
    return Request(tuple(wants), singles, tuple(want for want in wants if len(want.stems) > 1))


def record_fields(corpus: Corpus, record: Record, labels: Mapping[str, tuple[str, ...]]) -> Fields:
    """A record's stems by field; *labels* are the stems of each topic's labels (see :func:`label_terms`)."""
    return (
        terms(record.headline),
        terms(record.text.replace("{voice}", " ")),
        tuple(chain.from_iterable(labels.get(topic, ()) for topic in record.topics)),
        tuple(chain.from_iterable(map(_name_terms, record.actors))),
        _name_terms(_voice(corpus, record)),
    )


def label_terms(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """The stems of each topic's preferred and other labels."""
    return {topic.id: terms(" / ".join((topic.label, *topic.other_labels))) for topic in corpus.topics.values()}


@lru_cache(maxsize=1 << 12)
def _name_terms(name: str) -> tuple[str, ...]:
    """The stems of a name; few names stand in many records."""
    return terms(name)


def _voice(corpus: Corpus, record: Record) -> str:
    try:
        voice = corpus.part(record.source, record.part).voice
    except KeyError:
        return ""
    return voice.first if voice else ""


def read(name: str, fields: Fields, request: Request) -> Reading:
    """Count what a request wants in a document, in one pass over its stems."""
    mentions: dict[Wanted, list[int]] = {}
    wanted_here = request.singles.__contains__
    for number, field in enumerate(fields):
        for stem in filter(wanted_here, field):
            mentions.setdefault(request.singles[stem], [0] * len(FIELDS))[number] += 1
        for want in request.phrases:
            times = _times(field, want.stems)
            if times:
                mentions.setdefault(want, [0] * len(FIELDS))[number] += times
    return Reading(name, tuple(map(len, fields)), mentions)


def _times(field: tuple[str, ...], stems: tuple[str, ...]) -> int:
    """How often the stems stand in the field, one right after the other."""
    first, length = stems[0], len(stems)
    if first not in field:
        return 0
    return sum(stem == first and field[at : at + length] == stems for at, stem in enumerate(field))


def statistics(readings: Iterable[Reading]) -> Statistics:
    """The statistics of a collection, given all its documents read for one request."""
    collection = list(readings)
    holders = Counter(want for one in collection for want in one.mentions)
    size = len(collection)
    totals = [sum(lengths) for lengths in zip(*(one.lengths for one in collection), strict=True)]
    means = tuple(total / size for total in totals) if size else (0.0,) * len(FIELDS)
    return Statistics(size, holders, means)


def match(one: Reading, request: Request, known: Statistics) -> Match:
    """BM25F: mentions are weighted by field and held to the field's length before they are saturated.

    Robertson and Zaragoza 2009, section 3.6; the weight of a term is their idf with 1 added inside the logarithm,
    which keeps it positive (as Lucene does). Points are 0 or more, comparable within one request and collection.
    """
    if not one.mentions:
        return Match(0.0, ())
    shares = [
        weight / (1 - B + B * length / mean) if mean else weight
        for length, mean, weight in zip(one.lengths, known.lengths, FIELDS.values(), strict=True)
    ]
    found = tuple(want for want in request.wants if want in one.mentions)
    points = 0.0
    for want in found:
        mentions = sum(map(mul, shares, one.mentions[want]))
        holders = known.holders.get(want, 0)
        rarity = math.log(1 + (known.size - holders + 0.5) / (holders + 0.5))
        points += rarity * mentions * (K1 + 1) / (K1 + mentions)
    return Match(points, found)
