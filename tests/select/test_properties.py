"""What holds for every corpus and every request."""

from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from briefgen.config.schema import Budget, Criteria
from briefgen.errors import SelectionError
from briefgen.select import select
from briefgen.select.taxonomy import Taxonomy
from tests.select.desks import READERS, TOPICS, corpus, ids, record

WORDS = st.sampled_from(
    ["river", "weir", "flood", "harbour", "tide", "mayor", "not", "1999", "2004", "silt", "toll", "law", "lamp"]
)
SAYINGS = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
IDS = [f"r{number:02}" for number in range(14)]
ON_TOPIC = [topic.id for topic in TOPICS if topic.id != "gardens"]


@st.composite
def desks(draw):
    """Between one and fourteen records with links among them; none is about gardens."""
    names = IDS[: draw(st.integers(1, len(IDS)))]
    links = st.lists(st.sampled_from(names), max_size=2)
    return [
        record(
            name,
            kind=draw(st.sampled_from(["finding", "finding", "recommendation"])),
            headline=draw(SAYINGS),
            text=draw(SAYINGS),
            topics=tuple(draw(st.lists(st.sampled_from(ON_TOPIC), min_size=1, max_size=3, unique=True))),
            perspective=draw(st.sampled_from(["north", "south", "coast"])),
            claim=draw(st.sampled_from(["fact", "assessment", "forecast", "position"])),
            date=draw(st.sampled_from(["2020", "2023-04", "2024-01-31"])),
            addressees=tuple(draw(st.lists(st.sampled_from(["towns", "state"]), max_size=2))),
            contradicts=draw(links),
            supports=draw(links),
        )
        for name in names
    ]


@st.composite
def requests(draw, names):
    """A request whose ids exist; pins and exclusions do not overlap."""
    pin = draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
    rest = [name for name in names if name not in pin]
    exclude = draw(st.lists(st.sampled_from(rest), max_size=3, unique=True)) if rest else []
    return Criteria(
        topics=tuple(draw(st.lists(st.sampled_from(["rivers", "harbours", "floods"]), max_size=2, unique=True))),
        words=draw(st.one_of(st.just(""), SAYINGS)),
        since=draw(st.sampled_from(["", "2021", "2023-04"])),
        pin=tuple(pin),
        exclude=tuple(exclude),
        balance=draw(st.sampled_from(["none", "regions", "institutions"])),
        minimum_share=draw(st.sampled_from([0.0, 0.2, 0.34, 0.5])),
        budget=Budget(
            findings=draw(st.integers(0, 5)),
            recommendations=draw(st.integers(0, 3)),
            words=draw(st.sampled_from([0, 12, 40])),
        ),
    )


@st.composite
def cases(draw):
    """Records, a request and the selection."""
    records = draw(desks())
    criteria = draw(requests([one.id for one in records]))
    try:
        found = select(corpus(*records), criteria, READERS)
    except SelectionError:
        assume(False)
        raise
    return records, criteria, found


fast = settings(
    deadline=None, max_examples=80, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


@fast
@given(cases())
def test_the_budget_is_never_passed(case):
    _, criteria, found = case
    for kind, bound in (("finding", criteria.budget.findings), ("recommendation", criteria.budget.recommendations)):
        count = sum(one.record.kind == kind for one in found.body)
        assert not bound or count <= bound
    words = sum(len(f"{one.record.headline} {one.record.text}".split()) for one in found.body)
    assert not criteria.budget.words or words <= criteria.budget.words


@fast
@given(cases())
def test_pins_are_in_and_exclusions_out_and_nobody_is_in_twice(case):
    _, criteria, found = case
    chosen, missed = ids(found.chosen), ids(found.missed)
    assert set(criteria.pin) <= set(chosen)
    assert not set(criteria.exclude) & set(chosen)
    assert len(set(chosen + missed)) == len(chosen) + len(missed)


@fast
@given(cases())
def test_what_is_chosen_is_about_the_topics_or_pinned(case):
    _, criteria, found = case
    taxonomy = Taxonomy(corpus().topics | {topic.id: topic for topic in TOPICS})
    for one in found.body:
        assert (
            not criteria.topics or taxonomy.within(one.record.topics, criteria.topics) or one.record.id in criteria.pin
        )


@fast
@given(cases())
def test_everybody_has_a_reason_and_points_add_up(case):
    _, _, found = case
    for number, one in enumerate((*found.chosen, *found.missed), start=1):
        assert one.reasons
        assert all(reason.sentence for reason in one.reasons)
        assert one.rank == number
        assert abs(one.score - sum(reason.points for reason in one.reasons)) < 1e-9


@fast
@given(cases(), st.randoms())
def test_the_order_of_the_records_changes_nothing(case, random):
    records, criteria, found = case
    shuffled = list(records)
    random.shuffle(shuffled)
    assert select(corpus(*shuffled), criteria, READERS) == found


@fast
@given(cases())
def test_a_record_about_something_else_changes_nothing(case):
    records, criteria, found = case
    assume(criteria.topics or criteria.words)
    other = record("other", headline="Tulips bloom", text="Roses too.", topics=("gardens",), date="2024-02")
    assert select(corpus(*records, other), criteria, READERS) == found


@fast
@given(cases())
def test_each_region_that_can_has_its_share(case):
    _, criteria, found = case
    total = criteria.budget.findings
    assume(criteria.balance == "regions" and total and not criteria.budget.words and not criteria.pin)
    region = {"north": "North", "south": "South", "coast": "South"}
    held = [region[one.record.perspective] for one in found.body if one.record.kind == "finding"]
    unfilled = [one for one in found.missed if one.record.kind == "finding"]
    left = [
        region[one.record.perspective]
        for one in unfilled
        if one.reasons[0].criterion in ("budget", "balance") and one.reasons[0].points == 0
    ]
    for name in set(left):
        assert held.count(name) >= min(total // 2, int(criteria.minimum_share * total))


@fast
@given(desks())
def test_narrower_terms_are_included(records):
    taxonomy = Taxonomy(corpus(*records).topics)
    criteria = Criteria(topics=("rivers",), budget=Budget(findings=0, recommendations=0))
    try:
        found = select(corpus(*records), criteria)
    except SelectionError:
        assert not any(taxonomy.within(one.topics, ("rivers",)) for one in records)
        return
    inside = set(ids(found.chosen)) | {one.record.id for one in found.missed if one.reasons[0].criterion == "duplicate"}
    assert inside == {one.id for one in records if taxonomy.within(one.topics, ("rivers",))}


@fast
@given(cases())
def test_no_two_that_say_the_same_are_in(case):
    records, criteria, found = case
    for one in found.body:
        twin = replace(one.record, id="zzz", links=())
        again = select(corpus(*records, twin), criteria, READERS)
        links = any(link.kind == "contradicts" for link in one.record.links)
        assert links or not {"zzz", one.record.id} <= set(ids(again.chosen)) or one.record.id in criteria.pin
