"""A build puts what is quickly made at its place first; cut short anywhere in between, the next run finishes the work."""

import json

import pytest

from briefgen.build import run
from briefgen.build.desk.briefs import locate
from briefgen.build.due.plan import plan
from briefgen.build.history.kept import kept
from briefgen.build.run import build
from briefgen.errors import OutputError, Problem
from tests.build.desks import DOCX, FOLDER, HTML, files, reword, starter
from tests.build.test_cut_short import Killed, built, changes_survived, killed_before_change

RECEIPT = f"{FOLDER}/receipt.json"
PENDING = f"{FOLDER}/receipt.pending.json"


@pytest.fixture
def _html_takes_long(monkeypatch):
    monkeypatch.setattr(run, "_SLOW", frozenset({"html"}))


def test_the_word_file_and_the_web_page_are_there_before_the_pdf_is_begun(tmp_path, monkeypatch):
    desk = starter(tmp_path / "desk", "pdf, docx, html")
    seen = {}

    def layout(_brief, _style):
        seen.update(files(desk.root))
        return b"%PDF"

    monkeypatch.setattr("briefgen.writers.pdf.write", layout)
    report = build(desk, "first-brief")
    assert seen.keys() == {"first-brief.docx", "first-brief.html", "receipt.pending.json"}
    assert (seen["first-brief.docx"], seen["first-brief.html"]) == (desk.read(DOCX), desk.read(HTML))
    assert list(report.delivered) == ["pdf", "docx", "html"], "told in the order in which they were asked for"
    (build_kept,) = kept(desk, locate(desk, "first-brief"))
    assert set(build_kept.receipt.outputs) == {"docx", "html", "pdf"}
    assert (
        json.loads(desk.read(RECEIPT))["outputs"]
        == json.loads(desk.read(f"{build_kept.folder}/receipt.json"))["outputs"]
    )


def test_each_file_is_told_of_as_soon_as_it_lies_there_and_what_is_unchanged_is_not(tmp_path, monkeypatch):
    desk = starter(tmp_path / "desk", "pdf, docx, html")
    told = []

    def layout(_brief, _style):
        told.append("the layout")
        return b"%PDF"

    monkeypatch.setattr("briefgen.writers.pdf.write", layout)

    def placed(brief, one):
        assert desk.exists(one.file)
        told.append((brief, one.file.rpartition(".")[2]))

    build(desk, "first-brief", placed=placed)
    assert told == [
        ("first-brief", "docx"),
        ("first-brief", "html"),
        "the layout",
        ("first-brief", "pdf"),
    ]
    told.clear()
    build(desk, "first-brief", fresh=True, placed=placed)
    assert told == ["the layout"]


def test_a_build_killed_in_the_layout_leaves_the_others_whole_and_is_finished(tmp_path, monkeypatch):
    desk = starter(tmp_path / "desk", "docx, pdf, html")
    monkeypatch.setattr("briefgen.writers.pdf.write", lambda *_: b"%PDF old")
    build(desk, "first-brief")
    reword(desk.root)

    def killed(*_):
        raise Killed

    monkeypatch.setattr("briefgen.writers.pdf.write", killed)
    with pytest.raises(Killed):
        build(desk, "first-brief")
    assert b"hot afternoons" in desk.read(HTML)
    assert desk.read(f"{FOLDER}/first-brief.pdf") == b"%PDF old"
    monkeypatch.setattr("briefgen.writers.pdf.write", lambda *_: b"%PDF new")
    report = build(desk, "first-brief")
    assert (report.reasons[0], report.edited) == ("the last run was interrupted", ())
    assert {name: one.outcome for name, one in report.delivered.items()} == {
        "docx": "unchanged",
        "pdf": "written",
        "html": "unchanged",
    }
    assert [one.number for one in kept(desk, locate(desk, "first-brief"))] == [1, 2]
    assert not build(desk, "first-brief").computed


@pytest.mark.usefixtures("_html_takes_long")
def test_killed_between_any_two_writes_of_two_turns_the_next_run_finishes(tmp_path):
    whole = starter(tmp_path / "whole", "docx, html")
    reword(whole.root)
    build(whole, "first-brief")
    number = changes_survived(tmp_path, built(whole), most=30)
    assert number == 12, "one turn has 10; the second has the pending receipt and the history's once more"


@pytest.mark.usefixtures("_html_takes_long")
def test_without_room_for_the_second_turn_the_first_stands_and_the_rest_is_due(tmp_path, monkeypatch):
    desk = starter(tmp_path / "desk", "docx, html")
    build(desk, "first-brief")
    reword(desk.root)
    before, pended = desk.read(HTML), []
    write = type(desk).write

    def full(self, path, content):
        if path == PENDING:
            pended.append(path)
            if len(pended) > 1:
                raise OutputError(Problem("no room", "make some"))
        write(self, path, content)

    monkeypatch.setattr(type(desk), "write", full)
    report = build(desk, "first-brief")
    assert (report.delivered["docx"].outcome, set(report.failures)) == ("written", {"html"})
    assert desk.read(HTML) == before
    monkeypatch.undo()
    assert plan(desk, locate(desk, "first-brief")).reasons == ("its html is older than the last build",)
    assert build(desk, "first-brief").delivered["html"].outcome == "written"


def test_after_a_killed_run_one_format_alone_takes_no_other_for_an_editors(tmp_path):
    desk = starter(tmp_path / "desk", "docx, html")
    build(desk, "first-brief")
    reword(desk.root)
    assert killed_before_change(desk, 6), "the DOCX is there, the page is not"
    build(desk, "first-brief", formats=("html",))
    found = plan(desk, locate(desk, "first-brief"))
    assert (found.edited, found.reasons) == ((), ())
