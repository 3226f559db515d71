"""Reading back what was written, or what an editor made of it: the text behind each bookmark, and the receipt."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from briefgen.errors import DocumentError, Problem
from briefgen.writers._word.xml import NAMESPACES, Element, parse, qualified

#: The most that a document may unpack to, in bytes.
LARGEST = 256 * 1024 * 1024

#: How an archive begins that holds something.
_PACKED = b"PK\x03\x04"
#: What else editors save, by what is near its beginning.
_OTHERS = {
    b"mimetypeapplication/vnd.oasis.opendocument.text": "an OpenDocument text (.odt)",
    b"\xd0\xcf\x11\xe0": "an old Word document (.doc), or one with a password",
    b"{\\rtf": "Rich Text (.rtf)",
    b"%PDF": "a PDF",
    b"<html": "a web page",
}
#: What reading an archive raises where it is damaged, encrypted or lies about itself.
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
)

_TEXT, _FIELD_MARK = qualified("w:t"), qualified("w:fldChar")
_SAID = {
    qualified("w:br"): " ",
    qualified("w:cr"): " ",
    qualified("w:tab"): " ",
    qualified("w:noBreakHyphen"): "\u2011",
    qualified("w:softHyphen"): "\u00ad",
}
#: What stands in a paragraph without being its text: what was deleted or moved away, and paragraphs in text boxes.
_APART = frozenset(map(qualified, ("w:del", "w:moveFrom", "w:p", "w:pPr", "w:rPr")))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptBlock:
    """A block as the receipt has it; ``digest`` is the SHA-256 of its text, empty where it only holds others."""

    id: str
    bookmark: str
    kind: str
    within: str = ""
    records: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a document was made from; ``evidence`` holds the passages of each record, ``records`` its digest.

    ``build`` is the digest of the whole brief, empty in documents of earlier writers.
    """

    brief: str
    as_of: str
    language: str
    writer: int
    blocks: tuple[ReceiptBlock, ...]
    records: dict[str, str]
    evidence: dict[str, tuple[str, ...]]
    build: str = ""


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a DOCX by name (``word/document.xml``).

    Raises DocumentError where it is none, where it is damaged, or far too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise DocumentError(Problem("the document unpacks to more than 256 MiB", "open it in Word and save it"))
            parts = {entry.filename: _part(archive, entry) for entry in archive.infolist()}
    except _UNREADABLE as error:
        said = str(error) or type(error).__name__
        if content.startswith(_PACKED):
            hint = "let Word open and repair it, or take an earlier copy"
            raise DocumentError(Problem(f"it is damaged and cannot be read ({said})", hint)) from None
        raise _no_document(content) from None
    if "word/document.xml" not in parts:
        raise _no_document(content)
    return parts


def _no_document(content: bytes) -> DocumentError:
    """The error for a file that is something else, said by how it begins (an ODT's first part is its type)."""
    found = next((name for begins, name in _OTHERS.items() if begins in content[:100]), "")
    message = f"it is no Word document{f' but {found}' if found else ''}"
    return DocumentError(Problem(message, "save it as a Word document (.docx), in LibreOffice with File > Save As"))


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """A part, no more of it than the archive says that there is; only what Word packs with is unpacked."""
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile(f"{entry.filename} is packed in a way that Word does not know")
    with archive.open(entry) as opened:
        return opened.read(entry.file_size)


def root(parts: Mapping[str, bytes], name: str) -> Element:
    """The root of an XML part; raises DocumentError where it is not there or no XML."""
    if name not in parts:
        raise DocumentError(Problem(f"it is damaged: its part {name} is missing", "let Word open and repair it"))
    try:
        return parse(parts[name])
    except etree.XMLSyntaxError as error:
        raise DocumentError(Problem(f"its part {name} is damaged ({error})", "open it in Word and save it")) from None


def text_of(paragraph: Element) -> str:
    """A paragraph's text as a reader sees it, without note marks and numbers, in the form that digests are made of."""
    said: list[str] = []
    codes: list[str] = []
    for entry in _seen(paragraph):
        if entry.tag == _FIELD_MARK:
            kind = entry.get(qualified("w:fldCharType"))
            if kind == "begin":
                codes.append("")
            elif kind == "end" and codes:
                codes.pop()
        elif entry.tag == qualified("w:instrText") and codes:
            codes[-1] += entry.text or ""
        elif not any(code.split()[:1] == ["NOTEREF"] for code in codes):
            said.append((entry.text or "") if entry.tag == _TEXT else _SAID.get(str(entry.tag), ""))
    return "".join(said)


def _seen(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag in _APART:
            continue
        if len(child):
            yield from _seen(child)
        else:
            yield child


def paragraphs(document: Element) -> dict[str, Element]:
    """The paragraph in which each bookmark begins, by the bookmark's name; the first where a name stands twice."""
    found: dict[str, Element] = {}
    for start in document.iter(qualified("w:bookmarkStart")):
        paragraph = next(start.iterancestors(qualified("w:p")), None)
        if paragraph is not None:
            found.setdefault(start.get(qualified("w:name"), ""), paragraph)
    return found


def receipt_of(parts: dict[str, bytes]) -> Receipt | None:
    """The receipt that travels in a document, or None where it has none (or another's)."""
    for name in sorted(parts):
        if name.startswith("customXml/item") and "Props" not in name and NAMESPACES["b"].encode() in parts[name]:
            found = root(parts, name)
            if found.tag == qualified("b:receipt"):
                return _receipt(found)
    return None


def _receipt(found: Element) -> Receipt:
    records = list(found.iter(qualified("b:record")))
    writer = found.get("writer", "0")
    return Receipt(
        brief=found.get("brief", ""),
        build=found.get("build", ""),
        as_of=found.get("as-of", ""),
        language=found.get("language", ""),
        writer=int(writer) if writer.isdecimal() else 0,
        blocks=tuple(_block(block) for block in found.iter(qualified("b:block"))),
        records={record.get("id", ""): record.get("digest", "") for record in records},
        evidence={record.get("id", ""): tuple(passage.get("passage", "") for passage in record) for record in records},
    )


def _block(found: Element) -> ReceiptBlock:
    return ReceiptBlock(
        id=found.get("id", ""),
        bookmark=found.get("bookmark", ""),
        kind=found.get("kind", ""),
        within=found.get("within", ""),
        records=tuple(found.get("records", "").split()),
        notes=tuple(int(number) for number in found.get("notes", "").split() if number.isdecimal()),
        digest=found.get("digest", ""),
    )
