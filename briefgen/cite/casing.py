"""Headings set in capitals, as they would be written: capitals are how a document looks, not what it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from briefgen.corpus.records import Corpus

_WORD = re.compile(r"[^\W\d_]+(?:[.'’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)


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

    def written(found: re.Match[str]) -> str:
        word = found.group()
        stem = _POSSESSIVE.sub("", word)
        ending = word[len(stem) :].lower()
        plain = spelling.get(stem.lower(), stem.lower())
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
    counted: dict[str, Counter[str]] = {}
    for text in _texts(same.corpus):
        for found in _WORD.finditer(text):
            before = text[: found.start()].rstrip("“‘\"'([ ")
            if before and before[-1] not in ".:?!–—":
                word = _POSSESSIVE.sub("", found.group())
                counted.setdefault(word.lower(), Counter())[word] += 1
    usual = {
        small: max(spellings.items(), key=lambda pair: (pair[1], pair[0]))[0] for small, spellings in counted.items()
    }
    return {small: word for small, word in usual.items() if word != small} | {
        acronym.lower(): acronym for acronym in same.corpus.acronyms if _WORD.fullmatch(acronym)
    }


def _texts(corpus: Corpus) -> Iterator[str]:
    for record in corpus.records.values():
        yield record.headline
        yield record.text
    for perspective in corpus.perspectives.values():
        yield f"the {perspective.region}"
