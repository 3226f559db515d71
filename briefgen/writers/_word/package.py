"""The package around the parts (ECMA-376 Part 2): opened from reference.docx, written byte for byte the same.

We read and write it ourselves: python-docx takes a tenth of a second to import, and of it a brief needs these few rules.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from briefgen.errors import Place, Problem, TemplateError
from briefgen.writers._word.reading import unpacked
from briefgen.writers._word.xml import Element, element, parse, qualified, serialise

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
#: Every entry of the zip carries the earliest date that the format can hold.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

#: Types of relationships (ECMA-376 Part 1, 11.3 and 15.2; Part 2, annex E).
STYLES, SETTINGS, NUMBERING = f"{_OFFICE}/styles", f"{_OFFICE}/settings", f"{_OFFICE}/numbering"
FOOTNOTES, ENDNOTES = f"{_OFFICE}/footnotes", f"{_OFFICE}/endnotes"
HEADER, FOOTER = f"{_OFFICE}/header", f"{_OFFICE}/footer"
CORE_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_DOCUMENT, _HYPERLINK = f"{_OFFICE}/officeDocument", f"{_OFFICE}/hyperlink"
_CUSTOM_XML, _CUSTOM_XML_PROPERTIES = f"{_OFFICE}/customXml", f"{_OFFICE}/customXmlProps"
_CUSTOM_PROPERTIES = f"{_OFFICE}/custom-properties"

#: What a brief takes over from reference.docx, besides the body that it replaces and the parts that these name.
_KEPT = frozenset(
    {
        *(STYLES, SETTINGS, f"{_OFFICE}/webSettings", f"{_OFFICE}/fontTable", f"{_OFFICE}/theme", NUMBERING),
        *(FOOTNOTES, ENDNOTES, HEADER, FOOTER),
    }
)

#: Parts that the writer changes, by content type; they are kept as trees, without the blanks of indentation.
_TREES = frozenset(
    {
        *(f"{_MAIN}.{name}+xml" for name in ("document.main", "styles", "numbering", "settings", "header", "footer")),
        "application/vnd.openxmlformats-package.core-properties+xml",
    }
)


@dataclass(frozen=True, slots=True)
class Relationship:
    """From a part, or the package, to a part of the package or to an address outside."""

    type: str
    target: Part | str


#: Relationships by id, in the order of the file.
Relationships = dict[str, Relationship]


@dataclass(slots=True, eq=False)
class Part:
    """A part by its name (``/word/document.xml``) and content type; ``root`` stands before ``content`` if it is set."""

    name: str
    kind: str
    content: bytes = b""
    root: Element | None = None
    relationships: Relationships = field(default_factory=dict)

    def blob(self) -> bytes:
        """The part's bytes."""
        if self.root is None:
            return self.content
        return etree.tostring(self.root, encoding="UTF-8", standalone=True)


@dataclass(slots=True)
class Package:
    """A Word document: its main part, and the relationships of the package itself."""

    main: Part
    relationships: Relationships

    def parts(self) -> Iterator[Part]:
        """Every part that a relationship leads to, once."""
        seen: set[int] = set()
        waiting = [self.relationships]
        while waiting:
            for relationship in waiting.pop().values():
                part = relationship.target
                if isinstance(part, Part) and id(part) not in seen:
                    seen.add(id(part))
                    waiting.append(part.relationships)
                    yield part


class Relations:
    """Hyperlink relationships of one part, each address once; kept until the part is there."""

    def __init__(self, part: Part | None = None) -> None:
        self._part = part
        self._known: dict[str, str] = {}

    def link(self, address: str) -> str:
        """The relationship id of an address outside."""
        if address not in self._known:
            identifier = f"link{len(self._known) + 1}"
            self._known[address] = identifier
            if self._part is not None:
                self._part.relationships[identifier] = Relationship(_HYPERLINK, address)
        return self._known[address]

    def give(self, part: Part) -> None:
        """Put what was collected into *part*."""
        for address, identifier in self._known.items():
            part.relationships[identifier] = Relationship(_HYPERLINK, address)


def open_reference(content: bytes, template: str) -> Package:
    """The reference document of a template; raises TemplateError where the bytes are no DOCX."""
    try:
        package = _opened(unpacked(content))
    except Exception as error:  # noqa: BLE001 - zipfile, lxml and missing parts raise a dozen kinds for a bad file
        raise TemplateError(
            Problem(
                f"reference.docx is no Word document ({type(error).__name__}: {error})",
                "save it from Word as .docx, or make it anew with 'python scripts/reference_docx.py'",
                Place(f"templates/{template}/reference.docx"),
            )
        ) from None
    for identifier, relationship in list(package.main.relationships.items()):
        if relationship.type not in _KEPT:  # pictures, links, comments of the body that goes
            del package.main.relationships[identifier]
    return package


def _opened(entries: Mapping[str, bytes]) -> Package:
    """The parts that relationships lead to, from the package on; raises KeyError for one that is not there."""
    kind_of = _kinds(parse(entries["[Content_Types].xml"]))
    parts: dict[str, Part] = {}
    whole: Relationships = {}
    waiting = [("/", whole)]
    while waiting:
        source, relationships = waiting.pop()
        folder, file = posixpath.split(source)
        stored = entries.get(posixpath.join(folder, "_rels", f"{file}.rels")[1:])
        for said in parse(stored).iterchildren(qualified("pr:Relationship")) if stored else ():
            target: Part | str = said.get("Target", "")
            if said.get("TargetMode") != "External":
                name = posixpath.normpath(posixpath.join(folder, said.get("Target", "")))
                if name not in parts:
                    parts[name] = _part(name, kind_of(name), entries[name[1:]])
                    waiting.append((name, parts[name].relationships))
                target = parts[name]
            relationships[said.get("Id", "")] = Relationship(said.get("Type", ""), target)
    main = related(whole, _DOCUMENT)
    if main is None or main.kind != f"{_MAIN}.document.main+xml":
        raise ValueError("it has no text part")
    return Package(main, whole)


def _kinds(types: Element) -> Callable[[str], str]:
    """Content types by the name of a part (ECMA-376 Part 2, 7.2.3)."""
    overrides = {
        entry.get("PartName", "").lower(): entry.get("ContentType", "")
        for entry in types.iterchildren(qualified("ct:Override"))
    }
    defaults = {
        entry.get("Extension", "").lower(): entry.get("ContentType", "")
        for entry in types.iterchildren(qualified("ct:Default"))
    }

    def kind_of(name: str) -> str:
        return overrides.get(name.lower()) or defaults[posixpath.splitext(name)[1].lower().removeprefix(".")]

    return kind_of


def _part(name: str, kind: str, content: bytes) -> Part:
    return Part(name, kind, content, parse(content, blanks=False) if kind in _TREES else None)


def related(relationships: Relationships, reltype: str) -> Part | None:
    """The first part that *relationships* lead to by *reltype*, or None."""
    found = (one.target for one in relationships.values() if one.type == reltype)
    return next((target for target in found if isinstance(target, Part)), None)


def relate(relationships: Relationships, reltype: str, part: Part) -> None:
    """Add a relationship under the first id that is free."""
    identifier = next(
        name for number in range(1, len(relationships) + 2) if (name := f"rId{number}") not in relationships
    )
    relationships[identifier] = Relationship(reltype, part)


def root_of(part: Part) -> Element:
    """A part's root element, a tree of its own."""
    return parse(part.blob())


def replace(package: Package, reltype: str, name: str, kind: str, root: Element) -> Part:
    """Put a part of the main document in the place of the one of the same type, or add it; it has *root*'s bytes.

    *kind* is the end of its content type (``footnotes`` for ``…wordprocessingml.footnotes+xml``).
    """
    relationships = package.main.relationships
    old = related(relationships, reltype)
    part = Part(old.name if old is not None else f"/word/{name}.xml", f"{_MAIN}.{kind}+xml", serialise(root))
    if old is None:
        relate(relationships, reltype, part)
        return part
    for identifier, relationship in list(relationships.items()):
        if relationship.type == reltype:
            relationships[identifier] = Relationship(reltype, part)
    return part


def add_custom_xml(package: Package, item: bytes, properties: bytes) -> None:
    """Add a custom XML data part with its properties part (ECMA-376 Part 1, 15.2.5 and 15.2.6)."""
    taken = {part.name for part in package.parts()}
    number = next(count for count in range(1, len(taken) + 2) if f"/customXml/item{count}.xml" not in taken)
    custom = Part(f"/customXml/item{number}.xml", "application/xml", item)
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    relate(custom.relationships, _CUSTOM_XML_PROPERTIES, Part(f"/customXml/itemProps{number}.xml", kind, properties))
    relate(package.main.relationships, _CUSTOM_XML, custom)


def add_custom_properties(package: Package, content: bytes) -> None:
    """Set docProps/custom.xml, in the place of the reference's own (ECMA-376 Part 1, 15.2.12.2)."""
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    for identifier, relationship in list(package.relationships.items()):
        if relationship.type == _CUSTOM_PROPERTIES:
            del package.relationships[identifier]
    relate(package.relationships, _CUSTOM_PROPERTIES, Part("/docProps/custom.xml", kind, content))


def packed(package: Package) -> bytes:
    """The whole file. Entries are sorted, the content types first, and dated alike: same parts, same bytes."""
    parts = sorted(package.parts(), key=lambda part: part.name)
    entries = {"_rels/.rels": _relationships("/", package.relationships)}
    for part in parts:
        entries[part.name[1:]] = part.blob()
        if part.relationships:
            folder, file = posixpath.split(part.name)
            entries[posixpath.join(folder, "_rels", f"{file}.rels")[1:]] = _relationships(folder, part.relationships)
    kinds = {part.name: part.kind for part in parts}
    return zipped({"[Content_Types].xml": content_types(kinds), **dict(sorted(entries.items()))})


def _relationships(folder: str, relationships: Relationships) -> bytes:
    """A part's relationships as they are stored beside it; names of parts count from *folder*."""
    made = element("pr:Relationships")
    for identifier, one in relationships.items():
        inside = isinstance(one.target, Part)
        target = posixpath.relpath(one.target.name, folder) if isinstance(one.target, Part) else one.target
        attributes = {"Id": identifier, "Type": one.type, "Target": target}
        made.append(element("pr:Relationship", attributes if inside else {**attributes, "TargetMode": "External"}))
    return serialise(made)


def content_types(kinds: Mapping[str, str]) -> bytes:
    """``[Content_Types].xml`` for parts by name (ECMA-376 Part 2, 7.2.3); every part has an override of its own."""
    defaults = [
        element("ct:Default", {"Extension": "rels", "ContentType": _RELATIONSHIPS}),
        element("ct:Default", {"Extension": "xml", "ContentType": "application/xml"}),
    ]
    overrides = [element("ct:Override", {"PartName": name, "ContentType": kinds[name]}) for name in sorted(kinds)]
    return serialise(element("ct:Types", None, [*defaults, *overrides]))


def zipped(entries: Mapping[str, bytes]) -> bytes:
    """A zip of *entries* in their order, whose bytes depend on nothing else."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # as Word and Windows write it, whatever machine this is
            archive.writestr(entry, content)
    return made.getvalue()
