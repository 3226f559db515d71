"""A document becomes a source: parts, whole passages, notes tied to their calls, nothing lost on the way."""

import pytest

from briefgen.corpus.anchors import digest
from briefgen.corpus.sources import Name
from briefgen.errors import DocumentError
from briefgen.importers.document import import_document
from tests.importers.documents import KEY, REPORT, VOLUME, WRAPPED, imported, passage, texts

ALL = pytest.mark.parametrize("document", [VOLUME, REPORT, WRAPPED], ids=["volume", "report", "wrapped"])


def test_a_volume_has_its_chapters_with_authors_and_groups_between_front_and_back_matter():
    parts = imported(VOLUME).source.parts
    assert [(part.id, part.matter) for part in parts] == [
        ("foreword", "front"),
        ("acronyms", "front"),
        ("ch01", "body"),
        ("ch02", "body"),
        ("ch03", "body"),
        ("back-matter", "back"),
    ]
    first = parts[2]
    assert first.title == "Who owns a river? Two traditions compared"
    assert (first.number, first.group) == ("1", "Water and Law")
    assert first.authors == (Name(family="Okafor", given="Ben"), Name(family="Moretti", given="Chiara"))
    assert first.affiliations == ("Professor of Law, University of Lund", "Fellow, Basin Centre")
    assert parts[3].authors == (Name(literal="Institute for Fluvial Law (IFL)"),)
    assert parts[0].authors == (Name(family="Lindqvist", given="Ada"),)


def test_a_report_is_one_part_whose_authors_stand_in_their_biographies():
    report, behind = imported(REPORT).source.parts
    assert (report.id, report.title) == ("report", "Slow trains: a report on night travel")
    assert report.authors == (Name(family="Maro", given="Ines"), Name(family="Brandt", given="Jo"))
    assert (behind.id, behind.matter) == ("about-the-authors", "back")


def test_a_paragraph_cut_by_a_page_a_running_head_or_a_pull_quote_is_one_passage():
    read = imported(VOLUME)
    shown = texts(read, VOLUME)
    assert shown["ch01.p01"].startswith("In 1997 the two states")
    assert r"from \$2 million to \$35 million a year" in shown["ch01.p01"]
    assert len(passage(read, "ch01.p01").spans) == 2
    assert shown["ch01.p03"].endswith("few courts have up-held since 1957. It has built four dams:")
    assert len(passage(read, "ch01.p03").spans) == 3


def test_a_pull_quote_points_to_its_passage_and_is_no_passage_of_the_text():
    read = imported(VOLUME)
    quotes = [one for one in read.source.passages if one.kind == "pull-quote"]
    assert [(one.id, one.repeats, one.number) for one in quotes] == [("ch01.q01", "ch01.p02", 0)]


def test_sections_are_the_path_of_headings_and_paragraphs_are_counted_within_them():
    read = imported(VOLUME)
    assert passage(read, "ch01.p03").section == ("Introduction: Two banks", "UPSTREAM RIGHTS")
    assert [passage(read, f"ch01.p0{number}").number for number in (1, 2, 3, 4, 5, 6)] == [1, 2, 1, 2, 3, 1]
    assert passage(read, "ch01.p06").section == ("Recommendations and conclusions",)
    numbered = imported(REPORT)
    assert passage(numbered, "report.p05").section == ("2. What it costs", "2.1 Tracks are dear")


def test_the_questions_before_a_chapter_and_lost_bullets_are_read_as_what_they_are():
    read = imported(VOLUME)
    shown = texts(read, VOLUME)
    assert passage(read, "ch01.f01").kind == "front-matter"
    assert shown["ch01.f01"] == "Can a river belong to anybody?"
    assert (passage(read, "ch01.p04").kind, shown["ch01.p04"]) == ("list-item", "one for power")


def test_offsets_are_exact_and_the_same_text_gives_the_stored_digest():
    for document in (VOLUME, REPORT, WRAPPED):
        for one in imported(document).source.passages:
            assert (one.start, one.end) == (one.spans[0][0], one.spans[-1][1])
            assert document[one.start].strip()
            assert document[one.end - 1].strip()
    read = imported(VOLUME)
    assert passage(read, "ch02.p02").digest == digest("They should hear more of them.", KEY)
    assert passage(read, "ch02.p01").digest == digest("Courts have heard twelve cases since 1960.", KEY)


def test_note_marks_stuck_to_words_count_neither_as_text_nor_as_figures():
    read = imported(REPORT)
    third = passage(read, "report.p03")
    assert third.figures == ("12", "2018", "2019", "2020", "30 eur")
    assert passage(read, "report.p04").figures == ("2020", "22")
    assert passage(read, "report.p05").figures == ("2017", "26.3 percent")
    unmarked = "Tracks cost 26.3 percent more than in 2017. They are not getting cheaper."
    assert passage(read, "report.p05").digest == digest(unmarked, KEY)


@ALL
def test_every_note_is_found_once_and_tied_to_the_passages_that_call_it(document):
    read = imported(document)
    by_id = {one.id: one for one in read.source.passages}
    assert len({note.id for note in read.source.notes}) == len(read.source.notes)
    for note in read.source.notes:
        assert all(note.number in by_id[caller].notes for caller in note.called_by)
        assert note.called_by or "it is never called" in note.doubt
    assert sum(bool(note.called_by) for note in read.source.notes) >= len(read.source.notes) - 1


def test_a_note_may_be_called_twice_and_from_an_authors_line():
    notes = {note.id: note for note in imported(VOLUME).source.notes}
    assert notes["ch01.n2"].called_by == ("ch01.p01", "ch01.p06")
    assert notes["ch01.n1"].called_by == ("ch01.f03",)


def test_faults_of_the_document_are_told_with_their_lines():
    read = imported(VOLUME)
    said = {doubt.message for doubt in read.doubts}
    assert "ch02: note 2 is never called" in said
    assert "ch02.n1: 'ibid.' points to no work cited before in this part" in said
    assert "back-matter: text without a heading follows the last notes; it was read as back matter" in said
    misordered = imported(REPORT).doubts
    line = REPORT[: REPORT.index("outlook4")].count("\n") + 1
    assert ("report: note 4 is called where note 2 was expected", line) in {
        (one.message, one.line) for one in misordered
    }


@ALL
def test_every_line_of_the_document_has_a_role(document):
    read = imported(document)
    lines = [number for number, line in enumerate(document.split("\n"), start=1) if line.strip()]
    covered = {
        number
        for one in read.reading
        for number in range(one.line, one.line + document[one.start : one.end].count("\n") + 1)
    }
    assert covered == set(lines)
    assert not [one for one in read.reading if one.role == "unread"]


@ALL
def test_the_same_document_is_read_in_the_same_way(document):
    assert imported(document) == imported(document)


def test_a_known_sources_data_and_unchanged_ids_are_kept_when_the_text_changes():
    first = imported(VOLUME)
    added = "A flood came in 1953, and nobody had foreseen it at all.\n\n"
    changed = VOLUME.replace("As one engineer put it", added + "As one engineer put it").replace(
        "measure the flow together", "measure the flow of the river together"
    )
    second = imported(changed, known=first.source)
    before, after = texts(first, VOLUME), texts(second, changed)
    assert after["ch01.p02"] == before["ch01.p02"]
    assert after["ch01.p03"] == before["ch01.p03"]
    assert after["ch01.p06"] == "Both states should measure the flow of the river together.²"
    fresh = set(after) - set(before)
    assert {after[name] for name in fresh} == {added.strip()}
    assert second.source.notes[1].called_by == ("ch01.p01", "ch01.p06")
    assert [part.id for part in second.source.parts] == [part.id for part in first.source.parts]


def test_what_a_person_wrote_about_a_part_is_kept_and_a_difference_told():
    from dataclasses import replace

    first = imported(VOLUME).source
    edited = replace(first.parts[2], title="Whose river?", authors=(Name(family="Okafor", given="B."),))
    known = replace(first, parts=(*first.parts[:2], edited, *first.parts[3:]), csl={"id": "source", "type": "book"})
    read = imported(VOLUME, known=known)
    assert read.source.parts == known.parts
    assert texts(read, VOLUME) == texts(imported(VOLUME), VOLUME)
    assert read.source.csl == {"id": "source", "type": "book"}
    told = "ch01: the document's title is 'Who owns a river? Two traditions compared', source.yaml says 'Whose river?'"
    assert told in {doubt.message for doubt in read.doubts}


def test_a_part_that_the_document_no_longer_has_is_kept_and_told():
    from dataclasses import replace

    first = imported(VOLUME).source
    gone = replace(first.parts[2], id="ch99", title="On locks and weirs")
    read = imported(VOLUME, known=replace(first, parts=(*first.parts, gone)))
    assert read.source.parts[-1] == gone
    assert "the part 'ch99' of source.yaml is not in the document" in {doubt.message for doubt in read.doubts}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xlsx", b"PK", "a spreadsheet ('.xlsx') cannot be imported"),
        ("a.xyz", b"PK", "'.xyz' documents cannot be imported"),
        ("a.txt", b"", "the document is empty"),
        ("a.txt", b" \n\t\n", "the document is empty"),
        ("a.txt", b"one\ntwo \xff\xfe\xfa", "the document is not UTF-8 text"),
        ("a.txt", b"one\0two", "the document is not text: it holds NUL characters"),
    ],
)
def test_a_document_that_cannot_be_read_is_one_clear_error(name, content, message):
    with pytest.raises(DocumentError) as caught:
        import_document(content, source_id="source", name=name, key=KEY, known=None)
    assert [problem.message for problem in caught.value.problems] == [message]
    assert all(problem.hint for problem in caught.value.problems)
