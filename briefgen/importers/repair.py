"""Mending what a PDF conversion broke inside a note: words cut by a line's hyphen, URLs cut by spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CUT = re.compile(r"(?<![^\W\d_])(?P<left>[^\W\d_]+)-\s+(?P<right>[^\W\d_]+)")
_HALVES = re.compile(r"(?<![^\W\d_])[^\W\d_]+-\s+[^\W\d_]+")
_SUSPENDED = {"and", "or", "to", "und", "oder", "et", "ou"}
_URL_START = re.compile(r"https?://\s*")
_CHUNK = re.compile(r"\S+")
_GOES_ON = ("/", "-", "_", "=", "&", "?", "#", "%20", "%", "+")
_PIECE = re.compile(r"[\w\-./%?=&#~:+,’'@!]+")
_UUID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
#: An address is cut into at most this many chunks.
MOST_CHUNKS = 16
_END = '.,;:)]”"»'


@dataclass(frozen=True, slots=True)
class Url:
    """A web address as mended, and the half-open stretch of the text that it was printed in."""

    address: str
    start: int
    end: int


def vocabulary(text: str) -> frozenset[str]:
    """The words of a document, lower case, by which cut words are told from compounds."""
    return frozenset(word.lower() for word in re.findall(r"[^\W\d_]{2,}", _HALVES.sub(" ", text)))


def mend_words(text: str, known: frozenset[str]) -> str:
    """*text* with words that a line's end cut in two made whole; compounds keep their hyphen."""
    text = re.sub(r"(?<= )&(?=[A-Z])", "& ", text)

    def whole(found: re.Match[str]) -> str:
        left, right = found["left"], found["right"]
        if right.lower() in _SUSPENDED:
            return found[0]
        return f"{left}-{right}" if _is_compound(left, right, known) else left + right

    return _CUT.sub(whole, text)


def urls(text: str, known: frozenset[str]) -> Iterator[Url]:
    """The web addresses in *text*, in order, with what was cut joined again."""
    position = 0
    while start := _URL_START.search(text, position):
        end = start.end()
        pieces: list[str] = []
        for chunk in _CHUNK.finditer(text, end):
            if len(pieces) == MOST_CHUNKS or (pieces and not _continues(pieces[-1], chunk[0])):
                break
            piece = _PIECE.match(chunk[0])
            if piece is None:
                break
            pieces.append(piece[0])
            end = chunk.start() + piece.end()
            if piece.end() < len(chunk[0]):
                break
        address = _joined(pieces, known)
        trailing = len(address) - len(address.rstrip(_END))
        yield Url(start[0].strip() + address.rstrip(_END), start.start(), end - trailing)
        position = max(end, start.end())


def _continues(before: str, following: str) -> bool:
    """Whether the next chunk of characters belongs to the address as well."""
    piece = _PIECE.match(following)
    if piece is None:
        return False
    addressed = bool(re.search(r"[/_%=?#]|\w\.\w|\w-\w+-\w|\d{5}", piece[0].rstrip(_END)))
    if before.endswith(_GOES_ON):
        return True
    if before.endswith("."):
        return addressed and piece[0][:1].islower()
    return addressed and bool(re.search(r"\.(?:pdf|html?|aspx?|php)\b", piece[0])) and before[-1].isdigit()


def _joined(pieces: list[str], known: frozenset[str]) -> str:
    """The chunks of an address as one; a hyphen at a cut goes where it only marks the cut."""
    whole = ""
    for piece in pieces:
        if whole.endswith("-") and not _keeps_hyphen(whole, piece, known):
            whole = whole[:-1]
        whole += piece
    return whole


def _keeps_hyphen(before: str, following: str, known: frozenset[str]) -> bool:
    left = re.search(r"[^\W_]*$", before[:-1])
    right = re.match(r"[^\W_]*", following)
    first, second = (left[0] if left else ""), (right[0] if right else "")
    if not first or not second:
        return True
    if re.search(r"\d", first + second):
        return bool(_UUID.search(before + following)) or not re.search(r"[0-9a-f]{8}$", first)
    return _is_compound(first, second, known)


def _is_compound(left: str, right: str, known: frozenset[str]) -> bool:
    """Whether two halves at a cut are words of their own rather than one word."""
    if right[:1].isupper():
        return True
    return (left + right).lower() not in known and left.lower() in known and right.lower() in known
