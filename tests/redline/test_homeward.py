"""An edit in a paragraph becomes the same edit in the wording that the paragraph was made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.redline.homeward import bring_home


def home(base, edited, **wordings):
    found = bring_home(base, edited, wordings)
    return {one.key: one.new for one in found.homecomings}


def stray(base, edited, **wordings):
    return bring_home(base, edited, wordings).stray


def test_a_word_replaced_is_replaced_in_the_wording_and_the_voice_stays():
    base = "The authors at CIIS hold that trade grew by 12 percent."
    assert home(base, base.replace("grew", "rose"), text="{voice} hold that trade grew by 12 percent.") == {
        "text": "{voice} hold that trade rose by 12 percent."
    }


def test_who_is_named_is_worded_elsewhere_and_stays_in_the_copy():
    base, text = "The authors at CIIS hold that trade grew.", "{voice} hold that trade grew."
    edited = base.replace("The authors at CIIS", "CIIS")
    assert home(base, edited, text=text) == {}
    assert stray(base, edited, text=text) != ()


def test_an_edit_over_the_name_in_the_middle_fixes_it_and_says_so():
    base, text = "In spring the authors at CIIS held that trade grew.", "In spring {voice} held that trade grew."
    (one,) = bring_home(base, "In spring nobody held that trade grew.", {"t": text}).homecomings
    assert (one.new, one.voice) == ("In spring nobody held that trade grew.", True)


def test_what_typography_changed_is_no_edit_and_stays_as_it_was_written():
    base = "They call USD\u00a0300\u00a0million “far too little” – again."
    text = 'They call USD 300 million "far too little" - again.'
    assert home(base, base, text=text) == {}
    assert home(base, base.replace("again", "once more"), text=text) == {"text": text.replace("again", "once more")}


def test_an_acronym_that_was_spelled_out_stays_short_where_nobody_touched_it():
    base = "Small and medium-sized enterprises (SMEs) suffer most."
    assert home(base, base.replace("most", "first"), text="SMEs suffer most.") == {"text": "SMEs suffer first."}


def test_each_edit_goes_to_the_sentence_that_it_was_made_in():
    base = "Trade grew (CIIS). More is to come."
    edited = "Trade grew fast (CIIS). Much more is to come soon."
    assert home(base, edited, headline="Trade grew", next="More is to come.") == {
        "headline": "Trade grew fast",
        "next": "Much more is to come soon.",
    }


def test_a_sentence_added_after_a_text_is_part_of_it_and_one_after_a_headline_is_stray():
    assert home("Trade grew.", "Trade grew. It will go on.", text="Trade grew.") == {
        "text": "Trade grew. It will go on."
    }
    assert stray("Trade grew.", "Trade grew. It will go on.", headline="Trade grew") == (("", " It will go on."),)


def test_words_taken_out_are_taken_out():
    base = "Trade grew fast and far in 2022."
    assert home(base, "Trade grew in 2022.", text=base) == {"text": "Trade grew in 2022."}


def test_a_wording_that_is_not_in_the_paragraph_is_left_alone():
    assert home("Trade grew.", "Trade fell.", other="Ships sank in the storm of May.") == {}
    assert stray("Trade grew.", "Trade fell.", other="Ships sank in the storm of May.") == (("grew", "fell"),)


def test_a_name_with_a_figure_in_it_is_not_taken_for_the_text():
    assert bring_home("", "", {"text": "Trade grew."}).homecomings == ()
    assert bring_home("Trade grew.", "", {"text": "Trade grew."}).homecomings[0].new == ""


words = st.lists(
    st.sampled_from(
        ["trade", "ships", "grew", "fell", "in", "the", "storm", "of", "May", "2022", "and", "12", "percent"]
    ),
    max_size=12,
)


@given(words.filter(bool), words)
def test_where_the_paragraph_is_the_wording_the_edit_is_the_edit(before, after):
    base, edited = " ".join(before), " ".join(after)
    found = home(base, edited, text=base)
    assert found == ({} if base == edited else {"text": edited})


@given(words.filter(lambda some: len(some) > 3), words, st.data())
def test_the_voice_survives_every_edit_that_does_not_touch_it(before, more, data):
    text = "{voice} hold " + " ".join(before)
    base = text.replace("{voice}", "The authors of CIIS")
    place = data.draw(st.integers(0, len(before)))
    edited = "The authors of CIIS hold " + " ".join([*before[:place], *more, *before[place:]])
    meant = "{voice} hold " + " ".join([*before[:place], *more, *before[place:]])
    assert home(base, edited, text=text) == ({} if not more else {"text": meant})


@pytest.mark.parametrize("edited", ["", "Something else entirely was written here by the editor."])
def test_a_text_replaced_whole_is_replaced_whole(edited):
    assert home("Trade grew in the storm.", edited, text="Trade grew in the storm.") == {"text": edited}
