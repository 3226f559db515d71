"""How far two records say the same."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from briefgen.corpus.records import Record
from briefgen.select.terms import terms

#: From this likeness on, two records say the same. Measured in bench/ranking.py; see docs/selection.md.
SAME = 0.5

#: Stems that turn a statement round.
DENIALS = frozenset(("not", "no", "never", "nor", "neither", "none", "nothing", "cannot", "without"))


@dataclass(frozen=True, slots=True)
class Content:
    """What a record says, as sets: its stems, its pairs of neighbouring stems, and the figures among the stems."""

    stems: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    figures: frozenset[str]


def content(record: Record) -> Content:
    """The content of a record's headline and text."""
    return content_of(f"{record.headline}. {record.text.replace('{voice}', ' ')}")


def content_of(text: str) -> Content:
    """The content of a text."""
    found = terms(text)
    stems = frozenset(found)
    return Content(stems, frozenset(pairwise(found)), frozenset(stem for stem in stems if stem[0].isdigit()))


def likeness(one: Content, other: Content) -> float:
    """From 0 (no word in common) to 1 (the same words): Dice's coefficient over stems and pairs of stems.

    Dice, "Measures of the amount of ecologic association between species", Ecology 26(3), 1945.
    """
    whole = len(one.stems) + len(one.pairs) + len(other.stems) + len(other.pairs)
    if not whole:
        return 0.0
    return 2 * (len(one.stems & other.stems) + len(one.pairs & other.pairs)) / whole


def says_the_same(one: Record, other: Record, alike: float, contents: tuple[Content, Content]) -> bool:
    """Whether two records of so much likeness are duplicates.

    Not where each has a figure that the other lacks, not where one denies what the other does not, not where either contradicts the other, and not where one
    supports the other from another perspective: then the second voice is news.
    """
    if alike < SAME:
        return False
    mine, theirs = contents
    if mine.figures - theirs.figures and theirs.figures - mine.figures:
        return False
    if mine.stems & DENIALS != theirs.stems & DENIALS:
        return False
    kinds = {link.kind for link in one.links if link.record == other.id}
    kinds |= {link.kind for link in other.links if link.record == one.id}
    return "contradicts" not in kinds and not ("supports" in kinds and one.perspective != other.perspective)
