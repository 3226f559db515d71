"""Telling pull quotes from paragraphs: a pull quote repeats what the running text says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefgen.corpus.anchors import words
from briefgen.importers.manuscript import Piece

#: A pull quote has at least and at most this many words.
SHORTEST, LONGEST = 6, 95
#: Share of its words that must stand in the text in the same order, and the words of the longest run among them.
SHARE, RUN = 0.7, 8

_GRAM = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """What a pull quote repeats: the piece where most of it stands, and the share of its words found there."""

    piece: Piece
    share: float


def pull_quotes(
    candidates: Sequence[Piece], pieces: Sequence[Piece], texts: Mapping[Piece, str]
) -> dict[Piece, Repeated]:
    """Those *candidates* that repeat other *pieces*, the shortest first; a text never repeats a pull quote."""
    told = {piece: words(texts[piece]) for piece in pieces}
    found: dict[Piece, Repeated] = {}
    for candidate in sorted(candidates, key=lambda piece: (len(told[piece]), piece.start)):
        if not SHORTEST <= len(told[candidate]) <= LONGEST:
            continue
        rest = [piece for piece in pieces if piece is not candidate and piece not in found]
        repeated = _repeated(told[candidate], rest, told)
        if repeated:
            found[candidate] = repeated
    return found


def _repeated(quote: Sequence[str], rest: Sequence[Piece], told: Mapping[Piece, list[str]]) -> Repeated | None:
    """Where the rest of the part says what *quote* says, if it does."""
    running = [(word, piece) for piece in rest for word in told[piece]]
    text = [word for word, _ in running]
    window = _densest_window(quote, text)
    if window is None:
        return None
    start, end = window
    blocks = SequenceMatcher(None, quote, text[start:end], autojunk=False).get_matching_blocks()
    share = sum(block.size for block in blocks) / len(quote)
    longest = max(block.size for block in blocks)
    if share < SHARE or longest < min(RUN, len(quote)):
        return None
    hits = Counter(running[start + offset][1] for block in blocks for offset in range(block.b, block.b + block.size))
    piece = max(hits, key=lambda candidate: (hits[candidate], -candidate.start))
    return Repeated(piece=piece, share=share)


def _densest_window(quote: Sequence[str], text: Sequence[str]) -> tuple[int, int] | None:
    """The stretch of *text*, half as long again as the quote, that holds most of its runs of four words."""
    grams = {tuple(quote[position : position + _GRAM]) for position in range(len(quote) - _GRAM + 1)}
    hits = [position for position in range(len(text) - _GRAM + 1) if tuple(text[position : position + _GRAM]) in grams]
    if not hits:
        return None
    length = len(quote) + len(quote) // 2
    best, first = (0, 0), 0
    for last, position in enumerate(hits):
        while position - hits[first] > length:
            first += 1
        best = max(best, (last - first + 1, hits[first]))
    start = max(0, best[1] - len(quote) // 2)
    return start, min(len(text), best[1] + length)
