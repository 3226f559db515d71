"""The package around the parts: opened from reference.docx by python-docx, written by us byte for byte the same."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol, cast

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from briefgen.errors import Place, Problem, TemplateError
from briefgen.writers._word.xml import Element, element, parse, serialise

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.package import Package

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
#: Every entry of the zip carries the earliest date that the format can hold.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"


class Related(Protocol):
    """What owns relationships: a part, or the package itself."""

    def part_related_by(self, reltype: str) -> Part: ...


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
                self._part.load_rel(RT.HYPERLINK, address, identifier, is_external=True)
        return self._known[address]

    def give(self, part: Part) -> None:
        """Put what was collected into *part*."""
        for address, identifier in self._known.items():
            part.load_rel(RT.HYPERLINK, address, identifier, is_external=True)


#: What a brief takes over from reference.docx, besides the body that it replaces and the parts that these name.
_KEPT = frozenset(
    {
        *(RT.STYLES, RT.SETTINGS, RT.WEB_SETTINGS, RT.FONT_TABLE, RT.THEME, RT.NUMBERING),
        *(RT.FOOTNOTES, RT.ENDNOTES, RT.HEADER, RT.FOOTER),
    }
)


def open_reference(content: bytes, template: str) -> WordDocument:
    """The reference document of a template; raises TemplateError where the bytes are no DOCX."""
    try:
        document = Document(io.BytesIO(content))
    except Exception as error:  # noqa: BLE001 - zipfile, lxml and python-docx raise a dozen kinds for a bad file
        raise TemplateError(
            Problem(
                f"reference.docx is no Word document ({type(error).__name__}: {error})",
                "save it from Word as .docx, or make it anew with 'python scripts/reference_docx.py'",
                Place(f"templates/{template}/reference.docx"),
            )
        ) from None
    for relationship in list(document.part.rels.values()):
        if relationship.reltype not in _KEPT:  # pictures, links, comments of the body that goes
            del document.part.rels[relationship.rId]
    return document


def package_of(document: WordDocument) -> Package:
    """The package of a document that was opened from one, as ours always is."""
    return cast("Package", document.part.package)


def related(owner: Related, reltype: str) -> Part | None:
    """The one part that *owner* relates to by *reltype*, or None."""
    try:
        return owner.part_related_by(reltype)
    except KeyError:
        return None


def root_of(part: Part) -> Element:
    """A part's root element, parsed anew from its bytes."""
    return parse(part.blob)


def replace(document: WordDocument, reltype: str, name: str, kind: str, root: Element) -> Part:
    """Put a part of the main document in the place of the one of the same type, or add it; it has *root*'s bytes.

    *kind* is the end of its content type (``footnotes`` for ``…wordprocessingml.footnotes+xml``).
    """
    old = related(document.part, reltype)
    uri = old.partname if old is not None else PackURI(f"/word/{name}.xml")
    part = Part(uri, f"{_MAIN}.{kind}+xml", serialise(root), package_of(document))
    if old is None:
        document.part.relate_to(part, reltype)
        return part
    for relationship in list(document.part.rels.values()):
        if relationship.reltype == reltype:
            document.part.rels.add_relationship(reltype, part, relationship.rId)
    return part


def add_custom_xml(document: WordDocument, item: bytes, properties: bytes) -> None:
    """Add a custom XML data part with its properties part (ECMA-376 Part 1, 15.2.5 and 15.2.6)."""
    package = package_of(document)
    taken = {str(part.partname) for part in package.iter_parts()}
    number = next(count for count in range(1, len(taken) + 2) if f"/customXml/item{count}.xml" not in taken)
    custom = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", item, package)
    about = Part(
        PackURI(f"/customXml/itemProps{number}.xml"),
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        properties,
        package,
    )
    custom.relate_to(about, RT.CUSTOM_XML_PROPS)
    document.part.relate_to(custom, RT.CUSTOM_XML)


def add_custom_properties(document: WordDocument, content: bytes) -> None:
    """Set docProps/custom.xml, in the place of the reference's own (ECMA-376 Part 1, 15.2.12.2)."""
    package = package_of(document)
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    for relationship in list(package.rels.values()):
        if relationship.reltype == RT.CUSTOM_PROPERTIES:
            del package.rels[relationship.rId]
    package.relate_to(Part(PackURI("/docProps/custom.xml"), kind, content, package), RT.CUSTOM_PROPERTIES)


def packed(document: WordDocument) -> bytes:
    """The whole file. Entries are sorted, the content types first, and dated alike: same parts, same bytes."""
    package = package_of(document)
    parts = sorted(package.iter_parts(), key=lambda part: str(part.partname))
    entries = {"_rels/.rels": _text(package.rels.xml)}
    for part in parts:
        entries[part.partname.membername] = part.blob
        if part.rels:
            entries[part.partname.rels_uri.membername] = _text(part.rels.xml)
    kinds = {str(part.partname): part.content_type for part in parts}
    return zipped({"[Content_Types].xml": content_types(kinds), **dict(sorted(entries.items()))})


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


def _text(xml: str | bytes) -> bytes:
    return xml.encode() if isinstance(xml, str) else xml
