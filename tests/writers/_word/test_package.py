"""The package of a Word document: opened from any sound reference.docx, refused with a reason where it is not."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document

from briefgen.errors import TemplateError
from briefgen.writers import docx
from briefgen.writers._word.package import open_reference, packed, zipped
from briefgen.writers._word.reading import parts_of
from tests.writers import briefs
from tests.writers.word import word_style

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def parts() -> dict[str, bytes]:
    return parts_of(word_style().reference)


def written(reference: dict[str, bytes]) -> bytes:
    return docx.write(briefs.small(), replace(word_style(), reference=zipped(reference)))


def test_what_is_opened_and_packed_again_is_the_same() -> None:
    once = packed(open_reference(word_style().reference, "policy-brief"))
    assert packed(open_reference(once, "policy-brief")) == once


def test_names_of_parts_may_be_whole_and_the_main_part_may_have_another_name() -> None:
    reference = parts()
    for name in ("[Content_Types].xml", "_rels/.rels"):
        reference[name] = reference[name].replace(b"word/document.xml", b"word/document2.xml")
    reference["_rels/.rels"] = reference["_rels/.rels"].replace(b'"word/', b'"/word/')
    reference["word/document2.xml"] = reference.pop("word/document.xml")
    reference["word/_rels/document2.xml.rels"] = reference.pop("word/_rels/document.xml.rels").replace(
        b'"styles.xml"', b'"/word/styles.xml"'
    )
    read = Document(io.BytesIO(written(reference)))
    assert read.part.partname == "/word/document2.xml"
    assert any("insurance" in paragraph.text for paragraph in read.paragraphs)


def test_an_address_outside_that_the_settings_name_stays_outside() -> None:
    reference = parts()
    reference["word/_rels/settings.xml.rels"] = (
        b"<Relationships %s><Relationship Id='rId1' Type='%s/attachedTemplate' Target='file:///C:/a.dotm' "
        b"TargetMode='External'/></Relationships>" % (_PACKAGE, _OFFICE.encode())
    )
    kept = parts_of(written(reference))["word/_rels/settings.xml.rels"]
    assert b'Target="file:///C:/a.dotm" TargetMode="External"' in kept


def test_a_reference_without_properties_gets_them() -> None:
    reference = parts()
    del reference["docProps/core.xml"]
    reference["_rels/.rels"] = reference["_rels/.rels"].replace(b"metadata/core-properties", b"metadata/thumbnail")
    reference["_rels/.rels"] = reference["_rels/.rels"].replace(b"docProps/core.xml", b"docProps/app.xml")
    core = Document(io.BytesIO(written(reference))).core_properties
    assert (core.title, core.revision) == (briefs.small().title, 1)


@pytest.mark.parametrize("missing", ["[Content_Types].xml", "word/document.xml", "word/styles.xml", "_rels/.rels"])
def test_a_reference_that_lacks_a_part_is_refused(missing: str) -> None:
    reference = parts()
    del reference[missing]
    with pytest.raises(TemplateError, match=r"reference\.docx is no Word document"):
        written(reference)


def test_what_is_another_kind_of_document_is_no_reference() -> None:
    reference = parts()
    reference["[Content_Types].xml"] = reference["[Content_Types].xml"].replace(b"document.main", b"template.main")
    with pytest.raises(TemplateError, match="it has no text part"):
        written(reference)
