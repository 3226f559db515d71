"""What was found up to date is not looked into again, and nothing that matters is overlooked for that."""

import json
import time

import pytest

from briefgen.build import batch
from briefgen.build.batch import build_all
from briefgen.build.desk import glances
from briefgen.build.desk.briefs import briefs
from briefgen.build.due import standing
from briefgen.build.due.standing import PATH, Standing
from briefgen.workspace import Disk, digest
from tests.build.desks import CONFIG, DOCX, FOLDER, HTML, RECORDS, reword, starter


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Two briefs that two runs have found up to date; files count as settled once they are a tenth of a second old."""
    monkeypatch.setattr(batch, "MANY", 1)
    monkeypatch.setattr(glances, "MARGIN", 100_000_000)
    desk = Disk(starter(tmp_path / "desk", "docx, html").root)
    desk.write("configs/second.yaml", desk.read(CONFIG))
    run(desk)
    time.sleep(0.2)
    run(desk)
    return desk


def run(desk):
    return build_all(desk, briefs(desk))


def standing_now(desk):
    found = Standing(desk)
    return [one.id for one in briefs(desk) if found.holds(one)]


def test_briefs_found_up_to_date_stand_and_are_not_planned_again(desk, monkeypatch):
    assert standing_now(desk) == ["first-brief", "second"]
    monkeypatch.setattr("briefgen.build.run.plan", None)
    assert [one.named.id for one in run(desk).up_to_date] == ["first-brief", "second"]


def test_a_run_that_learns_nothing_writes_nothing(desk):
    run(desk)
    before = {path: path.stat() for path in desk.root.rglob("*") if path.is_file()}
    run(desk)
    after = {path: path.stat() for path in desk.root.rglob("*") if path.is_file()}
    assert {path: one.st_mtime_ns for path, one in before.items()} == {
        path: one.st_mtime_ns for path, one in after.items()
    }


CHANGES = {
    "the config edited": (lambda desk: desk.write(CONFIG, desk.read(CONFIG) + b"\n# more\n"), ["second"]),
    "a file edited": (lambda desk: desk.write(DOCX, b"the editor's"), ["second"]),
    "a file of the same size": (lambda desk: desk.write(HTML, b"x" * len(desk.read(HTML))), ["second"]),
    "a file gone": (lambda desk: desk.remove(HTML), ["second"]),
    "the receipt gone": (lambda desk: desk.remove(f"{FOLDER}/receipt.json"), ["second"]),
    "a run cut short": (lambda desk: desk.write(f"{FOLDER}/receipt.pending.json", b"{}"), ["second"]),
    "a finding reworded": (lambda desk: reword(desk.root), []),
    "a source's file new": (lambda desk: desk.write("corpus/sources/shade-first/more.txt", b""), []),
    "the settings edited": (lambda desk: desk.write("configs/desk.yaml", desk.read("configs/desk.yaml") + b"\n"), []),
    "a template's file edited": (lambda desk: desk.write("templates/policy-brief/style.css", b"p {}"), []),
    "another config of the name": (lambda desk: desk.write("configs/team/second.yaml", b""), ["first-brief"]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changed_is_looked_into(desk, change):
    do, still = CHANGES[change]
    do(desk)
    assert standing_now(desk) == still


@pytest.mark.parametrize("change", ["a file edited", "a finding reworded", "a file gone", "the config edited"])
def test_a_run_after_a_change_does_what_one_without_this_knowledge_does(desk, change):
    CHANGES[change][0](desk)
    knowing = {one.named.id: (one.report.reasons, one.waits) for one in run(desk).done}
    other = {one.named.id: (one.changed, one.waits) for one in run(desk).done}
    desk.remove(PATH)
    assert {one.named.id: (one.changed, one.waits) for one in run(desk).done} == other
    assert any(reasons or waits for reasons, waits in knowing.values())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda said: b"",
        lambda said: b"[" * 100_000,
        lambda said: json.dumps(said | {"form": 2}).encode(),
        lambda said: json.dumps(said | {"program": "another"}).encode(),
        lambda said: json.dumps(said | {"worlds": []}).encode(),
        lambda said: json.dumps(said | {"worlds": [[["smell", "a", "b"]]]}).encode(),
        lambda said: json.dumps(said | {"briefs": {"configs/second.yaml": [7]}}).encode(),
        lambda said: json.dumps(said | {"known": {"a": ["x"]}}).encode(),
    ],
)
def test_a_file_that_is_damaged_or_anothers_is_as_good_as_none(desk, spoil):
    desk.write(PATH, spoil(json.loads(desk.read(PATH))))
    assert standing_now(desk) == []
    assert [one.named.id for one in run(desk).up_to_date] == ["first-brief", "second"]


def test_a_desk_whose_folder_cannot_be_written_is_planned_each_time(desk, monkeypatch):
    desk.remove(PATH)
    (desk.root / PATH).mkdir()
    assert [one.named.id for one in run(desk).up_to_date] == ["first-brief", "second"]
    assert standing_now(desk) == []


def test_briefs_that_each_saw_another_world_are_not_all_kept(desk, monkeypatch):
    monkeypatch.setattr(standing, "_MOST_WORLDS", 0)
    desk.remove(PATH)
    run(desk)
    assert standing_now(desk) == []


def test_few_briefs_are_planned_each_time_and_nothing_is_kept(tmp_path):
    desk = starter(tmp_path / "few", "outline")
    run(desk)
    run(desk)
    assert not desk.exists(PATH)


def test_a_records_file_read_in_the_same_moment_it_was_changed_is_not_trusted(desk):
    """Racily clean: changed again right after it was read, within the margin."""
    reword(desk.root)
    run(desk)
    assert json.loads(desk.read(PATH))["known"][RECORDS][-1] != digest(desk.read(RECORDS))
