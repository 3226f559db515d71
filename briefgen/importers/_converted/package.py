"""A zip package (DOCX, ODT, EPUB) read with care: only the XML parts, each bounded, none with entities.

What a package holds besides (pictures, fonts, packages within the package) is never unpacked. Nothing is written to the
disk, and no name in a package is used as a path.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from typing import TypeAlias

from lxml import etree

from briefgen.errors import DocumentError, Place, Problem

#: Entries of a package; bytes of one part, and of all parts that are read, when unpacked.
MOST_ENTRIES, LARGEST_PART, LARGEST_WHOLE = 10_000, 32 << 20, 96 << 20

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Microsoft's Compound File Binary format, [MS-CFB] 2.2
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4
_ENCRYPTED_FLAG = 0x1  # APPNOTE.TXT 4.4.4, general purpose bit flag, bit 0
UNLOCKED = (
    "open it with its password in Word or LibreOffice, save a copy without one (File, Save As; in Word: Info, Protect "
    "Document, Encrypt), and import that"
)
_SAVE_ANEW = "open it in the program that it comes from, save it again, and import that"

Element: TypeAlias = etree._Element  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]


def refused(name: str, message: str, hint: str) -> DocumentError:
    """The error for a document that is not read."""
    return DocumentError(Problem(message, hint, Place(name)))


class Package:
    """The XML parts of a package, by their names in it."""

    def __init__(self, content: bytes, name: str, wanted: Callable[[str], bool]) -> None:
        """Read the parts that *wanted* names; raises DocumentError where the package is not to be read."""
        self._name = name
        if content.startswith(_COMPOUND):
            raise _compound(content, name)
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                self.parts = self._read(archive, wanted)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise refused(name, f"the document is damaged: {_why(error)}", _SAVE_ANEW) from None

    def _read(self, archive: zipfile.ZipFile, wanted: Callable[[str], bool]) -> dict[str, bytes]:
        entries = archive.infolist()
        if len(entries) > MOST_ENTRIES:
            raise refused(self._name, f"the document has {len(entries)} entries, more than {MOST_ENTRIES}", _SAVE_ANEW)
        parts: dict[str, bytes] = {}
        whole = 0
        for entry in entries:
            if ".." in PurePosixPath(entry.filename).parts or entry.filename.startswith("/"):
                message = f"the document has an entry whose name leads out of it: '{entry.filename[:80]}'"
                raise refused(self._name, message, "do not open it; ask whoever sent it")
            if not wanted(entry.filename):
                continue
            if entry.flag_bits & _ENCRYPTED_FLAG:
                raise refused(self._name, "the document is encrypted", UNLOCKED)
            with archive.open(entry) as handle:
                part = handle.read(LARGEST_PART + 1)
            whole += len(part)
            if len(part) > LARGEST_PART or whole > LARGEST_WHOLE:
                size = f"{LARGEST_PART >> 20} MiB" if len(part) > LARGEST_PART else f"{LARGEST_WHOLE >> 20} MiB in all"
                message = f"the document's part '{entry.filename[:80]}' unpacks to more than {size}"
                raise refused(self._name, message, "split the document, or export it as text")
            parts[entry.filename] = part
        return parts

    def xml(self, part: str) -> Element:
        """The XML of a part that there is."""
        return xml(self.parts[part], self._name, part)

    def tree(self, part: str) -> Element | None:
        """The XML of a part, or nothing where there is no such part."""
        return self.xml(part) if part in self.parts else None


def xml(content: bytes, name: str, part: str, *, doctype: bool = False) -> Element:
    """XML as a tree; no entity is resolved, no file or address looked at.

    A document type is refused, for neither Word nor LibreOffice writes one; with *doctype* it is allowed (XHTML has
    one), but not with declarations of its own. Raises DocumentError.
    """
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise refused(name, f"the document is damaged: its part '{part}' is not UTF-8", _SAVE_ANEW) from None
    if "<!ENTITY" in text or ("<!DOCTYPE" in text and not doctype):
        message = f"the document's part '{part}' declares entities or a document type, as no such program writes them"
        raise refused(name, message, "do not open it; ask whoever sent it")
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_pis=True, remove_comments=True, encoding="utf-8"
    )
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        message = f"the document is damaged: its part '{part}' is no XML ({str(error)[:120]})"
        raise refused(name, message, _SAVE_ANEW) from None


def serialized(tree: Element) -> bytes:
    """A tree as bytes again."""
    written: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
    return written


def packed(parts: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> bytes:
    """A package of these parts, in their order, each as it is; the same parts give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, part in dict(parts).items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part)
    return out.getvalue()


def _compound(content: bytes, name: str) -> DocumentError:
    if _ENCRYPTED_PACKAGE in content:
        return refused(name, "the document is encrypted", UNLOCKED)
    return refused(
        name,
        "the document is in the old format of Word (.doc)",
        "open it in Word or LibreOffice, save it as DOCX, and import that",
    )


def _why(error: Exception) -> str:
    if isinstance(error, zipfile.BadZipFile) and "not a zip file" in str(error):
        return "it was cut short, or is something else under this name"
    said = str(error).split("\n")[0][:120] or "it ends too early"
    return said[:1].lower() + said[1:]
