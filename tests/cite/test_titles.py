"""Short titles for later mentions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.cite.titles import CUT_WORDS, short_titles


def short(title: str, **fields: str) -> str:
    return short_titles({"a": {"title": title, **fields}})["a"]


@pytest.mark.parametrize(
    ("title", "shortened"),
    [
        ("Dredging to 2040", "Dredging to 2040"),
        ("Seven words are not yet too many", "Seven words are not yet too many"),
        ("Harbours after the storm: Who pays for the new quay?", "Harbours after the storm"),
        ("Harbours after the storm – who pays for the new quay", "Harbours after the storm"),
        ("Who pays? A long account of quays and their costs", "Who pays?"),
        ("Ministers call the tariff a shield as shipyards warn", "Ministers call the tariff …"),
        ("One of the most important harbours in all of Europe", "One of the most important …"),
        ("A maturing coast - shared ports and their many owners", "A maturing coast"),
        ("Port calls: facts and figures", "Port calls"),
        ("EU-China – A strategic outlook", "EU-China – A strategic outlook"),
        ("Costs: the price of one long and winding harbour wall", "Costs: the price of one …"),
        ("He calls it a ‘very temporary shield’ against the sea and wind", "He calls it …"),
        ("Six quays, five cranes, four tugs, and one broken dredger", "Six quays, five cranes, four …"),
        ("加快建设2030年智慧港口的若干意见", "加快建设2030年智慧港口的若干意见"),
    ],
)
def test_a_long_title_is_cut_where_an_editor_would(title: str, shortened: str) -> None:
    assert short(title) == shortened


def test_a_references_own_short_title_stands() -> None:
    assert short("A very long title indeed that nobody would repeat", **{"title-short": "Long"}) == "Long"


def test_two_works_of_one_author_that_would_look_alike_keep_their_whole_titles() -> None:
    first = {"title": "Remarks on the port by the ambassador in May", "author": [{"literal": "Ministry"}]}
    second = {**first, "title": "Remarks on the port by the ambassador in June"}
    other = {**first, "author": [{"literal": "Another"}]}
    assert short_titles({"a": first, "b": second, "c": other}) == {
        "a": first["title"],
        "b": second["title"],
        "c": "Remarks on the port …",
    }


def test_a_work_without_a_title_has_no_short_one() -> None:
    assert short_titles({"a": {"type": "personal_communication"}}) == {}


@given(st.text(alphabet="ab :–?'“”‘’\"", max_size=80))
def test_a_short_title_is_the_title_or_a_beginning_of_it(title: str) -> None:
    if not title.strip():
        return
    said = short(title)
    if said != title:
        beginning = said.removesuffix(" …")
        assert " ".join(title.split()).startswith(" ".join(beginning.split()))
        assert len(said.split()) <= max(CUT_WORDS + 1, 7)
