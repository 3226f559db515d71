"""Flags on records: which stand, what they say, and what a damaged file of them leads to."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.corpus.drift import Found, compare
from briefgen.corpus.flagging import flags_after
from briefgen.corpus.flags import flag_problems, flagged, lost, lost_problems, open_flags, stands_open, why, wording
from briefgen.corpus.load import load_corpus
from briefgen.corpus.records import Evidence, Record
from briefgen.corpus.sources import Flag, Held
from briefgen.errors import CorpusError
from briefgen.importers.storage import flag_lines
from tests.corpus.desks import desk, lines
from tests.corpus.test_drift import note, passage, source

FLAGS = "corpus/sources/two-views/flags.jsonl"


def record(*passages, notes=(), text="Trade grew by USD 300 million."):
    evidence = Evidence(source="s", part="c1", passages=passages, notes=notes)
    return Record(
        id="r1",
        kind="finding",
        headline="Trade grew",
        text=text,
        topics=("trade",),
        perspective="north",
        date="2024",
        evidence=(evidence,),
        source="s",
        part="c1",
    )


def after(one, before, now, found=None):
    drift = compare(before, now, found or Found())
    return flags_after({one.id: one}, {one.id: one}, before, now, drift)


def toy(*rows):
    made = desk()
    made.contents[FLAGS] = "".join(json.dumps(row) + "\n" for row in rows).encode()
    return made


def row(**values):
    return {"record": "c1-01", "held": "c1.p1", "what": "reworded", "wording": "w", "before": {"digest": "e"}} | values


@pytest.mark.parametrize(
    ("flag", "said"),
    [
        ({"what": "reworded", "percent": 12, "figures": (("300000000 usd", "320000000 usd"),)},
         ("passage c1.p01 was reworded (about 12 percent of its words); USD 300 million → USD 320 million"
         " (the record states USD 300 million)")),
        ({"what": "reworded"}, "passage c1.p01 was reworded (less than 1 percent of its words)"),
        ({"what": "split", "also": ("c1.p09",)}, "passage c1.p01 was split; more of it stands in c1.p09"),
        ({"what": "joined", "also": ("c1.p02",)}, "passage c1.p01 was joined with c1.p02"),
        ({"what": "moved"}, "passage c1.p01 was moved to another part, with other authors perhaps"),
        ({"what": "gone", "perhaps": (("c1.p07", 0.41),)}, "passage c1.p01 is gone; it may be c1.p07 (0.41 alike) now"),
        ({"what": "gone", "figures": (("7", ""), ("", "8"))}, "passage c1.p01 is gone; 7 is gone; 8 is new"),
        ({"held": "c1.n3", "what": "reworded"}, "note c1.n3 was reworded"),
        ({"held": "c1.n3", "what": "renumbered", "also": ("c1.n4",)}, "note c1.n3 is c1.n4 now"),
    ],
)  # fmt: skip
def test_a_flag_says_what_happened_and_which_figures_the_record_states(flag, said):
    given = Flag(**({"record": "r1", "wording": "", "held": "c1.p01", "before": Held(digest="d")} | flag))
    assert why(given, record("c1.p01")) == said


def test_a_flag_is_loaded_and_stands_until_confirmed_or_edited():
    mine = wording(load_corpus(desk()).records["c1-01"])
    corpus = load_corpus(toy(row(wording=mine, now="n")))
    assert [(one.id, flags[0].held) for one, flags in flagged(corpus)] == [("c1-01", "c1.p1")]
    (problem,) = flag_problems(corpus)
    assert (problem.severity, str(problem.place)) == ("warning", "corpus/records/two-views/c1.yaml:5:5")
    assert "run 'briefgen confirm c1-01'" in problem.hint
    for ended in (
        row(wording=mine, now="n", confirmed="n"),
        row(now="n"),
        row(wording=mine, what="gone", confirmed="gone"),
    ):
        assert open_flags(load_corpus(toy(ended)), corpus.records["c1-01"]) == ()
    assert open_flags(load_corpus(toy(row(wording=mine, now="n", confirmed="m"))), corpus.records["c1-01"])


def test_wording_is_what_a_person_stands_by():
    one = record("c1.p01")
    assert wording(one) == wording(replace(one, topics=("other",), date="2023", links=()))
    for other in ({"text": "x"}, {"headline": "x"}, {"action": "x"}, {"evidence": ()}):
        assert wording(one) != wording(replace(one, **other))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"what": "odd"}, "this line is damaged: 'what' has a wrong value"),
        ({"before": {}}, "this line is damaged: 'before' has a wrong value"),
        ({"percent": 101}, "this line is damaged: 'percent' has a wrong value"),
        ({"perhaps": [["c1.p2", 2]]}, "this line is damaged: 'perhaps' has a wrong value"),
        ({"figures": [["1"]]}, "this line is damaged: 'figures' has a wrong value"),
        ({"odd": 1}, "this line is damaged: 'odd' is no key of it"),
    ],
)
def test_a_damaged_flag_is_told_with_a_way_out(change, said):
    with pytest.raises(CorpusError, match=said) as caught:
        load_corpus(toy(row(), row(**change)))
    assert str(caught.value.problems[0].place) == f"{FLAGS}:2:1"
    assert caught.value.problems[0].hint.startswith("take the line back as it was")


@given(
    st.builds(
        Flag,
        record=st.just("c1-01"),
        wording=st.text("abc", min_size=1),
        held=st.sampled_from(["c1.p1", "c1.n1"]),
        what=st.sampled_from(["reworded", "gone", "split", "joined", "moved", "renumbered"]),
        before=st.builds(Held, digest=st.text("abc"), fingerprint=st.text("abc"), figures=st.just(("1", "2 usd"))),
        now=st.text("abc"),
        percent=st.integers(0, 100),
        also=st.lists(st.text("abc")).map(tuple),
        perhaps=st.lists(st.tuples(st.text("abc", min_size=1), st.floats(0, 1))).map(tuple),
        figures=st.lists(st.tuples(st.text("12"), st.text("12"))).map(tuple),
        confirmed=st.text("abc"),
    )
)
def test_a_flag_is_read_as_it_was_written(flag):
    made = desk()
    made.contents[FLAGS] = flag_lines([flag])
    assert load_corpus(made).sources["two-views"].flags == (flag,)


def test_a_passage_that_moved_to_another_part_flags_its_records_for_the_authors_are_others():
    before, now = passage("c1.p01", "one"), passage("c1.p01", "one", part="c2")
    (flag,) = after(record("c1.p01"), source([before]), source([now]))
    assert (flag.what, flag.now) == ("moved", now.digest)
    kept = replace(source([now]), flags=(flag,))
    assert after(record("c1.p01"), kept, source([now])) == (flag,)


def test_a_passage_that_went_into_another_is_joined_not_gone():
    before = source([passage("c1.p01", "one"), passage("c1.p02", "two")])
    now = source([passage("c1.p01", "one two")])
    found = Found(joined={"c1.p01": ("c1.p01", "c1.p02")})
    first, second = after(record("c1.p01", "c1.p02"), before, now, found)
    assert (first.what, first.also, second.what, second.also, second.now) == (
        "joined", ("c1.p02",), "joined", ("c1.p01",), "",
    )  # fmt: skip
    assert stands_open(second, record("c1.p01", "c1.p02"))


def test_a_note_that_is_gone_or_has_another_number_flags_the_record():
    one = record("c1.p01", notes=(1, 2))
    before = source([passage("c1.p01", "one")], [note(1, "a"), note(2, "b")])
    now = source([passage("c1.p01", "one")], [note(1, "b")])
    first, second = after(one, before, now)
    assert (first.held, first.what, second.held, second.what, second.also) == (
        "c1.n1", "gone", "c1.n2", "renumbered", ("c1.n1",),
    )  # fmt: skip


def test_lost_passages_and_notes_are_loaded_for_records_that_rest_on_them():
    rest = json.loads(
        lines([json.loads(line) for line in desk().contents[FLAGS.replace("flags", "passages")].splitlines()][:1])
    )
    made = desk()
    folder = FLAGS.rpartition("/")[0]
    whole = made.contents[f"{folder}/passages.jsonl"].decode().splitlines(keepends=True)
    lost = next(line for line in whole if '"c1.p1"' in line)
    made.contents[f"{folder}/passages.jsonl"] = "".join(line for line in whole if line != lost).encode()
    made.contents[f"{folder}/gone-passages.jsonl"] = lost.encode()
    corpus = load_corpus(made)
    assert corpus.passage("two-views", "c1.p1").id == rest["id"] == "c1.p1"
    assert corpus.index("two-views").gone == {"c1.p1"}
    assert "c1.p1" not in [one.id for one in corpus.sources["two-views"].passages]


def test_a_record_that_was_let_stand_on_a_lost_passage_is_named():
    one = record("c1.p1", "c1.p2", notes=(1,))
    waits = Flag(record="r1", held="c1.p1", what="gone", wording=wording(one), before=Held(digest="e"))
    corpus = lost_corpus(one, replace(waits, confirmed="gone"))
    assert lost(corpus, one) == ("c1.p1", "c1.n1")
    (problem,) = lost_problems(corpus)
    assert problem.message == ("r1 rests on passage c1.p1 and note c1.n1, gone from its source since")
    assert problem.severity == "warning"
    assert lost(lost_corpus(one, waits), one) == ("c1.n1",), "the flag tells of the passage"
    assert lost(lost_corpus(record("c1.p2")), record("c1.p2")) == ()


def lost_corpus(one, *flags):
    """A corpus of one record, whose source lost a passage and a note."""
    made = source([passage("c1.p2", "text")])
    gone = replace(made, gone=(passage("c1.p1", "was"),), gone_notes=(note(1, "was"),), flags=flags)
    return replace(load_corpus(desk()), sources={"s": gone}, records={"r1": one})


@given(st.permutations(range(6)), st.sets(st.integers(0, 5)))
def test_moving_passages_within_a_part_never_flags_and_losing_them_always_does(order, lost):
    passages = [passage(f"c1.p{number:02d}", f"text {number}") for number in range(6)]
    one = record(*(each.id for each in passages))
    before = source(passages)
    assert after(one, before, before) == ()
    now = source([passages[number] for number in order if number not in lost])
    assert {flag.held for flag in after(one, before, now)} == {f"c1.p{number:02d}" for number in lost}
