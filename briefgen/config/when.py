"""When a brief is due: plain words such as ``weekdays 06:30``, or cron's five fields, as cron expressions.

Five fields are those of crontab(5): minute, hour, day of the month, month, day of the week, with lists, ranges and
steps, and besides them cronsim's ``L`` (last), ``LW`` (last weekday) and ``5#2`` (second Friday).
"""

from __future__ import annotations

import re

from briefgen.diagnostics import did_you_mean

#: The longest schedule that is read, in characters.
_LONGEST = 200

_DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_MACROS = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_MONTHLY = ("of the month", "of each month", "of every month", "of month")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_CRON = re.compile(r"[\d*,/#LW\-A-Z]+", re.IGNORECASE)
_WORDS = ("hourly", "daily", "weekdays", "weekends", "weekly", "monthly", "every", "first", "last", "month", *_DAYS)

EXAMPLES = "'weekdays 06:30', 'every Monday 07:00', 'first of the month 08:00', 'hourly', or cron: '30 6 * * 1-5'"


class NoTimesError(ValueError):
    """A text says no times; ``hint`` says how to word it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def expressions(text: str) -> tuple[str, ...]:
    """The cron expressions, of five fields each, that *text* means; raises NoTimesError."""
    said = " ".join(text.split())
    if len(said) > _LONGEST:
        raise NoTimesError("a schedule is a few words, or five fields of cron", f"write it as {EXAMPLES}")
    fields = said.split(" ")
    if said.lower() in _MACROS:
        return (_MACROS[said.lower()],)
    if all(_CRON.fullmatch(field) for field in fields) and re.search(r"[\d*]", fields[0]) and ":" not in said:
        return (_cron(fields),)
    return _plain(said)


def _cron(fields: list[str]) -> str:
    if len(fields) != 5:
        raise NoTimesError(
            f"a cron expression has five fields, found {len(fields)}",
            "minute, hour, day of the month, month, day of the week: '30 6 * * 1-5'",
        )
    expression = " ".join(fields).upper()
    _checked(expression)
    return expression


def _checked(expression: str) -> None:
    from datetime import UTC, datetime  # lazy: only a config with a schedule needs the clock and the parser

    from cronsim import CronSim, CronSimError

    try:
        next(CronSim(expression, datetime(2024, 1, 1, tzinfo=UTC)))
    except CronSimError as error:
        field = str(error).removeprefix("Bad ")
        raise NoTimesError(
            f"the {field} of '{expression}' is not one",
            "minute 0-59, hour 0-23, day of the month 1-31, month 1-12, day of the week 0-7 or SUN-SAT",
        ) from None
    except StopIteration:
        raise NoTimesError(f"'{expression}' never comes", "look at its day and month: no year has that day") from None


def _plain(said: str) -> tuple[str, ...]:
    text = re.sub(r"\bat\b|,", " ", said.lower())
    times = [(int(hour), int(minute)) for hour, minute in _TIME.findall(text)]
    days = " ".join(word for word in _TIME.sub(" ", text).split() if word != "and")
    if days in ("hourly", "every hour"):
        if times:
            raise NoTimesError("'hourly' takes no time of day", "leave the time out, or write 'daily 06:00'")
        return ("0 * * * *",)
    fields = _days(days)
    if fields is None:
        raise NoTimesError(f"'{said}' does not say when", _suggestion(days))
    if not times:
        raise NoTimesError(f"'{said}' says no time of day", f"add one: '{said} 06:30'")
    return _at(times, fields)


def _at(times: list[tuple[int, int]], days: str) -> tuple[str, ...]:
    """One expression for all times with the same minute."""
    minutes = sorted({minute for _, minute in times})
    return tuple(
        f"{minute} {','.join(str(hour) for hour in sorted({hour for hour, at in times if at == minute}))} {days}"
        for minute in minutes
    )


def _days(said: str) -> str | None:
    """The three fields of the day, or None where the words say none."""
    fixed = {
        "daily": "* * *",
        "day": "* * *",
        "weekday": "* * 1-5",
        "weekdays": "* * 1-5",
        "weekend": "* * 0,6",
        "weekends": "* * 0,6",
        "weekly": "* * 1",
        "monthly": "1 * *",
    }
    if said.removeprefix("every ") in fixed:
        return fixed[said.removeprefix("every ")]
    for ending in _MONTHLY:
        if said.endswith(f" {ending}"):
            return _of_the_month(said.removesuffix(f" {ending}").removeprefix("the ").removeprefix("every ").split())
    return _week_days(said.removeprefix("every ").removeprefix("on ").split())


def _week_days(words: list[str]) -> str | None:
    found = [_day(word) for word in words]
    if not found or None in found:
        return None
    return f"* * {','.join(str(day) for day in sorted({day for day in found if day is not None}))}"


def _day(word: str) -> int | None:
    """A day of the week as cron counts, by its name, its plural or its first letters (at least three)."""
    bare = word.rstrip(".").removesuffix("s") if word.rstrip("s") + "s" == word else word.rstrip(".")
    for number, name in enumerate(_DAYS):
        if len(bare) >= 3 and name.startswith(bare):
            return number
    return None


def _of_the_month(words: list[str]) -> str | None:
    """``first``, ``15th``, ``last``, ``last weekday``, ``second Friday``."""
    if len(words) == 1:
        if words[0] in ("last", "last day"):
            return "L * *"
        number = _number(words[0])
        return f"{number} * *" if number and number <= 31 else None
    if len(words) != 2:
        return None
    which, what = words
    if what == "day":
        return _of_the_month([which])
    if what in ("weekday", "workday") and which == "last":
        return "LW * *"
    day = _day(what)
    if day is None:
        return None
    number = _number(which)
    if which == "last":
        return f"* * {day}L"
    return f"* * {day}#{number}" if number and number <= 5 else None


def _number(word: str) -> int:
    """``first`` or ``15th`` as a number, 0 where it is none."""
    found = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|\.)?", word)
    return int(found[1]) if found else _ORDINALS.get(word, 0)


def _suggestion(days: str) -> str:
    for word in days.split():
        close = did_you_mean(word, _WORDS)
        if word not in _WORDS and close:
            return close
    return f"write it as {EXAMPLES}"


def zone_hint(name: str) -> str:
    """An empty string where *name* is an IANA time zone; otherwise how to word it."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones  # lazy: only where a zone is named

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder of the database
        known = available_timezones()
        folded = {zone.casefold().rpartition("/")[2]: zone for zone in sorted(known)}
        city = folded.get(name.casefold().replace(" ", "_").rpartition("/")[2])
        return (
            (f"did you mean '{city}'?" if city else "")
            or did_you_mean(name, known)
            or "use a name of the IANA database, such as Europe/Brussels"
        )
    return ""
