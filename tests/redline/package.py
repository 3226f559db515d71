"""A DOCX as its parts, by the proof's own code: it shares none with the merge that it judges."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
MAIN = "word/document.xml"
KINDS = ("footnote", "endnote")
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@cache
def q(name: str) -> str:
    """``w:p`` in Clark notation."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


def make(name: str, attributes: dict[str, Any] | None = None, *children: Element, text: str | None = None) -> Element:
    """An element with prefixed attributes, children and text."""
    made = etree.Element(q(name), nsmap={prefix: NAMES[prefix] for prefix in {name.partition(":")[0], "w", "r"}})
    for key, said in (attributes or {}).items():
        made.set(q(key) if ":" in key else key, str(said))
    made.extend(children)
    if text is not None:
        made.text = text
        made.set(_SPACE, "preserve")
    return made


def find(element: Element, path: str) -> list[Any]:
    """XPath with the prefixes above."""
    return element.xpath(path, namespaces=NAMES)  # type: ignore[no-any-return]


def plain_run(text: str, properties: Element | None = None) -> Element:
    """A run of text, with a copy of *properties*."""
    said = make("w:t", text=text)
    return make("w:r", None, *([clone(properties)] if properties is not None else []), said)


def clone(element: Element) -> Element:
    """A copy on its own, without what follows it."""
    copy = etree.fromstring(etree.tostring(element, with_tail=False))
    copy.tail = None
    return copy


class Docx:
    """A document's parts; trees are parsed when first asked for, and written back by :meth:`save`."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.names = archive.namelist()
            self.parts = {name: archive.read(name) for name in self.names}
        self._trees: dict[str, Element] = {}

    def __contains__(self, name: str) -> bool:
        return name in self.parts

    def tree(self, name: str = MAIN) -> Element:
        """The root of a part, to be read or changed."""
        if name not in self._trees:
            self._trees[name] = etree.fromstring(self.parts[name])
        return self._trees[name]

    @property
    def body(self) -> Element:
        return find(self.tree(), "w:body")[0]

    def notes(self, kind: str) -> Element | None:
        """The part of footnotes or endnotes."""
        name = self.related(f"{kind}s")
        return self.tree(name) if name else None

    def stories(self) -> Iterator[Element]:
        """Every root that holds text: the document, notes, headers, footers, comments."""
        yield self.tree()
        for kind in ("footnotes", "endnotes", "comments", "header", "footer"):
            for _, name in self.relations(MAIN, kind):
                yield self.tree(name)

    def relations(self, part: str, kind: str = "") -> list[tuple[str, str]]:
        """Ids and targets (part names, or addresses outside) of a part's relationships of one kind, or of all."""
        name = rels_of(part)
        if name not in self.parts:
            return []
        found: list[tuple[str, str]] = []
        for entry in self.tree(name):
            if kind and entry.get("Type", "").rpartition("/")[2] != kind:
                continue
            target = entry.get("Target", "")
            if entry.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
            found.append((entry.get("Id", ""), target))
        return found

    def related(self, kind: str) -> str:
        """The part that the document relates to by a kind, or an empty string."""
        return next((target for _, target in self.relations(MAIN, kind)), "")

    def relate(self, part: str, kind: str, target: str, *, outside: bool = False) -> str:
        """A new relationship of a part; its id."""
        name = rels_of(part)
        if name not in self.parts:
            self.parts[name] = f'<Relationships xmlns="{NAMES["rel"]}"/>'.encode()
            self.names.append(name)
        root = self.tree(name)
        taken = {entry.get("Id") for entry in root}
        number = next(f"rId{count}" for count in range(100, 100000) if f"rId{count}" not in taken)
        entry = make("rel:Relationship", {"Id": number, "Type": _RELATION + kind, "Target": target})
        if outside:
            entry.set("TargetMode", "External")
        root.append(entry)
        return number

    def add(self, name: str, content_type: str, content: bytes) -> None:
        """A new part under its content type."""
        self.parts[name] = content
        self.names.append(name)
        types = self.tree("[Content_Types].xml")
        types.append(make("ct:Override", {"PartName": f"/{name}", "ContentType": content_type}))

    def remove(self, name: str) -> None:
        """Take a part away, with the relationships that lead to it and its content type."""
        del self.parts[name]
        self.names.remove(name)
        self._trees.pop(name, None)
        for rels in [entry for entry in self.parts if entry.endswith(".rels")]:
            owner = posixpath.join(
                posixpath.dirname(posixpath.dirname(rels)), posixpath.basename(rels)[: -len(".rels")]
            )
            doomed = {number for number, target in self.relations(owner) if target == name}
            for entry in list(self.tree(rels)):
                if entry.get("Id") in doomed:
                    self.tree(rels).remove(entry)
        for entry in find(self.tree("[Content_Types].xml"), f"ct:Override[@PartName='/{name}']"):
            entry.getparent().remove(entry)

    def save(self) -> bytes:
        """The file's bytes."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in self.names:
                content = self.parts[name]
                if name in self._trees:
                    content = etree.tostring(self._trees[name], xml_declaration=True, encoding="UTF-8", standalone=True)
                archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
        return made.getvalue()


def rels_of(part: str) -> str:
    """The part that holds a part's relationships."""
    return posixpath.join(posixpath.dirname(part), "_rels", f"{posixpath.basename(part)}.rels")
