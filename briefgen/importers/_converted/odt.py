"""ODT, as LibreOffice writes it: headings, footnotes and endnotes with the numbers they show, tables.

The package is checked and its text prepared before pandoc sees it: comments and the record of tracked changes are taken
out, text boxes put behind their paragraph, the title marked as a heading.
"""

from __future__ import annotations

from briefgen.importers._converted.blocks import manuscript
from briefgen.importers._converted.metadata import filled, given_by_pandoc, given_by_properties, of_the_file, opening
from briefgen.importers._converted.package import UNLOCKED, Element, Package, packed, refused, serialized
from briefgen.importers._converted.run import nested, tree
from briefgen.importers.manuscript import Doubt, Manuscript
from briefgen.importers.means import Means

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_PARTS = ("content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml")


def read(content: bytes, name: str, means: Means) -> Manuscript:
    """The manuscript of an ODT; raises DocumentError where it is none, or is not to be read."""
    package = Package(content, name, lambda part: part in _PARTS)
    manifest = package.tree("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(f"{_MANIFEST}encryption-data"), None) is not None:
        raise refused(name, "the document is encrypted", UNLOCKED)
    body = package.tree("content.xml")
    if body is None or next(body.iter(f"{_OFFICE}text"), None) is None:
        raise refused(name, "it is no ODT: it has no text", "open it in LibreOffice, save it as ODT, and import that")
    doubts = _taken_out(body, name, means)
    _hoist_text_boxes(body)
    _mark_title(body, package.tree("styles.xml"))
    _keep_contents(body)
    shown = ["".join(map(str, one.itertext())).strip() for one in body.iter(f"{_TEXT}note-citation")]
    parts = {part: serialized(package.xml(part)) for part in package.parts}
    parts["content.xml"] = serialized(body)
    made = tree(means.workspace, packed(parts), name, "odt")
    told = given_by_pandoc(made["meta"])
    given = filled(told, given_by_properties(package.tree("meta.xml")))
    doubts += of_the_file(given, told)
    numbers = [int(one) if one.isdecimal() else 0 for one in shown]
    try:
        return manuscript([*opening(made["meta"]), *made["blocks"]], given=given, doubts=doubts, numbers=numbers)
    except RecursionError:
        raise nested(name) from None


def _taken_out(body: Element, name: str, means: Means) -> list[Doubt]:
    """Take comments and the record of tracked changes out; what is told of them."""
    doubts: list[Doubt] = []
    comments = list(body.iter(f"{_OFFICE}annotation"))
    for comment in (*comments, *body.iter(f"{_OFFICE}annotation-end")):
        _remove(comment)
    if comments:
        doubts.append(Doubt(message=f"comments left out: {len(comments)}", hint="only the text is imported"))
    changes = 0
    for record in list(body.iter(f"{_TEXT}tracked-changes")):
        changes += sum(1 for _ in record.iter(f"{_TEXT}changed-region"))
        _remove(record)
    if changes and means.tracked == "reject":
        raise refused(name, "tracked changes of an ODT cannot be refused", "save it as DOCX and import that")
    if changes:
        hint = "to read the text as it was before, save it as DOCX and import it with --tracked reject"
        doubts.append(Doubt(message=f"tracked changes accepted: {changes}", hint=hint))
    return doubts


def _remove(node: Element) -> None:
    """Take an element out and leave the text after it."""
    parent = node.getparent()
    if parent is None:
        return
    before = node.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (node.tail or "") or None
    else:
        parent.text = (parent.text or "") + (node.tail or "") or None
    parent.remove(node)


def _hoist_text_boxes(body: Element) -> None:
    """Put the paragraphs of each text box behind the paragraph that holds it."""
    for box in list(body.iter(f"{_DRAW}text-box")):
        holder = next(iter([*box.iterancestors(f"{_TEXT}p", f"{_TEXT}h")][-1:]), None)
        if holder is None:
            continue
        place = holder
        for child in list(box):
            place.addnext(child)
            place = child


def _mark_title(body: Element, styles: Element | None) -> None:
    """Make a heading of the first paragraph that is styled as the document's title."""
    titled = {"Title"}
    for part in (body, styles):
        for style in part.iter(f"{_STYLE}style") if part is not None else ():
            if style.get(f"{_STYLE}parent-style-name") == "Title":
                titled.add(str(style.get(f"{_STYLE}name")))
    for paragraph in body.iter(f"{_TEXT}p"):
        if paragraph.get(f"{_TEXT}style-name") in titled:
            paragraph.tag = f"{_TEXT}h"
            paragraph.set(f"{_TEXT}outline-level", "1")
            return


def _keep_contents(body: Element) -> None:
    """Put the lines of a table of contents into the text, for pandoc drops it; "…" before the page, for tabs get lost."""
    for contents in list(body.iter(f"{_TEXT}table-of-content")):
        for tab in list(contents.iter(f"{_TEXT}tab")):
            tab.tag = f"{_TEXT}span"
            tab.text = "…"
        for line in list(contents.iter(f"{_TEXT}p", f"{_TEXT}h")):
            if next(line.iterancestors(f"{_TEXT}index-body"), None) is not None:
                contents.addprevious(line)
        _remove(contents)
