"""A document that LibreOffice set as PDF, with its own footnotes: what is read."""

import shutil
import subprocess

import pytest

from briefgen.importers.document import import_document
from briefgen.importers.pdf import read

PARAGRAPHS = [
    f"Paragraph number {word} tells of trees in streets, of the soil that they need and of the water that runs away "
    f"before the roots can take it up. Councils plan for shade in many ways, and {word} of them is to plant early and to water often."
    for word in ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
]


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    """A letter-sized DOCX with a note in every other paragraph, made by pandoc and set by LibreOffice."""
    import pypandoc

    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    body = "# Trees in streets\n\n"
    for number, text in enumerate(PARAGRAPHS * 2):
        called = f"[^n{number}]" if number % 2 == 0 else ""
        body += f"{text}{called}\n\n" + (f"[^n{number}]: A note to {number}, in a paper.\n\n" if called else "")
    made = folder / "trees.docx"
    pypandoc.convert_text(body, "docx", format="markdown", outputfile=str(made))
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(made)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / "trees.pdf").read_bytes()


def test_what_libreoffice_sets_is_read_whole_with_its_notes(document):
    manuscript = read(document, "trees.pdf")
    source = import_document(document, source_id="trees", name="trees.pdf", key="k", known=None).source
    assert [one.number for one in source.notes] == list(range(1, 13))
    assert all(note.called_by for note in source.notes)
    read_back = [
        "".join(character for character in piece.text if character not in "⁰¹²³⁴⁵⁶⁷⁸⁹") for piece in manuscript.pieces
    ]
    told = [text for text in read_back if text.startswith("Paragraph")]
    assert " ".join(told) == " ".join(PARAGRAPHS * 2)
    # a paragraph whose last line happens to be full at the end of a page cannot be told from one that goes on
    assert len(told) >= len(PARAGRAPHS * 2) - 2
