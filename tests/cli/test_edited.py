"""``verify`` and ``adopt`` on a brief that an editor has changed: what is printed, what is written, how it ends."""

import json

import pytest

from briefgen.build.run import build
from briefgen.cli import run
from briefgen.writers._word.reading import parts_of
from tests.build.desks import CONFIG, DOCX, RECORDS, starter
from tests.redline.edits import deleted, edited, inserted_after, replaced


@pytest.fixture
def desk(tmp_path, monkeypatch):
    desk = starter(tmp_path / "desk", "docx")
    build(desk, CONFIG)
    edits = (
        replaced("message-sf-01", "cooler", "milder"),
        replaced("finding-wf-05", "6.4", "7.4"),
        replaced("title", "Trees cool", "Trees keep cool"),
        deleted("finding-sf-10"),
        inserted_after("finding-sf-02", "The mayor says that more trees will come to town this year."),
        replaced("view-94980aea-2-cell-wf-02", "Vance argues", "Mr Vance argues"),
    )
    desk.write(DOCX, edited(desk.read(DOCX), *edits))
    monkeypatch.chdir(desk.root)
    return desk


def said(capfd, *arguments):
    code = run(arguments)
    printed = capfd.readouterr()
    return code, printed.out, printed.err


def test_verify_lists_what_is_to_be_said_and_ends_with_the_code_of_a_document_in_doubt(desk, capfd):
    code, out, _ = said(capfd, "verify", DOCX)
    assert code == 6
    rows = out.splitlines()
    assert any(row.startswith("message-sf-01") and "[-cooler-] {+milder+}" in row for row in rows)
    assert any(row.startswith("(own)") and "it has no source: it calls no note" in row for row in rows)
    assert rows[-1].startswith("first-brief, against build 1: ")
    assert rows[-1].endswith("paragraphs stand as they were built; deleted 1, edited 4, figure 1, own 1, source 1")


def test_verify_tells_programs_every_statement_and_people_too_if_they_ask(desk, capfd):
    _, out, _ = said(capfd, "verify", DOCX, "--json")
    found = json.loads(out)
    assert (found["brief"], found["build"]) == ("first-brief", 1)
    by_block = {one["block"]: one for one in found["statements"]}
    assert by_block["message-wf-01"]["stands"]
    assert by_block["finding-wf-05"]["records"] == ["wf-05"]
    assert [remark["kind"] for remark in by_block["finding-sf-10"]["remarks"]] == ["deleted"]
    _, every, _ = said(capfd, "verify", DOCX, "--all")
    assert len(every.splitlines()) > len(found["statements"])


def test_adopt_lists_then_shows_then_writes(desk, capfd):
    code, listed, _ = said(capfd, "adopt", "first-brief")
    assert code == 0
    assert "message-sf-01: the headline of sf-01 (--to corpus or --to config)" in listed
    assert "figure changed: 6.4 million euros → 7.4 million euros" in listed
    assert "cannot go home: the figure '7.4 million euros' stands in no passage" in listed
    assert "no record and no sentence of the config says this; it stays in the copy alone" in listed
    before = desk.read(RECORDS)
    code, diff, errors = said(capfd, "adopt", "first-brief", "--to", "corpus")
    assert code == 6  # a figure stands nowhere
    assert "+    headline: Streets planted with trees are 3.1 degrees milder on hot afternoons" in diff
    assert "finding-wf-05: the text of wf-05 did not go home: the figure" in errors
    assert "title: the config's title can go to the config only, not to the corpus" in errors
    assert desk.read(RECORDS) == before
    code, written, _ = said(capfd, "adopt", "first-brief", "message-sf-01", "--to", "corpus", "--write")
    assert code == 0
    assert written.endswith(f"wrote {RECORDS}\n")
    assert desk.read(RECORDS) != before


def test_adopt_tells_programs(desk, capfd):
    _, out, _ = said(capfd, "adopt", "first-brief", "--json")
    (one,) = [one for one in json.loads(out) if one["block"] == "finding-wf-05"]
    assert one["figures"] == [{"old": "6.4 million euros", "new": "7.4 million euros"}]
    assert one["problem"].startswith("the figure")
    assert one["homes"] == ["corpus", "config"]


def test_verify_writes_its_remarks_as_comments_into_a_copy(desk, capfd):
    before = desk.read(DOCX)
    code, out, _ = said(capfd, "verify", DOCX, "--annotate")
    assert code == 6
    path = "output/first-brief/first-brief.verified.docx"
    assert out.endswith(f"wrote {path}\n")
    assert desk.read(DOCX) == before
    assert b"[-cooler-] {+milder+}" in parts_of(desk.read(path))["word/comments.xml"]
    code, again, _ = said(capfd, "verify", path)
    assert again.splitlines()[-1] == out.splitlines()[-2]
