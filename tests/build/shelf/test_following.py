"""Numbers of notes are brought up to date in the records' files, and nothing else in them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from briefgen.build.shelf.following import edited_files, renumbered, unproved
from briefgen.corpus.load import load_corpus
from tests.corpus.desks import RECORDS, desk

FILE = "corpus/records/two-views/c1.yaml"


def with_notes(record, notes):
    first, *rest = record.evidence
    return replace(record, evidence=(replace(first, notes=notes), *rest))


def test_the_digits_are_exchanged_where_they_stand():
    made = desk(records=RECORDS.replace("notes: [1]", "notes: [1]  # the first, note 1"))
    records = load_corpus(made).records
    wanted = {**records, "c1-01": with_notes(records["c1-01"], (12,))}
    contents, left = edited_files(made, records, wanted)
    assert left == frozenset()
    assert contents[FILE].decode() == made.contents[FILE].decode().replace("notes: [1]  #", "notes: [12]  #")
    assert [(one.record, one.before, one.now) for one in renumbered(records, wanted)] == [("c1-01", 1, 12)]


def test_a_file_that_reads_otherwise_than_foreseen_is_left():
    made = desk()
    records = load_corpus(made).records
    wanted = {**records, "c1-01": with_notes(records["c1-01"], (1, 1))}
    assert unproved(made, {FILE: made.contents[FILE]}, wanted) == {FILE}
    assert unproved(made, {FILE: b"records: 3"}, records) == {FILE}
    assert unproved(made, {FILE: made.contents[FILE]}, records) == frozenset()


def test_a_file_that_changed_meanwhile_is_left():
    made = desk()
    records = load_corpus(made).records
    made.contents[FILE] = b"# short\n"
    assert edited_files(made, records, {**records, "c1-01": with_notes(records["c1-01"], (2,))}) == ({}, {FILE})


@given(st.lists(st.integers(1, 40), min_size=1, max_size=6), st.integers(2, 90))
def test_whatever_the_numbers_only_they_change(numbers, step):
    listed = ", ".join(map(str, numbers))
    notes = "".join(
        f'{{"id": "c1.n{number}", "part": "c1", "number": {number}, "start": 0, "end": 1, "spans": [[0, 1]],'
        f' "digest": "d"}}\n'
        for number in range(1, 140)
    )
    made = desk(records=RECORDS.replace("notes: [1]", f"notes: [{listed}]"), notes=notes)
    records = load_corpus(made).records
    now = tuple(number + step for number in numbers)
    wanted = {**records, "c1-01": with_notes(records["c1-01"], now)}
    contents, _ = edited_files(made, records, wanted)
    expected = made.contents[FILE].decode().replace(f"[{listed}]", f"[{', '.join(map(str, now))}]")
    assert contents[FILE].decode() == expected
    assert unproved(made, contents, wanted) == frozenset()
