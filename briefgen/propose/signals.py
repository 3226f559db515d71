"""What speaks for a passage: signs of its place, of its form and of its words, each from 0 to 1.

Signs of place need no text, so that a source of which only locations are kept can be proposed from: headings, lists,
pull quotes, position (H. P. Edmundson, "New Methods in Automatic Extracting", Journal of the ACM 16(2), 1969, found
headings and position to tell most). Centrality is LexRank's degree (G. Erkan and D. R. Radev, "LexRank: Graph-based
Lexical Centrality as Salience in Text Summarization", Journal of Artificial Intelligence Research 22, 2004) over the
passages of one part: by the cosine of their weighted stems where the text is at hand, else by their fingerprints.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefgen.corpus.anchors import similarity
from briefgen.corpus.sources import Passage
from briefgen.select.terms import fold, terms

#: Headings under which a publication says what matters, as they begin or as they are, in the languages of our words.
_FINDINGS = re.compile(
    r"\b(?:key (?:findings|messages|points|takeaways|conclusions)|main (?:findings|points|messages)|executive summary|"
    r"summary|abstract|in brief|at a glance|highlights|zusammenfassung|kernpunkte|kernaussagen|ergebnisse|resume|"
    r"synthese|points cles|messages cles|resumen|conclusiones|sintesi|samenvatting|streszczenie)\b"
)
_ADVICE = re.compile(
    r"\b(?:recommend\w*|policy (?:options|pathways|proposals|implications|priorities)|way forward|ways forward|"
    r"next steps|what (?:to do|should be done|.{2,40} (?:can|should|must) do)|proposals|priorities for|"
    r"handlungsempfehlung\w*|empfehlung\w*|recommandation\w*|recomendaci\w+|raccomandazion\w+|aanbeveling\w*|"
    r"rekomendacj\w+)\b"
)
_CONCLUSION = re.compile(r"\b(?:conclu\w+|outlook|fazit|ausblick|perspectives)\b")
#: Words with which authors advise.
_ADVISING = re.compile(
    r"\b(?:should|must|ought to|needs? to|has to|have to|recommend\w*|urge[sd]?|call(?:s|ed)? (?:on|for)|"
    r"advis(?:e|es|ed|able)|propos(?:e|es|ed)|it is (?:essential|crucial|vital|imperative|necessary|time)|"
    r"can be (?:achieved|addressed|done)|priorit(?:y|ies|ise|ize)|sollten?|muss|mussen|devrai(?:t|ent)|doi(?:t|vent))\b"
)
#: Figures of a passage from this many on count fully.
_MANY_FIGURES = 3
#: Cosine from which two passages count as neighbours; LexRank's authors found 0.1 best of 0.1, 0.2 and 0.3.
_NEIGHBOURS = 0.1
_NEIGHBOURS_BY_FINGERPRINT = 0.12
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What speaks for a passage, each from 0 to 1 (see the module), and its length in words (0: not known)."""

    findings_list: float = 0.0
    advice_section: float = 0.0
    advising: float = 0.0
    pull_quote: float = 0.0
    figures: float = 0.0
    position: float = 0.0
    centrality: float = 0.0
    words: int = 0


def signals(passages: Sequence[Passage], texts: Mapping[str, str]) -> dict[str, Signals]:
    """The signals of each running paragraph and list entry of a source, by id, in the order of the document.

    *texts* are the passages' texts by id, empty where the document is not at hand. Tables and front matter deserve no
    record and are left out; a pull quote speaks for the passage that it repeats.
    """
    running = [passage for passage in passages if passage.kind in ("paragraph", "list-item")]
    quoted = {passage.repeats for passage in passages if passage.kind == "pull-quote" and passage.repeats}
    positions = dict(_positions(running))
    central: dict[str, float] = {}
    for _, part in groupby(running, key=lambda passage: passage.part):
        central |= _centrality(list(part), texts)
    return {
        passage.id: Signals(
            findings_list=_findings(passage),
            advice_section=_advice(passage),
            advising=_advising(texts.get(passage.id, "")),
            pull_quote=float(passage.id in quoted),
            figures=_figures(passage),
            position=positions[passage.id],
            centrality=central[passage.id],
            words=len(texts.get(passage.id, "").split()),
        )
        for passage in running
    }


def _findings(passage: Passage) -> float:
    """1 in a list of key findings or a summary, a half in a conclusion."""
    headings = [fold(heading) for heading in passage.section]
    if any(_FINDINGS.search(heading) for heading in headings):
        return 1.0
    return 0.5 if any(_CONCLUSION.search(heading) for heading in headings) else 0.0


def _advice(passage: Passage) -> float:
    return float(any(_ADVICE.search(fold(heading)) for heading in passage.section))


def _advising(text: str) -> float:
    """How often the authors advise: 0, then 0.6 for once and 1 for twice and more."""
    times = len(_ADVISING.findall(fold(text)))
    return (0.0, 0.6, 1.0)[min(times, 2)]


def _figures(passage: Passage) -> float:
    telling = [figure for figure in passage.figures if not _YEAR.fullmatch(figure)]
    return min(len(telling) / _MANY_FIGURES, 1.0)


def _positions(running: Sequence[Passage]) -> Iterator[tuple[str, float]]:
    """First in its section 1, last 0.8, second 0.4; the more so at the ends of a part."""
    for _, part in groupby(running, key=lambda passage: passage.part):
        for _, section in groupby(part, key=lambda passage: passage.section):
            members = list(section)
            for number, passage in enumerate(members):
                last = number == len(members) - 1
                yield passage.id, 1.0 if number == 0 else 0.8 if last else 0.4 if number == 1 else 0.0


def _centrality(part: Sequence[Passage], texts: Mapping[str, str]) -> dict[str, float]:
    """The share of the part's other passages that a passage is a neighbour of, the highest being 1."""
    if all(texts.get(passage.id) for passage in part):
        alike = _by_words([terms(texts[passage.id]) for passage in part])
    else:
        alike = _by_fingerprint(part)
    degrees = [sum(row) for row in alike]
    most = max(degrees, default=0) or 1
    return {passage.id: degree / most for passage, degree in zip(part, degrees, strict=True)}


def _by_words(documents: Sequence[tuple[str, ...]]) -> list[list[bool]]:
    holders = Counter(stem for document in documents for stem in set(document))
    vectors = [_weighted(Counter(document), holders, len(documents)) for document in documents]
    return [[one is not other and _cosine(one, other) >= _NEIGHBOURS for other in vectors] for one in vectors]


def _weighted(counts: Counter[str], holders: Mapping[str, int], size: int) -> dict[str, float]:
    """A document as a vector of length 1: times the logarithm of how rare a stem is in the part."""
    weights = {stem: times * math.log(1 + size / holders[stem]) for stem, times in counts.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {stem: weight / length for stem, weight in weights.items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    fewer, more = (one, other) if len(one) <= len(other) else (other, one)
    return sum(weight * more[stem] for stem, weight in fewer.items() if stem in more)


def _by_fingerprint(part: Sequence[Passage]) -> list[list[bool]]:
    return [
        [
            one is not other and similarity(one.fingerprint, other.fingerprint) >= _NEIGHBOURS_BY_FINGERPRINT
            for other in part
        ]
        for one in part
    ]
