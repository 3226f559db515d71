"""Links, stress and quotation marks are found, matched or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.importers.marked import bare_words, mark, masked, spans
from briefgen.importers.titles import find_title, language_of


def marked(text: str) -> list[tuple[str, str]]:
    return [(span.kind, bare_words(span.text)) for span in spans(mark(text).text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quist, “[A title](#)”, *Daily*, 2020", [("quote", "A title"), ("stress", "Daily")]),
        ("Quist, [“A title”](#), 2020", [("link", "A title")]),
        ('Quist, "A title", Daily', [("quote", "A title")]),
        ("Quist, « A title », Daily", [("quote", "A title")]),
        ("Quist: ”A title?”, Daily", [("quote", "A title?")]),
        ("Quist, « A title”, Daily", [("quote", "A title")]),
        ("Quist: “A title: “So, it says”, Daily", [("quote", "A title: “So, it says")]),
        ("Quist, “A ‘good’ title”, Daily", [("quote", "A ‘good’ title")]),
        ("Quist: « A title, Daily, 9 April 2024", [("quote", "A title")]),
        ("Quist, 'Title, and more', Daily", [("quote", "Title, and more")]),
        (r"“[A \[b\] title \(c\)](#)”", [("quote", "A [b] title (c)")]),
    ],
)
def test_titles_are_marked_however_they_are_quoted(text, expected):
    assert marked(text) == expected


def test_hidden_text_keeps_its_length_and_its_place():
    text = mark("Quist, “A, b; c”, 2020").text
    assert len(masked(text)) == len(text)
    assert ";" not in masked(text)
    assert masked(text).endswith(", 2020")


@given(st.text(alphabet='ab “”"«»‘’*[]()#\\,.;: \n', max_size=80))
def test_marks_always_come_in_pairs(text):
    shown = mark(text).text
    for span in spans(shown):
        assert shown[span.start : span.end][1:-1] == span.text
    assert bare_words(shown) == " ".join(bare_words(shown).split())


@pytest.mark.parametrize(
    ("text", "title", "translation", "language"),
    [
        ("Q, “[河流 [Rivers]](#)”, 2020", "河流", "Rivers", "zh"),
        ("Q, “[河流报告](#)” [Report on rivers], 2020", "河流报告", "Report on rivers", "zh"),
        ("Q, “[Heliu](#)” 河流报告 [Report on rivers], 2020", "Heliu 河流报告", "Report on rivers", "zh"),
        ("Q, “Report on rivers (河流报告)”, 2020", "河流报告", "Report on rivers", "zh"),
        ("Q, “Floden och bron i byn” [The river and the bridge], 2020", "Floden och bron i byn",
         "The river and the bridge", "sv"),
        ("Q, “[A title](#)” [translation hosted by the Centre], 2020", "A title", "", ""),
        ("Q, “Der Fluss und die Brücke”, 2020", "Der Fluss und die Brücke", "", "de"),
        ("Q, “Le fleuve et les ponts du village”, 2020", "Le fleuve et les ponts du village", "", "fr"),
    ],
)  # fmt: skip
def test_a_title_keeps_its_language_and_its_translation_apart(text, title, translation, language):
    found = find_title(mark(text).text, leading_medium=False)
    assert found is not None
    assert (found.text, found.translation, found.language) == (title, translation, language)


def test_a_name_with_particles_tells_nothing_of_the_language():
    assert language_of("Xi meets von der Leyen") == ""
