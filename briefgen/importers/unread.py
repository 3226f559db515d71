"""Formats that are not read, what a person calls them, and how their text comes in all the same."""

from __future__ import annotations

from pathlib import PurePosixPath

from briefgen.errors import Place, Problem

#: The first bytes of an RTF document, whatever its name.
RTF = b"{\\rtf"

_AS_DOCX = "open it in Word or LibreOffice, save it as DOCX, and import that"
_TABLES = (
    "put what is to be cited into a text document (open it in Excel or LibreOffice, copy the tables into Word or "
    "Writer), save that as DOCX, and import it"
)
_SLIDES = "open it in PowerPoint or LibreOffice, export it as PDF, and import that"
_PICTURE = "save it as PDF, let OCR read it, for example 'ocrmypdf in.pdf out.pdf', and import what that makes"
_BOOK = "convert it to EPUB, for example with Calibre, and import that"
_MAIL = "save the message as HTML or text in your mail program, or print it to a PDF, and import that"
_PACKED = "unpack it, and import the documents in it one by one"
_PAGES = "open it in Pages (on a Mac, or at icloud.com), export it as Word (DOCX), and import that"
_SHEET_OF_APPLE = "open it in Numbers or Keynote (on a Mac, or at icloud.com), export it as PDF, and import that"
_TEX = "make a PDF of it, or convert it with 'pandoc in.tex -o out.docx', and import that"

#: By the ending of the file's name: what it is, and the way out.
_KNOWN: dict[str, tuple[str, str]] = {
    ".doc": ("a document in the old format of Word", _AS_DOCX),
    ".dot": ("a template in the old format of Word", _AS_DOCX),
    ".docm": ("a Word document with macros", _AS_DOCX),
    ".dotx": ("a Word template", _AS_DOCX),
    ".rtf": ("a document in the format RTF", _AS_DOCX),
    ".wpd": ("a WordPerfect document", _AS_DOCX),
    ".wps": ("a document of Works or WPS", _AS_DOCX),
    ".fodt": ("a flat document of LibreOffice", "open it in LibreOffice, save it as ODT or DOCX, and import that"),
    ".pages": ("a document of Apple's Pages", _PAGES),
    ".numbers": ("a table of Apple's Numbers", _SHEET_OF_APPLE),
    ".key": ("a presentation of Apple's Keynote", _SHEET_OF_APPLE),
    ".xls": ("a spreadsheet", _TABLES),
    ".xlsx": ("a spreadsheet", _TABLES),
    ".ods": ("a spreadsheet", _TABLES),
    ".csv": ("a table", _TABLES),
    ".ppt": ("a presentation", _SLIDES),
    ".pptx": ("a presentation", _SLIDES),
    ".odp": ("a presentation", _SLIDES),
    ".png": ("a picture", _PICTURE),
    ".jpg": ("a picture", _PICTURE),
    ".jpeg": ("a picture", _PICTURE),
    ".tif": ("a picture", _PICTURE),
    ".tiff": ("a picture", _PICTURE),
    ".mobi": ("an e-book of Amazon's", _BOOK),
    ".azw3": ("an e-book of Amazon's", _BOOK),
    ".eml": ("an e-mail", _MAIL),
    ".msg": ("an e-mail", _MAIL),
    ".mht": ("a saved web page", "open it in a browser, save it as HTML or print it to a PDF, and import that"),
    ".mhtml": ("a saved web page", "open it in a browser, save it as HTML or print it to a PDF, and import that"),
    ".zip": ("an archive", _PACKED),
    ".tex": ("a LaTeX source", _TEX),
}


def unread(name: str, formats: str) -> Problem:
    """Why a document of no format that is read cannot be imported; *formats* are those that are, for its hint."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _KNOWN:
        what, way_out = _KNOWN[suffix]
        return Problem(f"{what} ('{suffix}') cannot be imported", way_out, Place(name))
    if not suffix:
        hint = f"give it the ending of its format: {formats}"
        return Problem("the file's name has no ending that tells its format", hint, Place(name))
    hint = f"save it as DOCX, PDF, HTML or plain text in the program that opens it; formats: {formats}"
    return Problem(f"'{suffix}' documents cannot be imported", hint, Place(name))


def rich_text(name: str) -> Problem:
    """An RTF document under the name of something else."""
    suffix = PurePosixPath(name).suffix
    return Problem(f"the file is an RTF document, though its name ends in '{suffix}'", _AS_DOCX, Place(name))
