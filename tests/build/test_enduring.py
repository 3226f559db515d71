"""Killed, doubled, cramped or on a disk that takes nothing: nothing is lost, and the next run finishes the work."""

import errno
import tempfile
from datetime import timedelta

import pytest

from briefgen.build.batch import build_all
from briefgen.build.desk.briefs import briefs
from briefgen.build.history.kept import kept
from briefgen.errors import OutputError
from tests.build import enduring


def test_killed_at_random_moments(tmp_path):
    assert enduring.kills(tmp_path, 15) > 3, "most runs were over before they were killed"


def test_two_builders_at_once(tmp_path):
    assert enduring.meeting(tmp_path, 5) >= 2


@pytest.mark.parametrize("room", [1_000, 40_000])
def test_no_room_for_a_file(tmp_path, room):
    enduring.cramped(tmp_path, room)


def test_a_desk_that_cannot_be_written(tmp_path, monkeypatch):
    desk = enduring.make(tmp_path / "desk")
    enduring.reword(desk, 1)
    before = {path: path.read_bytes() for path in (desk.root / "output").rglob("*") if path.is_file()}

    def refused(*_, **__):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(tempfile, "mkstemp", refused)
    run = build_all(desk, briefs(desk))
    assert run.code == OutputError.exit_code
    assert all("read-only file system" in str(one.error) for one in run.done)
    assert {path: path.read_bytes() for path in (desk.root / "output").rglob("*") if path.is_file()} == before
    monkeypatch.undo()
    enduring.finished(desk)


def test_a_clock_set_back_changes_neither_what_is_due_nor_the_order_of_builds(tmp_path, monkeypatch):
    desk = enduring.make(tmp_path / "desk")
    earlier = desk.now() - timedelta(days=400)
    monkeypatch.setattr(type(desk), "now", lambda _: earlier)
    assert not any(one.report.computed for one in build_all(desk, briefs(desk)).done)
    enduring.reword(desk, 1)
    assert len(build_all(desk, briefs(desk)).built) == enduring.BRIEFS
    builds = kept(desk, briefs(desk)[1])
    assert [one.number for one in builds] == [1, 2]
    assert builds[1].when < builds[0].when
    enduring.hold(desk)
