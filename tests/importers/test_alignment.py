"""Passages are found again whatever happened to them, and none is taken for another without a word."""

import random
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.corpus.anchors import digest, fingerprint
from briefgen.corpus.sources import Passage
from briefgen.importers.alignment import align
from briefgen.importers.document import import_document
from briefgen.importers.identity import align_passages, kept_ids
from briefgen.importers.storage import passage_text

KEY = "key"
SEED = 20261125
VOCABULARY = [f"{first}{second}" for first in "bcdfghklmnprst" for second in ("alt", "ein", "ort", "und", "ist", "ach")]


def text_of(number: int, length: int = 60) -> str:
    """A passage's text of its own; the same for the same number."""
    return " ".join(random.Random(number).choices([f"{word}{number % 7}" for word in VOCABULARY], k=length))


def passage(name: str, text: str, part: str = "c1") -> Passage:
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
    )


def edition(texts, prefix="c1.p"):
    return [passage(f"{prefix}{number:02d}", text) for number, text in enumerate(texts, start=1)]


def reworded(text: str, share: float, seed: int) -> str:
    chance = random.Random(seed)
    words = text.split()
    for place in chance.sample(range(len(words)), round(share * len(words))):
        words[place] = f"new{chance.randrange(10_000)}"
    return " ".join(words)


def found(new, old):
    """The old numbers of the new texts, 0 for a new one."""
    kept = align(edition(new, "c1.p1"), edition(old)).kept
    return [int(kept.get(one.id, "c1.p0")[4:]) for one in edition(new, "c1.p1")]


OLD = [text_of(number) for number in range(1, 9)]


def test_a_reworded_passage_is_known_in_its_place_and_elsewhere():
    new = [OLD[0], reworded(OLD[1], 0.4, 1), *OLD[2:]]
    assert found(new, OLD) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert found([*OLD[1:], reworded(OLD[0], 0.2, 2)], OLD) == [2, 3, 4, 5, 6, 7, 8, 1]


def test_one_that_is_gone_is_no_other_though_a_new_one_stands_in_its_place():
    assert found([OLD[0], text_of(77), *OLD[2:]], OLD) == [1, 0, 3, 4, 5, 6, 7, 8]


def test_of_two_near_duplicates_each_keeps_its_own_id():
    twin = reworded(OLD[1], 0.15, 3)
    old = [*OLD, twin]
    assert found([OLD[0], reworded(OLD[1], 0.1, 4), *OLD[2:], reworded(twin, 0.1, 5)], old) == list(range(1, 10))
    assert found([OLD[0], *OLD[2:], twin], old) == [1, 3, 4, 5, 6, 7, 8, 9]


def test_between_two_that_are_as_like_none_is_guessed_and_both_are_named():
    words = OLD[1].split()
    aligned = align(
        [passage("c1.p11", OLD[0]), passage("c1.p12", " ".join(words)), passage("c1.p13", OLD[2])],
        [
            passage("c1.p01", OLD[0]),
            passage("c1.p02", " ".join([*words[:-8], *(f"a{number}" for number in range(8))])),
            passage("c1.p03", " ".join([*words[8:], *(f"b{number}" for number in range(8))])),
            passage("c1.p04", OLD[2]),
        ],
    )
    assert aligned.kept == {"c1.p11": "c1.p01", "c1.p13": "c1.p04"}
    assert {one.old for one in aligned.doubtful} == {"c1.p02", "c1.p03"}
    assert all(one.new == "c1.p12" and 0.4 < one.score < 1 for one in aligned.doubtful)


def test_a_passage_is_split_and_its_larger_piece_keeps_the_id():
    words = OLD[1].split()
    new = [OLD[0], " ".join(words[:25]), " ".join(words[25:]), *OLD[2:]]
    aligned = align(edition(new, "c1.p1"), edition(OLD))
    assert aligned.kept["c1.p103"] == "c1.p02"
    assert dict(aligned.split) == {"c1.p02": ("c1.p102", "c1.p103")}
    assert aligned.doubtful == ()


def test_passages_are_joined_and_the_larger_one_gives_its_id():
    short = " ".join(OLD[2].split()[:30])
    old = [*OLD[:2], short, *OLD[3:]]
    aligned = align(edition([OLD[0], f"{OLD[1]} {short}", *OLD[3:]], "c1.p1"), edition(old))
    assert aligned.kept["c1.p102"] == "c1.p02"
    assert dict(aligned.joined) == {"c1.p102": ("c1.p02", "c1.p03")}


def test_a_passage_that_comes_back_gets_the_id_that_it_had():
    lost = passage("c1.p09", text_of(99))
    new = edition([OLD[0], text_of(99)])
    aligned = align_passages(new, edition(OLD[:1]), [lost])
    assert kept_ids(new, aligned.kept, edition(OLD[:1]), [lost]) == {"c1.p01": "c1.p01", "c1.p02": "c1.p09"}


def test_a_passage_moved_into_another_part_keeps_its_id():
    old = [passage("c1.p01", OLD[0]), passage("c1.p02", OLD[1]), passage("c2.p01", OLD[2], "c2")]
    new = [passage("c1.p01", OLD[0]), passage("c2.p01", reworded(OLD[1], 0.1, 9), "c2"), replace(old[2], id="c2.p02")]
    assert align_passages(new, old).kept == {"c1.p01": "c1.p01", "c2.p01": "c1.p02", "c2.p02": "c2.p01"}


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_id_is_ever_given_twice_and_those_of_lost_passages_never_again(data):
    numbers = st.lists(st.integers(1, 30), max_size=10)
    old = edition([text_of(number) for number in data.draw(numbers)])
    lost = [passage(f"c1.p{len(old) + at + 1:02d}", text_of(number)) for at, number in enumerate(data.draw(numbers))]
    new = edition([reworded(text_of(number), 0.1, number) for number in data.draw(numbers)])
    aligned = align_passages(new, old, lost)
    ids = kept_ids(new, aligned.kept, old, lost)
    assert len(set(ids.values())) == len(new)
    fresh = [name for one, name in ids.items() if one not in aligned.kept]
    assert not {one.id for one in (*old, *lost)}.intersection(fresh)


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(8)))
def test_whatever_is_moved_is_found_whole(order):
    assert found([OLD[number] for number in order], OLD) == [number + 1 for number in order]


@pytest.mark.parametrize("name", ["china-russia-alignment", "eu-china-fifty-fifty"])
@pytest.mark.parametrize(("share", "least"), [(0.05, 1.0), (0.1, 1.0), (0.2, 0.99), (0.4, 0.9)])
def test_of_the_real_publications_99_in_100_are_found_with_a_fifth_of_every_passage_replaced(
    sources, name, share, least
):
    texts = real_texts(sources, name)
    new = edition([reworded(text, share, SEED + number) for number, text in enumerate(texts)], "c1.p1")
    kept = align(new, edition(texts)).kept
    right = [one for one, two in kept.items() if int(one[5:]) == int(two[4:])]
    assert len(right) == len(kept)
    assert len(right) >= least * len(texts)


@pytest.mark.parametrize("name", ["china-russia-alignment", "eu-china-fifty-fifty"])
def test_of_the_real_publications_what_is_moved_is_found_and_what_is_deleted_is_nothing_else(sources, name):
    chance = random.Random(SEED)
    texts = list(enumerate(real_texts(sources, name)))
    old = edition([text for _, text in texts])
    gone = set(chance.sample(range(len(texts)), len(texts) // 5))
    new = [(number, text) for number, text in texts if number not in gone]
    moved = set(chance.sample([number for number, _ in new], len(new) // 5))
    for number in sorted(moved):
        at = next(place for place, one in enumerate(new) if one[0] == number)
        del new[at]
        new.insert(chance.randrange(len(new) + 1), (number, reworded(texts[number][1], 0.2, number)))
    kept = align(edition([text for _, text in new], "c1.p1"), old).kept
    found = {int(before[4:]) - 1: new[int(now[5:]) - 1][0] for now, before in kept.items()}
    assert all(before == now for before, now in found.items())
    assert len(found) >= 0.99 * len(new)


REAL = {}


def real_texts(sources, name):
    if name not in REAL:
        content = (sources / f"{name}.txt").read_bytes()
        source = import_document(content, source_id=name, name=f"{name}.txt", key=KEY, known=None).source
        running = [one for one in source.passages if re.search(r"\.p\d+$", one.id)]
        REAL[name] = [passage_text(content.decode(), one) for one in running]
    return REAL[name]
