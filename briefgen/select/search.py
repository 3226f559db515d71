"""Searching the whole corpus for free text."""

from __future__ import annotations

from briefgen.corpus.records import Corpus
from briefgen.select.rank import label_terms, match, read, record_fields, requested, statistics
from briefgen.select.score import matches
from briefgen.select.selection import Choice, Reason
from briefgen.select.terms import wanted


def search(corpus: Corpus, words: str, limit: int = 0) -> tuple[Choice, ...]:
    """The records that have any of *words* (or "phrases in quotation marks"), best first; *limit* 0 gives all.

    The score is BM25's. An empty request finds nothing.
    """
    request = requested(wanted(words))
    labels = label_terms(corpus)
    readings = [read(one.id, record_fields(corpus, one, labels), request) for one in corpus.records.values()]
    known = statistics(readings)
    results = [(match(one, request, known), one.id) for one in readings]
    found = sorted((pair for pair in results if pair[0].found), key=lambda pair: (-pair[0].points, pair[1]))
    return tuple(
        Choice(
            record=corpus.records[one],
            rank=rank,
            score=result.points,
            reasons=(Reason(criterion="words", sentence=matches(result), points=result.points),),
        )
        for rank, (result, one) in enumerate(found[: limit or None], start=1)
    )
