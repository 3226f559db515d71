"""Headings set in capitals, as they would be written: capitals are how a document looks, not what it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain

from briefgen.corpus.records import Corpus

_LETTERS = r"[^\W\d_]+(?:[.'’][^\W\d_]+)*"
_WORD = re.compile(_LETTERS)
#: A word within a sentence; empty for one that begins a sentence, or what stands after a colon or a dash.
_WITHIN = re.compile(rf"(?:\A|[.:?!–—])[“‘\"'(\[ ]*{_LETTERS}|({_LETTERS})")
#: Two words that follow each other; pairs overlap.
_PAIR = re.compile(rf"(?<![^\W\d_])({_LETTERS})(?= ({_LETTERS}))")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)


def spellings(corpus: Corpus) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """How the corpus spells names, of one word and of two: all that the wording of citations takes from its records."""
    return _spelling(_Same(corpus)), _pairs(_Same(corpus))


def shouted(title: str) -> bool:
    """Whether a title of two words or more is set in capitals throughout."""
    words = _WORD.findall(title)
    return len(words) > 1 and title == title.upper() and any(len(word) > 3 for word in words)


def spoken(title: str, corpus: Corpus) -> str:
    """A title set in capitals in sentence case; names and acronyms are spelt as the corpus spells them.

    A title in mixed case stays as it stands. A name that the corpus never writes comes out in small letters.
    """
    if not shouted(title):
        return title
    spelling = _spelling(_Same(corpus))
    in_names = _in_names(title, _pairs(_Same(corpus)))

    def written(found: re.Match[str]) -> str:
        word = found.group()
        stem = _POSSESSIVE.sub("", word)
        ending = word[len(stem) :].lower()
        plain = spelling.get(stem.lower(), stem.lower())
        if plain == stem.lower():
            plain = in_names.get(found.start(), plain)
        begins = not re.search(r"[^\W_]", title[: found.start()]) or re.search(r"[:?!.–—]\s*$", title[: found.start()])
        return (plain[:1].upper() + plain[1:] if begins else plain) + ending

    return _WORD.sub(written, title)


class _Same:
    """A corpus compared by identity, so that its spelling is gathered once."""

    __slots__ = ("corpus",)

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    def __hash__(self) -> int:
        return id(self.corpus)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.corpus is other.corpus


@lru_cache(maxsize=2)
def _spelling(same: _Same) -> Mapping[str, str]:
    """Each word's usual spelling within sentences, by its small letters, for words that are mostly capitalised."""
    times: Counter[str] = Counter()
    for word, number in Counter(chain.from_iterable(map(_WITHIN.findall, _texts(same.corpus)))).items():
        times[_POSSESSIVE.sub("", word)] += number
    usual: dict[str, tuple[int, str]] = {}
    for word, number in times.items():
        small = word.lower()
        usual[small] = max(usual.get(small, (0, "")), (number, word))
    return {small: word for small, (_, word) in usual.items() if word != small} | {
        acronym.lower(): acronym for acronym in same.corpus.acronyms if _WORD.fullmatch(acronym)
    }


def _in_names(title: str, pairs: Mapping[str, str]) -> Mapping[int, str]:
    """How words are spelt that are part of a name of two words, by where they begin in the title."""
    found: dict[int, str] = {}
    for pair in _PAIR.finditer(title):
        first, second = pairs.get(_POSSESSIVE.sub("", f"{pair[1]} {pair[2]}").lower(), " ").split(" ")
        if first:
            found |= {pair.start(1): first, pair.start(2): second}
    return found


@lru_cache(maxsize=2)
def _pairs(same: _Same) -> Mapping[str, str]:
    """Names of two words of which one alone may be a common word (*Red Sea*), by their small letters.

    A pair is one where the corpus never writes it otherwise than with two capitals within a sentence.
    """
    spellings: dict[str, set[str]] = {}
    for text in _texts(same.corpus):
        beginnings = {found.end() for found in _WITHIN.finditer(text) if not found[1]}
        for pair in _PAIR.finditer(text):
            if pair.end(1) not in beginnings:
                name = _POSSESSIVE.sub("", f"{pair[1]} {pair[2]}")
                spellings.setdefault(name.lower(), set()).add(name)
    only = {small: next(iter(names)) for small, names in spellings.items() if len(names) == 1}
    return {small: name for small, name in only.items() if all(word[:1].isupper() for word in name.split(" "))}


def _texts(corpus: Corpus) -> Iterator[str]:
    for record in corpus.records.values():
        yield record.headline
        yield record.text
    for perspective in corpus.perspectives.values():
        yield f"the {perspective.region}"
