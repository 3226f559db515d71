"""Notes that the format itself ties to their calls are taken as they are: nothing is guessed."""

from tests.importers.documents import texts
from tests.importers.manuscripts import imported, native

REPORT = """
# Night trains{t}
Mara Holt{a}
# What they cost
Fares rose by 12 percent in 2019{b}. Nobody knew that 3 lines were left, said the outlook of 2018.
- One for power{c}
- Another one
| Line{d} | Fare
# Who rides them
Riders are said to
be as many as in 2001.
These lines end openly
The next one is a paragraph of its own{b}.
# Notes
"""
NOTES = {
    "t": (1, "The authors thank the guards."),
    "a": (2, "Writing in her own name."),
    "b": (3, "Holt, Mara (2020), “Fares”, *Rail Times*."),
    "c": (4, "Ibid."),
    "d": (5, "In euros."),
    "e": (6, "Nobody calls this one."),
}


def test_notes_are_tied_to_what_calls_them_wherever_it_stands(monkeypatch):
    read = imported(native(REPORT, NOTES), monkeypatch)
    by_id = {one.id: one for one in read.source.passages}
    called = {note.number: [by_id[name].kind for name in note.called_by] for note in read.source.notes}
    assert called == {
        1: ["front-matter"],
        2: ["front-matter"],
        3: ["paragraph", "paragraph"],
        4: ["list-item"],
        5: ["table"],
        6: [],
    }
    assert [one.message for one in read.doubts] == ["report: note 6 is never called"]
    assert not [one for one in read.reading if one.role == "unread"]
    assert [one.role for one in read.reading][-6:] == ["note"] * 6


def test_numbers_that_stand_in_the_text_are_no_calls_beside_native_ones(monkeypatch):
    read = imported(native(REPORT, NOTES), monkeypatch)
    first = next(one for one in read.source.passages if one.kind == "paragraph")
    assert first.notes == (3,)
    assert first.figures == ("12 percent", "2018", "2019", "3")


def test_the_format_tells_headings_and_whole_paragraphs(monkeypatch):
    manuscript = native(REPORT, NOTES)
    read = imported(manuscript, monkeypatch)
    shown = texts(read, manuscript.text, "paragraph")
    assert list(shown.values())[1:] == [
        "Riders are said to be as many as in 2001.",  # cut in two before it came into the format
        "These lines end openly",
        "The next one is a paragraph of its own¹.",
    ]
    sections = [one.section for one in read.source.passages if one.kind != "front-matter"]
    assert list(dict.fromkeys(sections)) == [("What they cost",), ("Who rides them",)]


def test_a_raised_number_beside_native_notes_calls_its_note_again(monkeypatch):
    lines = "# A title\nThe first text{a}.\nThe second text calls it again.¹ It is 5 km² large."
    read = imported(native(lines, {"a": (1, "A note.")}), monkeypatch)
    assert [one.notes for one in read.source.passages] == [(1,), (1,)]


def test_notes_without_numbers_are_counted_and_doubled_numbers_counted_anew(monkeypatch):
    lines = "# A title\nThe first text{a} goes on{b}."
    read = imported(native(lines, {"a": (0, "A note."), "b": (0, "Another.")}), monkeypatch)
    assert [note.number for note in read.source.notes] == [1, 2]
    read = imported(native(lines, {"a": (1, "A note."), "b": (1, "An endnote.")}), monkeypatch)
    assert [note.number for note in read.source.notes] == [1, 2]
    said = "report: there are two notes 1; the notes of this part were counted anew in the order of their calls"
    assert said in [one.message for one in read.doubts]


VOLUME = """
Rivers and borders
Contents
Who owns a river?\t6
Ben Okafor\t
Courts at the water's edge\t9
Dara Quist\t
Who owns a river?
Ben Okafor{z}
Water belongs to nobody{a}, as has been said{b}.
Courts at the water's edge
Dara Quist
Courts have heard twelve cases{c}.
"""


def test_each_part_has_its_own_notes_whether_numbers_go_on_or_begin_again(monkeypatch):
    for numbers in ((1, 2, 3, 4), (1, 2, 3, 1)):
        notes = {name: (number, f"Note {name}.") for name, number in zip("zabc", numbers, strict=True)}
        read = imported(native(VOLUME, notes), monkeypatch)
        assert [note.id for note in read.source.notes] == ["ch01.n1", "ch01.n2", "ch01.n3", f"ch02.n{numbers[-1]}"]
        assert all(note.called_by for note in read.source.notes)


def test_the_numbers_by_which_the_desk_knows_the_notes_are_kept_when_another_format_counts_through(monkeypatch):
    notes = dict(zip("zabc", ((1, "Thanks."), (2, "Note a."), (3, "Ibid."), (1, "Note c.")), strict=True))
    known = imported(native(VOLUME, notes), monkeypatch).source
    through = {name: (number + 10, said) for number, (name, (_, said)) in enumerate(notes.items(), start=1)}
    again = imported(native(VOLUME, through), monkeypatch, known)
    assert [note.id for note in again.source.notes] == [note.id for note in known.notes]
    assert [one.notes for one in again.source.passages] == [one.notes for one in known.passages]
    said = "ch01: the document shows these notes as 11 to 13; the numbers that the desk knows were kept"
    assert said in [one.message for one in again.doubts]
    changed = {name: (number, said.replace("Note", "A new note")) for name, (number, said) in through.items()}
    other = imported(
        native(VOLUME, {**changed, "z": (11, "Thanks to all."), "b": (13, "See there.")}), monkeypatch, known
    )
    assert [note.number for note in other.source.notes] == [11, 12, 13, 14]


def test_a_raised_number_that_is_no_notes_is_told_and_a_power_is_none(monkeypatch):
    text = REPORT.replace("said the outlook", "said⁹ the outlook of 10⁸ words, and of 7 km² and")
    read = imported(native(text, NOTES), monkeypatch)
    assert [one.message for one in read.doubts] == [
        "report: note 9 is called but there is no such note",
        "report: note 6 is never called",
    ]
    assert read.doubts[0].hint.startswith("look for the note in the document")


def test_a_raised_number_is_not_tied_where_several_notes_show_it(monkeypatch):
    notes = {"t": (1, "One."), "a": (1, "Another one."), "b": (2, "Two.")}
    text = (
        "\n# Night trains{t}\nMara Holt{a}\n# What they cost\nFares rose{b} again¹ and again.\nThey fell once more.\n"
    )
    read = imported(native(text, notes), monkeypatch)
    assert sorted(one.message for one in read.doubts)[::-1] == [
        "report: there are two notes 1; the notes of this part were counted anew in the order of their calls",
        "report: a call of note 1 was tied to none, for several notes have this number",
    ]
    assert [one.notes for one in read.source.passages if one.kind == "paragraph"] == [(3,), ()]
