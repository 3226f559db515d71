"""Whose a tracked change is: ours under any name the desk ever gave us, an editor's though she bears our name."""

from __future__ import annotations

import re

import pytest

from briefgen.redline import Redlined, redline
from briefgen.redline.views import accepted, rejected
from briefgen.writers._word.package import zipped
from briefgen.writers._word.reading import parts_of
from tests.redline.edits import edited, tracked_insertion
from tests.redline.package import Docx, find
from tests.redline.pending import stands, without, worded
from tests.redline.writing import built

FIRST = built(stands())
SECOND = built(worded(stands(), "finding", "all ships wait"))
THIRD = built(worded(stands(), "finding", "buyers wait for ports"))
FEWER = built(without(stands(), "finding"))
DATES = ["2026-03-04T05:06:07Z", ""]


def merged(base: bytes, copy: bytes, new: bytes, author: str, date: str) -> Redlined:
    made = redline(base, copy, new, causes={"finding-11": "why"}, author=author, date=date)
    assert rejected(made.content) == rejected(copy)
    return made


def authors(content: bytes) -> set[str]:
    return set(find(Docx(content).body, ".//w:ins/@w:author | .//w:del/@w:author"))


def outcome(made: Redlined) -> str:
    return next(block.outcome for block in made.blocks if block.id == "finding-11")


def remarks(content: bytes) -> list[str]:
    docx = Docx(content)
    return ["".join(one.itertext()) for one in docx.tree(docx.related("comments"))]


@pytest.mark.parametrize("date", DATES)
def test_what_is_pending_under_a_former_name_is_ours(date: str) -> None:
    first = merged(FIRST, FIRST, SECOND, "briefgen", date).content
    again = merged(SECOND, first, THIRD, "Policy desk", "2026-04-01T00:00:00Z")
    assert outcome(again) == "reworded"
    assert authors(again.content) == {"Policy desk"}
    assert accepted(again.content) == accepted(THIRD)
    assert rejected(again.content) == rejected(FIRST)
    assert remarks(again.content) == ["Why."]  # the earlier one, by the former name, went with what it was about


@pytest.mark.parametrize("date", DATES)
def test_what_the_build_leaves_alone_keeps_the_name_and_date_that_it_bears(date: str) -> None:
    first = merged(FIRST, FIRST, FEWER, "briefgen", date).content
    other = built(worded(without(stands(), "finding"), "work", "all new"))
    again = merged(FEWER, first, other, "Policy desk", date).content
    assert authors(again) == {"briefgen", "Policy desk"}
    back = merged(other, again, FIRST, "Third name", date)
    assert outcome(back) == "reworded"
    assert accepted(back.content) == accepted(FIRST)
    assert rejected(back.content) == rejected(FIRST)


@pytest.mark.parametrize("date", DATES)
def test_an_editor_who_bears_our_name_is_not_taken_for_us(date: str) -> None:
    typed = tracked_insertion("finding-11", " really", "briefgen")
    for base, copy, new in (
        (FIRST, edited(FIRST, typed), SECOND),
        (SECOND, edited(merged(FIRST, FIRST, SECOND, "briefgen", date).content, typed), THIRD),
        (SECOND, edited(merged(FIRST, FIRST, SECOND, "briefgen", date).content, typed), FEWER),
    ):
        made = merged(base, copy, new, "briefgen", date)
        assert outcome(made) == "conflict"
        assert " really" in accepted(made.content)
        assert authors(made.content) == {"briefgen"}
        (hers,) = find(Docx(made.content).body, ".//w:ins[w:r/w:t=' really']")
        assert hers.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}date") == "2026-01-10T10:00:00Z"


def test_word_keeps_the_minute_alone_and_that_is_enough() -> None:
    first = merged(FIRST, FIRST, SECOND, "briefgen", DATES[0]).content
    copy = edited(first, lambda tree: _redated(tree, "2026-03-04T05:06:00Z"))
    assert outcome(merged(SECOND, copy, THIRD, "briefgen", "2026-04-01T00:00:00Z")) == "reworded"


@pytest.mark.parametrize("none", ["0-00-00T00:00:00Z", "1970-01-01T00:00:00Z"])
def test_no_date_is_what_libreoffice_writes_for_none(none: str) -> None:
    first = merged(FIRST, FIRST, SECOND, "briefgen", "").content
    copy = edited(first, lambda tree: _redated(tree, none))
    assert outcome(merged(SECOND, copy, THIRD, "briefgen", "")) == "reworded"


def _redated(tree, date: str) -> None:
    for change in find(tree, ".//w:ins | .//w:del"):
        change.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}date", date)


def test_a_copy_that_was_redlined_before_signatures_were_remembered_is_told_by_the_name() -> None:
    first = merged(FIRST, FIRST, SECOND, "briefgen", DATES[0]).content
    parts = {name: re.sub(rb"<signed [^>]*/>", b"", content) for name, content in parts_of(first).items()}
    assert parts != parts_of(first)
    old = zipped(parts)
    assert outcome(merged(SECOND, old, THIRD, "briefgen", "2026-04-01T00:00:00Z")) == "reworded"
    assert outcome(merged(SECOND, old, THIRD, "Policy desk", "2026-04-01T00:00:00Z")) == "conflict"
