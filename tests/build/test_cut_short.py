"""Killed at any moment, a build leaves whole files, and the next run finishes the work."""

import errno
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from briefgen.build.run import build
from briefgen.errors import OutputError
from briefgen.workspace import Disk
from tests.build.desks import DOCX, FOLDER, files, reword, starter


class Killed(BaseException):
    """The process ends here: no handler below catches it."""


class Mortal(Disk):
    """A desk whose run is killed before its n-th change of the disk."""

    def __init__(self, root, lives):
        super().__init__(root)
        self.lives = lives

    def _live(self):
        if self.lives == 0:
            raise Killed
        self.lives -= 1

    def write(self, path, content):
        self._live()
        super().write(path, content)

    def remove(self, path):
        self._live()
        super().remove(path)


def killed_before_change(desk, number):
    """Whether a run that is killed before its n-th change of the disk was killed at all."""
    try:
        build(Mortal(desk.root, number), "first-brief")
    except Killed:
        return True
    return False


@pytest.fixture
def desk(tmp_path):
    desk = starter(tmp_path / "desk", "docx, html")
    build(desk, "first-brief")
    reword(desk.root)
    return desk


@pytest.fixture
def expected(tmp_path):
    desk = starter(tmp_path / "expected", "docx, html")
    reword(desk.root)
    build(desk, "first-brief")
    return {name: content for name, content in files(desk.root).items() if name != "receipt.json"}


def built(desk):
    return {name: content for name, content in files(desk.root).items() if name != "receipt.json"}


def changes_survived(tmp_path, expected, most):
    """Kill a build before its first change, its second and so on: the next run finishes. How many changes there were."""
    for number in range(most):
        desk = starter(tmp_path / f"desk-{number}", "docx, html")
        build(desk, "first-brief")
        reword(desk.root)
        if not killed_before_change(desk, number):
            break
        report = build(desk, "first-brief")
        assert report.edited == ()
        assert built(desk) == expected, f"killed before change {number}"
        assert not build(desk, "first-brief").computed
    return number


def test_killed_between_any_two_writes_the_next_run_finishes_and_takes_nothing_for_edited(tmp_path, expected):
    number = changes_survived(tmp_path, expected, most=20)
    assert number == 10, "the pending receipt, the history's four, two files, the receipt, what was put, pending away"


def test_killed_again_and_again_while_the_source_changes_no_file_of_ours_is_taken_for_an_editors(desk, expected):
    for number in (2, 6, 5, 1, 4):
        reword(desk.root, f"Planted streets are 3.1 degrees cooler on {'very ' * number}hot afternoons")
        assert killed_before_change(desk, number)
    reword(desk.root)
    report = build(desk, "first-brief")
    assert {one.outcome for one in report.delivered.values()} <= {"written", "unchanged"}
    assert built(desk) == expected


def test_an_edit_made_after_a_run_was_killed_is_safe(desk):
    assert killed_before_change(desk, 6)
    desk.write(DOCX, b"the editor's")
    assert build(desk, "first-brief").delivered["docx"].outcome == "beside"
    assert desk.read(DOCX) == b"the editor's"


def test_killed_by_the_system_at_random_moments_the_next_run_finishes(desk, expected):
    moments = random.Random(4)
    command = [sys.executable, "-m", "briefgen", "--desk", str(desk.root), "build"]
    for _ in range(6):
        run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(moments.uniform(0.1, 1.6))
        run.send_signal(signal.SIGKILL)
        run.communicate()
        for path in (desk.root / FOLDER).rglob("*.docx"):
            assert path.read_bytes()[-22:-18] == b"PK\x05\x06", "half a file"
    assert build(desk, "first-brief").edited == ()
    assert built(desk) == expected


def test_what_a_killed_write_left_is_swept_away_by_the_next_run(desk):
    left = desk.root / FOLDER / ".first-brief.docx.abc.unfinished"
    left.write_bytes(b"half")
    build(desk, "first-brief")
    assert not left.exists()


@pytest.mark.parametrize("room", range(9))
def test_on_a_full_disk_every_file_is_whole_and_the_work_is_finished_once_there_is_room(
    desk, expected, monkeypatch, room
):
    before = built(desk)
    left = [room]

    def full(descriptor):
        if left[0] == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        left[0] -= 1

    monkeypatch.setattr(os, "fsync", full)
    if room < 5:  # the pending receipt and the history's four
        with pytest.raises(OutputError, match="no space left on device"):
            build(desk, "first-brief")
    else:
        report = build(desk, "first-brief")
        assert len(report.failures) == min(3, 9 - room), "of two files, the receipt and, if any was put, what was put"
        assert report.changed == (room > 5)
        assert all("no space left on device" in str(error) for error in report.failures.values())
    monkeypatch.undo()
    for name, content in built(desk).items():
        assert content in (before.get(name), expected.get(name)) or name == "receipt.pending.json"
    build(desk, "first-brief")
    assert built(desk) == expected
