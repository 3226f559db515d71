"""Words and addresses that a conversion cut are made whole, and compounds keep their hyphen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.importers.dates import dates, day_of
from briefgen.importers.repair import mend_words, urls, vocabulary

DOCUMENT = "Rivers increased their long way over two years; industry at home is in a china shop of berlin and europa."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it Increas- ed by much", "it Increased by much"),
        ("a long- way home", "a long-way home"),
        ("small- and large rivers", "small- and large rivers"),
        ("the River- Sea line", "the River-Sea line"),
        ("Foundation &Sons, Basin &Park", "Foundation & Sons, Basin & Park"),
    ],
)
def test_a_word_cut_at_a_lines_end_is_made_whole(text, expected):
    assert mend_words(text, vocabulary(DOCUMENT)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at https:// a.example/b (seen)", "https://a.example/b"),
        ("at https://www. a.example/b (seen)", "https://www.a.example/b"),
        ("at https://a.example/chi- na-shop.", "https://a.example/china-shop"),
        ("at https://a.example/two- years-on, 2020", "https://a.example/two-years-on"),
        ("at https://swp-ber- lin.example/b)", "https://swp-berlin.example/b"),
        ("at https://a.example/eng/ zxx_66/t20.html (seen)", "https://a.example/eng/zxx_66/t20.html"),
        ("at https://a.example/2024/63 8404294.pdf (seen)", "https://a.example/2024/638404294.pdf"),
        ("at https://a.example/4bc0973c-c1f3-4df7-821d- 0c262e506bb8", "https://a.example/4bc0973c-c1f3-4df7-821d-0c262e506bb8"),
        ("at https://a.example/WS663814b6c6d- 0868f4e8e6c0a.html", "https://a.example/WS663814b6c6d0868f4e8e6c0a.html"),
        ("at https://a.example/b. Then it rained.", "https://a.example/b"),
        ("at https://a.example/b?c=%20 of%20d and", "https://a.example/b?c=%20of%20d"),
    ],
)  # fmt: skip
def test_an_address_cut_by_spaces_and_hyphens_is_made_whole(text, expected):
    (url,) = urls(text, vocabulary(DOCUMENT))
    assert url.address == expected
    assert text[url.start :].startswith("https:")


def test_halves_of_cut_words_are_no_words_of_the_document():
    assert "ber" not in vocabulary("swp-ber- lin and home")
    assert "home" in vocabulary("swp-ber- lin and home")


@given(st.text(max_size=300))
def test_any_text_has_addresses_that_lie_within_it(text):
    for url in urls(text, frozenset()):
        assert 0 <= url.start < url.end <= len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24 July 2025", [[2025, 7, 24]]),
        ("02 February 2023", [[2023, 2, 2]]),
        ("December 5, 2023", [[2023, 12, 5]]),
        ("May/June 2024", [[2024, 5], [2024, 6]]),
        ("5-8 September 2024", [[2024, 9, 5], [2024, 9, 8]]),
        ("June 2024", [[2024, 6]]),
        ("15.7.2022", [[2022, 7, 15]]),
        ("2022-07-15", [[2022, 7, 15]]),
        ("3 März 2021", [[2021, 3, 3]]),
        ("3 février 2021", [[2021, 2, 3]]),
    ],
)
def test_dates_are_read_as_notes_print_them(text, expected):
    (date,) = dates(f"Basin Centre, {text}, p. 4")
    assert date.parts == expected


def test_impossible_dates_are_none_and_a_day_takes_its_year_from_elsewhere():
    assert list(dates("45 July 2025, 12.13.2020")) == []
    day = day_of("Basin Centre, 24 December.", 2021)
    assert day is not None
    assert day.parts == [[2021, 12, 24]]
    assert day_of("Basin Centre", 2021) is None
