"""What is selected, and what is said about it."""

import pytest

from briefgen.config.schema import Budget, Criteria
from briefgen.select import select
from tests.select.desks import READERS, corpus, ids, record, sentences


def test_topics_count_with_their_narrower_terms_and_exact_hits_count_more():
    desk = corpus(
        record("exact", topics=("rivers",)),
        record("narrower", topics=("dams",)),
        record("beside", topics=("gardens",)),
    )
    chosen = select(desk, Criteria(topics=("rivers",))).chosen
    assert ids(chosen) == ["exact", "narrower"]
    assert sentences(chosen[0])["topic"] == "about 'Rivers'"
    assert sentences(chosen[1])["topic"] == "about 'Dams and weirs', a narrower term of 'Rivers'"


def test_the_first_topic_of_a_record_counts_more_than_the_last():
    desk = corpus(record("late", topics=("gardens", "rivers")), record("first", topics=("rivers", "gardens")))
    assert ids(select(desk, Criteria(topics=("rivers",))).chosen) == ["first", "late"]


def test_words_rank_within_the_topics():
    desk = corpus(
        record("a", headline="Reeds grow"), record("b", headline="Reeds are cut by law"), record("c", headline="Locks")
    )
    chosen = select(desk, Criteria(topics=("rivers",), words="law on reeds")).chosen
    assert ids(chosen) == ["b", "a", "c"]
    assert sentences(chosen[0])["words"] == "matches 'law', 'reeds'"


def test_words_without_topics_admit_only_records_that_have_one():
    desk = corpus(record("a", headline="Reeds grow"), record("b", headline="Locks"))
    assert ids(select(desk, Criteria(words="reeds")).chosen) == ["a"]


def test_recommendations_to_the_audience_come_first():
    desk = corpus(
        record("a", kind="recommendation", addressees=("state",)),
        record("b", kind="recommendation", addressees=("state", "towns")),
    )
    chosen = select(desk, Criteria(topics=("rivers",)), READERS).chosen
    assert ids(chosen) == ["b", "a"]
    assert sentences(chosen[0])["audience"] == "addressed to Towns, which this audience (Mayors) can act through"


def test_claims_count_in_the_order_in_which_the_audience_needs_them():
    desk = corpus(record("a", claim="forecast"), record("b", claim="assessment"), record("c", claim="fact"))
    chosen = select(desk, Criteria(topics=("rivers",)), READERS).chosen
    assert ids(chosen) == ["c", "b", "a"]
    assert sentences(chosen[0])["audience"] == "a fact, a kind of claim that this audience (Mayors) looks for"


def test_links_dates_and_notes_each_bring_points_and_a_sentence():
    desk = corpus(
        record("a"),
        record("b", supports=("c",), date="2020"),
        record("c", date="2025", notes=(3, 4)),
    )
    best = select(desk, Criteria(topics=("rivers",))).chosen[0]
    assert best.record.id == "c"
    said = sentences(best)
    assert said["link"] == "supported by b"
    assert said["date"] == "dated 2025"
    assert said["evidence"] == "rests on 2 of its source's notes"
    assert best.score == pytest.approx(sum(reason.points for reason in best.reasons))


def test_named_records_are_in_aside_where_they_win_no_place():
    desk = corpus(record("a", topics=("rivers",)), record("b"), record("n", topics=("gardens",)))
    found = select(desk, Criteria(topics=("rivers",), budget=Budget(findings=1)), named=("n", "a"))
    assert ids(found.chosen) == ["a", "n"]
    assert ids(found.body) == ["a"]
    assert sentences(found.chosen[1])["named"] == "a statement, disagreement or figure of the brief rests on it"


def test_pins_are_in_whatever_the_filters_say():
    desk = corpus(record("a"), record("p", topics=("gardens",), date="1999"))
    found = select(desk, Criteria(topics=("rivers",), since="2020", exclude_topics=("gardens",), pin=("p",)))
    assert set(ids(found.body)) == {"a", "p"}
    assert sentences(found.chosen[1])["pin"] == "pinned by the config"


@pytest.mark.parametrize(
    ("criteria", "fits"),
    [
        ({"perspectives": ("north",)}, ["n"]),
        ({"regions": ("South",)}, ["c", "s"]),
        ({"sources": ("journal",)}, ["s"]),
        ({"kinds": ("recommendation",)}, ["c"]),
        ({"exclude_topics": ("rivers",)}, ["s"]),
        ({"exclude": ("n", "s")}, ["c"]),
        ({"since": "2024-03"}, ["c", "n"]),
        ({"until": "2024-03"}, ["n", "s"]),
        ({"since": "2023-05-02", "until": "2023-05-02"}, ["s"]),
        ({"since": "2023-05-03", "until": "2023"}, []),
    ],
)
def test_each_hard_filter_holds(criteria, fits):
    desk = corpus(
        record("n", date="2024"),
        record("s", perspective="south", date="2023-05-02", source="journal", topics=("harbours",)),
        record("c", perspective="coast", date="2024-06", kind="recommendation"),
    )
    if not fits:
        with pytest.raises(Exception, match="no record fits"):
            select(desk, Criteria(**criteria))
        return
    assert sorted(ids(select(desk, Criteria(**criteria)).chosen)) == fits


def test_near_misses_say_why():
    twin = "The lower meadow floods every spring when snow melts in the hills and the weir stays shut"
    desk = corpus(
        record("a", headline=twin, topics=("rivers",), date="2025"),
        record("twin", headline=twin, text="Text a."),
        record("late", topics=("dams",), date="2019"),
        record("out", topics=("rivers",)),
        record("low", topics=("gardens", "rivers"), headline="Reeds grow"),
    )
    criteria = Criteria(topics=("rivers",), since="2020", exclude=("out",), budget=Budget(findings=1))
    found = select(desk, criteria)
    assert ids(found.chosen) == ["a"]
    said = {choice.record.id: choice.reasons[0] for choice in found.missed}
    assert said["twin"].sentence == f"says the same as '{twin}' (a)"
    assert said["late"].sentence == "dated 2019, before 2020"
    assert said["out"].sentence == "excluded by the config"
    assert said["low"].sentence == "the budget of 1 finding was full"
    assert [choice.rank for choice in found.missed] == [2, 3, 4, 5]


def test_at_least_ten_near_misses_are_told_where_there_are_so_many():
    desk = corpus(*(record(f"r{number:02}", headline=f"Statement {number} alone") for number in range(40)))
    assert len(select(desk, Criteria(topics=("rivers",), budget=Budget(findings=3))).missed) >= 10
