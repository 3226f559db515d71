"""Pandoc's blocks into a manuscript: one piece a line, in reading order, the notes behind the text.

The text is made here, so that the same tree gives the same text and every offset counts in it: headings with their
number signs, items of lists with their marker, the cells of a table's row with tabs between them. Lines are counted
from 1; a line is a paragraph of the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefgen.importers._converted.inlines import RAISED, Found, Line, Node, Run, render, runs
from briefgen.importers.manuscript import Doubt, Given, Manuscript, NativeNote, Piece

#: The class of a ``Div`` whose content a reader set aside.
FURNITURE = "briefgen-furniture"
#: Cells with more paragraphs than this make a table one of layout, whose cells are read one after the other.
MOST_IN_A_CELL = 3

_LETTERED = {"LowerAlpha": "a", "UpperAlpha": "A"}
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class _Put:
    """One line to be written: its runs, and what its piece is."""

    runs: list[Run]
    heading: int = 0
    marker: str = ""
    row: bool = False
    furniture: bool = False


@dataclass(slots=True)
class _Walk:
    """Goes over blocks in order and collects the lines."""

    found: Found
    lines: list[_Put] = field(default_factory=list)
    furniture: int = 0

    def blocks(self, blocks: Sequence[Node], marker: str = "", opening: str = "") -> None:
        """Take *blocks*; the first line of them gets a list's *marker*, or *opening* as its first words."""
        for node in blocks:
            before = len(self.lines)
            self._block(node, marker, opening)
            if len(self.lines) > before:
                marker = opening = ""

    def _block(self, node: Node, marker: str, opening: str) -> None:
        content: Any = node.get("c")
        match node["t"]:
            case "Para" | "Plain":
                self.put(content, marker=marker, opening=opening)
            case "Header":
                self.put(content[2], heading=int(content[0]))
            case "LineBlock":
                for line in content:
                    self.put(line, marker=marker, opening=opening)
            case "BulletList":
                for item in content:
                    self.blocks(item, marker="-")
            case "OrderedList":
                for number, item in enumerate(content[1], start=content[0][0]):
                    self.blocks(item, opening=_number(number, content[0]) + " ")
            case "DefinitionList":
                for term, definitions in content:
                    self._row([[{"t": "Plain", "c": term}], [one for blocks in definitions for one in blocks]])
            case "BlockQuote":
                self.blocks(content, marker, opening)
            case "Div":
                set_aside = FURNITURE in content[0][1]
                self.furniture += set_aside
                self.blocks(content[1], marker, opening)
                self.furniture -= set_aside
            case "Figure":
                self.blocks(content[2])
                self.blocks(content[1][1])
            case "Table":
                self._table(content)
            case "CodeBlock":
                self.put([{"t": "Str", "c": content[1]}], marker=marker, opening=opening)
            case _:
                pass  # HorizontalRule; RawBlock: another format's own code

    def put(
        self, inlines: Sequence[Node], *, heading: int = 0, marker: str = "", opening: str = "", row: bool = False
    ) -> None:
        content = list(runs(inlines, self.found))
        if not any(run.text.strip() or run.note >= 0 for run in content):
            return
        if opening:
            content.insert(0, Run(opening))
        self.lines.append(_Put(content, heading, marker, row, self.furniture > 0))

    def _table(self, content: Any) -> None:
        caption, head, bodies, foot = content[1], content[3], content[4], content[5]
        self.blocks(caption[1])
        rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
        cells = [[cell[4] for cell in row[1]] for row in rows]
        if len(content[2]) == 1 or any(_is_layout(cell) for row in cells for cell in row):
            for row in cells:
                for cell in row:
                    self.blocks(cell)
            return
        for row in cells:
            self._row(row)

    def _row(self, cells: Sequence[Sequence[Node]]) -> None:
        content: list[Run] = []
        for position, cell in enumerate(cells):
            if position:
                content.append(Run("\t"))
            content += _flat(cell, self.found)
        if any(run.text.strip() or run.note >= 0 for run in content):
            self.lines.append(_Put(content, row=True, furniture=self.furniture > 0))


def _number(number: int, look: Any) -> str:
    """The number of an item as the document shows it."""
    style, delimiter = look[1]["t"], look[2]["t"]
    shown = str(number)
    if style in _LETTERED and number <= 26:
        shown = chr(ord(_LETTERED[style]) + number - 1)
    elif style in ("LowerRoman", "UpperRoman") and number < 40:
        shown = _roman(number) if style == "LowerRoman" else _roman(number).upper()
    return {"OneParen": f"{shown})", "TwoParens": f"({shown})"}.get(delimiter, f"{shown}.")


def _roman(number: int) -> str:
    shown = ""
    for value, letters in _ROMAN:
        shown += letters * (number // value)
        number %= value
    return shown


def _is_layout(cell: Sequence[Node]) -> bool:
    """Whether a cell holds running text with a structure of its own, so that its table only places it on the page."""
    return len(cell) > MOST_IN_A_CELL or any(node["t"] in ("Header", "Table", "BlockQuote") for node in cell)


def _flat(blocks: Sequence[Node], found: Found) -> Iterator[Run]:
    """All text of a cell as one line."""
    walk = _Walk(found)
    walk.blocks(blocks)
    for position, line in enumerate(walk.lines):
        if position:
            yield Run(" ")
        yield from line.runs


class _Text:
    """The text of the manuscript while it is written."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = numbers
        self._parts: list[str] = []
        self._length = self._lines = 0
        self.calls: dict[int, list[tuple[int, int]]] = {}

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def write(self, put: _Put, *, before: str = "", in_note: bool = False) -> Piece | None:
        """The piece of one line; none where nothing is left of it. *before* stands before the piece's text."""
        line = self._rendered(put, in_note=in_note)
        if not line.text:
            return None
        lead = before or "#" * put.heading + " " * bool(put.heading) or put.marker + " " * bool(put.marker)
        start = self._length + len(lead)
        for note, first, last in line.calls:
            self.calls.setdefault(note, []).append((start + first, start + last))
        self._parts.append(f"{lead}{line.text}\n")
        self._length += len(lead) + len(line.text) + 1
        self._lines += 1
        return Piece(
            text=line.text,
            start=start,
            end=start + len(line.text),
            line=self._lines,
            gap=True,
            marker=put.marker,
            heading=put.heading,
            whole=True,
            row=put.row,
        )

    def _rendered(self, put: _Put, *, in_note: bool) -> Line:
        if not put.row:
            return render(iter(put.runs), numbers=self._numbers, in_note=in_note)
        whole = Line()
        cell: list[Run] = []
        for run in [*put.runs, Run("\t")]:
            if run.text != "\t":
                cell.append(run)
                continue
            made = render(iter(cell), numbers=self._numbers, in_note=in_note)
            offset = len(whole.text)
            whole.calls += [(note, first + offset, last + offset) for note, first, last in made.calls]
            whole.text += made.text + "\t"
            cell = []
        whole.text = whole.text.rstrip("\t")
        return whole


def manuscript(
    blocks: Sequence[Node], *, given: Given, doubts: Sequence[Doubt] = (), numbers: Sequence[int] = ()
) -> Manuscript:
    """The manuscript of a document's blocks.

    *numbers* are what the notes show in the order of their calls; they are left aside where their count is another
    one than that of the notes.
    """
    found = Found()
    walk = _Walk(found)
    walk.blocks(blocks)
    bodies = _notes(found)
    shown = [number for _, number, _ in found.notes]
    if len(numbers) == len(shown) and not any(shown):
        shown = list(numbers)
    text = _Text([number or position for position, number in enumerate(shown, start=1)])
    written = [(put, text.write(put)) for put in walk.lines]
    notes = [
        [text.write(put, before=mark if not position else "", in_note=True) for position, put in enumerate(lines)]
        for mark, lines in zip(_marks(shown), bodies, strict=True)
    ]
    told = [Doubt(message=f"pictures left out: {found.pictures}", hint="their captions are read")] * (
        found.pictures > 0
    )
    return Manuscript(
        text=text.text,
        pieces=tuple(piece for put, piece in written if piece and not put.furniture),
        furniture=tuple(piece for put, piece in written if piece and put.furniture),
        notes=tuple(
            NativeNote(
                pieces=tuple(piece for piece in pieces if piece),
                calls=tuple(text.calls.get(position, ())),
                number=shown[position],
            )
            for position, pieces in enumerate(notes)
            if any(pieces)
        ),
        doubts=(*doubts, *told),
        given=given,
    )


def _marks(shown: Sequence[int]) -> list[str]:
    """What stands before each note in the text."""
    return [str(number or position).translate(RAISED) + " " for position, number in enumerate(shown, start=1)]


def _notes(found: Found) -> list[list[_Put]]:
    """The lines of each note; a note that calls another one is followed by that one."""
    made: list[list[_Put]] = []
    for _, _, blocks in found.notes:  # grows while it is gone over
        walk = _Walk(found)
        walk.blocks(blocks)
        made.append(walk.lines)
    return made
