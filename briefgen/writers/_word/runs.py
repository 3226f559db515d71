"""Inlines as runs: character styles, languages, links, note calls; never a direct format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from briefgen.brief import (
    Abbreviation,
    Cite,
    Emph,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    SmallCaps,
    Strong,
    Superscript,
    Text,
)
from briefgen.writers._word.address import usable
from briefgen.writers._word.bookmarks import Bookmarks
from briefgen.writers._word.fields import field
from briefgen.writers._word.language import STRONG_RIGHT_TO_LEFT, attributes, is_east_asian, is_right_to_left
from briefgen.writers._word.notes import Calls, first_call
from briefgen.writers._word.styles import Mark, StyleSheet
from briefgen.writers._word.xml import Element, clean, element, value

#: Characters that WordprocessingML spells as elements (ECMA-376 Part 1, 17.3.3.18 and 17.3.3.29).
_ELEMENTS: Mapping[str, str] = {"\u2011": "w:noBreakHyphen", "\u00ad": "w:softHyphen"}


@dataclass(frozen=True, slots=True)
class Look:
    """What holds for a run: its character formats and its language (empty: the document's)."""

    marks: frozenset[Mark] = frozenset()
    language: str = ""

    def having(self, mark: Mark) -> Look:
        """The same look with one more format."""
        return replace(self, marks=self.marks | {mark})


@dataclass(frozen=True, slots=True, kw_only=True)
class RunMaker:
    """Makes runs for one part: the main document, or the notes, which have relationships of their own.

    ``relate`` gives the relationship id of an address outside; ``targets`` are bookmarks by block id; ``calls`` is
    None where no note can be called (in a note).
    """

    sheet: StyleSheet
    relate: Callable[[str], str]
    targets: Mapping[str, str]
    bookmarks: Bookmarks
    calls: Calls | None = None

    def runs(self, inlines: Inlines, look: Look | None = None) -> list[Element]:
        """All of *inlines* as what may stand in a paragraph."""
        look = look or Look()
        return [made for inline in inlines for made in self._inline(inline, look)]

    def _inline(self, inline: Inline, look: Look) -> list[Element]:
        match inline:
            case Text() | Abbreviation():
                return self._text(inline.text, look)
            case Emph():
                return self.runs(inline.inlines, look.having("Emphasis"))
            case Strong():
                return self.runs(inline.inlines, look.having("Strong"))
            case Superscript():
                return self.runs(inline.inlines, look.having("Superscript"))
            case SmallCaps():
                return self.runs(inline.inlines, look.having("Small capitals"))
            case Foreign():
                return self.runs(inline.inlines, replace(look, language=inline.language))
            case LineBreak():
                return [self._run([element("w:br")], look)]
            case Link():
                return self._link(inline, look)
            case Cite():
                return self._cite(inline, look)
            case _:
                assert_never(inline)

    def _text(self, said: str, look: Look) -> list[Element]:
        said = clean(said)
        if said.isascii():
            return [self._run(_written(said), look)] if said else []
        runs: list[Element] = []
        done = 0
        for found in STRONG_RIGHT_TO_LEFT.finditer(said):
            if found.start() > done:
                runs.append(self._run(_written(said[done : found.start()]), look))
            runs.append(self._run(_written(found.group()), look, right_to_left=True))
            done = found.end()
        if done < len(said):
            runs.append(self._run(_written(said[done:]), look))
        return runs

    def _run(self, content: list[Element], look: Look, *, right_to_left: bool = False) -> Element:
        run = element("w:r")
        properties = self._properties(look, right_to_left=right_to_left)
        if properties:
            run.append(element("w:rPr", None, properties))
        run.extend(content)
        return run

    def _properties(self, look: Look, *, right_to_left: bool) -> list[Element]:
        """Style and language; the hint alone makes Word set “quotes” in Chinese text in the Chinese face."""
        made: list[Element] = []
        east_asian = bool(look.language) and is_east_asian(look.language)
        marks = look.marks - {"Emphasis"} if east_asian else look.marks  # these scripts have no italics
        if marks:
            made.append(value("w:rStyle", self.sheet.together(marks)))
        if east_asian:
            made.append(element("w:rFonts", {"w:hint": "eastAsia"}))
        if right_to_left or (look.language and is_right_to_left(look.language)):
            made.append(element("w:rtl"))
        if look.language:
            made.append(element("w:lang", attributes(look.language)))
        return made

    def _link(self, link: Link, look: Look) -> list[Element]:
        if "Hyperlink" in look.marks:  # links do not nest
            return self.runs(link.inlines, look)
        if link.target.startswith("#"):
            bookmark = self.targets.get(link.target[1:])
            if bookmark is None:
                return self.runs(link.inlines, look)
            return [self.within(bookmark, self.runs(link.inlines, look.having("Hyperlink")))]
        address = usable(link.target)
        if not address:
            return self.runs(link.inlines, look)
        runs = self.runs(link.inlines, look.having("Hyperlink"))
        return [element("w:hyperlink", {"r:id": self.relate(address), "w:history": "1"}, runs)]

    def within(self, bookmark: str, runs: list[Element]) -> Element:
        """A link to a bookmark of this document."""
        return element("w:hyperlink", {"w:anchor": bookmark, "w:history": "1"}, runs)

    def _cite(self, cite: Cite, look: Look) -> list[Element]:
        if not cite.note or self.calls is None:
            return self.runs(cite.label, look)
        kind = self.calls.kind
        style = element("w:rPr", None, [value("w:rStyle", self.sheet.character(f"{kind} reference"))])
        if not self.calls.call(cite.note):
            number = element("w:r", None, [style, *_written(str(cite.note))])
            return field(f"NOTEREF {first_call(cite.note)} \\f \\h", [number])
        call = element("w:r", None, [style, element(f"w:{kind}Reference", {"w:id": str(cite.note)})])
        if cite.note in self.calls.repeated:
            return self.bookmarks.around((first_call(cite.note),), [call])
        return [call]


def _written(said: str) -> list[Element]:
    """Text as ``w:t``, with the hyphens that Word has elements for."""
    made: list[Element] = []
    plain = ""
    for piece in _pieces(said):
        if piece in _ELEMENTS:
            made.append(element(_ELEMENTS[piece]))
            continue
        plain = piece
        text = element("w:t", {"xml:space": "preserve"} if plain != plain.strip() or "  " in plain else None)
        text.text = plain
        made.append(text)
    return made


def _pieces(said: str) -> list[str]:
    if not any(special in said for special in _ELEMENTS):
        return [said]
    pieces = [""]
    for character in said:
        if character in _ELEMENTS:
            pieces.extend((character, ""))
        else:
            pieces[-1] += character
    return [piece for piece in pieces if piece]
