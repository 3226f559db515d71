"""DOCX: the brief for editors, in styles with plain names, with Word's own notes, lists, tables and fields.

The template's reference.docx gives the package, its styles and its frame; the text and all else comes from ``_word``.
Nothing is formatted but by styles. Imported only when a DOCX is written, for lxml takes its time.
"""

from __future__ import annotations

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
    CORE_PROPERTIES,
    ENDNOTES,
    FOOTER,
    FOOTNOTES,
    HEADER,
    NUMBERING,
    SETTINGS,
    STYLES,
    Package,
    Part,
    Relations,
    add_custom_properties,
    add_custom_xml,
    open_reference,
    packed,
    relate,
    related,
    replace,
    root_of,
)
from briefgen.writers._word.paragraphs import ParagraphMaker
from briefgen.writers._word.runs import RunMaker
from briefgen.writers._word.styles import StyleSheet
from briefgen.writers._word.xml import Element, element, qualified

_NOTES: dict[notes.Kind, str] = {"footnote": FOOTNOTES, "endnote": ENDNOTES}

SUFFIX = ".docx"
#: Raised whenever the same brief and style would make other bytes.
VERSION = 1


def write(brief: Brief, style: Style) -> bytes:
    """The brief as a Word document; the same brief and style make the same bytes.

    Raises TemplateError where the style's reference.docx cannot serve (no DOCX, styles missing, unknown placeholders).
    """
    document = open_reference(style.reference, style.name)
    styles = _root(document, STYLES, "w:styles")
    sheet = StyleSheet(styles, style.name)
    targets = bookmarks(brief.blocks)
    right_to_left = is_right_to_left(brief.language)
    sheet.set_language(defaults(brief.language), right_to_left=right_to_left)

    kind: notes.Kind = "endnote" if style.notes == "endnotes" else "footnote"
    calls = notes.Calls(kind=kind, texts=notes.numbered(brief.notes), repeated=repeated(brief.blocks))
    marks = Bookmarks()
    relations = Relations(document.main)
    words = RunMaker(sheet=sheet, relate=relations.link, targets=targets, bookmarks=marks, calls=calls)
    maker = ParagraphMaker(sheet=sheet, words=words, bookmarks=marks)
    numbering = Numbering(_root(document, NUMBERING, "w:numbering"), styles, sheet.paragraph("List Number"))
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
    replace(document, NUMBERING, "numbering", "numbering", numbering.root)
    replace(document, STYLES, "styles", "styles", styles)
    _set_frame(document, brief, style)
    _set_properties(document, brief, receipt.receipt(brief, targets, VERSION))
    return packed(document)


def _root(document: Package, reltype: str, name: str) -> Element:
    """The root of a part of the reference, an empty one where it has no such part."""
    part = related(document.main.relationships, reltype)
    return root_of(part) if part is not None else element(name)


def _body(document: Package) -> Element:
    found = document.main.root.find(qualified("w:body")) if document.main.root is not None else None
    return found if found is not None else element("w:body")


def _section(document: Package) -> Element:
    """The last section's properties: paper, margins, header and footer of the reference."""
    found = _body(document).find(qualified("w:sectPr"))
    return found if found is not None else element("w:sectPr")


def _set_body(document: Package, content: list[Element], section: Element) -> None:
    body = _body(document)
    for child in list(body):
        body.remove(child)
    body.extend([*content, section])


def _set_notes(document: Package, sheet: StyleSheet, calls: notes.Calls, targets: dict[str, str]) -> None:
    """Write the notes that were called; those that nothing calls have no place in Word, nor have the reference's own."""
    for kind, reltype in _NOTES.items():
        old = related(document.main.relationships, reltype)
        called = calls.called if kind == calls.kind else []
        if old is None and not called:
            continue
        text, mark = sheet.paragraph(f"{kind} text"), sheet.character(f"{kind} reference")
        relations = Relations()
        words = RunMaker(sheet=sheet, relate=relations.link, targets=targets, bookmarks=Bookmarks())
        made = [notes.note(kind, number, text, mark, words.runs(calls.texts[number])) for number in called]
        root = notes.part(kind, root_of(old) if old is not None else None, text, made)
        relations.give(replace(document, reltype, f"{kind}s", f"{kind}s", root))


def _set_frame(document: Package, brief: Brief, style: Style) -> None:
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
    for relationship in document.main.relationships.values():
        part = relationship.target
        if relationship.type in {HEADER, FOOTER} and isinstance(part, Part) and part.root is not None:
            frame.fill(part.root, words, style.name)
    settings = related(document.main.relationships, SETTINGS)
    if settings is not None and settings.root is not None:
        frame.set_theme_language(settings.root, brief.language)


def _set_properties(document: Package, brief: Brief, made_from: bytes) -> None:
    core = related(document.relationships, CORE_PROPERTIES)
    if core is None:
        core = Part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
        relate(document.relationships, CORE_PROPERTIES, core)
    if core.root is None:
        core.root = properties.new_core()
    properties.set_core(core.root, brief)
    values = {
        "Brief": brief.id,
        "As of": brief.as_of,
        "Audience": brief.audience,
        "Made by": f"briefgen, writer {VERSION}",
    }
    add_custom_properties(document, properties.custom(values))
    add_custom_xml(document, made_from, receipt.properties(brief))
