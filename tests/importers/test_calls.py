"""Note marks are found in the text, raised, in brackets or stuck to a word, and nothing else is taken for one."""

import pytest

from briefgen.importers.calls import Calls, find_calls
from briefgen.importers.text import read


def found(text: str, *numbers: int) -> Calls:
    return find_calls(read(text.encode(), "a.txt").pieces, numbers)


def called(text: str, *numbers: int) -> list[tuple[int, str]]:
    """Numbers called, each with the ten characters before its mark."""
    return [(call.number, text[max(0, call.start - 10) : call.start]) for call in found(text, *numbers).calls]


def test_raised_marks_are_found_but_not_raised_units():
    text = "The flow¹ was 5 m³ over 20 km² of land.² It fell.¹² "
    assert [number for number, _ in called(text, *range(1, 13))] == [1, 2, 12]


def test_bracketed_marks_are_found_but_not_links():
    assert [number for number, _ in called("The flow[1] fell.[^2] See [3](http://a.example).", 1, 2)] == [1, 2]


def test_digits_stuck_to_words_are_marks_where_they_continue_the_count():
    text = (
        "The West1. Sold goods.2 It said “so”3 in May (he left)4, and in June 2023.5 On 22 April 20246 "
        "prices rose 26.3 percent to 12.7 million.7 It fell8.\nThe COP30, the G20 and 12.8 percent of it.9"
    )
    assert called(text, *range(1, 10)) == [
        (1, "The West"),
        (2, "old goods."),
        (3, " said “so”"),
        (4, " (he left)"),
        (5, "June 2023."),
        (6, "April 2024"),
        (7, "7 million."),
        (8, ".7 It fell"),
        (9, "ent of it."),
    ]


def test_a_name_in_capitals_takes_a_mark_only_where_its_neighbours_do():
    assert [number for number, _ in called("The West1 set up OFAC2 in the East3.", 1, 2, 3)] == [1, 2, 3]


def test_figures_and_names_are_no_marks():
    text = "In 2019 the G7 met 3 times, COP2 came, and 1.5 degrees were 1 aim; 2 were left."
    assert called(text, 1, 2, 3) == []


def test_a_mark_set_off_by_a_space_is_read_with_a_doubt():
    text = "The West1 and the East2 met, said Verdi 3. And they parted4."
    calls = found(text, 1, 2, 3, 4)
    assert [call.number for call in calls.calls] == [1, 2, 3, 4]
    assert [doubt.message for doubt in calls.doubts] == ["a 3 set off by a space was read as the mark of note 3"]
    third = calls.calls[2]
    assert text[: third.start] + text[third.end :] == "The West1 and the East2 met, said Verdi. And they parted4."


@pytest.mark.parametrize(
    ("text", "numbers", "messages", "uncalled"),
    [
        ("One.¹ Two.³", (1, 2, 3), ["note 3 is called where note 2 was expected"], (2,)),
        ("One.¹ Two.⁹", (1,), ["note 9 is called but there is no such note"], ()),
        ("One.¹ Two.³ Three.² Four.³", (1, 2, 3), ["note 3 is called where note 2 was expected"], ()),
        ("One.¹ Two.² Three.¹", (1, 2), [], ()),
        ("One.¹", (1, 2), [], (2,)),
    ],
)
def test_faults_are_told_and_repeated_calls_are_none(text, numbers, messages, uncalled):
    calls = found(text, *numbers)
    assert [doubt.message for doubt in calls.doubts] == messages
    assert calls.uncalled == uncalled


def test_a_misprinted_call_is_paired_with_the_note_whose_place_it_takes():
    (missing, call), *rest = found("One.¹ Two.⁵ Four.³ Five.⁴ Six.⁵", 1, 2, 3, 4, 5).misplaced
    assert (missing, call.number, rest) == (2, 5, [])
