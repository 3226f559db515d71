"""What stands around the text: paper, margins, running head and foot, settings of the whole document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from briefgen.diagnostics import did_you_mean
from briefgen.errors import Place, Problem, TemplateError
from briefgen.writers._word.language import word_language
from briefgen.writers._word.xml import Element, clean, element, qualified, value

#: Width and height of a sheet in twentieths of a point.
PAPER: Mapping[str, tuple[int, int]] = {"A4": (11906, 16838), "Letter": (12240, 15840)}
#: What Word sets where a section says nothing, in twentieths of a point; the schema asks for all of them.
_MARGINS: Mapping[str, int] = {"top": 1440, "bottom": 1440, "header": 709, "footer": 709, "gutter": 0}
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


#: Twentieths of a point in each unit that a measure may carry (ECMA-376 Part 1, 22.9.2.15).
_UNITS: Mapping[str, float] = {"": 1, "pt": 20, "pc": 240, "pi": 240, "in": 1440, "cm": 1440 / 2.54, "mm": 144 / 2.54}
_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)([a-z]{2})?")


def twips(measure: str | None, otherwise: int) -> int:
    """A measure in twentieths of a point (``1701`` or ``3cm``); *otherwise* where it is missing or none."""
    found = _MEASURE.fullmatch(measure or "")
    unit = (found[2] or "") if found else "no unit"
    return round(float(found[1]) * _UNITS[unit]) if found and unit in _UNITS else otherwise


def set_paper(section: Element, paper: Literal["A4", "Letter"]) -> int:
    """Set a section on *paper* and give back the width of its text; side margins keep the reference's width."""
    width, height = PAPER[paper]
    size = _own(section, "w:pgSz", ("w:headerReference", "w:footerReference", "w:footnotePr", "w:endnotePr", "w:type"))
    margins = _own(section, "w:pgMar", ("w:pgSz",))
    left, right = (twips(margins.get(qualified(f"w:{side}")), 1440) for side in ("left", "right"))
    old = twips(size.get(qualified("w:w")), width)
    more = width - old
    size.set(qualified("w:w"), str(width))
    size.set(qualified("w:h"), str(height))
    margins.set(qualified("w:left"), str(left + more // 2))
    margins.set(qualified("w:right"), str(right + more - more // 2))
    for side, wide in _MARGINS.items():
        if margins.get(qualified(f"w:{side}")) is None:
            margins.set(qualified(f"w:{side}"), str(wide))
    return old - left - right


def _own(section: Element, name: str, after: tuple[str, ...]) -> Element:
    """The child of that name, made behind those that the schema puts before it where it is missing."""
    found = section.find(qualified(name))
    if found is None:
        found = element(name)
        before = [index for index, entry in enumerate(section) if entry.tag in set(map(qualified, after))]
        section.insert(before[-1] + 1 if before else 0, found)
    return found


def set_note_numbers(section: Element) -> None:
    """Number endnotes 1, 2, 3 as the other formats do; Word's own way is i, ii, iii (ECMA-376 Part 1, 17.11.5)."""
    for old in section.findall(qualified("w:endnotePr")):
        section.remove(old)
    place = next(
        (index for index, entry in enumerate(section) if entry.tag in (qualified("w:type"), qualified("w:pgSz"))),
        len(section),
    )
    section.insert(place, element("w:endnotePr", None, [value("w:numFmt", "decimal")]))


def set_direction(section: Element) -> None:
    """Lay a section out from right to left; ``w:bidi`` stands after ``w:titlePg`` and ``w:textDirection``."""
    if section.find(qualified("w:bidi")) is None:
        later = {qualified(f"w:{name}") for name in ("rtlGutter", "docGrid", "printerSettings", "sectPrChange")}
        place = next((index for index, entry in enumerate(section) if entry.tag in later), len(section))
        section.insert(place, element("w:bidi"))


def set_theme_language(settings: Element, language: str) -> None:
    """Tell Word which faces of the theme the document's language takes."""
    found = settings.find(qualified("w:themeFontLang"))
    if found is not None:
        found.set(qualified("w:val"), word_language(language))


def fill(root: Element, words: Mapping[str, str], template: str) -> None:
    """Put words in the place of ``{…}`` in a header or footer, also where Word cut a placeholder into several runs.

    Raises TemplateError for a placeholder that is none of *words*.
    """
    for paragraph in root.iter(qualified("w:p")):
        texts = list(paragraph.iter(qualified("w:t")))
        _join_cut(texts)
        for text in texts:
            text.text = _PLACEHOLDER.sub(lambda found: _word(found.group(1), words, template), text.text or "")
            text.set(qualified("xml:space"), "preserve")


def _join_cut(texts: list[Element]) -> None:
    """Where a text ends inside braces, take in the texts after it up to the closing one."""
    for place, text in enumerate(texts):
        following = iter(texts[place + 1 :])
        while (text.text or "").count("{") > (text.text or "").count("}"):
            taken = next(following, None)
            if taken is None:
                break
            text.text = (text.text or "") + (taken.text or "")
            taken.text = ""


def _word(name: str, words: Mapping[str, str], template: str) -> str:
    if name in words:
        return clean(words[name])
    hint = did_you_mean(name, words) or f"known are {', '.join(sorted(words))}"
    place = Place(f"templates/{template}/reference.docx")
    raise TemplateError(
        Problem(f"the header or footer asks for '{{{name}}}', which a brief does not have", hint, place)
    )
