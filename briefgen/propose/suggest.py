"""What a record on a passage would probably be about: topics and addressees, for a person to confirm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from briefgen.corpus.records import Corpus
from briefgen.corpus.sources import Passage
from briefgen.select.rank import label_terms
from briefgen.select.search import search
from briefgen.select.terms import terms

#: Topics suggested at most; a record names one to four.
MOST_TOPICS = 3
#: Records like a passage whose topics are looked at.
_LIKE = 8
#: So many of a passage's words ask for records like it; the rarest say most, and long requests are slow.
_WORDS = 60


def topics(corpus: Corpus, passage: Passage, text: str) -> tuple[str, ...]:
    """The topics that fit best, best first; none where nothing tells.

    Where the text is at hand: topics whose labels it uses, then those of the records most like it (BM25). Else those
    of records on the passages around it in the same section, then in the same part.
    """
    votes: Counter[str] = Counter()
    if text:
        stems = terms(text)
        for topic, label in label_terms(corpus).items():
            votes[topic] += 2.0 * _mentions(stems, label)  # type: ignore[assignment]
        wanted = " ".join(text.split()[:_WORDS]).replace('"', " ")
        found = search(corpus, wanted, _LIKE)
        best = found[0].score if found else 1.0
        for choice in found:
            for place, topic in enumerate(choice.record.topics):
                votes[topic] += choice.score / best / (1 + place)  # type: ignore[assignment]
    else:
        votes.update(_around(corpus, passage))
    ranked = sorted(((-points, topic) for topic, points in votes.items() if points > 0))
    return tuple(topic for _, topic in ranked[:MOST_TOPICS])


def _mentions(stems: tuple[str, ...], label: tuple[str, ...]) -> int:
    """Whether two neighbouring stems of a topic's labels stand side by side in the text, or its only stem in it."""
    if len(label) == 1:
        return int(label[0] in stems)
    pairs = set(pairwise(stems))
    return int(any(pair in pairs for pair in pairwise(label)))


def _around(corpus: Corpus, passage: Passage) -> Mapping[str, float]:
    votes: Counter[str] = Counter()
    known = corpus.index(passage.source).passages
    for record in corpus.records.values():
        for evidence in record.evidence:
            if evidence.source != passage.source or evidence.part != passage.part:
                continue
            near = any(known[name].section == passage.section for name in evidence.passages if name in known)
            votes.update(dict.fromkeys(record.topics, 3 if near else 1))
    return dict(votes)


def addressees(corpus: Corpus, text: str) -> tuple[str, ...]:
    """The addressees whose labels the text uses, in the order of corpus/addressees.yaml."""
    stems = terms(text)
    return tuple(one.id for one in corpus.addressees.values() if _mentions(stems, terms(one.label)))
