"""Figures are found wherever they stand, and the same figure has the same key however it is written."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.corpus.figures import claimed, figures, keys, stands


def found(text: str) -> list[str]:
    return [figure.key for figure in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sales of USD 300 million", ["300000000 usd"]),
        ("sales of $300m", ["300000000 usd"]),
        (r"sales of \$2.4 billion", ["2400000000 usd"]),
        ("US$ 5 billion, or 5 billion US$", ["5000000000 usd", "5000000000 usd"]),
        ("3.3 trillion RMB", ["3300000000000 cny"]),
        ("EUR 1.2 bn and €1,200.50", ["1200000000 eur", "1200.5 eur"]),
        ("five million euros", ["5000000 eur"]),
        ("up 12.5%, 12.5 percent, 12,5 per cent", ["12.5 percent"] * 3),
        ("tariffs of 17–38%", ["17 percent", "38 percent"]),
        ("between 17 and 38 percent", ["17 percent", "38 percent"]),
        ("USD 300-600 million", ["300000000 usd", "600000000 usd"]),
        ("5 percentage points", ["5 points"]),
        ("260,000 volumes, 1 500 000 readers", ["260000", "1500000"]),
        ("on 24 February 2022", ["24", "2022"]),
        ("on 24th of February", ["24"]),
        ("on 15.7.2022 and 2022-07-16", ["15", "2022", "2022", "16"]),
        ("in 2021–23 and 2005–13", ["2021", "2023", "2005", "2013"]),
        ("from mid-2024, in the 1990s", ["2024", "1990 decade"]),
        ("the forty-third meeting, the 25th summit", ["43 ordinal", "25 ordinal"]),
        ("one-third, two-thirds, a quarter, half, 3/4", ["1/3", "2/3", "1/4", "1/2", "3/4"]),
        ("two hundred and twelve ships, a dozen ports", ["212", "12"]),
        ("a 12-point paper by 22-member bodies", ["12", "22"]),
        ("a seven-party framework", ["7"]),
    ],
)
def test_a_figure_is_found_in_every_form_that_reports_use(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the G7 and the G20 at COP30",
        "APT31, NATO+4, COVID-19, CO2, 5G, F-16",
        "the West1 said in its outlook4 and strategy17.",
        "trust¹² and rivalry²",
        "zero-sum games, net zero, half-hearted talks",
        "hundreds of billions, a World War II treaty, Annex IV",
    ],
)
def test_names_with_digits_note_marks_and_idioms_are_no_figures(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 6 and 2,000 troops", ["6", "2000"]),
        ("in 1975 to $785.8 billion in 2024", ["1975", "785800000000 usd", "2024"]),
        ("in 2024 and 30 percent of it", ["2024", "30 percent"]),
        ("the year 2030 and 12 million", ["2030", "12000000"]),
    ],
)
def test_neighbouring_numbers_do_not_lend_each_other_their_units(text, expected):
    assert found(text) == expected


def test_a_figure_knows_where_it_stands():
    text = "It sold USD 300 million of it."
    (figure,) = figures(text)
    assert text[figure.start : figure.end] == figure.raw == "USD 300 million"


def test_a_statement_need_not_prove_small_words_and_words_that_count_a_list():
    assert [figure.key for figure in claimed("First, two of the seven. Second, the third.")] == ["7"]
    assert [figure.key for figure in claimed("The meeting was the fourth. Fourth, it failed.")] == ["4 ordinal"]
    assert "2" in keys("two of them")


def test_a_figure_stands_on_the_same_value_with_a_compatible_unit_alone():
    (percent,) = figures("12.5%")
    assert stands(percent, {"12.5 percent"})
    assert not stands(percent, {"12.5"})
    assert not stands("12.5", {"12.5 percent"})
    assert stands("43", {"43 ordinal"})
    assert stands("43 ordinal", {"43"})
    assert stands("300000000", {"300000000 usd"})
    assert not stands("300000000 eur", {"300000000 usd"})
    assert not stands("1990", {"1990 decade"})


millions = st.integers(min_value=1, max_value=999)


@given(millions, st.sampled_from(["usd", "eur", "cny", "gbp"]))
def test_an_amount_of_money_has_one_key_in_every_spelling(amount, unit):
    code = {"usd": "USD", "eur": "EUR", "cny": "RMB", "gbp": "GBP"}[unit]
    sign = {"usd": "$", "eur": "€", "cny": "¥", "gbp": "£"}[unit]
    name = {"usd": "US dollars", "eur": "euros", "cny": "yuan", "gbp": "pounds"}[unit]
    spellings = [
        f"{code} {amount} million",
        f"{sign}{amount} million",
        f"{sign}{amount}m",
        f"{code}{amount}m",
        f"{amount} million {name}",
        f"{sign}{amount},000,000",
    ]
    assert {key for text in spellings for key in keys(f"worth {text} a year")} == {f"{amount}000000 {unit}"}


@given(st.integers(0, 999), st.integers(0, 99))
def test_a_percentage_has_one_key_in_every_spelling(whole, hundredths):
    number = f"{whole}.{hundredths:02d}"
    spellings = [f"{number}%", f"{number} %", f"{number} percent", f"{number} per cent", f"{number.replace('.', ',')}%"]
    assert len({key for text in spellings for key in keys(f"up {text} on the year")}) == 1


@given(st.integers(min_value=0, max_value=10**12))
def test_separators_of_thousands_do_not_change_a_number(number):
    assert keys(f"about {number:,} of them") == keys(f"about {number} of them")


@given(st.text(max_size=200))
def test_any_text_is_read_and_its_figures_lie_within_it_without_overlap(text):
    read = figures(text)
    assert all(0 <= figure.start < figure.end <= len(text) for figure in read)
    assert all(first.end <= second.start for first, second in pairwise(read))


def test_a_long_run_of_digits_is_read_quickly():
    assert len(figures("7" * 5000 + " " + "1 234 " * 5000)) > 0
