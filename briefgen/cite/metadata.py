"""CSL-JSON as the metadata of a pandoc document, with what CSL-JSON cannot say: links, languages, translations.

Titles go in as inlines, so that pandoc's citeproc turns quotation marks by level and locale and keeps our links.
The markup that CSL-JSON allows in a title (``<i>``, ``<b>``, ``<sup>``, ``<sub>``, ``<span>``) is read; see
https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html#html-like-formatting-tags.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from briefgen.cite.quotations import quoted
from briefgen.corpus.sources import CslItem

#: CSL variables that are text to be set, and codes that go in as they are.
_TITLES = ("title", "title-short")
_TEXTS = frozenset(
    [
        "container-title",
        "container-title-short",
        "collection-title",
        "original-title",
        "reviewed-title",
        "volume-title",
        "part-title",
        "publisher",
        "publisher-place",
        "original-publisher",
        "original-publisher-place",
        "archive",
        "archive-place",
        "archive_collection",
        "authority",
        "event",
        "event-title",
        "event-place",
        "genre",
        "medium",
        "jurisdiction",
        "note",
        "abstract",
        "annote",
        "keyword",
        "status",
        "source",
        "dimensions",
        "scale",
        "section",
        "division",
        "references",
    ]
)
_CODES = frozenset({"id", "type", "URL", "DOI", "ISBN", "ISSN", "PMID", "PMCID", "language"})
#: Fields of CSL-JSON that are not CSL variables, or that a citation never needs; they are not sent.
_LEFT_OUT = frozenset({"translated-title", "custom", "abstract", "annote", "keyword", "note", "categories"})
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def metadata(item: CslItem, short_title: str, language: str) -> dict[str, Any]:
    """One reference as a pandoc ``MetaMap``; *language* is the brief's, against which a title may be foreign."""
    fields: dict[str, Any] = {}
    for name, value in item.items():
        if name in _LEFT_OUT or name in _TITLES or value is None:
            continue
        if name in _CODES:
            fields[name] = {"t": "MetaString", "c": str(value)}
        else:
            fields[name] = _text(str(value)) if name in _TEXTS else _value(value)
    if item.get("title"):
        fields["title"] = _title(item, str(item["title"]), language)
        fields["title-short"] = _title(item, short_title or str(item["title"]), language)
    return {"t": "MetaMap", "c": fields}


def _value(value: Any) -> dict[str, Any]:
    match value:
        case Mapping():
            return {"t": "MetaMap", "c": {str(name): _value(inner) for name, inner in value.items()}}
        case str():  # names are plain strings to pandoc: their apostrophes are set here
            return {"t": "MetaString", "c": re.sub(r"(?<=\w)'", "’", value)}
        case bool():
            return {"t": "MetaBool", "c": value}
        case Sequence():
            return {"t": "MetaList", "c": [_value(inner) for inner in value]}
        case _:
            return {"t": "MetaString", "c": str(value)}


def _text(text: str) -> dict[str, Any]:
    return {"t": "MetaInlines", "c": quoted(text)}


def _title(item: CslItem, title: str, language: str) -> dict[str, Any]:
    """A title as inlines: in its own language, with its translation in brackets, linked to the work."""
    inlines = quoted(re.sub(r"(?<=[^\W\d_A-Z]{4})\.$", "", title))  # a sentence's stop, not an abbreviation's
    own = str(item.get("language") or "").replace("_", "-")
    if own and _primary(own) != _primary(language):
        inlines = [{"t": "Span", "c": [["", [], [["lang", _written(own)]]], inlines]}]
    translation = translated_title(item)
    if translation and f"[{translation}]" not in title:
        inlines = [*inlines, {"t": "Space"}, {"t": "Str", "c": "["}, *quoted(translation), {"t": "Str", "c": "]"}]
    address = link_target(item)
    if address:
        inlines = [{"t": "Link", "c": [["", [], []], inlines, [address, ""]]}]
    return {"t": "MetaInlines", "c": inlines}


def translated_title(item: CslItem) -> str:
    """A title's translation: no CSL variable, so a field of our own, beside the others or under ``custom``."""
    custom = item.get("custom")
    kept = custom.get("translated-title") if isinstance(custom, Mapping) else ""
    return str(item.get("translated-title") or kept or "")


def link_target(item: CslItem) -> str:
    """Where a work is to be found: its URL, else its DOI's address, else nothing."""
    address = str(item.get("URL") or "")
    if _ADDRESS.fullmatch(address):
        return address
    doi = str(item.get("DOI") or "").removeprefix("https://doi.org/")
    return f"https://doi.org/{doi}" if re.fullmatch(r"10\.\d{4,9}/[^\s<>\"]+", doi) else ""


def _primary(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()


def _written(language: str) -> str:
    """A language tag that says the script of Chinese, which fonts are chosen by."""
    if _primary(language) == "zh" and "han" not in language.lower():
        traditional = language.upper().endswith(("-TW", "-HK", "-MO"))
        return "zh-Hant" if traditional else "zh-Hans"
    return language
