"""How well records are ranked, told apart and spread, measured on public test collections.

    python bench/ranking.py [FOLDER]

FOLDER holds ``cranfield`` (Cleverdon 1967: 1,400 abstracts, 225 questions) and ``perspectrum`` (Chen et al., NAACL
2019: claims with perspectives, paraphrases of one perspective grouped), each as ``docs.jsonl``, ``queries.jsonl`` and
``qrels.tsv`` or ``subtopics.tsv``. Questions with odd numbers were tuned on, those with even numbers were not.
What is missing is skipped with its reason.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from briefgen.select.balance import LAMBDA
from briefgen.select.likeness import DENIALS, SAME, Content, content_of, likeness
from briefgen.select.rank import FIELDS, K1, B, Fields, Statistics, match, read, requested, statistics
from briefgen.select.terms import terms, wanted

Relevance = Mapping[str, set[str]]
Groups = Mapping[str, Mapping[str, set[str]]]
DEPTH = 60


def lines(path: Path) -> list[dict[str, str]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def rows(path: Path) -> list[list[str]]:
    """The cells of a file of tab-separated values."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


class Collection:
    """Documents read once, with the documents that hold each stem."""

    def __init__(self, folder: Path) -> None:
        documents = lines(folder / "docs.jsonl")
        self.fields: dict[str, Fields] = {
            one["id"]: (terms(one["title"]), terms(one["text"]), (), (), ()) for one in documents
        }
        self.contents: dict[str, Content] = {one["id"]: content_of(one["text"]) for one in documents}
        self.texts = {one["id"]: one["text"] for one in documents}
        self.queries = {one["id"]: one["text"] for one in lines(folder / "queries.jsonl")}
        self._means = statistics(read(name, fields, requested(())) for name, fields in self.fields.items()).lengths
        self._holders: dict[str, set[str]] = {}
        for name, fields in self.fields.items():
            for stem in {stem for field in fields for stem in field}:
                self._holders.setdefault(stem, set()).add(name)

    def rank(self, question: str) -> list[tuple[float, str]]:
        """Points and documents that have anything of the question, best first."""
        request = requested(wanted(question))
        holders = set[str]().union(*(self._holders.get(want.stems[0], set()) for want in request.wants))
        readings = [read(name, self.fields[name], request) for name in sorted(holders)]
        known = Statistics(len(self.fields), statistics(readings).holders, self._means)
        return sorted(
            ((match(one, request, known).points, one.id) for one in readings), key=lambda one: (-one[0], one[1])
        )


def ndcg(order: Sequence[str], relevant: set[str]) -> float:
    """Normalised discounted cumulative gain at 10, binary (Järvelin and Kekäläinen 2002)."""
    gain = sum(1 / math.log2(place + 2) for place, name in enumerate(order[:10]) if name in relevant)
    return gain / sum(1 / math.log2(place + 2) for place in range(min(10, len(relevant))))


def precision(order: Sequence[str], relevant: set[str]) -> float:
    """Average precision over the whole order."""
    hits, total = 0, 0.0
    for place, name in enumerate(order, start=1):
        if name in relevant:
            hits += 1
            total += hits / place
    return total / len(relevant)


def halves(names: Iterable[str]) -> list[tuple[str, list[str]]]:
    """The questions in the tuned, the held-out half and all."""
    listed = sorted(names, key=int)
    odd = [name for name in listed if int(name) % 2]
    even = [name for name in listed if not int(name) % 2]
    return [("odd (tuned on)", odd), ("even (held out)", even), ("all", listed)]


def mean(names: Sequence[str], measure: Callable[[str], float]) -> float:
    """The mean of a measure over questions."""
    return sum(map(measure, names)) / len(names)


def cranfield(folder: Path) -> None:
    """Print nDCG@10 and MAP of the ranking."""
    collection = Collection(folder)
    relevant: dict[str, set[str]] = {}
    for question, name, grade in rows(folder / "qrels.tsv"):
        if int(grade) > 0:
            relevant.setdefault(question, set()).add(name)
    orders = {question: [name for _, name in collection.rank(collection.queries[question])] for question in relevant}
    print(f"Cranfield, k1 {K1}, b {B}, headline {FIELDS['headline']}")
    for label, names in halves(relevant):
        found = mean(names, lambda one: ndcg(orders[one], relevant[one]))
        average = mean(names, lambda one: precision(orders[one], relevant[one]))
        print(f"  {label:16} {len(names):4} questions  nDCG@10 {found:.3f}  MAP {average:.3f}")


def groups(folder: Path) -> dict[str, dict[str, set[str]]]:
    """By question, the documents with the groups of paraphrases they belong to."""
    found: dict[str, dict[str, set[str]]] = {}
    for question, name, group, _ in rows(folder / "subtopics.tsv"):
        found.setdefault(question, {}).setdefault(name, set()).add(group)
    return found


def told_apart(collection: Collection, grouped: Groups) -> None:
    """Print how many pairs that count as saying the same are paraphrases, by threshold and length."""
    print(f"Perspectrum, pairs under one claim that count as the same (threshold in use: {SAME})")
    pairs: list[tuple[float, int, bool]] = []
    for members in grouped.values():
        here = [name for name in members if name in collection.contents]
        for one, other in combinations(here, 2):
            mine, theirs = collection.contents[one], collection.contents[other]
            if collection.texts[one] != collection.texts[other] and mine.stems & DENIALS == theirs.stems & DENIALS:
                length = min(len(mine.stems), len(theirs.stems))
                pairs.append((likeness(mine, theirs), length, bool(members[one] & members[other])))
    for least in (1, 8, 12):
        for threshold in (0.4, 0.45, 0.5, 0.55, 0.6):
            alike = [same for found, length, same in pairs if found >= threshold and length >= least]
            if alike:
                right = sum(alike) / len(alike)
                print(f"  from {least:2} stems, {threshold:.2f}: {right:.3f} of {len(alike)} are paraphrases")


def gain(order: Sequence[str], members: Mapping[str, set[str]]) -> float:
    """Alpha-DCG at 10 with alpha 0.5: a group that was seen counts half (Clarke et al., SIGIR 2008)."""
    seen: dict[str, int] = {}
    total = 0.0
    for place, name in enumerate(order[:10]):
        for group in members.get(name, ()):
            total += 0.5 ** seen.get(group, 0) / math.log2(place + 2)
            seen[group] = seen.get(group, 0) + 1
    return total


def ideal(members: Mapping[str, set[str]]) -> list[str]:
    """The order of most gain, found greedily."""
    left, order = sorted(members), list[str]()
    while left and len(order) < 10:
        best = max(left, key=lambda name: gain([*order, name], members))
        left.remove(best)
        order.append(best)
    return order


def spread(pool: Sequence[tuple[float, str]], weight: float, contents: Mapping[str, Content]) -> list[str]:
    """The first ten by maximal marginal relevance."""
    best = max((points for points, _ in pool), default=0.0) or 1.0
    left = [(points / best, name) for points, name in pool]
    alike = dict.fromkeys((name for _, name in left), 0.0)
    order: list[str] = []
    while left and len(order) < 10:
        taken = max(left, key=lambda one: (weight * one[0] - (1 - weight) * alike[one[1]], -int(one[1])))
        left.remove(taken)
        order.append(taken[1])
        for _, name in left:
            alike[name] = max(alike[name], likeness(contents[name], contents[taken[1]]))
    return order


def spread_out(collection: Collection, grouped: Groups) -> None:
    """Print alpha-nDCG@10 by lambda: over all documents, and over those that fit the claim."""
    print(f"Perspectrum, every second claim, alpha-nDCG@10 by lambda (in use: {LAMBDA})")
    names = [name for name in collection.queries if name in grouped][::2]
    ranked = {name: collection.rank(collection.queries[name])[:DEPTH] for name in names}
    points = {name: {one: score for score, one in order} for name, order in ranked.items()}
    fitting = {name: [(points[name].get(one, 0.0), one) for one in sorted(grouped[name])] for name in names}
    best = {name: gain(ideal(grouped[name]), grouped[name]) for name in names}
    for label, pools in (("all documents", ranked), ("those that fit", fitting)):
        for weight in (1.0, 0.9, 0.8, 0.7, 0.6, 0.5):
            found = {name: gain(spread(pools[name], weight, collection.contents), grouped[name]) for name in names}
            parts = {name: found[name] / best[name] for name in names}
            said = [f"{half} {mean(ids, parts.__getitem__):.3f}" for half, ids in halves(names)]
            print(f"  {label:15} lambda {weight:.1f}: {', '.join(said)}")


def main(words: Sequence[str]) -> None:
    """Measure on what there is."""
    folder = Path(words[0]) if words else Path(__file__).resolve().parents[2] / "shared" / "collections"
    if (folder / "cranfield" / "docs.jsonl").is_file():
        cranfield(folder / "cranfield")
    else:
        print(f"skipped: no Cranfield collection in {folder / 'cranfield'}")
    if (folder / "perspectrum" / "docs.jsonl").is_file():
        collection = Collection(folder / "perspectrum")
        grouped = {
            claim: {name: found for name, found in members.items() if name in collection.fields}
            for claim, members in groups(folder / "perspectrum").items()
        }
        told_apart(collection, grouped)
        spread_out(collection, grouped)
    else:
        print(f"skipped: no Perspectrum collection in {folder / 'perspectrum'}")


if __name__ == "__main__":
    main(sys.argv[1:])
