"""Words of a note that lead to a work ("the point is made by", "a survey is in"), told from its authors' names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.importers.marked import bare_words, masked
from briefgen.importers.names import has_institution_word

#: Lower-case words that names of persons and institutions hold, in the languages of notes.
_IN_NAMES = {
    "a", "al", "and", "at", "av", "bin", "d", "da", "das", "de", "degli", "dei", "del", "della", "den", "der",
    "des", "di", "do", "dos", "du", "e", "ed", "eds", "el", "en", "et", "for", "für", "het", "hrsg", "news", "agency", "staff", "press", "i", "in",
    "la", "las", "le", "les", "los", "ml", "no", "och", "of", "on", "os", "others", "para", "per", "por",
    "pour", "st", "sul", "sur", "te", "ten", "ter", "the", "to", "trans", "und", "van", "vom", "von", "voor",
    "with", "y", "z", "zu", "zum", "zur",
}  # fmt: skip
#: Words that lead to a work and stand in no name.
_LEADING = {
    "about", "after", "again", "also", "although", "are", "argue", "argued", "argues", "as", "based", "be",
    "been", "before", "but", "by", "calls", "cf", "cited", "cites", "claim", "claimed", "claims", "coined",
    "compare", "compiled", "contra", "contrast", "describe", "described", "describes", "drawn", "draws", "drew",
    "earlier", "explained", "explains", "find", "finds", "first", "found", "from", "gave", "gives", "had",
    "has", "have", "he", "her", "his", "however", "is", "it", "its", "later", "made", "makes", "my", "note",
    "noted", "notes", "now", "our", "out", "over", "pointed", "points", "quoted", "quotes", "recent", "remains",
    "reported", "reports", "said", "say", "says", "see", "set", "she", "show", "showed", "shown", "shows", "so",
    "stated", "states", "such", "suggested", "suggests", "taken", "than", "that", "their", "them", "then",
    "they", "this", "too", "under", "used", "was", "were", "what", "when", "where", "which", "who", "whose",
    "works", "writes", "written", "wrote",
}  # fmt: skip
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2}|\d\d|.[)’”\ue003\ue005])[.!?]\s+(?=[A-Z\u00c0-\u024f])")
_BEGINNING = re.compile(r"^(?:\W|(?:a|an|in|on|of|to|see|compare)\b)+", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WORD = re.compile(r"[^\W\d_]+")
_ENDS_QUOTED = re.compile(r",\s(?:quoted|cited)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The words before a title, parted: ``authors`` (marked text) names who made the work, ``doubt`` says what is unsure."""

    authors: str
    doubt: str = ""


def without_lead(opening: str) -> Lead:
    """The words *opening* (marked text) before a title without those that only lead to the work.

    What leads are words that no name has: a verb, a pronoun, "such as". What stands behind the last of them is taken
    for the author if it has a name's form, with a doubt; if it has not, no author is taken. A single word that may
    belong to an institution's name in any language is left, with a doubt unless other words show the institution.
    """
    bare = re.sub(r"\s+(?:in|on)$", "", opening.strip(" ,:;"))
    found = _foreign(bare)
    if not found or _ENDS_QUOTED.search(bare_words(bare)):
        return Lead(authors=opening)
    leading = [word for word in found if word[0].lower() in _LEADING]
    if not leading and has_institution_word(bare_words(bare)):
        return Lead(authors=opening)
    sentence = max((one.end() for one in _SENTENCE.finditer(bare)), default=0)
    if not leading and not sentence and len(found) < 2:
        return Lead(authors=opening, doubt="a word before the title is none of a name; the author may be wrong")
    for cut in (sentence, leading[-1].end() if leading else 0, found[-1].end()):
        rest = _BEGINNING.sub("", bare[cut:])
        if cut and _is_named(rest):
            names = bare_words(rest).strip(" ,:;")
            return Lead(authors=rest, doubt=f"words lead to the work; '{names}' was taken for its author")
    return Lead(authors="", doubt="words lead to the work; no author was taken from them")


def _foreign(text: str) -> list[re.Match[str]]:
    """The lower-case words of *text* that no name holds; what stands in brackets is left out."""
    shown = _ASIDE.sub(lambda aside: " " * len(aside[0]), masked(text))
    words = _WORD.finditer(shown)
    return [word for word in words if word[0].islower() and len(word[0]) > 1 and word[0] not in _IN_NAMES]


def _is_named(text: str) -> bool:
    """Whether what is left has the form of names: capitals, and no word that no name has."""
    shown = bare_words(text).strip(" ,:;")
    return bool(
        re.match(r"\W*(?:(?:the|de|van|von|di|da|d)\b\W?)*[A-Z\u00c0-\u024f\u3400-\u9fff]", shown)
    ) and not _foreign(text)
