"""Which reader a document has, and files that are not what their names say."""

import pytest

from briefgen.errors import DocumentError
from briefgen.importers.formats import CONVERTED, READERS, read_manuscript
from briefgen.importers.means import Means

PACKAGES = {".docx", ".odt", ".epub"}


def refused(content: bytes, name: str) -> tuple[str, str]:
    with pytest.raises(DocumentError) as raised:
        read_manuscript(content, name, Means())
    problem = raised.value.problems[0]
    return problem.message, problem.hint


@pytest.mark.parametrize("suffix", sorted({*READERS, *CONVERTED} - {".pdf"}))
def test_a_pdf_under_another_name_is_called_a_pdf(suffix):
    said = (f"the file is a PDF, though its name ends in '{suffix}'", "rename it to .pdf")
    assert refused(b"%PDF-1.7\n%\xff\xff", f"a{suffix}") == said


@pytest.mark.parametrize("suffix", sorted({*READERS, *CONVERTED} - PACKAGES))
def test_a_package_under_the_name_of_a_text_is_called_a_package(suffix):
    message, hint = refused(b"PK\x03\x04rest", f"a{suffix}")
    assert message == f"the file is a DOCX, ODT, EPUB or ZIP file, though its name ends in '{suffix}'"
    assert hint == "give it the ending of its format, such as .docx"


def test_text_that_speaks_of_pdf_is_text():
    assert read_manuscript(b"Title\n\nA file begins with %PDF-1.7, they say.\n", "a.txt", Means()).pieces


@pytest.mark.parametrize(
    ("suffix", "what", "way_out"),
    [
        (".doc", "a document in the old format of Word", "open it in Word or LibreOffice, save it as DOCX, and import"),
        (".rtf", "a document in the format RTF", "open it in Word or LibreOffice, save it as DOCX, and import that"),
        (".pages", "a document of Apple's Pages", "export it as Word (DOCX)"),
        (".XLS", "a spreadsheet", "copy the tables into Word or Writer), save that as DOCX"),
        (".pptx", "a presentation", "export it as PDF"),
        (".jpg", "a picture", "let OCR read it"),
        (".msg", "an e-mail", "save the message as HTML or text"),
        (".zip", "an archive", "unpack it"),
    ],
)
def test_a_format_that_is_not_read_is_called_by_its_name_with_the_way_out(suffix, what, way_out):
    message, hint = refused(b"PK\x03\x04rest", f"a{suffix}")
    assert message == f"{what} ('{suffix.lower()}') cannot be imported"
    assert way_out in hint


def test_an_unknown_ending_or_none_names_the_formats_that_are_read():
    message, hint = refused(b"x", "a.yaml")
    assert message == "'.yaml' documents cannot be imported"
    assert hint.startswith(
        "save it as DOCX, PDF, HTML or plain text in the program that opens it; formats: .docx, .epub,"
    )
    message, hint = refused(b"x", "report")
    assert message == "the file's name has no ending that tells its format"
    assert hint.startswith("give it the ending of its format: .docx")


@pytest.mark.parametrize("suffix", [".docx", ".txt", ".html", ".pdf"])
def test_rich_text_under_another_name_is_called_rich_text(suffix):
    message, hint = refused(b"{\\rtf1\\ansi Some text.}", f"a{suffix}")
    assert message == f"the file is an RTF document, though its name ends in '{suffix}'"
    assert hint == "open it in Word or LibreOffice, save it as DOCX, and import that"


def test_the_way_out_of_a_password_is_a_persons():
    encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    message, hint = refused(encrypted, "a.docx")
    assert message == "the document is encrypted"
    assert hint.startswith("open it with its password in Word or LibreOffice, save a copy without one")
    message, hint = refused(encrypted.replace(b"E\0n\0c", b"W\0o\0r"), "a.docx")
    assert message == "the document is in the old format of Word (.doc)"
    assert hint == "open it in Word or LibreOffice, save it as DOCX, and import that"


def test_an_empty_pdf_is_empty_and_a_package_cut_short_is_called_so():
    assert refused(b"", "a.pdf")[0] == "the document is empty"
    message, hint = refused(b"PK\x03\x04 and no more", "a.docx")
    assert message == "the document is damaged: it was cut short, or is something else under this name"
    assert hint.startswith("open it in the program that it comes from")
