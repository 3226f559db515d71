"""Lines into paragraphs, headings and rows, and paragraphs joined over columns and pages."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from briefgen.importers._pdf.footnotes import SMALLER, note_start
from briefgen.importers._pdf.lines import Line, common

Kind = Literal["text", "heading", "row", "aside"]

#: Lines further apart than this, as a share of the usual distance, are two paragraphs.
APART = 1.27
#: An indent is at least so many ems.
INDENT = 0.7
#: Text this much larger than the running text is a heading, if it is short enough and no sentence.
LARGER, LONGEST_HEADING, MOST_HEADING_LINES = 1.08, 30, 6
#: A heading that ends with a full stop is larger, bold, and has at most so many words.
MOST_WORDS_POINTED = 12
#: A line of justified text ends this near its column's edge, in points.
FLUSH = 1.0
#: Sizes that differ by less than this share are the same.
SAME_SIZE = 0.04

_TERMINAL = re.compile(r"[.!?:…][”’\"')\]»⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_INSIDE = re.compile(r"[“‘\"'«(\[]*[a-zà-öø-ÿ]|[,;.)\]”]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+$")
_CAPTION = re.compile(r"(?:figure|fig\.|table|box|chart|map|graph|abbildung|tabelle)\s*\d", re.IGNORECASE)
_LISTED = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|\d{1,2}\.)\s+\S")
_DASHES = tuple("-–—*·")
_HYPHEN = re.compile(r"[^\W\d_][-‐\u00ad]$")


@dataclass(slots=True)
class Block:
    """A paragraph, a heading, a row of a table, or a paragraph that stands apart (in a box)."""

    lines: list[Line]
    kind: Kind = "text"
    marker: str = ""
    style: tuple[float, bool] = (0.0, False)
    gap: bool = True

    @property
    def words(self) -> int:
        return sum(len(line.text.split()) for line in self.lines)


@dataclass(slots=True)
class Measures:
    """What is usual in a document: the running text's size, lines' distance by size, where lines end by column."""

    body: float
    bold: bool
    leading: dict[int, float] = field(default_factory=dict)
    edges: dict[tuple[int, int], float] = field(default_factory=dict)
    justified: frozenset[int] = frozenset()

    def is_justified(self, line: Line) -> bool:
        """Whether lines of this size all end at their column's edge, but for the last of a paragraph."""
        return _step(line.size) in self.justified

    def distance(self, line: Line) -> float:
        return self.leading.get(_step(line.size), 1.25 * line.em)

    def edge(self, line: Line) -> float:
        """Where the lines of a line's column end at the right."""
        return line.edge or self.edges.get((_step(line.size), round(line.x0 / 6)), 0.0)


def _step(size: float) -> int:
    return round(size * 4)


def measure(columns: Sequence[Sequence[Line]]) -> Measures:
    """What is usual in the document that the columns are of."""
    lines = [line for column in columns for line in column]
    body = common(((line.size, float(len(line.text))) for line in lines), 4) or 10.0
    inner = [line for line in lines if abs(line.size - body) <= SAME_SIZE * body]
    found = Measures(body, bold=sum(line.bold > 0.9 for line in inner) * 2 > len(inner))
    steps: dict[int, list[tuple[float, float]]] = {}
    for column in columns:
        for above, below in itertools.pairwise(column):
            apart = above.y - below.y
            if _step(above.size) == _step(below.size) and 0.8 * above.em < apart < 3 * above.em:
                steps.setdefault(_step(above.size), []).append((apart, 1.0))
    found.leading = {size: common(apart, 4) for size, apart in steps.items()}
    by_size = [one for column in columns for one in _by_size(column).items()]
    for size, group in sorted(by_size, key=lambda one: not _is_flush(one[1])):
        _note_edges(size, group, found)
    reaching: dict[int, list[int]] = {}
    for line in lines:
        reaching.setdefault(_step(line.size), []).append(abs(line.x1 - found.edge(line)) < FLUSH)
    found.justified = frozenset(
        size for size, ends in reaching.items() if len(ends) > 9 and sum(ends) > 0.6 * len(ends)
    )
    return found


def _by_size(column: Sequence[Line]) -> dict[int, list[Line]]:
    by_size: dict[int, list[Line]] = {}
    for line in column:
        by_size.setdefault(_step(line.size), []).append(line)
    return by_size


def _edge_of(lines: Sequence[Line]) -> float:
    """Where the lines of a column end at the right; a tenth of them may be too long for it."""
    ends = sorted(line.x1 for line in lines)
    return ends[-1 - len(ends) // 10] if len(ends) >= 10 else ends[-1]


def _is_flush(lines: Sequence[Line]) -> bool:
    """Whether most lines of a column end at its edge."""
    edge = _edge_of(lines)
    return len(lines) >= 4 and 2 * sum(abs(line.x1 - edge) < FLUSH for line in lines) > len(lines)


def _note_edges(size: int, lines: Sequence[Line], found: Measures) -> None:
    """The right edge of a column's lines of one size: their own, or where they are ragged that of flush columns."""
    edge = _edge_of(lines)
    flush = _is_flush(lines)
    for line in lines:
        key = (size, round(line.x0 / 6))
        if not flush:
            line.edge = max(edge, found.edges.get(key, 0.0)) if len(lines) >= 4 else found.edges.get(key, 0.0)
        else:
            line.edge = edge
        found.edges[key] = max(found.edges.get(key, 0.0), edge)


def paragraphs(lines: Sequence[Line], usual: Measures) -> list[Block]:
    """The paragraphs of one column, its headings and rows."""
    left = common(((line.x0, 1.0) for line in lines if not line.marker), 1)
    blocks: list[Block] = []
    for line in lines:
        if blocks and not _parts(blocks[-1], line, usual, left):
            blocks[-1].lines.append(line)
        else:
            blocks.append(Block([line], marker=line.marker, style=_style(line)))
    for block in blocks:
        _tell_kind(block, usual)
    return blocks


def _style(line: Line) -> tuple[float, bool]:
    return round(line.size * 2) / 2, line.bold > 0.9


def _parts(block: Block, line: Line, usual: Measures, left: float) -> bool:
    """Whether *line* begins a new paragraph after *block*."""
    last = block.lines[-1]
    if line.marker in _DASHES and _is_dash(block, line, usual):
        line.text, line.x0, line.marker = f"{line.marker} {line.text}", line.outer, ""
    if line.marker or "\t" in line.text or "\t" in last.text:
        return True
    if abs(line.size - last.size) > SAME_SIZE * max(line.size, last.size) or line.page != last.page:
        return True
    if {line.bold > 0.9, last.bold > 0.9} == {True, False} and min(line.bold, last.bold) < 0.1:
        return True
    apart = last.y - line.y
    if apart > APART * usual.distance(line) or apart < -0.5 * line.em:
        return True
    if _counts_on(block, line):
        return True
    if line.size <= SMALLER * usual.body and note_start(block.lines[0]):
        return False  # a note ends where the next one begins
    indent = line.x0 - last.x0
    if block.marker or _LISTED.match(block.lines[0].text):
        return indent < -INDENT * line.em or (fits(last, line, usual) and not begins_inside(line.text))
    if len(block.lines) == 1 and abs(indent) > INDENT * line.em and indent < 0:
        indent = 0.0  # the second line of a paragraph with an indented first line
    if _is_large(last, usual):
        return False
    if abs(indent) > INDENT * line.em and (line.x0 > left + INDENT * line.em or indent < 0):
        return is_closed(last.text) or fits(last, line, usual)
    return fits(last, line, usual) and (is_closed(last.text) or not begins_inside(line.text))


def _is_dash(block: Block, line: Line, usual: Measures) -> bool:
    """Whether a dash at the beginning of a line stands within a sentence and is no bullet."""
    last = block.lines[-1]
    flush = abs(line.outer - last.x0) < 0.3 * line.em and last.marker not in _DASHES
    return flush and not is_closed(last.text) and not fits(last, line, usual)


def _counts_on(block: Block, line: Line) -> bool:
    """Whether a line begins with the number after the one that the block begins with, as items and notes do."""
    first, following = note_start(block.lines[0]), note_start(line)
    if first is None or following is None or following.number != first.number + 1:
        return False
    return abs(line.x0 - block.lines[0].x0) < 0.4 * line.em and first.raised == following.raised


def fits(last: Line, line: Line, usual: Measures) -> bool:
    """Whether the first word of *line* would have had room at the end of *last*, so that the break was meant.

    Paragraphs are filled word by word in every typesetting program, so a line that had room for the next word
    was ended on purpose. Where the column's edge is not known, lines that end a sentence were.
    """
    if _HYPHEN.search(last.text):
        return False
    edge = usual.edge(last)
    if edge and usual.is_justified(last) and (is_closed(last.text) or not begins_inside(line.text)):
        return last.x1 < edge - FLUSH
    if not edge:
        return is_closed(last.text) and not begins_inside(line.text)
    return last.x1 + 0.28 * last.em + line.first < edge - 0.15 * last.em


def is_closed(text: str) -> bool:
    """Whether a line ends as sentences do."""
    return bool(_TERMINAL.search(text.rstrip()))


def begins_inside(text: str) -> bool:
    """Whether a line begins as only the middle of a sentence can."""
    return bool(_INSIDE.match(text))


def _is_large(line: Line, usual: Measures) -> bool:
    return line.size > LARGER * usual.body


def _tell_kind(block: Block, usual: Measures) -> None:
    line = block.lines[0]
    if len(block.lines) == 1 and "\t" in line.text:
        block.kind = "row"
        return
    text = block.lines[-1].text
    short = len(block.lines) <= MOST_HEADING_LINES and block.words <= LONGEST_HEADING
    if block.marker or not short or not re.search(r"[^\W\d_]", line.text) or _CAPTION.match(line.text):
        return
    bold = all(one.bold > 0.9 for one in block.lines) and not usual.bold
    told = _is_large(line, usual) and bold and block.words <= MOST_WORDS_POINTED
    sentence = (text.rstrip().endswith((".", ",", ";")) and not told) or begins_inside(line.text)
    if sentence or (block.words > 12 and text.rstrip().endswith(("”", "’"))):
        return
    if _is_large(line, usual) or (bold and line.size > 0.93 * usual.body):
        block.kind = "heading"


def breaks_off(last: Block, block: Block) -> bool:
    """Whether *last* was taken for a heading because a page or column broke it: *block* is the rest of its sentence."""
    before, after = last.lines[-1], block.lines[0]
    same = abs(before.size - after.size) <= SAME_SIZE * before.size and last.style[1] == block.style[1]
    return same and last.kind == "heading" and before.page != after.page and begins_inside(after.text)


def goes_on(last: Block, block: Block, usual: Measures) -> bool:
    """Whether *block*, at the top of the next column or page, goes on with the paragraph *last*."""
    before, after = last.lines[-1], block.lines[0]
    if block.marker or last.kind != block.kind or block.kind not in ("text", "aside"):
        return False
    if abs(before.size - after.size) > SAME_SIZE * max(before.size, after.size):
        return False
    if _HYPHEN.search(before.text):
        return True
    if begins_inside(after.text):
        return not is_closed(before.text) or not fits(before, after, usual)
    if last.marker or _LISTED.match(after.text):
        return not is_closed(before.text) and not fits(before, after, usual)
    if not is_closed(before.text):
        return not fits(before, after, usual)
    indented = len(block.lines) > 1 and after.x0 - block.lines[1].x0 > INDENT * after.em
    return not indented and not fits(before, after, usual)
