"""The budget, duplicates, and who is heard."""

from briefgen.config.schema import Budget, Criteria
from briefgen.select import select
from tests.select.desks import corpus, ids, record, sentences

TWIN = "The lower meadow floods every spring when snow melts in the hills and the weir stays shut"
RIVERS = {"topics": ("rivers",)}


def chosen(*records, **criteria):
    return ids(select(corpus(*records), Criteria(**{**RIVERS, **criteria})).body)


def test_each_kind_has_its_own_budget():
    records = [record(f"f{n}", headline=f"Finding {n}") for n in range(5)]
    records += [record(f"r{n}", headline=f"Advice {n}", kind="recommendation") for n in range(5)]
    inside = chosen(*records, budget=Budget(findings=2, recommendations=3))
    assert sorted(one[0] for one in inside) == ["f", "f", "r", "r", "r"]


def test_the_budget_in_words_bounds_headlines_and_texts_together_and_is_shared_by_both_kinds():
    texts = {name: " ".join(f"{name}word{n}" for n in range(21)) for name in ("fa", "fb", "fc", "ra", "rb", "rc")}
    kinds = {"f": "finding", "r": "recommendation"}
    records = [record(name, headline=name, text=text, kind=kinds[name[0]]) for name, text in texts.items()]
    found = select(corpus(*records), Criteria(topics=("rivers",), budget=Budget(words=100)))
    assert sum(len(f"{one.record.headline} {one.record.text}".split()) for one in found.chosen) <= 100
    assert {one.record.kind for one in found.chosen} == {"finding", "recommendation"}
    assert "its 22 words do not fit: 12 of 100 words were left" in sentences(found.missed[0])["budget"]


def test_two_records_that_say_the_same_are_not_both_in():
    assert chosen(record("a", headline=TWIN), record("b", headline=TWIN)) == ["a"]


def test_support_from_another_perspective_is_no_duplicate():
    second = record("b", headline=TWIN, perspective="south", supports=("a",))
    assert sorted(chosen(record("a", headline=TWIN), second)) == ["a", "b"]


def test_a_contradiction_a_denial_and_another_figure_are_no_duplicates():
    assert len(chosen(record("a", headline=TWIN), record("b", headline=TWIN, contradicts=("a",)))) == 2
    assert len(chosen(record("a", headline=TWIN), record("b", headline=f"It is not true that {TWIN}"))) == 2
    assert len(chosen(record("a", headline=f"{TWIN} in 2023"), record("b", headline=f"{TWIN} in 2024"))) == 2


def test_each_region_has_its_share_of_the_findings():
    north = [record(f"n{n}", headline=f"Northern {n}", topics=("rivers",)) for n in range(10)]
    south = [
        record(f"s{n}", headline=f"Southern {n}", topics=("gardens", "dams"), perspective="south") for n in range(3)
    ]
    even = select(corpus(*north, *south), Criteria(topics=("rivers",), minimum_share=0.3, budget=Budget(findings=8)))
    heard = [one for one in even.chosen if one.record.perspective == "south"]
    assert len(heard) == 3
    assert sentences(heard[0])["balance"] == "so that South is heard in at least 30% of the findings"
    assert "gave way to 'Southern" in sentences(even.missed[0])["balance"]
    assert chosen(*north, *south, balance="none", budget=Budget(findings=8)) == [f"n{n}" for n in range(8)]


def test_a_region_has_no_more_than_it_can_fill():
    north = [record(f"n{n}", headline=f"Northern {n}") for n in range(10)]
    south = [record("s", headline="Southern alone", perspective="south")]
    assert len(chosen(*north, *south, minimum_share=0.5, budget=Budget(findings=6))) == 6


def test_institutions_may_be_balanced_instead_of_regions():
    records = [record(f"s{n}", headline=f"Southern {n}", perspective="south", topics=("rivers",)) for n in range(6)]
    records += [record("c", headline="Coastal one", perspective="coast", topics=("gardens", "dams"))]
    few = {"minimum_share": 0.25, "budget": Budget(findings=4)}
    assert "c" not in chosen(*records, balance="regions", **few)
    found = select(corpus(*records), Criteria(topics=("rivers",), balance="institutions", **few))
    assert "c" in ids(found.chosen)
    assert (
        sentences(found.chosen[-1])["balance"] == "so that Coastal Institute is heard in at least 25% of the findings"
    )


def test_more_institutions_than_seats_leave_the_best_of_them_heard():
    records = [record("n", topics=("rivers",)), record("s", perspective="south"), record("c", perspective="coast")]
    inside = chosen(*records, balance="institutions", minimum_share=0.5, budget=Budget(findings=2))
    assert len(inside) == 2
    assert "n" in inside


def test_every_topic_asked_for_is_represented():
    rivers = [record(f"r{n}", headline=f"River {n}", topics=("rivers",), notes=(1,)) for n in range(6)]
    harbour = record("h", headline="Harbour walls", topics=("gardens", "gardens", "gardens", "lighthouses"))
    found = select(corpus(*rivers, harbour), Criteria(topics=("rivers", "harbours"), budget=Budget(findings=3)))
    assert "h" in ids(found.chosen)
    assert sentences(found.chosen[-1])["balance"] == "so that every topic asked for is represented"


def test_what_contradicts_a_chosen_record_is_drawn_in():
    records = [record(f"r{n}", headline=f"River {n}", topics=("rivers",)) for n in range(8)]
    records[0] = record("r0", headline="River 0", topics=("rivers",), contradicts=("x",))
    records.append(record("x", headline="Nothing of the sort", topics=("gardens", "gardens", "dams")))
    found = select(corpus(*records), Criteria(topics=("rivers",), balance="none", budget=Budget(findings=4)))
    assert "x" in ids(found.chosen)
    assert sentences(found.chosen[-1])["balance"] == "so that both sides are heard: against 'River 0' (r0)"


def test_a_contradiction_is_not_drawn_in_where_the_other_side_stands_in_the_brief_anyway():
    spread = ("rivers", "floods")
    records = [record(f"r{n}", headline=f"River {n}", topics=(spread[n % 2],), notes=(1,)) for n in range(8)]
    records[0] = record("r0", headline="River 0", topics=("rivers",), contradicts=("x", "y"))
    records += [record("x", topics=("gardens", "gardens", "dams")), record("y", topics=("gardens",))]
    found = select(
        corpus(*records), Criteria(topics=("rivers",), balance="none", budget=Budget(findings=4)), named=("y",)
    )
    assert "x" not in ids(found.chosen)


def test_a_subject_that_has_many_seats_gives_way_to_another():
    crowd = [record(f"d{n}", headline=f"Weir {n}", topics=("floods",), notes=(1,)) for n in range(9)]
    other = record("f", headline="Meadows drown", topics=("dams",))
    found = select(corpus(*crowd, other), Criteria(topics=("rivers",), balance="none", budget=Budget(findings=8)))
    assert "f" in ids(found.chosen)
    said = sentences(found.missed[0])["balance"]
    assert said == "passed over for variety: 7 findings about 'Floods' are in already"
