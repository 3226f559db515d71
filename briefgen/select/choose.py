"""Selecting the records of a brief."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefgen.config.schema import Criteria
from briefgen.corpus.records import Audience, Corpus, LinkKind, Record
from briefgen.errors import Place
from briefgen.select.balance import Candidate, Seating
from briefgen.select.criteria import Filter, Places, check, filters, perspective_name, region, words_filter
from briefgen.select.emptiness import check_room, nothing_fits, too_few_words
from briefgen.select.likeness import Content, content
from briefgen.select.rank import Match, Request, label_terms, match, read, record_fields, requested, statistics
from briefgen.select.score import Ground, covered, days, reasons
from briefgen.select.selection import Reason, Selection
from briefgen.select.taxonomy import Taxonomy
from briefgen.select.tell import told
from briefgen.select.terms import wanted


def select(
    corpus: Corpus,
    criteria: Criteria,
    audience: Audience | None = None,
    named: Sequence[str] = (),
    *,
    file: str = "",
    at: Places | None = None,
) -> Selection:
    """Which records belong in a brief, best first, and which nearly did, all with their reasons.

    *named* are ids of records that the config's author rests a statement, a disagreement or a figure on: they are in,
    aside where they do not also win a place within the budget. *file* names the config in messages; *at* finds the
    place of a value by its path (:meth:`briefgen.config.schema.Config.at`). The same corpus and request give the
    same selection, whatever the order of the records; a record that neither fits nor touches one that fits changes
    nothing.

    Raises SelectionError where the request names what the corpus does not have, asks for what cannot be, or leaves
    nothing to choose from.
    """
    places = at or _whole(file)
    check(corpus, criteria, named, places)
    sifted = _sift(corpus, criteria, named)
    if not sifted.fitting and not criteria.pin:
        failing = {one: against for one, against in sifted.failing.items() if one not in criteria.exclude}
        raise nothing_fits(sifted.chain, failing, places)
    candidates = _candidates(corpus, criteria, audience, frozenset(named), sifted)
    check_room([(candidates[one].record, candidates[one].length) for one in criteria.pin], criteria.budget, places)
    seating = _seated(criteria, named, candidates, sifted.taxonomy)
    if not seating.seats:
        raise too_few_words(min(one.length for one in candidates.values() if one.fits), criteria.budget, places)
    return told(criteria, named, sifted.failing, candidates, seating)


def _whole(file: str) -> Places:
    def place(_: str) -> Place | None:
        return Place(file) if file else None

    return place


@dataclass(frozen=True, slots=True)
class _Sifted:
    """Records by whether they pass: ``failing`` has the filters each does not pass, ``matches`` the words found."""

    taxonomy: Taxonomy
    chain: tuple[Filter, ...]
    fitting: tuple[Record, ...]
    failing: Mapping[str, tuple[Filter, ...]]
    matches: Mapping[str, Match]


def _sift(corpus: Corpus, criteria: Criteria, named: Sequence[str]) -> _Sifted:
    """All records held against the filters, and those that may play a part against the words.

    Where words are asked for and no topics, a record has to have one of the words. The words are weighed by the
    records that fit, no others, so that a record about something else changes no score.
    """
    taxonomy = Taxonomy(corpus.topics)
    chain = filters(corpus, criteria, taxonomy)
    request = _request(criteria, taxonomy)
    must_match = words_filter(criteria.words) if criteria.words and not criteria.topics else None
    records = sorted(corpus.records.values(), key=lambda record: record.id)
    failing = {record.id: tuple(one for one in chain if not one.passes(record)) for record in records}
    matches: dict[str, Match] = {}
    if request.wants:
        wanted_too = {*criteria.pin, *named}
        labels = label_terms(corpus)
        readings = [
            read(record.id, record_fields(corpus, record, labels), request)
            for record in records
            if len(failing[record.id]) < 2 or record.id in wanted_too
        ]
        known = statistics(
            one
            for one in readings
            if not failing[one.id] and one.id not in criteria.exclude and (one.mentions or must_match is None)
        )
        matches = {one.id: match(one, request, known) for one in readings}
    if must_match is not None:
        chain = (*chain, must_match)
        for one, against in failing.items():
            if one not in matches or not matches[one].found:
                failing[one] = (*against, must_match)
    fitting = tuple(record for record in records if not failing[record.id] and record.id not in criteria.exclude)
    return _Sifted(taxonomy, chain, fitting, failing, matches)


def _request(criteria: Criteria, taxonomy: Taxonomy) -> Request:
    """What the words ask for; without words, what the labels of the topics do."""
    labels = " / ".join(taxonomy.label(topic) for topic in criteria.topics)
    return requested(wanted(criteria.words) or wanted(labels))


def _candidates(
    corpus: Corpus, criteria: Criteria, audience: Audience | None, named: frozenset[str], sifted: _Sifted
) -> dict[str, Candidate]:
    """Every record that may be in or nearly in, scored."""
    fits = {record.id for record in sifted.fitting}
    ground = Ground(
        corpus=corpus,
        criteria=criteria,
        audience=audience,
        named=named,
        taxonomy=sifted.taxonomy,
        newest=max((days(record.date) for record in sifted.fitting), default=0),
        linked=_linked(sifted.fitting),
        best_words=max((sifted.matches[one].points for one in fits if one in sifted.matches), default=0.0),
        own_words=bool(wanted(criteria.words)),
    )
    kept = {*criteria.pin, *criteria.exclude, *named}
    records = [record for record in corpus.records.values() if len(sifted.failing[record.id]) < 2 or record.id in kept]
    disputes = _disputes(records)
    return {
        record.id: _candidate(record, sifted.matches.get(record.id), ground, disputes, record.id in fits)
        for record in sorted(records, key=lambda record: record.id)
    }


def _candidate(
    record: Record, found: Match | None, ground: Ground, disputes: Mapping[str, set[str]], fits: bool
) -> Candidate:
    criteria = ground.criteria
    topics = covered(record, criteria.topics, ground.taxonomy)
    said = reasons(record, topics, found, ground)
    group = {
        "none": "",
        "regions": region(ground.corpus, record),
        "institutions": perspective_name(ground.corpus, record.perspective),
    }[criteria.balance]
    return Candidate(
        record=record,
        score=sum(reason.points for reason in said),
        reasons=said,
        topics=frozenset(topics),
        group=group,
        contradicts=frozenset(disputes.get(record.id, ())),
        length=len(f"{record.headline} {record.text}".split()),
        fits=fits,
    )


def _linked(records: Iterable[Record]) -> dict[str, list[tuple[LinkKind, str]]]:
    found: dict[str, list[tuple[LinkKind, str]]] = {}
    for record in records:
        for link in record.links:
            if link.record != record.id:
                found.setdefault(link.record, []).append((link.kind, record.id))
    return found


def _disputes(records: Iterable[Record]) -> dict[str, set[str]]:
    """Which records contradict each other, in both directions."""
    found: dict[str, set[str]] = {}
    for record in records:
        for link in record.links:
            if link.kind == "contradicts" and link.record != record.id:
                found.setdefault(record.id, set()).add(link.record)
                found.setdefault(link.record, set()).add(record.id)
    return found


def _seated(
    criteria: Criteria, named: Sequence[str], candidates: Mapping[str, Candidate], taxonomy: Taxonomy
) -> Seating:
    taken_apart: dict[str, Content] = {}

    def content_of(record: Record) -> Content:
        known = taken_apart.get(record.id)
        if known is None:
            known = taken_apart[record.id] = content(record)
        return known

    seating = Seating(
        candidates=[one for one in candidates.values() if one.fits],
        budget=criteria.budget,
        topics=criteria.topics,
        minimum_share=criteria.minimum_share if criteria.balance != "none" else 0.0,
        heard=frozenset(named),
        content=content_of,
        label=taxonomy.label,
    )
    pin = Reason(criterion="pin", sentence="pinned by the config")
    seating.run((candidates[one], pin) for one in dict.fromkeys(criteria.pin))
    return seating
