"""The picture of a desk's coverage: one SVG, and an HTML page that holds it and the lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from briefgen.build.shelf.coverage import Coverage, Spread
from briefgen.sandbox import environment, render

#: The width of the picture, of the labels and of the bars, in pixels.
_WIDTH, _LABELS, _BARS = 860, 400, 400
_ROW, _HEADING = 19, 46
#: A label of more characters is cut with an ellipsis; the whole stands in its title, which a pointer shows.
_LONGEST = 58
#: Colours by the order of the regions; each has a contrast of 3 to 1 at least against the page (WCAG 2.2, 1.4.11).
_COLOURS = ("#1c4e6b", "#b0703a", "#5b7f4b", "#7a5c86", "#8a8f1f", "#6b6f75")

PICTURE, PAGE = "output/coverage.svg", "output/coverage.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    x: float
    width: float
    colour: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bar:
    y: float
    x: float
    label: str
    whole: str
    pieces: tuple[_Piece, ...]
    end: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Panel:
    title: str
    y: float
    bars: tuple[_Bar, ...]


def pictures(coverage: Coverage) -> dict[str, bytes]:
    """The files of the picture by their paths on the desk: the SVG, and the page. The same for the same coverage."""
    values = _values(coverage)
    templates = {
        name: (files("briefgen.build.shelf") / name).read_text(encoding="utf-8")
        for name in ("coverage.svg.j2", "coverage.html.j2")
    }
    made = environment(templates)
    svg = render(made, "coverage.svg.j2", values, "briefgen")
    page = render(made, "coverage.html.j2", {**values, "coverage": coverage}, "briefgen")
    return {PICTURE: f"{svg.strip()}\n".encode(), PAGE: f"{page.strip()}\n".encode()}


def _values(coverage: Coverage) -> dict[str, Any]:
    regions = list(dict.fromkeys(region for one in coverage.perspectives for region, _ in one.regions))
    colours = {region: _COLOURS[min(number, len(_COLOURS) - 1)] for number, region in enumerate(regions)}
    panels: list[_Panel] = []
    top = 64.0
    for title, rows in (
        ("By topic", coverage.topics),
        ("By source and chapter", coverage.sources),
        ("By perspective", coverage.perspectives),
        ("By year of what is stated", coverage.years),
    ):
        if rows:
            panels.append(_panel(title, rows, top, colours))
            top += _HEADING + len(rows) * _ROW
    return {
        "panels": panels,
        "width": _WIDTH,
        "height": top + 12,
        "regions": list(colours.items()),
        "coverage": coverage,
    }


def _panel(title: str, rows: Sequence[Spread], top: float, colours: dict[str, str]) -> _Panel:
    most = max(row.records for row in rows) or 1
    bars: list[_Bar] = []
    for number, row in enumerate(rows):
        x = float(_LABELS + 10)
        pieces: list[_Piece] = []
        for region, count in row.regions:
            width = round(count / most * _BARS, 1)
            pieces.append(
                _Piece(x=round(x, 1), width=width, colour=colours[region], said=f"{region or 'no region'}: {count}")
            )
            x += width
        label = row.label if len(row.label) <= _LONGEST else f"{row.label[: _LONGEST - 1].rstrip()}…"
        bars.append(
            _Bar(
                y=top + _HEADING - 14 + number * _ROW,
                x=8.0 + 14 * row.depth,
                label=label,
                whole=row.label,
                pieces=tuple(pieces),
                end=round(x + 5, 1),
                count=row.records,
            )
        )
    return _Panel(title=title, y=top + 14, bars=tuple(bars))
