"""Keeping ids when a document is imported again: the same part, the same passage, the same id.

Which passage is which is found out over all parts of the source (:mod:`briefgen.importers.alignment`). What is new
gets numbers that were never used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefgen.corpus.sources import Part, Passage
from briefgen.importers.alignment import Alignment, align, equal_pairs
from briefgen.importers.passage_search import search
from briefgen.importers.sentences import alike

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


def align_passages(passages: Sequence[Passage], known: Sequence[Passage], gone: Sequence[Passage] = ()) -> Alignment:
    """Which passages (by their provisional ids) are which *known* ones, over all parts, and what is doubtful.

    Running text, pull quotes and front matter are told apart. A passage that is in none of the *known* ones and has
    the very words of one that an earlier edition lost (*gone*) is that one.
    """
    kept: dict[str, str] = {}
    every: list[Alignment] = []
    for letter in sorted({_letter(passage) for passage in passages}):
        new = [passage for passage in passages if _letter(passage) == letter]
        old = [passage for passage in known if _letter(passage) == letter]
        found = search(align(new, old), new, old)
        every.append(found)
        kept |= found.kept
        left = [passage for passage in new if passage.id not in found.kept]
        lost = [passage for passage in gone if _letter(passage) == letter]
        kept |= {left[here].id: lost[there].id for here, there in equal_pairs(left, lost).items()}
    return Alignment(
        kept=kept,
        doubtful=tuple(one for found in every for one in found.doubtful),
        split={old: new for found in every for old, new in found.split.items()},
        joined={new: old for found in every for new, old in found.joined.items()},
        replaced={name: share for found in every for name, share in found.replaced.items()},
    )


def renamed(aligned: Alignment, ids: Mapping[str, str]) -> Alignment:
    """The alignment with the passages' own ids in the place of their provisional ones."""
    return Alignment(
        kept={ids[new]: old for new, old in aligned.kept.items()},
        doubtful=tuple(replace(one, new=ids[one.new]) for one in aligned.doubtful),
        split={old: tuple(ids[new] for new in found) for old, found in aligned.split.items()},
        joined={ids[new]: found for new, found in aligned.joined.items()},
        replaced=aligned.replaced,
    )


def kept_ids(
    passages: Sequence[Passage], kept: Mapping[str, str], known: Sequence[Passage], gone: Sequence[Passage] = ()
) -> dict[str, str]:
    """The id that each passage (by its provisional id) is to have: its old one, or one that was never used."""
    highest: dict[str, int] = {}
    for passage in (*known, *gone):
        stem = _stem(passage)
        highest[stem] = max(highest.get(stem, 0), _number(passage))
    ids: dict[str, str] = {}
    for passage in passages:
        if passage.id in kept:
            ids[passage.id] = kept[passage.id]
            continue
        stem = _stem(passage)
        highest[stem] = highest.get(stem, 0) + 1
        ids[passage.id] = f"{stem}{highest[stem]:02d}"
    return ids


def _stem(passage: Passage) -> str:
    found = _ID.fullmatch(passage.id)
    return found["stem"] if found else passage.id


def _number(passage: Passage) -> int:
    found = _ID.fullmatch(passage.id)
    return int(found["number"]) if found else 0


def _letter(passage: Passage) -> str:
    """The letter before an id's number, which tells running text, pull quotes and front matter apart."""
    return _stem(passage)[-1]
