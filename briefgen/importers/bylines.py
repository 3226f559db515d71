"""Who wrote a part: the lines between its title and its text, and the signature below a foreword."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.corpus.sources import Name
from briefgen.importers.headings import is_usual
from briefgen.importers.manuscript import Doubt, Piece
from briefgen.importers.names import author, has_institution_word, is_institution, order_is_doubtful
from briefgen.importers.sentences import alike, in_capitals, is_open, shown

#: A line of a byline or a signature has at most this many words.
LONGEST_LINE = 14
#: Likeness of letters from which two printings are one name (0 to 1).
SAME_NAME = 0.85

_BY = re.compile(r"\b[Bb]y (?=(?:the )?[A-Z\u00c0-\u024f])")
_SPLIT = re.compile(r"\s*(?:[,;&]|\band\b)\s*")
_OFFICE = re.compile(
    r",|\b(?:Ambassador|Analyst|Assistant|Associate|Chair|Director|Editor|Expert|Fellow|Head|Lecturer|Member|Minister|"
    r"Officer|President|Professor|Researcher|Scholar|Secretary|Senior)\b",
    re.IGNORECASE,
)
_BIOGRAPHY = re.compile(
    r"^(?P<name>(?:[A-Z\u00c0-\u024f][\w.’'-]+\s+){1,5}?(?:[A-Z\u00c0-\u024f][\w.’'-]+))\s+"
    r"(?:is|was|has|works|worked|serves|joined|leads|heads)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """Authors in the order printed, their affiliations (one for each, possibly empty), and the pieces read."""

    authors: tuple[Name, ...] = ()
    affiliations: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def byline(pieces: Sequence[Piece], announced: str, usual: frozenset[str]) -> Byline:
    """The author lines at the head of a part; *announced* are the authors that the table of contents gives."""
    names = [announced] if _is_one(announced) else [name for name in _SPLIT.split(announced) if name]
    taken: list[Piece] = []
    for piece in pieces:
        if piece.marker or piece.heading or not _is_line(piece, usual):
            break
        if not names and not _names_someone(piece, len(taken)):
            break
        taken.append(piece)
    following = pieces[len(taken)] if len(taken) < len(pieces) else None
    if taken and following and not following.heading and _heads_text(taken[-1], names):
        taken.pop()
    printed, affiliations = _authors_and_affiliations(taken, names)
    doubts = [
        Doubt(message=f"which word of '{name}' is the family name?", hint="say so in source.yaml")
        for name in printed
        if order_is_doubtful(name)
    ]
    return Byline(
        authors=tuple(author(name) for name in printed),
        affiliations=tuple(affiliations) if any(affiliations) else (),
        pieces=tuple(taken),
        doubts=tuple(doubts),
    )


def signature(pieces: Sequence[Piece]) -> Byline:
    """The name and office below the last paragraph of a foreword."""
    cut = len(pieces)
    while cut and not pieces[cut - 1].marker and is_open(pieces[cut - 1].text):
        if len(pieces[cut - 1].text.split()) > LONGEST_LINE:
            break
        cut -= 1
    taken = tuple(pieces[cut:])
    if not taken or not cut:
        return Byline()
    office = " ".join(shown(piece.text) for piece in taken[1:])
    return Byline(authors=(author(taken[0].text),), affiliations=(office,) if office else (), pieces=taken)


def biographies(texts: Sequence[str]) -> tuple[Name, ...]:
    """The persons whose lives the paragraphs tell: the name that each begins with."""
    found = [_BIOGRAPHY.match(shown(text)) for text in texts]
    return tuple(author(match["name"]) for match in found if match)


def _is_one(announced: str) -> bool:
    """Whether the authors' line names one institution, not several persons."""
    return bool(announced) and is_institution(announced) and ", " not in announced


def _heads_text(piece: Piece, names: Sequence[str]) -> bool:
    """Whether the last line before the text is its first heading rather than the end of an office."""
    text = shown(piece.text)
    named = any(alike(text, name) > SAME_NAME for name in names)
    signed = _BY.match(text)
    return piece.gap and not named and not signed and not _OFFICE.search(text) and not has_institution_word(text)


def _is_line(piece: Piece, usual: frozenset[str]) -> bool:
    text = shown(piece.text)
    prose = len(text.split()) > 2 and not is_open(text)
    return not prose and len(text.split()) <= 2 * LONGEST_LINE and not in_capitals(text) and not is_usual(text, usual)


def _names_someone(piece: Piece, position: int) -> bool:
    """Without announced authors: a line that says by whom, or looks like a name or an office."""
    text = shown(piece.text)
    if position >= 6 or not is_open(text):
        return False
    words = text.split()
    capitalised = all(word[:1].isupper() or word in ("de", "der", "van", "von", "di", "and", "&") for word in words)
    return bool(_BY.search(text)) or (2 <= len(words) <= 8 and capitalised and bool(position or ":" not in text))


def _authors_and_affiliations(pieces: Sequence[Piece], names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The names as the part prints them, and for each what stands below it."""
    signed = [piece for piece in pieces if (by := _BY.search(piece.text)) and not by.start()]
    if not names and signed:
        names = [name for name in _SPLIT.split(shown(signed[0].text)[3:]) if name]
    printed: list[str] = list(names)
    affiliations = [""] * len(names)
    current = -1
    for piece in pieces:
        text = shown(piece.text)
        match = max(range(len(names)), key=lambda index: alike(text, names[index]), default=-1)
        if match >= 0 and alike(text, names[match]) > SAME_NAME:
            current = match
        elif current >= 0:
            affiliations[current] = f"{affiliations[current]} {text}".strip()
    return printed, [text.strip(" ,") for text in affiliations]
