"""Runs of text: what stands in an element, as inlines with white space set right."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from briefgen.brief import (
    Abbreviation,
    Cite,
    Emph,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Strong,
    Superscript,
    Text,
)
from briefgen.compose.reading import Reading
from briefgen.compose.tree import Element
from briefgen.walk import plain

#: So many characters of what stands before tell whether a sentence begins.
_ENDING = 16
_SPACE = re.compile(r"[ \t\r\n\f\v\u0085\u2028\u2029]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def run(element: Element, reading: Reading) -> Inlines:
    """What stands in an element, its outer white space taken off; its own language set around it."""
    read = _settled(_children(element, reading, ""))
    language = element.attributes.get("lang")
    if language is None or element.name in {"span", "a"} or not read:
        return read
    return (Foreign(_language(language, element, reading), read),)


def said(text: str) -> Inlines:
    """Plain words as a run, its white space set right."""
    return _settled([Text(_clean(text))] if text else [])


def _children(element: Element, reading: Reading, before: str) -> list[Inline]:
    """The inlines of an element; *before* is how the text ends that stands before it."""
    made: list[Inline] = []
    for child in element.children:
        added = [Text(_clean(child))] if isinstance(child, str) else _inline(child, reading, before)
        before = (before + plain(tuple(added)))[-_ENDING:]
        made.extend(added)
    return made


def _clean(text: str) -> str:
    return _SPACE.sub(" ", _CONTROL.sub("", text))


def _inline(element: Element, reading: Reading, before: str) -> list[Inline]:
    match element.name:
        case "br":
            return [LineBreak()]
        case "voice":
            return _voice(element, reading, before)
        case "cite":
            return _cite(element, reading)
        case "abbr":
            text = _SPACE.sub(" ", "".join(child for child in element.children if isinstance(child, str))).strip(" ")
            return [Abbreviation(text, element.attributes["title"])] if text else []
        case "a":
            inner = tuple(_children(element, reading, before))
            return [Link(_target(element, reading), _marked(element, inner, reading))] if inner else []
        case "span":
            inner = tuple(_children(element, reading, before))
            return list(_marked(element, inner, reading)) if inner else []
        case name:
            inner = tuple(_children(element, reading, before))
            return [_stressed(name, inner)] if inner else []


def _stressed(name: str, inner: Inlines) -> Inline:
    match name:
        case "em":
            return Emph(inner)
        case "strong":
            return Strong(inner)
        case _:
            return Superscript(inner)


def _voice(element: Element, reading: Reading, before: str) -> list[Inline]:
    form = element.attributes.get("form", "")
    if form not in {"", "first"}:
        reading.error(f"<voice> has no form '{form[:40]}'", element, 'write form="first", or leave it out')
    return [Text(reading.voice(record, form, before)) for record in reading.records(element)[:1]]


def _cite(element: Element, reading: Reading) -> list[Inline]:
    records = reading.records(element, "records")
    if not records:
        if not element.attributes["records"]:
            reading.error("<cite> names no record", element, "name the records it rests on")
        return []
    form = element.attributes.get("form", "")
    if form not in {"", "source", "work"}:
        reading.error(f"<cite> has no form '{form[:40]}'", element, 'write form="source" or "work", or leave it out')
    cited = reading.citation([reading.corpus.records[record] for record in records])
    if form:  # the passages' own work alone, not those that its notes cite
        cited = replace(cited, items=tuple(item for item in cited.items if item.passages) or cited.items)
    if form == "work":
        cited = replace(cited, items=tuple(replace(item, locator="", label="") for item in cited.items))
    return [cited]


def _marked(element: Element, inner: Inlines, reading: Reading) -> Inlines:
    language = element.attributes.get("lang")
    return inner if language is None else (Foreign(_language(language, element, reading), inner),)


def _language(language: str, element: Element, reading: Reading) -> str:
    if not _LANGUAGE.match(language):
        reading.error(f"'{language[:40]}' is no language tag", element, 'write it as BCP 47 does, such as "zh-Hans"')
    return language


def _target(element: Element, reading: Reading) -> str:
    """Where a link leads: an address outside or a block; nothing that runs a program."""
    target = element.attributes["href"]
    hint = "a link leads to https:, http:, mailto: or to #a-block"
    if target.startswith("#") and len(target) > 1:
        return target
    try:
        scheme = urlsplit(target).scheme
    except ValueError:
        scheme = ""
    if scheme not in {"https", "http", "mailto"} or re.search(r"[\x00-\x20\x7f]", target):
        reading.error(f"a link may not lead to '{target[:60]}'", element, hint)
    return target


# --- white space -----------------------------------------------------------------------------------------------


def _settled(inlines: list[Inline]) -> Inlines:
    """Adjacent texts joined; no white space at the ends, twice in a row, around breaks or before a citation."""
    spaced, _ = _spaced(inlines, after_space=True)
    return _trimmed(spaced)


def _spaced(inlines: list[Inline] | Inlines, *, after_space: bool) -> tuple[list[Inline], bool]:
    """The run without white space that follows white space; and whether it ends in some."""
    made: list[Inline] = []
    for inline in inlines:
        match inline:
            case Text():
                text = inline.text.removeprefix(" ") if after_space else inline.text
                if text:
                    made.append(Text(text))
                    after_space = text.endswith(" ")
            case Emph() | Strong() | Superscript():
                inner, after_space = _spaced(inline.inlines, after_space=after_space)
                made.append(type(inline)(tuple(inner)))
            case Link():
                inner, after_space = _spaced(inline.inlines, after_space=after_space)
                made.append(Link(inline.target, tuple(inner)))
            case Foreign():
                inner, after_space = _spaced(inline.inlines, after_space=after_space)
                made.append(Foreign(inline.language, tuple(inner)))
            case LineBreak():
                made.append(inline)
                after_space = True
            case _:
                made.append(inline)
                after_space = False
    return made, after_space


def _trimmed(inlines: list[Inline]) -> Inlines:
    """Texts joined, and the white space taken off that stands at the end, before a break or a citation."""
    made: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and made and isinstance(made[-1], Text):
            made[-1] = Text(made[-1].text + inline.text)
            continue
        if isinstance(inline, LineBreak | Cite):
            _trim_end(made)
        made.append(inline)
    _trim_end(made)
    return tuple(made)


def _trim_end(made: list[Inline]) -> None:
    while made:
        match made[-1]:
            case Text(text):
                if kept := text.rstrip(" "):
                    made[-1] = Text(kept)
                    return
                made.pop()
            case LineBreak():
                return
            case _:
                return
