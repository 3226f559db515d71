"""Running heads and page numbers: what comes again at the same place near the edges of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefgen.importers._pdf.glyphs import Sheet
from briefgen.importers._pdf.lines import Segment, common, digits_masked, line_of, rows

#: So many rows from the upper and from the lower edge of a page are looked at.
EDGE = 4
#: What a gap parts from the text is furniture on so many pages, what stands close to it on so many, and half of all.
NUMBERED, REPEATED = 2, 4
#: A running head is at most this much larger than the running text.
LARGEST = 1.1
#: How far a running head's height may differ from page to page, in points.
SAME_HEIGHT = 5.0

_ROMAN = re.compile(r"[ivxlc]{1,7}", re.IGNORECASE)
_ONE_NUMBER = re.compile(r"\D*?(\d{1,4})\D*")


@dataclass(frozen=True, slots=True)
class Trimmed:
    """A page without its furniture: what is left, and the texts that were taken off."""

    kept: list[Segment]
    furniture: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Edge:
    """One row near a page's edge: its text with digits masked, its height, and how far the text inside it is."""

    row: list[Segment]
    text: str
    masked: str
    y: float
    apart: bool


def without_furniture(pages: Sequence[Sequence[Segment]]) -> list[Trimmed]:
    """Each page without its running heads and page numbers, which are no larger than the running text."""
    body = common(((one.size, float(len(one.glyphs))) for parts in pages for one in parts), 4)
    heads = [_edges(parts, body, upper=True) for parts in pages]
    feet = [_edges(parts, body, upper=False) for parts in pages]
    seen = [_seen(heads), _seen(feet)]
    trimmed: list[Trimmed] = []
    for parts, head, foot in zip(pages, heads, feet, strict=True):
        off = [*_taken(head, seen[0], len(pages)), *_taken(foot, seen[1], len(pages))]
        gone = {id(one) for edge in off for one in edge.row}
        kept = [one for one in parts if id(one) not in gone]
        trimmed.append(Trimmed(kept, tuple(dict.fromkeys(edge.text for edge in off))))
    return trimmed


def labels(sheets: Sequence[Sheet], furniture: Sequence[Sequence[str]]) -> list[str]:
    """What each page is called: by the file's own labels, else by its printed number, else by its place."""
    if any(sheet.label for sheet in sheets):
        return [sheet.label or str(sheet.number) for sheet in sheets]
    printed: dict[int, list[int]] = {}
    for sheet, texts in zip(sheets, furniture, strict=True):
        for text in texts:
            if found := _ONE_NUMBER.fullmatch(text):
                printed.setdefault(sheet.number, []).append(int(found[1]))
    steps = Counter(number - place for place, numbers in printed.items() for number in set(numbers))
    step, count = max(steps.items(), key=lambda one: one[1], default=(0, 0))
    if count < NUMBERED or 2 * count < len(printed):
        return [str(sheet.number) for sheet in sheets]
    named: list[str] = []
    for sheet, texts in zip(sheets, furniture, strict=True):
        roman = [text for text in texts if _ROMAN.fullmatch(text)]
        number = sheet.number + step
        named.append(roman[0] if roman else str(number) if number > 0 else str(sheet.number))
    return named if len(set(named)) == len(named) else [str(sheet.number) for sheet in sheets]


def _edges(parts: Sequence[Segment], body: float, *, upper: bool) -> list[_Edge]:
    """The outermost rows, from the edge inwards."""
    found = rows(parts)
    if not upper:
        found = found[::-1]
    edges: list[_Edge] = []
    for row, inner in zip(found[:EDGE], [*found[1 : EDGE + 1], None], strict=False):
        if max(one.size for one in row) > LARGEST * body:
            break
        text = " ".join(line_of(row, 0).text.split())
        gap = abs(row[0].y - inner[0].y) if inner else 99.0
        masked = "#" if _ROMAN.fullmatch(text) else digits_masked(text)
        edges.append(_Edge(row, text, masked, row[0].y, gap > 1.7 * max(one.size for one in row)))
    return edges


def _seen(pages: Sequence[Sequence[_Edge]]) -> Mapping[str, list[float]]:
    """The heights at which each masked text stands, once for each page."""
    seen: dict[str, list[float]] = {}
    for edges in pages:
        for masked, y in {edge.masked: edge.y for edge in edges}.items():
            seen.setdefault(masked, []).append(y)
    return seen


def _taken(edges: Sequence[_Edge], seen: Mapping[str, list[float]], seen_on: int) -> list[_Edge]:
    """The rows from the edge inwards that are furniture, up to the innermost that a gap parts from the text.

    Without a gap a row must stand on half of all pages (*seen_on*). Of a page that stands alone only a number by
    itself is furniture.
    """
    if seen_on == 1:
        return [edge for edge in edges[:1] if edge.masked == "#" and edge.apart]
    last = 0
    for position, edge in enumerate(edges, start=1):
        pages = sum(abs(edge.y - y) <= SAME_HEIGHT for y in seen[edge.masked])
        everywhere = 2 * pages >= seen_on and pages >= REPEATED
        if pages < NUMBERED:
            break
        if edge.apart or everywhere:
            last = position
    return list(edges[:last])
