"""What a page has on it, before anything is read: characters with their places, rules, boxes, pictures."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Face:
    """How characters are set: the font's name, and whether it is bold or italic."""

    font: str
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: from ``x0`` to ``x1`` on the baseline ``y``, upwards, in points; ``size`` of its font."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    face: Face


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with its sides along the page's, in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Whether a point lies inside, or outside by no more than *slack*."""
        return self.x0 - slack <= x <= self.x1 + slack and self.y0 - slack <= y <= self.y1 + slack


@dataclass(slots=True)
class Sheet:
    """One page: its place in the file (from 1), the label that the file gives it, and what stands on it.

    ``frames`` are filled or framed rectangles. ``dropped`` counts characters that no reader sees, by reason.
    ``sideways`` is text that stands across the page.
    """

    number: int
    label: str
    area: Box
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)
    pictures: float = 0.0  # share of the page that pictures cover
    dropped: dict[str, str] = field(default_factory=dict)
    sideways: str = ""
    unmapped: int = 0
    overlaid: bool = False  # its text is an invisible layer over a picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A PDF as extracted: pages, and what the file says of title, author and date."""

    sheets: tuple[Sheet, ...]
    title: str = ""
    author: str = ""
    created: str = ""
