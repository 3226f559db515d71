"""The text of the document: each block as paragraphs and tables in the styles of the template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from briefgen.brief import (
    Bibliography,
    Block,
    Box,
    Brief,
    Cell,
    Contents,
    FigureCard,
    FigureStrip,
    Heading,
    Inlines,
    Listing,
    Paragraph,
    Row,
    Table,
    Text,
)
from briefgen.style import Style
from briefgen.walk import headings, plain, rows
from briefgen.writers._word.contents import ContentsTable, contents
from briefgen.writers._word.language import is_right_to_left
from briefgen.writers._word.numbering import Numbering
from briefgen.writers._word.outline import first_paragraph, said
from briefgen.writers._word.paragraphs import ParagraphMaker
from briefgen.writers._word.styles import STYLE_OF_ROLE
from briefgen.writers._word.tables import CellContent, RowContent, TableContent, column_widths, table
from briefgen.writers._word.xml import Element


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMaker:
    """Makes the body of a brief; ``width`` is that of the text, in twentieths of a point."""

    brief: Brief
    style: Style
    maker: ParagraphMaker
    numbering: Numbering
    width: int

    def content(self) -> list[Element]:
        """All blocks in order; a table is followed by a little room where what comes next brings none."""
        blocks = self.brief.blocks
        made: list[Element] = []
        for place, block in enumerate(blocks):
            elements = self._block(block)
            made.extend(elements)
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            if elements and isinstance(block, Table | FigureStrip) and not _brings_room(following):
                made.append(self.maker.paragraph("After table", ()))
        return made or [self.maker.paragraph("Body", ())]

    def word(self, english: str) -> Inlines:
        """One of the fixed words, in the brief's language."""
        return (Text(self.style.words.get(english, english)),)

    def _block(self, block: Block) -> list[Element]:
        match block:
            case Heading():
                return [self.maker.paragraph(f"heading {block.level}", block.inlines, (block.id,))]
            case Paragraph():
                return [self._paragraph(block)]
            case Listing():
                return self._listing(block)
            case Table():
                return self._table(block)
            case Box():
                return self._box(block)
            case FigureStrip():
                return self._figures(block)
            case Contents():
                entries = [heading for heading in headings(self.brief.blocks, block.depth) if plain(heading.inlines)]
                holds = ContentsTable(block=block.id, title=block.title, depth=block.depth, headings=entries)
                return [contents(holds, self.maker)]
            case Bibliography():
                return self._run_of(block.id, block.entries)
            case _:
                assert_never(block)

    def _paragraph(self, paragraph: Paragraph, within: tuple[str, ...] = (), style: str = "") -> Element:
        """A paragraph by its role, or in *style*; blocks that begin with it (*within*) are known by it too."""
        named = style or STYLE_OF_ROLE[paragraph.role]
        return self.maker.paragraph(named, paragraph.inlines, (*within, paragraph.id))

    def _run_of(self, block: str, paragraphs: tuple[Paragraph, ...]) -> list[Element]:
        return [
            self._paragraph(paragraph, (block,) if place == 0 else ()) for place, paragraph in enumerate(paragraphs)
        ]

    def _listing(self, listing: Listing) -> list[Element]:
        style = "List Number" if listing.ordered else "List Bullet"
        instance = self.numbering.begin() if listing.ordered and listing.entries else 0
        return [
            self.maker.paragraph(style, entry.inlines, (listing.id, entry.id) if place == 0 else (entry.id,), instance)
            for place, entry in enumerate(listing.entries)
        ]

    def _box(self, box: Box) -> list[Element]:
        if not said(box.title):
            return self._run_of(box.id, box.paragraphs)
        title = self.maker.paragraph("Key message heading", box.title, (box.id,))
        return [title, *(self._paragraph(paragraph) for paragraph in box.paragraphs)]

    def _figures(self, strip: FigureStrip) -> list[Element]:
        if not strip.cards:
            return []
        style = "Figure value narrow" if len(strip.cards) > 3 else "Figure value"
        cells = [
            CellContent(paragraphs=self._card(card, (strip.id,) if place == 0 else (), style))
            for place, card in enumerate(strip.cards)
        ]
        holds = TableContent(
            style=self.maker.sheet.table("Figure strip"),
            widths=column_widths((), len(cells), self.width),
            rows=(RowContent(cells=cells),),
            title=plain(self.word("Figures at a glance")),
            description=", ".join(said(card.value.inlines) for card in strip.cards),
            right_to_left=is_right_to_left(self.brief.language),
        )
        return [table(holds)]

    def _card(self, card: FigureCard, within: tuple[str, ...], style: str) -> list[Element]:
        return [self._paragraph(card.value, (*within, card.id), style), self._paragraph(card.label)]

    def _table(self, block: Table) -> list[Element]:
        columns = max([len(block.widths), *(_columns(row) for row in rows(block))])
        caption = [self.maker.paragraph("caption", block.caption, (block.id,))] if said(block.caption) else []
        filled = [row for row in rows(block) if row.cells]
        if not filled or not columns:
            return caption
        known_by = () if caption else (block.id,)
        holds = TableContent(
            style=self.maker.sheet.table("Brief table"),
            widths=column_widths(block.widths, columns, self.width),
            rows=[
                self._row(row, columns, header=row is block.header, within=known_by if row is filled[0] else ())
                for row in filled
            ],
            title=said(block.caption),
            description=", ".join(
                said(paragraph.inlines) for cell in block.header.cells for paragraph in cell.paragraphs
            ),
            right_to_left=is_right_to_left(self.brief.language),
        )
        return [*caption, table(holds)]

    def _row(self, row: Row, columns: int, *, header: bool, within: tuple[str, ...]) -> RowContent:
        first = first_paragraph(row)
        cells: list[CellContent] = []
        for place, cell in enumerate(row.cells):
            last = place == len(row.cells) - 1
            spare = columns - _columns(row)
            style = "Table heading" if header else "Table group" if row.group else ""
            made = [
                self._paragraph(
                    paragraph, (*within, row.id) if paragraph is first else (), style or _cell_style(cell, paragraph)
                )
                for paragraph in cell.paragraphs
            ]
            spanned = max(cell.columns, 1) + (spare if last and row.group else 0)
            cells.append(CellContent(paragraphs=made or [self.maker.paragraph("Table text", ())], columns=spanned))
            if last and not row.group:
                cells += [CellContent(paragraphs=[self.maker.paragraph("Table text", ())]) for _ in range(spare)]
        return RowContent(cells=cells, header=header)


def _columns(row: Row) -> int:
    return sum(max(cell.columns, 1) for cell in row.cells)


def _cell_style(cell: Cell, paragraph: Paragraph) -> str:
    if paragraph.role == "attribution":
        return "Table attribution"
    leads = cell.heads and paragraph.role == "cell" and paragraph is cell.paragraphs[0]
    return "Table row heading" if leads else STYLE_OF_ROLE[paragraph.role]


def _brings_room(block: Block | None) -> bool:
    """Whether a block has room above it by its own style, and keeps two tables apart."""
    match block:
        case Heading() | Contents():
            return True
        case Box() | Table():
            return bool(said(block.title if isinstance(block, Box) else block.caption))
        case _:
            return False
