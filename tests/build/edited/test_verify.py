"""What is said of an edited brief, statement by statement."""

import pytest

from briefgen.build.edited.verify import verify
from briefgen.build.run import build
from briefgen.errors import DocumentError
from briefgen.writers._word.xml import qualified
from tests.build.desks import CONFIG, DOCX, RECORDS, change, starter
from tests.redline.edits import block, bold, deleted, edited, inserted_after, moved_after, replaced, unmarked


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    desk = starter(tmp_path_factory.mktemp("verify") / "desk", "docx")
    build(desk, CONFIG)
    return desk


def told(desk, *edits, part="word/document.xml"):
    content = edited(desk.read(DOCX), *edits, part=part) if edits else desk.read(DOCX)
    return verify(desk, content, "first-brief.docx")


def remarks(found):
    return {(one.block, remark.kind): remark.sentence for one in found.statements for remark in one.remarks}


def uncalled(identity):
    """Take the note calls of a block out."""

    def edit(tree):
        for call in list(block(tree, identity).iter(qualified("w:footnoteReference"))):
            call.getparent().getparent().remove(call.getparent())

    return edit


def emptied(number):
    """Take the words of a note out."""

    def edit(tree):
        for note in tree.iter(qualified("w:footnote")):
            if note.get(qualified("w:id")) == str(number):
                for text in note.iter(qualified("w:t")):
                    text.text = " "

    return edit


def test_a_brief_that_nobody_touched_stands_from_end_to_end(built):
    found = told(built)
    assert all(one.stands for one in found.statements)
    assert (found.build, found.faults) == (1, 0)
    assert len(found.statements) > 50


def test_the_look_and_the_order_are_the_editors(built):
    assert remarks(told(built, bold("message-sf-01"), moved_after("finding-sf-05", "finding-sf-07"))) == {}


def test_an_edit_is_shown_word_by_word(built):
    found = told(built, replaced("message-sf-01", "cooler", "milder"))
    assert remarks(found) == {
        ("message-sf-01", "edited"): "it was edited: Streets planted with trees are 3.1 degrees [-cooler-] {+milder+} "
        "on hot afternoons."
    }
    assert found.faults == 0


def test_a_figure_that_stands_nowhere_is_a_fault(built):
    found = told(built, replaced("finding-wf-05", "6.4", "7.4"))
    assert "the figure '7.4 million euros' stands in no passage" in remarks(found)["finding-wf-05", "figure"]
    assert found.faults == 1


def test_a_statement_that_lost_its_notes_has_no_source(built):
    found = told(built, uncalled("finding-sf-05"))
    assert remarks(found)["finding-sf-05", "source"] == "its source is gone: it calls no note any more"


def test_a_note_without_words_points_nowhere(built):
    found = told(built, emptied(2), part="word/footnotes.xml")
    (pair,) = [pair for pair in remarks(found) if pair[1] == "citation"]
    assert remarks(found)[pair] == "it calls a note that is missing or empty"


def test_a_paragraph_of_the_editors_own_needs_a_source_and_its_figures_are_looked_up(built):
    found = told(built, inserted_after("finding-sf-02", "The mayor says that 977 more trees will come this year."))
    said = remarks(found)
    assert said["", "own"] == "the editor wrote it"
    assert said["", "source"] == "it has no source: it calls no note"
    assert "the figure '977'" in said["", "figure"]
    place = [one.block for one in found.statements].index("")
    assert found.statements[place - 1].block == "finding-sf-02"


def test_a_heading_of_the_editors_own_needs_none(built):
    assert remarks(told(built, inserted_after("finding-sf-02", "What next?"))) == {("", "own"): "the editor wrote it"}


def test_what_was_deleted_is_told_at_its_place(built):
    found = told(built, deleted("finding-sf-10"))
    assert remarks(found) == {("finding-sf-10", "deleted"): "it was deleted"}
    (gone,) = [one for one in found.statements if one.remarks]
    assert (gone.place, gone.text) == (-1, "")
    assert gone.was.startswith("Halloran and Okonjo admit")


def test_lost_bookmarks_do_not_lose_a_statement(built):
    assert remarks(told(built, unmarked("message-sf-01", "finding-sf-05"))) == {}


def test_records_that_changed_or_went_since_are_named(tmp_path):
    desk = starter(tmp_path / "desk", "docx")
    build(desk, CONFIG)
    content = desk.read(DOCX)
    change(desk.root, RECORDS, "3.1 degrees cooler on hot afternoons", "3.1 degrees cooler on summer afternoons")
    said = remarks(verify(desk, content, "x.docx"))
    assert said["message-sf-01", "changed"] == "the record sf-01 has changed since"
    desk.write(RECORDS, desk.read(RECORDS).split(b"  - id: sf-10")[0])
    said = remarks(verify(desk, content, "x.docx"))
    assert said["finding-sf-10", "gone"] == "the record sf-10 is not in the corpus any more"


def test_names_and_expansions_that_briefgen_put_in_claim_no_figure(tmp_path):
    desk = starter(tmp_path / "desk", "docx")
    change(desk.root, "corpus/sources/water-first/source.yaml", "later: ", "later: The seven of ")
    build(desk, CONFIG)
    found = verify(desk, desk.read(DOCX), "x.docx")
    assert any("The seven of" in one.text for one in found.statements)
    assert remarks(found) == {}


def test_a_document_of_nobodys_is_refused_and_can_be_named(built, tmp_path):
    stranger = starter(tmp_path / "desk", "docx")
    with pytest.raises(DocumentError, match="no kept build of this desk is known that it came from"):
        verify(stranger, built.read(DOCX), "x.docx")
    with pytest.raises(DocumentError, match="it is no Word document"):
        verify(built, b"not a zip", "x.docx", "first-brief")


def test_a_file_that_lost_its_receipt_is_held_against_the_brief_that_is_named(built):
    from briefgen.writers._word.package import zipped
    from briefgen.writers._word.reading import parts_of

    parts = {name: part for name, part in parts_of(built.read(DOCX)).items() if not name.startswith("customXml/")}
    bare = edited(zipped(parts), replaced("message-sf-01", "cooler", "milder"))
    with pytest.raises(DocumentError, match="no kept build"):
        verify(built, bare, "x.docx")
    assert ("message-sf-01", "edited") in remarks(verify(built, bare, "x.docx", "first-brief"))
