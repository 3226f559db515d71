"""No run writes over what a person did."""

import pytest

from briefgen.build.making.deliver import opened_by
from briefgen.build.run import build
from briefgen.workspace import Memory
from tests.build.desks import DOCX, FOLDER, HTML, reword, starter

NEW = f"{FOLDER}/first-brief.new.docx"
SECOND = f"{FOLDER}/first-brief.new-2.docx"


@pytest.fixture
def desk(tmp_path):
    return starter(tmp_path / "desk", "docx, html")


def test_an_edited_copy_alone_makes_nothing_due(desk):
    build(desk, "first-brief")
    desk.write(DOCX, b"the editor's")
    report = build(desk, "first-brief")
    assert not report.computed
    assert report.edited == (DOCX,)
    assert desk.read(DOCX) == b"the editor's"


def test_a_new_build_goes_beside_an_edited_copy_and_says_why(desk):
    build(desk, "first-brief")
    desk.write(DOCX, b"the editor's")
    reword(desk.root)
    report = build(desk, "first-brief")
    delivered = report.delivered["docx"]
    assert (delivered.outcome, delivered.beside) == ("beside", NEW)
    assert delivered.why.startswith("somebody changed it, and the new build could not be brought over to it: ")
    assert delivered.why.endswith("it is no Word document")
    assert report.delivered["html"].outcome == "written"
    assert desk.read(DOCX) == b"the editor's"
    assert desk.read(NEW).startswith(b"PK")


def test_the_file_beside_is_replaced_by_the_next_build_while_it_is_ours(desk):
    build(desk, "first-brief")
    desk.write(DOCX, b"the editor's")
    reword(desk.root)
    build(desk, "first-brief")
    first = desk.read(NEW)
    reword(desk.root, "Trees keep streets 3.1 degrees cooler on hot days")
    build(desk, "first-brief")
    assert desk.read(NEW) != first
    assert not desk.exists(SECOND)


def test_a_file_beside_that_was_edited_too_is_left_and_the_next_goes_beside_both(desk):
    build(desk, "first-brief")
    desk.write(DOCX, b"the editor's")
    reword(desk.root)
    build(desk, "first-brief")
    desk.write(NEW, b"the other editor's")
    reword(desk.root, "Trees keep streets 3.1 degrees cooler on hot days")
    assert build(desk, "first-brief").delivered["docx"].beside == SECOND
    assert (desk.read(DOCX), desk.read(NEW)) == (b"the editor's", b"the other editor's")


def test_a_file_beside_that_the_editor_threw_away_is_not_put_back(desk):
    build(desk, "first-brief")
    desk.write(DOCX, b"the editor's")
    reword(desk.root)
    build(desk, "first-brief")
    desk.remove(NEW)
    assert not build(desk, "first-brief").computed
    assert not desk.exists(NEW)


def test_once_the_new_file_took_the_edited_ones_place_it_is_ours_again(desk):
    build(desk, "first-brief")
    desk.write(DOCX, b"the editor's")
    reword(desk.root)
    build(desk, "first-brief")
    (desk.root / NEW).replace(desk.root / DOCX)
    assert build(desk, "first-brief").edited == ()
    reword(desk.root, "Trees keep streets 3.1 degrees cooler on hot days")
    assert build(desk, "first-brief").delivered["docx"].outcome == "written"


def test_a_document_that_lay_there_before_the_first_build_is_not_written_over(desk):
    desk.write(DOCX, b"somebody's")
    assert build(desk, "first-brief").delivered["docx"].outcome == "beside"
    assert desk.read(DOCX) == b"somebody's"


def test_without_a_receipt_only_a_file_of_the_very_same_bytes_is_taken_for_ours(desk):
    build(desk, "first-brief")
    desk.remove(f"{FOLDER}/receipt.json")
    report = build(desk, "first-brief")
    assert report.reasons == ("its receipt is missing",)
    assert {name: one.outcome for name, one in report.delivered.items()} == {"docx": "unchanged", "html": "unchanged"}
    desk.remove(f"{FOLDER}/receipt.json")
    desk.clear(f"{FOLDER}/history")
    reword(desk.root)
    old = desk.read(DOCX)
    assert build(desk, "first-brief").delivered["docx"].outcome == "beside"
    assert desk.read(DOCX) == old


def test_without_a_receipt_the_history_knows_a_file_that_nobody_touched(desk):
    build(desk, "first-brief")
    desk.remove(f"{FOLDER}/receipt.json")
    reword(desk.root)
    old = desk.read(DOCX)
    assert build(desk, "first-brief").delivered["docx"].outcome == "written"
    assert desk.read(DOCX) != old
    assert not desk.files(f"{FOLDER}/backups")


def test_a_damaged_receipt_counts_as_none(desk):
    build(desk, "first-brief")
    old = desk.read(DOCX)
    desk.write(f"{FOLDER}/receipt.json", b'{"form": 1, "outputs": 3}')
    desk.clear(f"{FOLDER}/history")
    reword(desk.root)
    report = build(desk, "first-brief")
    assert report.reasons[-1] == "its receipt cannot be read"
    assert report.delivered["docx"].outcome == "beside"
    assert desk.read(DOCX) == old


def test_a_page_that_a_person_changed_is_left_as_well(desk):
    build(desk, "first-brief")
    desk.write(HTML, b"<p>mine")
    reword(desk.root)
    assert build(desk, "first-brief").delivered["html"].beside == f"{FOLDER}/first-brief.new.html"
    assert desk.read(HTML) == b"<p>mine"


@pytest.mark.parametrize(
    "lock", [".~lock.first-brief.docx#", "~$rst-brief.docx", "~$irst-brief.docx", "~$first-brief.docx"]
)
def test_a_file_that_is_open_is_left_until_it_is_closed(desk, lock):
    build(desk, "first-brief")
    old = desk.read(DOCX)
    reword(desk.root)
    desk.write(f"{FOLDER}/{lock}", b"")
    report = build(desk, "first-brief")
    assert (
        report.delivered["docx"].why
        == f"it is open in Word or LibreOffice ({FOLDER}/{lock}); close it there and build again"
    )
    assert desk.read(DOCX) == old
    assert not build(desk, "first-brief").computed
    desk.remove(f"{FOLDER}/{lock}")
    report = build(desk, "first-brief")
    assert report.reasons == (f"{DOCX} was open in the last run and is free now",)
    assert report.delivered["docx"].outcome == "written"
    assert not desk.exists(NEW)


def test_a_lock_file_of_another_document_does_not_matter():
    desk = Memory(contents={"output/a/b.docx": b"", "output/a/.~lock.c.docx#": b""})
    assert opened_by(desk, "output/a/b.docx") == ""


def test_a_copy_under_another_name_is_pointed_out_and_left_alone(desk):
    build(desk, "first-brief")
    for name in ("first-brief Anna.docx", "first-brief.odt", "first-brief.verified.docx", "~$irst-brief.docx"):
        desk.write(f"{FOLDER}/{name}", b"words")
    reword(desk.root)
    told = {str(one.place): one for one in build(desk, "first-brief").warnings if "another name" in one.message}
    assert list(told) == [f"{FOLDER}/first-brief Anna.docx", f"{FOLDER}/first-brief.odt"]
    one = told[f"{FOLDER}/first-brief.odt"]
    assert one.message == "no changes are brought over to this copy, for it has another name"
    assert (one.severity, one.hint) == (
        "warning",
        "to work on with it, name it first-brief.docx; else keep it in another folder",
    )
    assert desk.read(f"{FOLDER}/first-brief Anna.docx") == b"words"
