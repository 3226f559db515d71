"""The keys of figures (:mod:`briefgen.corpus.figures`) in words again, and which of two editions' figures changed."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))
_UNITS = {"percent": "{} percent", "points": "{} percentage points", "decade": "{}s"}
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def in_words(key: str) -> str:
    """A figure as a person reads it: ``300000000 usd`` is ``USD 300 million``, ``43 ordinal`` is ``43rd``."""
    value, _, unit = key.partition(" ")
    if unit == "ordinal" and value.isdigit():
        last = 0 if int(value) % 100 in (11, 12, 13) else int(value) % 10
        return f"{value}{_ENDINGS.get(last, 'th')}"
    if unit in _UNITS:
        return _UNITS[unit].format(value)
    if not unit:
        return _large(value)
    return f"{unit.upper()} {f'{int(value):,}' if re.fullmatch('[0-9]{4}', value) else _large(value)}"


def listed(keys: Collection[str], most: int) -> str:
    """At most *most* figures in words, years last, else by unit and size; how many more there are is said."""
    ordered = sorted(keys, key=lambda key: (*_kind(key), _value(key.partition(" ")[0]), key))
    ordered.sort(key=lambda key: _kind(key) == ("year",))
    more = f"; and {len(ordered) - most} more" if len(ordered) > most else ""
    return "; ".join(map(in_words, ordered[:most])) + more


def _large(value: str) -> str:
    """A number in its scale where three decimals are enough for it, else with thousands parted; years as they are."""
    if not re.fullmatch(r"\d{5,20}", value):
        return value
    for power, word in _SCALES:
        scaled = Decimal(int(value)).scaleb(-power)
        if len(value) > power and scaled == scaled.quantize(Decimal("0.001")):
            return f"{scaled.normalize():f} {word}"
    return f"{int(value):,}"


def changed(before: Collection[str], after: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Figures that went, each with the one that came for it: the nearest of the same unit; '' where there is none.

    Years answer years: 1500 to 2099 without a unit. Of figures of one unit the smaller ones answer the smaller ones:
    2028 and 2030 that became 2029 and 2032 did so in this order.
    """
    went, came = sorted(set(before) - set(after)), sorted(set(after) - set(before))
    near = sorted((_distance(old, new), old, new) for old in went for new in came if _kind(old) == _kind(new))
    pairs: dict[str, str] = {}
    for _, old, new in near:
        if old not in pairs and new not in pairs.values():
            pairs[old] = new
    pairs = _in_order(pairs)
    rest = [new for new in came if new not in pairs.values()]
    return (*((old, pairs.get(old, "")) for old in went), *(("", new) for new in rest))


def _in_order(pairs: Mapping[str, str]) -> dict[str, str]:
    """The same figures paired by rank within their unit, for the nearest of several may cross over."""
    found: dict[str, str] = {}
    for kind in sorted({tuple(_kind(old)) for old in pairs}):
        old = [one for one in pairs if tuple(_kind(one)) == kind]
        new = [pairs[one] for one in old]
        found |= zip(sorted(old, key=_rank), sorted(new, key=_rank), strict=True)
    return found


def _rank(key: str) -> tuple[Fraction, str]:
    return _value(key.partition(" ")[0]), key


def _kind(key: str) -> Sequence[str]:
    value, _, unit = key.partition(" ")
    year = not unit and re.fullmatch(r"(?:1[5-9]|20)\d\d", value)
    return ("year",) if year else (unit,)


def _distance(old: str, new: str) -> Fraction:
    """How far one value is from the other, in shares of the larger."""
    first, second = (_value(key.partition(" ")[0]) for key in (old, new))
    largest = max(abs(first), abs(second))
    return abs(first - second) / largest if largest else Fraction(0)


def _value(value: str) -> Fraction:
    """A canonical value as a number; what is none, or beyond all bounds, counts as 0."""
    if not re.fullmatch(r"-?\d{1,40}(?:\.\d{1,40}|/[1-9]\d{0,20})?", value):
        return Fraction(0)
    return Fraction(value)
