"""Which paragraph of an editor's copy is which block of the build it came from, and what the editor did with it.

A block is known by its bookmark; where bookmarks were lost, copied or carried astray, by its text. The build as it
was kept (the *base*) is the authority: a bookmark around words that are clearly another block's counts for nothing,
and what cannot be told is not guessed. ::

    aligned = align(base, copy)              # both DOCX bytes; raises DocumentError where too little can be told
    for block in aligned.blocks:             # every block of the base that has words, in the base's order
        block.id, block.change               # "untouched", "edited", "formatted", "deleted", "split", "joined"
        block.base, block.text               # its words in the base, and in the copy with tracked changes accepted
        block.notes                          # per note call: its words in the base and in the copy
    for own in aligned.own:                  # the editor's own paragraphs, in order
        own.after, own.text, own.table       # the block before it, its words, whether it stands in a table of theirs

Words are given with all tracked changes accepted (``text``) and rejected (``rejected``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefgen.redline.pairing import Pairing, paired
from briefgen.redline.story import ENTRY, Line, Story, by_id, opened
from briefgen.redline.units import Unit, accepted, rejected, said

#: What an editor did with a block; ``formatted``: its words stand, their look was changed.
Change = Literal["untouched", "edited", "formatted", "deleted", "split", "joined"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePair:
    """A note of a block: its words in the base and in the copy; empty where it is not there."""

    base: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignedBlock:
    """A block of the base, and what became of it.

    ``places`` are the numbers of the copy's paragraphs that it is now (several where it was split). ``tracked``:
    tracked changes stand in it, anybody's. ``moved``: it stands at another place among the blocks than it did.
    """

    id: str
    change: Change
    base: str
    text: str
    rejected: str
    places: tuple[int, ...]
    notes: tuple[NotePair, ...] = ()
    moved: bool = False
    tracked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A paragraph of the editor's: the block before it (empty: none), its words, notes, and whether a table holds it."""

    after: str
    place: int
    text: str
    rejected: str
    notes: tuple[str, ...] = ()
    table: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """An editor's copy against the base: every block that has words, and the editor's own paragraphs."""

    blocks: tuple[AlignedBlock, ...]
    own: tuple[Own, ...]


def align(base: bytes, copy: bytes) -> Aligned:
    """What an editor did with the build *base*; both are DOCX files.

    Raises DocumentError where either is no Word document, where *base* carries no receipt, or where so few of its
    blocks are found in *copy* that the one cannot have come from the other.
    """
    before = opened(base)
    after = opened(copy, before.colours)
    pairing = paired(before, after)
    blocks = tuple(
        _block(identity, line, pairing, before, after)
        for identity, line in by_id(before).items()
        if not identity.startswith(ENTRY) and said(line.units)
    )
    return Aligned(blocks=blocks, own=_own(pairing, after))


def _block(identity: str, line: Line, pairing: Pairing, before: Story, after: Story) -> AlignedBlock:
    lines = pairing.lines.get(identity, ())
    units = [unit for found in lines for unit in found.units]
    text = _joined(lines)
    return AlignedBlock(
        id=identity,
        change=_change(identity, line, lines, pairing),
        base=said(line.units),
        text=text,
        rejected="\n".join(said(rejected(found.units)) for found in lines),
        places=tuple(found.place for found in lines),
        notes=_notes(line, lines, before, after),
        moved=identity in pairing.moved,
        tracked=any(unit.revisions for unit in units) or any(found.mark_revision for found in lines),
    )


def _joined(lines: Sequence[Line]) -> str:
    return "\n".join(said(accepted(found.units)) for found in lines)


def _change(identity: str, line: Line, lines: Sequence[Line], pairing: Pairing) -> Change:
    if not lines or (not spoken(accepted(lines[0].units)) and len(lines) == 1):
        return "deleted"
    if len(lines) > 1:
        return "split"
    if identity in pairing.joined:
        return "joined"
    now = accepted(lines[0].units)
    if same(now, line.units) and lines[0].style == line.style:
        return "untouched"
    letters = [unit.text for unit in now if unit.text]
    return "formatted" if letters == [unit.text for unit in line.units if unit.text] else "edited"


def spoken(units: Sequence[Unit]) -> bool:
    """Whether units hold anything that is seen."""
    return any(unit.kind != "mark" and not unit.text.isspace() for unit in units)


def same(one: Sequence[Unit], other: Sequence[Unit]) -> bool:
    """Whether two runs of units say the same in the same look; notes are compared by themselves."""
    return [unit.same for unit in one if unit.kind != "mark"] == [unit.same for unit in other if unit.kind != "mark"]


def note_texts(units: Sequence[Unit], story: Story) -> list[str]:
    """The words of the notes that units call, in order, with tracked changes accepted."""
    notes = [story.note_of(unit) for unit in units if unit.kind == "call"]
    return [said(accepted(story.note_units(note))) if note is not None else "" for note in notes]


def _notes(line: Line, lines: Sequence[Line], before: Story, after: Story) -> tuple[NotePair, ...]:
    old = note_texts(line.units, before)
    new = [text for found in lines for text in note_texts(accepted(found.units), after)]
    kept = [old[place] if place < len(old) else "" for place in range(max(len(old), len(new)))]
    if len(old) != len(new):  # a call came or went: each note is held against the one that says the same
        gone = [text for text in old if text not in new]
        pairs = [NotePair(base=text if text in old else "", text=text) for text in new]
        return (*pairs, *(NotePair(base=text, text="") for text in gone))
    return tuple(NotePair(base=one, text=other) for one, other in zip(kept, new, strict=True))


def _own(pairing: Pairing, after: Story) -> tuple[Own, ...]:
    tables = {id(line.table) for lines in pairing.lines.values() for line in lines if line.table is not None}
    owners = {line.place: identity for identity, lines in pairing.lines.items() for line in lines}
    made: list[Own] = []
    last = ""
    for line in after.lines:
        if line.place in owners:
            last = owners[line.place]
            continue
        if spoken(accepted(line.units)):  # what is struck is there no more
            made.append(
                Own(
                    after=last,
                    place=line.place,
                    text=said(accepted(line.units)),
                    rejected=said(rejected(line.units)),
                    notes=tuple(note_texts(accepted(line.units), after)),
                    table=line.table is not None and id(line.table) not in tables,
                )
            )
    return tuple(made)
