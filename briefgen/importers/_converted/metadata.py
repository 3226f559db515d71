"""What a document says of itself: its first bibliographic data, for a person to complete in source.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from briefgen.importers._converted.inlines import Found, Node, render, runs
from briefgen.importers._converted.package import Element
from briefgen.importers.dates import dates
from briefgen.importers.manuscript import OF_THE_FILE, Doubt, Given

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"

#: Names that programs put where an author's should be, lower case.
_NOBODY = ("user", "admin", "microsoft office user", "unknown", "author", "python-docx", "pandoc", "windows user")
#: Titles that programs give by themselves.
_UNTITLED = re.compile(
    r"(?:untitled|document|word document|microsoft word\b.*|.*\.(?:docx?|odt|html?))\s*\d*", re.IGNORECASE
)
_ISO = re.compile(r"(?P<year>(?:1[5-9]|20)\d\d)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?!\d)")


def filled(first: Given, *others: Given) -> Given:
    """*first*, with what it does not say taken from the others in their order."""
    for other in others:
        missing = {one.name: getattr(other, one.name) for one in fields(Given) if not getattr(first, one.name)}
        first = replace(first, **missing)
    return first


def date_parts(text: str) -> tuple[int, ...]:
    """CSL's date parts of a date as programs or people write it; none where it is none."""
    found = _ISO.match(text.strip())
    if found:
        return tuple(int(part) for part in found.groups() if part)
    printed = next(dates(text), None)
    return tuple(printed.parts[0]) if printed else ()


def language(tag: str) -> str:
    """A language tag where it is one (BCP 47), else nothing."""
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", tag) else ""


def of_the_file(given: Given, told: Given) -> list[Doubt]:
    """A doubt where the date in *given* is none of the text's own (*told*) but that of the file's making."""
    if not given.issued or told.issued:
        return []
    shown = "-".join(f"{part:02d}" for part in given.issued)
    message = f"{OF_THE_FILE}: {shown}"
    return [Doubt(message=message, hint="correct 'issued' in source.yaml if it was published on another day")]


def meta_text(meta: Mapping[str, Any], name: str) -> str:
    """A value of pandoc's metadata as text; several values joined by semicolons."""
    return "; ".join(_texts(meta.get(name)))


def _texts(value: Any) -> list[str]:
    match value:
        case {"t": "MetaInlines", "c": content}:
            return [_plain(content)]
        case {"t": "MetaString", "c": content}:
            return [str(content)]
        case {"t": "MetaList", "c": content}:
            return [text for one in content for text in _texts(one)]
        case {"t": "MetaBlocks", "c": content}:
            return [_plain(block["c"]) for block in content if block["t"] in ("Para", "Plain")]
        case _:
            return []


def _plain(inlines: Sequence[Node]) -> str:
    return render(runs(inlines, Found()), numbers=[0] * 1000).text


def given_by_pandoc(meta: Mapping[str, Any]) -> Given:
    """What pandoc found in paragraphs styled as title, author and date, or in a YAML head."""
    title, subtitle = meta_text(meta, "title"), meta_text(meta, "subtitle")
    return Given(
        title=f"{title}: {subtitle}" if title and subtitle else title,
        authors=tuple(_texts(meta.get("author"))),
        issued=date_parts(meta_text(meta, "date")),
        publisher=meta_text(meta, "publisher"),
        language=language(meta_text(meta, "lang")),
    )


def given_by_properties(properties: Element | None) -> Given:
    """What the properties of a DOCX, ODT or EPUB say (Dublin Core), without what programs put there by themselves."""
    if properties is None:
        return Given()
    title = _first(properties, f"{_DC}title")
    authors = [name.strip() for one in properties.iter(f"{_DC}creator") for name in re.split(r"[;\n]", one.text or "")]
    issued = _first(properties, f"{_DC}date", f"{_META}creation-date", f"{_TERMS}created")
    return Given(
        title="" if _UNTITLED.fullmatch(title) else title,
        authors=tuple(name for name in authors if name and name.lower() not in _NOBODY),
        issued=date_parts(issued),
        publisher=_first(properties, f"{_DC}publisher"),
        language=language(_first(properties, f"{_DC}language")),
    )


def _first(properties: Element, *names: str) -> str:
    for name in names:
        for one in properties.iter(name):
            if one.text and one.text.strip():
                return re.sub(r"\s+", " ", one.text).strip()
    return ""


def opening(meta: Mapping[str, Any]) -> list[Node]:
    """The blocks at the head of a document that pandoc took out of the text: title, authors, abstract."""
    given = given_by_pandoc(meta)
    blocks: list[Node] = []
    if "title" in meta:
        blocks.append({"t": "Header", "c": [1, ["", [], []], _titled(meta)]})
    blocks += [_line(name) for name in given.authors]
    if meta.get("abstract", {}).get("t") == "MetaBlocks":
        blocks += [{"t": "Header", "c": [1, ["", [], []], [{"t": "Str", "c": "Abstract"}]]}, *meta["abstract"]["c"]]
    return blocks


def _titled(meta: Mapping[str, Any]) -> list[Node]:
    """The title's own inlines (they may call a note), and the subtitle behind a colon."""
    inlines: list[Node] = []
    for name in ("title", "subtitle"):
        value = meta.get(name, {})
        if value.get("t") == "MetaInlines":
            inlines += [{"t": "Str", "c": ":"}, {"t": "Space"}] if inlines else []
            inlines += value["c"]
        elif value.get("t") == "MetaString":
            inlines += [{"t": "Str", "c": value["c"]}]
    return inlines


def _line(text: str) -> Node:
    return {"t": "Para", "c": [{"t": "Str", "c": text}]}
