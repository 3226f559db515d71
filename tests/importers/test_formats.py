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
