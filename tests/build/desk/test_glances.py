"""A file is read again unless it is certain that it says what it said; times alone prove nothing."""

import os
import time
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefgen.build.desk.glances import MARGIN, Glances
from briefgen.workspace import Disk, Memory, Stamp, digest

FILE = "corpus/topics.yaml"


@dataclass
class Ticking(Memory):
    """A desk whose files have stamps by a clock that only the test moves, in ticks of a second."""

    moment_now: int = 100
    changed: dict = field(default_factory=dict)
    times: dict = field(default_factory=dict)
    reads: int = 0

    def write(self, path, content):
        super().write(path, content)
        self.changed[path] = self.moment_now
        self.times[path] = self.moment_now

    def stamp(self, path):
        if path not in self.contents:
            return None
        second = 1_000_000_000
        return Stamp(1, 1, len(self.contents[path]), self.times[path] * second, self.changed[path] * second)

    def clock(self):
        return self.moment_now * 1_000_000_000

    def read(self, path):
        self.reads += 1
        return super().read(path)


def look(desk, known=None):
    """A later run's look at the file: what it sees, and what it knows afterwards."""
    glances = Glances(desk, known)
    return glances.digest(FILE), glances.known([FILE])


def test_a_file_left_alone_is_not_read_again():
    desk = Ticking()
    desk.write(FILE, b"one")
    desk.moment_now += 10
    seen, known = look(desk)
    assert known
    desk.reads = 0
    assert look(desk, known)[0] == seen == digest(b"one")
    assert desk.reads == 0


def test_a_file_changed_in_the_tick_in_which_it_was_read_is_read_again():
    desk = Ticking()
    desk.write(FILE, b"one")
    _, known = look(desk)
    desk.write(FILE, b"two")
    assert known == {}
    assert look(desk, known)[0] == digest(b"two")


def test_times_set_back_by_a_program_deceive_nobody():
    desk = Ticking()
    desk.write(FILE, b"one")
    desk.moment_now += 10
    _, known = look(desk)
    desk.write(FILE, b"two")
    desk.times[FILE] = 100
    assert look(desk, known)[0] == digest(b"two")


def test_a_file_from_the_future_is_read_in_every_run():
    desk = Ticking()
    desk.write(FILE, b"one")
    desk.moment_now -= 50
    _, known = look(desk)
    assert known == {}


EDITS = some.lists(
    some.one_of(
        some.tuples(some.just("write"), some.sampled_from([b"one", b"two", b"six"])),
        some.tuples(some.just("clock"), some.integers(-40, 40)),
        some.tuples(some.just("run"), some.none()),
    ),
    max_size=12,
)


@given(EDITS)
def test_whatever_is_written_and_however_the_clock_is_set_what_is_seen_is_what_is_there(edits):
    """But for one thing, told in the module: a clock set back to the very tick of the change before."""
    desk, known, ticks = Ticking(), {}, set()
    desk.write(FILE, b"one")
    ticks.add(desk.moment_now)
    for what, value in edits:
        if what == "clock":
            desk.moment_now += value
        elif what == "write":
            while desk.moment_now in ticks and known:
                desk.moment_now += 1
            ticks.add(desk.moment_now)
            desk.write(FILE, value)
        else:
            seen, known = look(desk, known)
            assert seen == digest(desk.contents[FILE])
    assert look(desk, known)[0] == digest(desk.contents[FILE])


def test_without_stamps_or_a_clock_every_run_reads():
    desk = Memory(contents={FILE: b"one"})
    assert look(desk) == (digest(b"one"), {})
    assert look(Memory()) == ("", {})


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / FILE).write_bytes(b"one")
    old = time.time() - 60
    os.utime(tmp_path / FILE, (old, old))
    return Disk(tmp_path)


def test_on_a_real_disk_a_change_is_seen_though_size_and_time_are_put_back(desk):
    """The file's own time of change is the system's to set; the margin is waited out by the test's patience."""
    time.sleep(MARGIN / 1e9 + 0.1)
    seen, known = look(desk)
    assert seen == digest(b"one")
    assert known
    before = (desk.root / FILE).stat()
    (desk.root / FILE).write_bytes(b"two")
    os.utime(desk.root / FILE, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert look(desk, known)[0] == digest(b"two")


def test_a_folder_or_a_path_that_leads_out_is_no_file(desk):
    assert desk.stamp("corpus") is None
    assert desk.stamp("nothing") is None
    assert desk.stamp("a\0b") is None
    assert Glances(desk).digest("../outside") == ""


def test_where_the_clock_cannot_be_asked_nothing_is_taken_over(desk):
    (desk.root / ".briefgen").write_text("in the way")
    assert desk.clock() == 0
    assert look(desk)[1] == {}
