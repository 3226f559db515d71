"""Reading a Word document back, as it was written and as editors leave it."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from briefgen.errors import DocumentError
from briefgen.writers import docx
from briefgen.writers._word import reading
from briefgen.writers._word.package import zipped
from briefgen.writers._word.receipt import digest_of
from briefgen.writers._word.xml import NAMESPACES, parse
from tests.writers import briefs
from tests.writers.word import word_style, written


def paragraph(content: str) -> Any:
    return parse(f'<w:p xmlns:w="{NAMESPACES["w"]}">{content}</w:p>'.encode())


def seven(code: str) -> str:
    """A field whose result is 7."""
    return (
        f"<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> {code} </w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>7</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a b"),
        ("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/></w:r>", "co\u2011op\u00ad"),
        ("<w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>", "new"),
        ("<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>", "link"),
        ("<w:sdt><w:sdtContent><w:r><w:t>in a control</w:t></w:r></w:sdtContent></w:sdt>", "in a control"),
        ("<w:r><w:footnoteReference w:id='1'/></w:r>", ""),
        ("<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>", ""),
        ("<w:r><w:pict><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:pict><w:t>beside</w:t></w:r>", "beside"),
        (seven("PAGE"), "7"),
        (seven("NOTEREF x"), ""),
        (seven("NOTEREF x") + "<w:r><w:t>after</w:t></w:r>", "after"),
    ],
)
def test_the_text_is_what_a_reader_sees(content: str, text: str) -> None:
    assert reading.text_of(paragraph(content)) == text


def test_each_block_of_the_receipt_is_found_by_its_bookmark_with_its_text() -> None:
    parts = written(briefs.everything())
    receipt = reading.receipt_of(parts)
    assert receipt is not None
    assert (receipt.brief, receipt.as_of, receipt.language) == ("grain-brief", "2025-12-05", "en-GB")
    assert receipt.writer == docx.VERSION
    assert receipt.evidence == {"grain-01": ("grain:p-001", "grain:1:14")}
    assert receipt.records == {"grain-01": "a" * 64}
    behind = reading.paragraphs(reading.root(parts, "word/document.xml"))
    for block in receipt.blocks:
        assert block.bookmark in behind
        if block.digest:
            assert digest_of(reading.text_of(behind[block.bookmark])) == block.digest


def test_a_row_is_known_by_the_paragraph_of_its_first_cell() -> None:
    parts = written(briefs.small())
    behind = reading.paragraphs(reading.root(parts, "word/document.xml"))
    assert behind["_bg_rec_mps_1"] is behind["_bg_rec_mps_1_who"]
    assert behind["_bg_rec_mps_1"] is not behind["_bg_rec_mps_1_what"]


def test_a_document_without_a_receipt_has_none() -> None:
    assert reading.receipt_of(reading.parts_of(word_style().reference)) is None


def test_the_receipt_says_the_id_of_its_part_by_the_brief_alone() -> None:
    first, second = (
        written(replace(briefs.small(), as_of=day))["customXml/itemProps1.xml"] for day in ("2025-01-01", "2026")
    )
    assert first == second
    assert b"urn:briefgen:receipt:1" in first


@pytest.mark.parametrize("content", [b"", b"PK", zipped({"other.xml": b"<a/>"})])
def test_what_is_no_document_is_told(content: bytes) -> None:
    with pytest.raises(DocumentError, match="it is no Word document"):
        reading.parts_of(content)


def opendocument() -> bytes:
    """An archive whose first part is its type, unpacked, as the OpenDocument standard has it (part 2, 3.3)."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (opendocument(), " but an OpenDocument text (.odt)"),
        (b"\xd0\xcf\x11\xe0\xa1", " but an old Word document (.doc), or one with a password"),
        (b"{\\rtf1", " but Rich Text (.rtf)"),
        (b"%PDF-1.7", " but a PDF"),
        (b"<!doctype html><html>", " but a web page"),
        (b"words", ""),
    ],
)
def test_what_editors_save_instead_is_named_with_a_way_out(content: bytes, what: str) -> None:
    with pytest.raises(DocumentError) as caught:
        reading.parts_of(content)
    (problem,) = caught.value.problems
    assert problem.message == f"it is no Word document{what}"
    assert problem.hint == "save it as a Word document (.docx), in LibreOffice with File > Save As"


def test_a_damaged_part_is_told() -> None:
    with pytest.raises(DocumentError) as caught:
        reading.root(reading.parts_of(zipped({"word/document.xml": b"<a>"})), "word/document.xml")
    said = caught.value.problems[0].message
    assert said.startswith("its part ")
    assert " is damaged (" in said
    assert "word/document.xml" in said


def test_a_missing_part_is_told() -> None:
    with pytest.raises(DocumentError, match=r"it is damaged: its part word/styles\.xml is missing"):
        reading.root({}, "word/styles.xml")


def packed(**parts: bytes) -> bytes:
    return zipped({f"word/{name}.xml": content for name, content in parts.items()})


def test_a_part_that_lies_about_its_size_is_not_unpacked_beyond_it() -> None:
    content = packed(document=b"<a>" + b" " * 10_000_000 + b"</a>")
    lying = content.replace((10_000_007).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != content
    tracemalloc.start()
    with pytest.raises(DocumentError, match="it is damaged and cannot be read"):
        reading.parts_of(lying)
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_word_does_not_pack_with_is_not_unpacked(method: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("word/document.xml", b"<a/>")
    with pytest.raises(DocumentError, match=r"word/document\.xml is packed in a way that Word does not know"):
        reading.parts_of(made.getvalue())


def test_an_encrypted_part_is_told() -> None:
    content = bytearray(packed(document=b"<a/>"))
    content[6] |= 1  # the flag in the part's own header, and in the archive's list of parts
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(DocumentError, match="it is damaged and cannot be read") as caught:
        reading.parts_of(bytes(content))
    assert "encrypted" in caught.value.problems[0].message
    assert caught.value.problems[0].hint == "let Word open and repair it, or take an earlier copy"


def test_a_bomb_is_not_unpacked() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(reading.LARGEST // 2**20 + 1):
            part.write(b"\0" * 2**20)
    with pytest.raises(DocumentError, match="unpacks to more than 256 MiB"):
        reading.parts_of(packed.getvalue())
