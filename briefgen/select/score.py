"""The points of a record for a request, each with its reason."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefgen.config.schema import Criteria
from briefgen.corpus.records import Audience, Corpus, LinkKind, Record
from briefgen.select.rank import Match
from briefgen.select.selection import Reason
from briefgen.select.taxonomy import Taxonomy

#: A record exactly and mainly about a topic of the request: the measure of all other points.
TOPIC = 4.0
#: Each step down from the topic asked for: a narrower term is about it, but not about all of it.
NARROWER = 0.75
#: How much a record's first, second, third and further topics count: authors put the most specific first.
PLACES = (1.0, 0.8, 0.65, 0.5)
#: Each step of depth in the taxonomy adds this part: to hit a specific topic says more than to hit a general one.
DEPTH = 0.05
#: A further topic of the request that the record touches: worth something, but breadth is not relevance.
FURTHER = 0.4
#: The best match for the words: as much as the topic, for the words say which side of the topic is meant.
WORDS = 4.0
#: A recommendation to the audience's own addressees comes before one of equal fit to others.
ADDRESSED = 2.5
#: A claim of the kind that the audience needs first; the second and further kinds count in steps less.
CLAIM = 0.8
#: A statement of the brief rests on the record: if it fits anyway, its substance should stand in the brief.
NAMED = 1.0
#: Where no words are asked for, the topics' own labels stand in for them, at half the weight: they tell a record on
#: export controls against Russia from one on export controls of rare earths.
LABELS = 2.0
#: The first link from another fitting record, and again at each doubling: what others support, dispute or update is
#: what the debate turns on.
LINKED = 0.6
#: The newest of the fitting records; mild, for a policy question does not age by the month.
RECENT = 0.5
#: What is this much older than the newest gets nothing for its date (days).
AGED = 5 * 365
#: The evidence rests on a note of the source: the reader can go one step further than the source's own word.
NOTED = 0.4

_LINKED_BY: Mapping[LinkKind, str] = {"supports": "supported", "contradicts": "disputed", "updates": "updated"}


@dataclass(frozen=True, slots=True)
class Ground:
    """What points are measured against: the request, and the records that fit it."""

    corpus: Corpus
    criteria: Criteria
    audience: Audience | None
    named: frozenset[str]
    taxonomy: Taxonomy
    newest: int  # the newest date among the fitting records, in days
    linked: Mapping[str, Sequence[tuple[LinkKind, str]]]  # links from fitting records, by the record they point to
    best_words: float  # the most BM25 points among the fitting records
    own_words: bool  # whether the request has words of its own; else its topics' labels were looked for


Covered = Mapping[str, tuple[float, str]]


def reasons(record: Record, topics: Covered, found: Match | None, ground: Ground) -> tuple[Reason, ...]:
    """Why a record belongs in, the weightiest first; their points add up to its score.

    *topics* are those of the request that it is about (see :func:`covered`), *found* is what it has of the words.
    """
    said = [
        *_topic(topics, ground.taxonomy),
        *_words(found, ground),
        *_audience(record, ground),
        *_named(record, ground),
        *_links(record, ground),
        *_date(record, ground),
        *_notes(record),
    ]
    return tuple(sorted(said, key=lambda reason: -reason.points))


@lru_cache(maxsize=1 << 12)
def days(date: str) -> int:
    """The last day of a date of year, month or day precision, as a number; 0 for what is no date."""
    pieces = date.split("-")
    try:
        year = int(pieces[0])
        month = int(pieces[1]) if len(pieces) > 1 else 12
        if len(pieces) > 2:
            return datetime.date(year, month, int(pieces[2])).toordinal()
        following = datetime.date(year + month // 12, month % 12 + 1, 1)
    except ValueError:
        return 0
    return following.toordinal() - 1


def covered(record: Record, wanted: Sequence[str], taxonomy: Taxonomy) -> dict[str, tuple[float, str]]:
    """The topics of the request that a record is about: how closely (about 0 to 1.3), and by which of its topics.

    Each of the record's topics counts for the topic of the request that it is closest to.
    """
    found: dict[str, tuple[float, str]] = {}
    for place, topic in enumerate(record.topics):
        steps = taxonomy.upwards(topic)
        above = [want for want in wanted if want in steps]
        if not above:
            continue
        closest = min(above, key=lambda want: (steps[want], want))
        weight = PLACES[min(place, len(PLACES) - 1)] * (1 + DEPTH * taxonomy.depth(topic))
        closeness = weight * NARROWER ** steps[closest]
        if closeness > found.get(closest, (0.0, ""))[0]:
            found[closest] = (closeness, topic)
    return found


def _topic(found: Covered, taxonomy: Taxonomy) -> list[Reason]:
    closest = sorted(found, key=lambda want: (-found[want][0], want))
    said: list[Reason] = []
    for number, want in enumerate(closest):
        closeness, topic = found[want]
        label = taxonomy.label(topic)
        narrower = "" if topic == want else f", a narrower term of '{taxonomy.label(want)}'"
        points = TOPIC * closeness * (FURTHER if number else 1)
        opening = "also about" if number else "about"
        sentence = f"{opening} '{label}'{narrower}"
        said.append(Reason(criterion="topic", sentence=sentence, points=points, subject=want))
    return said


def matches(found: Match) -> str:
    """Which of the words asked for a record has, as a sentence."""
    quoted = list(dict.fromkeys(f"'{want.said}'" for want in found.found))
    rest = len(quoted) - 5
    more = f" and {rest} more" if rest > 0 else ""
    return f"matches {', '.join(quoted[:5])}{more}"


def _words(found: Match | None, ground: Ground) -> list[Reason]:
    if found is None or not found.points or not ground.best_words:
        return []
    part = min(1.0, found.points / ground.best_words)
    if ground.own_words:
        return [Reason(criterion="words", sentence=matches(found), points=WORDS * part)]
    sentence = f"{matches(found)} in the labels of the topics"
    return [Reason(criterion="topic", sentence=sentence, points=LABELS * part)]


def _audience(record: Record, ground: Ground) -> list[Reason]:
    audience = ground.audience
    if audience is None:
        return []
    if record.kind == "recommendation":
        own = [one for one in record.addressees if one in audience.addressees]
        if not own:
            return []
        known = ground.corpus.addressees.get(own[0])
        label = known.label if known else own[0]
        sentence = f"addressed to {label}, which this audience ({audience.label}) can act through"
        return [Reason(criterion="audience", sentence=sentence, points=ADDRESSED)]
    if record.claim not in audience.claims:
        return []
    article = "an" if record.claim[0] in "aeiou" else "a"
    sentence = f"{article} {record.claim}, a kind of claim that this audience ({audience.label}) looks for"
    before = audience.claims.index(record.claim)
    points = CLAIM * (1 - before / len(audience.claims))
    return [Reason(criterion="audience", sentence=sentence, points=points)]


def _named(record: Record, ground: Ground) -> list[Reason]:
    if record.id not in ground.named:
        return []
    sentence = "a statement, disagreement or figure of the brief rests on it"
    return [Reason(criterion="named", sentence=sentence, points=NAMED)]


def _links(record: Record, ground: Ground) -> list[Reason]:
    links = ground.linked.get(record.id, ())
    if not links:
        return []
    said = [
        f"{_LINKED_BY[kind]} by {', '.join(sorted(other for which, other in links if which == kind))}"
        for kind in ("supports", "contradicts", "updates")
        if any(which == kind for which, _ in links)
    ]
    points = LINKED * math.log2(1 + len({other for _, other in links}))
    return [Reason(criterion="link", sentence=" and ".join(said), points=points)]


def _date(record: Record, ground: Ground) -> list[Reason]:
    behind = ground.newest - days(record.date)
    points = RECENT * max(0.0, 1 - max(0, behind) / AGED)
    if not points:
        return []
    return [Reason(criterion="date", sentence=f"dated {record.date}", points=points)]


def _notes(record: Record) -> list[Reason]:
    notes = sum(len(evidence.notes) for evidence in record.evidence)
    if not notes:
        return []
    sentence = f"rests on {notes} of its source's notes" if notes > 1 else "rests on one of its source's notes"
    return [Reason(criterion="evidence", sentence=sentence, points=NOTED)]
