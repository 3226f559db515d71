"""Texts taken apart, and what a request asks for."""

import pytest

from briefgen.select.stemming import stem
from briefgen.select.terms import fold, terms, wanted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dual-use goods", "dual use goods"),
        ("Russia’s ports", "Russia ports"),
        ("Una Bērziņa", "una berzina"),
        ("the war-economies", "War economy"),
        ("USD 1,000", "USD 1000"),
        ("U.S. sanctions", "US sanctions"),
        ("EU–China", "EU China"),
        ("Łódź", "lodz"),
    ],
)
def test_two_ways_of_writing_are_the_same_terms(one, other):
    assert terms(one) == terms(other) != ()


def test_stop_words_say_nothing_but_capitals_are_names():
    assert terms("what it is, and who they are") == ()
    assert terms("WHO and IT") == ("who", "it")
    assert terms("the US") == ("us",)


def test_a_denial_is_no_stop_word():
    assert "not" in terms("they do not agree")


def test_figures_stay_whole():
    assert terms("12.5 percent") == ("12.5", "percent")


def test_folding_takes_marks_and_case_away():
    assert fold("Bērziņa-Čerenkova") == "berzina-cerenkova"


@pytest.mark.parametrize(
    "forms",
    [
        "sanction sanctions sanctioned sanctioning",
        "economy economies economic",
        "escalate escalates escalated escalating escalation",
        "Russia Russian Russians",
        "China Chinese",
        "organise organising organization organisations",
        "license licence licences licensing",
        "control controls controlled controlling",
        "strategy strategies strategic",
        "crisis crises",
    ],
)
def test_forms_of_one_word_share_a_stem(forms):
    assert len({stem(form.lower()) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    ["policy police", "nation nationality", "trade trader", "new news", "port export", "speed spell", "need new"],
)
def test_different_words_keep_different_stems(pair):
    assert len({stem(word) for word in pair.split()}) == 2


def test_a_phrase_in_quotation_marks_is_one_thing_and_each_thing_is_asked_once():
    found = wanted('rivers “high water” rivers "High  Water" dams')
    assert [one.said for one in found] == ["high water", "rivers", "dams"]
    assert [len(one.stems) for one in found] == [2, 1, 1]


def test_nothing_is_asked_by_stop_words_alone():
    assert wanted("what is the") == ()
    assert wanted('"" of') == ()
