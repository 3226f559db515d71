"""Fingerprints as numbers say what fingerprints say, and pieces are known by what they are pieces of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.corpus.anchors import fingerprint, similarity
from briefgen.importers.likeness import likeness, number_of, pieces

WORDS = [f"word{number}" for number in range(400)]
TEXTS = st.lists(st.sampled_from(WORDS[:30]), max_size=25).map(" ".join)


def prints(*texts):
    return [number_of(fingerprint(text, "key")) for text in texts]


@given(TEXTS, TEXTS)
def test_likeness_is_the_similarity_of_the_fingerprints(first, second):
    a, b = prints(first, second)
    assert likeness(a, b) == similarity(fingerprint(first, "key"), fingerprint(second, "key"))


def test_what_is_no_fingerprint_is_refused():
    with pytest.raises(ValueError, match="a fingerprint has 64 bytes or none"):
        number_of("ab")


def test_a_passage_is_known_by_its_pieces_whichever_one_begins():
    whole, *parts = prints(" ".join(WORDS[:90]), *(" ".join(WORDS[at : at + 30]) for at in (0, 30, 60)))
    for start in range(3):
        found = pieces(whole, parts, start, lambda _: True)
        assert found
        assert (found.positions, found.share) == ((0, 1, 2), 1.0)


def test_a_passage_that_is_not_free_is_no_piece():
    whole, *parts = prints(" ".join(WORDS[:90]), *(" ".join(WORDS[at : at + 30]) for at in (0, 30, 60)))
    assert pieces(whole, parts, 0, lambda one: one == 0) is None


def test_neighbours_that_add_nothing_are_no_pieces():
    whole, same, other = prints(" ".join(WORDS[:60]), " ".join(WORDS[:60]), " ".join(WORDS[200:260]))
    assert pieces(whole, [same, other], 0, lambda _: True) is None
    assert pieces(None, [same, other], 0, lambda _: True) is None
