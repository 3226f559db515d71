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
#: Words that follow one another in more pieces than this tell nothing; pieces on either side that are looked at.
_COMMON, _AROUND = 40, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """What a pull quote repeats: the piece where most of it stands, and the share of its words found there."""

    piece: Piece
    share: float


def pull_quotes(
    candidates: Sequence[Piece], pieces: Sequence[Piece], texts: Mapping[Piece, str]
) -> dict[Piece, Repeated]:
    """Those *candidates* that repeat other *pieces*, the shortest first; a text never repeats a pull quote."""
    told = [words(texts[piece]) for piece in pieces]
    places = {piece: position for position, piece in enumerate(pieces)}
    index: dict[tuple[str, ...], list[int]] = {}
    for position, said in enumerate(told):
        for gram in _grams(said):
            index.setdefault(gram, []).append(position)
    found: dict[Piece, Repeated] = {}
    for candidate in sorted(candidates, key=lambda piece: (len(told[places[piece]]), piece.start)):
        quote = told[places[candidate]]
        if SHORTEST <= len(quote) <= LONGEST:
            left_out = {places[candidate], *(places[piece] for piece in found)}
            near = _nearest(quote, index, left_out, len(pieces))
            repeated = _repeated(quote, [(pieces[position], told[position]) for position in near])
            if repeated:
                found[candidate] = repeated
    return found


def _grams(said: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(said[position : position + _GRAM]) for position in range(len(said) - _GRAM + 1)}


def _nearest(
    quote: Sequence[str], index: Mapping[tuple[str, ...], Sequence[int]], left_out: set[int], count: int
) -> list[int]:
    """The piece that has most of the quote's runs of words, and its neighbours; nothing where none has any."""
    hits: Counter[int] = Counter()
    for gram in _grams(quote):
        positions = index.get(gram, ())
        if len(positions) <= _COMMON:
            hits.update(position for position in positions if position not in left_out)
    if not hits:
        return []
    best = max(hits, key=lambda position: (hits[position], -position))
    before = [position for position in range(best - 1, max(-1, best - 20), -1) if position not in left_out][:_AROUND]
    after = [position for position in range(best + 1, min(count, best + 20)) if position not in left_out][:_AROUND]
    return [*reversed(before), best, *after]


def _repeated(quote: Sequence[str], near: Sequence[tuple[Piece, Sequence[str]]]) -> Repeated | None:
    """Where the pieces *near* say what *quote* says, if they do."""
    running = [(word, piece) for piece, said in near for word in said]
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
    grams = _grams(quote)
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
