"""Proof of the corpus: every record has evidence, and every figure in it stands there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from briefgen.corpus.figures import claimed, keys, stands
from briefgen.corpus.flags import flag_problems, lost_problems
from briefgen.corpus.keyed import listed
from briefgen.corpus.records import Corpus, Evidence, Record
from briefgen.corpus.sources import Note, Passage, Source
from briefgen.corpus.texts import text_of
from briefgen.diagnostics import Problems, did_you_mean
from briefgen.errors import Place, Problem

IMPORT = "run 'briefgen import' for this document again, then look at the records that rest on it"


#: What a note mark may follow, the likeliest first: punctuation behind a word, a word, a year, a word and a space.
_BEFORE_MARKS = (
    r"(?<=[^\d\s][.,;:!?’”'\")\]])",
    r"(?<=[^\W\d_])",
    r"(?<=\b(?:19|20)\d\d[.,;:])",
    r"(?<=\b(?:19|20)\d\d)",
    r"(?<=[^\W\d_] )",
)


class Statement(Protocol):
    """A sentence that somebody wrote, the records that it rests on, and where it stands."""

    @property
    def text(self) -> str: ...
    @property
    def rests_on(self) -> Sequence[str]: ...
    @property
    def place(self) -> Place | None: ...


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement made of parts that are none by themselves, such as a question and the records that answer it."""

    text: str
    rests_on: Sequence[str]
    place: Place | None = None


def check_corpus(corpus: Corpus, texts: Mapping[str, str]) -> tuple[Problem, ...]:
    """What cannot be proved in a loaded corpus, in the order of the files.

    Flagged records are warnings, and those that were let stand on what is gone. *texts* are the texts of the documents
    at hand by source id: figures are then looked for in the text itself, and what an import kept of it is held against
    it. Without its text a passage has the figures that were kept.
    """
    problems = Problems()
    figures = _Figures(corpus, texts, problems)
    for source in corpus.sources.values():
        if source.id in texts:
            _check_kept(source, texts[source.id], figures, problems)
    problems.extend(flag_problems(corpus))
    problems.extend(lost_problems(corpus))
    for record in corpus.records.values():
        _check_evidence(corpus, record, problems)
        available = figures.of_records([record])
        for path, text in _worded(record):
            figures.prove(
                text, available, [record], place=record.at(path), said=f"{record.id}: ", where=f" in its {path}"
            )
    _check_skeletons(corpus, problems)
    _check_topics(corpus, problems)
    return problems.found


def _check_skeletons(corpus: Corpus, problems: Problems) -> None:
    """Records that nobody has worded yet are named; no brief uses them."""
    for record in corpus.skeletons.values():
        keys = " and ".join(filter(None, (", ".join(record.to_be_worded[:-1]), record.to_be_worded[-1])))
        problems.warning(
            f"the record '{record.id}' is a skeleton: its {keys} still want wording; no brief uses it",
            place=record.place,
            hint="word it from its passages, or delete it",
        )


def check_statements(
    corpus: Corpus, statements: Iterable[Statement], texts: Mapping[str, str] | None = None
) -> tuple[Problem, ...]:
    """What cannot be proved of sentences that a config's author wrote: unknown records, figures without evidence."""
    problems = Problems()
    figures = _Figures(corpus, texts or {}, problems)
    for statement in statements:
        known = [corpus.records[record] for record in statement.rests_on if record in corpus.records]
        for record in statement.rests_on:
            if record not in corpus.records:
                problems.error(
                    f"no record '{record}' in corpus/records",
                    place=statement.place,
                    hint=did_you_mean(record, corpus.records) or "'briefgen records' lists them all",
                )
        if len(known) == len(statement.rests_on):
            available = figures.of_records(known)
            figures.prove(statement.text, available, known, place=statement.place)
    return problems.found


def records_about(corpus: Corpus, topic: str) -> tuple[str, ...]:
    """Ids of all records about a topic or one of its narrower terms, in the order of the corpus."""
    below = {topic}
    grown = True
    while grown:
        narrower = {term.id for term in corpus.topics.values() if below.intersection(term.broader)} - below
        grown = bool(narrower)
        below |= narrower
    return tuple(record.id for record in corpus.records.values() if below.intersection(record.topics))


def without_marks(text: str, notes: Sequence[int]) -> str:
    """*text* without the note marks that are plain digits stuck to what they follow: "steadily since 2018.31".

    Looked for in their order, and each first where a mark is most likely: after a sentence, a word, a year.
    """
    position = 0
    for note in notes:
        for before in _BEFORE_MARKS:
            found = re.compile(rf"{before}{note}(?![\w%])").search(text, position)
            if found:
                text = text[: found.start()] + text[found.end() :]
                position = found.start()
                break
    return text


class _Figures:
    """The figures that passages and notes hold: from the document's text where it is at hand, else as kept."""

    def __init__(self, corpus: Corpus, texts: Mapping[str, str], problems: Problems) -> None:
        self._problems = problems
        self._corpus = corpus
        self._texts = texts
        self._known: dict[tuple[str, str], frozenset[str]] = {}
        self._whole: dict[tuple[str, str], frozenset[str]] = {}

    def of(self, held: Passage | Note) -> frozenset[str]:
        name = (held.source, held.id)
        if name not in self._known:
            text = None if held.id in self._corpus.index(held.source).gone else self._texts.get(held.source)
            self._known[name] = frozenset(held.figures) if text is None else self._in_text(held, text)
        return self._known[name]

    def kept_are_true(self, held: Passage | Note) -> bool:
        """Whether every figure kept of a passage or note stands in its text."""
        return self.of(held).issuperset(held.figures)

    def _in_text(self, held: Passage | Note, text: str) -> frozenset[str]:
        """The figures in the text itself, and those kept that only hide behind a note mark."""
        shown = text_of(held.spans, text)
        unmarked = keys(without_marks(shown, held.notes) if isinstance(held, Passage) else shown)
        return frozenset(unmarked) | frozenset(held.figures).intersection(keys(shown))

    def of_records(self, records: Iterable[Record]) -> frozenset[str]:
        found: set[str] = set()
        for record in records:
            for evidence in record.evidence:
                for held in _held(self._corpus, evidence):
                    found |= self.of(held)
        return frozenset(found)

    def prove(
        self,
        text: str,
        available: frozenset[str],
        records: Sequence[Record],
        *,
        place: Place | None,
        said: str = "",
        where: str = "",
    ) -> None:
        """Note each figure of *text* that is not among those *available*."""
        for figure in claimed(text):
            if stands(figure, available):
                continue
            there = f"the evidence has: {listed(available, 12)}" if available else "the evidence has no figure at all"
            self._problems.error(
                f"{said}the figure '{figure.raw}'{where} stands in no passage or note of the evidence",
                place=place,
                hint=self._elsewhere(figure.key, records) or there,
            )

    def _elsewhere(self, key: str, records: Iterable[Record]) -> str:
        """Where else in the parts that the records rest on a figure stands, as a hint; empty where it does not."""
        for part in dict.fromkeys((e.source, e.part) for record in records for e in record.evidence):
            if part not in self._whole:
                self._whole[part] = frozenset().union(*map(self.of, self._of_part(*part)))
            if not stands(key, self._whole[part]):
                continue
            for held in self._of_part(*part):
                if stands(key, self.of(held)):
                    name = f"the passage '{held.id}'" if isinstance(held, Passage) else f"note {held.number}"
                    return f"it stands in {name}: if that is what is meant, add it to the evidence"
        return ""

    def _of_part(self, source: str, part: str) -> list[Passage | Note]:
        index = self._corpus.index(source)
        passages = [one for one in index.passages.values() if one.part == part and one.kind != "pull-quote"]
        return [*passages, *(note for note in index.notes.values() if note.part == part)]


def _held(corpus: Corpus, evidence: Evidence) -> Iterable[Passage | Note]:
    index = corpus.index(evidence.source)
    for passage in evidence.passages:
        yield index.passages[passage]
    for number in evidence.notes:
        yield index.notes[evidence.part, number]


def _worded(record: Record) -> list[tuple[str, str]]:
    """What a record says, by where it says it."""
    found = [("headline", record.headline), ("text", record.text), ("action", record.action)]
    if record.figure:
        figure = record.figure
        found += [("figure.value", figure.value), ("figure.label", figure.label), ("figure.date", figure.date)]
    return found


def _check_evidence(corpus: Corpus, record: Record, problems: Problems) -> None:
    if not record.evidence:
        problems.error(
            f"the {record.kind} '{record.id}' has no evidence",
            place=record.place,
            hint="name the passages that say so: evidence: [{passages: [ids]}]",
        )
    for number, evidence in enumerate(record.evidence):
        index = corpus.index(evidence.source)
        called: set[int] = set()
        for count, name in enumerate(evidence.passages):
            passage = index.passages[name]
            called.update(passage.notes)
            if passage.kind == "pull-quote":
                other = f"use the passage that it repeats: '{passage.repeats}'" if passage.repeats else ""
                problems.error(
                    f"'{name}' is a pull quote, and no evidence by itself",
                    place=record.at(f"evidence.{number}.passages.{count}"),
                    hint=other or "use the passage that says so",
                )
        for count, note in enumerate(evidence.notes):
            if note not in called and index.notes[evidence.part, note].called_by:
                problems.error(
                    f"no passage of this evidence calls note {note}",
                    place=record.at(f"evidence.{number}.notes.{count}"),
                    hint=_called(index.notes[evidence.part, note], called),
                )


def _called(note: Note, called: set[int]) -> str:
    there = ", ".join(map(str, sorted(called))) or "none"
    return f"they call: {there}; note {note.number} is called by {', '.join(note.called_by)}"


def _check_kept(source: Source, text: str, figures: _Figures, problems: Problems) -> None:
    """Hold what an import kept of a document against its text."""
    file = f"corpus/sources/{source.id}"
    for name, held in (("passages", source.passages), ("notes", source.notes)):
        stale = [one.id for one in held if one.end > len(text) or not figures.kept_are_true(one)]
        if stale:
            problems.error(
                f"what is kept of {len(stale)} {name} is not what the document says, first of '{stale[0]}'",
                place=Place(f"{file}/{name}.jsonl"),
                hint=IMPORT,
            )


def _check_topics(corpus: Corpus, problems: Problems) -> None:
    waiting = list({topic for record in corpus.records.values() for topic in record.topics})
    used = set(waiting)
    while waiting:
        topic_id = waiting.pop()
        for broader in corpus.topics[topic_id].broader if topic_id in corpus.topics else ():
            if broader not in used:
                used.add(broader)
                waiting.append(broader)
    for topic in corpus.topics.values():
        if topic.id not in used:
            problems.warning(
                f"no record is about the topic '{topic.id}'",
                place=topic.place or Place("corpus/topics.yaml"),
                hint="delete it, or leave it for records to come",
            )
