"""Short titles for later mentions, where a reference brings none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from briefgen.corpus.sources import CslItem

#: A main title, or a title without a subtitle, of up to so many words stays whole; a longer one is cut to the second.
WHOLE_WORDS = 7
CUT_WORDS = 5
#: A cut never ends on one of these.
_WEAK = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "on",
        "in",
        "to",
        "for",
        "and",
        "or",
        "by",
        "with",
        "at",
        "from",
        "as",
        "is",
        "are",
        "be",
        "its",
        "their",
        "over",
        "under",
        "after",
        "amid",
        "vs",
        "der",
        "die",
        "das",
        "des",
        "dem",
        "den",
        "und",
        "von",
        "zu",
        "im",
        "am",
        "für",
        "mit",
        "über",
        "le",
        "la",
        "les",
        "de",
        "du",
        "et",
        "à",
        "au",
        "aux",
        "en",
        "dans",
        "pour",
        "sur",
        "un",
        "une",
        "el",
        "los",
        "las",
        "y",
        "del",
        "al",
        "por",
        "con",
        "il",
        "lo",
        "gli",
        "i",
        "di",
        "e",
        "da",
    ]
)


def short_titles(references: Mapping[str, CslItem]) -> dict[str, str]:
    """The short title of every reference that has a title, by key.

    A reference's own ``title-short`` stands. Otherwise the main title before a colon or dash, or the first words and
    an ellipsis; where two works of the same author would then look alike, both keep their whole titles.
    """
    short = {key: _short(item) for key, item in references.items() if item.get("title")}
    seen: dict[tuple[str, str], list[str]] = {}
    for key, title in short.items():
        item = references[key]
        seen.setdefault((repr(item.get("author") or item.get("editor")), title.casefold()), []).append(key)
    for alike in seen.values():
        if len(alike) > 1:
            short |= {key: str(references[key]["title"]) for key in alike if not references[key].get("title-short")}
    return short


def _short(item: Mapping[str, Any]) -> str:
    title = str(item["title"])
    if item.get("title-short"):
        return str(item["title-short"])
    main = re.split(r"(?:: | [-–—] |(?<=\?) )", title, maxsplit=1)[0]
    if 2 <= len(main.split()) <= WHOLE_WORDS and _balanced(main):
        return main.strip()
    words = title.split()
    return title if len(words) <= WHOLE_WORDS else _cut(words)


def _cut(words: list[str]) -> str:
    for length in range(CUT_WORDS, 1, -1):
        kept = words[:length]
        if kept[-1].casefold().strip("“”‘’'\"") not in _WEAK and _balanced(" ".join(kept)):
            return " ".join(kept).rstrip(",;:") + " …"
    return " ".join(words)


def _balanced(text: str) -> bool:
    """Whether every quotation that opens in *text* closes in it."""
    pairs = text.count("“") == text.count("”") and text.count("‘") <= text.count("’")
    return (
        pairs
        and text.count('"') % 2 == 0
        and len(re.findall(r"(?:^|[\s(])'", text)) <= len(re.findall(r"'(?=$|[\s,.;:)])", text))
    )
