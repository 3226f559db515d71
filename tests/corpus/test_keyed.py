"""Keys of figures are read as a person reads them, and changed figures find each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.corpus.figures import keys
from briefgen.corpus.keyed import changed, in_words, listed


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("300000000 usd", "USD 300 million"),
        ("50358000000 usd", "USD 50.358 billion"),
        ("1234567 eur", "EUR 1,234,567"),
        ("1200 usd", "USD 1,200"),
        ("12.5 percent", "12.5 percent"),
        ("3 points", "3 percentage points"),
        ("43 ordinal", "43rd"),
        ("12 ordinal", "12th"),
        ("1990 decade", "1990s"),
        ("2022", "2022"),
        ("18400", "18,400"),
        ("1/3", "1/3"),
        ("9" * 30, "9" * 30),
    ],
)
def test_a_key_in_words(key, said):
    assert in_words(key) == said


def test_figures_are_listed_in_words_by_unit_and_size_with_years_last():
    keys_there = ["2022", "300000000 usd", "18400", "9 percent", "1/3", "27 percent", "1996"]
    assert listed(keys_there, 9) == "1/3; 18,400; 9 percent; 27 percent; USD 300 million; 1996; 2022"
    assert listed(keys_there, 5).endswith("USD 300 million; and 2 more")


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        (["300000000 usd"], ["320000000 usd"], [("300000000 usd", "320000000 usd")]),
        (["12 percent", "2022"], ["14 percent", "2022"], [("12 percent", "14 percent")]),
        (["10 percent", "40 percent"], ["11 percent", "39 percent"],
         [("10 percent", "11 percent"), ("40 percent", "39 percent")]),
        (["2028", "2030"], ["2029", "2032"], [("2028", "2029"), ("2030", "2032")]),
        (["9 usd", "20 usd"], ["10 usd", "100 usd"], [("20 usd", "100 usd"), ("9 usd", "10 usd")]),
        (["2022", "7"], ["2023"], [("2022", "2023"), ("7", "")]),
        ([], ["5 usd"], [("", "5 usd")]),
        (["1/3"], ["1/2"], [("1/3", "1/2")]),
        (["1e999999999"], ["x"], [("1e999999999", "x")]),
    ],
)  # fmt: skip
def test_a_figure_that_went_meets_the_nearest_of_its_kind_that_came(before, after, pairs):
    assert changed(before, after) == tuple(pairs)


@given(st.text(alphabet="0123456789 %$,./-to millionbillion usd", max_size=60), st.text(max_size=40))
def test_every_figure_that_changed_is_named_once(before, after):
    old, new = set(keys(before)), set(keys(after))
    pairs = changed(old, new)
    assert sorted(first for first, _ in pairs if first) == sorted(old - new)
    assert sorted(second for _, second in pairs if second) == sorted(new - old)
    assert all(in_words(key) for pair in pairs for key in pair if key)
