"""Tables (ECMA-376 Part 1, 17.4): fixed columns, header rows that repeat, rows that stay whole, borders by style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from briefgen.writers._word.xml import Element, clean, element, value

#: Longest description of a table that Word's dialog shows, in characters.
_DESCRIPTION = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class CellContent:
    """A cell: its paragraphs, at least one, and over how many columns it goes."""

    paragraphs: Sequence[Element]
    columns: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RowContent:
    """A row: its cells, and whether it is the header, which repeats on each page."""

    cells: Sequence[CellContent]
    header: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableContent:
    """A table: its style, the columns' widths in twentieths of a point, its rows, and what a screen reader says."""

    style: str
    widths: Sequence[int]
    rows: Sequence[RowContent]
    title: str = ""
    description: str = ""
    right_to_left: bool = False


def column_widths(shares: Sequence[float], columns: int, whole: int) -> list[int]:
    """Widths of *columns* columns that add up to *whole*; shares that are missing or no shares count equally."""
    usable = list(shares[:columns]) if len(shares) >= columns and all(share > 0 for share in shares) else [1] * columns
    total = sum(usable)
    edges = [round(whole * part / total) for part in accumulate(usable)]
    return [edge - before for before, edge in zip([0, *edges[:-1]], edges, strict=True)]


def table(content: TableContent) -> Element:
    """The ``w:tbl`` of a table with at least one column and row."""
    grid = [element("w:gridCol", {"w:w": str(width)}) for width in content.widths]
    rows = [_row(row, content.widths) for row in content.rows]
    return element("w:tbl", None, [_properties(content), element("w:tblGrid", None, grid), *rows])


def _properties(content: TableContent) -> Element:
    head = any(row.header for row in content.rows)
    properties = [value("w:tblStyle", content.style)]
    if content.right_to_left:
        properties.append(element("w:bidiVisual"))
    look = {"w:firstRow": str(int(head)), "w:lastRow": "0", "w:firstColumn": "0", "w:lastColumn": "0"}
    look |= {"w:noHBand": "1", "w:noVBand": "1", "w:val": "0620" if head else "0600"}
    properties += [
        element("w:tblW", {"w:w": str(sum(content.widths)), "w:type": "dxa"}),
        element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblLook", look),
    ]
    if content.title:
        properties.append(value("w:tblCaption", clean(content.title)[:_DESCRIPTION]))
    if content.description:
        properties.append(value("w:tblDescription", clean(content.description)[:_DESCRIPTION]))
    return element("w:tblPr", None, properties)


def _row(row: RowContent, widths: Sequence[int]) -> Element:
    properties = [element("w:cantSplit")]
    if row.header:
        properties.append(element("w:tblHeader"))
    made = element("w:tr", None, [element("w:trPr", None, properties)])
    column = 0
    for cell in row.cells:
        made.append(_cell(cell, sum(widths[column : column + cell.columns])))
        column += cell.columns
    return made


def _cell(cell: CellContent, width: int) -> Element:
    properties = [element("w:tcW", {"w:w": str(width), "w:type": "dxa"})]
    if cell.columns > 1:
        properties.append(value("w:gridSpan", str(cell.columns)))
    return element("w:tc", None, [element("w:tcPr", None, properties), *cell.paragraphs])
