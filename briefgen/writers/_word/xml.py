"""Building WordprocessingML: elements by prefixed name, and text as XML 1.0 allows it.

Names are written as ECMA-376 prints them (``w:pPr``). Elements are plain lxml elements: python-docx's own classes
cost several times as much to make and bring nothing where we know the schema's order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TypeAlias, cast

from lxml import etree

#: lxml has no public name for the class of its elements.
Element: TypeAlias = etree._Element  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]

NAMESPACES: Mapping[str, str] = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "ds": "http://schemas.openxmlformats.org/officeDocument/2006/customXml",
    "cp": "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "vt": "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "pr": "http://schemas.openxmlformats.org/package/2006/relationships",
    "b": "urn:briefgen:receipt:1",
    "xml": "http://www.w3.org/XML/1998/namespace",
}

#: What XML 1.0 (section 2.2) does not allow in a document, and U+2028/2029, which no word processor shows.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Prefixes that are written as the default namespace, as Word itself writes these parts.
_DEFAULTS = frozenset({"ct", "cp", "b", "pr"})
_WHITE = re.compile("[\t\n\r\u2028\u2029]")


@cache
def qualified(name: str) -> str:
    """A prefixed name in Clark notation: ``w:p`` → ``{http://…/main}p``; a name without prefix is left alone."""
    prefix, colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name


@cache
def _declared(prefix: str) -> dict[str, str]:
    """The namespace that an element declares; the stubs forget that None is a prefix."""
    return cast("dict[str, str]", {None if prefix in _DEFAULTS else prefix: NAMESPACES[prefix]})


def element(name: str, attributes: Mapping[str, str] | None = None, children: Iterable[Element] = ()) -> Element:
    """An element with attributes and children, all under prefixed names."""
    prefix = name.partition(":")[0]
    made = etree.Element(qualified(name), nsmap=_declared(prefix))
    if attributes:
        for key, value in attributes.items():
            made.set(qualified(key), value)
    if children:
        made.extend(children)
    return made


def value(name: str, said: str) -> Element:
    """An element whose whole content is its ``w:val``: ``<w:pStyle w:val="…"/>``."""
    return element(name, {"w:val": said})


def detach(entry: Element) -> None:
    """Take an element out of what it stands in, if it stands in anything."""
    owner = entry.getparent()
    if owner is not None:
        owner.remove(entry)


def clean(text: str) -> str:
    """*text* without what XML forbids (controls, lone surrogates, U+FFFE); each line end and tab is a space.

    Cleaning pieces of a text one by one gives the same as cleaning the whole.
    """
    if text.isascii() and text.isprintable():
        return text
    return _WHITE.sub(" ", _FORBIDDEN.sub("", text))


def serialise(root: Element) -> bytes:
    """A part's bytes: UTF-8, declared standalone as OPC's parts are, each namespace declared once.

    What the root declares stays: ``mc:Ignorable`` of a part that Word wrote names prefixes that nothing else uses.
    """
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r", *(prefix for prefix in root.nsmap if prefix)])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def parse(content: bytes) -> Element:
    """The root of an XML part; no entity is resolved and nothing is fetched. Raises ``etree.XMLSyntaxError``."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
