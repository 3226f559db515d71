"""Document properties: what Word shows under File > Info, all of it from the brief, none from the clock."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from lxml import etree

from briefgen.brief import Brief
from briefgen.writers._word.xml import Element, clean, element, serialise

#: The namespaces of core properties (ECMA-376 Part 2, 8.3).
_CORE: Mapping[str, str] = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
#: The longest core property that Word keeps, in characters.
_LONGEST = 255
#: The format id of custom properties (ECMA-376 Part 1, 22.3.2.2).
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def moment(date: str) -> datetime.datetime:
    """Midnight (UTC) of the first day of an ISO 8601 date of year, month or day precision; 1980 for anything else."""
    try:
        day = datetime.date.fromisoformat((date + "-01-01")[:10] if len(date) < 10 else date[:10])
    except ValueError:
        day = datetime.date(1980, 1, 1)
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)


def set_core(root: Element, brief: Brief) -> None:
    """Title, subject, author, keywords, language and dates, in the root of docProps/core.xml."""
    said = {
        "dc:title": brief.title,
        "dc:subject": brief.subject,
        "dc:creator": brief.author,
        "cp:lastModifiedBy": brief.author,
        "cp:keywords": "; ".join(brief.keywords),
        "dc:language": brief.language,
        "dc:identifier": brief.id,
        "dc:description": "",
        "cp:revision": "1",
    }
    for name, text in said.items():
        _core(root, name).text = clean(text)[:_LONGEST]
    kind = f"{{{_CORE['xsi']}}}type"
    for name in ("dcterms:created", "dcterms:modified"):
        made = _core(root, name)
        made.text = moment(brief.as_of).strftime("%Y-%m-%dT%H:%M:%SZ")
        root.set(kind, "")  # declares the prefix once, at the root
        made.set(kind, "dcterms:W3CDTF")
        del root.attrib[kind]


def new_core() -> Element:
    """The root of core properties where reference.docx has none."""
    return etree.Element(
        f"{{{_CORE['cp']}}}coreProperties", nsmap={name: _CORE[name] for name in ("cp", "dc", "dcterms")}
    )


def _core(root: Element, name: str) -> Element:
    """The core property of that name, made where it is missing."""
    prefix, _, local = name.partition(":")
    tag = f"{{{_CORE[prefix]}}}{local}"
    found = root.find(tag)
    return found if found is not None else etree.SubElement(root, tag, nsmap={prefix: _CORE[prefix]})


def custom(values: Mapping[str, str]) -> bytes:
    """docProps/custom.xml: text properties by name, numbered from 2 as the specification asks."""
    made = [
        element("cp:property", {"fmtid": _FORMAT, "pid": str(number), "name": name}, [_text(said)])
        for number, (name, said) in enumerate(values.items(), 2)
    ]
    return serialise(element("cp:Properties", None, made))


def _text(said: str) -> Element:
    made = element("vt:lpwstr")
    made.text = clean(said)
    return made
