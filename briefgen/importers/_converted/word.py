"""DOCX: headings, real footnotes and endnotes, tables; tracked changes accepted or refused; comments left out.

The package is checked and written anew before pandoc sees it: only its XML parts, text boxes put behind the paragraph
that holds them (pandoc drops them), the tabs of a table of contents kept. What the notes show as their numbers is
counted here as Word counts it (ECMA-376 part 1, 17.11), for pandoc's tree has no numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefgen.importers._converted.blocks import manuscript
from briefgen.importers._converted.metadata import filled, given_by_pandoc, given_by_properties, of_the_file, opening
from briefgen.importers._converted.package import Element, Package, packed, refused, serialized
from briefgen.importers._converted.run import nested, tree
from briefgen.importers.manuscript import Doubt, Manuscript
from briefgen.importers.means import Means

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_REVISIONS = tuple(_W + name for name in ("ins", "del", "moveFrom", "moveTo"))
_OWN = re.compile(r"(?:heading \d|title|subtitle|toc)", re.IGNORECASE)
#: The styles that headings get where a document has only their level.
_HEADING = "BriefgenHeading"
_CONTENTS = re.compile(r"(?:toc|contents)\s*\d", re.IGNORECASE)


def read(content: bytes, name: str, means: Means) -> Manuscript:
    """The manuscript of a DOCX; raises DocumentError where it is none, or is not to be read."""
    package = Package(content, name, lambda part: part.endswith((".xml", ".rels")))
    main = _main_part(package)
    body = package.tree(main) if main else None
    if body is None or _STRICT in package.parts[main][:4096]:
        hint = "open it in Word or LibreOffice, save it as DOCX, and import that"
        raise refused(name, "it is no DOCX: it has no main text as Word writes it", hint)
    doubts = _left_out(package, body, means)
    _hoist_text_boxes(body)
    _keep_tabs_of_contents(body)
    numbers = list(_numbers(body, package.tree("word/settings.xml"), means))
    parts = {part: serialized(package.xml(part)) for part in package.parts if _is_needed(part)}
    styles = package.tree("word/styles.xml")
    if styles is not None:
        _name_headings(body, styles)
        parts["word/styles.xml"] = serialized(styles)
    parts[main] = serialized(body)
    made = tree(means.workspace, packed(parts), name, "docx", (f"--track-changes={means.tracked}",))
    told = given_by_pandoc(made["meta"])
    given = filled(told, given_by_properties(package.tree("docProps/core.xml")))
    doubts += of_the_file(given, told)
    try:
        return manuscript([*opening(made["meta"]), *made["blocks"]], given=given, doubts=doubts, numbers=numbers)
    except RecursionError:
        raise nested(name) from None


def _is_needed(part: str) -> bool:
    return not part.startswith(("customXml/", "docProps/", "word/comments", "word/glossary/"))


def _main_part(package: Package) -> str:
    """The name of the part with the main text, by the package's relations."""
    relations = package.tree("_rels/.rels")
    if relations is None:
        return ""
    for relation in relations.iter(_RELATION):
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return ""


def _left_out(package: Package, body: Element, means: Means) -> list[Doubt]:
    """What a reader of the document sees and the import does not take over, or takes over in one of two ways."""
    doubts: list[Doubt] = []
    comments = package.tree("word/comments.xml")
    count = len(list(comments.iter(f"{_W}comment"))) if comments is not None else 0
    if count:
        doubts.append(Doubt(message=f"comments left out: {count}", hint="only the text is imported"))
    notes = [package.tree(f"word/{kind}.xml") for kind in ("footnotes", "endnotes")]
    changes = sum(1 for part in (body, *notes) if part is not None for _ in part.iter(*_REVISIONS))
    if changes and means.tracked == "accept":
        hint = "--tracked reject reads the text as it was before them"
        doubts.append(Doubt(message=f"tracked changes accepted: {changes}", hint=hint))
    elif changes:
        hint = "--tracked accept reads the text as it is with them"
        doubts.append(Doubt(message=f"tracked changes refused: {changes}", hint=hint))
    return doubts


def _hoist_text_boxes(body: Element) -> None:
    """Put the paragraphs of each text box behind the paragraph that holds it, once."""
    for choice in list(body.iter(f"{_MC}AlternateContent")):
        fallback = choice.find(f"{_MC}Fallback")
        if fallback is not None and choice.find(f"{_MC}Choice") is not None:
            choice.remove(fallback)  # the same again for older programs
    for box in list(body.iter(f"{_W}txbxContent")):
        holder = next(
            (one for one in box.iterancestors(f"{_W}p") if next(one.iterancestors(f"{_W}p"), None) is None), None
        )
        if holder is None:
            continue
        place = holder
        for child in list(box):
            place.addnext(child)
            place = child


def _keep_tabs_of_contents(body: Element) -> None:
    """Between a title and its page in a table of contents, put what still sets them apart when tabs are spaces."""
    for paragraph in body.iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and _CONTENTS.fullmatch(str(style.get(f"{_W}val", ""))):
            for tab in list(paragraph.iter(f"{_W}tab")):
                parent = tab.getparent()
                if parent is not None and parent.tag == f"{_W}r":
                    tab.tag = f"{_W}t"
                    tab.text = "…"


def _name_headings(body: Element, styles: Element) -> None:
    """Give paragraphs whose style, or who themselves, have an outline level the style of a heading of that level.

    Pandoc knows headings by the names of Word's own styles alone; a house's styles often have only the level.
    """
    by_id = {str(style.get(f"{_W}styleId")): style for style in styles.iter(f"{_W}style")}
    levels = {name: _outline_level(name, by_id) for name in by_id}
    wanted: set[int] = set()
    for paragraph in body.iter(f"{_W}p"):
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            continue
        style = properties.find(f"{_W}pStyle")
        own = _level_of(properties)
        level = own if own is not None else levels.get(str(style.get(f"{_W}val")) if style is not None else "")
        if level is None:
            continue
        if style is None:
            style = properties.makeelement(f"{_W}pStyle")
            properties.insert(0, style)
        style.set(f"{_W}val", f"{_HEADING}{level}")
        wanted.add(level)
    for level in sorted(wanted):
        named = styles.makeelement(f"{_W}style", {f"{_W}type": "paragraph", f"{_W}styleId": f"{_HEADING}{level}"})
        named.append(named.makeelement(f"{_W}name", {f"{_W}val": f"heading {level}"}))
        styles.append(named)


def _outline_level(name: str, styles: Mapping[str, Element]) -> int | None:
    """The outline level of a style from 1, its own or that of the style it is based on; none for Word's own headings."""
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        style = styles[name]
        named = style.find(f"{_W}name")
        if named is not None and _OWN.match(str(named.get(f"{_W}val", ""))):
            return None
        level = _level_of(style.find(f"{_W}pPr"))
        if level is not None:
            return level
        based = style.find(f"{_W}basedOn")
        name = str(based.get(f"{_W}val")) if based is not None else ""
    return None


def _level_of(properties: Element | None) -> int | None:
    """The outline level that paragraph properties give, from 1 to 6; Word's deeper levels and its text have none."""
    level = properties.find(f"{_W}outlineLvl") if properties is not None else None
    value = str(level.get(f"{_W}val", "")) if level is not None else ""
    return int(value) + 1 if value.isdecimal() and int(value) < 6 else None


def _numbers(body: Element, settings: Element | None, means: Means) -> Iterator[int]:
    """What each note shows as its number, in the order of the calls; 0 where it shows a mark of its own."""
    gone = (f"{_W}del", f"{_W}moveFrom") if means.tracked == "accept" else (f"{_W}ins", f"{_W}moveTo")
    counted = {"footnote": 0, "endnote": 0}
    section: list[tuple[str, bool]] = []
    for node in body.iter(f"{_W}footnoteReference", f"{_W}endnoteReference", f"{_W}sectPr"):
        kind = str(node.tag).removeprefix(_W).removesuffix("Reference")
        if kind != "sectPr":
            if next(node.iterancestors(*gone), None) is None:
                section.append((kind, node.get(f"{_W}customMarkFollows") in ("1", "true", "on")))
            continue
        yield from _of_section(section, counted, node, settings)
        section = []
    yield from _of_section(section, counted, None, settings)


def _of_section(
    section: list[tuple[str, bool]], counted: dict[str, int], properties: Element | None, settings: Element | None
) -> Iterator[int]:
    for kind in counted:
        if _set(kind, "numRestart", properties, settings) == "eachSect":
            start = _set(kind, "numStart", properties, settings)
            counted[kind] = int(start) - 1 if start.isdecimal() else 0
    for kind, own_mark in section:
        counted[kind] += not own_mark
        yield 0 if own_mark else counted[kind]


def _set(kind: str, name: str, *parts: Element | None) -> str:
    """A setting of notes: that of the section, else that of the document."""
    for part in parts:
        found = part.find(f"{_W}{kind}Pr/{_W}{name}") if part is not None else None
        if found is not None:
            return str(found.get(f"{_W}val", ""))
    return ""
