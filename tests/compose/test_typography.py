"""Quotation marks, apostrophes and hard spaces, by language."""

import pytest

from briefgen.brief import Cite, Emph, Foreign, LineBreak, Text
from briefgen.compose.typography import typeset, typeset_text


@pytest.mark.parametrize(
    ("language", "typed", "set_"),
    [
        ("en-GB", 'He said "it\'s here"', "He said “it’s here”"),
        ("en-GB", "'tis the '90s: the trains' 'night'", "‘tis the ’90s: the trains’ ‘night’"),
        ("en", '("so")', "(“so”)"),
        ("de-DE", "Er sagt \"das ist's 'gut'\"", "Er sagt „das ist’s ‚gut‘“"),
        (
            "fr-FR",
            'Il dit "oui" : vraiment ? Oui; non',
            "Il dit «\u202foui\u202f»\u00a0: vraiment\u202f? Oui\u202f; non",
        ),
        ("fr", "https://a.example: 12:30", "https://a.example\u00a0: 12:30"),
        ("xx", '"a"', "“a”"),
        ("en-GB", "USD 300 million, EUR 5", "USD\u00a0300\u00a0million, EUR\u00a05"),
        ("en-GB", "12 %, 33 percent, 5 km and 7 kittens", "12\u00a0%, 33\u00a0percent, 5\u00a0km and 7 kittens"),
        ("en-GB", "§ 4, No. 5, para. 6, pp. 7", "§\u00a04, No.\u00a05, para.\u00a06, pp.\u00a07"),
        ("en-GB", "on 24 April 2024, in 2024 May came", "on 24\u00a0April 2024, in 2024 May came"),
        ("de-DE", "am 5. Mai, 3 Milliarden Euro", "am 5.\u00a0Mai, 3\u00a0Milliarden Euro"),
        ("en-GB", "35 million tons", "35\u00a0million\u00a0tons"),
    ],
)
def test_words_are_set_as_the_language_sets_them(language, typed, set_):
    assert typeset_text(typed, language) == set_


def test_quotation_marks_look_over_the_edges_of_stress_and_citations():
    run = (Text('"'), Emph((Text("all"),)), Text('" and "'), Cite(items=()), LineBreak(), Text('"x"'))
    said = typeset(run, "en-GB")
    assert said[0] == Text("“")
    assert said[2] == Text("” and ”")
    assert said[5] == Text("“x”")


def test_what_is_foreign_is_left_alone():
    run = (Foreign("de", (Text('"Nacht"'),)), Text("'s"))
    assert typeset(run, "en-GB") == (run[0], Text("’s"))


def test_a_narrow_figure_may_break_before_a_long_word():
    (said,) = typeset((Text("USD 240 billion"),), "en-GB", narrow=True)
    assert said == Text("USD\u00a0240 billion")
    assert typeset((Text("12 %"),), "en-GB", narrow=True) == (Text("12\u00a0%"),)
