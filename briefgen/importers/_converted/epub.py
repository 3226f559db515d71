"""EPUB: the book's text in the order of its spine, headings, notes, tables; its own data of title, author and date."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from briefgen.importers._converted.blocks import manuscript
from briefgen.importers._converted.linked import resolve
from briefgen.importers._converted.metadata import filled, given_by_pandoc, given_by_properties
from briefgen.importers._converted.package import Element, Package, packed, refused, serialized, xml
from briefgen.importers._converted.run import nested, tree
from briefgen.importers.manuscript import Manuscript
from briefgen.importers.means import Means

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_CIPHER = "{http://www.w3.org/2001/04/xmlenc#}CipherReference"
_TEXT = (".xhtml", ".html", ".htm", ".xml", ".opf", ".ncx")
_PICTURE = re.compile(rb"<(?:img|image)\b[^<>]*>", re.IGNORECASE)
_ANCHOR = re.compile(
    rb"<(?P<tag>p|dd|dt|td|blockquote)\b(?P<before>[^<>]*?)\sid=(?P<quote>[\"'])(?P<id>[^\"'<>]+)(?P=quote)(?P<after>[^<>]*)>"
)
_ASIDE = re.compile(rb"<(/?)aside\b")
_ROLE = re.compile(rb"\s(?:epub:type|role)=(?P<quote>[\"'])[^\"'<>]{0,200}(?:note|backlink)[^\"'<>]{0,200}(?P=quote)")


def read(content: bytes, name: str, means: Means) -> Manuscript:
    """The manuscript of an EPUB; raises DocumentError where it is none, or is not to be read."""
    package = Package(content, name, lambda part: part == "mimetype" or part.lower().endswith(_TEXT))
    where = _package_document(package)
    book = package.tree(where) if where else None
    if book is None:
        hint = "open it in an e-book program, save it as EPUB, and import that"
        raise refused(name, "it is no EPUB: it has no package document", hint)
    if _is_protected(package.tree("META-INF/encryption.xml")):
        raise refused(name, "the book is protected against copying", "ask its publisher for a copy without protection")
    _drop_pictures(book)
    parts: dict[str, bytes] = {}
    for part, text in package.parts.items():
        if part.lower().endswith((".xhtml", ".html", ".htm")):
            xml(_without_named_characters(text), name, part, doctype=True)
            parts[part] = _prepared(text)
        elif part != "META-INF/encryption.xml":
            parts[part] = text if part == "mimetype" else serialized(xml(text, name, part, doctype=True))
    parts[where] = serialized(book)
    made = tree(means.workspace, packed(parts), name, "epub")
    given = filled(given_by_properties(book), given_by_pandoc(made["meta"]))
    try:
        resolve(made["blocks"])
        return manuscript(made["blocks"], given=given)
    except RecursionError:
        raise nested(name) from None


def _package_document(package: Package) -> str:
    container = package.tree("META-INF/container.xml")
    root = next(container.iter(f"{_CONTAINER}rootfile"), None) if container is not None else None
    return posixpath.normpath(unquote(str(root.get("full-path", "")))) if root is not None else ""


def _is_protected(encryption: Element | None) -> bool:
    """Whether the text itself is encrypted; fonts may be."""
    if encryption is None:
        return False
    named = [str(one.get("URI", "")) for one in encryption.iter(_CIPHER)]
    return any(one.lower().endswith(_TEXT) for one in named)


def _drop_pictures(book: Element) -> None:
    """Leave only text in the list of a book's files: nothing else is in the package that pandoc sees."""
    for item in list(book.iter(f"{_OPF}item")):
        kind = str(item.get("media-type", ""))
        parent = item.getparent()
        if parent is not None and "html" not in kind and "dtbncx" not in kind:
            parent.remove(item)
        elif "cover-image" in str(item.get("properties", "")):
            del item.attrib["properties"]


def _without_named_characters(text: bytes) -> bytes:
    """XHTML without the characters that HTML has names for, which are no faults of its XML."""
    return re.sub(rb"&[A-Za-z][A-Za-z0-9]{1,31};", b" ", text)


def _prepared(text: bytes) -> bytes:
    """A chapter in which pandoc keeps every id that a note may stand at, and leaves notes to us, for it drops numbers."""
    text = _ASIDE.sub(rb"<\1div", text)
    marked = _ANCHOR.sub(rb'<\g<tag>\g<before>\g<after>><span id="\g<id>"></span>', _ROLE.sub(b"", text))
    return _PICTURE.sub(b"", marked)
