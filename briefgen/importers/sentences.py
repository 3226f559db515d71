"""What the form of a line tells: whether a sentence is still open, whether it looks like a heading."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from briefgen.corpus.anchors import plain, words

_CLOSING = "”’\"'»)]*_ "
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)(?P<dot>[.)]?)\s+(?=\S)")
_LETTER = re.compile(r"[^\W\d_]")

#: A heading has at most this many words; headings that are whole statements reach this length.
LONGEST_HEADING = 26


def is_open(text: str) -> bool:
    """Whether *text* (without note marks) breaks off within a sentence."""
    bare = text.rstrip(_CLOSING)
    return bool(bare) and bare[-1] not in ".!?:…"


def starts_inside(text: str) -> bool:
    """Whether *text* begins as only the middle of a sentence can: in lower case, or with closing punctuation."""
    bare = text.lstrip("“‘\"'«([*_ ")
    return bool(bare) and (bare[0].islower() or bare[0] in ",;.)]”")


def in_capitals(text: str) -> bool:
    """Whether *text* is set in capitals (at least four letters, nearly all of them upper case)."""
    letters = _LETTER.findall(text)
    cased = [letter for letter in letters if letter.lower() != letter.upper()]
    return len(cased) >= 4 and sum(letter.isupper() for letter in cased) >= 0.9 * len(cased)


def number_of(text: str) -> str:
    """The number before a heading (``2``, ``2.1``), or nothing."""
    found = _NUMBERED.match(plain(text))
    return found["number"] if found else ""


def bare(text: str) -> str:
    """A heading's words as they are compared: folded, lower case, letters and digits only."""
    return "".join(words(text))


def alike(a: str, b: str) -> float:
    """How alike two headings are, 0 to 1, by their letters (Ratcliff and Obershelp's measure)."""
    first, second = bare(a), bare(b)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() > 0.6 and matcher.quick_ratio() > 0.6 else 0.0


def shown(text: str) -> str:
    """A title or heading as a reader sees it: without Markdown and note marks, typographic characters kept."""
    kept = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹]+", "", text)
    kept = re.sub(r"\[([^\[\]]*)\]\([^()\s]*\)", r"\1", kept)
    kept = re.sub(r"\\([\\$*_#\[\]()])", r"\1", kept)
    kept = re.sub(r"(?<![\w*])(\*{1,3})(?=\S)([^*]*?)(?<=\S)\1(?![\w*])", r"\2", kept)
    return re.sub(r"\s+", " ", kept).strip()
