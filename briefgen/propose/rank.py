"""Passages in the order in which they deserve a record, each with the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefgen.corpus.records import Corpus, RecordKind
from briefgen.corpus.sources import Passage
from briefgen.propose.signals import Signals, signals

#: How much each sign counts. Set by hand and measured in bench/proposals.py; pull quotes count, but what is measured
#: with them there is measured without this sign.
WEIGHTS: Mapping[str, float] = {
    "pull_quote": 3.0,
    "advice_section": 1.8,
    "findings_list": 1.2,
    "advising": 1.2,
    "position": 0.6,
    "centrality": 0.4,
    "figures": 0.3,
}

#: Passages of fewer words are leads ("First, ") or remnants.
SHORTEST = 5

_REASONS: Mapping[str, str] = {
    "findings_list": "it stands under a heading that sums up",
    "advice_section": "it stands among the recommendations",
    "advising": "its authors advise",
    "pull_quote": "the editors set it as a pull quote",
    "figures": "it states figures",
    "position": "it opens or closes its section",
    "centrality": "much of the part comes back to it",
}
#: From this strength on, a sign is told as a reason.
_TELLING = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A passage that deserves a record: rank from 1, score, reasons, and the records that rest on it already.

    ``kind`` is what it would most likely be, ``body`` whether it stands in the text proper.
    """

    passage: Passage
    rank: int
    score: float
    reasons: tuple[str, ...]
    kind: RecordKind
    body: bool = True
    records: tuple[str, ...] = ()


def propose(corpus: Corpus, source: str, texts: Mapping[str, str], without: Sequence[str] = ()) -> tuple[Proposal, ...]:
    """Every running passage of a source's parts, those first that most deserve a record; ties in document order.

    *texts* are the passages' texts by id where the document is at hand. *without* names signs that do not count.
    Front and back matter is proposed last of all, for it is about the publication.
    """
    known = corpus.index(source)
    found = signals(corpus.sources[source].passages, texts)
    resting = _resting(corpus, source)
    body = {name: known.parts[known.passages[name].part].matter == "body" for name in found}
    order = {name: number for number, name in enumerate(found)}
    scores = {name: score(one, without) for name, one in found.items()}
    ranked = sorted(found, key=lambda name: (not body[name], -scores[name], order[name]))
    return tuple(
        Proposal(
            passage=known.passages[name],
            rank=rank,
            score=scores[name],
            reasons=tuple(_REASONS[sign] for sign in WEIGHTS if _strength(found[name], sign) >= _TELLING),
            kind="recommendation" if found[name].advice_section and found[name].advising else "finding",
            body=body[name],
            records=resting.get(name, ()),
        )
        for rank, name in enumerate(ranked, start=1)
    )


def score(found: Signals, without: Sequence[str] = ()) -> float:
    """The weighted sum of the signs, 0 or more; half of it for a passage too short to say something."""
    points = sum(weight * _strength(found, sign) for sign, weight in WEIGHTS.items() if sign not in without)
    return points / 2 if 0 < found.words < SHORTEST else points


def _strength(found: Signals, sign: str) -> float:
    value: float = getattr(found, sign)
    return value


def _resting(corpus: Corpus, source: str) -> dict[str, tuple[str, ...]]:
    resting: dict[str, tuple[str, ...]] = {}
    for record in corpus.records.values():
        for evidence in record.evidence:
            if evidence.source == source:
                for passage in evidence.passages:
                    resting[passage] = (*resting.get(passage, ()), record.id)
    return resting
