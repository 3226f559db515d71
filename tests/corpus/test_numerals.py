"""Number words are read as the numbers they are."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.corpus.numerals import canonical, spoken

UNITS = ["", *["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]]
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["", "", *["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]]


def in_words(number: int) -> str:
    """A number below a million in English words, written here independently of the reader."""
    if number >= 1000:
        rest = f" {in_words(number % 1000)}" if number % 1000 else ""
        return f"{in_words(number // 1000)} thousand{rest}"
    if number >= 100:
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{UNITS[number // 100]} hundred{rest}"
    if number >= 20:
        return TENS[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")
    return TEENS[number - 10] if number >= 10 else UNITS[number]


@given(st.integers(min_value=1, max_value=999_999))
def test_every_number_below_a_million_is_read_back_from_its_words(number):
    assert [word.value for word in spoken(f"of {in_words(number)} ships")] == [str(number)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("twenty-first", ("21", True)),
        ("forty-third", ("43", True)),
        ("three million", ("3000000", False)),
        ("half a dozen", ("1/2", False)),
        ("three quarters", ("3/4", False)),
        ("a hundred", ("100", False)),
        ("seventh", ("7", True)),
    ],
)
def test_ordinals_fractions_and_scales_are_read(text, expected):
    first = next(spoken(text))
    assert (first.value, first.ordinal) == expected


@pytest.mark.parametrize("text", ["a man", "hundreds", "zero-sum", "net zero", "one-off", "half-hearted", "millions"])
def test_words_that_only_look_like_numbers_are_left(text):
    assert list(spoken(text)) == []


@pytest.mark.parametrize(("value", "expected"), [("1.50", "1.5"), ("3E+2", "300"), ("0.0", "0"), ("-0", "0")])
def test_a_number_has_one_canonical_form(value, expected):
    assert canonical(Decimal(value)) == expected
