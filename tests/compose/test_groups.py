"""What a brief says in which order, where the config says so and where it does not."""

from briefgen.compose.groups import actions, figures, lineage, messages, sections, views
from briefgen.config.schema import Criteria, Disagreement, Section, Statement
from briefgen.corpus.records import Audience, KeyFigure, Link
from tests.compose.desks import RECORDS, config, corpus, full_config, record, selection, without

RAIL = {one.id: one for one in RECORDS}


def ids(records):
    return [one.id for one in records]


def test_key_messages_are_the_configs_and_a_records_headline_where_one_has_no_words():
    said = messages(corpus(), full_config(), selection())
    assert [(one.text, one.records, one.holder) for one in said] == [
        ("Night trains fill up faster than they can be built", ("rr-01",), "Rail Forum and Transit Lab"),
        ("Depots are the bottleneck", ("eb-02", "rr-03"), ""),
    ]


def test_key_messages_are_else_the_best_findings_one_of_each_topic_first():
    said = messages(corpus(), config(), selection())
    assert [one.records[0] for one in said] == ["rr-01", "rr-02", "ea-01", "eb-01"]
    assert said[1].holder == ""  # a fact is nobody's view
    five = [record(f"rr-1{place}", f"H{place}", "T.", topics=("fares" if place < 4 else "x",)) for place in range(6)]
    said = messages(corpus(*five), config(), selection(*five))
    assert [one.records[0] for one in said] == ["rr-10", "rr-11", "rr-12", "rr-14"]


def test_figures_are_the_configs_else_the_best_two_to_four():
    assert ids(figures(corpus(), config(figures=("rr-02",)), selection())) == ["rr-02"]
    assert ids(figures(corpus(), config(), selection())) == ["rr-01", "rr-02"]
    assert figures(corpus(), config(), selection(RAIL["rr-01"])) == ()
    many = [record(f"rr-1{place}", "H", "T.", figure=KeyFigure(value="1", label="l")) for place in range(6)]
    assert len(figures(corpus(*many), config(), selection(*many))) == 4


def test_sections_follow_the_config_and_take_what_is_narrower():
    made = sections(corpus(), full_config(disagreements=()), selection())
    assert [(one.id, one.heading, one.lead, ids(one.records)) for one in made] == [
        ("section-sleeper-cars", "Cars are short", "", ["rr-01"]),
        ("section-fares", "Track charges make up a third of a ticket", "rr-02", ["rr-02", "ea-01", "eb-01"]),
    ]
    (one,) = sections(corpus(), config(sections=(Section(topic="night-trains", heading="All"),)), selection())
    assert ids(one.records) == ["rr-01", "rr-02", "ea-01", "eb-01"]


def test_what_is_told_elsewhere_is_not_told_again():
    made = sections(corpus(), full_config(), selection(), told={"ea-01", "eb-01"})
    assert [ids(one.records) for one in made] == [["rr-01"], ["rr-02"]]


def test_what_fits_no_section_comes_last_unless_the_configs_sentences_have_it():
    wanted = config(sections=(Section(topic="sleeper-cars"),), answer=Statement(text="A", rests_on=("rr-02",)))
    first, last = sections(corpus(), wanted, selection())
    assert (first.topic, last.id, last.heading, ids(last.records)) == (
        "sleeper-cars",
        "section-further",
        "",
        ["ea-01", "eb-01"],
    )
    one = config(sections=(Section(topic="sleeper-cars"),), answer=Statement(text="A", rests_on=("rr-02", "ea-01")))
    assert sections(corpus(), one, selection())[1].heading == "Passengers should pay the whole cost"


def test_without_sections_the_requests_topics_group_and_else_the_records_own():
    asked = config(select=Criteria(topics=("fares", "sleeper-cars")))
    assert [one.topic for one in sections(corpus(), asked, selection())] == ["sleeper-cars", "fares"]  # the best leads
    made = sections(corpus(), config(), selection())
    assert [(one.topic, ids(one.records)) for one in made] == [
        ("night-trains", ["rr-01"]),
        ("fares", ["rr-02", "ea-01", "eb-01"]),
    ]
    assert [ids(one.records) for one in sections(corpus(), config(), selection(RAIL["rr-02"]))] == [["rr-02"]]
    free = sections(corpus(), config(select=Criteria(words="x")), selection())
    assert [(one.topic, ids(one.records)) for one in free] == [("fares", ["rr-02", "ea-01", "eb-01"]), ("", ["rr-01"])]
    assert sections(corpus(), config(), selection(RAIL["eb-02"])) == ()


def test_within_a_section_the_best_leads_then_each_authors_findings_together_in_their_order():
    order = [record(id_, "H", "T.") for id_ in ("rr-1", "ea-1", "rr-2", "rr-3", "ea-2")]
    by_id = {one.id: one for one in order}
    chosen = [by_id[id_] for id_ in ("rr-3", "ea-2", "rr-2", "ea-1", "rr-1")]
    (made,) = sections(corpus(*order), config(sections=(Section(topic="night-trains"),)), selection(*chosen))
    assert ids(made.records) == ["rr-3", "rr-1", "rr-2", "ea-1", "ea-2"]


def test_a_topics_lineage_is_all_that_is_broader_even_in_a_circle():
    assert lineage(corpus(), "fares") == {"fares", "night-trains"}
    assert lineage(corpus(), "nowhere") == {"nowhere"}


def test_views_stand_by_region_where_regions_tell_them_apart():
    made = views(corpus(), full_config(), selection())
    assert made.columns == ("North", "South")
    assert [(row.question, [ids(cell) for cell in row.columns]) for row in made.rows] == [
        ("Who should pay?", [["ea-01"], ["eb-01"]])
    ]


def test_views_from_one_region_stand_by_authors():
    asked = full_config(
        disagreements=(
            Disagreement(question="A?", records=("rr-01", "ea-01", "rr-02")),
            Disagreement(question="B?", records=("rr-01", "rr-02")),
        )
    )
    made = views(corpus(), asked, selection())
    assert made.columns == ("", "")
    assert [[ids(cell) for cell in row.columns] for row in made.rows] == [
        [["rr-01", "rr-02"], ["ea-01"]],
        [["rr-01"], ["rr-02"]],
    ]


def test_views_are_else_pairs_of_chosen_findings_that_contradict_each_other():
    made = views(corpus(), config(), selection())
    assert [(row.question, row.records) for row in made.rows] == [("Who should pay?", ("ea-01", "eb-01"))]
    assert views(corpus(), config(), selection(RAIL["ea-01"])).rows == ()
    unasked = without(RAIL["ea-01"], links=(Link(kind="contradicts", record="eb-01"),))
    (row,) = views(corpus(), config(), selection(unasked, RAIL["eb-01"])).rows
    assert row.question == "Fares"
    same = without(unasked, perspective="south")
    assert views(corpus(), config(), selection(same, RAIL["eb-01"])).rows == ()


def test_a_question_may_stand_on_the_other_sides_link():
    one = without(RAIL["ea-01"], links=(Link(kind="contradicts", record="eb-01"),))
    other = without(RAIL["eb-01"], links=(Link(kind="contradicts", record="ea-01", question="Who pays?"),))
    assert views(corpus(one, other), config(), selection(one, other)).rows[0].question == "Who pays?"


def test_the_readers_own_recommendations_come_first_and_each_stands_once():
    audience = Audience(id="mps", label="MPs", addressees=("ministries",))
    made = actions(corpus(), audience, (RAIL["rr-03"], RAIL["eb-02"]))
    assert [(one.label, one.own, ids(one.records)) for one in made] == [
        ("Ministries", True, ["eb-02"]),
        ("Railways", False, ["rr-03"]),
    ]
    anybody = actions(corpus(), Audience(id="x", label="X"), (RAIL["rr-03"], RAIL["eb-02"]))
    assert [(one.id, ids(one.records)) for one in anybody] == [("railways", ["rr-03"]), ("ministries", ["eb-02"])]
