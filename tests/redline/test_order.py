"""Identity and order: a block stands where the new build has it, and what cannot be told is not guessed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.redline.around_edits import DropReceipt
from tests.redline.block_edits import Delete, DeleteRow, Move, OwnTable, Split, Unmark
from tests.redline.case import Case
from tests.redline.changes import CHANGES, Add, MoreSentences, Reorder, Reword, Sections
from tests.redline.drawing import strategy
from tests.redline.package import Docx, find, make, plain_run
from tests.redline.promises import broken, halves
from tests.redline.reading import accepted, seen
from tests.redline.revisions import accept
from tests.redline.runs import SHELVES, Run, Step, cases, check, settles
from tests.redline.test_properties import PROFILE
from tests.redline.text_edits import EditNote, OwnNote, Rewrite
from tests.redline.tracked_edits import TrackedParagraph

_CHANGES = st.lists(strategy(CHANGES), min_size=1, max_size=5).map(lambda made: Step((), tuple(made)))
UNTOUCHED = st.builds(Run, st.integers(0, SHELVES - 1), st.lists(_CHANGES, min_size=1, max_size=3).map(tuple))


def becomes_the_new_build(case: Case) -> list[str]:
    """All accepted, the result is the new build: its text, order, notes, styles, lists and looks."""
    made, new = seen(case.made, accept), seen(case.new, accept)
    wrong = [f"{one} instead of {other}" for one, other in zip(made, new, strict=False) if one != other]
    return wrong[:1] or ([] if len(made) == len(new) else [f"{len(made)} paragraphs instead of {len(new)}"])


@settings(PROFILE, max_examples=25)
@given(UNTOUCHED)
def test_a_copy_that_nobody_edited_becomes_the_new_build(run: Run) -> None:
    check(run, becomes_the_new_build)


#: What random runs found, each as small as it could be made.
FOUND = {
    "a section goes to another place whole, its heading too, where content alone is left to go by": (
        Run(0, (Step((Unmark(0, all=True), DropReceipt()), (Sections(0, 0, 0),)),))
    ),
    "a section goes to another place whole in a copy that nobody touched": Run(
        86, (Step((), (Sections(0, 6, 1093),)),)
    ),
    "a copy of which most was deleted and much is new is told by its bookmarks": (
        Run(
            146,
            (
                Step((OwnTable(32, 1, 1),), (Sections(3, 11, 3761), Add(7, 33, 6907))),
                Step((TrackedParagraph(30, 3),), ()),
                Step((DeleteRow(16, table=True),), (Sections(4, 13, 1600),)),
            ),
        )
    ),
    "a note of a pending insertion that the editor wrote in is not taken back with it": (
        Run(
            165,
            (
                Step((), (Add(22, 29, 5674), Sections(3, 19, 1623))),
                Step((OwnNote(18, 18, 1), EditNote(40, 86, 11)), (MoreSentences(58, 6373),)),
            ),
        )
    ),
    "what an editor wrote where a block stood before it was moved goes on in the next, which is the editor's then": (
        Run(
            384,
            (
                Step((), (Reorder(56, 26),)),
                Step((Rewrite(41, 41, 48, 1),), (Add(32, 0, 2828), Reword(59, 5560, 5))),
            ),
        )
    ),
}


@pytest.mark.parametrize("run", [pytest.param(run, id=told) for told, run in FOUND.items()])
def test_what_random_runs_found(run: Run) -> None:
    check(run, lambda case: [*broken(case), *settles(case)])


def test_nothing_new_stands_between_the_halves_of_a_block() -> None:
    """An editor split the title of the key messages; a new message stands behind both halves."""
    edits = (Delete(35, 3), Split(15, 82), Delete(5), Move(51, 27, 3))
    (case,) = cases(Run(227, (Step(edits, (Add(54, 31, 2954),)),)))
    said = accepted(case.made)
    assert said[said.index("Key ") + 1] == "messages"
    assert not list(halves(case))
    between = Docx(case.made)
    (second,) = find(between.body, ".//w:p[.//w:t='messages']")
    second.addprevious(make("w:p", None, plain_run("between")))
    assert list(halves(replace(case, made=between.save())))
