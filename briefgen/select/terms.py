"""Texts taken apart into terms, and requests into wanted terms and phrases."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from briefgen.select.stemming import STOP_WORDS, stem

#: A word with what may stand inside one: hyphens, apostrophes, the points of an abbreviation or a figure.
_WORD = re.compile(r"[^\W_]+(?:[-‐‑'’.,][^\W_]+)*")
_HYPHEN = re.compile(r"[-‐‑]")
_PHRASE = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_POSSESSIVE = re.compile(r"['’](?:s|S)$")
_APOSTROPHE = re.compile(r"['’]")
_POINT = re.compile(r"[.,]")
#: Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing a request asks for: a stem, or a phrase of several in a row; ``said`` is how it was put."""

    stems: tuple[str, ...]
    said: str


def terms(text: str) -> tuple[str, ...]:
    """The stems of a text in order, without stop words; hyphenated words give their parts.

    "Dual-use" gives "dual" and "use", so that it meets "dual use"; "Russia's" gives "russia"; "Bērziņa" gives
    "berzina"; "1,000" gives "1000".
    """
    return tuple(chain.from_iterable(map(_parts, _WORD.findall(text))))


def wanted(words: str) -> tuple[Wanted, ...]:
    """What free text asks for, each thing once, in order; what stands in quotation marks is one phrase."""
    found: dict[tuple[str, ...], Wanted] = {}
    loose: list[str] = []
    end = 0
    for phrase in _PHRASE.finditer(words):
        loose.append(words[end : phrase.start()])
        end = phrase.end()
        stems = terms(phrase[1])
        if stems:
            found.setdefault(stems, Wanted(stems, " ".join(phrase[1].split())))
    loose.append(words[end:])
    for word in _WORD.findall(" ".join(loose)):
        for part in _parts(word):
            found.setdefault((part,), Wanted((part,), word))
    return tuple(found.values())


def fold(text: str) -> str:
    """The text in lower case without diacritics."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=1 << 16)
def _parts(word: str) -> tuple[str, ...]:
    """The stems of one written word: none for a stop word, several for a compound."""
    if word.isalpha():  # most words: nothing stands inside one
        return _bare(word)
    if _FIGURE.fullmatch(word):
        return (word.replace(",", ""),)
    return tuple(part for piece in _HYPHEN.split(word) for part in _pieces(piece))


def _pieces(word: str) -> tuple[str, ...]:
    bare = _APOSTROPHE.sub("", _POSSESSIVE.sub("", word))
    split = _POINT.split(bare)
    if len(split) > 1 and not all(len(piece) == 1 for piece in split) and not _FIGURE.fullmatch(bare):
        return tuple(stemmed for piece in split for stemmed in _pieces(piece))
    return _bare("".join(split) if len(split) > 1 and not split[0].isdigit() else bare)


def _bare(bare: str) -> tuple[str, ...]:
    """The stem of a word with nothing but letters and digits in it; none for a stop word."""
    capitals = len(bare) > 1 and bare.isupper()  # WHO, IT and US are names, not function words
    folded = fold(bare)
    if not folded or (folded in STOP_WORDS and not capitals):
        return ()
    return (folded if capitals else stem(folded),)
