"""Going over a brief: every paragraph, every inline, every citation, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from briefgen.brief import (
    Abbreviation,
    Bibliography,
    Block,
    Blocks,
    Box,
    Cell,
    Cite,
    Contents,
    Emph,
    FigureStrip,
    Foreign,
    Heading,
    Inline,
    Inlines,
    LineBreak,
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


def runs(blocks: Blocks) -> Iterator[Heading | Paragraph]:
    """Every heading and paragraph in reading order: the smallest blocks, those that hold inlines."""
    for block in blocks:
        yield from _runs(block)


def _runs(block: Block) -> Iterator[Heading | Paragraph]:
    match block:
        case Heading() | Paragraph():
            yield block
        case Listing():
            yield from block.entries
        case Box():
            yield from block.paragraphs
        case FigureStrip():
            for card in block.cards:
                yield card.value
                yield card.label
        case Table():
            for row in (block.header, *block.rows):
                for cell in row.cells:
                    yield from cell.paragraphs
        case Contents():
            pass
        case Bibliography():
            yield from block.entries
        case _:
            assert_never(block)


def inlines(run: Inlines) -> Iterator[Inline]:
    """Every inline of a run, outer before inner, in reading order; a citation's label is not entered."""
    for inline in run:
        yield inline
        match inline:
            case Emph() | Strong() | Superscript() | SmallCaps() | Link() | Foreign():
                yield from inlines(inline.inlines)
            case Text() | Abbreviation() | LineBreak() | Cite():
                pass
            case _:
                assert_never(inline)


def captions(blocks: Blocks) -> Iterator[Inlines]:
    """Runs of text that are not paragraphs of their own: box titles and table captions, in reading order."""
    for block in blocks:
        match block:
            case Box() | Contents():
                yield block.title
            case Table():
                yield block.caption
            case _:
                pass


def plain(run: Inlines) -> str:
    """The text of a run as a reader sees it, without note marks."""
    said: list[str] = []
    for inline in run:
        match inline:
            case Text() | Abbreviation():
                said.append(inline.text)
            case LineBreak():
                said.append(" ")
            case Cite():
                said.append(plain(inline.label))
            case Emph() | Strong() | Superscript() | SmallCaps() | Link() | Foreign():
                said.append(plain(inline.inlines))
            case _:
                assert_never(inline)
    return "".join(said)


def cites(blocks: Blocks) -> tuple[Cite, ...]:
    """Every citation in reading order."""
    return tuple(inline for run in runs(blocks) for inline in inlines(run.inlines) if isinstance(inline, Cite))


def rows(table: Table) -> tuple[Row, ...]:
    """All rows of a table, the header first."""
    return (table.header, *table.rows)


def first_of(cell: Cell) -> Paragraph | None:
    """The first paragraph of a cell, or None."""
    return cell.paragraphs[0] if cell.paragraphs else None


def headings(blocks: Blocks, depth: int) -> tuple[Heading, ...]:
    """The headings down to a level, in order."""
    return tuple(block for block in blocks if isinstance(block, Heading) and block.level <= depth)
