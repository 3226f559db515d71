"""The formats of documents, and which reader each has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from briefgen.errors import DocumentError, Place, Problem
from briefgen.importers import pdf as pdf_reader
from briefgen.importers import text as text_reader
from briefgen.importers.manuscript import Manuscript
from briefgen.importers.means import Means
from briefgen.importers.unread import RTF, rich_text, unread

#: The readers of formats that need nothing but the bytes, by the suffix of the file's name.
READERS: dict[str, Callable[[bytes, str], Manuscript]] = {
    ".txt": text_reader.read,
    ".text": text_reader.read,
    ".pdf": pdf_reader.read,
}

#: The formats that pandoc reads, by the suffix of the file's name.
CONVERTED = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".docx": "word",
    ".odt": "odt",
    ".epub": "epub",
    ".html": "webpage",
    ".htm": "webpage",
    ".xhtml": "webpage",
}

#: The formats that are packages.
_PACKAGES = frozenset({".docx", ".odt", ".epub"})


def read_manuscript(content: bytes, name: str, means: Means) -> Manuscript:
    """The manuscript of a document; *name* is the file's name, whose suffix tells the format.

    The same bytes give the same text, in which the offsets of passages count. Raises DocumentError where the document
    cannot be read or its format is not known.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in {*READERS, *CONVERTED}:
        _check_name(content, name, suffix)
    if suffix in READERS:
        return READERS[suffix](content, name)
    if suffix not in CONVERTED:
        formats = ", ".join(sorted({*READERS, *CONVERTED}))
        raise DocumentError(unread(name, formats))
    if not content:
        raise DocumentError(Problem("the document is empty", "name another file", Place(name)))
    manuscript = _converter(CONVERTED[suffix])(content, name, means)
    if not manuscript.pieces:
        raise DocumentError(Problem("the document has no text", "name another file", Place(name)))
    return manuscript


def _check_name(content: bytes, name: str, suffix: str) -> None:
    """Refuse a PDF or a package (Word, LibreOffice and e-books are ZIP files) under the name of something else."""
    if suffix != ".pdf" and content.startswith(b"%PDF-"):
        problem = Problem(f"the file is a PDF, though its name ends in '{suffix}'", "rename it to .pdf", Place(name))
        raise DocumentError(problem)
    if content.startswith(RTF):
        raise DocumentError(rich_text(name))
    if suffix not in _PACKAGES and content.startswith(b"PK\x03\x04"):
        message = f"the file is a DOCX, ODT, EPUB or ZIP file, though its name ends in '{suffix}'"
        raise DocumentError(Problem(message, "give it the ending of its format, such as .docx", Place(name)))


def _converter(format_name: str) -> Callable[[bytes, str, Means], Manuscript]:
    """The reader of a format; imported where such a document is read, for each needs lxml or more."""
    match format_name:
        case "markdown":
            from briefgen.importers._converted import markdown

            return markdown.read
        case "odt":
            from briefgen.importers._converted import odt

            return odt.read
        case "epub":
            from briefgen.importers._converted import epub

            return epub.read
        case "webpage":
            from briefgen.importers._converted import webpage

            return webpage.read
        case _:
            from briefgen.importers._converted import word

            return word.read
