"""What stands apart from the running text: tables by their rules, boxes by their frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.importers._pdf.glyphs import Box, Sheet
from briefgen.importers._pdf.lines import Line, Segment, line_of, rows

#: Rules that touch, or nearly so (points), belong to one grid; edges this near are one edge.
TOUCH, SAME_EDGE = 2.5, 4.0
#: A box holds at most this share of its page's text, and covers at most this share of the page.
MOST_TEXT, MOST_AREA = 0.75, 0.75
#: More rules than these on a page are a drawing, not a table.
MOST_RULES = 3_000


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page that is read by itself: a table (its rows are lines with cells) or a box."""

    area: Box
    parts: tuple[Segment, ...]
    table: tuple[Line, ...] = ()


def regions(sheet: Sheet, parts: Sequence[Segment]) -> tuple[list[Segment], list[Region]]:
    """The segments of the running text, and the regions beside it from top to bottom."""
    left = list(parts)
    found: list[Region] = []
    for area, grid in [*_grids(sheet), *((frame, None) for frame in _frames(sheet))]:
        inside = [one for one in left if area.holds((one.x0 + one.x1) / 2, one.y + 0.2 * one.size, 1.0)]
        if not inside or (grid is None and len(inside) > MOST_TEXT * len(parts)):
            continue
        table = _table(inside, grid, sheet.number) if grid else ()
        if grid and not table:
            continue
        gone = {id(one) for one in inside}
        left = [one for one in left if id(one) not in gone]
        found.append(Region(area, tuple(inside), tuple(table)))
    return left, sorted(found, key=lambda region: -region.area.y1)


def _frames(sheet: Sheet) -> list[Box]:
    """Frames that may hold a box's text, the largest first; those of the whole page or column are left out."""
    whole = max(1.0, sheet.area.width * sheet.area.height)
    fit = [frame for frame in sheet.frames if frame.width * frame.height <= MOST_AREA * whole]
    return sorted(fit[:MOST_RULES], key=lambda frame: -frame.width * frame.height)


def _grids(sheet: Sheet) -> list[tuple[Box, list[Box]]]:
    """Rules that make up a grid, with the area that they enclose; rules under each other of one width are one, too."""
    lines = [*sheet.rules, *(edge for frame in sheet.frames for edge in _edges(frame))]
    if not 3 <= len(lines) <= MOST_RULES:
        return []
    groups = [*_touching(lines), *_stacked([rule for rule in sheet.rules if rule.width > 60])]
    found = [(_around(group), group) for group in groups if len(group) >= 3]
    return [(area, group) for area, group in found if area.width >= 60 and area.height >= 15]


def _edges(frame: Box) -> list[Box]:
    x0, y0, x1, y1 = frame.x0, frame.y0, frame.x1, frame.y1
    return [Box(x0, y0, x1, y0), Box(x0, y1, x1, y1), Box(x0, y0, x0, y1), Box(x1, y0, x1, y1)]


def _touching(lines: Sequence[Box]) -> list[list[Box]]:
    """Groups of rules that touch each other."""
    groups: list[tuple[Box, list[Box]]] = []
    for line in sorted(lines, key=lambda one: (-one.y1, one.x0)):
        wide = Box(line.x0 - TOUCH, line.y0 - TOUCH, line.x1 + TOUCH, line.y1 + TOUCH)
        joined = [line]
        apart: list[tuple[Box, list[Box]]] = []
        for area, group in groups:
            meets = area.x0 <= wide.x1 and wide.x0 <= area.x1 and area.y0 <= wide.y1 and wide.y0 <= area.y1
            if meets and any(_meet(wide, one) for one in group):
                joined += group
            else:
                apart.append((area, group))
        groups = [*apart, (_around(joined), joined)]
    return [group for _, group in groups]


def _meet(a: Box, b: Box) -> bool:
    return a.x0 <= b.x1 and b.x0 <= a.x1 and a.y0 <= b.y1 and b.y0 <= a.y1


def _stacked(rules: Sequence[Box]) -> list[list[Box]]:
    """Groups of at least three rules across that begin and end at the same places."""
    groups: dict[tuple[int, int], list[Box]] = {}
    for rule in rules:
        groups.setdefault((round(rule.x0 / SAME_EDGE), round(rule.x1 / SAME_EDGE)), []).append(rule)
    return [group for group in groups.values() if len(group) >= 3]


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def _table(parts: Sequence[Segment], grid: Sequence[Box], page: int) -> list[Line]:
    """The rows of a grid as lines, cells parted by tabs; none where it has no two columns or no two rows."""
    across = _places([box.y0 for box in grid if box.width > 4 * box.height])
    down = _places([box.x0 for box in grid if box.height > 4 * box.width])
    by_rule: dict[int, list[Segment]] = {}
    for row in rows(parts):
        y = row[0].y + 0.2 * row[0].size
        by_rule.setdefault(sum(place > y for place in across), []).extend(row)
    if len(by_rule) < 2:
        return []
    made: list[Line] = []
    ruled = len(across) > 3 or len(down) > 2
    for _, inside in sorted(by_rule.items()):
        made += [_row(inside, down, page)] if ruled else [_row(row, down, page) for row in rows(inside)]
    several = sum("\t" in line.text for line in made)
    return made if 2 * several >= len(made) and len(made) > 1 else []


def _places(values: Sequence[float]) -> list[float]:
    """Values from small to large, those that are nearly the same as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > SAME_EDGE:
            found.append(value)
    return found


def _row(parts: Sequence[Segment], down: Sequence[float], page: int) -> Line:
    """One row of a table: each cell's lines joined, the cells parted by tabs."""
    cells: dict[int, list[Segment]] = {}
    for row in rows(parts):
        for position, one in enumerate(row):
            column = sum(place < (one.x0 + one.x1) / 2 for place in down) if len(down) > 2 else position
            cells.setdefault(column, []).append(one)
    texts = [" ".join(line_of(row, page).text for row in rows(cells[column])) for column in sorted(cells)]
    line = line_of(sorted(parts, key=lambda one: one.x0), page)
    line.text = "\t".join(texts)
    return line
