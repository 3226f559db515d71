"""The repository's corpus is whole: what an author recommends, counts, argues or disputes stands in its records."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefgen.corpus.check import text_of, without_marks
from briefgen.corpus.figures import claimed, keys, stands
from briefgen.corpus.load import load_corpus
from briefgen.workspace import Disk

if TYPE_CHECKING:
    from briefgen.corpus.records import Corpus, Record
    from briefgen.corpus.sources import Passage

#: Parts that state nothing about the publications' subject.
_NOTHING_STATED = {
    "about-the-authors": "the authors' careers",
    "about-the-contributing-organisations": "what the institutes say of themselves",
    "acronyms": "a list of names",
    "back-matter": "what the publisher says of itself, and of the project as the page at the front does",
}

#: Passages that no record rests on, and why.
_NO_STATEMENT = {
    "about-the-project.p05": "thanks",
    "preface.p02": "thanks, and the project's next cycle",
    "ch04.p23": "announces the list that follows",
    "ch09.p04": "says what the paper draws on",
    "ch09.p17": "announces the cases that follow",
    "ch11.p27": "announces the pathways that follow",
}

#: Figures of a passage that no record on it holds, and why.
_NO_CLAIM = {("report.p09", "2"): "numbers a point of a list"}

#: Notes that no record's evidence names, and why.
_NO_SOURCE = {("ch10", 1): "thanks"}

#: Chapters of which a Chinese and a European side answer the same question, and the report with the chapters that
#: dispute it. How many pairs of records must contradict each other, how many support each other.
_ANSWERS = {
    ("ch01", "ch02"): (9, 0),
    ("ch03", "ch04"): (7, 4),
    ("ch05", "ch06"): (4, 1),
    ("ch07", "ch08"): (4, 12),
    ("ch09", "ch10"): (6, 6),
    ("ch11", "ch12"): (5, 5),
    ("report", "ch01"): (3, 0),
    ("report", "ch04"): (0, 5),
}


@pytest.fixture(scope="module")
def corpus(desk: Path) -> Corpus:
    return load_corpus(Disk(desk))


@pytest.fixture(scope="module")
def resting(corpus: Corpus) -> dict[str, list[Record]]:
    """The records that rest on each passage."""
    found: dict[str, list[Record]] = defaultdict(list)
    for record in corpus.records.values():
        for evidence in record.evidence:
            for passage in evidence.passages:
                found[passage].append(record)
    return found


def _passages(corpus: Corpus, *kinds: str) -> list[Passage]:
    return [passage for source in corpus.sources.values() for passage in source.passages if passage.kind in kinds]


def _worded(record: Record) -> str:
    told = [record.headline, record.text, record.action]
    if record.figure:
        told += [record.figure.value, record.figure.label, record.figure.date]
    return "\n".join(told)


def test_there_are_findings_and_recommendations_enough_from_every_chapter(corpus):
    counted = Counter(record.kind for record in corpus.records.values())
    assert counted["finding"] >= 430
    assert counted["recommendation"] >= 124
    of_part = Counter((record.part, record.kind) for record in corpus.records.values())
    chapters = [part.id for source in corpus.sources.values() for part in source.parts if part.matter == "body"]
    assert len(chapters) == 13
    assert [part for part in chapters if of_part[part, "finding"] < 20 or of_part[part, "recommendation"] < 3] == []


def test_every_recommendation_says_who_should_do_what(corpus):
    recommendations = [record for record in corpus.records.values() if record.kind == "recommendation"]
    assert [record.id for record in recommendations if not record.addressees or not record.action] == []


def test_what_is_said_to_states_is_not_said_to_the_eu_and_china_alone(corpus):
    for record in corpus.records.values():
        words = record.text.casefold()
        if record.kind == "recommendation" and ("states should" in words or "states must" in words):
            assert "eu-and-china" not in record.addressees, record.id


def test_a_finding_rests_on_each_passage_that_the_editors_made_a_pull_quote_of(corpus, resting):
    quotes = _passages(corpus, "pull-quote")
    assert len(quotes) == 49
    missing = [
        quote.id for quote in quotes if not any(record.kind == "finding" for record in resting.get(quote.repeats, ()))
    ]
    assert missing == []


def test_every_passage_that_states_something_is_evidence_of_a_record(corpus, resting):
    unused = {
        passage.id
        for passage in _passages(corpus, "paragraph", "list-item", "table")
        if passage.part not in _NOTHING_STATED and passage.id not in resting
    }
    assert unused == set(_NO_STATEMENT)


def test_every_note_is_named_by_the_evidence_of_a_record(corpus):
    named = {
        (evidence.part, number)
        for record in corpus.records.values()
        for evidence in record.evidence
        for number in evidence.notes
    }
    notes = {(note.part, note.number) for source in corpus.sources.values() for note in source.notes}
    assert len(notes) == 273
    assert notes - named == set(_NO_SOURCE)


def test_every_figure_of_a_passage_stands_in_a_record_that_rests_on_it(corpus, resting, sources):
    texts = {source.id: (sources / source.document).read_text("utf-8") for source in corpus.sources.values()}
    missing = set()
    seen = 0
    for passage in _passages(corpus, "paragraph", "list-item", "table"):
        if passage.part in _NOTHING_STATED:
            continue
        text = without_marks(text_of(passage.spans, texts[passage.source]), passage.notes)
        held = {key for record in resting.get(passage.id, ()) for key in keys(_worded(record))}
        counted = {figure.key for figure in claimed(text)} & set(passage.figures)
        seen += len(counted)
        missing |= {(passage.id, key) for key in counted if not stands(key, held)}
    assert seen >= 240
    assert missing == set(_NO_CLAIM)


@pytest.mark.parametrize("pair", _ANSWERS, ids=" and ".join)
def test_chapters_that_answer_the_same_question_are_linked(corpus, pair):
    found: dict[str, set[frozenset[str]]] = defaultdict(set)
    for record in corpus.records.values():
        for link in record.links:
            if {record.part, corpus.records[link.record].part} == set(pair):
                found[link.kind].add(frozenset({record.id, link.record}))
    contradictions, supports = _ANSWERS[pair]
    assert len(found["contradicts"]) >= contradictions
    assert len(found["supports"]) >= supports


@pytest.mark.parametrize("pair", _ANSWERS, ids=" and ".join)
def test_topics_meet_across_chapters_that_answer_the_same_question(corpus, pair):
    of_part: dict[str, set[str]] = defaultdict(set)
    for record in corpus.records.values():
        of_part[record.part] |= set(record.topics)
    assert len(of_part[pair[0]] & of_part[pair[1]]) >= 5


def test_a_disagreement_stands_on_both_sides(corpus):
    said = {
        (record.id, link.record)
        for record in corpus.records.values()
        for link in record.links
        if link.kind == "contradicts"
    }
    assert {pair for pair in said if pair[::-1] not in said} == set()


def test_no_two_records_both_support_and_contradict_each_other(corpus):
    kinds: dict[frozenset[str], set[str]] = defaultdict(set)
    for record in corpus.records.values():
        for link in record.links:
            kinds[frozenset({record.id, link.record})].add(link.kind)
    assert [sorted(pair) for pair, kind in kinds.items() if {"supports", "contradicts"} <= kind] == []
