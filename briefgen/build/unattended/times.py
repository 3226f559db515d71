"""The moments that a schedule means, over changes of the clock.

cronsim does as Debian's cron: what falls into an hour that spring leaves out comes once, at that hour's end; what
falls into an hour that autumn has twice comes once, in the first of the two; schedules with every hour (``*``) follow
real hours. All moments here are UTC, for moments of one zone that has an hour twice do not compare by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from briefgen.config.when import expressions

#: At most so many missed moments are counted.
MOST_COUNTED = 1000


@dataclass(frozen=True)
class Times:
    """Schedules as their author wrote them, and the IANA name of their time zone (empty: UTC)."""

    said: tuple[str, ...]
    zone: str = ""

    @cached_property
    def expressions(self) -> tuple[str, ...]:
        """All cron expressions of five fields; raises NoTimesError where a schedule says no times."""
        return tuple(dict.fromkeys(one for text in self.said for one in expressions(text)))

    @cached_property
    def place(self) -> ZoneInfo:
        """The time zone."""
        return ZoneInfo(self.zone or "UTC")

    def following(self, after: datetime) -> Iterator[datetime]:
        """Every moment later than *after*, in order, each once; it may end, for no calendar is without end."""
        moment = after
        while True:
            found = [one for expression in self.expressions if (one := _next(expression, self.place, moment))]
            if not found:
                return
            moment = min(found)
            yield moment

    def next(self, after: datetime) -> datetime | None:
        """The first moment later than *after*."""
        return next(self.following(after), None)

    def missed(self, after: datetime, now: datetime) -> tuple[datetime | None, int]:
        """The last moment later than *after* and not later than *now*, and how many there were (bounded)."""
        last, number = None, 0
        for moment in self.following(after):
            if moment > now:
                return last, number
            last, number = moment, number + 1
            if number == MOST_COUNTED:
                return self._before(now), number
        return last, number

    def _before(self, now: datetime) -> datetime | None:
        found = [one for expression in self.expressions if (one := _last(expression, self.place, now))]
        return max(found, default=None)


@lru_cache(maxsize=4096)
def _next(expression: str, zone: ZoneInfo, after: datetime) -> datetime | None:
    from cronsim import CronSim  # lazy: only schedules need it

    for local in CronSim(expression, after.astimezone(zone)):
        found = local.astimezone(UTC)
        if found > after:  # in the second of two equal hours the first one's moments come up again
            return found
    return None


def _last(expression: str, zone: ZoneInfo, until: datetime) -> datetime | None:
    from cronsim import CronSim  # lazy, as above

    for local in CronSim(expression, (until + timedelta(hours=2)).astimezone(zone), reverse=True):
        found = local.astimezone(UTC)
        if found <= until:
            return found
    return None
