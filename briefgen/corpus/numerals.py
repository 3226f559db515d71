"""English number words: "forty-third", "two hundred and twelve", "three million", "two-thirds", "a dozen"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_IRREGULAR = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
}  # fmt: skip

_CARDINALS: dict[str, int] = {
    **{word: value for value, word in enumerate(_UNITS)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
}
_ORDINALS: dict[str, int] = {
    **{f"{word}th": value for word, value in _CARDINALS.items() if not word.endswith("y")},
    **{f"{word[:-1]}ieth": value for word, value in _CARDINALS.items() if word.endswith("y")},
    "hundredth": 100,
    **_IRREGULAR,
}
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "tenth": 10} | {
    word: value for word, value in _ORDINALS.items() if 4 < value < 10
}

_TOKEN = re.compile(r"[A-Za-z]+")
_NOT_HALF = ("hearted", "baked", "life", "way")
#: Words that make "zero" and "one" a manner of speaking when a hyphen joins them.
_NET = re.compile(r"(?:-|\b[Nn]et[ -])$")
_IDIOMS = re.compile(r"-(?:sum|off|sided|way|stop)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number in words at half-open offsets; ``value`` in canonical form."""

    value: str
    ordinal: bool
    start: int
    end: int


def canonical(value: Decimal) -> str:
    """A decimal number without exponent, trailing zeros or a trailing point."""
    fixed = format(value.normalize(), "f")
    return "0" if fixed in ("-0", "") else fixed


def spoken(text: str) -> Iterator[Spoken]:
    """The numbers in words in *text*, the longest reading of each."""
    tokens = list(_TOKEN.finditer(text))
    position = 0
    while position < len(tokens):
        taken = _fraction(tokens, position, text) or _number(tokens, position, text)
        if taken is None:
            position += 1
            continue
        found, length = taken
        if found:
            yield found
        position += length


def _word(tokens: Sequence[re.Match[str]], position: int) -> str:
    return tokens[position][0].lower() if position < len(tokens) else ""


def _adjoin(tokens: Sequence[re.Match[str]], position: int, text: str) -> bool:
    """Whether only a space or a hyphen stands between a token and the one before."""
    if position >= len(tokens):
        return False
    return bool(re.fullmatch(r"[ \u00a0-]|‑", text[tokens[position - 1].end() : tokens[position].start()]))


def _fraction(tokens: Sequence[re.Match[str]], position: int, text: str) -> tuple[Spoken | None, int] | None:
    """Half; one-third, two-thirds, a quarter, three quarters."""
    word, start = _word(tokens, position), tokens[position].start()
    if word == "half":
        rest = text[tokens[position].end() :]
        if rest.startswith("-") and rest[1:].lower().startswith(_NOT_HALF):
            return None, 1
        return Spoken("1/2", ordinal=False, start=start, end=tokens[position].end()), 1
    top = 1 if word in ("a", "one") else _CARDINALS.get(word, 0)
    if not 0 < top < 10 or not _adjoin(tokens, position + 1, text):
        return None
    part = _word(tokens, position + 1)
    bottom = _PARTS.get(part.removesuffix("s") if top > 1 else part, 0)
    plural = part.endswith("s")
    if not bottom or bottom <= top or (top > 1) != plural or (word == "a" and part not in ("third", "quarter", "half")):
        return None
    return Spoken(f"{top}/{bottom}", ordinal=False, start=start, end=tokens[position + 1].end()), 2


def _number(tokens: Sequence[re.Match[str]], position: int, text: str) -> tuple[Spoken | None, int] | None:
    """A cardinal or ordinal number from *position* on, and how many words it takes."""
    start = tokens[position].start()
    total, group, length, ordinal = 0, -1, 0, False
    while not ordinal and (not length or _adjoin(tokens, position + length, text)):
        word = _word(tokens, position + length)
        joined = (
            _joined(tokens, position + length, text)
            if (word == "and" and group >= 100) or (word == "and" and total)
            else 0
        )
        if joined:
            length += 1
            continue
        taken = _take(word, group, following=_word(tokens, position + length + 1))
        if taken is None:
            break
        group, ordinal = taken
        length += 1
        if word.removesuffix("s") in _SCALES and not ordinal:
            total, group = total + group, 0
    if not length or (length == 1 and _word(tokens, position) in ("a", "an")):
        return None
    end = tokens[position + length - 1].end()
    if _IDIOMS.match(text, end) or (_word(tokens, position) == "zero" and _NET.search(text[max(0, start - 5) : start])):
        return None, length
    return Spoken(str(total + max(group, 0)), ordinal=ordinal, start=start, end=end), length


def _joined(tokens: Sequence[re.Match[str]], position: int, text: str) -> bool:
    """Whether "and" stands within a number ("two hundred and twelve")."""
    following = _word(tokens, position + 1)
    return (following in _CARDINALS or following in _ORDINALS) and _adjoin(tokens, position + 1, text)


def _take(word: str, group: int, *, following: str) -> tuple[int, bool] | None:
    """The group after *word*, and whether it made an ordinal; nothing where *word* does not go on with it."""
    if word in ("a", "an"):
        return (1, False) if group < 0 and following in ("hundred", "dozen", *_SCALES) else None
    if word in ("hundred", "dozen"):
        factor = 100 if word == "hundred" else 12
        return (group * factor, False) if 0 < group < 100 else (factor, False) if group < 0 and factor == 12 else None
    if word in _SCALES:
        return (group * _SCALES[word], False) if 0 < group < 1000 else None
    ordinal = word in _ORDINALS
    value = _ORDINALS.get(word, _CARDINALS.get(word, -1))
    if value < 0 or (ordinal and value == 100 and group < 0):
        return None
    if group < 0 or group == 0:
        return value, ordinal
    if group % 100 == 0 and value < 100:
        return group + value, ordinal
    return (group + value, ordinal) if group % 10 == 0 and group % 100 >= 20 and 0 < value < 10 else None
