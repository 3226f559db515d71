"""What a request can have wrong, each with its message, its hint and its place."""

import pytest

from briefgen.config.schema import Budget, Criteria
from briefgen.errors import Place, SelectionError
from briefgen.select import select
from tests.select.desks import corpus, record


def problems(criteria, *records, named=(), **where):
    with pytest.raises(SelectionError) as caught:
        select(corpus(*(records or (record("a", headline="Reeds grow"),))), criteria, named=named, **where)
    return caught.value.problems


def test_everything_unknown_is_told_at_once_with_what_was_meant():
    found = problems(
        Criteria(
            topics=("river",),
            exclude_topics=("Waterways",),
            perspectives=("nrth",),
            regions=("north",),
            sources=("almanack",),
            pin=("aa",),
            exclude=("zzz",),
        )
    )
    assert [(one.message, one.hint) for one in found] == [
        ("the corpus has no topic 'river'", "did you mean 'rivers'?"),
        ("the corpus has no topic 'Waterways'", "did you mean 'rivers'?"),
        ("the corpus has no perspective 'nrth'", "did you mean 'north'?"),
        ("the corpus has no region 'north'", "did you mean 'North'?"),
        ("the corpus has no source 'almanack'", "did you mean 'almanac'?"),
        ("the corpus has no record 'aa'", "did you mean 'a'?"),
        ("the corpus has no record 'zzz'", "there are: a"),
    ]


def test_a_problem_stands_where_the_config_says_it():
    places = {"select.exclude-topics.1": Place("configs/a.yaml", 7, 3)}
    found = problems(Criteria(exclude_topics=("gardens", "gardns")), at=places.get)
    assert found[0].place == Place("configs/a.yaml", 7, 3)
    assert problems(Criteria(topics=("x",)), file="configs/a.yaml")[0].place == Place("configs/a.yaml")


def test_named_records_have_to_exist():
    found = problems(Criteria(), named=("b",), file="configs/a.yaml")
    assert found[0].message == "the corpus has no record 'b', on which a statement, disagreement or figure rests"


def test_what_is_pinned_or_rested_on_cannot_be_excluded():
    assert problems(Criteria(pin=("a",), exclude=("a",)))[0].message == "the record 'a' is both pinned and excluded"
    found = problems(Criteria(exclude=("a",)), named=("a",))[0]
    assert found.message == (
        "the record 'a' is excluded, but a statement, disagreement or figure of the config rests on it"
    )
    assert found.hint == "rest the statement on another record, or do not exclude this one"


def test_an_empty_corpus_is_said_to_be_one():
    with pytest.raises(SelectionError, match="the corpus has no records to select from"):
        select(corpus(), Criteria())


def test_the_criterion_that_left_nothing_is_named_with_what_loosening_it_would_give():
    found = problems(
        Criteria(topics=("rivers",), since="2030"),
        record("a"),
        record("b"),
        record("c", topics=("gardens",), date="2031"),
        file="configs/a.yaml",
    )
    assert [one.message for one in found] == [
        "no record fits: of 2 records that pass the criteria before it, none is dated 2030 or later"
    ]
    assert found[0].hint == "without since 2 records would fit; without topics 1 record would fit"


@pytest.mark.parametrize(
    ("criteria", "message"),
    [
        ({"topics": ("gardens",)}, "none is about 'Gardens'"),
        ({"exclude_topics": ("rivers", "gardens")}, "none is about anything but 'Rivers' or 'Gardens'"),
        ({"perspectives": ("south", "coast")}, "none speaks for Southern Institute or Coastal Institute"),
        ({"regions": ("South",)}, "none speaks from South"),
        ({"kinds": ("recommendation",)}, "none is a recommendation"),
        ({"until": "1990"}, "none is dated 1990 or earlier"),
        ({"words": "tulips"}, "none has any of the words 'tulips'"),
    ],
)
def test_every_criterion_can_be_the_one_that_left_nothing(criteria, message):
    assert problems(Criteria(**criteria))[0].message == f"no record fits: of 1 record, {message}"


def test_where_no_single_criterion_is_at_fault_the_nearest_record_tells_which_to_loosen():
    found = problems(Criteria(topics=("gardens",), until="1990"))
    assert found[0].hint == "loosen several: the nearest record, 'a', fails topics and until"


def test_all_excluded_is_said():
    found = problems(Criteria(exclude=("a",)))[0]
    assert (found.message, found.hint) == ("no record fits: every one is excluded", "exclude fewer records")


def test_more_pins_than_room_is_an_error_for_records_and_for_words():
    records = (record("a"), record("b"), record("r", kind="recommendation"), record("q", kind="recommendation"))
    budget = Budget(findings=1, recommendations=1, words=3)
    found = problems(Criteria(pin=("a", "b", "r", "q"), budget=budget), *records)
    assert [(one.message, one.hint) for one in found] == [
        ("2 findings are pinned, but the budget holds 1", "raise budget.findings to 2, or pin fewer"),
        ("2 recommendations are pinned, but the budget holds 1", "raise budget.recommendations to 2, or pin fewer"),
        ("the pinned records have 16 words, but the budget holds 3", "raise budget.words to 16, or pin fewer"),
    ]


def test_a_budget_too_small_for_any_record_is_said():
    found = problems(Criteria(budget=Budget(words=2)))[0]
    assert found.message == "no record fits: the budget is 2 words, and the shortest record that is asked for has 4"
    assert found.hint == "raise budget.words to 4 at least"
