"""Tables as HTML: caption, column widths, scopes, and one ``tbody`` for each group of rows."""

from __future__ import annotations

from briefgen import walk
from briefgen.brief import Cell, Paragraph, Row, Table
from briefgen.writers._inlines import InlineMarkup, attributes, plain


def table(block: Table, inlines: InlineMarkup) -> str:
    """A table with roles said aloud, because a narrow screen shows its rows as blocks and would lose them."""
    opening = attributes(class_=f"table {block.kind}", id=block.id, data_records=" ".join(block.records), role="table")
    names = [walk.plain(paragraph.inlines) for cell in block.header.cells for paragraph in cell.paragraphs[:1]]
    said = [f"<table{opening}>\n"]
    if block.caption:
        said.append(f"<caption>{inlines.run(block.caption)}</caption>\n")
    said.append(_columns(block))
    said.append(f'<thead role="rowgroup">\n{_row(block.header, "col", names, inlines)}</thead>\n')
    said.extend(
        f'<tbody role="rowgroup">\n{"".join(_row(row, "row", names, inlines) for row in rows)}</tbody>\n'
        for rows in _groups(block.rows)
    )
    said.append("</table>\n")
    return "".join(said)


def _columns(block: Table) -> str:
    widths = "".join(f'<col style="width: {share * 100:.4g}%">' for share in block.widths)
    return f"<colgroup>{widths}</colgroup>\n" if widths else ""


def _groups(rows: tuple[Row, ...]) -> list[list[Row]]:
    """Rows under the group row that names them; rows before the first stand by themselves."""
    groups: list[list[Row]] = []
    for row in rows:
        if row.group or not groups:
            groups.append([])
        groups[-1].append(row)
    return groups


def _row(row: Row, scope: str, names: list[str], inlines: InlineMarkup) -> str:
    opening = attributes(class_="group" if row.group else "", id=row.id, data_records=" ".join(row.records), role="row")
    cells: list[str] = []
    column = 0
    for cell in row.cells:
        name = names[column] if column < len(names) and cell.columns == 1 else ""
        cells.append(_cell(cell, "rowgroup" if row.group else scope, name, inlines))
        column += cell.columns
    return f"<tr{opening}>\n{''.join(cells)}</tr>\n"


def _cell(cell: Cell, scope: str, name: str, inlines: InlineMarkup) -> str:
    heads = cell.heads or scope == "col"
    span = str(cell.columns) if cell.columns > 1 else ""
    paragraphs = "".join(_paragraph(paragraph, inlines) for paragraph in cell.paragraphs)
    if heads:
        role = "columnheader" if scope == "col" else "rowheader"
        return f"<th{attributes(scope=scope, colspan=span, role=role)}>{paragraphs}</th>\n"
    return f"<td{attributes(colspan=span, role='cell', data_column=name)}>{paragraphs}</td>\n"


def _paragraph(paragraph: Paragraph, inlines: InlineMarkup) -> str:
    opening = attributes(class_=plain(paragraph.role), id=paragraph.id, data_records=" ".join(paragraph.records))
    return f"<p{opening}>{inlines.run(paragraph.inlines)}</p>"
