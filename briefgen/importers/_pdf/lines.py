"""Characters into segments (stretches of one baseline without a wide gap), and segments into lines of text.

Raised digits become superscript digits, so that note marks are told from figures as they are in a text document.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefgen.importers._pdf.glyphs import Glyph
from briefgen.importers._pdf.stress import Stretch, from_end

#: A gap this wide, in ems, parts two segments; with a space in the file between them only the second.
GAP, SPACED_GAP = 0.8, 2.2
#: A gap this wide, in ems, is a space where the file has none; a tab from the second on.
SPACE, TAB = 0.18, 2.2
#: A raised or lowered character is at most this large and at least so far from the baseline, as shares of the line's size.
SMALL, RAISED = 0.87, 0.15

RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
#: Bullets, those of fonts without a map among them (private use, as Word and LibreOffice write them).
BULLETS = "•▪◦‣·●○■□►▶➢✓–—-*\uf0b7\uf0a7\uf0d8\uf0fc\ue00a\uf02d\u2043"
_LISTED = re.compile(r"(?P<title>\S.*\S)[ \t]+(?P<page>\d{1,4}|[ivxlc]{1,7})")
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class Segment:
    """Characters of one line that follow each other without a wide gap."""

    glyphs: list[Glyph] = field(default_factory=list)
    x0: float = 0.0
    x1: float = 0.0
    y: float = 0.0
    size: float = 0.0

    def settle(self) -> None:
        """Find place and size from the characters: those of most of them."""
        inked = [glyph for glyph in self.glyphs if not glyph.text.isspace()] or self.glyphs
        self.size = common(((glyph.size, max(1e-3, glyph.x1 - glyph.x0)) for glyph in inked), 10)
        main = [glyph for glyph in inked if glyph.size > SMALL * self.size] or inked
        self.y = common(((glyph.y, 1.0) for glyph in main), 10)
        self.x0 = min(glyph.x0 for glyph in inked)
        self.x1 = max(glyph.x1 for glyph in inked)

    @property
    def top(self) -> float:
        return self.y + 0.75 * self.size

    @property
    def bottom(self) -> float:
        return self.y - 0.25 * self.size


@dataclass(slots=True)
class Line:
    """One line of text: its words, its place, and how it is set.

    ``bold`` and ``italic`` are the shares of its letters set so. ``first`` is the width of the first word, ``marker``
    the bullet taken off its beginning. ``page`` is the page's place in the file, from 1.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    page: int
    bold: float = 0.0
    italic: float = 0.0
    first: float = 0.0
    marker: str = ""
    cells: tuple[tuple[float, float, str], ...] = ()
    edge: float = 0.0  # where lines beside it end, at the right; 0: not known
    outer: float = 0.0  # where its bullet begins
    italics: tuple[Stretch, ...] = ()  # italic stretches of the text, counted from its end

    @property
    def em(self) -> float:
        return max(self.size, 1.0)


def common(weighted: Iterable[tuple[float, float]], steps: int) -> float:
    """The value that weighs most, values taken together that agree when rounded to 1/*steps*."""
    found: Counter[int] = Counter()
    for value, weight in weighted:
        found[round(value * steps)] += weight  # type: ignore[assignment]
    return max(found, key=lambda one: (found[one], -one)) / steps if found else 0.0


def segments(glyphs: Sequence[Glyph]) -> list[Segment]:
    """Segments in the order of the file."""
    made: list[Segment] = []
    last: Glyph | None = None
    spaced = False
    for glyph in glyphs:
        if glyph.text.isspace():
            spaced = True
            if made:
                made[-1].glyphs.append(glyph)
            continue
        if last is None or not _follows(last, glyph, spaced=spaced):
            made.append(Segment())
        made[-1].glyphs.append(glyph)
        last, spaced = glyph, False
    for one in made:
        one.settle()
    return made


def _follows(last: Glyph, glyph: Glyph, *, spaced: bool) -> bool:
    """Whether a character goes on with the one before it in the file."""
    size = max(last.size, glyph.size)
    if max(last.size, glyph.size) > 2.4 * min(last.size, glyph.size):
        return False  # an initial is put before its line later
    if abs(glyph.y - last.y) > 0.55 * size:
        return False
    gap = glyph.x0 - last.x1
    return -1.6 * size < gap < (SPACED_GAP if spaced else GAP) * size


def rows(parts: Sequence[Segment]) -> list[list[Segment]]:
    """Segments that stand on one baseline together, from top to bottom, each row from left to right."""
    made: list[list[Segment]] = []
    for one in sorted(parts, key=lambda segment: (-segment.y, segment.x0)):
        row = next((row for row in reversed(made[-3:]) if _same_row(row, one)), None)
        if row is None:
            made.append([one])
        else:
            row.append(one)
    for row in made:
        row.sort(key=lambda segment: segment.x0)
    made.sort(key=lambda row: -max(row, key=lambda segment: segment.size).y)
    return made


def _same_row(row: Sequence[Segment], one: Segment) -> bool:
    main = max(row, key=lambda segment: (segment.size, segment.x1 - segment.x0))
    size = max(main.size, one.size)
    apart = abs(main.y - one.y)
    if max(main.size, one.size) > 1.9 * min(main.size, one.size) and not (_is_mark(one) or _is_mark(main)):
        return False
    if apart < 0.25 * size:
        return True
    smaller = min(main.size, one.size) < SMALL * size
    return smaller and apart < 0.6 * size and min(len(one.glyphs), sum(len(other.glyphs) for other in row)) <= 6


def _is_mark(one: Segment) -> bool:
    """Whether a segment is a note's mark alone: up to three digits."""
    return all(glyph.text.isspace() or glyph.text.isdigit() for glyph in one.glyphs) and len(one.glyphs) <= 4


def line_of(row: Sequence[Segment], page: int) -> Line:
    """The text of a row, and how it is set."""
    main = max(row, key=lambda segment: sum(glyph.x1 - glyph.x0 for glyph in segment.glyphs) * segment.size)
    size, base = main.size, main.y
    glyphs = [glyph for segment in row for glyph in segment.glyphs]
    inked = [glyph for glyph in glyphs if not glyph.text.isspace()]
    letters = [glyph for glyph in inked if glyph.text.isalpha()] or inked
    cells = tuple((one.x0, one.x1, _text(one.glyphs, size, base)[0]) for one in row)
    text, italics = _text(glyphs, size, base)
    if len(row) > 1 and (listed := _LISTED.fullmatch(text)) and listed["page"] == cells[-1][2]:
        text = f"{listed['title']}\t{listed['page']}"  # an entry of a table of contents
    line = Line(
        text=text,
        x0=row[0].x0,
        x1=max(segment.x1 for segment in row),
        y=base,
        size=size,
        page=page,
        bold=sum(glyph.face.bold for glyph in letters) / len(letters),
        italic=sum(glyph.face.italic for glyph in letters) / len(letters),
        first=_first_word(inked, size),
        cells=cells,
        italics=from_end(text, italics),
    )
    return _without_bullet(line, inked)


def _text(glyphs: Sequence[Glyph], size: float, base: float) -> tuple[str, list[Stretch]]:
    """Characters as words, and the italic stretches among them.

    Spaces stand where the file has them or a gap is, raised digits are superscripts.
    """
    small = _small_capitals(glyphs, size, base)
    made: list[str] = []
    italics: list[Stretch] = []
    length = 0
    last: Glyph | None = None
    spaced = False
    for position, glyph in enumerate(glyphs):
        if glyph.text.isspace():
            spaced = True
            continue
        text = _LIGATURES.get(glyph.text, glyph.text)
        if glyph.size < SMALL * size and glyph.y - base > RAISED * size:
            text = text.translate(RAISED_DIGITS)
        elif position in small:
            text = text.lower()
        if last is not None:
            gap = (glyph.x0 - last.x1) / max(size, 1.0)
            blank = "\t" if gap > TAB else " " if spaced or gap > SPACE else ""
            made.append(blank)
            length += len(blank)
        made.append(text)
        length += len(text)
        if glyph.face.italic:
            italics.append((length - len(text), length))
        last, spaced = glyph, False
    return "".join(made), italics


def _small_capitals(glyphs: Sequence[Glyph], size: float, base: float) -> frozenset[int]:
    """Positions of small capitals that stand for lower case: those in words that begin with a full capital."""
    largest = max((glyph.size for glyph in glyphs), default=size)
    found: set[int] = set()
    begins = mixed = False
    for position, glyph in enumerate(glyphs):
        if not glyph.text.isalpha():
            begins = begins and not glyph.text.isspace()
            continue
        capital = glyph.text.isupper() and abs(glyph.y - base) < 0.05 * size
        if capital and glyph.size > 0.95 * largest:
            begins = True
        elif capital and begins and 0.6 * largest < glyph.size < 0.88 * largest:
            found.add(position)
            mixed = True
        elif not capital:
            return frozenset()
    return frozenset(found) if mixed else frozenset()


def _first_word(inked: Sequence[Glyph], size: float) -> float:
    """How wide the first word of a line is."""
    end = inked[0]
    for glyph in inked[1:]:
        if glyph.x0 - end.x1 > SPACE * size or glyph.text in "-‐":
            break
        end = glyph
    return end.x1 - inked[0].x0


def _without_bullet(line: Line, inked: Sequence[Glyph]) -> Line:
    """The line without the bullet at its beginning; its left edge is that of its words."""
    found = re.match(rf"([{re.escape(BULLETS)}]|o(?=\t))[ \t]+(?=\S)|[\uf0b7\uf0a7\ue00a•▪●■](?=\S)", line.text)
    if found is None:
        return line
    mark = found[0].strip()
    line.outer = line.x0
    line.marker = mark if mark in "•▪◦‣·–—-*" else "•"
    line.text = line.text[found.end() :]
    rest = [glyph for glyph in inked[1:] if glyph.x0 >= inked[0].x1 - 0.1 * line.size] or list(inked)
    line.x0 = min(glyph.x0 for glyph in rest)
    line.first = _first_word(rest, line.size)
    return line


def digits_masked(text: str) -> str:
    """*text* with every run of digits as one sign, so that "Page 7" and "Page 12" are alike."""
    return _DIGITS.sub("#", " ".join(text.split()))
