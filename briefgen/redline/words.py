"""What changed between two wordings, word by word, so that a person can read it.

Whole words, numbers and names; a word or two that happen to be the same between two changes belong to the change.
Notes that are called on both sides stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefgen.redline.units import Unit

#: A word with what stands inside it (2,000; dual-use; China’s), a run of room, or any other character.
_TOKEN = re.compile(r"\w+(?:[.,:’'\-\u2010\u2011\u00ad]\w+)*%?|\s+|.", re.DOTALL)
#: So many words in common between two changes, of so many characters together, are no reason to part them.
_ISLAND_WORDS, _ISLAND_LETTERS = 2, 10


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of both wordings, by unit numbers: the same where ``same``, else the one in the place of the other."""

    same: bool
    old: range
    new: range


def steps(old: Sequence[Unit], new: Sequence[Unit]) -> list[Step]:
    """How *old* becomes *new*; both are units without marks. Same and changed stretches take turns."""
    first, second = _tokens(old), _tokens(new)
    matcher = SequenceMatcher(None, _keys(old, first), _keys(new, second), autojunk=False)
    found = [(tag == "equal", range(a, b), range(c, d)) for tag, a, b, c, d in matcher.get_opcodes()]
    made: list[Step] = []
    for place, (same, one, other) in enumerate(found):
        left, right = _units(first, one), _units(second, other)
        island = same and 0 < place < len(found) - 1 and _is_island(old[left.start : left.stop])
        step = Step(same and not island, left, right)
        if made and made[-1].same == step.same:
            last = made.pop()
            step = Step(step.same, range(last.old.start, left.stop), range(last.new.start, right.stop))
        made.append(step)
    return made


def _tokens(units: Sequence[Unit]) -> list[range]:
    text = "".join(unit.text or " " for unit in units)
    return [range(found.start(), found.end()) for found in _TOKEN.finditer(text)]


def _keys(units: Sequence[Unit], tokens: Sequence[range]) -> list[tuple[tuple[str, str, str], ...]]:
    return [tuple(units[place].same for place in token) for token in tokens]


def _units(tokens: Sequence[range], of: range) -> range:
    if of.start >= len(tokens):
        end = tokens[-1].stop if tokens else 0
        return range(end, end)
    start = tokens[of.start].start
    return range(start, tokens[of.stop - 1].stop if of else start)


def _is_island(units: Sequence[Unit]) -> bool:
    if any(unit.kind != "char" for unit in units):
        return False
    text = "".join(unit.text for unit in units)
    return len(text.split()) <= 1 or (len(text.split()) <= _ISLAND_WORDS and len(text.strip()) <= _ISLAND_LETTERS)
