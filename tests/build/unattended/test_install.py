"""What is given to the system's own scheduler."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from briefgen.build.unattended.install import MARK, Installed, crontab, put, units, workflow
from briefgen.build.unattended.schedule import Schedules
from briefgen.errors import ConfigError, OutputError
from briefgen.workspace import Memory
from tests.build.unattended.test_resident import CONFIG, MONDAY

PROGRAM = (sys.executable, "-m", "briefgen")


def scheduled(*schedules):
    files = {f"configs/b{number}.yaml": f"{CONFIG}schedule: {one}\n".encode() for number, one in enumerate(schedules)}
    return Schedules(Memory(files | {"configs/desk.yaml": b"time-zone: Europe/Berlin\n"})).read({}, MONDAY)[0]


def test_systemd_accepts_the_units(tmp_path):
    desk = tmp_path / 'a 100% "desk" $HOME'
    made = units(scheduled("[weekdays 06:30, last weekday of the month 17:00]", "hourly"), desk, PROGRAM)
    assert [one.name for one in made] == ["briefgen-a-100-desk-HOME.service", "briefgen-a-100-desk-HOME.timer"]
    assert 'a 100%% \\"desk\\" $$HOME"' in made[0].content
    assert made[1].content.count("OnCalendar=") == 5
    assert "Persistent=true" in made[1].content
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed: nothing here can read systemd's units")
    for one in made:
        (tmp_path / one.name).write_text(one.content, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", *(str(tmp_path / one.name) for one in made)],
        capture_output=True, text=True, check=False, env={"XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)},
    )  # fmt: skip
    told = [line for line in done.stderr.splitlines() if "briefgen-a-100" in line]
    assert told == []


def test_a_schedule_that_systemd_has_no_words_for_is_told():
    with pytest.raises(ConfigError) as caught:
        units(scheduled("'0 0 */2 * 1#1'"), Path("/desk"), PROGRAM)
    assert "systemd has no words for the schedule '0 0 */2 * 1#1'" in caught.value.problems[0].message
    assert str(caught.value.problems[0].place) == "configs/b0.yaml"


@pytest.mark.parametrize(
    ("schedules", "often"),
    [
        (("weekdays 06:30",), "*/15"),
        (("hourly", "daily 06:20"), "*/5"),
        (("daily 06:21",), "*/3"),
        (("daily 06:20", "daily 06:21"), "*"),
    ],
)
def test_a_crontab_line_asks_often_enough(schedules, often, tmp_path):
    (one,) = crontab(scheduled(*schedules), tmp_path / "50% o'desk", PROGRAM)
    line = one.content.splitlines()[-1]
    assert line.startswith(f"{often} * * * * ")
    command = line.split(" ", 5)[5]
    assert "50\\% " in command
    assert shlex.split(command.replace("\\%", "%"))[3:5] == ["--desk", str(tmp_path / "50% o'desk")]
    assert all(line.startswith("#") for line in one.content.splitlines()[:-1])


def test_the_workflow_is_yaml_that_says_what_is_meant():
    (one,) = workflow(scheduled("weekdays 06:30", "first of the month 00:30"), MONDAY)
    read = yaml.safe_load(one.content)
    crons = [entry["cron"] for entry in read[True]["schedule"]]  # YAML 1.1 reads 'on' as true
    assert crons == ["30 4,5 * * 1,2,3,4,5", "30 22,23 28,29,30,31 * *"]
    assert "The times below are UTC" in one.content
    assert "# b0: weekdays 06:30 (Europe/Berlin)" in one.content
    steps = read["jobs"]["build"]["steps"]
    assert {"run": "briefgen schedule run --once --since 3h"} in steps
    assert read["permissions"] == {"contents": "read"}
    assert "${{ github.run_id }}" in one.content


def test_files_of_ours_are_written_anew_and_those_of_others_never(tmp_path):
    ours, theirs = Installed(name="a", content=f"{MARK}: 1\n"), Installed(name="b", content=f"{MARK}: 2\n")
    said = []
    put(tmp_path, [ours], said.append)
    put(tmp_path, [ours], said.append)
    assert said == [f"wrote {tmp_path / 'a'}"]
    (tmp_path / "b").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="this file is not briefgen's own, and stays as it is"):
        put(tmp_path, [Installed(name="a", content=f"{MARK}: 3\n"), theirs], said.append)
    assert (tmp_path / "b").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "a").read_text(encoding="utf-8") == ours.content
