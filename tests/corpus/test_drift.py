"""What became of passages and notes, told from the ids that an import has kept."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from briefgen.corpus.anchors import digest, fingerprint
from briefgen.corpus.drift import Found, compare, percent_changed
from briefgen.corpus.sources import Note, Part, Passage, Source

KEY = "key"


def passage(name, text, part="c1", figures=()):
    return Passage(
        id=name,
        source="s",
        part=part,
        section=(),
        number=1,
        kind="paragraph",
        start=0,
        end=1,
        spans=((0, 1),),
        digest=digest(text, KEY),
        fingerprint=fingerprint(text, KEY),
        figures=tuple(figures),
    )


def note(number, text, *callers, part="c1"):
    return Note(
        id=f"{part}.n{number}",
        source="s",
        part=part,
        number=number,
        start=0,
        end=1,
        spans=((0, 1),),
        digest=digest(text, KEY),
        called_by=callers,
    )


def source(passages=(), notes=(), references=()):
    return Source(
        id="s",
        csl={"title": "T"},
        parts=(Part(id="c1", title="One"),),
        passages=tuple(passages),
        notes=tuple(notes),
        references=tuple(references),
    )


def became(before, now, found=None):
    return {one.id: one.what for one in compare(source(before), source(now), found or Found()).passages}


ONE, TWO, THREE = (passage(f"c1.p0{number}", text) for number, text in enumerate(("one", "two", "three"), start=1))


def test_the_fewest_passages_are_said_to_have_moved():
    assert became([ONE, TWO, THREE], [TWO, THREE, ONE]) == {
        "c1.p01": "moved",
        "c1.p02": "unchanged",
        "c1.p03": "unchanged",
    }
    elsewhere = replace(TWO, part="c2")
    drift = compare(source([ONE, TWO]), source([ONE, elsewhere]), Found())
    assert [(one.what, one.was_part) for one in drift.passages] == [("unchanged", ""), ("moved", "c1")]


def test_each_change_is_told_with_what_it_came_to():
    before = [passage("c1.p01", "a b c d e f", figures=["300000000 usd"]), TWO, THREE, passage("c1.p04", "four")]
    now = [
        passage("c1.p01", "a b c d e g", figures=["320000000 usd"]),
        passage("c1.p02", "twain"),
        passage("c1.p05", "new"),
    ]
    found = Found(
        perhaps={"c1.p04": (("c1.p05", 0.4),)}, joined={"c1.p02": ("c1.p02", "c1.p03")}, replaced={"c1.p01": 0.17}
    )
    first, second, third, fourth, fifth = compare(source(before), source(now), found).passages
    assert (first.what, first.percent, first.figures) == ("reworded", 17, (("300000000 usd", "320000000 usd"),))
    assert (second.what, second.also) == ("joined", ("c1.p03",))
    assert third.what == "new"
    assert (fourth.id, fourth.what, fourth.also) == ("c1.p03", "joined", ("c1.p02",))
    assert (fifth.what, fifth.perhaps) == ("gone", (("c1.p05", 0.4),))


def test_how_much_changed_is_told_from_the_fingerprints_alone():
    words = [f"w{number}" for number in range(200)]
    for replaced in (10, 40, 80):
        now = [f"x{number}" for number in range(replaced)] + words[replaced:]
        percent = percent_changed(passage("p", " ".join(words)), passage("p", " ".join(now)))
        assert abs(percent - replaced / 2) <= 10
    assert percent_changed(ONE, ONE) == 0
    assert percent_changed(ONE, passage("p", "")) == 100


def test_notes_are_known_by_their_words_then_by_who_calls_them():
    before = [note(1, "Ibid.", "c1.p01"), note(2, "A book", "c1.p02"), note(3, "Ibid.", "c1.p03"), note(4, "x")]
    now = [
        note(1, "Fresh", "c1.p09"),
        note(2, "Ibid.", "c1.p01"),
        note(3, "A book, 2nd ed.", "c1.p02"),
        note(4, "Ibid.", "c1.p03"),
    ]
    said = {(one.before, one.now): one.what for one in compare(source(notes=before), source(notes=now), Found()).notes}
    assert said == {(0, 1): "new", (1, 2): "renumbered", (2, 3): "reworded", (3, 4): "renumbered", (4, 0): "gone"}


def test_references_that_came_went_and_changed_are_named():
    before = [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}]
    now = [{"id": "b", "title": "B2"}, {"id": "c", "title": "C"}]
    drift = compare(source(references=before), source(references=now), Found())
    assert (drift.references_new, drift.references_gone, drift.references_changed) == (("c",), ("a",), ("b",))
    assert drift.drifted


@given(st.lists(st.integers(0, 20), unique=True), st.lists(st.integers(0, 9), max_size=6))
def test_an_unchanged_source_has_not_drifted(numbers, notes):
    passages = [passage(f"c1.p{number:02d}", f"text {number}") for number in numbers]
    noted = [note(at, f"note {number}") for at, number in enumerate(notes, start=1)]
    drift = compare(source(passages, noted), source(passages, noted), Found())
    assert not drift.drifted
    assert drift.of("unchanged") == tuple(one.id for one in passages)


@given(st.permutations(range(9)))
def test_moving_passages_is_all_that_is_said_of_moved_passages(order):
    passages = [passage(f"c1.p{number:02d}", f"text {number}") for number in range(9)]
    drift = compare(source(passages), source([passages[number] for number in order]), Found())
    assert {one.what for one in drift.passages} <= {"moved", "unchanged"}
    assert drift.drifted == (list(order) != list(range(9)))
