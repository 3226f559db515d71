"""Rewriting every run of text of a brief, in reading order, its structure left as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal, TypeAlias, assert_never

from briefgen.brief import (
    Bibliography,
    Block,
    Blocks,
    Box,
    Contents,
    FigureCard,
    FigureStrip,
    Heading,
    Inlines,
    Listing,
    Paragraph,
    Role,
    Row,
    Table,
)

#: Where a run stands: a paragraph's role, a heading, or a box's title or table's caption.
Where: TypeAlias = Role | Literal["heading", "caption"]
Change: TypeAlias = Callable[[Inlines, Where], Inlines]


def rewrite(blocks: Blocks, change: Change) -> Blocks:
    """The blocks with each run changed; *change* is called once for each, in reading order."""
    return tuple(_block(block, change) for block in blocks)


def _block(block: Block, change: Change) -> Block:
    match block:
        case Heading():
            return replace(block, inlines=change(block.inlines, "heading"))
        case Paragraph():
            return _paragraph(block, change)
        case Listing():
            return replace(block, entries=_paragraphs(block.entries, change))
        case Box():
            title = change(block.title, "caption")
            return replace(block, title=title, paragraphs=_paragraphs(block.paragraphs, change))
        case FigureStrip():
            return replace(block, cards=tuple(_card(card, change) for card in block.cards))
        case Table():
            caption = change(block.caption, "caption")
            header = _row(block.header, change)
            return replace(block, caption=caption, header=header, rows=tuple(_row(row, change) for row in block.rows))
        case Contents():
            return replace(block, title=change(block.title, "caption"))
        case Bibliography():
            return replace(block, entries=_paragraphs(block.entries, change))
        case _:
            assert_never(block)


def _paragraph(paragraph: Paragraph, change: Change) -> Paragraph:
    return replace(paragraph, inlines=change(paragraph.inlines, paragraph.role))


def _paragraphs(paragraphs: tuple[Paragraph, ...], change: Change) -> tuple[Paragraph, ...]:
    return tuple(_paragraph(paragraph, change) for paragraph in paragraphs)


def _card(card: FigureCard, change: Change) -> FigureCard:
    return replace(card, value=_paragraph(card.value, change), label=_paragraph(card.label, change))


def _row(row: Row, change: Change) -> Row:
    cells = tuple(replace(cell, paragraphs=_paragraphs(cell.paragraphs, change)) for cell in row.cells)
    return replace(row, cells=cells)
