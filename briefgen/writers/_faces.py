"""The stylesheet with its files put in, and the one face that is cut to the characters a brief has.

A stylesheet may name files of its template (``url("../fonts/x.woff2")``) and data; any other address is a mistake,
because a brief must not depend on a network. A ``@font-face`` with a ``unicode-range`` is cut to the characters
that the brief has in that range, or left out where it has none: a Chinese title then costs 20 kB and not 3 MB.
Faces without a range go in as they are, for some of their licences reserve the name to the whole font.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from io import BytesIO

from briefgen.errors import Place, Problem, TemplateError

_ADDRESS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)'"\s]*))\s*\)""", re.IGNORECASE)
_IMPORT = re.compile(r"@import\b[^;]*;?", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FACE = re.compile(r"@font-face\s*\{[^}]*\}", re.IGNORECASE)
_RANGE = re.compile(r"unicode-range\s*:\s*([^;}]*)", re.IGNORECASE)
_SPAN = re.compile(r"U\+([0-9a-f]{1,6})(?:-([0-9a-f]{1,6}))?", re.IGNORECASE)

_KINDS = {"woff2": "font/woff2", "woff": "font/woff", "otf": "font/otf", "ttf": "font/ttf", "svg": "image/svg+xml",
          "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}  # fmt: skip

#: Gives a file of the template its address in the page: data for a file on its own, a name for the PDF's fetcher.
Address = Callable[[str, bytes], str]


def as_data(name: str, content: bytes) -> str:
    """A file as a ``data:`` address (RFC 2397)."""
    kind = _KINDS.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def stylesheet(css: str, assets: Mapping[str, bytes], said: str, place: Place, address: Address = as_data) -> str:
    """*css* without comments, with every file it names put in and cut faces for the text *said*.

    Raises TemplateError with every address that is neither data nor a file of the template.
    """
    css = _COMMENT.sub("", css)
    strays = [Problem("the stylesheet imports another one", "put its rules here", place)] * bool(_IMPORT.search(css))
    cut: dict[str, bytes] = {}
    css = _FACE.sub(lambda face: _fitted(face.group(), assets, said, cut), css)

    def put_in(found: re.Match[str]) -> str:
        name = _named(found)
        if name.startswith(("data:", "#")):
            return found.group()
        content = cut.get(name) or assets.get(name)
        if content is None:
            strays.append(
                Problem(
                    f"the stylesheet names '{name}', which is not a file of the template",
                    "a brief asks nothing of the network: put the file in the template's folder or in templates/fonts",
                    place,
                )
            )
            return found.group()
        return f'url("{address(name, content)}")'

    css = _ADDRESS.sub(put_in, css)
    if strays:
        raise TemplateError(strays)
    return css.replace("</", "<\\/")


def _fitted(face: str, assets: Mapping[str, bytes], said: str, cut: dict[str, bytes]) -> str:
    """The ``@font-face`` rule itself, or nothing where the brief has no character of its range."""
    declared = _RANGE.search(face)
    if declared is None:
        return face
    spans = [(int(low, 16), int(high or low, 16)) for low, high in _SPAN.findall(declared.group(1))]
    wanted = "".join(sorted({letter for letter in said if any(low <= ord(letter) <= high for low, high in spans)}))
    if not wanted:
        return ""
    kept: list[str] = []

    def cut_file(found: re.Match[str]) -> str:
        name = _named(found)
        if name not in assets:
            return found.group()  # told about where every address is looked at
        content, held = subset(assets[name], wanted)
        kept.append(held)
        stands_in = f"cut:{len(cut)}.woff2"
        cut[stands_in] = content
        return f'url("{stands_in}")'

    face = _ADDRESS.sub(cut_file, face)
    if kept and not kept[0]:
        return ""
    # The range must promise no more than is there, or no other font is asked for what is not
    promised = ", ".join(f"U+{ord(letter):X}" for letter in kept[0]) if kept else declared.group(1)
    return _RANGE.sub(f"unicode-range: {promised}", face)


def _named(found: re.Match[str]) -> str:
    """The address in a ``url()``, however it is quoted."""
    return next((part for part in found.groups() if part is not None), "").strip()


def subset(font: bytes, letters: str) -> tuple[bytes, str]:
    """The font with the glyphs of *letters* alone, as WOFF2, and those letters that it has.

    The same input gives the same bytes.
    """
    from fontTools import subset as cutting  # type: ignore[import-untyped]  # heavy, and seldom wanted
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # as above

    opened = TTFont(BytesIO(font), lazy=True, recalcTimestamp=False)
    known: dict[int, str] = opened.getBestCmap() or {}
    held = "".join(letter for letter in letters if ord(letter) in known)
    if not held:
        return b"", ""
    cutter = cutting.Subsetter(cutting.Options(layout_features=[], hinting=False))
    cutter.populate(text=held)
    cutter.subset(opened)
    opened.flavor = "woff2"
    made = BytesIO()
    opened.save(made, reorderTables=False)
    return made.getvalue(), held
