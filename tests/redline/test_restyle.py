"""A change of style alone: tracked where no editor worked, told in a comment where one did, taken back by the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from briefgen.redline import Redlined, redline
from tests.redline.case import Case
from tests.redline.changes import Level, Reword
from tests.redline.editing import OURS
from tests.redline.editor import Edit, play
from tests.redline.merging import DATE, Round, merged
from tests.redline.package import Docx, find
from tests.redline.promises import broken
from tests.redline.reading import Line, comments, view
from tests.redline.revisions import accept, reject
from tests.redline.runs import Run, Step, cases, check, settles
from tests.redline.shelves import Shelf, shelf
from tests.redline.styled import styled
from tests.redline.text_edits import Restyle, Write
from tests.redline.writing import built
from tests.writers.word import faults

SHELF = 86
HEADING = "Part7 do ministry 515 percent"


def at(level: int, *more: object, of: Shelf | None = None) -> Shelf:
    """The shelf with its first section's heading at a level, and more changed."""
    made = Level(0, level).apply(of or shelf(SHELF))
    for change in more:
        made = change.apply(made)  # type: ignore[attr-defined]
    return made


def rounds(*levels: int, edits: Sequence[Edit] = ()) -> list[Case]:
    """Rounds in which the heading takes these levels; the editor works before the last."""
    base = copy = built(at(1))
    found: list[Case] = []
    for place, level in enumerate(levels, 1):
        copy = play(copy, edits if place == len(levels) else (), place)
        found.append(merged(Round(base, copy, built(at(level)))))
        base, copy = found[-1].new, found[-1].made
    return found


def heading(lines: Sequence[Line]) -> Line:
    return next(line for line in lines if line.full.startswith("Part7") and line.place == "text")


def number_of(content: bytes) -> int:
    """The paragraph that the heading is, as edits count them."""
    lines = [line for line in view(content, accept) if line.place != "control"]
    return next(place for place, line in enumerate(lines) if line.full == HEADING)


def told(made: Redlined) -> dict[str, tuple[str, str, str]]:
    return {
        block.id: (block.outcome, block.sentence, block.cause) for block in made.blocks if block.outcome != "untouched"
    }


def test_a_heading_of_another_level_is_a_tracked_change_with_its_cause_and_both_ways_out() -> None:
    base, new = built(at(1)), built(at(2))
    made = redline(base, base, new, causes={"section-7": "the template has it so"}, author=OURS, date=DATE)
    (change,) = find(Docx(made.content).body, ".//w:pPrChange[../w:pStyle/@w:val='Heading2']")
    assert find(change, "string(w:pPr/w:pStyle/@w:val)") == "Heading1"
    assert heading(view(made.content, accept)).style == "Heading2"
    assert view(made.content, reject) == view(base, reject)
    (comment,) = comments(Docx(made.content))
    assert (comment.said, comment.about) == (
        "In the style Heading 2 now, in place of Heading 1: the template has it so.",
        HEADING,
    )
    assert told(made) == {
        "section-7": ("restyled", "set in the style Heading 2 as a tracked change", "the template has it so")
    }


def test_where_the_editor_wrote_in_it_or_restyled_it_a_comment_says_the_new_style() -> None:
    place = number_of(built(at(1)))
    for edit in (Write(place, 5, 1), Restyle(place, 0)):
        base, new = built(at(1)), built(at(2))
        copy = play(base, (edit,))
        made = redline(base, copy, new, causes={"section-7": "the template has it so"}, author=OURS, date=DATE)
        assert heading(view(made.content, accept)) == heading(view(copy, accept)) != heading(view(base, accept))
        (comment,) = comments(Docx(made.content))
        assert comment.said == (
            "In the style Heading 2 in the new build: the template has it so. You changed this text, so its style stays."
        )
        sentence = "the editor's style stays, the new build has Heading 2: see the comment"
        assert told(made)["section-7"] == ("conflict", sentence, "the template has it so")
        assert not broken(merged(Round(base, copy, new)))


def test_a_pending_style_is_taken_back_before_the_next_comes() -> None:
    *_, third, back = rounds(2, 3, 1)
    changes = find(Docx(third.made).body, ".//w:pPrChange[../w:pStyle/@w:val='Heading3']/w:pPr/w:pStyle/@w:val")
    assert changes == ["Heading1"]
    assert len([one for one in comments(Docx(third.made)) if "In the style" in one.said]) == 1
    assert find(Docx(back.made).body, ".//w:pPrChange") == []
    assert view(back.made, accept) == view(back.made, reject) == view(built(at(1)), accept)
    for case in (third, back):
        assert not [*broken(case), *settles(case)]


def test_words_and_style_change_together_and_apart() -> None:
    base, new = built(at(1)), built(Level(0, 2, 5).apply(at(1)))
    made = redline(base, base, new, causes={}, author=OURS, date=DATE)
    assert told(made)["section-7"] == (
        "reworded",
        "reworded and set in the style Heading 2 as tracked changes",
        "the corpus changed",
    )
    check(Run(SHELF, (Step((), (Level(0, 2, 5),)), Step((), (Level(0, 3),)), Step((), (Level(0, 3, 8),)))))


def test_our_pending_style_is_no_edit_of_an_editors() -> None:
    first, second = cases(Run(SHELF, (Step((), (Level(0, 2),)), Step((), (Level(0, 2, 5),)))))
    assert not [*broken(first), *broken(second)]
    assert heading(view(second.made, accept)).style == "Heading2"
    assert heading(view(second.made, reject)) == heading(view(first.base, accept))


def test_a_style_that_the_editor_rejected_stays_rejected() -> None:
    (case,) = rounds(2)
    copy = play(case.made, ())
    docx = Docx(copy)
    for change in find(docx.body, ".//w:pPrChange"):
        properties = change.getparent()
        properties.replace(properties[0], change[0][0])
        properties.remove(change)
    again = merged(Round(case.new, docx.save(), built(at(2, Reword(3, 4, 2)))))
    assert heading(view(again.made, accept)).style == "Heading1"


def test_a_list_that_becomes_numbered_is_one_list() -> None:
    """A third entry makes it one; the first two and the new one count on, also when one more is put among them."""
    from tests.redline.changes import Add
    from tests.redline.test_order import becomes_the_new_build

    run = Run(0, (Step((), (Add(2, 2, 3),)), Step((), (Add(2, 1, 4),)), Step((), (Add(2, 0, 5),))))
    check(run, lambda case: [*broken(case), *becomes_the_new_build(case)])


def test_a_style_that_is_not_brought_over_is_seen() -> None:
    (case,) = rounds(2)
    assert not list(styled(case))
    assert list(styled(replace(case, made=case.copy)))
    assert list(styled(replace(case, told=frozenset())))
    silent = Docx(case.made)
    for comment in list(silent.tree(silent.related("comments"))):
        silent.tree(silent.related("comments")).remove(comment)
    assert list(styled(replace(case, made=silent.save())))
    strange = Docx(case.made)
    find(strange.body, ".//w:pStyle[@w:val='Body']")[0].set(
        find(strange.body, ".//w:pStyle/@w:val")[0].attrname, "Title"
    )
    assert list(styled(replace(case, made=strange.save())))


def test_the_open_xml_validator_finds_nothing_in_a_changed_style(tmp_path: Path) -> None:
    assert faults(rounds(2, 3)[-1].made, tmp_path) == []
