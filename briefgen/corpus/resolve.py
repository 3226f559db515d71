"""Whether what the corpus's files say of each other is so: ids, links, voices, quotations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from briefgen.corpus.entries import Entry, place_of
from briefgen.corpus.records import Corpus, Record
from briefgen.corpus.sources import Note, Passage, Source
from briefgen.diagnostics import Problems, did_you_mean
from briefgen.errors import Place

#: A quoted phrase may have so many words; more is the source's sentence, not ours.
LONGEST_QUOTE = 8

#: For so many unknown ids the closest known one is looked for: comparing takes its time in a large corpus.
SUGGESTIONS = 50

_QUOTE = re.compile(r"“([^”]*)”|\"([^\"]*)\"|„([^“]*)“|«([^»]*)»")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_BRACES = re.compile(r"\{[^{}]*\}")

#: What to do about a record without a perspective; the blank is for those that there are.
_PERSPECTIVE = "name one here, or with the part or the source in its source.yaml (perspective: ID); corpus/perspectives.yaml has: {}"


class Lookup:
    """Says that an id is unknown, and which one may be meant."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self._suggested: dict[tuple[str, str], str] = {}

    def known(self, wrong: str, known: Collection[str], *, what: str, where: str, place: Place | None) -> bool:
        """Whether *wrong* is one of *known*; if not, the problem is noted."""
        if wrong in known:
            return True
        key = (what, wrong)
        if key not in self._suggested and len(self._suggested) < SUGGESTIONS:
            self._suggested[key] = did_you_mean(wrong, known)
        hint = self._suggested.get(key) or f"add it to {where}, or name one that stands there"
        self.problems.error(f"no {what} '{wrong}' in {where}", place=place, hint=hint)
        return False


def check_vocabularies(vocabularies: Mapping[str, Entry], corpus: Corpus, problems: Problems) -> None:
    """Note broader topics and addressees that do not exist, and topics that are broader than themselves."""
    lookup = Lookup(problems)
    file = "corpus/topics.yaml"
    broader_places: dict[str, Place] = {}
    for entry in vocabularies.get("topics", {}).get("topics", ()):
        broader_places.setdefault(entry["id"], place_of(file, entry, "broader"))
        for number, broader in enumerate(entry.get("broader", ())):
            place = place_of(file, entry, f"broader.{number}")
            lookup.known(broader, corpus.topics, what="topic", where=file, place=place)
    for circle in _circles({topic.id: topic.broader for topic in corpus.topics.values()}):
        way = " → ".join([*circle, circle[0]])
        problems.error(
            f"the topic '{circle[0]}' is broader than itself ({way})",
            place=broader_places[circle[0]],
            hint="delete one of these broader terms",
        )
    file = "corpus/audiences.yaml"
    for entry in vocabularies.get("audiences", {}).get("audiences", ()):
        for number, addressee in enumerate(entry.get("addressees", ())):
            place = place_of(file, entry, f"addressees.{number}")
            where = "corpus/addressees.yaml"
            lookup.known(addressee, corpus.addressees, what="addressee", where=where, place=place)


def _circles(broader: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Circles among broader terms: one for each step that leads back, beginning with its first topic in the file.

    Depth first, without recursion (a taxonomy may be a chain of thousands), each topic entered once.
    """
    order = {topic: number for number, topic in enumerate(broader)}
    done: set[str] = set()
    found: list[list[str]] = []
    for start in broader:
        way: dict[str, Iterator[str]] = {} if start in done else {start: iter(broader[start])}
        while way:
            topic = next(reversed(way))
            term = next(way[topic], None)
            if term is None:
                del way[topic]
                done.add(topic)
            elif term in way:
                steps = list(way)
                circle = steps[steps.index(term) :]
                first = min(range(len(circle)), key=lambda number: order[circle[number]])
                found.append(circle[first:] + circle[:first])
            elif term in broader and term not in done:
                way[term] = iter(broader[term])
    return found


def check_ids(
    source: Source,
    file: str,
    entry: Entry,
    stored: Iterable[tuple[Passage | Note, Place]],
    problems: Problems,
) -> None:
    """Note parts, passages and notes of a source that stand twice, and those of a part or work that it has not."""
    lookup = Lookup(problems)
    parts: set[str] = set()
    for number, part in enumerate(source.parts):
        if part.id in parts:
            problems.error(
                f"the part id '{part.id}' stands twice",
                place=place_of(file, entry, f"parts.{number}.id"),
                hint="give each part an id of its own",
            )
        parts.add(part.id)
    seen: set[str] = set()
    works = {str(work["id"]) for work in source.references}
    for noun, place in stored:
        if noun.id in seen:
            problems.error(f"the id '{noun.id}' stands twice", place=place, hint="run 'briefgen import' again")
        seen.add(noun.id)
        lookup.known(noun.part, parts, what="part", where=file, place=place)
        if isinstance(noun, Note):
            for mention in noun.mentions:
                where = file.replace("source.yaml", "references.json")
                lookup.known(mention.reference, works, what="reference", where=where, place=place)


def check_records(corpus: Corpus, problems: Problems) -> None:
    """Note everything in sources and records that points to nothing, and what a record may not say."""
    lookup = Lookup(problems)
    for source in corpus.sources.values():
        named = {part.perspective for part in source.parts} | {source.perspective}
        for perspective in sorted(named - {""}):
            place = Place(f"corpus/sources/{source.id}/source.yaml")
            where = "corpus/perspectives.yaml"
            lookup.known(perspective, corpus.perspectives, what="perspective", where=where, place=place)
    for record in corpus.records.values():
        _check_names(record, corpus, lookup)
        _check_evidence(record, corpus, lookup)
        _check_links(record, corpus, lookup)
        _check_kind(record, problems)
        _check_wording(record, corpus, problems)


def _check_names(record: Record, corpus: Corpus, lookup: Lookup) -> None:
    for number, topic in enumerate(record.topics):
        if topic not in corpus.topics:
            place = record.at(f"topics.{number}")
            lookup.known(topic, corpus.topics, what="topic", where="corpus/topics.yaml", place=place)
    for number, addressee in enumerate(record.addressees):
        if addressee not in corpus.addressees:
            place = record.at(f"addressees.{number}")
            where = "corpus/addressees.yaml"
            lookup.known(addressee, corpus.addressees, what="addressee", where=where, place=place)
    if not record.perspective:
        lookup.problems.error(
            f"the record '{record.id}' has no perspective",
            place=record.place,
            hint=_PERSPECTIVE.format(", ".join(list(corpus.perspectives)[:6]) or "none yet"),
        )
    elif record.perspective not in corpus.perspectives:
        where = "corpus/perspectives.yaml"
        place = record.at("perspective")
        lookup.known(record.perspective, corpus.perspectives, what="perspective", where=where, place=place)


def _check_evidence(record: Record, corpus: Corpus, lookup: Lookup) -> None:
    at = record.at
    if not _has_part(record.source, record.part, corpus, lookup, record.place):
        return
    for number, evidence in enumerate(record.evidence):
        path = f"evidence.{number}"
        other = (evidence.source, evidence.part) != (record.source, record.part)
        if other and not _has_part(evidence.source, evidence.part, corpus, lookup, at(f"{path}.part")):
            continue
        index = corpus.index(evidence.source)
        folder = f"corpus/sources/{evidence.source}"
        for count, passage in enumerate(evidence.passages):
            place = at(f"{path}.passages.{count}")
            known = index.passages.get(passage)
            if known is None:
                lookup.known(passage, index.passages, what="passage", where=f"{folder}/passages.jsonl", place=place)
            elif known.part != evidence.part and not passage.startswith(f"{evidence.part}."):  # else it moved
                lookup.problems.error(
                    f"the passage '{passage}' stands in the part '{known.part}', not in '{evidence.part}'",
                    place=place,
                    hint=f"give it as evidence of its own, with 'part: {known.part}'",
                )
        for count, note in enumerate(evidence.notes):
            if (evidence.part, note) not in index.notes:
                lookup.problems.error(
                    f"the part '{evidence.part}' of '{evidence.source}' has no note {note}",
                    place=at(f"{path}.notes.{count}"),
                    hint=_notes_there(evidence.part, index.notes),
                )


def _notes_there(part: str, notes: Iterable[tuple[str, int]]) -> str:
    numbers = [number for of, number in notes if of == part]
    return f"its notes are numbered from {min(numbers)} to {max(numbers)}" if numbers else "it has no notes at all"


def _has_part(source: str, part: str, corpus: Corpus, lookup: Lookup, place: Place | None) -> bool:
    if not lookup.known(source, corpus.sources, what="source", where="corpus/sources", place=place):
        return False
    where = f"corpus/sources/{source}/source.yaml"
    return lookup.known(part, corpus.index(source).parts, what="part", where=where, place=place)


def _check_links(record: Record, corpus: Corpus, lookup: Lookup) -> None:
    counts: dict[str, int] = {}
    for link in record.links:
        number = counts.get(link.kind, 0)
        counts[link.kind] = number + 1
        place = record.at(f"links.{link.kind}.{number}")
        if link.record == record.id:
            lookup.problems.error(f"the record '{record.id}' links to itself", place=place, hint="delete the link")
        elif link.record not in corpus.records:
            lookup.known(link.record, corpus.records, what="record", where="corpus/records", place=place)


def _check_kind(record: Record, problems: Problems) -> None:
    if record.kind == "recommendation":
        if not record.addressees:
            problems.error(
                f"the recommendation '{record.id}' has no addressees",
                place=record.place,
                hint="say who should act: addressees: [ids of corpus/addressees.yaml]",
            )
        if not record.action:
            problems.error(
                f"the recommendation '{record.id}' has no action",
                place=record.place,
                hint="say what to do, verb first, in at most 25 words: action: …",
            )
        if record.says("claim"):
            problems.error(
                "a recommendation makes no claim", place=record.at("claim"), hint="delete 'claim', or make it a finding"
            )
        return
    for key in ("action", "addressees"):
        if record.says(key):
            problems.error(
                f"a finding has no {key}", place=record.at(key), hint=f"delete '{key}', or make it a recommendation"
            )


def _check_wording(record: Record, corpus: Corpus, problems: Problems) -> None:
    for key, text in (("headline", record.headline), ("text", record.text), ("action", record.action)):
        if "{" in text or "}" in text:
            _check_voice(record, key, text, corpus, problems)
        for found in _QUOTE.finditer(text):
            length = len(_WORD.findall(found.group()))
            if length > LONGEST_QUOTE:
                problems.error(
                    f"a quotation of {length} words stands in the {key}; at most {LONGEST_QUOTE} are wanted",
                    place=record.at(key),
                    hint="say it in your own words",
                )


def _check_voice(record: Record, key: str, text: str, corpus: Corpus, problems: Problems) -> None:
    voices = _BRACES.findall(text)
    place = record.at(key)
    rest = _BRACES.sub("", text)
    if any(voice != "{voice}" for voice in voices) or "{" in rest or "}" in rest:
        problems.error(f"there are braces in the {key}", place=place, hint="only {voice} is replaced by a name")
    elif key != "text":
        problems.error(f"{{voice}} stands in the {key}", place=place, hint="use {voice} in the text alone")
    elif len(voices) > 1:
        problems.error("{voice} stands twice in one text", place=place, hint="use a pronoun or another subject")
    elif record.source in corpus.sources:
        part = corpus.index(record.source).parts.get(record.part)
        if part is not None and part.voice is None:
            problems.error(
                f"the part '{record.part}' of '{record.source}' has no voice",
                place=place,
                hint=f"say in corpus/sources/{record.source}/source.yaml how the authors are named, with the part: "
                'voice: {first: "Jo Berg and Ann Lee (Institute)", later: "Berg and Lee", number: plural}',
            )
