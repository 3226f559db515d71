"""Paragraphs: a style, what numbers them, and the bookmarks of the blocks that they are."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.brief import Inlines
from briefgen.writers._word.bookmarks import Bookmarks
from briefgen.writers._word.runs import RunMaker
from briefgen.writers._word.styles import StyleSheet
from briefgen.writers._word.xml import Element, element, value


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphMaker:
    """Makes paragraphs of the main document. ``targets`` are bookmarks by block id."""

    sheet: StyleSheet
    words: RunMaker
    bookmarks: Bookmarks

    def paragraph(self, style: str, inlines: Inlines, blocks: tuple[str, ...] = (), numbering: int = 0) -> Element:
        """A paragraph in the style of that name, which *blocks* (ids, the outermost first) are known by.

        *numbering* is the numbering instance where it is not the style's own.
        """
        names = tuple(self.words.targets[block] for block in blocks)
        return self.around(style, self.bookmarks.around(names, self.words.runs(inlines)), numbering)

    def around(self, style: str, content: list[Element], numbering: int = 0) -> Element:
        """A paragraph in the style of that name around *content*."""
        properties = element("w:pPr", None, [value("w:pStyle", self.sheet.paragraph(style))])
        if numbering:
            properties.append(element("w:numPr", None, [value("w:ilvl", "0"), value("w:numId", str(numbering))]))
        return element("w:p", None, [properties, *content])
