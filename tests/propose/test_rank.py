"""Which passages come first, and why; with the document's text and without it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.corpus.anchors import fingerprint
from briefgen.corpus.records import Corpus, Evidence, Record
from briefgen.corpus.sources import Part, Passage, Source
from briefgen.propose.rank import WEIGHTS, propose, score
from briefgen.propose.signals import Signals, signals

TEXTS = {
    "c.p01": "Harbours on the northern coast lost much of their traffic after the storm closed the strait for ships.",
    "c.p02": "Old charts of the coast hang in the harbour office, where visitors look at them in the summer months.",
    "c.p03": "The port authority counts forty ships a week, and it calls this figure a record for any winter since then.",
    "c.p04": "Tariffs for the strait rose, and ships of the northern coast now avoid the harbours that the storm closed.",
    "c.p05": "Ministers should lower the tariff for ships that use the harbours of the northern coast through the winter.",
    "c.p06": "The authority publishes its accounts each spring, and they are read by few people outside of the town.",
}
SECTIONS = {
    "c.p01": ("Key findings",),
    "c.p02": ("The coast",),
    "c.p03": ("The coast",),
    "c.p04": ("The coast",),
    "c.p05": ("What to do", "Recommendations"),
    "c.p06": ("What to do", "Recommendations"),
}


def passage(name, **more):
    values = {
        "id": name,
        "source": "s",
        "part": name.split(".")[0],
        "section": SECTIONS.get(name, ()),
        "number": 1,
        "kind": "paragraph",
        "start": 0,
        "end": 1,
        "spans": ((0, 1),),
        "digest": name,
        "fingerprint": fingerprint(TEXTS.get(name, name), "key"),
        "figures": ("40",) if name == "c.p03" else (),
    }
    return Passage(**(values | more))


def corpus(*passages, records=()):
    parts = {one.part: "front" if one.part == "preface" else "body" for one in passages}
    source = Source(
        id="s",
        csl={"id": "s", "type": "report"},
        parts=tuple(Part(id=name, title=name, matter=matter) for name, matter in parts.items()),
        passages=passages,
    )
    return Corpus(sources={"s": source}, records={one.id: one for one in records})


CHAPTER = tuple(passage(name) for name in TEXTS)


def ranked(desk, texts=TEXTS, without=()):
    return [one.passage.id for one in propose(desk, "s", texts, without)]


def proposal(desk, name, texts=TEXTS):
    return next(one for one in propose(desk, "s", texts) if one.passage.id == name)


def test_advice_and_key_findings_come_before_what_is_told_by_the_way():
    order = ranked(corpus(*CHAPTER))
    assert order[0] == "c.p05"
    assert set(order[1:3]) == {"c.p01", "c.p06"}
    assert order.index("c.p03") > order.index("c.p01")


def test_every_passage_has_its_rank_and_its_reasons():
    found = propose(corpus(*CHAPTER), "s", TEXTS)
    assert [one.rank for one in found] == [1, 2, 3, 4, 5, 6]
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    advice = proposal(corpus(*CHAPTER), "c.p05")
    assert advice.kind == "recommendation"
    assert advice.reasons[:2] == ("it stands among the recommendations", "its authors advise")
    assert proposal(corpus(*CHAPTER), "c.p01").kind == "finding"


def test_a_pull_quote_speaks_for_the_passage_it_repeats_and_is_not_proposed_itself():
    quote = passage("c.q01", kind="pull-quote", repeats="c.p02")
    desk = corpus(*CHAPTER, quote)
    assert "c.q01" not in ranked(desk)
    assert "the editors set it as a pull quote" in proposal(desk, "c.p02").reasons
    assert ranked(desk).index("c.p02") < ranked(corpus(*CHAPTER)).index("c.p02")
    assert ranked(desk, without=("pull_quote",)) == ranked(corpus(*CHAPTER), without=("pull_quote",))


def test_without_the_text_places_and_fingerprints_tell():
    order = ranked(corpus(*CHAPTER), texts={})
    assert sorted(order) == sorted(TEXTS)
    assert set(order[:3]) == {"c.p01", "c.p05", "c.p06"}


def test_front_matter_comes_last_and_tables_not_at_all():
    front = passage("preface.p01", section=("Key findings",))
    table = passage("c.p99", kind="table")
    found = propose(corpus(front, *CHAPTER, table), "s", TEXTS)
    assert found[-1].passage.id == "preface.p01"
    assert [one.body for one in found] == [True] * 6 + [False]
    assert "c.p99" not in {one.passage.id for one in found}


def test_a_passage_knows_the_records_that_rest_on_it():
    resting = Record(
        id="r1",
        kind="finding",
        headline="Ships avoid the strait",
        text="They do.",
        topics=("t",),
        perspective="p",
        date="2024",
        evidence=(Evidence(source="s", part="c", passages=("c.p04",)),),
        source="s",
        part="c",
    )
    assert proposal(corpus(*CHAPTER, records=(resting,)), "c.p04").records == ("r1",)
    assert proposal(corpus(*CHAPTER, records=(resting,)), "c.p05").records == ()


@pytest.mark.parametrize(
    ("heading", "sign"),
    [
        ("Recommendations and conclusions", "advice_section"),
        ("5. Policy recommendations", "advice_section"),
        ("Handlungsempfehlungen", "advice_section"),
        ("What Europe should do", "advice_section"),
        ("KEY FINDINGS", "findings_list"),
        ("Résumé", "findings_list"),
        ("Executive summary", "findings_list"),
    ],
)
def test_headings_are_known_in_capitals_and_other_languages(heading, sign):
    found = signals([passage("c.p01", section=(heading,))], {})["c.p01"]
    assert getattr(found, sign) == 1.0


def test_an_ordinary_heading_tells_nothing():
    found = signals([passage("c.p01", section=("The summer of 2022", "Ships"))], {})["c.p01"]
    assert (found.findings_list, found.advice_section, found.advising) == (0, 0, 0)


def test_years_are_no_telling_figures():
    plain = signals([passage("c.p01", figures=("2022", "1999"))], {})["c.p01"]
    telling = signals([passage("c.p01", figures=("2022", "40", "7%", "12"))], {})["c.p01"]
    assert (plain.figures, telling.figures) == (0.0, 1.0)


def test_what_the_part_comes_back_to_is_central():
    found = signals(CHAPTER, TEXTS)
    assert found["c.p05"].centrality == 1.0
    assert found["c.p04"].centrality > found["c.p06"].centrality


strengths = st.floats(0, 1)


@given(st.fixed_dictionaries(dict.fromkeys(WEIGHTS, strengths)), st.sampled_from(sorted(WEIGHTS)), strengths)
def test_a_stronger_sign_never_lowers_the_score(values, sign, more):
    one = Signals(**values)
    stronger = replace(one, **{sign: max(values[sign], more)})
    assert score(stronger) >= score(one) >= 0


def test_a_lead_of_three_words_counts_half():
    assert score(Signals(position=1.0, words=3)) == score(Signals(position=1.0, words=30)) / 2
