"""``briefgen schedule`` as a process: stopped, killed, two at once."""

import json
import os
import select
import signal
import subprocess
import sys
import time

import pytest

from briefgen.workspace import Disk
from tests.build.desks import CONFIG, change, starter

#: No step of these tests takes so long; on a machine that is busy it may take a while.
PATIENCE = 60


@pytest.fixture
def desk(tmp_path):
    starter(tmp_path / "desk", "outline")
    with (tmp_path / "desk" / CONFIG).open("a", encoding="utf-8") as config:
        config.write("schedule: '* * * * *'\n")
    return tmp_path / "desk"


def started(desk, *words):
    settings = {**os.environ, "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "briefgen", *words], cwd=desk, env=settings, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def hears(process, text):
    """Wait until the process says *text*; everything it said until then."""
    said, ends = "", time.monotonic() + PATIENCE
    while text not in said:
        ready, _, _ = select.select([process.stdout], [], [], max(0, ends - time.monotonic()))
        assert ready, f"waited in vain for {text!r}: {said}"
        piece = os.read(process.stdout.fileno(), 4096).decode()
        assert piece, f"it ended before {text!r}: {said} {process.stderr.read()}"
        said += piece
    return said


def once(desk, *words):
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", "schedule", *words], cwd=desk, capture_output=True, text=True, check=False,
        timeout=PATIENCE,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_it_is_asked_to(desk, number):
    with started(desk, "schedule", "run") as process:
        hears(process, "Keeping the schedule")
        process.send_signal(number)
        said, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, errors) == (0, "")
    assert said.endswith("Stopped.\n")


def test_killed_at_work_it_leaves_what_the_next_one_finishes(desk):
    with started(desk, "schedule", "run", "--since", "10m") as process:
        hears(process, "first-brief: due")
        process.kill()
    code, said = once(desk, "run", "--once")
    assert code == 0
    assert "first-brief: due" in said
    disk = Disk(desk)
    assert disk.exists("output/first-brief/first-brief.outline.txt")
    assert disk.exists("output/first-brief/receipt.json")


def test_one_process_keeps_the_schedule_and_a_second_one_says_so(desk):
    with started(desk, "schedule", "run") as process:
        hears(process, "Keeping the schedule")
        code, said = once(desk, "run", "--once")
        process.terminate()
        process.communicate(timeout=PATIENCE)
    assert code == 12
    assert "error: another process keeps the schedule of this desk" in said
    assert once(desk, "run", "--once")[0] == 0


def test_what_is_due_is_built_once_and_shown(desk):
    code, said = once(desk, "run", "--once", "--since", "10m")
    assert code == 0
    assert "first-brief: built (it was never built)\n  wrote output/first-brief/first-brief.outline.txt" in said
    assert "report: output/report.html" in said
    code, said = once(desk, "--json", "--next", "3")
    found = json.loads(said)[0]
    assert (found["brief"], found["outcome"], found["time_zone"], len(found["next"])) == (
        "first-brief",
        "built",
        "UTC",
        3,
    )
    assert found["next"] == sorted(found["next"])
    assert "built 20" in once(desk)[1]


def test_a_failure_is_told_its_code_is_the_brief_s_and_it_is_shown(desk):
    change(desk, CONFIG, "audience: ", "audience: x")
    code, said = once(desk, "run", "--once", "--since", "10m")
    assert code == 5
    assert "configs/first-brief.yaml:" in said
    assert "no audience 'x" in said
    assert "first-brief: failed; tried again at 20" in said
    assert "Waits for a person" in (desk / "output/report.md").read_text(encoding="utf-8")
    assert "(after 1 failure)" in once(desk)[1]
    assert json.loads(once(desk, "--json")[1])[0]["failures"] == 1
    assert once(desk, "run", "--once") == (0, "")


def test_it_ends_at_the_moment_that_was_named(desk):
    code, said = once(desk, "run", "--until", "2020-01-01T00:00+00:00")
    assert (code, said) == (0, "Keeping the schedule; stop it with Ctrl-C.\nStopped.\n")


def test_a_quiet_run_says_nothing(desk):
    assert once(desk, "run", "--once", "--since", "10m", "--quiet") == (0, "")
