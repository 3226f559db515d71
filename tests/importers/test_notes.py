"""Notes are found in every layout, once each, and told from the running text."""

import pytest

from briefgen.importers.notes import Notes, NoteText, find_notes
from briefgen.importers.text import read


def found(text: str) -> Notes:
    return find_notes(read(text.encode(), "a.txt").pieces)


def shown(text: str, note: NoteText) -> str:
    return "|".join(text[start:end] for start, end in note.spans)


@pytest.mark.parametrize(
    "text",
    [
        "Prose stands here.\n\n¹ First note.\n\n² Second note.\n",
        "Prose stands here.\n\n- ¹ First note.\n- ² Second note.\n",
        "Prose stands here.\n\n-\n- ¹ First note.\n - ² Second note.\n",
        "Prose stands here.\n- Endnotes\n1 | First note.\n2 | Second note.\n",
        "Prose stands here.\n\n[1] First note.\n[2] Second note.\n",
        "Prose stands here.\n\n[^1]: First note.\n[^2]: Second note.\n",
        "Prose stands here.\n\nNotes\n\n1. First note.\n2. Second note.\n",
        "Prose stands here.\n\nReferences\n\n1 First note.\n\n2 Second note.\n",
    ],
)
def test_a_layout_of_notes_is_recognised(text):
    notes = found(text)
    assert [(note.number, shown(text, note)) for note in notes.notes] == [(1, "First note."), (2, "Second note.")]
    assert notes.body[0].text == "Prose stands here."
    assert notes.doubts == ()


def test_two_notes_run_into_one_line_are_parted_and_a_note_goes_on_in_the_next_line():
    text = "Prose.\n1 | First note, see Ab-\nstand 2020 (seen in May)2 | Second note\n3 | Third note\n"
    notes = found(text)
    assert [shown(text, note) for note in notes.notes] == [
        "First note, see Ab-|stand 2020 (seen in May)",
        "Second note",
        "Third note",
    ]


def test_a_number_that_is_not_the_next_one_does_not_part_a_note():
    text = "Prose.\n1 | First note, 12 | 13 stand in its table\n2 | Second note\n"
    assert [shown(text, note) for note in found(text).notes] == [
        "First note, 12 | 13 stand in its table",
        "Second note",
    ]


def test_numbered_paragraphs_are_no_notes_where_no_heading_says_so():
    text = "Prose.\n\n1. Do this, says the report.\n\n2. Do that, says the report.\n"
    assert found(text).notes == ()


def test_notes_at_the_foot_of_a_page_leave_the_text_after_them_in_the_body():
    text = "A page.\n\n¹ First note.\n\nAnother page.\n\n² Second note.\n"
    notes = found(text)
    assert [piece.text for piece in notes.body] == ["A page.", "Another page."]
    assert notes.after == ()


def test_what_stands_behind_notes_in_one_run_is_set_apart():
    text = "A page.\n\n¹ First note.\n\n² Second note.\n\nThe publisher is old.\n"
    assert [piece.text for piece in found(text).after] == ["The publisher is old."]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Prose.\n\n¹ One.\n\n¹ One again.\n", "there are two notes 1"),
        ("Prose.\n\n¹ One.\n\n³ Three.\n", "note 3 stands where note 2 was expected"),
    ],
)
def test_a_fault_in_the_numbers_is_told_with_its_line(text, message):
    (doubt,) = found(text).doubts
    assert (doubt.message, doubt.line) == (message, 5)
