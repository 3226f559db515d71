"""Pairing the paragraphs of an editor's copy with the blocks of the base: bookmarks first, held against the words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from briefgen.errors import DocumentError, Problem
from briefgen.redline.story import ENTRY, Line, Story, by_id, entry_target
from briefgen.redline.units import accepted, rejected, said
from briefgen.writers._word.bookmarks import bookmark_name

#: How alike (words in common, 0 to 1) a paragraph must be to its block where nothing but its words tells of it.
_ALIKE = 0.6
#: How much more alike than the next best.
_CLEARLY = 0.15
#: How alike the two halves of a block that was split must be to the whole.
_SPLIT = 0.8
#: Less alike than this, a bookmark counts for nothing where its block's words stand elsewhere.
_ASTRAY = 0.5
#: The share of blocks that must be found again where most of what stands is strange, or the copy is not understood.
_ENOUGH = 0.5
#: So many blocks known by their bookmarks tell a copy for what it is, whatever an editor deleted in it; one is enough
#: where its receipt is the base's.
_KNOWN = 3


@dataclass(slots=True, kw_only=True)
class Pairing:
    """Blocks and the paragraphs that they are now.

    ``lines`` are the copy's paragraphs by block id; a block that is not there was deleted. ``joined`` are blocks that
    share a paragraph with another; ``moved`` those that stand in another order than in the base.
    """

    lines: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    joined: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)


def paired(before: Story, after: Story) -> Pairing:
    """The blocks of a base in an editor's copy.

    Raises DocumentError where the base carries no receipt, or where so few of its blocks are found, and those by their
    words alone, that nobody can tell what the rest of the copy is.
    """
    blocks = by_id(before)
    worker = _Worker(blocks, after)
    worker.by_bookmark()
    marked = frozenset(worker.pairing.lines)
    worker.by_text()
    worker.by_likeness()
    worker.halves()
    pairing = worker.pairing
    with_words = [one for one, line in blocks.items() if not one.startswith(ENTRY) and said(line.units).strip()]
    here = sum(one in pairing.lines for one in with_words)
    known = sum(one in marked for one in with_words) >= (1 if after.receipt == before.receipt else _KNOWN)
    taken = {line.place for lines in pairing.lines.values() for line in lines}
    strange = sum(bool(said(line.units).strip()) and line.place not in taken for line in after.lines)
    if not here or (not known and here < _ENOUGH * len(with_words) and strange > here):
        raise DocumentError(
            Problem(
                f"only {here} of the {len(with_words)} paragraphs of the last build can be found in it",
                "it may have gone through another format; bring the edits over to the new build by hand",
            )
        )
    _find_moves(pairing, list(blocks))
    return pairing


def words(text: str) -> list[str]:
    """The words of a text, for telling how alike two are."""
    return text.split()


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two runs of words are, from 0 to 1 (difflib's ratio: twice the words in common over all words)."""
    if not one or not other:
        return 0.0
    if min(len(one), len(other)) * 2 < _ASTRAY * (len(one) + len(other)) / 2:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


class _Worker:
    """One pairing being made; ``texts`` are the copy's paragraphs with tracked changes accepted."""

    def __init__(self, blocks: Mapping[str, Line], after: Story) -> None:
        self.pairing = Pairing()
        self._blocks = blocks
        self._after = after
        self._wanted = {identity: said(line.units) for identity, line in blocks.items()}
        self._texts = [said(accepted(line.units)) or said(rejected(line.units)) for line in after.lines]
        self._free = set(range(len(after.lines)))
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(self._texts):
            self._places[text].append(place)

    def _take(self, identity: str, place: int) -> None:
        self.pairing.lines[identity] = (self._after.lines[place],)
        self._free.discard(place)

    def by_bookmark(self) -> None:
        """Give each block the paragraph that carries its bookmark, unless the words say that it is not the one."""
        carried: dict[str, list[int]] = defaultdict(list)
        entries: dict[str, list[int]] = defaultdict(list)
        for place, line in enumerate(self._after.lines):
            for mark in line.marks:
                carried[mark].append(place)
            if target := entry_target(line):
                entries[target].append(place)
        owners: dict[int, list[str]] = defaultdict(list)
        for identity in self._blocks:
            entry = identity.startswith(ENTRY)
            name = bookmark_name(identity.removeprefix(ENTRY))
            best = self._best(identity, (entries if entry else carried)[name])
            if best is not None:
                owners[best].append(identity)
        for owned, identities in owners.items():
            self._settle(owned, identities)

    def _best(self, identity: str, places: Sequence[int]) -> int | None:
        """The most alike of the paragraphs that carry a block's bookmark; None where it went astray."""
        wanted = self._wanted[identity]
        exact = [place for place in places if self._texts[place] == wanted]
        if exact or not places:
            return max(exact, key=lambda place: (self._is_as_built(identity, place), -place), default=None)
        alike = {place: likeness(words(wanted), words(self._texts[place])) for place in places}
        best = max(places, key=lambda place: (alike[place], -place))
        others = [place for place in self._places[wanted] if wanted.strip()]
        if not self._texts[best].strip() and others:  # split at its very beginning: the words went on
            return min(others, key=lambda place: abs(place - best))
        foreign = self._texts[best] in {text for one, text in self._wanted.items() if one != identity}
        astray = alike[best] < _ASTRAY and foreign and (len(others) == 1 or not wanted.strip())
        return None if astray else best

    def _is_as_built(self, identity: str, place: int) -> bool:
        """Whether a paragraph is its block to the look of each letter: of two copies that say the same, that is the one."""
        base, now = self._blocks[identity].units, accepted(self._after.lines[place].units)
        return [one.same for one in base if one.kind != "mark"] == [one.same for one in now if one.kind != "mark"]

    def _settle(self, place: int, identities: list[str]) -> None:
        """One paragraph, the blocks whose bookmarks it carries: one of them it is, or all of them joined."""
        exact = [one for one in identities if self._wanted[one] == self._texts[place]]
        if exact and len(identities) > 1:
            identities = exact[:1]  # the other bookmarks came with something that was taken out
        for identity in identities:
            self._take(identity, place)
        if len(identities) > 1:
            self.pairing.joined.update(identities)

    def by_text(self) -> None:
        """Give blocks whose bookmarks are lost the paragraphs that say the same, each once, in order."""
        lost: dict[str, list[str]] = defaultdict(list)
        for identity, text in self._wanted.items():
            if identity not in self.pairing.lines and text.strip():
                lost[text].append(identity)
        for text, identities in lost.items():
            for entries in (False, True):
                wanted = [one for one in identities if one.startswith(ENTRY) == entries]
                places = [one for one in self._places[text] if one in self._free and self._is_entry(one) == entries]
                places.sort(key=self._is_struck)  # what stands comes before what is struck; else the order stays
                for identity, place in zip(wanted, places, strict=False):
                    self._take(identity, place)

    def _is_entry(self, place: int) -> bool:
        """Whether a paragraph is an entry of the table of contents, by its style."""
        style = self._after.lines[place].style
        return style.startswith(("toc ", "contents ")) and style[-1:].isdigit()

    def _is_struck(self, place: int) -> bool:
        return not said(accepted(self._after.lines[place].units)).strip()

    def by_likeness(self) -> None:
        """Give a block whose bookmark is lost the one paragraph that is clearly it, though reworded."""
        free = [place for place in sorted(self._free) if self._texts[place].strip() and not self._marked(place)]
        split = {place: words(self._texts[place]) for place in free}
        for identity, text in self._wanted.items():
            if identity in self.pairing.lines or identity.startswith(ENTRY) or len(words(text)) < 4:
                continue
            alike = sorted((likeness(words(text), split[place]), place) for place in free if place in self._free)
            second = alike[-2][0] if len(alike) > 1 else 0.0
            if alike and alike[-1][0] >= _ALIKE and alike[-1][0] - second >= _CLEARLY:
                self._take(identity, alike[-1][1])

    def _marked(self, place: int) -> bool:
        """Whether a paragraph carries the bookmark of a block that no base knows: kept against a build's wish."""
        known = {bookmark_name(identity) for identity in self._blocks if not identity.startswith(ENTRY)}
        return any(mark not in known for mark in self._after.lines[place].marks)

    def halves(self) -> None:
        """Where a block lost its end to the paragraph after it, both are the block; a word of it may have been split."""
        for identity, lines in list(self.pairing.lines.items()):
            wanted, first = words(self._wanted[identity]), lines[0].place
            if identity in self.pairing.joined or len(self._texts[first]) >= len(self._wanted[identity]):
                continue
            taken = [first]
            have = self._texts[first]
            while taken[-1] + 1 in self._free and not self._after.lines[taken[-1] + 1].marks:
                more = self._texts[taken[-1] + 1]
                joined = max(f"{have} {more}", have + more, key=lambda text: likeness(wanted, words(text)))
                whole = likeness(wanted, words(joined))
                if not more.strip() or whole < _SPLIT or whole <= likeness(wanted, words(have)):
                    break
                have = joined
                taken.append(taken[-1] + 1)
            if len(taken) > 1:
                self.pairing.lines[identity] = tuple(self._after.lines[place] for place in taken)
                self._free -= set(taken)


def _find_moves(pairing: Pairing, order: Sequence[str]) -> None:
    """Note which blocks stand out of order: those outside the longest run that kept it."""
    here = [identity for identity in order if identity in pairing.lines]
    kept = in_order([pairing.lines[identity][0].place for identity in here])
    pairing.moved |= {identity for place, identity in enumerate(here) if place not in kept}


def in_order(numbers: Sequence[int], weights: Sequence[int] = ()) -> set[int]:
    """The places of a heaviest run of *numbers* that ascends; each weighs 1 where no weights are given.

    Of runs that weigh the same, the one that is found first in reading order.
    """
    heavy = list(weights) or [1] * len(numbers)
    best: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        earlier = [other for other in range(place) if numbers[other] <= number]
        last = max(earlier, key=lambda other: best[other], default=-1)
        before.append(last)
        best.append(heavy[place] + (best[last] if last >= 0 else 0))
    kept: set[int] = set()
    place = max(range(len(numbers)), key=lambda one: best[one], default=-1)
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept
