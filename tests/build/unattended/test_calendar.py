"""Cron expressions in systemd's words and in UTC's come when they are meant to."""

import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from itertools import islice, takewhile

import pytest
from cronsim import CronSim
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.build.unattended.calendar import in_utc, systemd
from briefgen.build.unattended.times import Times
from briefgen.config.when import expressions

START = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)

CASES = {
    "weekdays 06:30": ["Mon,Tue,Wed,Thu,Fri *-*-* 06:30:00 UTC"],
    "hourly": ["*-*-* *:00:00 UTC"],
    "first of the month 08:00": ["*-*-01 08:00:00 UTC"],
    "last of the month 08:00": ["*-*~01 08:00:00 UTC"],
    "last Friday of the month 17:00": ["Fri *-*~07/1 17:00:00 UTC"],
    "last weekday of the month 17:00": [
        "Mon,Tue,Wed,Thu,Fri *-*~01 17:00:00 UTC", "Fri *-*~02 17:00:00 UTC", "Fri *-*~03 17:00:00 UTC",
    ],
    "second Monday of the month 08:00": ["Mon *-*-08..14 08:00:00 UTC"],
    "30 6 1,15 * 1": ["*-*-01,15 06:30:00 UTC", "Mon *-*-* 06:30:00 UTC"],
    "0 9 */10 * 1": ["Mon *-*-01,11,21,31 09:00:00 UTC"],
    "*/20 5-7 * 3,4 *": ["*-03,04-* 05,06,07:00,20,40:00 UTC"],
}  # fmt: skip


@pytest.mark.parametrize("said", CASES)
def test_a_schedule_in_systemd_s_words(said):
    assert [line for one in expressions(said) for line in systemd(one, "")] == CASES[said]


def test_what_systemd_cannot_say_is_refused():
    with pytest.raises(ValueError, match="Fields"):
        systemd("0 0 */2 * 1#1", "")


@pytest.mark.parametrize("said", CASES)
def test_systemd_reads_the_same_moments_out_of_it(said):
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not installed: nothing here can read systemd's calendar")
    zone, found = "America/New_York", set()
    times = Times((said,), zone)
    for line in (line for one in times.expressions for line in systemd(one, zone)):
        command = [program, "calendar", "--iterations=8", f"--base-time={START:%Y-%m-%d %H:%M:%S} UTC", line]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env={"TZ": "UTC", "LC_ALL": "C.UTF-8"}
        )
        assert done.returncode == 0, done.stderr
        read = re.findall(r"(?:Next elapse|Iter. #\d+|\(in UTC\)): \w{3} (\S+ \S+) UTC", done.stdout)
        found |= {datetime.strptime(one, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC) for one in read}
    expected = list(islice(times.following(START), 8))
    assert sorted(found)[:8] == expected


ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Auckland")
DAYS = (
    "* * *",
    "* * 1-5",
    "1 * *",
    "L * *",
    "LW * *",
    "* * 5L",
    "* * 1#2",
    "31 * *",
    "1,15 * 1",
    "*/2 * 1",
    "* 3 0",
    "* * 1,5#2",
)


@given(st.sampled_from(ZONES), st.sampled_from(DAYS), st.integers(0, 23), st.integers(0, 59))
@settings(max_examples=150, deadline=None)
def test_in_utc_something_comes_at_every_moment_that_is_meant(zone, day, hour, minute):
    expression = f"{minute} {hour} {day}"
    crons = in_utc(expression, zone, START)
    assert all(re.fullmatch(r"[\d,*]+( [\d,*]+){4}", cron) for cron in crons)
    year = START + timedelta(days=365)
    for moment in takewhile(lambda one: one < year, islice(Times((expression,), zone).following(START), 60)):
        before = moment - timedelta(seconds=1)
        waits = min(next(CronSim(cron, before)) - moment for cron in crons)
        assert waits <= timedelta(hours=1), f"{moment} is missed by {crons}"


@pytest.mark.parametrize(
    ("expression", "zone", "found"),
    [
        ("30 6 * * 1-5", "Europe/Berlin", ["30 4,5 * * 1,2,3,4,5"]),
        ("30 6 * * 1-5", "UTC", ["30 6 * * 1,2,3,4,5"]),
        ("0 * * * *", "Asia/Kolkata", ["30 * * * *"]),
        ("0 7 * * 1", "Asia/Tokyo", ["0 22 * * 0"]),
        ("0 20 * * 6", "America/Los_Angeles", ["0 3,4 * * 0"]),
        ("0 8 L * *", "UTC", ["0 8 28,29,30,31 * *"]),
    ],
)
def test_a_schedule_in_utc(expression, zone, found):
    assert list(in_utc(expression, zone, START)) == found
