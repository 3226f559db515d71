"""The brief on Ukraine, as the desk makes it, and what a corpus might make of it next: its real words, tables and notes."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TypeVar

from briefgen.brief import (
    Block,
    Box,
    Brief,
    Cell,
    Cite,
    Emph,
    FigureCard,
    FigureStrip,
    Foreign,
    Heading,
    Inline,
    Inlines,
    Link,
    Listing,
    Paragraph,
    Row,
    SmallCaps,
    Strong,
    Superscript,
    Table,
    Text,
)

Run = TypeVar("Run", Heading, Paragraph)


def renewed(brief: Brief, seed: int) -> Brief:
    """The brief after a change of its corpus: some texts and notes reworded, some paragraphs and rows gone or moved."""
    chance = random.Random(f"renewed {seed}")
    blocks = [_reworded_block(block, chance) for block in brief.blocks if not _goes(block, chance)]
    for place in range(len(blocks) - 1):
        both = blocks[place : place + 2]
        if all(isinstance(one, Paragraph) and one.role == "body" for one in both) and chance.random() < 0.15:
            blocks[place : place + 2] = reversed(both)
    return _numbered(replace(brief, blocks=tuple(blocks)), chance)


def _goes(block: Block, chance: random.Random) -> bool:
    return isinstance(block, Paragraph) and block.role == "body" and chance.random() < 0.08


def _reworded_block(block: Block, chance: random.Random) -> Block:
    match block:
        case Heading() | Paragraph():
            return _reworded(block, chance)
        case Listing():
            return replace(block, entries=tuple(_reworded(one, chance) for one in block.entries))
        case Box():
            return replace(block, paragraphs=tuple(_reworded(one, chance) for one in block.paragraphs))
        case Table():
            kept = [row for row in block.rows if row.group or chance.random() > 0.1]
            return replace(block, rows=tuple(_reworded_row(row, chance) for row in kept))
        case _:
            return block


def _reworded_row(row: Row, chance: random.Random) -> Row:
    def cell(one: Cell) -> Cell:
        return replace(one, paragraphs=tuple(_reworded(said, chance) for said in one.paragraphs))

    return row if row.group else replace(row, cells=tuple(cell(one) for one in row.cells))


def _reworded(run: Run, chance: random.Random) -> Run:
    if chance.random() > 0.2 or run.id == "title":
        return run
    return replace(run, inlines=tuple(_other_words(one, chance) for one in run.inlines))


def _other_words(inline: Inline, chance: random.Random) -> Inline:
    if not isinstance(inline, Text) or len(inline.text.split(" ")) < 4:
        return inline
    words = inline.text.split(" ")
    for _ in range(chance.randint(1, 3)):
        spot = chance.randrange(1, len(words))
        words[spot : spot + chance.randint(0, 1)] = [
            chance.choice(["however", "15", "states", "no longer", "reported"])
        ]
    return Text(" ".join(words))


@dataclass
class _Numbers:
    """New numbers for the notes that are still called, in reading order."""

    known: dict[int, int]

    def new(self, old: int) -> int:
        return self.known.setdefault(old, len(self.known) + 1) if old else 0


def _numbered(brief: Brief, chance: random.Random) -> Brief:
    numbers = _Numbers({})
    blocks = tuple(_renumbered_block(block, numbers) for block in brief.blocks)
    texts = {note.number: note for note in brief.notes}
    notes = []
    for old, new in numbers.known.items():
        inlines = texts[old].inlines
        if chance.random() < 0.1:
            inlines = tuple(_other_words(one, chance) for one in inlines)
        notes.append(replace(texts[old], number=new, inlines=inlines))
    return replace(brief, blocks=blocks, notes=tuple(notes))


def _renumbered_block(block: Block, numbers: _Numbers) -> Block:
    match block:
        case Heading() | Paragraph():
            return _renumbered(block, numbers)
        case Listing():
            return replace(block, entries=tuple(_renumbered(one, numbers) for one in block.entries))
        case Box():
            return replace(block, paragraphs=tuple(_renumbered(one, numbers) for one in block.paragraphs))
        case Table():
            rows = [_renumbered_row(row, numbers) for row in (block.header, *block.rows)]
            return replace(block, header=rows[0], rows=tuple(rows[1:]))
        case FigureStrip():
            return replace(block, cards=tuple(_renumbered_card(card, numbers) for card in block.cards))
        case _:
            return block


def _renumbered_card(card: FigureCard, numbers: _Numbers) -> FigureCard:
    return replace(card, value=_renumbered(card.value, numbers), label=_renumbered(card.label, numbers))


def _renumbered_row(row: Row, numbers: _Numbers) -> Row:
    cells = [
        replace(cell, paragraphs=tuple(_renumbered(one, numbers) for one in cell.paragraphs)) for cell in row.cells
    ]
    return replace(row, cells=tuple(cells))


def _renumbered(run: Run, numbers: _Numbers) -> Run:
    return replace(run, inlines=_inlines(run.inlines, numbers))


def _inlines(inlines: Inlines, numbers: _Numbers) -> Inlines:
    return tuple(_inline(one, numbers) for one in inlines)


def _inline(inline: Inline, numbers: _Numbers) -> Inline:
    match inline:
        case Cite():
            return replace(inline, note=numbers.new(inline.note))
        case Emph() | Strong() | Superscript() | SmallCaps() | Link() | Foreign():
            return replace(inline, inlines=_inlines(inline.inlines, numbers))
        case _:
            return inline
