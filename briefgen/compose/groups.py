"""What a brief says in which order: messages, figures, sections, views side by side, who should do what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.compose.identity import slug
from briefgen.config.schema import Config, Disagreement
from briefgen.corpus.records import Audience, Corpus, Record
from briefgen.select.selection import Selection

#: Figures, key messages and pairs of views that are chosen where the config chooses none; at most so many.
_FIGURES, _MESSAGES, _PAIRS = 4, 4, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A sentence and the records it rests on; ``holder`` is whose view it is, where it does not say so itself."""

    text: str
    records: tuple[str, ...]
    holder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Findings on one topic under a heading; ``lead`` is the record that the heading was taken from, if any.

    The heading is empty where records have no topic in common and no one's headline can speak for them all.
    """

    id: str
    topic: str
    heading: str
    lead: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One question and, for each column of the table, the records that answer it."""

    question: str
    columns: tuple[tuple[Record, ...], ...]
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    """Views side by side: what heads the columns (regions; empty where they do not tell the views apart), the rows."""

    columns: tuple[str, ...]
    rows: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions:
    """Recommendations to one addressee; ``own``: the reader is, or speaks for, the addressee."""

    id: str
    label: str
    own: bool
    records: tuple[Record, ...]


def holder(corpus: Corpus, record: Record) -> str:
    """Whose view a record is, by institution; empty for a fact."""
    if record.claim == "fact":
        return ""
    perspective = corpus.perspectives.get(record.perspective)
    return perspective.name if perspective else record.perspective


def of_kind(selection: Selection, kind: str) -> tuple[Record, ...]:
    """The records of a kind that won their place, best first; those only named by the config stand where it names them."""
    return tuple(choice.record for choice in selection.body if choice.record.kind == kind)


def messages(corpus: Corpus, config: Config, selection: Selection) -> tuple[Message, ...]:
    """The config's key messages, a record's headline where one has no words; else the best findings' headlines."""
    if config.key_messages:
        return tuple(
            Message(text=said.text, records=said.rests_on) if said.text else _headline(corpus, said.rests_on)
            for said in config.key_messages
        )
    chosen: list[Record] = []
    findings = of_kind(selection, "finding")
    for fresh_only in (True, False):  # one of each leading topic first, so that the messages do not repeat each other
        topics = {record.topics[0] for record in chosen if record.topics}
        for record in findings:
            fresh = not record.topics or record.topics[0] not in topics
            if len(chosen) < _MESSAGES and record not in chosen and (fresh or not fresh_only):
                chosen.append(record)
                topics.update(record.topics[:1])
    chosen.sort(key=findings.index)
    return tuple(_headline(corpus, (record.id,)) for record in chosen)


def _headline(corpus: Corpus, records: tuple[str, ...]) -> Message:
    record = corpus.records[records[0]]
    return Message(text=record.headline, records=records, holder=holder(corpus, record))


def figures(corpus: Corpus, config: Config, selection: Selection) -> tuple[Record, ...]:
    """The records whose figures stand at a glance: the config's, else the best two to four that have one."""
    if config.figures:
        return tuple(corpus.records[record] for record in config.figures)
    found = tuple(choice.record for choice in selection.chosen if choice.record.figure)[:_FIGURES]
    return found if len(found) > 1 else ()


# --- sections --------------------------------------------------------------------------------------------------


def lineage(corpus: Corpus, topic: str) -> frozenset[str]:
    """A topic with all broader ones."""
    found: set[str] = set()
    waiting = [topic]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting.extend(corpus.topics[here].broader if here in corpus.topics else ())
    return frozenset(found)


def sections(corpus: Corpus, config: Config, selection: Selection, told: Iterable[str] = ()) -> tuple[Group, ...]:
    """The chosen findings by topic, those in *told* left out, for they are told elsewhere.

    Topics are the config's sections in its order; what fits none of them comes last, unless the config's own
    sentences have it. Without sections they are the request's topics and, where those do not part the findings,
    the topics that lead several of them.
    """
    elsewhere = frozenset(told)
    stated = {record for said in (config.answer, *config.context, *config.key_messages) for record in said.rests_on}
    records = tuple(record for record in of_kind(selection, "finding") if record.id not in elsewhere)
    wanted = tuple(section.topic for section in config.sections) or config.select.topics
    headings = {section.topic: section.heading for section in config.sections}
    grouped = _grouped(corpus, records, wanted)
    if config.sections:
        further = [record for record in grouped.pop("", ()) if record.id not in stated]
        grouped |= {"": further} if further else {}
    elif len(grouped) < 2:
        leading = [record.topics[0] for record in records if record.topics]
        several = (topic for topic in dict.fromkeys(leading) if leading.count(topic) > 1)
        grouped = _grouped(corpus, records, tuple(dict.fromkeys((*several, *wanted))))
    best = {record.id: place for place, record in enumerate(records)}
    order = {record: place for place, record in enumerate(corpus.records)}
    if not config.sections:
        grouped = dict(sorted(grouped.items(), key=lambda group: (not group[0], best[group[1][0].id])))
    return tuple(_group(topic, found, headings.get(topic, ""), order) for topic, found in grouped.items())


def _grouped(corpus: Corpus, records: Sequence[Record], topics: Sequence[str]) -> dict[str, list[Record]]:
    """The records by the topic they fit best, in the topics' order; those that fit none under an empty topic."""
    found: dict[str, list[Record]] = {topic: [] for topic in (*topics, "")}
    for record in records:
        found[_fitting(corpus, record, topics)].append(record)
    return {topic: group for topic, group in found.items() if group}


def _fitting(corpus: Corpus, record: Record, topics: Sequence[str]) -> str:
    for topic in record.topics:  # the most specific first
        if topic in topics:
            return topic
    for topic in record.topics:
        broader = lineage(corpus, topic)
        for wanted in topics:
            if wanted in broader:
                return wanted
    return ""


def _group(topic: str, records: Sequence[Record], heading: str, order: Mapping[str, int]) -> Group:
    """The best record leads; then what the same authors say, in their order, then the next authors."""
    lead = records[0]
    speaks = bool(topic) or len(records) == 1
    parts = list(dict.fromkeys((record.source, record.part) for record in records))
    ordered = sorted(
        records,
        key=lambda record: (
            record is not lead,
            parts.index((record.source, record.part)),
            order.get(record.id, len(order)),
        ),
    )
    return Group(
        id=f"section-{slug(topic, 60) or 'further'}",
        topic=topic,
        heading=heading or (lead.headline if speaks else ""),
        lead=lead.id if speaks and not heading else "",
        records=tuple(ordered),
    )


# --- views side by side ----------------------------------------------------------------------------------------


def views(corpus: Corpus, config: Config, selection: Selection) -> Views:
    """The config's disagreements, else pairs of chosen records from different perspectives that contradict."""
    asked = config.disagreements or tuple(_contradictions(corpus, selection))
    answers = [
        (each, [corpus.records[record] for record in each.records if record in corpus.records]) for each in asked
    ]
    regions = sorted({_region(corpus, record) for _, records in answers for record in records} - {""})
    apart = len(regions) > 1 and all(len({_region(corpus, record) for record in records}) > 1 for _, records in answers)
    columns = tuple(regions) if apart else ("", "")
    return Views(
        columns=columns if answers else (),
        rows=tuple(
            Comparison(
                question=each.question,
                columns=_by_region(corpus, records, regions) if apart else _by_turns(records),
                records=tuple(record.id for record in records),
            )
            for each, records in answers
        ),
    )


def _region(corpus: Corpus, record: Record) -> str:
    perspective = corpus.perspectives.get(record.perspective)
    return perspective.region if perspective else ""


def _by_region(corpus: Corpus, records: Sequence[Record], regions: Sequence[str]) -> tuple[tuple[Record, ...], ...]:
    return tuple(tuple(record for record in records if _region(corpus, record) == region) for region in regions)


def _by_turns(records: Sequence[Record]) -> tuple[tuple[Record, ...], ...]:
    """The first record's authors on one side, all others on the other."""
    side = tuple(record for record in records if record.perspective == records[0].perspective)
    other = tuple(record for record in records if record.perspective != records[0].perspective)
    return (side, other) if other else (tuple(records[:1]), tuple(records[1:]))


def _contradictions(corpus: Corpus, selection: Selection) -> Iterator[Disagreement]:
    chosen = {choice.record.id: choice.record for choice in selection.chosen if choice.record.kind == "finding"}
    paired: set[str] = set()
    number = 0
    for record, other, question in _contradicting(chosen):
        apart = record.perspective != other.perspective
        if apart and number < _PAIRS and not {record.id, other.id} & paired:
            paired |= {record.id, other.id}
            number += 1
            yield Disagreement(question=question or _common(corpus, record, other), records=(record.id, other.id))


def _contradicting(chosen: Mapping[str, Record]) -> Iterator[tuple[Record, Record, str]]:
    """Pairs of chosen records that are linked as contradicting, best first, with the question where one is given."""
    for record in chosen.values():
        for link in record.links:
            if link.kind == "contradicts" and link.record in chosen:
                other = chosen[link.record]
                back = (there.question for there in other.links if there.record == record.id and there.question)
                yield record, other, link.question or next(back, "")


def _common(corpus: Corpus, record: Record, other: Record) -> str:
    """What two records are both about, as the label of a topic."""
    shared = [topic for topic in record.topics if topic in other.topics] or list(record.topics[:1])
    return corpus.topics[shared[0]].label if shared and shared[0] in corpus.topics else ""


# --- recommendations -------------------------------------------------------------------------------------------


def actions(corpus: Corpus, audience: Audience, records: Sequence[Record]) -> tuple[Actions, ...]:
    """Recommendations by addressee: the reader's own first, then those with the best recommendations.

    A recommendation with several addressees stands once: under the audience's own that comes first, else under
    its first.
    """
    found: dict[str, list[Record]] = {addressee: [] for addressee in audience.addressees}
    for record in records:
        own = [addressee for addressee in audience.addressees if addressee in record.addressees]
        found.setdefault((own or [*record.addressees, ""])[0], []).append(record)
    return tuple(
        Actions(
            id=addressee,
            label=corpus.addressees[addressee].label if addressee in corpus.addressees else addressee,
            own=addressee in audience.addressees,
            records=tuple(group),
        )
        for addressee, group in found.items()
        if group
    )
