"""Lines that filling a column word by word disfigures: a note's mark alone on its line, a line stretched over the column.

Both are rare where lines are long and common in narrow columns.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from statistics import median

from briefgen.importers._pdf.lines import RAISED_DIGITS, SMALL, SPACE, Line, Segment, line_of, rows

#: The gaps of a stretched line differ by at most this share.
SAME_GAP = 0.15
#: A line is as wide as its column when both its ends are this near the column's edges, in points.
FLUSH = 1.5
#: A mark alone on its line stands at most so many ems below the line before it.
NEAR = 2.0
#: How far a mark alone on its line stands above the baseline, in ems.
LIFT = 0.33

_MARK = re.compile(r"\d{1,3}(?:[,–-]\d{1,3})*")


def is_mark(size: float, text: str, beside: float) -> bool:
    """Whether text of this *size* is a note's mark and nothing else, where the words beside it are *beside* large."""
    return size < SMALL * beside and bool(_MARK.fullmatch(text.strip()))


def column_lines(parts: Sequence[Segment], page: int) -> list[Line]:
    """The lines of the segments of one column, as they would be in a column of any width."""
    found = rows(parts)
    left, right = min((one.x0 for one in parts), default=0.0), max((one.x1 for one in parts), default=0.0)
    made: list[Line] = []
    for number, row in enumerate(found):
        line = line_of(row, page)
        beside = [*found[max(0, number - 1) : number], *found[number + 1 : number + 2]]
        if "\t" in line.text and all(len(other) == 1 for other in beside) and _is_stretched(row, left, right):
            line.text, line.cells = line.text.replace("\t", " "), ()
        made.append(line)
    return _marks_raised(made)


def _marks_raised(lines: Sequence[Line]) -> list[Line]:
    """The lines of a column, marks that a line's end parted from their word as raised digits of the text's size."""
    made: list[Line] = []
    for line in lines:
        above = made[-1] if made else None
        if above and 0 < above.y - line.y < NEAR * above.em and is_mark(line.size, line.text, above.size):
            line.text = line.text.strip().translate(RAISED_DIGITS)
            line.size, line.y = above.size, line.y - LIFT * above.size
            line.bold, line.italic = above.bold, above.italic
        elif above and _begins(above, line) and (len(made) == 1 or made[-2].y - above.y > NEAR * line.em):
            line.text = f"{above.text.strip().translate(RAISED_DIGITS)} {line.text}"
            made.pop()  # a note's number, whose first word had no room beside it
        made.append(line)
    return made


def _begins(mark: Line, line: Line) -> bool:
    """Whether a mark alone on its line is the number that the next line's note begins with."""
    near = 0 < mark.y - line.y < NEAR * line.em and abs(mark.x0 - line.x0) < 1.0
    return near and is_mark(mark.size, mark.text, line.size)


def _is_stretched(row: Sequence[Segment], left: float, right: float) -> bool:
    """Whether a row in a column from *left* to *right* is one justified line: flush, with gaps of one width."""
    if len(row) < 2 or row[0].x0 - left > FLUSH or right - row[-1].x1 > FLUSH:
        return False
    glyphs = [glyph for one in row for glyph in one.glyphs if not glyph.text.isspace()]
    size = max(one.size for one in row)
    gaps = [after.x0 - before.x1 for before, after in itertools.pairwise(glyphs)]
    wide = [gap for gap in gaps if gap > SPACE * size]
    return len(wide) > 1 and all(abs(gap - median(wide)) <= SAME_GAP * median(wide) for gap in wide)
