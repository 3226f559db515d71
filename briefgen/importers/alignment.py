"""Which passage of a new edition is which of the old one: by digest, then by fingerprint, then by the neighbours.

Passages with the same digest are the same. Of the others every pair that is at all alike is scored: the share of
words in common (from the fingerprints), and, with less weight, that of the passages before and after. The best
pairs are taken first, each passage once; two pairs that would be better the other way round are exchanged. A pair
is sure where it is alike enough, the more so the less its place speaks for it, and where no rival that is left
comes near. What is not sure is no pair: it is a :class:`Doubtful` one, for a person. Nothing is guessed in silence.

Where the texts of both editions are at hand, passages still missing are looked for in the text itself (see
:mod:`briefgen.importers.passage_search`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefgen.corpus.sources import Passage
from briefgen.importers.likeness import likeness, number_of, pieces

#: Share of words in common (0 to 1) from which a pair is sure: alone in its gap between known neighbours; with others
#: in that gap, or between neighbours that are alike themselves; and anywhere.
ALONE, BETWEEN, ANYWHERE = 0.3, 0.35, 0.42
#: From this share on, a passage that is not sure is named as one that may be it, in its gap and anywhere. Of two
#: passages of one publication that have nothing to do with each other, one pair in a hundred reaches 0.26, one in
#: a thousand 0.33 (bench/drift.py).
DOUBTFUL_HERE, DOUBTFUL = 0.25, 0.33
#: So much better (0 to 2, own likeness and neighbours together) a pair must be than one that is left instead.
MARGIN = 0.12
#: What a neighbour's likeness counts beside the passage's own, and how alike the two together are that speak for it.
NEIGHBOUR, ALIKE = 0.25, 0.5
#: A gap between known neighbours is looked through whole up to so many passages.
WIDEST_GAP = 12
#: So often at most the gaps are narrowed by what became sure, and pairs exchanged.
ROUNDS = 5
#: Candidates scored for each passage, those first that agree in most rare values.
CANDIDATES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """An old passage that may be a new one, by their ids, and how alike they are (0 to 1)."""

    old: str
    new: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Old ids by (provisional) ids of the new passages, and what is for a person to decide.

    ``split`` are the new passages that an old one was split into, by its id; ``joined`` the old passages that were
    joined into a new one, by its id; both with the one that keeps the id among them. ``replaced`` are shares of words
    that changed (0 to 1), by old id, where both texts are at hand.
    """

    kept: Mapping[str, str] = field(default_factory=dict)
    doubtful: tuple[Doubtful, ...] = ()
    split: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    joined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    replaced: Mapping[str, float] = field(default_factory=dict)


def align(new: Sequence[Passage], old: Sequence[Passage]) -> Alignment:
    """The alignment of one kind of passages, both in reading order.

    Time grows with the passages times those that share rare values with them: some seconds for 5,000 passages that
    have all been reworded.
    """
    work = _Work(new, old)
    work.take_equal()
    work.score()
    work.assign()
    work.exchange()
    return work.settled()


def equal_pairs(new: Sequence[Passage], old: Sequence[Passage]) -> dict[int, int]:
    """Old positions by new ones of passages with the same digest.

    Where several have it, those in the same surroundings come first, then those of the same part, then the rest in
    their order.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for position, passage in enumerate(old):
        places[passage.digest].append(position)
    wanted: dict[str, list[int]] = defaultdict(list)
    for position, passage in enumerate(new):
        if passage.digest in places:
            wanted[passage.digest].append(position)
    pairs: dict[int, int] = {}
    for digest, positions in wanted.items():
        pairs.update(_equal(positions, places[digest], new, old))
    return pairs


def _equal(
    news: Sequence[int], olds: Sequence[int], new: Sequence[Passage], old: Sequence[Passage]
) -> Iterator[tuple[int, int]]:
    def around(side: Sequence[Passage], position: int) -> tuple[str, str]:
        before = side[position - 1].digest if position else ""
        return before, side[position + 1].digest if position + 1 < len(side) else ""

    def both(first: int, second: int) -> bool:
        return around(new, first) == around(old, second)

    def one(first: int, second: int) -> bool:
        mine, other = around(new, first), around(old, second)
        return mine[0] == other[0] or mine[1] == other[1]

    def part(first: int, second: int) -> bool:
        return new[first].part == old[second].part

    waiting, left = list(news), list(olds)
    for fits in (both, one, part, None):
        for position in list(waiting):
            found = next((candidate for candidate in left if fits is None or fits(position, candidate)), None)
            if found is not None:
                waiting.remove(position)
                left.remove(found)
                yield position, found


class _Work:
    """One alignment while it is made; positions instead of ids."""

    def __init__(self, new: Sequence[Passage], old: Sequence[Passage]) -> None:
        self._new, self._old = new, old
        self._prints = [number_of(one.fingerprint) for one in new], [number_of(one.fingerprint) for one in old]
        self._pairs: dict[int, int] = {}
        self._equal: frozenset[int] = frozenset()
        self._own: dict[tuple[int, int], float] = {}
        self._score: dict[tuple[int, int], float] = {}

    def take_equal(self) -> None:
        self._pairs = equal_pairs(self._new, self._old)
        self._equal = frozenset(self._pairs)

    def score(self) -> None:
        """Score every pair of passages that are not yet known again and at all alike."""
        taken = set(self._pairs.values())
        left = [position for position in range(len(self._old)) if position not in taken]
        rare = _Rare({position: self._old[position].fingerprint for position in left})
        gaps = self._gaps()
        for position, passage in enumerate(self._new):
            if position in self._pairs:
                continue
            for candidate in dict.fromkeys((*gaps[position], *rare.like(passage.fingerprint))):
                if candidate in taken:
                    continue
                own = likeness(self._prints[0][position], self._prints[1][candidate])
                if own >= (DOUBTFUL_HERE if candidate in gaps[position] else DOUBTFUL):
                    self._own[position, candidate] = own
                    self._score[position, candidate] = own + self._around(position, candidate)

    def _around(self, position: int, candidate: int) -> float:
        """What the passages before and after two passages say of their being the same: 0 to 0.5."""
        new, old = self._prints
        said = 0.0
        for step in (-1, 1):
            here, there = position + step, candidate + step
            inside = 0 <= here < len(new), 0 <= there < len(old)
            if all(inside):
                said += likeness(new[here], old[there])
            elif not any(inside):
                said += 1
        return NEIGHBOUR * said

    def assign(self) -> None:
        """Take the best pairs first, each passage once."""
        taken = set(self._pairs.values())
        for (position, candidate), _ in sorted(self._score.items(), key=lambda one: (-one[1], one[0])):
            if position not in self._pairs and candidate not in taken:
                self._pairs[position] = candidate
                taken.add(candidate)

    def exchange(self) -> None:
        """Exchange two pairs that are better the other way round, until there are none, or too many rounds."""
        by_old = {old: new for new, old in self._pairs.items()}
        for _ in range(ROUNDS):
            changed = False
            for (position, candidate), score in self._score.items():
                mine, other = self._pairs.get(position), by_old.get(candidate)
                if mine is None or other is None or mine == candidate or other in self._equal:
                    continue
                crossed = self._score.get((other, mine))
                if crossed is not None and score + crossed > self._scored(position) + self._scored(other) + 1e-9:
                    self._pairs[position], self._pairs[other] = candidate, mine
                    by_old[candidate], by_old[mine] = position, other
                    changed = True
            if not changed:
                return

    def _scored(self, position: int) -> float:
        return self._score.get((position, self._pairs[position]), 0.0)

    def settled(self) -> Alignment:
        """The sure pairs, what was split and joined, and of the rest whatever a person should look at."""
        sure = self._sure()
        split, joined = self._split(sure), self._joined(sure)
        used = {position for found in split.values() for position in found} | set(sure)
        found = set(sure.values()) | {candidate for found in joined.values() for candidate in found}
        best: dict[int, tuple[float, int]] = {}
        for (position, candidate), own in sorted(self._own.items()):
            if position not in used and candidate not in found:
                best[candidate] = max(best.get(candidate, (0.0, -1)), (own, position))
        new, old = [one.id for one in self._new], [one.id for one in self._old]
        return Alignment(
            kept={new[position]: old[candidate] for position, candidate in sure.items()},
            doubtful=tuple(
                Doubtful(old=old[candidate], new=new[position], score=round(own, 2))
                for candidate, (own, position) in sorted(best.items())
            ),
            split={old[candidate]: tuple(new[one] for one in found) for candidate, found in split.items()},
            joined={new[position]: tuple(old[one] for one in found) for position, found in joined.items()},
        )

    def _best(self, sure: Mapping[int, int], *, of_new: bool) -> dict[int, int]:
        """For each passage of one edition that is not unchanged the best of the other that is free for it."""
        taken = set(sure.values())
        best: dict[int, tuple[float, int]] = {}
        for (position, candidate), own in self._own.items():
            if sure.get(position) == candidate or (position not in sure and candidate not in taken):
                mine, other = (position, candidate) if of_new else (candidate, position)
                best[mine] = max(best.get(mine, (0.0, -1)), (own, other))
        return {mine: other for mine, (_, other) in sorted(best.items())}

    def _split(self, sure: dict[int, int]) -> dict[int, tuple[int, ...]]:
        """Old passages that were split, with their pieces; the piece most like the whole keeps the id."""
        split: dict[int, tuple[int, ...]] = {}
        for candidate, position in self._best(sure, of_new=False).items():
            if sure.get(position, candidate) != candidate:  # a piece of another passage by now
                continue
            found = pieces(self._prints[1][candidate], self._prints[0], position, lambda one: one not in sure)
            if found:
                sure[position] = candidate
                split[candidate] = found.positions
                sure.update(dict.fromkeys((one for one in found.positions if one != position), -1))
        for position in [position for position, candidate in sure.items() if candidate < 0]:
            del sure[position]
        return split

    def _joined(self, sure: dict[int, int]) -> dict[int, tuple[int, ...]]:
        """New passages that old ones were joined into; the one most like the whole gives its id."""
        joined: dict[int, tuple[int, ...]] = {}
        taken = set(sure.values())
        for position, candidate in self._best(sure, of_new=True).items():
            if sure.get(position, candidate) != candidate or (position not in sure and candidate in taken):
                continue
            found = pieces(self._prints[0][position], self._prints[1], candidate, lambda one: one not in taken)
            if found:
                sure[position] = candidate
                joined[position] = found.positions
                taken.update(found.positions)
        return joined

    def _sure(self) -> dict[int, int]:
        """Pairs that are sure; each makes the gap around its neighbours narrower, so that they are asked again."""
        sure = {new: old for new, old in self._pairs.items() if new in self._equal}
        rivals = self._rivals()
        waiting = [
            position
            for position in sorted(self._pairs)
            if position not in sure and self._scored(position) - rivals.get(position, 0.0) >= MARGIN
        ]
        for _ in range(ROUNDS):
            gaps = _Gaps(sure, len(self._new), len(self._old))
            fresh = [position for position in waiting if self._is_sure(position, gaps)]
            if not fresh:
                break
            sure.update({position: self._pairs[position] for position in fresh})
            waiting = [position for position in waiting if position not in sure]
        return sure

    def _is_sure(self, position: int, gaps: _Gaps) -> bool:
        candidate = self._pairs[position]
        own = self._own[position, candidate]
        alike = self._scored(position) - own >= NEIGHBOUR * ALIKE
        return own >= min(gaps.least(position, candidate), BETWEEN if alike else 1.0)

    def _rivals(self) -> dict[int, float]:
        """For each pair the score that it must outdo: the best that one of its passages has with one left over.

        A rival that is itself paired counts by what an exchange of the two pairs would lose.
        """
        by_old = {old: new for new, old in self._pairs.items()}
        rivals: dict[int, float] = {}
        for (position, candidate), score in self._score.items():
            mine, other = self._pairs.get(position), by_old.get(candidate)
            if mine == candidate:
                continue
            if mine is not None and other is not None:
                if other in self._equal or position in self._equal:
                    continue
                crossed = score + self._score.get((other, mine), 0.0)
                for one, rest in ((position, other), (other, position)):
                    rivals[one] = max(rivals.get(one, 0.0), crossed - self._scored(rest))
            else:
                paired = position if mine is not None else other
                if paired is not None and paired not in self._equal:
                    rivals[paired] = max(rivals.get(paired, 0.0), score)
        return rivals

    def _gaps(self) -> list[range]:
        """For each new passage the old positions between its known neighbours' places, if they are not many."""
        gaps = _Gaps(self._pairs, len(self._new), len(self._old))
        return [gaps.of(position) for position in range(len(self._new))]


class _Gaps:
    """The stretches between passages that are known."""

    def __init__(self, known: Mapping[int, int], count: int, size: int) -> None:
        self._known = known
        self._before: list[tuple[int, int]] = []
        self._after: list[tuple[int, int]] = []
        last = (-1, -1)
        for position in range(count):
            self._before.append(last)
            last = (position, known[position]) if position in known else last
        last = (count, size)
        for position in reversed(range(count)):
            self._after.append(last)
            last = (position, known[position]) if position in known else last
        self._after.reverse()

    def of(self, position: int) -> range:
        """Old positions between the nearest known neighbours' places; none where they are far apart or crossed."""
        low, high = self._before[position][1], self._after[position][1]
        return range(low + 1, high) if 0 < high - low - 1 <= WIDEST_GAP else range(0)

    def least(self, position: int, candidate: int) -> float:
        """The share of words from which the pair is sure, by what its place says."""
        gap = self.of(position)
        if candidate not in gap:
            return ANYWHERE
        wide = self._after[position][0] - self._before[position][0] - 1
        return ALONE if len(gap) == 1 and wide == 1 else BETWEEN


class _Rare:
    """Old passages by the values of their fingerprints, those that many have left out (the commonest words')."""

    def __init__(self, fingerprints: Mapping[int, str]) -> None:
        lists: dict[tuple[int, int], list[int]] = defaultdict(list)
        for position, fingerprint in fingerprints.items():
            for key in enumerate(bytes.fromhex(fingerprint)):
                lists[key].append(position)
        most = max(32, len(fingerprints) // 16)
        self._lists = {key: found for key, found in lists.items() if len(found) <= most}

    def like(self, fingerprint: str) -> Iterable[int]:
        """The passages that agree with *fingerprint* in most values."""
        counted: Counter[int] = Counter()
        for key in enumerate(bytes.fromhex(fingerprint)):
            counted.update(self._lists.get(key, ()))
        return (position for position, _ in counted.most_common(CANDIDATES))
