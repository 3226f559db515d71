"""PDFium's characters, rules, boxes and pictures of each page, turned upright, without what no reader sees.

Only this module knows PDFium (through pypdfium2). Coordinates are points; the page's text runs from left to right
and its y axis points upwards, however the page was turned.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefgen.importers._pdf.glyphs import Box, Face, Glyph, Paper, Sheet

#: A PDF has at most so many pages, a page so many characters and drawn things, all pages together so many characters.
MOST_PAGES, MOST_ON_A_PAGE, MOST_DRAWN, MOST_IN_ALL = 3_000, 200_000, 50_000, 12_000_000
#: Text smaller than this, in points, is seen by nobody.
SMALLEST = 1.5
#: Colours (0 to 255) from here on are white to a reader.
WHITE = 247
#: A font without italics is slanted by the matrix of its text: sideways by such shares of the height.
SLANT = 0.1, 0.6
#: PDFium's stand-ins for a hyphen at a line's end.
_HYPHENS = {"\x02": "-", "\ufffe": "-"}
_INVISIBLE = 3


class RefusedError(Exception):
    """Why a PDF cannot be read: a word for the reason, and what it takes to say so."""

    def __init__(self, reason: str, **told: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.told = told


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the characters of one text object have in common."""

    size: float
    face: Face
    quarter: int  # quarter turns against the clock; -1 for a slant
    invisible: bool
    white: bool


def extract(content: bytes) -> Paper:
    """All pages of a PDF; raises RefusedError where it is locked, damaged or too big."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise RefusedError("locked" if locked else "damaged") from None
    count = len(document)
    if not count:
        raise RefusedError("damaged")
    if count > MOST_PAGES:
        raise RefusedError("long", pages=count, most=MOST_PAGES)
    sheets: list[Sheet] = []
    total = 0
    for position in range(count):
        sheet = _sheet(document, position)
        total += len(sheet.glyphs)
        if total > MOST_IN_ALL:
            raise RefusedError("crowded", page=position + 1)
        sheets.append(sheet)
    said = {name: document.get_metadata_value(name).strip() for name in ("Title", "Author", "CreationDate")}
    return Paper(sheets=tuple(sheets), title=said["Title"], author=said["Author"], created=said["CreationDate"])


def _sheet(document: Any, position: int) -> Sheet:
    """One page; a page that cannot be opened is an empty one, with the reason among what was dropped."""
    import pypdfium2 as pdfium

    try:
        page = document[position]
    except pdfium.PdfiumError:
        return Sheet(position + 1, "", Box(0, 0, 0, 0), dropped={"damaged": ""})
    try:
        reader = _PageReader(document, page, position)
        return reader.read()
    finally:
        page.close()


class _PageReader:
    """Reads one page."""

    def __init__(self, document: Any, page: Any, position: int) -> None:
        from pypdfium2 import raw

        self._raw: Any = raw
        self._page = page
        self._text = page.get_textpage()
        self._settings: dict[int, _Setting] = {}
        self._sheet = Sheet(position + 1, document.get_page_label(position), _area(page))
        self._dark: list[Box] = []
        self._images: list[Box] = []

    def read(self) -> Sheet:
        count = self._raw.FPDFText_CountChars(self._text)
        if count > MOST_ON_A_PAGE:
            raise RefusedError("crowded", page=self._sheet.number)
        self._draw()
        found = list(self._characters(max(0, count)))
        turns = Counter(setting.quarter for _, _, _, setting in found if setting.quarter >= 0)
        quarter = max(turns, key=lambda turn: turns[turn]) if turns else 0
        area = self._sheet.area
        seen = [one for one in found if not self._unseen(one, area)]
        for text, box, origin, setting in seen:
            if setting.quarter != quarter:
                self._sheet.sideways += text
                continue
            x0, _, x1, _ = _turned(box, quarter)
            _, y, _, _ = _turned((*origin, *origin), quarter)
            self._sheet.glyphs.append(Glyph(text, x0, x1, y, setting.size, setting.face))
        for boxes in (self._sheet.rules, self._sheet.frames):
            boxes[:] = [Box(*_turned((box.x0, box.y0, box.x1, box.y1), quarter)) for box in boxes]
        self._sheet.area = Box(*_turned((area.x0, area.y0, area.x1, area.y1), quarter))
        return self._sheet

    def _characters(self, count: int) -> Iterator[tuple[str, tuple[float, ...], tuple[float, float], _Setting]]:
        raw, text = self._raw, self._text
        loose, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        for index in range(count):
            holder = raw.FPDFText_GetTextObject(text, index)
            if not holder:
                continue  # a space or line end that PDFium put in; gaps are measured here
            code = raw.FPDFText_GetUnicode(text, index)
            character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
            character = _HYPHENS.get(character, character)
            if character < " " or 0x7F <= code < 0xA0 or (code & 0xFFFE) == 0xFFFE:
                character = " " if character in "\t\n\r" else "\ufffd"
            if raw.FPDFText_HasUnicodeMapError(text, index) == 1 or character == "\ufffd":
                self._sheet.unmapped += 1
            address = ctypes.cast(holder, ctypes.c_void_p).value or 0
            setting = self._settings.get(address) or self._setting(index, holder, address)
            raw.FPDFText_GetLooseCharBox(text, index, loose)
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            box = (loose.left, loose.bottom, loose.right, loose.top)
            if all(map(math.isfinite, (*box, x.value, y.value))):
                yield character, box, (x.value, y.value), setting

    def _setting(self, index: int, holder: Any, address: int) -> _Setting:
        raw, text = self._raw, self._text
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text, index, matrix)
        size = abs(raw.FPDFText_GetFontSize(text, index)) * math.hypot(matrix.c, matrix.d)
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        raw.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
        pale = min(red.value, green.value, blue.value) >= WHITE or alpha.value == 0
        mode = raw.FPDFTextObj_GetTextRenderMode(holder)
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) if matrix.a or matrix.b else 0.0
        upright = abs(matrix.b) < SLANT[0] * abs(matrix.a)
        slanted = upright and bool(matrix.d) and SLANT[0] < matrix.c / matrix.d < SLANT[1]
        quarter = round(angle / 90)
        setting = _Setting(
            size=size if math.isfinite(size) else 0.0,
            face=self._face(holder, index, slanted=slanted),
            quarter=quarter % 4 if abs(angle - quarter * 90) < 8 else -1,
            invisible=mode == _INVISIBLE,
            white=pale and mode in (0, 4),
        )
        self._settings[address] = setting
        return setting

    def _face(self, holder: Any, index: int, *, slanted: bool) -> Face:
        raw = self._raw
        font = raw.FPDFTextObj_GetFont(holder)
        name = ctypes.create_string_buffer(256)
        raw.FPDFFont_GetBaseFontName(font, name, 256)
        said = name.value.decode("utf-8", "replace").split("+")[-1]
        lower = said.lower()
        heavy = any(word in lower for word in ("bold", "black", "heavy", "semibold", "demi"))
        bold = heavy or raw.FPDFText_GetFontWeight(self._text, index) >= 600
        slant = ctypes.c_int()
        raw.FPDFFont_GetItalicAngle(font, slant)
        italic = slanted or "italic" in lower or "oblique" in lower or slant.value < 0
        return Face(said, bold, italic)

    def _unseen(self, one: tuple[str, tuple[float, ...], tuple[float, float], _Setting], area: Box) -> bool:
        """Whether no reader sees a character; what was dropped is kept for the report."""
        text, box, _, setting = one
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        unseen = ""
        if area.width > 0 and area.height > 0 and not area.holds(*middle, slack=2.0):
            unseen = "outside"
        elif setting.size < SMALLEST:
            unseen = "tiny"
        elif setting.invisible:
            if any(image.holds(*middle, slack=2.0) for image in self._images):
                self._sheet.overlaid = True
            else:
                unseen = "invisible"
        elif setting.white and not any(dark.holds(*middle, slack=1.0) for dark in (*self._dark, *self._images)):
            unseen = "white"
        if unseen:
            self._sheet.dropped[unseen] = self._sheet.dropped.get(unseen, "") + text
        return bool(unseen)

    def _draw(self) -> None:
        """Rules, boxes and pictures of the page."""
        raw, page, sheet = self._raw, self._page.raw, self._sheet
        covered = 0.0
        bounds = [ctypes.c_float() for _ in range(4)]
        for index in range(min(MOST_DRAWN, raw.FPDFPage_CountObjects(page))):
            thing = raw.FPDFPage_GetObject(page, index)
            kind = raw.FPDFPageObj_GetType(thing)
            if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
                continue
            if not raw.FPDFPageObj_GetBounds(thing, *bounds):
                continue
            box = Box(*(bound.value for bound in bounds))
            if not all(map(math.isfinite, (box.x0, box.y0, box.x1, box.y1))):
                continue
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(thing, box)
            else:
                self._images.append(box)
                covered += max(0.0, box.width) * max(0.0, box.height)
        whole = sheet.area.width * sheet.area.height
        sheet.pictures = min(1.0, covered / whole) if whole > 0 else 0.0

    def _path(self, thing: Any, box: Box) -> None:
        raw, sheet = self._raw, self._sheet
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(thing, mode, stroked)
        colour = [ctypes.c_uint() for _ in range(4)]
        raw.FPDFPageObj_GetFillColor(thing, *colour)
        filled = bool(mode.value) and colour[3].value > 0
        pale = min(one.value for one in colour[:3]) >= WHITE
        if not stroked.value and not filled:
            return
        if min(box.width, box.height) <= 3.0:
            if max(box.width, box.height) >= 18.0:
                sheet.rules.append(box)
            return
        ring = self._ring(thing) if filled and not stroked.value else None
        if ring:
            self._border(box, ring)
            return
        if filled and not pale:
            self._dark.append(box)
        if box.width >= 60 and box.height >= 20 and (stroked.value or not pale):
            sheet.frames.append(box)

    def _ring(self, thing: Any) -> tuple[Box, ...] | None:
        """The two rectangles of a filled path that are a border: one inside the other, as CSS borders are drawn."""
        raw = self._raw
        count = raw.FPDFPath_CountSegments(thing)
        if not 8 <= count <= 12:
            return None
        matrix, x, y = raw.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
        raw.FPDFPageObj_GetMatrix(thing, matrix)
        loops: list[list[tuple[float, float]]] = []
        for index in range(count):
            segment = raw.FPDFPath_GetPathSegment(thing, index)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
                loops.append([])
            if loops:
                across = matrix.a * x.value + matrix.c * y.value + matrix.e
                loops[-1].append((across, matrix.b * x.value + matrix.d * y.value + matrix.f))
        if len(loops) != 2:
            return None
        boxes = [Box(*map(min, zip(*loop, strict=True)), *map(max, zip(*loop, strict=True))) for loop in loops]
        return tuple(sorted(boxes, key=lambda box: -box.width * box.height))

    def _border(self, box: Box, ring: tuple[Box, ...]) -> None:
        """A border's sides as rules; one with all four is a frame."""
        outer, inner = ring
        sides = (
            (inner.x0 - outer.x0, Box(box.x0, box.y0, box.x0, box.y1)),
            (outer.x1 - inner.x1, Box(box.x1, box.y0, box.x1, box.y1)),
            (inner.y0 - outer.y0, Box(box.x0, box.y0, box.x1, box.y0)),
            (outer.y1 - inner.y1, Box(box.x0, box.y1, box.x1, box.y1)),
        )
        drawn = [side for width, side in sides if width > 0.05]
        if len(drawn) == 4 and box.width >= 60 and box.height >= 20:
            self._sheet.frames.append(box)
        else:
            self._sheet.rules += drawn


def _area(page: Any) -> Box:
    """The visible part of a page; empty where the file's own boxes make no sense."""
    left, bottom, right, top = page.get_bbox()
    if not all(map(math.isfinite, (left, bottom, right, top))):
        return Box(0, 0, 0, 0)
    return Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _turned(box: tuple[float, ...], quarter: int) -> tuple[float, float, float, float]:
    """A rectangle turned clockwise by so many quarters, so that text which ran upwards runs to the right."""
    x0, y0, x1, y1 = box
    for _ in range(quarter):
        x0, y0, x1, y1 = y0, -x1, y1, -x0
    return x0, y0, x1, y1
