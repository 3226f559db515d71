"""Quotation marks, apostrophes and spaces that do not break, as the brief's language sets them.

After the Chicago Manual of Style, 18th edition, 6.123-6.131 (quotation marks), BIPM's SI Brochure, 9th edition,
5.4.3 (a space between number and unit, which must not break), DIN 5008 and the Imprimerie nationale's Lexique.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
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

HARD = "\u00a0"  # a space that does not break
NARROW = "\u202f"  # a narrow one


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The quotation marks of a language, outer and inner."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


_ENGLISH = Marks(opening="“", closing="”", inner_opening="‘", inner_closing="’")
_MARKS: Mapping[str, Marks] = {
    "en": _ENGLISH,
    "de": Marks(opening="„", closing="“", inner_opening="‚", inner_closing="‘"),
    "fr": Marks(opening=f"«{NARROW}", closing=f"{NARROW}»", inner_opening="“", inner_closing="”"),
}

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember"
    "|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)
_MAGNITUDES = (
    "thousand|million|millions|billion|billions|trillion|trillions|percent|per cent|percentage"
    "|Tausend|Million|Millionen|Milliarde|Milliarden|Billionen|Mio\\.|Mrd\\.|Prozent"
    "|mille|milliard|milliards|pour cent"
)
_UNITS = "tons?|tonnes?|kilometres?|km²?|m[²³]|kg|GW|MW|TWh|kWh|°C|USD|EUR|euros?|dollars?|yuan|Euro"
_HARD_SPACES = (
    re.compile(rf"(?<=\d) (?=(?:%|‰|{_MAGNITUDES}|{_UNITS})(?!\w))"),
    re.compile(r"(?<=(?<!\w)(?:USD|EUR|GBP|CNY|RMB|CHF|JPY)) (?=\d)"),
    re.compile(r"(?<=[§€$£¥]) (?=\d)"),
    re.compile(r"(?:(?<=(?<!\w)No\.)|(?<=(?<!\w)Nr\.)|(?<=(?<!\w)para\.)|(?<=(?<!\w)p\.)|(?<=(?<!\w)pp\.)) (?=\d)"),
    re.compile(rf"(?<=(?<!\d)\d) (?=(?:{_MONTHS})(?!\w))|(?<=(?<!\d)\d\d) (?=(?:{_MONTHS})(?!\w))"),
    re.compile(rf"(?<=(?<!\d)\d\.) (?=(?:{_MONTHS})(?!\w))|(?<=(?<!\d)\d\d\.) (?=(?:{_MONTHS})(?!\w))"),
    re.compile(rf"(?<=(?:million|billion)) (?=(?:{_UNITS})(?!\w))|(?<=(?:trillion)) (?=(?:{_UNITS})(?!\w))"),
)
_LONG_WORD = re.compile(rf"{HARD}(?=[^\W\d_]{{4}})")
_FRENCH_MARKS = re.compile(r"(?<=[\w)»”%])[ \u00a0]?(?=[;!?](?:\s|$|»))")
_FRENCH_COLON = re.compile(r"(?<=[\w)»”%])[ \u00a0]?(?=:(?:\s|$))")


def typeset(run: Inlines, language: str, *, narrow: bool = False) -> Inlines:
    """A run with the language's quotation marks, apostrophes and hard spaces; what is foreign in it stays.

    Where room is *narrow*, a line may end before a word of four letters or more: ``USD 240`` / ``billion``.
    """
    return _Setter(language, narrow=narrow).inlines(run)


def typeset_text(text: str, language: str) -> str:
    """Plain text likewise."""
    return _Setter(language).text(text)


class _Setter:
    """Sets one run, piece by piece; remembers what stood before."""

    def __init__(self, language: str, *, narrow: bool = False) -> None:
        self.narrow = narrow
        self.language = language.split("-", maxsplit=1)[0].lower()
        self.marks = _MARKS.get(self.language, _ENGLISH)
        self.before = ""
        self.inner_open = False

    def inlines(self, run: Inlines) -> Inlines:
        made: list[Inline] = []
        for place, inline in enumerate(run):
            match inline:
                case Text():
                    made.append(Text(self.text(inline.text, _begins(run[place + 1 :]))))
                case Emph() | Strong() | Superscript() | SmallCaps() | Link():
                    made.append(replace(inline, inlines=self.inlines(inline.inlines)))
                case Abbreviation():
                    self.before = inline.text[-1:] or self.before
                    made.append(inline)
                case LineBreak():
                    self.before = " "
                    made.append(inline)
                case Foreign():
                    self.before = "x"
                    made.append(inline)
                case Cite():
                    made.append(inline)
                case _:
                    assert_never(inline)
        return tuple(made)

    def text(self, text: str, after: str = "") -> str:
        if '"' not in text and "'" not in text:  # most texts
            self.before = text[-1:] or self.before
            return self._spaced(text)
        made: list[str] = []
        for place, character in enumerate(text):
            following = text[place + 1 : place + 2] or after
            made.append(self._mark(character, following))
            self.before = character
        return self._spaced("".join(made))

    def _mark(self, character: str, following: str) -> str:
        begins = not self.before or self.before.isspace() or self.before in "([{–—/“‘„«\"'"
        if character == '"':
            return self.marks.opening if begins and following.strip() else self.marks.closing
        if character != "'":
            return character
        if begins and following.isalpha():
            self.inner_open = True
            return self.marks.inner_opening
        if self.inner_open and not following.isalpha():
            self.inner_open = False
            return self.marks.inner_closing
        return "’"

    def _spaced(self, text: str) -> str:
        for pattern in _HARD_SPACES:
            text = pattern.sub(HARD, text)
        if self.narrow:
            text = _LONG_WORD.sub(" ", text)
        if self.language == "fr":
            text = _FRENCH_MARKS.sub(NARROW, text)
            text = _FRENCH_COLON.sub(HARD, text)
            text = re.sub(r"«\s?", f"«{NARROW}", text)
            text = re.sub(r"\s?»", f"{NARROW}»", text)
        return text


def _begins(run: Inlines) -> str:
    """The first character of what follows, where it is plain to see."""
    for inline in run:
        match inline:
            case Text() | Abbreviation():
                return inline.text[:1]
            case Cite() | LineBreak():
                return ""
            case Emph() | Strong() | Superscript() | SmallCaps() | Link() | Foreign():
                return _begins(inline.inlines)
            case _:
                assert_never(inline)
    return ""
