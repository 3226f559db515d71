"""How a document begins: which piece is its title, and where the text starts, held against what the file says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.importers.manuscript import Doubt, Piece
from briefgen.importers.sentences import LONGEST_HEADING, alike, bare, shown

#: Likeness of letters from which a piece is the title that the file's own data give (0 to 1).
SAME_TITLE = 0.85
#: A series' name, a date, an institution: so many pieces at most stand above a title.
MOST_ABOVE = 5

_OPENING = re.compile(
    r"(?:\d{1,2}\.?\s+)?(?:introduction|(?:executive )?summary|key (?:findings|points|messages))\b.*", re.IGNORECASE
)
_SECTION = re.compile(
    r"(?:\d{1,2}\.?\s+)?(?:introduction|(?:executive |policy )?summary|key (?:findings|points|messages|takeaways)|"
    r"abstract|overview|background|at a glance|in brief|highlights|(?:table of )?contents)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The title, the piece that bears it (none: it stands only in the file's own data), and where the text begins."""

    title: str
    heading: Piece | None
    end: int
    doubts: tuple[Doubt, ...] = ()


def opens_body(text: str) -> bool:
    """Whether a heading is one that usually opens the body of a document ("Introduction", "Executive summary")."""
    return bool(_OPENING.fullmatch(shown(text)))


def opening_of(pieces: Sequence[Piece], given: str, *, listed: bool = False) -> Opening:
    """The opening of a document; *pieces* are all of it, or (*listed*) those before its table of contents.

    *given* is the title in the file's own data, empty where there is none. The first piece is the title unless that
    says otherwise: then it is the piece near the beginning that bears it, or no piece where the first one reads as a
    sentence or is the heading of a section. A first piece that differs and may be the title is taken, with a doubt.
    """
    if not pieces:
        return Opening(title=given, heading=None, end=0)
    for position, piece in enumerate(pieces[: MOST_ABOVE + 1]):
        if _bears(piece, given):
            return Opening(title=piece.text, heading=piece, end=position + 1)
        if piece.marker or _is_sentence(piece):
            break
    first = pieces[0]
    if not given:
        return Opening(title=first.text, heading=first, end=1)
    if not listed and (_is_sentence(first) or _names_section(first)):
        return Opening(title=given, heading=None, end=0)
    if not listed and _has_like(pieces):
        return Opening(
            title=given, heading=None, end=0, doubts=(_differs(first, given, "as the heading of a section"),)
        )
    return Opening(title=first.text, heading=first, end=1, doubts=(_differs(first, given, "as the part's title"),))


def _bears(piece: Piece, given: str) -> bool:
    """Whether a piece is the given title, or its beginning: a subtitle or a site's name may follow in either."""
    if alike(piece.text, given) >= SAME_TITLE:
        return True
    short, long = sorted((bare(shown(piece.text)), bare(given)), key=len)
    return len(short) >= 8 and 4 * len(short) >= len(long) and long.startswith(short)


def _is_sentence(piece: Piece) -> bool:
    """Whether a piece without a heading's style reads as running text."""
    text = shown(piece.text)
    long = len(text.split()) > LONGEST_HEADING
    return not piece.heading and (long or (len(text.split()) > 8 and text.endswith((".", "!", ":"))))


def _names_section(first: Piece) -> bool:
    return bool(_SECTION.fullmatch(shown(first.text).rstrip(".: ")))


def _has_like(pieces: Sequence[Piece]) -> bool:
    """Whether the first piece is a heading over text, and others of its level, or above it, stand further on."""
    level = pieces[0].heading
    over_text = len(pieces) > 1 and not pieces[1].heading
    return bool(level) and over_text and any(0 < piece.heading <= level for piece in pieces[1:])


def _differs(first: Piece, given: str, taken: str) -> Doubt:
    message = f"the file gives its title as '{given}', the document begins with '{shown(first.text)}'"
    hint = f"the first was taken for the source, the second {taken}; correct source.yaml where that is wrong"
    return Doubt(message=message, line=first.line, hint=hint)
