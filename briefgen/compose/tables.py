"""Tables: a header row, rows of as many columns, and rows that name what those below have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from briefgen.brief import Cell, Inlines, Paragraph, Role, Row, Table
from briefgen.compose.identity import PREFIXES, about, of_text
from briefgen.compose.reading import Reading, named_in, union
from briefgen.compose.runs import run
from briefgen.compose.tree import Element
from briefgen.diagnostics import did_you_mean

Kind: TypeAlias = Literal["recommendations", "views", "plain"]
KINDS: tuple[Kind, ...] = ("recommendations", "views", "plain")

#: How rows are called in their ids, by the table's kind.
_ROWS: dict[Kind, str] = {"recommendations": "rec", "views": "view", "plain": "row"}

RoleOf: TypeAlias = Callable[[Element, Role], Role]


def table(element: Element, reading: Reading, role_of: RoleOf) -> Table | None:
    """The table of an element, or None where it has no rows; mistakes are added to the reading's problems."""
    parts = {
        name: [child for child in element.elements() if child.name == name] for name in ("caption", "thead", "tbody")
    }
    kind = _kind(element, reading)
    given = reading.identify(element, "table" if kind == "plain" else kind)
    heads = [row for head in parts["thead"] for row in head.elements()]
    if len(heads) != 1:
        reading.error("a table has one header row", element, "write <thead><tr><th>…</th></tr></thead>")
        return None
    rows = _Rows(reading, role_of, kind, given)
    header = rows.header(heads[0])
    columns = sum(cell.columns for cell in header.cells)
    body = tuple(rows.row(row, columns) for part in parts["tbody"] for row in part.elements())
    if not body:
        return None
    caption: Inlines = tuple(inline for part in parts["caption"] for inline in run(part, reading))
    return Table(
        id=given,
        kind=kind,
        caption=caption,
        header=header,
        rows=body,
        widths=_widths(element, columns, reading),
        records=union(*(row.records for row in body)),
    )


def _kind(element: Element, reading: Reading) -> Kind:
    given = element.attributes.get("kind", "plain")
    for kind in KINDS:
        if kind == given:
            return kind
    hint = did_you_mean(given, KINDS) or f"the kinds are: {', '.join(KINDS)}"
    reading.error(f"there is no table of kind '{given[:40]}'", element, hint)
    return "plain"


def _widths(element: Element, columns: int, reading: Reading) -> tuple[float, ...]:
    """The columns' shares, which add up to 1; equal where the template says nothing."""
    given = element.attributes.get("widths", "").split()
    shares = [int(share) for share in given if share.isascii() and share.isdigit() and 0 < int(share[:6]) == int(share)]
    if given and (len(shares) != len(given) or len(shares) != columns):
        hint = f'give one whole number for each of the {columns} columns, such as widths="{" ".join(["1"] * columns)}"'
        reading.error(f"the widths '{' '.join(given)[:40]}' do not fit the table", element, hint)
        shares = []
    if not shares:
        shares = [1] * columns
    return tuple(round(share / sum(shares), 4) for share in shares)


class _Rows:
    """Reads the rows of one table."""

    def __init__(self, reading: Reading, role_of: RoleOf, kind: Kind, given: str) -> None:
        self.reading = reading
        self.role_of = role_of
        self.kind: Kind = kind
        self.table = given

    def header(self, element: Element) -> Row:
        given = self.reading.identify(element, f"{self.table}-header")
        cells = self._cells(element, given, ())
        return Row(id=given, cells=cells)

    def row(self, element: Element, columns: int) -> Row:
        role = element.attributes.get("role")
        if role not in {None, "group"}:
            self.reading.error(f"a row has no role '{str(role)[:40]}'", element, 'write role="group", or leave it out')
        own = self.reading.records(element)
        given = self.reading.identify(element, self._named(element, own, group=role == "group"))
        cells = self._cells(element, given, own)
        wide = sum(cell.columns for cell in cells)
        if wide != columns:
            message = f"this row goes over {wide} columns, the header row over {columns}"
            self.reading.error(message, element, "add or take out cells, or give a cell a colspan")
        inside = (paragraph.records for cell in cells for paragraph in cell.paragraphs)
        return Row(id=given, cells=cells, records=union(own, *inside), group=role == "group")

    def _named(self, element: Element, own: tuple[str, ...], *, group: bool) -> str:
        prefix = f"{self.table}-group" if group else _ROWS[self.kind]
        return f"{prefix}-{about(own) if own else of_text(_words(element))}"

    def _cells(self, element: Element, row: str, records: tuple[str, ...]) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        column = 1
        for child in element.elements():
            columns = self._columns(child)
            paragraphs = self._paragraphs(child, f"{row}-{column}", self.reading.records(child) or records)
            cells.append(Cell(paragraphs=paragraphs, heads=child.name == "th", columns=columns))
            column += columns
        return tuple(cells)

    def _columns(self, element: Element) -> int:
        given = element.attributes.get("colspan", "1")
        if given in {str(number) for number in range(1, 13)}:
            return int(given)
        self.reading.error(f"a cell cannot go over '{given[:20]}' columns", element, "colspan is a number from 1 to 12")
        return 1

    def _paragraphs(self, element: Element, cell: str, records: tuple[str, ...]) -> tuple[Paragraph, ...]:
        inner = [child for child in element.elements() if child.name == "p"]
        role = self.role_of(element, "cell")
        if not inner:
            made = self._paragraph(element, role, cell, records)
            return (made,) if made else ()
        loose = [
            child for child in element.children if (child.strip() if isinstance(child, str) else child.name != "p")
        ]
        if loose:
            self.reading.error("a cell holds paragraphs or text, not both", element, "put all of its text into <p>")
        read = (self._among(child, role, cell, records) for child in inner)
        return tuple(paragraph for paragraph in read if paragraph is not None)

    def _among(self, element: Element, otherwise: Role, cell: str, records: tuple[str, ...]) -> Paragraph | None:
        """One of a cell's paragraphs: it is named after its own record, where it has one."""
        role = self.role_of(element, otherwise)
        own = self.reading.records(element)
        wanted = f"{cell}-{PREFIXES[role]}-{about(own)}" if own else cell
        return self._paragraph(element, role, wanted, own or records)

    def _paragraph(self, element: Element, role: Role, wanted: str, records: tuple[str, ...]) -> Paragraph | None:
        inlines = run(element, self.reading)
        if not inlines:
            return None
        given = self.reading.identify(element, wanted)
        return Paragraph(id=given, role=role, inlines=inlines, records=union(records, named_in(inlines)))


def _words(element: Element) -> str:
    """All text in an element, for the id of a row that is about no record."""
    said = (child if isinstance(child, str) else _words(child) for child in element.children)
    return " ".join(" ".join(said).split())
