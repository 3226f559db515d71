"""What happens to a corpus between two builds; each change is small, so that a failing run can be made small."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.redline.drawing import Kinds
from tests.redline.shelves import Item, Section, Sentence, Shelf, item, words_of

#: Where items stand on a shelf, apart from those in sections.
_PLAIN = ("messages", "figures", "entries", "references")
_KINDS = {
    "messages": "message", "figures": "figure", "entries": "entry", "references": "ref-work",
    "sections": "finding", "recommendations": "rec",
}  # fmt: skip


def _items(shelf: Shelf) -> list[Item]:
    plain = [one for name in _PLAIN for one in getattr(shelf, name)]
    return plain + [one for section in (*shelf.sections, *shelf.recommendations) for one in section.items]


def _each(shelf: Shelf, change: Callable[[tuple[Item, ...]], tuple[Item, ...]]) -> Shelf:
    """The shelf with every run of items changed."""
    plain = {name: change(getattr(shelf, name)) for name in _PLAIN}
    grouped = {
        name: tuple(replace(section, items=change(section.items)) for section in getattr(shelf, name))
        for name in ("sections", "recommendations")
    }
    return replace(shelf, **plain, **grouped)


def _one(shelf: Shelf, which: int, change: Callable[[Item], Item]) -> Shelf:
    items = _items(shelf)
    chosen = items[which % len(items)]
    return _each(shelf, lambda run: tuple(change(one) if one is chosen else one for one in run))


@dataclass(frozen=True, slots=True)
class Reword:
    """A few words of a sentence become others."""

    which: int
    seed: int
    most: int

    def apply(self, shelf: Shelf) -> Shelf:
        chance = random.Random(self.seed)

        def change(one: Item) -> Item:
            place = chance.randrange(len(one.sentences))
            words = list(one.sentences[place].words)
            for _ in range(chance.randint(1, self.most)):
                spot = chance.randrange(len(words))
                if not words[spot].startswith("r") or not any(sign.isdigit() for sign in words[spot]):
                    words[spot : spot + chance.randint(0, 1)] = words_of(chance, 1, 2)
            sentence = replace(one.sentences[place], words=tuple(words))
            return replace(one, sentences=(*one.sentences[:place], sentence, *one.sentences[place + 1 :]))

        return _one(shelf, self.which, change)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure changes and nothing else; without a figure, one comes in."""

    which: int
    value: int

    def apply(self, shelf: Shelf) -> Shelf:
        def change(one: Item) -> Item:
            first = one.sentences[0]
            words = tuple(f"{self.value} percent" if word.endswith("percent") else word for word in first.words)
            if words == first.words:
                words = (*words, f"{self.value} percent")
            return replace(one, sentences=(replace(first, words=words), *one.sentences[1:]))

        return _one(shelf, self.which, change)


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """A note says something else, comes in where none was, or goes."""

    which: int
    seed: int
    goes: bool

    def apply(self, shelf: Shelf) -> Shelf:
        chance = random.Random(self.seed)

        def change(one: Item) -> Item:
            place = chance.randrange(len(one.sentences))
            old = one.sentences[place]
            mark = next((word for word in old.words if word.startswith("r") and "k" in word), "r0k0")
            note = () if self.goes and old.note else (mark.replace("k", "m"), *words_of(chance, 3, 6))
            return replace(
                one, sentences=(*one.sentences[:place], replace(old, note=note), *one.sentences[place + 1 :])
            )

        return _one(shelf, self.which, change)


@dataclass(frozen=True, slots=True)
class MoreSentences:
    """A statement grows by a sentence with a note, or loses its last."""

    which: int
    seed: int

    def apply(self, shelf: Shelf) -> Shelf:
        chance = random.Random(self.seed)

        def change(one: Item) -> Item:
            if len(one.sentences) > 2:
                return replace(one, sentences=one.sentences[:-1])
            number = f"{shelf.made}"
            said = Sentence((f"r{number}k9", *words_of(chance, 3, 8)), (f"r{number}m9", *words_of(chance, 3, 5)))
            return replace(one, sentences=(*one.sentences, said))

        return replace(_one(shelf, self.which, change), made=shelf.made + 1)


@dataclass(frozen=True, slots=True)
class Add:
    """A new item at a place of any run of items."""

    where: int
    at: int
    seed: int

    def apply(self, shelf: Shelf) -> Shelf:
        runs = [(name, -1) for name in _PLAIN if name != "figures" or len(shelf.figures) < 4]
        for name in ("sections", "recommendations"):
            runs += [(name, place) for place in range(len(getattr(shelf, name)))]
        name, place = runs[self.where % len(runs)]
        made = item(random.Random(self.seed), shelf.made, _KINDS[name], sentences=1 if place < 0 else 2)

        def put(run: tuple[Item, ...]) -> tuple[Item, ...]:
            at = self.at % (len(run) + 1)
            return (*run[:at], made, *run[at:])

        shelf = replace(shelf, made=shelf.made + 1)
        if place < 0:
            return replace(shelf, **{name: put(getattr(shelf, name))})
        sections: tuple[Section, ...] = getattr(shelf, name)
        changed = replace(sections[place], items=put(sections[place].items))
        return replace(shelf, **{name: (*sections[:place], changed, *sections[place + 1 :])})


@dataclass(frozen=True, slots=True)
class Remove:
    """An item is no longer chosen; the last of its section stays."""

    which: int

    def apply(self, shelf: Shelf) -> Shelf:
        items = _items(shelf)
        chosen = items[self.which % len(items)]
        grouped = [section.items for section in (*shelf.sections, *shelf.recommendations)]
        if any(run == (chosen,) for run in (*grouped, shelf.references)):
            return shelf
        return _each(shelf, lambda run: tuple(one for one in run if one is not chosen))


@dataclass(frozen=True, slots=True)
class Reorder:
    """An item goes to another place among its own."""

    which: int
    to: int

    def apply(self, shelf: Shelf) -> Shelf:
        items = _items(shelf)
        chosen = items[self.which % len(items)]

        def change(run: tuple[Item, ...]) -> tuple[Item, ...]:
            if not any(one is chosen for one in run):
                return run
            rest = [one for one in run if one is not chosen]
            rest.insert(self.to % (len(rest) + 1), chosen)
            return tuple(rest)

        return _each(shelf, change)


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections change: one moves, one comes, one goes, or one gets another heading."""

    what: int
    which: int
    seed: int

    def apply(self, shelf: Shelf) -> Shelf:
        chance = random.Random(self.seed)
        name = "recommendations" if self.what % 2 and shelf.recommendations else "sections"
        sections = list(getattr(shelf, name))
        place = self.which % len(sections)
        made = shelf.made
        match self.what // 2 % 4:
            case 0:
                sections.insert(chance.randrange(len(sections)), sections.pop(place))
            case 1:
                kinds = ("actor", "rec") if name == "recommendations" else ("section", "finding")
                new = item(chance, made + 1, kinds[1])
                sections.insert(place, Section(f"{kinds[0]}-{made}", (f"Part{made}", *words_of(chance, 2, 4)), (new,)))
                made += 2
            case 2 if len(sections) > 1:
                del sections[place]
            case _:
                sections[place] = replace(
                    sections[place], heading=(sections[place].heading[0], *words_of(chance, 2, 5))
                )
        return replace(shelf, **{name: tuple(sections), "made": made})


@dataclass(frozen=True, slots=True)
class Retitle:
    """The brief gets another title."""

    seed: int

    def apply(self, shelf: Shelf) -> Shelf:
        return replace(shelf, title=("Title", *words_of(random.Random(self.seed), 4, 7)))


@dataclass(frozen=True, slots=True)
class Level:
    """A section's heading becomes one of another level, its words the same or not."""

    which: int
    level: int
    seed: int = 0

    def apply(self, shelf: Shelf) -> Shelf:
        sections = list(shelf.sections)
        place = self.which % len(sections)
        chosen = replace(sections[place], level=self.level)
        if self.seed:
            words = words_of(random.Random(self.seed), 2, 5)
            chosen = replace(chosen, heading=(chosen.heading[0], *words))
        sections[place] = chosen
        return replace(shelf, sections=tuple(sections))


_N, _SEED = range(61), range(10_000)

#: Every kind of change with what its fields are drawn from.
CHANGES: Kinds = (
    (Reword, (_N, _SEED, range(1, 7))),
    (Reword, (_N, _SEED, range(1, 7))),
    (Figure, (_N, range(1, 1000))),
    (ChangeNote, (_N, _SEED, (False, True))),
    (MoreSentences, (_N, _SEED)),
    (Add, (_N, _N, _SEED)),
    (Add, (_N, _N, _SEED)),
    (Remove, (_N,)),
    (Reorder, (_N, _N)),
    (Sections, (range(8), _N, _SEED)),
    (Retitle, (_SEED,)),
    (Level, (_N, range(1, 4), (0, 0, 0, 7))),
)
