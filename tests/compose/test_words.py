"""The fixed words of each language: complete, and said as one says them."""

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest

from briefgen.compose.words import LANGUAGES, Counted, words

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything_with_the_same_gaps(language):
    english, here = words("en"), words(language)
    for field in fields(here):
        said, meant = getattr(here, field.name), getattr(english, field.name)
        if isinstance(said, Counted):
            assert said.many.count("{}") == 1
        elif isinstance(said, str):
            assert said.count("{}") == meant.count("{}"), field.name
            assert said or field.name == "written"
    assert len(here.months) == 12
    assert len(here.numbers) == 11


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_what_the_writers_say_is_there_in_every_language(language):
    said = {
        found
        for path in (ROOT / "templates").rglob("page.html.j2")
        for found in re.findall(r"word\('([^']+)'\)", path.read_text(encoding="utf-8"))
    }
    for path in (ROOT / "briefgen" / "writers").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "word":
                said |= {one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    assert said
    assert said <= set(words(language).written)


@pytest.mark.parametrize(
    ("language", "date", "said"),
    [
        ("en-GB", "2025-12", "December 2025"),
        ("en-GB", "2025-12-05", "5 December 2025"),
        ("en-GB", "2025", "2025"),
        ("de-AT", "2025-03-01", "1. März 2025"),
        ("fr", "2025-08-01", "1er août 2025"),
        ("fr_CH", "2025-08-02", "2 août 2025"),
        ("sv", "2025-08", "August 2025"),
        ("en", "soon", "soon"),
        ("en", "2025-13", "2025"),
        ("en", "", ""),
    ],
)
def test_dates_of_any_precision(language, date, said):
    assert words(language).date(date) == said


def test_numbers_lists_and_labels_within_a_sentence():
    english, german = words("en"), words("de")
    assert [english.number(number) for number in (0, 1, 2, 12, 13, 1234)] == ["0", "1", "two", "twelve", "13", "1,234"]
    assert english.count(1, english.publications) == "one publication"
    assert english.count(15, english.institutions) == "15 institutions"
    assert english.count(3, english.institutions, figures=True) == "3 institutions"
    assert german.count(2, german.publications) == "zwei Veröffentlichungen"
    assert [english.join(pieces) for pieces in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert [english.within(label) for label in ("Members of X", "EU officials", "A")] == [
        "members of X",
        "EU officials",
        "A",
    ]
    assert german.within("Mitglieder") == "Mitglieder"
