"""Word diffs can be read either way, and figures are told as what they became."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefgen.build.differences.wording import (
    FigureChange,
    figure_changes,
    in_brackets,
    likeness,
    marked,
    shown,
    word_changes,
)

texts = some.lists(
    some.sampled_from(["trees", "cool", " whole", "streets,", "by", "3.1", "\n", "  "]), max_size=12
).map(" ".join)


@given(texts | some.text(max_size=20), texts | some.text(max_size=20))
def test_without_what_came_it_is_the_old_and_without_what_went_the_new(old, new):
    pieces = word_changes(old, new)
    assert "".join(one.text for one in pieces if one.what != "in") == old
    assert "".join(one.text for one in pieces if one.what != "out") == new
    assert (old == new) == all(one.what == "same" for one in pieces)


def test_words_change_whole():
    pieces = word_changes("Trade grew by USD 300 million in 2024.", "Trade grew by USD 320 million in 2024.")
    assert [(one.what, one.text) for one in pieces] == [
        ("same", "Trade grew by USD"), ("out", " 300"), ("in", " 320"), ("same", " million in 2024."),
    ]  # fmt: skip


def test_texts_beyond_any_paragraph_are_told_as_a_whole():
    old, new = "old " * 3000, "new " * 3000
    assert [one.what for one in word_changes(old, new)] == ["out", "in"]


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("It cost USD 300 million.", "It cost USD 320 million.", ["USD 300 million → USD 320 million"]),
        ("In 2024, 12% fell.", "In 2025, 13% fell.", ["2024 → 2025", "12% → 13%"]),
        ("It fell by 12%.", "It fell.", ["12% is gone"]),
        ("It fell.", "It fell by 12%.", ["12% is new"]),
        ("It fell by 12%, from 40 to 35.", "From 40 to 35: it fell by 12%.", []),
        ("43 meetings", "forty-three meetings", []),
    ],
)
def test_figures_that_changed(old, new, changes):
    assert [str(one) for one in figure_changes(old, new)] == changes


def test_a_figure_does_not_become_one_of_another_unit():
    assert figure_changes("12% of it", "EUR 12 of it") == (
        FigureChange(old="12%", new=""),
        FigureChange(old="", new="EUR 12"),
    )


@given(texts, texts)
def test_likeness_goes_from_nothing_shared_to_the_same_words(old, new):
    assert 0 <= likeness(old, new) == likeness(new, old) <= 1
    assert likeness(old, old) == (1 if old.split() else 0)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Streets are cool", "Planted streets are cool", "[-Streets-] {+Planted streets+} are cool"),
        ("Trees grow", "Now Trees grow", "{+Now+} Trees grow"),
        ("Now Trees grow", "Trees grow", "[-Now-] Trees grow"),
        ("Trees grow", "Trees grow slowly", "Trees grow {+slowly+}"),
        ("Trees grow.", "Trees grow slowly. They die.", "Trees [-grow.-] {+grow slowly. They die.+}"),
        ("", "All new", "{+All new+}"),
        ("All old", "", "[-All old-]"),
        ("a b c d", "a x c y", "a [-b-] {+x+} c [-d-] {+y+}"),
        ("same", "same", "same"),
    ],
)
def test_a_change_is_marked_and_never_glued_to_its_neighbour(old, new, said):
    assert marked(word_changes(old, new), in_brackets) == said
    assert shown(old, new) == said


@given(texts, texts)
def test_marked_words_stand_apart_whatever_changed(old, new):
    said = marked(word_changes(old, new), lambda words, what: f"<{words}>")
    assert [word.strip("<>") for word in said.split()] == [
        word for piece in word_changes(old, new) for word in piece.text.split()
    ]


def test_long_stretches_that_stayed_are_cut():
    long = " ".join(f"w{number}" for number in range(30))
    assert shown(f"{long} a {long}", f"{long} b {long}") == (
        "… w24 w25 w26 w27 w28 w29 [-a-] {+b+} w0 w1 w2 w3 w4 w5 …"
    )
