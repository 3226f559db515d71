"""The reading order of a page: recursive cuts at column gutters, between what runs across them.

After the recursive X-Y cut (G. Nagy and S. Seth, "Hierarchical representation of optically scanned documents", 1984;
J. Ha, R. M. Haralick and I. T. Phillips, "Recursive X-Y cut using bounding boxes of connected components", 1995), with
one change: a page is never cut at every white stripe across it, for two columns' paragraphs may end side by side. It
is cut across only where something runs over the gutter (a title, a wide figure's caption), as T. M. Breuel's layout
by whitespace does ("Two geometric algorithms for layout analysis", 2002).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.importers._pdf.lines import Segment, rows
from briefgen.importers._pdf.wrapped import is_mark

#: A gutter is at least so many ems wide; a column at least so many ems, and so many lines beside each other.
GUTTER, COLUMN, LINES = 0.7, 6.0, 3
#: Lines of a column of text reach over so much of it, at the median; cells of a table seldom do.
FILLED = 0.6
#: Letters hang over the edge of their column by at most so much, in points.
OVERHANG = 1.5
#: Lines that are too long for their column (addresses) may run into the gutter: this share of all.
INTRUDING = 0.03
#: More segments than these on one page are a drawing; it is read from top to bottom.
MOST_PARTS = 4_000
#: How deep columns within columns are looked for.
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class _Cut:
    """A gutter between two columns: its edges, and the rows that run across it."""

    left: float
    right: float
    across: frozenset[int]
    beside: int


def gutters(pages: Sequence[Sequence[Segment]]) -> frozenset[int]:
    """Where columns begin on several pages of a document, in steps of three points."""
    cuts = (_best_cut(parts, frozenset()) for parts in pages if 2 * LINES <= len(parts) <= MOST_PARTS)
    counted = Counter(_place(cut.right) for cut in cuts if cut)
    return frozenset(place for place, count in counted.items() if count > 1)


def _place(x: float) -> int:
    return round(x / 3)


def reading_order(parts: Sequence[Segment], known: frozenset[int] = frozenset(), depth: int = 0) -> list[list[Segment]]:
    """Segments in blocks of one column each, in the order in which they are read.

    *known* are the document's gutters: there, short lines beside each other are columns, too.
    """
    if len(parts) < 2 * LINES or depth >= DEEPEST or len(parts) > MOST_PARTS:
        return [list(parts)] if parts else []
    cut = _best_cut(parts, known)
    if cut is None:
        return [list(parts)]
    ordered: list[list[Segment]] = []
    for band, across in _bands(parts, cut):
        if across:
            ordered += reading_order(band, known, depth + 1) if len(band) < len(parts) else [band]
            continue
        middle = (cut.left + cut.right) / 2
        for side in (
            [one for one in band if (one.x0 + one.x1) / 2 < middle],
            [one for one in band if (one.x0 + one.x1) / 2 >= middle],
        ):
            ordered += reading_order(side, known, depth + 1) if len(side) < len(parts) else [side]
    return ordered


def _best_cut(parts: Sequence[Segment], known: frozenset[int]) -> _Cut | None:
    """The gutter with most lines beside each other, of those that fewest rows run across."""
    size = sorted(one.size for one in parts)[len(parts) // 2]
    starts: dict[int, list[float]] = {}
    for one in parts:
        starts.setdefault(round(one.x0 / 3), []).append(one.x0)
    best: _Cut | None = None
    for step, places in starts.items():
        if len(places) < LINES:
            continue
        least = min(places)
        right = min([least, *(x for x in starts.get(step - 1, ()) if x > least - OVERHANG)]) - 0.5
        cut = _cut_before(parts, right, size, known)
        if cut and (best is None or (cut.beside - 2 * len(cut.across)) > (best.beside - 2 * len(best.across))):
            best = cut
    return best


def _cut_before(parts: Sequence[Segment], right: float, size: float, known: frozenset[int]) -> _Cut | None:
    """The gutter that ends at *right*, where text stands on both sides of it as columns do."""
    left = right - GUTTER * size
    across = frozenset(id(one) for one in parts if one.x0 < right and one.x1 > right + 0.5)
    beyond = sum(one.x0 < right and left < one.x1 <= right + 0.5 for one in parts)
    if beyond > max(1.0, INTRUDING * len(parts)):
        return None
    beside = 0
    sides: tuple[list[Segment], list[Segment]] = ([], [])
    for band, is_across in _bands(parts, _Cut(left, right, across, 0)):
        if is_across:
            continue
        first = [one for one in band if one.x0 < right]
        second = [one for one in band if one.x0 >= right]
        lines = min(len(rows(first)), len(rows(second)))
        if lines >= LINES and _overlap(first, second) > 0.3:
            beside += lines
            sides[0].extend(first)
            sides[1].extend(second)
    usual = bool({_place(right) - 1, _place(right), _place(right) + 1} & known)
    if beside < LINES or not (usual or all(_is_column(side, size) for side in sides)):
        return None
    return _Cut(left, right, across, beside)


def _overlap(first: Sequence[Segment], second: Sequence[Segment]) -> float:
    """The share of the shorter side's height that stands beside the other."""
    top = min(max(one.top for one in first), max(one.top for one in second))
    bottom = max(min(one.bottom for one in first), min(one.bottom for one in second))
    height = min(max(one.top for one in side) - min(one.bottom for one in side) for side in (first, second))
    return (top - bottom) / height if height > 0 else 0.0


def _is_column(side: Sequence[Segment], size: float) -> bool:
    """Whether a side is wide enough for text, and its lines fill it."""
    left, right = min(one.x0 for one in side), max(one.x1 for one in side)
    widths = sorted(row[-1].x1 - row[0].x0 for row in rows(side))
    return right - left >= COLUMN * size and widths[len(widths) // 2] >= FILLED * (right - left)


def _bands(parts: Sequence[Segment], cut: _Cut) -> list[tuple[list[Segment], bool]]:
    """The segments from top to bottom: runs of those across the gutter, and of those beside it."""
    bands: list[tuple[list[Segment], bool]] = []
    for row in rows(parts):
        across = any(id(one) in cut.across for one in row) or _stands_alone(row, parts, cut)
        across = across or _is_entry(row, cut)
        across = across or (bool(bands) and bands[-1][1] and _ends_paragraph(bands[-1][0][-1], row, cut))
        if bands and bands[-1][1] == across:
            bands[-1][0].extend(row)
        else:
            bands.append((list(row), across))
    return bands


def _is_entry(row: Sequence[Segment], cut: _Cut) -> bool:
    """Whether a row is a line of a table of contents: words, and far from them a page's number.

    A number that begins where the next column's lines do stands in that column: a chapter's, or an item's.
    """
    last = "".join(glyph.text for glyph in row[-1].glyphs).strip()
    if len(row) < 2 or is_mark(row[-1].size, last, row[0].size) or abs(row[-1].x0 - cut.right) < row[-1].size:
        return False
    return len(last) <= 4 and (last.isdigit() or not last.strip("ivxlc"))


def _ends_paragraph(last: Segment, row: Sequence[Segment], cut: _Cut) -> bool:
    """Whether a short row right below one that runs across ends the same paragraph, with nothing beside it."""
    one_sided = all(one.x1 <= cut.right for one in row) or all(one.x0 >= cut.left for one in row)
    same = abs(row[0].size - last.size) < 0.05 * last.size
    return one_sided and same and 0 < last.y - row[0].y < 1.7 * last.size


def _stands_alone(row: Sequence[Segment], parts: Sequence[Segment], cut: _Cut) -> bool:
    """Whether a short heading on one side parts both columns: it is larger, and the other side is empty beside it."""
    size = max(one.size for one in row)
    usual = sorted(one.size for one in parts)[len(parts) // 2]
    if size < 1.15 * usual:
        return False
    left = row[0].x1 <= cut.right
    top, bottom = max(one.top for one in row) + 0.4 * size, min(one.bottom for one in row) - 0.4 * size
    others = [one for one in parts if (one.x0 >= cut.right if left else one.x1 <= cut.left)]
    beside = any(one.bottom < top and one.top > bottom for one in others)
    if beside or not any(one.bottom >= top for one in others) or not any(one.top <= bottom for one in others):
        return False
    own = [one for one in parts if (one.x1 <= cut.right if left else one.x0 >= cut.left) and one.size < 1.15 * usual]
    return _white(others, row[0].y) >= _white(own, row[0].y) - 0.5 * size


def _white(parts: Sequence[Segment], y: float) -> float:
    """How far the segments above a height are from those below it."""
    above = min((one.bottom for one in parts if one.y > y), default=y)
    return above - max((one.top for one in parts if one.y < y), default=y)
