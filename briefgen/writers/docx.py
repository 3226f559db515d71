"""DOCX: the brief for editors, in styles with plain names, with Word's own notes, lists, tables and fields.

python-docx opens the template's reference.docx and keeps the package; what it lacks, and the text itself, comes from
``_word``. Nothing is formatted but by styles. Imported only when a DOCX is written, for python-docx and lxml cost a
tenth of a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import XmlPart

from briefgen.brief import Brief
from briefgen.style import Style
from briefgen.writers._word import frame, notes, properties, receipt
from briefgen.writers._word.body import BodyMaker
from briefgen.writers._word.bookmarks import Bookmarks
from briefgen.writers._word.language import defaults, is_right_to_left
from briefgen.writers._word.notecalls import repeated
from briefgen.writers._word.numbering import Numbering
from briefgen.writers._word.outline import bookmarks
from briefgen.writers._word.package import (
    Relations,
    add_custom_properties,
    add_custom_xml,
    open_reference,
    packed,
    related,
    replace,
    root_of,
)
from briefgen.writers._word.paragraphs import ParagraphMaker
from briefgen.writers._word.runs import RunMaker
from briefgen.writers._word.styles import StyleSheet
from briefgen.writers._word.xml import Element, element, qualified

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_NOTES: dict[notes.Kind, str] = {"footnote": RT.FOOTNOTES, "endnote": RT.ENDNOTES}

SUFFIX = ".docx"
#: Raised whenever the same brief and style would make other bytes.
VERSION = 2


def write(brief: Brief, style: Style) -> bytes:
    """The brief as a Word document; the same brief and style make the same bytes.

    Raises TemplateError where the style's reference.docx cannot serve (no DOCX, styles missing, unknown placeholders).
    """
    document = open_reference(style.reference, style.name)
    styles = root_of(document.part.part_related_by(RT.STYLES))
    sheet = StyleSheet(styles, style.name)
    targets = bookmarks(brief.blocks)
    right_to_left = is_right_to_left(brief.language)
    sheet.set_language(defaults(brief.language), right_to_left=right_to_left)

    kind: notes.Kind = "endnote" if style.notes == "endnotes" else "footnote"
    calls = notes.Calls(kind=kind, texts=notes.numbered(brief.notes), repeated=repeated(brief.blocks))
    marks = Bookmarks()
    relations = Relations(document.part)
    words = RunMaker(sheet=sheet, relate=relations.link, targets=targets, bookmarks=marks, calls=calls)
    maker = ParagraphMaker(sheet=sheet, words=words, bookmarks=marks)
    numbering = Numbering(_numbering_root(document), styles, sheet.paragraph("List Number"))
    section = _section(document)
    width = frame.set_paper(section, style.paper)
    body = BodyMaker(brief=brief, style=style, maker=maker, numbering=numbering, width=width)
    content = body.content()
    if kind == "endnote" and calls.called:
        content.append(maker.paragraph("Notes heading", body.word("Notes")))
        frame.set_note_numbers(section)
    if right_to_left:
        frame.set_direction(section)

    _set_body(document, content, section)
    _set_notes(document, sheet, calls, targets)
    replace(document, RT.NUMBERING, "numbering", "numbering", numbering.root)
    replace(document, RT.STYLES, "styles", "styles", styles)
    _set_frame(document, brief, style)
    _set_properties(document, brief, receipt.receipt(brief, targets, VERSION))
    return packed(document)


def _numbering_root(document: WordDocument) -> Element:
    part = related(document.part, RT.NUMBERING)
    return root_of(part) if part is not None else element("w:numbering")


def _body(document: WordDocument) -> Element:
    found = document.part.element.find(qualified("w:body"))
    return found if found is not None else element("w:body")


def _section(document: WordDocument) -> Element:
    """The last section's properties: paper, margins, header and footer of the reference."""
    found = _body(document).find(qualified("w:sectPr"))
    return found if found is not None else element("w:sectPr")


def _set_body(document: WordDocument, content: list[Element], section: Element) -> None:
    body = _body(document)
    for child in list(body):
        body.remove(child)
    body.extend([*content, section])


def _set_notes(document: WordDocument, sheet: StyleSheet, calls: notes.Calls, targets: dict[str, str]) -> None:
    """Write the notes that were called; those that nothing calls have no place in Word, nor have the reference's own."""
    for kind, reltype in _NOTES.items():
        old = related(document.part, reltype)
        called = calls.called if kind == calls.kind else []
        if old is None and not called:
            continue
        text, mark = sheet.paragraph(f"{kind} text"), sheet.character(f"{kind} reference")
        relations = Relations()
        words = RunMaker(sheet=sheet, relate=relations.link, targets=targets, bookmarks=Bookmarks())
        made = [notes.note(kind, number, text, mark, words.runs(calls.texts[number])) for number in called]
        root = notes.part(kind, root_of(old) if old is not None else None, text, made)
        relations.give(replace(document, reltype, f"{kind}s", f"{kind}s", root))


def _set_frame(document: WordDocument, brief: Brief, style: Style) -> None:
    words = {
        "Page": "Page",
        "of": "of",
        **style.words,
        "title": brief.title,
        "short title": brief.short_title,
        "as of": brief.as_of_label,
        "author": brief.author,
        "audience": brief.audience,
        "subject": brief.subject,
    }
    for relationship in list(document.part.rels.values()):
        part = relationship.target_part if relationship.reltype in {RT.HEADER, RT.FOOTER} else None
        if isinstance(part, XmlPart):
            frame.fill(part.element, words, style.name)
    frame.set_theme_language(document.settings.element, brief.language)


def _set_properties(document: WordDocument, brief: Brief, made_from: bytes) -> None:
    properties.set_core(document, brief)
    values = {
        "Brief": brief.id,
        "As of": brief.as_of,
        "Audience": brief.audience,
        "Made by": f"briefgen, writer {VERSION}",
    }
    add_custom_properties(document, properties.custom(values))
    add_custom_xml(document, made_from, receipt.properties(brief))
