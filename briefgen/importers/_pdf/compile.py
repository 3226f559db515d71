"""All pages of a PDF into one text with its pieces, pages, furniture and doubts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefgen.importers._pdf import blocks as read_blocks
from briefgen.importers._pdf.blocks import (
    Block,
    Measures,
    begins_inside,
    breaks_off,
    goes_on,
    is_closed,
    measure,
    paragraphs,
)
from briefgen.importers._pdf.columns import gutters, reading_order
from briefgen.importers._pdf.footnotes import (
    SMALLER,
    FootNote,
    called,
    called_near,
    foot_band,
    heads_notes,
    list_runs_on,
    notes_of,
    split_notes,
)
from briefgen.importers._pdf.furniture import labels, without_furniture
from briefgen.importers._pdf.given import given
from briefgen.importers._pdf.glyphs import Paper, Sheet
from briefgen.importers._pdf.hyphens import Vocabulary
from briefgen.importers._pdf.lines import Line, Segment, common, line_of, rows, segments
from briefgen.importers._pdf.regions import Region, regions
from briefgen.importers._pdf.stress import Stretch, marks, placed, stressed
from briefgen.importers._pdf.wrapped import column_lines
from briefgen.importers.manuscript import Doubt, Manuscript, NativeNote, Page, Piece
from briefgen.importers.notes import number_of_mark

_CALL = re.compile(r"(?<!^)[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}")
#: A paragraph is taken up again behind at most so many boxes, captions and tables.
MOST_BETWEEN = 12


@dataclass(slots=True)
class Leaf:
    """One page as read: its columns in order, boxes and tables, the notes at its foot, its furniture."""

    sheet: Sheet
    columns: list[list[Line]] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    foot: list[Line] = field(default_factory=list)
    marks: set[int] = field(default_factory=set)
    notes: list[FootNote] = field(default_factory=list)
    furniture: tuple[str, ...] = ()


def compiled(paper: Paper, doubts: Sequence[Doubt] = ()) -> Manuscript:
    """The manuscript of a PDF that has text; *doubts* are what was found out about its pages before."""
    leaves = _leaves(paper)
    usual = measure([column for leaf in leaves for column in leaf.columns])
    listed = False
    for leaf in leaves:
        listed = _take_notes(leaf, usual, listed=listed)
    usual = measure([column for leaf in leaves for column in leaf.columns])
    names = labels(paper.sheets, [leaf.furniture for leaf in leaves])
    found = _Writer(leaves, usual, names).manuscript()
    said = [*doubts, *_set_aside(leaves)]
    return replace(found, given=given(paper), doubts=tuple(said))


def _leaves(paper: Paper) -> list[Leaf]:
    trimmed = without_furniture([segments(sheet.glyphs) for sheet in paper.sheets])
    body = common(((one.size, float(len(one.glyphs))) for page in trimmed for one in page.kept), 4)
    leaves: list[Leaf] = []
    known = gutters([page.kept for page in trimmed])
    listed = False
    pages_called = [called([line_of(row, 0) for row in rows(page.kept)]) for page in trimmed]
    for sheet, page in zip(paper.sheets, trimmed, strict=True):
        running, apart = regions(sheet, page.kept)
        leaf = Leaf(sheet, regions=apart, furniture=page.furniture)
        marks = called_near(pages_called, sheet.number)
        before = leaves[-1].foot if leaves else []
        broken = bool(before) and not is_closed(before[-1].text)
        foot = foot_band(running, sheet.rules, body, marks, open_note=broken)
        foot = [] if listed and len(foot) == len(running) else foot
        at_foot = {id(one) for one in foot}
        for column in reading_order([one for one in running if id(one) not in at_foot], known):
            leaf.columns.append(_lines(column, sheet.number))
            listed = list_runs_on(leaf.columns[-1], body, listed=listed)
        leaf.marks = marks
        leaf.foot = [line for column in reading_order(foot) for line in _lines(column, sheet.number)]
        leaves.append(leaf)
    return leaves


def _lines(column: Sequence[Segment], page: int) -> list[Line]:
    """The lines of a column, initials put before the paragraphs that they begin."""
    usual = common(((one.size, one.x1 - one.x0) for one in column), 4)
    initials = [one for one in column if one.size > 1.8 * usual and len(one.glyphs) <= 2]
    small = [one for one in column if one not in initials]
    found = column_lines(small, page)
    for initial in initials:
        beside = [line for line in found if line.x0 >= initial.x1 - 2 and initial.y - 2 <= line.y <= initial.top]
        if beside and any(glyph.text.isalpha() for glyph in initial.glyphs):
            beside[0].text = "".join(glyph.text.strip() for glyph in initial.glyphs) + beside[0].text
            for line in beside:
                line.x0 = initial.x0
        else:
            found.append(line_of([initial], page))
    return sorted(found, key=lambda line: -line.y) if initials else found


def _take_notes(leaf: Leaf, usual: Measures, *, listed: bool) -> bool:
    """Take the notes off the foot of each column that nothing but notes stands under.

    *listed* says whether a list of notes below its own heading runs on from the page before; returned is whether it
    does so at this page's end. What such a list fills is no foot.
    """
    for position, column in enumerate(leaf.columns):
        if not column:
            continue
        before, listed = listed, list_runs_on(column, usual.body, listed=listed)
        if before and all(line.size <= SMALLER * usual.body for line in column):
            continue
        others = [line for number, other in enumerate(leaf.columns) if number != position for line in other]
        left, right = min(line.x0 for line in column), max(line.x1 for line in column)
        low = column[-1].y
        below = [line for line in others if line.y < low and line.x0 < right and line.x1 > left]
        if any(line.size > 0.94 * usual.body for line in below):
            continue
        leaf.columns[position], notes = split_notes(column, leaf.sheet.rules, usual.body, leaf.marks)
        leaf.notes += notes
    leaf.columns = [column for column in leaf.columns if column]
    leaf.notes += notes_of(leaf.foot, leaf.marks)
    return listed


@dataclass(frozen=True, slots=True)
class _Run:
    """A line as it goes into a piece: its page's place in the file, its text, what of it is to be stressed."""

    page: int
    text: str
    italics: tuple[Stretch, ...] = ()


class _Writer:
    """Puts the pages one behind the other."""

    def __init__(self, leaves: Sequence[Leaf], usual: Measures, names: Sequence[str]) -> None:
        self._leaves = leaves
        self._usual = usual
        self._names = names
        self._words = Vocabulary(
            line.text
            for leaf in leaves
            for lines in (*leaf.columns, *(note.lines for note in leaf.notes))
            for line in lines
        )
        self._tops: set[int] = set()
        self._made = [(leaf, self._blocks(leaf)) for leaf in leaves]
        self._levels = _levels([block for _, blocks in self._made for block in blocks])
        self._texts: list[str] = []
        self._length = 0
        self._pieces: list[Piece] = []
        self._furniture: list[Piece] = []
        self._pages: list[Page] = []
        self._turns: list[tuple[int, int]] = []  # offset and page's place in the file, in the order of the text
        self._notes: list[tuple[FootNote, Piece]] = []
        self._listed = False  # a list of notes below its own heading is being written

    def manuscript(self) -> Manuscript:
        """The whole document."""
        for item in self._order():
            if isinstance(item, Block):
                self._block(item)
            elif isinstance(item, FootNote):
                self._note(item)
            else:
                page, text = item
                self._furniture.append(self._piece([_Run(page, text)]))
        return Manuscript(
            text="".join(self._texts),
            pieces=tuple(self._pieces),
            pages=tuple(self._pages),
            furniture=tuple(self._furniture),
            notes=self._tied(),
        )

    def _order(self) -> list[Block | FootNote | tuple[int, str]]:
        """Blocks, notes and furniture in the order of the text; what interrupts a paragraph stands behind it."""
        ordered: list[Block | FootNote | tuple[int, str]] = []
        waiting: list[Block | FootNote | tuple[int, str]] = []
        last: Block | None = None
        for leaf, blocks in self._made:
            for block in blocks:
                between = sum(isinstance(one, Block) for one in waiting)
                resumed = block.kind == "text" and self._resumes(block, between)
                aside = next((one for one in reversed(waiting) if isinstance(one, Block)), None)
                whole = [one for one in (last, aside) if one and resumed and goes_on(one, block, self._usual)]
                before = aside or (ordered[-1] if ordered and isinstance(ordered[-1], Block) else None)
                if not whole and before and id(block) in self._tops and breaks_off(before, block):
                    before.kind = block.kind
                    whole = [before]
                if whole:
                    whole[0].lines += block.lines
                    continue
                if (
                    last
                    and block.kind != "heading"
                    and block.style != last.style
                    and not _is_running(block, self._usual)
                ):
                    waiting.append(block)
                    continue
                ordered += waiting
                waiting = []
                ordered.append(block)
                last = block if block.kind == "text" else None
            waiting += leaf.notes
            waiting += [(leaf.sheet.number, text) for text in leaf.furniture]
        return [*ordered, *waiting]

    def _resumes(self, block: Block, between: int) -> bool:
        """Whether a paragraph may go on with *block*: at the top of a column, or where something stood between."""
        return id(block) in self._tops or (0 < between <= MOST_BETWEEN and begins_inside(block.lines[0].text))

    def _blocks(self, leaf: Leaf) -> list[Block]:
        made: list[Block] = []
        for column in leaf.columns:
            found = paragraphs(column, self._usual)
            self._tops.add(id(found[0]))
            made += found
        for region in leaf.regions:
            made += self._apart(region, leaf.sheet.number)
        return made

    def _apart(self, region: Region, page: int) -> list[Block]:
        """The blocks of a table or a box."""
        if region.table:
            return [Block([line], kind="row") for line in region.table]
        made = [
            block for column in reading_order(region.parts) for block in paragraphs(_lines(column, page), self._usual)
        ]
        for block in made:
            block.kind = "aside" if block.kind == "text" else block.kind
        return made

    def _block(self, block: Block) -> None:
        level = self._levels[block.style] if block.kind == "heading" else 0
        if level or heads_notes(block.lines[0].text):
            self._listed = heads_notes(block.lines[0].text)
        runs = [_Run(line.page, line.text, line.italics if self._listed else ()) for line in block.lines]
        self._pieces.append(self._piece(runs, block.marker, level, row=block.kind == "row"))

    def _note(self, note: FootNote) -> None:
        self._notes.append((note, self._piece([_Run(line.page, line.text, line.italics) for line in note.lines])))

    def _tied(self) -> tuple[NativeNote, ...]:
        """The notes with their calls: raised numbers on the same page, or on the next or last one where it has none."""
        marks: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for piece in self._pieces:
            for found in _CALL.finditer(piece.text):
                place = (piece.start + found.start(), piece.start + found.end())
                marks.setdefault((self._page_of(place[0]), number_of_mark(found[0])), []).append(place)
        tied: list[NativeNote] = []
        twins = Counter((note.page, note.number) for note, _ in self._notes)  # notes of a page may share a number
        for note, piece in self._notes:
            if not note.number and tied:
                tied[-1] = replace(tied[-1], pieces=(*tied[-1].pieces, piece))
                continue
            pages = (note.page, note.page - 1, note.page + 1)
            places = next((marks[page, note.number] for page in pages if marks.get((page, note.number))), [])
            twins[note.page, note.number] -= 1
            calls = places[: 1 if twins[note.page, note.number] else len(places)]
            del places[: len(calls)]
            tied.append(NativeNote(pieces=(piece,), calls=tuple(calls), number=note.number))
        return tuple(tied)

    def _page_of(self, offset: int) -> int:
        return self._turns[bisect_right(self._turns, (offset, 10**9)) - 1][1]

    def _piece(self, runs: Sequence[_Run], marker: str = "", heading: int = 0, row: bool = False) -> Piece:
        """Lines as one piece at the end of the text, with the pages that they stand on, italics in them stressed."""
        start = self._length + (2 if self._texts else 0)
        whole, italics, begins = "", list[Stretch](), list[int]()
        for run in runs:
            whole = self._words.joined(whole, run.text) if whole else run.text
            begins.append(max(0, len(whole) - len(run.text)))
            italics += placed(whole, run.italics, begins[-1])
        places = marks(whole, italics)
        whole = stressed(whole, places)
        for run, begun in zip(runs, begins, strict=True):
            self._turn(run.page, start + begun + bisect_left(places, begun))
        self._texts += ["\n\n", whole] if self._texts else [whole]
        self._length = start + len(whole)
        return Piece(
            text=whole,
            start=start,
            end=start + len(whole),
            line=runs[0].page,
            gap=True,
            marker=marker,
            heading=heading,
            whole=True,
            row=row,
        )

    def _turn(self, page: int, offset: int) -> None:
        """Note that the text from *offset* on stands on a page, by its place in the file."""
        if not self._turns or self._turns[-1][1] != page:
            self._turns.append((offset, page))
        label = self._names[page - 1]
        if not self._pages or self._pages[-1].label != label:
            self._pages.append(Page(start=offset, label=label))


def _set_aside(leaves: Sequence[Leaf]) -> Iterator[Doubt]:
    """What was left out as running heads and page numbers, as one sentence."""
    off = [leaf for leaf in leaves if leaf.furniture]
    if not off:
        return
    heads = Counter(text for leaf in off for text in leaf.furniture if re.search(r"[^\W\d_]{3,}", text))
    shown = ", ".join(f"'{text[:60]}'" for text, _ in heads.most_common(4))
    message = f"running heads and page numbers of {len(off)} pages were left out" + (f": {shown}" if shown else "")
    yield Doubt(message=message, line=off[0].sheet.number, hint="look whether one of them belongs to the text")


def _levels(made: Sequence[Block]) -> dict[tuple[float, bool], int]:
    """Each heading style's level: its rank by size and weight; a style that stands once and first is the title's."""
    headings = [block for block in made if block.kind == "heading"]
    ranked = sorted({block.style for block in headings}, reverse=True)
    alone = [block for block in headings if block.style == ranked[0]]
    above = int(len(ranked) > 1 and len(alone) == 1 and alone[0] is headings[0])
    return {style: max(1, min(6, rank - above)) for rank, style in enumerate(ranked, start=1)}


def _is_running(block: Block, usual: Measures) -> bool:
    return block.kind == "text" and abs(block.lines[0].size - usual.body) <= read_blocks.SAME_SIZE * usual.body
