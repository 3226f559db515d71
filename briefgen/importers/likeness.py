"""Fingerprints as numbers, so that many can be compared quickly, and what several passages together are like.

A fingerprint of a text is, value by value, the least of its words' values; so that of two texts together is in each
value that of one or the other. A passage that was split is therefore known by its pieces: each of its 64 bytes is a
byte of one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefgen.corpus.anchors import VALUES

#: Pieces belong to one passage from this share of its words on, if each adds so much to what the others have.
WHOLE, ADDED = 0.7, 0.12
#: Pieces have few words in common; passages that have more, beyond the first, are near-duplicates of the whole.
SHARED = 0.3
#: So many pieces at most.
PIECES = 5

_CHANCE = 1 / 256
_SEVENS = int.from_bytes(b"\x7f" * VALUES)
_EIGHTS = int.from_bytes(b"\x80" * VALUES)


def number_of(fingerprint: str) -> int | None:
    """A fingerprint as :func:`likeness` takes it, None for a text without words; raises ValueError where it is none."""
    if len(fingerprint) not in (0, 2 * VALUES):
        raise ValueError(f"a fingerprint has {VALUES} bytes or none")
    return int.from_bytes(bytes.fromhex(fingerprint)) if fingerprint else None


def likeness(a: int | None, b: int | None) -> float:
    """:func:`briefgen.corpus.anchors.similarity` of two fingerprints given as numbers: 0 to 1."""
    if a is None or b is None:
        return float(a is b)
    return _share(_agreeing(a, b))


def _agreeing(a: int, b: int) -> int:
    """The highest bit of every byte in which two fingerprints agree."""
    different = a ^ b
    return ~(((different & _SEVENS) + _SEVENS) | different) & _EIGHTS


def _share(agreeing: int) -> float:
    return max(0.0, (agreeing.bit_count() / VALUES - _CHANCE) / (1 - _CHANCE))


@dataclass(frozen=True, slots=True)
class Pieces:
    """Neighbouring passages that together are like one: their positions in order, and how like it (0 to 1)."""

    positions: tuple[int, ...]
    share: float


def pieces(whole: int | None, prints: Sequence[int | None], start: int, free: Callable[[int], bool]) -> Pieces | None:
    """The passages around *start* that together are like *whole*, of those that are *free*; None where it is one.

    From *start* on a neighbour is taken in as long as it adds enough; chance adds 0.1 at most.
    """
    first = prints[start]
    if whole is None or first is None:
        return None
    positions, agreeing = [start], _agreeing(whole, first)
    while len(positions) < PIECES:
        share, best = _share(agreeing), (0.0, -1, 0)
        for near in (positions[0] - 1, positions[-1] + 1):
            other = prints[near] if 0 <= near < len(prints) and free(near) else None
            if other is not None:
                both = agreeing | _agreeing(whole, other)
                best = max(best, (_share(both) - share, near, both))
        if best[0] < ADDED:
            break
        positions = sorted((*positions, best[1]))
        agreeing = best[2]
    found = Pieces(tuple(positions), round(_share(agreeing), 2))
    shared = sum(likeness(whole, prints[position]) for position in positions) - _share(agreeing)
    apart = shared <= SHARED * (len(positions) - 1)
    return found if len(positions) > 1 and found.share >= WHOLE and apart else None
