"""Schedules fire once over every change of clocks."""

from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.build.unattended.times import MOST_COUNTED, Times


def moments(said, zone, start, number=3):
    """The first moments later than a local time, as local times with their offset."""
    times = Times((said,) if isinstance(said, str) else said, zone)
    after = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone or "UTC")).astimezone(UTC)
    return [one.astimezone(times.place).strftime("%d %H:%M %z") for one in islice(times.following(after), number)]


@pytest.mark.parametrize(
    ("zone", "day", "said", "expected"),
    [
        # Berlin, spring: 02:00 becomes 03:00
        ("Europe/Berlin", "2026-03-28T12:00", "daily 02:30", ["29 03:00 +0200", "30 02:30 +0200", "31 02:30 +0200"]),
        # Berlin, autumn: 03:00 becomes 02:00
        ("Europe/Berlin", "2026-10-24T12:00", "daily 02:30", ["25 02:30 +0200", "26 02:30 +0100", "27 02:30 +0100"]),
        ("America/New_York", "2026-11-01T00:00", "daily 01:30", ["01 01:30 -0400", "02 01:30 -0500", "03 01:30 -0500"]),
        # Sydney, spring in October
        ("Australia/Sydney", "2026-10-03T12:00", "daily 02:30", ["04 03:00 +1100", "05 02:30 +1100", "06 02:30 +1100"]),
        # Sydney, autumn in April
        ("Australia/Sydney", "2026-04-04T12:00", "daily 02:30", ["05 02:30 +1100", "06 02:30 +1000", "07 02:30 +1000"]),
        # half an hour back at 02:00: 01:45 twice
        ("Australia/Lord_Howe", "2026-04-04T12:00", "daily 01:45", ["05 01:45 +1100", "06 01:45 +1030", "07 01:45 +1030"]),
        # two times of the hour left out are one
        ("Europe/Berlin", "2026-03-28T12:00", "0,30 2 * * *", ["29 03:00 +0200", "30 02:00 +0200", "30 02:30 +0200"]),
        # every hour is every real hour
        ("Europe/Berlin", "2026-10-25T00:30", "hourly", ["25 01:00 +0200", "25 02:00 +0200", "25 02:00 +0100"]),
        ("Europe/Berlin", "2026-03-29T00:30", "hourly", ["29 01:00 +0100", "29 03:00 +0200", "29 04:00 +0200"]),
        ("", "2026-10-24T12:00", "daily 02:30", ["25 02:30 +0000", "26 02:30 +0000", "27 02:30 +0000"]),
        ("UTC", "2026-01-30T12:00", "last of the month 08:00", ["31 08:00 +0000", "28 08:00 +0000", "31 08:00 +0000"]),
    ],
)  # fmt: skip
def test_a_schedule_comes_once_over_a_change_of_the_clock(zone, day, said, expected):
    assert moments(said, zone, day) == expected


def test_in_the_second_of_two_equal_hours_the_first_does_not_come_again():
    berlin = Times(("daily 02:45",), "Europe/Berlin")
    second = datetime(2026, 10, 25, 1, 40, tzinfo=UTC)  # 02:40 for the second time
    assert second.astimezone(berlin.place).strftime("%H:%M %z") == "02:40 +0100"
    assert berlin.next(second) == datetime(2026, 10, 26, 1, 45, tzinfo=UTC)
    assert berlin.missed(second - timedelta(minutes=5), second) == (None, 0)


def test_schedules_together_make_one_sequence_and_the_same_moment_comes_once():
    both = ("daily 06:00 and 18:30", "every Monday 06:00")
    assert moments(both, "UTC", "2026-11-22T12:00", 4) == [
        "22 18:30 +0000", "23 06:00 +0000", "23 18:30 +0000", "24 06:00 +0000",
    ]  # fmt: skip


def test_what_was_missed_is_the_last_moment_and_a_number():
    daily = Times(("daily 06:00",), "UTC")
    monday = datetime(2026, 11, 23, 6, tzinfo=UTC)
    assert daily.missed(monday, monday + timedelta(days=3, hours=1)) == (monday + timedelta(days=3), 3)
    assert daily.missed(monday, monday) == (None, 0)
    assert daily.missed(monday - timedelta(seconds=1), monday) == (monday, 1)


def test_of_very_many_missed_moments_the_last_is_found_and_the_count_is_bounded():
    every = Times(("* * * * *",), "Europe/Berlin")
    now = datetime(2026, 11, 23, 6, 0, 30, tzinfo=UTC)
    assert every.missed(now - timedelta(days=400), now) == (datetime(2026, 11, 23, 6, tzinfo=UTC), MOST_COUNTED)


ZONES = ("Europe/Berlin", "America/New_York", "Australia/Sydney", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC")
EXPRESSIONS = ("30 2 * * *", "*/15 * * * *", "0 0 * * *", "15 1,2,3 * * *", "0 * * * *", "45 23 L * *", "5 2 * * 0")


@given(
    st.sampled_from(ZONES),
    st.sampled_from(EXPRESSIONS),
    st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001 - made UTC below
    st.integers(0, 40 * 24 * 60),
)
@settings(max_examples=150, deadline=None)
def test_however_time_is_cut_each_moment_comes_once_and_in_order(zone, expression, start, minutes):
    times = Times((expression,), zone)
    start = start.replace(tzinfo=UTC)
    whole = list(islice(times.following(start), 60))
    assert whole == sorted(set(whole))
    cut = start + timedelta(minutes=minutes)
    late = [one for one in whole if one > cut]
    assert late == list(islice(times.following(cut), len(late)))
    before = [one for one in whole if one <= cut]
    if len(before) < len(whole):
        assert times.missed(start, cut) == (before[-1] if before else None, len(before))
    if before and len(before) < len(whole):
        assert times._before(cut) == before[-1]
