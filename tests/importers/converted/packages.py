"""Small DOCX, ODT and EPUB packages made from a few lines of XML, and what is read from them."""

from __future__ import annotations

import io
import zipfile

import pytest

from briefgen.errors import DocumentError
from briefgen.importers.document import Imported, import_document
from briefgen.importers.formats import read_manuscript
from briefgen.importers.manuscript import Manuscript
from briefgen.importers.means import Means
from tests.importers.documents import KEY

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/></w:style>'
    for style, name in (("Heading1", "heading 1"), ("Heading2", "heading 2"), ("Title", "Title"), ("TOC1", "toc 1"))
)
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_ODF = " ".join(
    f'xmlns:{name}="{_OFFICE}:{name}:1.0"' for name in ("office", "text", "table", "style", "meta", "manifest")
)
_ODF += f' xmlns:draw="{_OFFICE}:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def zipped(parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def docx_parts(
    body: str, *, footnotes: str = "", endnotes: str = "", settings: str = "", comments: str = "", core: str = ""
) -> dict[str, str | bytes]:
    """The parts of a DOCX: the main text's XML, and for each further part what stands in its root."""
    roots = {"footnotes": footnotes, "endnotes": endnotes, "settings": settings, "comments": comments}
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_NAMESPACES}>{_STYLES}</w:styles>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(f'<Relationship Id="{name}" Type="{R}/{name}" Target="{name}.xml"/>' for name in ("styles", *roots))
        + "</Relationships>",
    }
    for name, inner in roots.items():
        if inner:
            parts[f"word/{name}.xml"] = f"<w:{name} {_NAMESPACES}>{inner}</w:{name}>"
    if core:
        parts["docProps/core.xml"] = (
            f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
            f"{core}</cp:coreProperties>"
        )
    return parts


def docx(body: str, **parts: str) -> bytes:
    return zipped(docx_parts(body, **parts))


def para(text: str, style: str = "") -> str:
    """A paragraph of Word; ``text`` may hold runs of XML between its words."""
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    inner = text if text.startswith("<") else run(text)
    return f"<w:p>{styled}{inner}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def call(number: int, kind: str = "footnote", attributes: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"{attributes}/></w:r>'


def note(number: int, text: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{number}">{para(text)}</w:{kind}>'


def odt(body: str, *, meta: str = "", automatic: str = "", manifest: str = "") -> bytes:
    """An ODT: the XML of its text, of its own data, and of its automatic styles."""
    mime = "application/vnd.oasis.opendocument.text"
    return zipped(
        {
            "mimetype": mime,
            "content.xml": f"<office:document-content {_ODF}><office:automatic-styles>{automatic}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "styles.xml": f"<office:document-styles {_ODF}><office:styles/></office:document-styles>",
            "meta.xml": f"<office:document-meta {_ODF}><office:meta>{meta}</office:meta></office:document-meta>",
            "META-INF/manifest.xml": f'<manifest:manifest {_ODF}><manifest:file-entry manifest:full-path="/" '
            f'manifest:media-type="{mime}"/>{manifest}</manifest:manifest>',
        }
    )


def epub(chapters: dict[str, str], *, data: str = "", encryption: str = "") -> bytes:
    """An EPUB: the body of each chapter by its file name, and further elements of its own data."""
    items = "".join(
        f'<item id="i{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="i{number}"/>' for number in range(len(chapters)))
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<rootfiles><rootfile full-path="book/content.opf" media-type="application/oebps-package+xml"/></rootfiles>'
        "</container>",
        "book/content.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{data}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
    }
    if encryption:
        parts["META-INF/encryption.xml"] = encryption
    for name, body in chapters.items():
        parts[f"book/{name}"] = (
            '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
            f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>t</title></head><body>{body}</body></html>'
        )
    return zipped(parts)


def imported(content: bytes, name: str, means: Means | None = None) -> Imported:
    return import_document(content, source_id="source", name=name, key=KEY, known=None, means=means)


def manuscript(content: bytes, name: str, means: Means | None = None) -> Manuscript:
    return read_manuscript(content, name, means or Means())


def lines(content: bytes, name: str, means: Means | None = None) -> list[str]:
    """The text of the manuscript, line by line."""
    return manuscript(content, name, means).text.splitlines()


def refusal(content: bytes, name: str, means: Means | None = None) -> str:
    """The one sentence with which a document is refused; it has a place and a way out."""
    with pytest.raises(DocumentError) as caught:
        manuscript(content, name, means)
    (problem,) = caught.value.problems
    assert problem.hint
    assert problem.place
    assert problem.place.file == name
    return problem.message
