"""What a new build may change in a brief: sentences, records that come and go, notes, order; drawn from a random source.

Notes are numbered anew after each change, as compose does.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from briefgen.brief import (
    Bibliography,
    Box,
    Brief,
    Cell,
    CitationItem,
    Cite,
    FigureCard,
    FigureStrip,
    Heading,
    NoteText,
    Paragraph,
    Row,
    Table,
    Text,
)

WORDS = [
    "grain",
    "ports",
    "insurers",
    "Odesa",
    "premiums",
    "rose",
    "fell",
    "by",
    "12%",
    "in",
    "2024",
    "according",
    "to",
    "the",
    "ministry",
    "of",
    "trade",
]


def sentence(source: random.Random, least: int = 5, most: int = 14) -> str:
    return " ".join(source.choice(WORDS) for _ in range(source.randint(least, most))).capitalize() + "."


def mapped(thing: Any, change: Callable[[Any], Any]) -> Any:
    """A model with *change* made on everything in it, inner before outer."""
    if isinstance(thing, tuple):
        return tuple(made for one in thing if (made := mapped(one, change)) is not None)
    if is_dataclass(thing) and not isinstance(thing, type):
        inner = {
            f.name: mapped(getattr(thing, f.name), change)
            for f in fields(thing)
            if isinstance(getattr(thing, f.name), tuple | Paragraph | Row)
        }
        return change(replace(thing, **inner))
    return thing


class Book:
    """Notes by number while a brief is being changed; new ones get numbers that are not taken."""

    def __init__(self, brief: Brief) -> None:
        self.texts = {note.number: note.inlines for note in brief.notes}

    def cite(self, said: str) -> Cite:
        number = max(self.texts, default=0) + 1
        self.texts[number] = (Text(said),)
        return Cite(items=(CitationItem(reference="grain-report"),), records=("grain-01",), note=number)


def numbered(brief: Brief, book: Book) -> Brief:
    """The brief with its notes numbered in the order of their first calls."""
    order: dict[int, int] = {}

    def number(thing: Any) -> Any:
        if isinstance(thing, Cite) and thing.note:
            order.setdefault(thing.note, len(order) + 1)
            return replace(thing, note=order[thing.note])
        return thing

    blocks = tuple(_in_order(block, number) for block in brief.blocks)
    notes = tuple(NoteText(number=new, inlines=book.texts[old]) for old, new in order.items())
    return replace(brief, blocks=blocks, notes=notes)


def _in_order(thing: Any, change: Callable[[Any], Any]) -> Any:
    """Like mapped, in reading order: captions before rows, as the walk over a brief goes."""
    if isinstance(thing, tuple):
        return tuple(_in_order(one, change) for one in thing)
    if is_dataclass(thing):
        if isinstance(thing, Cite):
            return change(thing)
        names = [f.name for f in fields(thing)]
        inner = {
            name: _in_order(getattr(thing, name), change)
            for name in names
            if is_dataclass(getattr(thing, name)) or isinstance(getattr(thing, name), tuple)
        }
        return replace(thing, **inner)
    return thing


def rebuilt(brief: Brief, source: random.Random, changes: int) -> Brief:
    """A brief after some random changes of the corpus."""
    book = Book(brief)
    for _ in range(changes):
        brief = source.choice(CHANGES)(brief, source, book)
    return numbered(brief, book)


def _paragraphs(brief: Brief) -> list[str]:
    found: list[str] = []

    def look(thing: Any) -> Any:
        if isinstance(thing, Paragraph | Heading):
            found.append(thing.id)
        return thing

    mapped(brief.blocks, look)
    return found


def reword(brief: Brief, source: random.Random, book: Book) -> Brief:
    """Some words of one paragraph."""
    chosen = source.choice(_paragraphs(brief))

    def change(thing: Any) -> Any:
        if not isinstance(thing, Paragraph | Heading) or thing.id != chosen:
            return thing
        inlines = list(thing.inlines)
        places = [place for place, one in enumerate(inlines) if isinstance(one, Text)]
        if not places:
            return thing
        place = source.choice(places)
        words = inlines[place].text.split(" ")
        at = source.randrange(len(words))
        words[at : at + source.randint(0, 3)] = source.sample(WORDS, source.randint(0, 3))
        inlines[place] = Text(" ".join(words) or "Nothing.")
        if source.random() < 0.2 and isinstance(thing, Paragraph):
            inlines.append(book.cite(sentence(source)))
        if source.random() < 0.15:
            inlines = [one for one in inlines if not isinstance(one, Cite)]
        return replace(thing, inlines=tuple(inlines))

    return replace(brief, blocks=mapped(brief.blocks, change))


def renote(brief: Brief, source: random.Random, book: Book) -> Brief:
    """One note says something else."""
    if book.texts:
        number = source.choice(list(book.texts))
        book.texts[number] = (Text(sentence(source)), *book.texts[number][1:])
    return brief


def drop_block(brief: Brief, source: random.Random, book: Book) -> Brief:
    """A paragraph, a heading or a whole table is no longer there."""
    chosen = source.choice([block.id for block in brief.blocks if not isinstance(block, Bibliography)])
    return replace(brief, blocks=tuple(block for block in brief.blocks if block.id != chosen))


def add_block(brief: Brief, source: random.Random, book: Book) -> Brief:
    """A paragraph or heading is new."""
    number = source.randrange(10**6)
    place = source.randrange(3, len(brief.blocks))
    made: Any = Paragraph(
        id=f"new-{number}",
        role="body",
        inlines=(Text(sentence(source)), book.cite(sentence(source))),
        records=("grain-01",),
    )
    if source.random() < 0.3:
        made = Heading(id=f"new-heading-{number}", level=2, inlines=(Text(sentence(source, 2, 4)),))
    return replace(brief, blocks=(*brief.blocks[:place], made, *brief.blocks[place:]))


def swap_blocks(brief: Brief, source: random.Random, book: Book) -> Brief:
    """Two blocks change places."""
    one = source.randrange(3, len(brief.blocks) - 1)
    blocks = list(brief.blocks)
    blocks[one], blocks[one + 1] = blocks[one + 1], blocks[one]
    return replace(brief, blocks=tuple(blocks))


def change_rows(brief: Brief, source: random.Random, book: Book) -> Brief:
    """A table gets a row, loses one, or two change places."""
    tables = [block.id for block in brief.blocks if isinstance(block, Table) and block.rows]
    if not tables:
        return brief
    chosen = source.choice(tables)

    def change(thing: Any) -> Any:
        if not isinstance(thing, Table) or thing.id != chosen:
            return thing
        rows = list(thing.rows)
        what = source.random()
        if what < 0.35 and len(rows) > 1:
            del rows[source.randrange(len(rows))]
        elif what < 0.55 and len(rows) > 1:
            one = source.randrange(len(rows) - 1)
            rows[one], rows[one + 1] = rows[one + 1], rows[one]
        else:
            number = source.randrange(10**6)
            cells = tuple(
                Cell(
                    paragraphs=(Paragraph(id=f"row-{number}-{place}", role="cell", inlines=(Text(sentence(source)),)),)
                )
                for place in range(len(thing.header.cells))
            )
            rows.insert(source.randrange(len(rows) + 1), Row(id=f"row-{number}", cells=cells))
        return replace(thing, rows=tuple(rows))

    return replace(brief, blocks=mapped(brief.blocks, change))


def change_figures(brief: Brief, source: random.Random, book: Book) -> Brief:
    """Another figure at a glance, or one less."""

    def change(thing: Any) -> Any:
        if not isinstance(thing, FigureStrip):
            return thing
        cards = list(thing.cards)
        if len(cards) > 2 and source.random() < 0.5:
            del cards[source.randrange(len(cards))]
        else:
            number = source.randrange(10**6)
            value = Paragraph(id=f"figure-{number}-value", role="figure-value", inlines=(Text("41%"),))
            label = Paragraph(
                id=f"figure-{number}-label",
                role="figure-label",
                inlines=(Text(sentence(source)), book.cite("Table 3.")),
            )
            cards.append(FigureCard(id=f"figure-{number}", value=value, label=label))
        return replace(thing, cards=tuple(cards[:4]))

    return replace(brief, blocks=mapped(brief.blocks, change))


def change_messages(brief: Brief, source: random.Random, book: Book) -> Brief:
    """A key message comes or goes."""

    def change(thing: Any) -> Any:
        if not isinstance(thing, Box):
            return thing
        messages = list(thing.paragraphs)
        if len(messages) > 1 and source.random() < 0.5:
            del messages[source.randrange(len(messages))]
        else:
            identity = f"message-{source.randrange(10**6)}"
            made = Paragraph(
                id=identity, role="key-message", inlines=(Text(sentence(source)), book.cite(sentence(source)))
            )
            messages.insert(source.randrange(len(messages) + 1), made)
        return replace(thing, paragraphs=tuple(messages))

    return replace(brief, blocks=mapped(brief.blocks, change))


def repeat_note(brief: Brief, source: random.Random, book: Book) -> Brief:
    """A note that is called already is called once more at the end of another paragraph."""
    chosen = source.choice(_paragraphs(brief))
    if not book.texts:
        return brief
    note = source.choice(list(book.texts))

    def change(thing: Any) -> Any:
        if isinstance(thing, Paragraph) and thing.id == chosen:
            cite = Cite(items=(CitationItem(reference="grain-report"),), records=("grain-01",), note=note)
            return replace(thing, inlines=(*thing.inlines, cite))
        return thing

    return replace(brief, blocks=mapped(brief.blocks, change))


CHANGES = (
    reword,
    reword,
    reword,
    reword,
    renote,
    drop_block,
    add_block,
    swap_blocks,
    change_rows,
    change_rows,
    change_figures,
    change_messages,
    repeat_note,
)
