"""The repository's own corpus: what no shape can say."""

import re
from pathlib import Path

import pytest

from briefgen.config.load import load_settings
from briefgen.corpus.load import load_corpus
from briefgen.importers.document import import_document
from briefgen.workspace import Disk

#: A word with two capitals or more, as acronyms have; names that are spelled so are no acronyms.
_ACRONYM = re.compile(r"\b[A-Z][A-Za-z&-]*[A-Z]\b|\b[A-Z]+\d+\b")
_NAMES = {"R1", "EC2", "IV"}


@pytest.fixture(scope="module")
def corpus(desk: Path):
    return load_corpus(Disk(desk))


def test_every_acronym_in_a_record_is_listed(corpus):
    missing = set()
    for record in corpus.records.values():
        words = " ".join([record.headline, record.text, record.action, *record.actors])
        missing |= {
            f"{record.id}: {word}"
            for found in _ACRONYM.findall(words)
            for word in found.split("-")
            if len(word) > 1 and word.isupper() and word not in corpus.acronyms and word not in _NAMES
        }
    assert missing == set()


def test_every_chapter_speaks_with_a_voice_and_from_a_region(corpus):
    for source in corpus.sources.values():
        for part in source.parts:
            if part.matter == "body":
                assert part.voice, part.id
                assert corpus.perspectives[part.perspective or source.perspective].region in {"China", "Europe"}


def test_contradictions_across_institutions_say_which_question_both_answer(corpus):
    links = [
        (record, link) for record in corpus.records.values() for link in record.links if link.kind == "contradicts"
    ]
    assert len(links) > 50
    assert [f"{record.id} → {link.record}" for record, link in links if not link.question.endswith("?")] == []


def test_both_directions_of_a_contradiction_ask_the_same(corpus):
    asked = {
        (record.id, link.record): link.question
        for record in corpus.records.values()
        for link in record.links
        if link.kind == "contradicts"
    }
    assert [pair for pair, question in asked.items() if asked.get(pair[::-1], question) != question] == []


def test_each_audience_has_addressees_of_its_own(corpus):
    assert {"policymakers", "parliamentarians", "journalists", "business"} <= set(corpus.audiences)
    firsts = [audience.addressees[0] for audience in corpus.audiences.values()]
    assert len(set(firsts)) == len(firsts)


def test_importing_the_publications_again_with_the_desk_s_key_changes_nothing(corpus, desk, sources):
    key = load_settings(Disk(desk)).fingerprint_key
    for known in corpus.sources.values():
        content = (sources / known.document).read_bytes()
        again = import_document(content, source_id=known.id, name=known.document, key=key, known=known).source
        assert again.document_digest == known.document_digest
        changed = [old.id for old, new in zip(known.passages, again.passages, strict=True) if old != new]
        assert changed == [], "run 'briefgen import' for this document"
