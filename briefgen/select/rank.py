"""BM25 over the fields of a record: how well its words answer the words of a request."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Document:
    """A record's stems, field by field in the order of :data:`FIELDS`."""

    id: str
    fields: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a collection says about a request: its size, how many documents have each wanted term, field lengths."""

    size: int
    holders: Mapping[Wanted, int]
    lengths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """How well a document answers: BM25's points, and which wanted terms it has."""

    points: float
    found: tuple[Wanted, ...]


def document(corpus: Corpus, record: Record, labels: Mapping[str, tuple[str, ...]]) -> Document:
    """A record taken apart; *labels* are the stems of each topic's labels (see :func:`label_terms`)."""
    about = tuple(stem for topic in record.topics for stem in labels.get(topic, ()))
    fields = (
        terms(record.headline),
        terms(record.text.replace("{voice}", " ")),
        about,
        terms(" / ".join(record.actors)),
        terms(_voice(corpus, record)),
    )
    return Document(record.id, fields)


def label_terms(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """The stems of each topic's preferred and other labels."""
    return {topic.id: terms(" / ".join((topic.label, *topic.other_labels))) for topic in corpus.topics.values()}


def _voice(corpus: Corpus, record: Record) -> str:
    try:
        voice = corpus.part(record.source, record.part).voice
    except KeyError:
        return ""
    return voice.first if voice else ""


def statistics(documents: Iterable[Document], request: Sequence[Wanted]) -> Statistics:
    """The statistics of those documents that have anything of what is wanted.

    The others are left out of the count, so that a record about something else changes no score.
    """
    size = 0
    holders = dict.fromkeys(request, 0)
    totals = [0] * len(FIELDS)
    stems = {stem for want in request for stem in want.stems}
    for one in documents:
        found = [want for want in request if _has(one, want)] if not stems.isdisjoint(_all(one)) else []
        if not found:
            continue
        size += 1
        for want in found:
            holders[want] += 1
        for number, field in enumerate(one.fields):
            totals[number] += len(field)
    return Statistics(size, holders, tuple(total / size if size else 0.0 for total in totals))


def _all(one: Document) -> set[str]:
    return set().union(*one.fields)


def _has(one: Document, want: Wanted) -> bool:
    return any(_times(field, want.stems) for field in one.fields)


def _times(field: tuple[str, ...], stems: tuple[str, ...]) -> int:
    """How often the stems stand in the field, one right after the other."""
    if len(stems) == 1:
        return field.count(stems[0])
    first, length = stems[0], len(stems)
    return sum(stem == first and field[at : at + length] == stems for at, stem in enumerate(field))


def match(one: Document, request: Sequence[Wanted], known: Statistics) -> Match:
    """BM25F: mentions are weighted by field and held to the field's length before they are saturated.

    Robertson and Zaragoza 2009, section 3.6; the weight of a term is their idf with 1 added inside the logarithm,
    which keeps it positive (as Lucene does). Points are 0 or more, comparable within one request and collection.
    """
    points = 0.0
    found: list[Wanted] = []
    shares = [
        weight / (1 - B + B * len(field) / mean) if mean else weight
        for field, mean, weight in zip(one.fields, known.lengths, FIELDS.values(), strict=True)
    ]
    for want in request:
        mentions = sum(
            share * _times(field, want.stems) for field, share in zip(one.fields, shares, strict=True) if field
        )
        if mentions:
            found.append(want)
            holders = known.holders[want]
            rarity = math.log(1 + (known.size - holders + 0.5) / (holders + 0.5)) if known.size >= holders else 0.0
            points += rarity * mentions * (K1 + 1) / (K1 + mentions)
    return Match(points, tuple(found))
