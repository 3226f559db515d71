"""Notes whose calls an editor put elsewhere, and that a build words otherwise: rounds later, joined, copied, alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from tests.redline.around_edits import Comment
from tests.redline.block_edits import Copy, DeleteRow, Join, Move, OwnParagraph
from tests.redline.changes import ChangeNote, Reorder, Sections, _each
from tests.redline.editing import Editing
from tests.redline.editor import Edit
from tests.redline.package import Docx, find
from tests.redline.pending import rounds, stands, without, worded
from tests.redline.promises import Case, broken, notes_of
from tests.redline.reading import calls
from tests.redline.runs import Run, Step, cases, check, settles
from tests.redline.shelves import Item, Shelf
from tests.redline.text_edits import EditNote, OwnNote
from tests.redline.tracked_edits import Decide, TrackedParagraph

WEEKLY, MONTHLY = "r11m0 Weekly q x.", "r11m0 Monthly q x."


def noted(brief: Shelf, words: str, number: int = 11) -> Shelf:
    """The brief with other words in the note of a finding."""

    def change(run: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(_noted(one, words) if one.id == f"finding-{number}" else one for one in run)

    return _each(brief, change)


def _noted(one: Item, words: str) -> Item:
    first = one.sentences[0]
    return replace(one, sentences=(replace(first, note=tuple(words.rstrip(".").split())),))


@dataclass(frozen=True, slots=True)
class Cut:
    """The call of the note of one finding cut out and put at the head of another's paragraph."""

    mark: str
    to: str

    def apply(self, editing: Editing) -> None:
        paragraphs = {"".join(one.itertext()).casefold()[:5]: one for one in editing.paragraphs()}
        (run,) = find(paragraphs[self.mark], ".//w:r[w:footnoteReference]")
        run.getparent().remove(run)
        editing.put(paragraphs[self.to], 5, run)


def last(briefs: tuple[Shelf, ...], *edits: Edit, turn: int = 0) -> Case:
    case = rounds(briefs, edits, turn)[-1]
    assert not broken(case)
    assert not settles(case)
    return case


def notes(case: Case) -> list[str]:
    return [note for line in case.result for note in notes_of(line)]


@pytest.mark.parametrize("to", ["r12k0", "r11k0"])
@pytest.mark.parametrize("waits", [0, 1, 2])
def test_a_note_whose_call_was_moved_follows_the_build_where_it_is_now(to: str, waits: int) -> None:
    brief = stands()
    case = last((*(brief,) * (waits + 1), noted(brief, WEEKLY)), Cut("r11k0", to))
    assert WEEKLY in notes(case)
    assert "finding-11" in case.told
    (remark,) = case.remarks
    assert remark.said == f"The note was reworded: why finding-11.\nNew wording of the note: {WEEKLY}"


def test_a_moved_note_that_is_reworded_twice_bears_one_comment() -> None:
    brief = stands()
    case = last((brief, noted(brief, WEEKLY), noted(brief, MONTHLY)), Cut("r11k0", "r12k0"))
    assert MONTHLY in notes(case)
    assert [remark.said for remark in case.remarks] == [
        f"The note was reworded: why finding-11.\nNew wording of the note: {MONTHLY}"
    ]


def test_a_moved_note_follows_where_the_text_it_left_was_reworded_in_between() -> None:
    brief = stands()
    changed = worded(brief, "finding", "all new words")
    case = last((brief, changed, noted(changed, WEEKLY)), Cut("r11k0", "r12k0"))
    assert WEEKLY in notes(case)


def test_a_moved_note_that_the_editor_rewrote_too_stays_and_a_comment_has_the_new_wording() -> None:
    brief = stands()
    case = last((brief, noted(brief, WEEKLY)), Cut("r11k0", "r12k0"), EditNote(1, 3, 0))
    assert WEEKLY not in notes(case)
    assert any(f"New wording of the note: {WEEKLY}" in remark.said for remark in case.remarks)
    assert "finding-11" in case.told


def test_where_two_notes_say_the_same_neither_is_taken_for_the_moved_one() -> None:
    brief = noted(noted(stands(), "r11m0 same"), "r11m0 same", 10)
    brief_later = noted(brief, WEEKLY)
    case = rounds((brief, brief_later), (Cut("r10k0", "r12k0"), Cut("r11k0", "r12k0")), 0)[-1]
    assert WEEKLY not in notes(case)
    assert any(f"New wording of the note: {WEEKLY}" in remark.said for remark in case.remarks)


def test_a_call_set_beside_another_does_not_pass_for_it() -> None:
    """Of two calls in a row one is the editor's own: each note is held against its own."""
    brief = stands()
    case = last((brief, noted(brief, WEEKLY)), OwnNote(which=4, at=33))
    assert WEEKLY in notes(case)


def test_a_note_of_a_joined_paragraph_follows_and_its_comment_has_the_new_wording() -> None:
    steps = (
        Step((DeleteRow(which=53, table=False),), ()),
        Step((TrackedParagraph(which=28, words=3, after=True), OwnParagraph(at=39, words=4)), ()),
        Step((Copy(which=21, to=54, bookmarks="copy"), Join(which=50)), (ChangeNote(52, 6322, goes=False),)),
    )
    check(Run(390, steps))
    *_, case = cases(Run(390, steps))
    assert any("New wording of the note: r3m0 own pooled" in remark.said for remark in case.remarks)


def test_a_note_that_a_removed_block_leaves_elsewhere_stays() -> None:
    brief = stands()
    case = last((brief, without(brief, "finding")), Cut("r11k0", "r12k0"))
    assert any(note.startswith("r11m0 Daily") for note in notes(case))


def test_a_comment_before_the_first_two_calls_is_whole_where_another_call_comes_before_it() -> None:
    """The mark of a comment moves before the first call, and so does its beginning where that stood after it."""
    first = Step((Copy(which=23, to=5, bookmarks="original"),), (ChangeNote(60, 1605, goes=False),))
    second = Step((OwnNote(which=36, at=3),), (ChangeNote(41, 3000, goes=True),))
    check(Run(12, (first, second)))
    check(Run(12, (Step((Comment(36, 3, 9),), first.changes), second)))


@pytest.mark.parametrize("words", ["r11m0 Daily p q.", WEEKLY])
def test_a_struck_note_that_the_editor_wrote_into_stays_as_it_is_where_the_build_calls_a_note_again(words: str) -> None:
    brief = noted(stands(), "r11m0 Daily p q.")
    struck = _each(brief, lambda run: tuple(_noted(one, "") if one.id == "finding-11" else one for one in run))
    case = last((brief, struck, noted(brief, words)), EditNote(1, 2, 0), turn=1)
    assert words in notes(case)
    (theirs,) = [note for note in Docx(case.made).notes("footnote") if "zq1n1z" in "".join(note.itertext())]
    assert not find(theirs, ".//w:del | .//w:ins")
    assert not find(theirs, ".//w:delText")


def test_the_comment_on_a_pending_insertion_that_is_taken_back_goes_with_it_though_its_mark_stands_farther_behind() -> (
    None
):
    first = Step((Move(27, 16, 3),), (Reorder(54, 0), Sections(3, 39, 9508), Sections(2, 18, 4651)))
    second = Step((Decide(accepts=False, part=4, seed=754),), (Sections(5, 28, 8039), Sections(0, 15, 8080)))
    check(Run(270, (first, second)))


def test_a_note_that_comes_last_has_a_small_number_too() -> None:
    """The Open XML SDK's validator takes no note id above 32,767."""
    brief = stands()
    without_last = _each(brief, lambda run: tuple(_noted(one, "") if one.id == "finding-12" else one for one in run))
    case = last((without_last, brief))
    assert [number for _, number in calls(Docx(case.made))] == ["1", "2", "3"]
