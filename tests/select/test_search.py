"""Ranking the corpus for free text."""

from hypothesis import given
from hypothesis import strategies as st

from briefgen.select import search
from tests.select.desks import corpus, ids, record


def test_records_with_more_and_rarer_words_come_first():
    found = search(
        corpus(
            record("both", headline="Floods damage the old weir", text="."),
            record("common", headline="Floods come in spring", text="."),
            record("other", headline="Floods and floods again", text="."),
            record("none", headline="Nothing of it", topics=("gardens",)),
        ),
        "floods weir",
    )
    assert ids(found)[0] == "both"
    assert "none" not in ids(found)
    assert [one.rank for one in found] == [1, 2, 3]
    assert found[0].score > found[1].score > 0


def test_a_word_in_the_headline_counts_more_than_in_the_text():
    one = record("a", headline="Bridges need care", text="Somebody paints.", topics=("gardens",))
    other = record("b", headline="Somebody paints", text="Bridges need care.", topics=("gardens",))
    assert ids(search(corpus(other, one), "bridges")) == ["a", "b"]


def test_topic_labels_other_labels_actors_and_authors_are_found_too():
    desk = corpus(
        record("labelled", topics=("harbours",)), record("acting", topics=("gardens",), actors=("Water Board",))
    )
    assert ids(search(desk, "ports")) == ["labelled"]
    assert ids(search(desk, "water board")) == ["acting"]
    assert set(ids(search(desk, "berzina"))) == {"labelled", "acting"}


def test_a_phrase_is_found_only_where_its_words_stand_together():
    desk = corpus(
        record("together", headline="High water harms"), record("apart", headline="Water stands high in the square")
    )
    assert ids(search(desk, '"high water"')) == ["together"]
    assert set(ids(search(desk, "high water"))) == {"together", "apart"}


def test_the_reason_names_the_words_and_the_limit_cuts():
    found = search(corpus(record("a", headline="Old bridges"), record("b", headline="New bridges")), "bridges", 1)
    assert len(found) == 1
    assert found[0].reasons[0].sentence == "matches 'bridges'"
    assert found[0].reasons[0].points == found[0].score


def test_nothing_asked_finds_nothing():
    assert search(corpus(record("a")), "the of ''") == ()


def test_equal_records_are_ordered_by_id():
    assert ids(search(corpus(record("b", headline="Locks"), record("a", headline="Locks")), "locks")) == ["a", "b"]


@given(st.text(max_size=60))
def test_no_request_breaks_the_search(words):
    found = search(corpus(record("a", headline="Old bridges"), record("b", text="High water.")), words)
    assert all(one.score >= 0 and one.reasons for one in found)
