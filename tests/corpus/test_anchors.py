"""A passage can be known again without its text: the same words give the same anchors, other words others."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.corpus.anchors import VALUES, digest, fingerprint, plain, similarity, words

WORDS = [f"{first}{second}" for first in "bcdfgklmnp" for second in ("ara", "eno", "ilu", "osa", "uri", "ade")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Trust” – they said – is ‘low’…", "\"Trust\" - they said - is 'low'..."),
        ("a co\u00adopera\u00adtion", "a cooperation"),
        ("the ﬁrst  of\n many", "the first of many"),
        ("mistrust,¹² they say", "mistrust, they say"),
        (r"worth \$5 in the *Daily* [report](#)", "worth $5 in the Daily report"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_typography_markup_and_raised_note_marks_do_not_count(one, other):
    assert plain(one) == plain(other)
    assert digest(one, "key") == digest(other, "key")
    assert fingerprint(one, "key") == fingerprint(other, "key")


@given(st.text())
def test_the_plain_form_is_its_own_plain_form(text):
    assert plain(plain(text)) == plain(text) or "*" in text or "[" in text or "\\" in text


def test_other_words_and_other_keys_give_other_digests():
    assert digest("red lines", "key") != digest("red line", "key")
    assert digest("red lines", "key") != digest("red lines", "other key")
    assert fingerprint("red lines", "key") != fingerprint("red lines", "other key")
    assert len(digest("red lines", "key")) == 32
    assert len(fingerprint("red lines", "key")) == 2 * VALUES


def test_a_key_of_any_length_will_do():
    assert digest("red lines", "k" * 65) != digest("red lines", "k" * 66)
    assert digest("red lines", "") == digest("red lines", "")


def test_a_text_without_words_is_like_itself_and_like_nothing_else():
    assert fingerprint(" – ", "key") == ""
    assert similarity("", "") == 1.0
    assert similarity("", fingerprint("red lines", "key")) == 0.0


def test_what_is_no_fingerprint_is_refused():
    with pytest.raises(ValueError, match="64 bytes"):
        similarity("00", "00")


@given(st.sets(st.sampled_from(WORDS), min_size=1), st.sets(st.sampled_from(WORDS), min_size=1))
def test_similarity_estimates_the_share_of_words_in_common(one, other):
    share = len(one & other) / len(one | other)
    estimate = similarity(fingerprint(" ".join(one), "key"), fingerprint(" ".join(other), "key"))
    assert 0.0 <= estimate <= 1.0
    assert abs(estimate - share) < 0.35  # five standard errors of 64 values, and some


def test_texts_without_a_word_in_common_score_near_nothing():
    alone = [fingerprint(f"left{number} right{number} middle{number}", "key") for number in range(40)]
    scores = [similarity(one, other) for one in alone for other in alone if one is not other]
    assert sum(scores) / len(scores) < 0.01


def test_the_order_of_words_and_their_case_do_not_matter_to_a_fingerprint():
    assert fingerprint("Red lines hold", "key") == fingerprint("hold lines red", "key")
    assert words("China’s “red-line”") == ["china's", "red", "line"]


def test_a_whole_book_is_anchored_in_seconds():
    paragraphs = [" ".join(f"{word}{number % 7}" for word in WORDS) for number in range(500)]
    before = time.perf_counter()
    for paragraph in paragraphs:
        fingerprint(paragraph, "key")
        digest(paragraph, "key")
    assert time.perf_counter() - before < 10
