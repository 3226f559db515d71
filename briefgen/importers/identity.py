"""Keeping ids when a document is imported again: the same part, the same passage, the same id.

A passage is known again by its digest, in the order of the text; else, between two passages known again, by a
clear likeness of fingerprints; else anywhere in its part, by a likeness that is hardly chance. What is new gets
numbers that were never used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from briefgen.corpus.anchors import similarity
from briefgen.corpus.sources import Part, Passage
from briefgen.importers.sentences import alike

#: Share of words in common from which a passage is the same one: between known neighbours, and anywhere.
BETWEEN_NEIGHBOURS, ANYWHERE = 0.5, 0.8
#: Likeness of letters from which two titles name one part (0 to 1).
SAME_TITLE = 0.85

_ID = re.compile(r"(?P<stem>.+\.[a-z])(?P<number>\d+)")


def part_ids(wanted: Sequence[tuple[str, str]], known: Sequence[Part]) -> list[str]:
    """Ids for parts given as (id, title): that of the known part with the same title, else with the same id.

    A part whose title a person changed is known by its id; a part that is new gets an id that was never used.
    """
    left = list(known)
    kept = [""] * len(wanted)
    for by_title, by_id in ((True, True), (True, False), (False, True)):
        for position, (wish, title) in enumerate(wanted):
            if kept[position]:
                continue
            for part in left:
                titled = alike(part.title, title) > SAME_TITLE
                if (titled or not by_title) and (part.id == wish or not by_id):
                    kept[position] = part.id
                    left.remove(part)
                    break
    used = {part.id for part in known}
    for position, (wish, _) in enumerate(wanted):
        if not kept[position]:
            kept[position] = _fresh_part(wish, used)
            used.add(kept[position])
    return kept


def _fresh_part(wish: str, used: set[str]) -> str:
    if wish not in used:
        return wish
    stem = re.fullmatch(r"(.*?)(\d+)", wish)
    base, number, width = (stem[1], int(stem[2]), len(stem[2])) if stem else (f"{wish}-", 1, 1)
    while f"{base}{number:0{width}}" in used:
        number += 1
    return f"{base}{number:0{width}}"


def kept_ids(passages: Sequence[Passage], known: Sequence[Passage]) -> dict[str, str]:
    """The id that each passage (by its provisional id) is to have."""
    ids: dict[str, str] = {}
    stems = sorted({_stem(passage) for passage in passages})
    for stem in stems:
        new = [passage for passage in passages if _stem(passage) == stem]
        old = [passage for passage in known if _stem(passage) == stem]
        pairs = dict(_pairs(new, old))
        highest = max((_number(passage) for passage in old), default=0)
        for position, passage in enumerate(new):
            if position in pairs:
                ids[passage.id] = old[pairs[position]].id
            else:
                highest += 1
                ids[passage.id] = f"{stem}{highest:02d}"
    return ids


def _stem(passage: Passage) -> str:
    found = _ID.fullmatch(passage.id)
    return found["stem"] if found else passage.id


def _number(passage: Passage) -> int:
    found = _ID.fullmatch(passage.id)
    return int(found["number"]) if found else 0


def _pairs(new: Sequence[Passage], old: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Which new passage is which old one, by position."""
    pairs: dict[int, int] = {}
    digests = [passage.digest for passage in old], [passage.digest for passage in new]
    for block in SequenceMatcher(None, *digests, autojunk=False).get_matching_blocks():
        pairs.update({block.b + offset: block.a + offset for offset in range(block.size)})
    for position, passage in enumerate(new):
        if position not in pairs:
            same = [i for i, other in enumerate(old) if other.digest == passage.digest and i not in pairs.values()]
            pairs.update({position: same[0]} if same else {})
    _by_likeness(new, old, pairs, BETWEEN_NEIGHBOURS, between=True)
    _by_likeness(new, old, pairs, ANYWHERE, between=False)
    yield from pairs.items()


def _by_likeness(
    new: Sequence[Passage], old: Sequence[Passage], pairs: dict[int, int], least: float, *, between: bool
) -> None:
    """Add the pairs that are most alike first, as long as they are alike enough."""
    scored = [
        (similarity(passage.fingerprint, old[candidate].fingerprint), -abs(position - candidate), position, candidate)
        for position, passage in enumerate(new)
        if position not in pairs
        for candidate in _candidates(position, len(new), len(old), pairs, between=between)
    ]
    for score, _, position, candidate in sorted(scored, reverse=True):
        if score >= least and position not in pairs and candidate not in pairs.values():
            pairs[position] = candidate


def _candidates(position: int, count: int, size: int, pairs: Mapping[int, int], *, between: bool) -> list[int]:
    """The old passages that are not yet known again, all of them or those between the neighbours' old places."""
    taken = set(pairs.values())
    low, high = -1, size
    if between:
        low = next((pairs[before] for before in range(position - 1, -1, -1) if before in pairs), -1)
        high = next((pairs[after] for after in range(position + 1, count) if after in pairs), size)
    return [candidate for candidate in range(low + 1, high) if candidate not in taken]
