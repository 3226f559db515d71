"""Ids stay with what they name when a document is imported again."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.corpus.anchors import digest, fingerprint
from briefgen.corpus.sources import Part, Passage
from briefgen.importers.identity import align_passages, kept_ids, part_ids

KEY = "key"
SENTENCES = [
    "The river rises in the hills and falls to the sea.",
    "A dam was built where the valley is at its narrowest.",
    "Farmers had asked for water since the dry years began.",
    "Courts were slow to hear them and slower to decide.",
    "In the end the two states shared what there was.",
    "Nobody measures the flow at the border any longer.",
]


def made(name: str, text: str) -> Passage:
    return Passage(
        id=name,
        source="source",
        part="ch01",
        section=(),
        number=1,
        kind="paragraph",
        start=0,
        end=1,
        spans=((0, 1),),
        digest=digest(text, KEY),
        fingerprint=fingerprint(text, KEY),
    )


def numbered(texts: list[str]) -> list[Passage]:
    return [made(f"ch01.p{number:02d}", text) for number, text in enumerate(texts, start=1)]


def named(new: list[Passage], old: list[Passage]) -> dict[str, str]:
    return kept_ids(new, align_passages(new, old).kept, old)


def again(old: list[str], new: list[str]) -> list[str]:
    """The ids that the new texts get, in order."""
    read = numbered(new)
    ids = named(read, numbered(old))
    return [ids[passage.id] for passage in read]


def test_unchanged_passages_keep_their_ids_around_one_that_is_new():
    new = [*SENTENCES[:2], "Something else was added here by the editors.", *SENTENCES[2:]]
    assert again(SENTENCES, new) == [
        "ch01.p01",
        "ch01.p02",
        "ch01.p07",
        *[f"ch01.p0{number}" for number in (3, 4, 5, 6)],
    ]


def test_a_reworded_passage_between_known_neighbours_keeps_its_id():
    new = [SENTENCES[0], "A dam was then built where the valley is narrowest.", *SENTENCES[2:]]
    assert again(SENTENCES, new) == [f"ch01.p0{number}" for number in range(1, 7)]


def test_a_passage_that_moved_keeps_its_id():
    new = [*SENTENCES[1:], SENTENCES[0]]
    assert again(SENTENCES, new) == [*[f"ch01.p0{number}" for number in range(2, 7)], "ch01.p01"]


def test_the_id_of_a_passage_that_is_gone_is_never_given_to_another():
    new = [*SENTENCES[:5], "Quite another thought, about ships and harbours and their masters."]
    assert again(SENTENCES, new)[-1] == "ch01.p07"


@settings(max_examples=60)
@given(st.permutations(SENTENCES), st.sets(st.sampled_from(SENTENCES), max_size=4))
def test_whatever_is_moved_or_left_out_every_sentence_keeps_its_own_id(order, gone):
    own = {text: f"ch01.p{number:02d}" for number, text in enumerate(SENTENCES, start=1)}
    new = [text for text in order if text not in gone]
    assert again(SENTENCES, new) == [own[text] for text in new]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ([("ch01", "Water and law"), ("ch02", "Water and money")], ["ch01", "ch02"]),
        (
            [("ch01", "A new beginning"), ("ch02", "Water and law"), ("ch03", "Water and money")],
            ["ch03", "ch01", "ch02"],
        ),
        ([("ch01", "Whose water is it?"), ("ch02", "Water and money")], ["ch01", "ch02"]),
        ([("ch01", "Water and money")], ["ch02"]),
    ],
)
def test_a_part_is_known_by_its_title_and_else_by_its_id(wanted, expected):
    known = [Part(id="ch01", title="Water and law"), Part(id="ch02", title="Water and money")]
    assert part_ids(wanted, known) == expected


def test_passages_of_different_kinds_never_take_each_others_ids():
    old = [made("ch01.p01", SENTENCES[0]), made("ch01.q01", SENTENCES[1])]
    new = [made("ch01.p01", SENTENCES[1]), replace(made("ch01.q01", SENTENCES[0]), kind="pull-quote")]
    assert named(new, old) == {"ch01.p01": "ch01.p02", "ch01.q01": "ch01.q02"}
