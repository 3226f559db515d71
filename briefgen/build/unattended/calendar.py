"""Cron expressions as others want them: systemd's calendar, and cron that counts in UTC.

systemd.time(7) says the first: ``Mon..Fri *-*-* 06:30:00 Europe/Brussels``; ``~`` counts days from the month's end.
Cron in UTC cannot follow a zone whose clock is changed, nor say "last day": what is made here for it comes at every
moment that is meant and at some others, so that whoever is called has to ask what is due.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim

_DAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
_EVERY_DAY = frozenset(range(1, 32))
_WEEK = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Fields:
    """What the five fields of an expression mean, as numbers; Sunday is 0.

    ``days`` and ``weekdays`` are plain ones. ``last`` is the last day of the month and ``last_weekday`` the last one
    from Monday to Friday; ``nth`` are the first to fifth of a day of the week, 0 for the last. ``both``: a day must
    be of both kinds, otherwise of one of them.
    """

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    nth: frozenset[tuple[int, int]]
    last: bool
    last_weekday: bool
    both: bool


def fields(expression: str) -> Fields:
    """The fields of a cron expression that :func:`briefgen.config.when.expressions` made."""
    read = CronSim(expression, datetime(2024, 1, 1, tzinfo=UTC))
    pairs = [one for one in read.weekdays if isinstance(one, tuple)]
    return Fields(
        minutes=frozenset(read.minutes),
        hours=frozenset(read.hours),
        days=frozenset(read.days) & _EVERY_DAY,
        months=frozenset(read.months),
        weekdays=frozenset(one % 7 for one in read.weekdays if isinstance(one, int)),
        nth=frozenset((day % 7, 0 if nth == CronSim.LAST else nth) for day, nth in pairs),
        last=CronSim.LAST in read.days,
        last_weekday=CronSim.LAST_WEEKDAY in read.days,
        both=read.day_and,
    )


def systemd(expression: str, zone: str) -> tuple[str, ...]:
    """What systemd's ``OnCalendar=`` takes, one or several; it comes at the same moments as the expression.

    Raises ValueError for the few that systemd cannot say, such as the last day where it is also a first Monday.
    """
    meant = fields(expression)
    months = _some(meant.months, 12, 1)
    clock = f"{_some(meant.hours, 24)}:{_some(meant.minutes, 60)}:00 {zone or 'UTC'}"
    found: list[str] = []
    for weekdays, day in _days(meant):
        named = "" if weekdays == _WEEK else ",".join(_DAYS[one] for one in sorted(weekdays)) + " "
        found.append(f"{named}*-{months}{day} {clock}")
    return tuple(dict.fromkeys(found))


def _some(values: Iterable[int], all_of_them: int, first: int = 0) -> str:
    chosen = sorted(values)
    return "*" if chosen == list(range(first, first + all_of_them)) else ",".join(f"{one:02d}" for one in chosen)


def _days(meant: Fields) -> Iterator[tuple[frozenset[int], str]]:
    """Days of the week together with what follows the month: each pair is a part of the days that are meant."""
    of_month = list(_of_the_month(meant))
    of_week = list(_of_the_week(meant))
    if not meant.both:
        yield from of_month
        yield from of_week
        return
    for weekdays, day in of_month:
        for others, within in of_week:
            if day != "-*" and within != "-*":
                raise ValueError(meant)
            if weekdays & others:
                yield weekdays & others, within if day == "-*" else day


def _of_the_month(meant: Fields) -> Iterator[tuple[frozenset[int], str]]:
    if meant.days:
        yield _WEEK, f"-{_some(meant.days, 31, 1)}"
    if meant.last:
        yield _WEEK, "~01"
    if meant.last_weekday:  # the last day itself, or the Friday before a weekend that ends the month
        yield frozenset(range(1, 6)), "~01"
        yield frozenset({5}), "~02"
        yield frozenset({5}), "~03"


def _of_the_week(meant: Fields) -> Iterator[tuple[frozenset[int], str]]:
    if meant.weekdays:
        yield meant.weekdays, "-*"
    for day, nth in sorted(meant.nth):
        yield frozenset({day}), f"-{7 * nth - 6:02d}..{min(7 * nth, 31):02d}" if nth else "~07/1"


def in_utc(expression: str, zone: str, now: datetime) -> tuple[str, ...]:
    """Plain cron expressions in UTC for the year that begins *now*.

    They come at every moment that is meant, or within the hour after one that a change of the clock moved; and they
    may come at others.
    """
    meant = fields(expression)
    found: dict[tuple[str, str, str, frozenset[int]], set[int]] = {}
    for offset in _offsets(zone, now):
        hours: dict[tuple[int, int], set[int]] = {}
        for hour in meant.hours:
            for minute in meant.minutes:
                carried, rest = divmod(60 * hour + minute - offset, 24 * 60)
                hours.setdefault((carried, rest // 60), set()).add(rest % 60)
        for (carried, hour), minutes in hours.items():
            days, weekdays = _days_in_utc(meant, carried)
            found.setdefault((days, _months(meant, carried), weekdays, frozenset(minutes)), set()).add(hour)
    said = (
        f"{_list(minutes, 60)} {_list(hours, 24)} {days} {months} {weekdays}"
        for (days, months, weekdays, minutes), hours in found.items()
    )
    return tuple(sorted(said))


def _offsets(zone: str, now: datetime) -> list[int]:
    """By how many minutes the zone is ahead of UTC, at any time of the coming year."""
    place = ZoneInfo(zone or "UTC")
    moments = (now + timedelta(days=day) for day in range(367))
    found = {moment.astimezone(place).utcoffset() or timedelta(0) for moment in moments}
    return sorted(int(offset.total_seconds() // 60) for offset in found)


def _days_in_utc(meant: Fields, carried: int) -> tuple[str, str]:
    """The day of the month and the day of the week; where both cannot be said exactly, more days than are meant."""
    weekdays = _list({(day + carried) % 7 for day in meant.weekdays}, 7)
    nth = {day for _, number in meant.nth for day in _week_of_month(number)}
    if not meant.both:
        return _list(_shifted(_dates(meant) | nth, carried), 31, 1), weekdays or "*"
    if not meant.nth:
        every = weekdays == "*"
        return _list(_shifted(_dates(meant), carried), 31, 1) if every else "*", weekdays
    return ("*" if weekdays else _list(_shifted(nth, carried), 31, 1)), "*"


def _dates(meant: Fields) -> set[int]:
    """The days of the month, with all that may be the last one."""
    days = set(meant.days)
    days |= set(range(28, 32)) if meant.last else set()
    return days | (set(range(26, 32)) if meant.last_weekday else set())


def _week_of_month(number: int) -> range:
    """The days of the month that may be the first, second … (0: last) of a day of the week."""
    return range(7 * number - 6, min(7 * number, 31) + 1) if number else range(22, 32)


def _shifted(days: set[int], carried: int) -> set[int]:
    if carried < 0:
        return {one for day in days for one in (range(28, 32) if day == 1 else (day - 1,))}
    if carried > 0:
        return {one for day in days for one in ((day + 1, 1) if 28 <= day < 31 else (day % 31 + 1,))}
    return days


def _months(meant: Fields, carried: int) -> str:
    """The months; also those beside them, where a day may fall into another month."""
    months = set(meant.months)
    if carried:
        months |= {(month + carried - 1) % 12 + 1 for month in months}
    return _list(months, 12, 1)


def _list(values: Iterable[int], all_of_them: int, first: int = 0) -> str:
    chosen = sorted(values)
    return "*" if chosen == list(range(first, first + all_of_them)) else ",".join(str(one) for one in chosen)
