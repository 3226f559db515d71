"""Bookmarks: one name for each block id, such as Word takes."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from briefgen.writers._word.bookmarks import Bookmarks, bookmark_name
from briefgen.writers._word.xml import element, qualified

IDS = st.from_regex(r"[a-z][a-z0-9-]{0,80}", fullmatch=True)


def test_a_name_is_the_id_with_underscores_and_hidden_in_words_list() -> None:
    assert bookmark_name("rec-crp-12") == "_bg_rec_crp_12"


def test_a_long_name_ends_in_a_digest_and_is_as_long_as_word_takes() -> None:
    name = bookmark_name("a-very-long-block-id-that-goes-on-and-on-and-on")
    assert re.fullmatch(r"_bg_a_very_long_block_id_t?h?a?t?__[0-9a-f]{10}", name)
    assert len(name) <= 40


@given(st.sets(IDS, max_size=40))
def test_different_ids_have_different_names_that_word_takes(ids: set[str]) -> None:
    names = [bookmark_name(block) for block in ids]
    assert len(set(names)) == len(ids)
    assert all(re.fullmatch(r"_bg_[a-z][a-z0-9_]*", name) and len(name) <= 40 for name in names)


def test_bookmarks_lie_around_the_runs_with_ids_in_order() -> None:
    marks = Bookmarks()
    made = marks.around(("outer", "inner"), [element("w:r")])
    assert [entry.tag.rpartition("}")[2] for entry in made] == [
        "bookmarkStart",
        "bookmarkStart",
        "r",
        "bookmarkEnd",
        "bookmarkEnd",
    ]
    assert [made[place].get(qualified("w:id")) for place in (0, 1, 3, 4)] == ["0", "1", "1", "0"]
    assert marks.around(("next",), [])[0].get(qualified("w:id")) == "2"
