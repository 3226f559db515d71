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
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


def set_paper(section: Element, paper: Literal["A4", "Letter"]) -> int:
    """Set a section on *paper* and give back the width of its text; side margins keep the reference's width."""
    size = section.find(qualified("w:pgSz"))
    margins = section.find(qualified("w:pgMar"))
    width, height = PAPER[paper]
    if size is None or margins is None:
        return width - 2 * 1440
    left, right = (int(margins.get(qualified(f"w:{side}"), "1440")) for side in ("left", "right"))
    old = int(size.get(qualified("w:w"), str(width)))
    more = width - old
    size.set(qualified("w:w"), str(width))
    size.set(qualified("w:h"), str(height))
    margins.set(qualified("w:left"), str(left + more // 2))
    margins.set(qualified("w:right"), str(right + more - more // 2))
    return old - left - right


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
