"""Dates as notes print them, into CSL's date parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = {
    month: number
    for number, months in enumerate(
        (
            "january jan januar janvier januari enero",
            "february feb februar février februari febrero",
            "march mar märz mars maart marzo",
            "april apr avril abril",
            "may mai mei mayo maj",
            "june jun juni juin junio",
            "july jul juli juillet julio",
            "august aug août augustus agosto",
            "september sept sep septembre septiembre",
            "october oct oktober octobre octubre",
            "november nov novembre noviembre",
            "december dec dezember décembre diciembre",
        ),
        1,
    )
    for month in months.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:1[5-9]|20)\d\d"
_DATE = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?(?:\s?[-–]\s?(?P<last>\d{{1,2}}))?\s(?P<month>{_MONTH})\.?,?\s(?P<year>{_YEAR})\b"
    rf"|(?P<month2>{_MONTH})\.?\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,\s(?P<year2>{_YEAR})\b"
    rf"|(?P<month3>{_MONTH})\s?[/–-]\s?(?P<month4>{_MONTH})\s(?P<year3>{_YEAR})\b"
    rf"|(?P<month5>{_MONTH})\.?,?\s(?P<year5>{_YEAR})\b"
    rf"|(?<![\d.])(?P<day6>\d{{1,2}})\.(?P<month6>\d{{1,2}})\.(?P<year6>{_YEAR})\b"
    rf"|(?<!\d)(?P<year7>{_YEAR})-(?P<month7>\d\d)-(?P<day7>\d\d)(?!\d)",
    re.IGNORECASE,
)
_DAY_ONLY = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})\s(?P<month>{_MONTH})\b(?!\s\d{{4}})", re.IGNORECASE)

DateParts = list[list[int]]


@dataclass(frozen=True, slots=True)
class Printed:
    """A date at half-open offsets of a text: CSL's ``date-parts``, of one date or of a range's two."""

    parts: DateParts
    start: int
    end: int


def dates(text: str) -> Iterator[Printed]:
    """The dates with a year in *text*, in order, of day or month precision."""
    for found in _DATE.finditer(text):
        parts = _parts({name: value for name, value in found.groupdict().items() if value})
        if all(_possible(date) for date in parts):
            yield Printed(parts, found.start(), found.end())


def day_of(text: str, year: int) -> Printed | None:
    """A day and month that stand without their year, which is known from elsewhere."""
    found = _DAY_ONLY.search(text)
    if found is None:
        return None
    date = [year, _MONTHS[found["month"].lower()], int(found["day"])]
    return Printed([date], found.start(), found.end()) if _possible(date) else None


def _parts(found: dict[str, str]) -> DateParts:
    match found:
        case {"day": day, "last": last, "month": month, "year": year}:
            number = _MONTHS[month.lower()]
            return [[int(year), number, int(day)], [int(year), number, int(last)]]
        case {"day": day, "month": month, "year": year} | {"day2": day, "month2": month, "year2": year}:
            return [[int(year), _MONTHS[month.lower()], int(day)]]
        case {"month3": first, "month4": last, "year3": year}:
            return [[int(year), _MONTHS[first.lower()]], [int(year), _MONTHS[last.lower()]]]
        case {"month5": month, "year5": year}:
            return [[int(year), _MONTHS[month.lower()]]]
        case {"day6": day, "month6": month, "year6": year} | {"day7": day, "month7": month, "year7": year}:
            return [[int(year), int(month), int(day)]]
        case _:
            return [[0, 0]]


def _possible(date: list[int]) -> bool:
    month, day = date[1], date[2] if len(date) > 2 else 1
    return 1 <= month <= 12 and 1 <= day <= 31
