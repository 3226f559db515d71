"""Where both texts are at hand, a passage is found by its text: for sure, perhaps, or not at all."""

import random
from dataclasses import replace

from briefgen.importers.alignment import Alignment, align
from briefgen.importers.passage_search import search
from tests.importers.test_alignment import OLD, edition, reworded, text_of

SEED = 7


def with_texts(texts, prefix="c1.p"):
    return [replace(one, text=text) for one, text in zip(edition(texts, prefix), texts, strict=True)]


def searched(new, old):
    read, known = with_texts(new, "c1.p1"), with_texts(old)
    return search(align(read, known), read, known)


def test_a_passage_within_a_much_longer_one_is_found():
    longer = " ".join(text_of(number) for number in range(100, 106))
    found = searched([OLD[0], f"{longer} {OLD[1]} {longer}"], OLD[:2])
    assert found.kept["c1.p102"] == "c1.p02"
    assert 0.5 < found.replaced["c1.p02"] < 1


def test_a_passage_that_went_into_one_that_is_known_is_joined_to_it():
    short = " ".join(OLD[2].split()[:12])
    found = searched([OLD[0], f"{short} {reworded(OLD[1], 0.05, 1)}"], [OLD[0], OLD[1], short])
    assert found.kept["c1.p102"] == "c1.p02"
    assert found.joined == {"c1.p102": ("c1.p02", "c1.p03")}


def test_what_is_only_perhaps_there_is_for_a_person_and_what_is_not_there_is_lost():
    words = OLD[1].split()
    chance = random.Random(SEED)
    half = [word if chance.random() < 0.55 else word[::-1] for word in words]
    longer = " ".join(text_of(number) for number in range(100, 103))
    found = searched([OLD[0], f"{longer} {' '.join(half)}"], OLD[:2])
    assert list(found.kept.values()) == ["c1.p01"]
    ((old, score),) = [(one.old, one.score) for one in found.doubtful]
    assert (old, 0.65 <= score < 0.85) == ("c1.p02", True)
    assert searched([OLD[0], "0123456789 " * 30], OLD[:2]).doubtful == ()


def test_between_two_that_fit_as_well_none_is_guessed():
    longer = " ".join(text_of(number) for number in range(100, 104))
    twin = reworded(OLD[1], 0.03, 5)
    found = searched([f"{longer} {OLD[1]} {longer}"], [OLD[1], twin])
    assert found.kept == {}


def test_without_texts_nothing_is_said():
    read, known = edition(OLD, "c1.p1"), edition(OLD[:3])
    assert search(Alignment(), read, known) == Alignment()


def test_the_share_of_words_that_changed_is_counted_where_the_texts_are_there():
    words = OLD[1].split()
    new = " ".join(["quite", "otherwise", "now", *words[3:]])
    found = searched([OLD[0], new, OLD[2]], OLD[:3])
    assert found.replaced == {"c1.p02": 3 / len(words)}
