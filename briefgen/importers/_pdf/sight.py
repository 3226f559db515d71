"""What a reader would see of a PDF's text, and whether there is any: scans, fonts without letters, hidden text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from briefgen.importers._pdf.extract import RefusedError
from briefgen.importers._pdf.glyphs import Paper, Sheet
from briefgen.importers.manuscript import Doubt

#: A page with fewer characters than these whose pictures cover at least this share of it is a scan.
FEW, COVERED = 12, 0.3
#: From this share of characters without a letter on, a text is unreadable.
UNREADABLE = 0.3
#: So many words tell whether words are words; from this share without a vowel on, they are none.
WORDS, VOWELLESS = 60, 0.55

_LATIN = re.compile(r"[A-Za-zÀ-ɏ]{4,}")
_VOWEL = re.compile(r"[aeiouyà-æè-ïò-öù-ýāēīōūąęėįųůőű]", re.IGNORECASE)
_WHY_UNSEEN = {
    "white": "white on white",
    "tiny": "too small to be read",
    "outside": "outside the page",
    "invisible": "set to be invisible",
}
_OCR = "run OCR over it first, for example 'ocrmypdf in.pdf out.pdf', and import what that makes"


def look_at(paper: Paper) -> tuple[Doubt, ...]:
    """What a person should know of the pages; raises RefusedError where there is no text that can be read."""
    scans = [sheet.number for sheet in paper.sheets if _is_scan(sheet)]
    if not any(sheet.glyphs for sheet in paper.sheets):
        raise RefusedError("scanned" if scans else "empty", pages=pages(scans))
    strange = [sheet.number for sheet in paper.sheets if _is_strange(sheet)]
    if len(strange) * 2 > sum(bool(sheet.glyphs) for sheet in paper.sheets):
        raise RefusedError("unmapped", pages=pages(strange))
    return tuple(_doubts(paper, scans, strange))


def _doubts(paper: Paper, scans: Sequence[int], strange: Sequence[int]) -> Iterable[Doubt]:
    if scans:
        message = f"{pages(scans)} {_hold(scans)} a picture and no text"
        yield Doubt(message=message, line=scans[0], hint=_OCR)
    if strange:
        yield Doubt(
            message=f"the letters of {pages(strange)} cannot be told: their fonts do not say what they are",
            line=strange[0],
            hint="run OCR over it first, for example 'ocrmypdf --force-ocr in.pdf out.pdf'",
        )
    overlaid = [sheet.number for sheet in paper.sheets if sheet.overlaid]
    if overlaid:
        yield Doubt(
            message=f"the text of {pages(overlaid)} is an invisible layer over a picture, as OCR makes it; it was read",
            line=overlaid[0],
            hint="look for misread words",
        )
    lost = [sheet.number for sheet in paper.sheets if "damaged" in sheet.dropped]
    if lost:
        message = f"{pages(lost)} cannot be opened and {'was' if len(lost) == 1 else 'were'} left out"
        yield Doubt(message=message, line=lost[0], hint="ask for an undamaged copy of the document")
    for sheet in paper.sheets:
        yield from _unseen(sheet)


def _unseen(sheet: Sheet) -> Iterable[Doubt]:
    for reason, why in _WHY_UNSEEN.items():
        text = " ".join(sheet.dropped.get(reason, "").split())
        if text:
            message = f"text on page {sheet.number} that no reader sees ({why}) was left out: '{_short(text)}'"
            yield Doubt(message=message, line=sheet.number, hint="look at the page")
    aside = " ".join(sheet.sideways.split())
    if aside:
        message = f"text that runs across page {sheet.number} in another direction was left out: '{_short(aside)}'"
        yield Doubt(message=message, line=sheet.number, hint="look at the page")


def _is_scan(sheet: Sheet) -> bool:
    return len(sheet.glyphs) < FEW and sheet.pictures >= COVERED


def _is_strange(sheet: Sheet) -> bool:
    """Whether a page's characters are no letters, or make no words."""
    inked = [glyph.text for glyph in sheet.glyphs if not glyph.text.isspace()]
    if not inked:
        return False
    private = sum(unicodedata.category(text[0]) in ("Co", "Cn") for text in inked)
    if sheet.unmapped + private > UNREADABLE * len(inked):
        return True
    found = _LATIN.findall("".join(glyph.text for glyph in sheet.glyphs))
    return len(found) >= WORDS and sum(not _VOWEL.search(word) for word in found) > VOWELLESS * len(found)


def pages(numbers: Sequence[int]) -> str:
    """Pages as a sentence names them: ``page 3``, ``pages 3–5, 9``."""
    return f"page{'' if len(numbers) == 1 else 's'} {spread(numbers)}"


def spread(numbers: Sequence[int]) -> str:
    """Numbers in order, neighbours as ranges; of many the first."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    said = [f"{first}" if first == last else f"{first}–{last}" for first, last in runs]
    return ", ".join(said[:12]) + (" …" if len(said) > 12 else "")


def _hold(numbers: Sequence[int]) -> str:
    return "holds" if len(numbers) == 1 else "hold"


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}…"
