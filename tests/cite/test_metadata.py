"""References as pandoc's metadata: links, languages, translations, and nothing that was not asked for."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.cite.metadata import link_target, metadata, translated_title
from briefgen.cite.process import word
from briefgen.cite.style import load_style
from briefgen.corpus.sources import CslItem
from briefgen.workspace import Memory
from tests.cite.works import cite, readable


def noted(**fields: Any) -> str:
    """The note that a style makes of one work."""
    work: CslItem = {"id": "w", "type": "webpage", "issued": {"date-parts": [[2024]]}, **fields}
    desk = Memory()
    result = word([cite("w")], {"w": work}, style=load_style(desk, "notes"), locale="en-GB", workspace=desk)
    return readable(result.notes[0].inlines)


@pytest.mark.parametrize(
    ("work", "target"),
    [
        ({"URL": "https://a.example/x"}, "https://a.example/x"),
        ({"URL": "https://a.example/x", "DOI": "10.5555/1"}, "https://a.example/x"),
        ({"DOI": "10.5555/1"}, "https://doi.org/10.5555/1"),
        ({"DOI": "https://doi.org/10.5555/1"}, "https://doi.org/10.5555/1"),
        ({"DOI": "unknown"}, ""),
        ({"URL": "javascript:alert(1)"}, ""),
        ({"URL": "file:///etc/passwd"}, ""),
        ({"URL": "https://a.example/ x"}, ""),
        ({}, ""),
    ],
)
def test_a_work_is_linked_to_its_address_on_the_web_and_to_nothing_else(work: CslItem, target: str) -> None:
    assert link_target(work) == target


def test_a_title_is_linked_and_its_address_not_printed_in_a_note() -> None:
    assert noted(title="Quays", URL="https://a.example/x") == "“<Quays>”, 2024."


def test_a_translated_title_stands_in_brackets_behind_the_original() -> None:
    chinese = noted(title="码头", **{"translated-title": "Quays"}, language="zh")
    assert chinese == "“{zh-Hans:码头} [Quays]”, 2024."
    assert noted(title="码头", custom={"translated-title": "Quays"}) == chinese


def test_a_translation_that_the_title_holds_already_is_not_repeated() -> None:
    assert noted(title="码头 [Quays]", **{"translated-title": "Quays"}) == "“{zh-Hans:码头} [Quays]”, 2024."


@pytest.mark.parametrize(
    ("language", "marked"),
    [("zh-TW", "zh-Hant"), ("zh_CN", "zh-Hans"), ("zh-Hant-HK", "zh-Hant-HK"), ("ja", "ja")],
)
def test_the_script_of_a_title_is_said(language: str, marked: str) -> None:
    assert noted(title="港口", language=language) == f"“{{{marked}:港口}}”, 2024."


def test_a_title_in_another_language_is_marked_and_one_in_the_briefs_is_not() -> None:
    assert noted(title="Der Hafen", language="de") == "“{de:Der Hafen}”, 2024."
    assert noted(title="The port", language="en-US") == "“The port”, 2024."


def test_quotations_in_a_title_turn_single_and_apostrophes_curl() -> None:
    assert noted(title='Russia\'s "port"', publisher="Ministry of the Sea's Press") == (
        "“Russia’s ‘port’”, Ministry of the Sea’s Press, 2024."
    )


def test_only_the_script_of_a_foreign_title_is_marked_where_it_has_one() -> None:
    assert (
        noted(title="Gangkou 港口 (2021年)", language="zh-TW") == "“Gangkou {zh-Hant:港口} ({zh-Hant:2021年})”, 2024."
    )


def test_a_titles_own_full_stop_goes_and_an_abbreviations_stays() -> None:
    assert noted(title="Tame the cranes. Now they must.") == "“Tame the cranes. Now they must”, 2024."
    assert noted(title="The ports of the U.S.") == "“The ports of the U.S.”, 2024."


def test_a_series_is_named_with_its_number() -> None:
    assert noted(title="A", **{"type": "report", "collection-title": "Quay Papers", "number": "7"}) == (
        "*A*, Quay Papers 7, 2024."
    )
    assert noted(title="A", type="report", number="7") == "*A*, no.~7, 2024."


def test_names_have_curly_apostrophes() -> None:
    assert noted(title="A", author=[{"literal": "People's Port"}]).startswith("People’s Port, ")


def test_markup_of_csl_json_is_set() -> None:
    assert noted(title="The <i>Seagull</i>, CO<sub>2</sub>") == "“The *Seagull*, CO₂”, 2024."


def test_numbers_booleans_and_unknown_fields_do_no_harm() -> None:
    item = metadata(
        {
            "id": "a",
            "title": "T",
            "volume": 3,
            "note": "secret",
            "custom": {"a": 1},
            "issued": {"circa": True},
            "x": None,
        },
        "",
        "en",
    )["c"]
    assert item["volume"] == {"t": "MetaString", "c": "3"}
    assert item["issued"]["c"]["circa"] == {"t": "MetaBool", "c": True}
    assert not {"note", "custom", "x"} & item.keys()


def test_a_circa_date_and_a_range_are_worded() -> None:
    assert noted(title="A", issued={"date-parts": [[2023, 5], [2024, 2]]}) == "“A”, May 2023–February 2024."


def test_the_translation_is_found_in_either_place() -> None:
    assert translated_title({"translated-title": "A"}) == "A"
    assert translated_title({"custom": {"translated-title": "A"}}) == "A"
    assert translated_title({"custom": "x"}) == ""
