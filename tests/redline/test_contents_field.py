"""The field of the contents begins in the first entry and ends in the last, through every round and decision."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.brief import Bibliography, Heading
from briefgen.writers import docx
from tests.redline.contents import outside
from tests.redline.editor import Edit, play
from tests.redline.merging import Round, merged
from tests.redline.package import Docx, find
from tests.redline.pending import said
from tests.redline.promises import broken
from tests.redline.shelves import Item, Section, brief, shelf
from tests.redline.tracked_edits import Decide
from tests.writers.word import word_style

ACCEPT, REJECT = Decide(accepts=True, part=8, seed=1), Decide(accepts=False, part=8, seed=1)
SOME = Decide(accepts=False, part=4, seed=3, each=True)


def built(order: str) -> bytes:
    """A brief whose sections are those letters of *order*, each with one finding; ``S`` for a list of sources at the end."""
    sections = tuple(
        Section(f"section-{name}", (f"Part {name}", "heading"), (Item(f"finding-{name}", said(f"r{name}k0", "grain")),))
        for name in order
        if name != "S"
    )
    made = brief(
        replace(shelf(1), messages=(), figures=(), entries=(), recommendations=(), sections=sections, contents=True)
    )
    if "S" not in order:
        blocks = tuple(
            block for block in made.blocks
            if not isinstance(block, Bibliography) and not (isinstance(block, Heading) and block.id == "sources-heading")
        )  # fmt: skip
        made = replace(made, blocks=blocks)
    return docx.write(made, word_style())


@pytest.mark.parametrize("edits", [(), (ACCEPT,), (REJECT,), (SOME,)], ids=["left", "accepted", "rejected", "some"])
@pytest.mark.parametrize(
    "orders",
    [
        ("abS", "bS", "S"),  # the first goes, and the next
        ("abS", "bS", "abS", "bS"),  # goes, comes back, goes
        ("abS", "baS", "abS"),  # moves, and back
        ("abS", "cabS", "cdabS", "abS"),  # one comes before it, and one after that, and both go
        ("abS", "ab", "a"),  # the last, in which the field ends, goes, and the next
        ("abS", "ab", "abS", "abcS"),  # goes, comes back, one comes before it
        ("a", "ab", "b", "bS"),  # the only one is joined by another, goes
        ("abS", "c", "ab"),  # all go, and come
    ],
    ids=" ".join,
)
def test_the_field_of_the_contents_goes_around_all_entries(orders: tuple[str, ...], edits: tuple[Edit, ...]) -> None:
    copy = base = built(orders[0])
    for turn, order in enumerate(orders[1:], 1):
        new = built(order)
        case = merged(Round(base, copy, new))
        assert not list(outside(case.made))
        base, copy = new, play(case.made, edits, turn)
        assert not list(outside(copy))


def test_an_entry_outside_the_field_is_seen() -> None:
    document = Docx(built("abS"))
    entries = find(document.body, ".//w:sdt//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'Toc')]")
    for run in find(entries[0], "w:r[w:fldChar or w:instrText]"):
        entries[1].insert(1, run)
    assert any("'Part a heading'" in wrong for wrong in outside(document.save()))


def test_a_field_that_begins_with_the_second_entry_once_the_first_is_gone_is_no_mixture() -> None:
    base, new = built("abS"), built("bS")
    assert not broken(merged(Round(base, base, new)))
