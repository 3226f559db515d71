"""The blocks of a brief one by one, as the receipt lists them and as bookmarks name them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

from briefgen.brief import (
    Bibliography,
    Block,
    Blocks,
    Box,
    Cite,
    Contents,
    FigureStrip,
    Heading,
    Inlines,
    Listing,
    Paragraph,
    Row,
    Table,
)
from briefgen.errors import BriefgenError, Problem
from briefgen.walk import first_of, inlines, plain, rows
from briefgen.writers._word.bookmarks import bookmark_name
from briefgen.writers._word.xml import clean

#: ``paragraph`` and ``heading`` hold text; the others are known by the first paragraph in them.
Kind = Literal["heading", "paragraph", "listing", "table", "row", "box", "figures", "figure", "contents", "sources"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockEntry:
    """A block: its id, kind, the block it stands in (empty: none), records, text and the notes it calls."""

    id: str
    kind: Kind
    within: str = ""
    records: tuple[str, ...] = ()
    text: str = ""
    notes: tuple[int, ...] = ()


def entries(blocks: Blocks) -> Iterator[BlockEntry]:
    """Every block in document order, a block before those in it."""
    for block in blocks:
        yield from _entries(block)


def _entries(block: Block) -> Iterator[BlockEntry]:
    match block:
        case Heading() | Paragraph():
            yield _leaf(block, "")
        case Listing():
            yield BlockEntry(id=block.id, kind="listing", records=block.records)
            yield from (_leaf(entry, block.id) for entry in block.entries)
        case Box():
            yield BlockEntry(id=block.id, kind="box", records=block.records, text=said(block.title))
            yield from (_leaf(paragraph, block.id) for paragraph in block.paragraphs)
        case FigureStrip():
            yield BlockEntry(id=block.id, kind="figures", records=block.records)
            for card in block.cards:
                yield BlockEntry(id=card.id, kind="figure", within=block.id, records=card.records)
                yield from (_leaf(paragraph, card.id) for paragraph in (card.value, card.label))
        case Table():
            yield BlockEntry(id=block.id, kind="table", records=block.records, text=said(block.caption))
            for row in rows(block):
                yield BlockEntry(id=row.id, kind="row", within=block.id, records=row.records)
                yield from (_leaf(paragraph, row.id) for cell in row.cells for paragraph in cell.paragraphs)
        case Contents():
            yield BlockEntry(id=block.id, kind="contents", text=said(block.title))
        case Bibliography():
            yield BlockEntry(id=block.id, kind="sources")
            yield from (_leaf(entry, block.id) for entry in block.entries)
        case _:
            assert_never(block)


def _leaf(run: Heading | Paragraph, within: str) -> BlockEntry:
    notes = tuple(found.note for found in inlines(run.inlines) if isinstance(found, Cite) and found.note)
    kind: Kind = "heading" if isinstance(run, Heading) else "paragraph"
    return BlockEntry(id=run.id, kind=kind, within=within, records=run.records, text=said(run.inlines), notes=notes)


def said(text: Inlines) -> str:
    """The text of a run as it will be read back from Word: see ``reading.text_of``."""
    return clean(plain(text))


def bookmarks(blocks: Blocks) -> dict[str, str]:
    """Bookmark names by block id, in document order; raises BriefgenError where two blocks have one id."""
    names: dict[str, str] = {}
    for entry in entries(blocks):
        if entry.id in names:
            raise BriefgenError(Problem(f"two blocks have the id '{entry.id}'", "please report this brief"))
        names[entry.id] = bookmark_name(entry.id)
    return names


def first_paragraph(row: Row) -> Paragraph | None:
    """The paragraph that a row is known by."""
    return next((found for cell in row.cells if (found := first_of(cell)) is not None), None)
