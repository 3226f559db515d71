"""Which briefs are due when: their schedules, held against what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from briefgen.build.desk.briefs import Named, briefs
from briefgen.build.unattended.schedulestate import Kept
from briefgen.build.unattended.times import Times
from briefgen.config.load import load_config, load_settings
from briefgen.config.when import NoTimesError
from briefgen.diagnostics import Problems
from briefgen.errors import BriefgenError, Problem
from briefgen.workspace import Workspace, digest

#: After the first failure a brief is tried again in a minute, then in two, four and so on, at most in six hours.
FIRST_DELAY = timedelta(minutes=1)
LONGEST_DELAY = timedelta(hours=6)

#: A clock that is set back by less than this is waited for; by more, and what was done in its future is forgotten.
_SET_BACK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A brief with a schedule; ``past`` is what is known of it. ``sound`` is false where its config has mistakes."""

    named: Named
    times: Times
    past: Kept
    sound: bool = True

    def missed(self, now: datetime) -> tuple[datetime | None, int]:
        """The last moment that has come and was not dealt with, and how many there were; none yet: None and 0."""
        return self.times.missed(self.past.anchor, now)

    def due(self, now: datetime) -> bool:
        """Whether it is to be built now: its moment has come, and it is not waiting after a failure."""
        return self.missed(now)[0] is not None and (self.past.again or now) <= now

    def next(self, now: datetime) -> datetime | None:
        """The moment when it is built next; now or earlier where it is due."""
        missed, _ = self.missed(now)
        if missed is not None:
            return max(self.past.again or missed, missed)
        return self.times.next(max(now, self.past.anchor))


class Schedules:
    """The schedules of a desk; a config is read anew only when its bytes changed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[tuple[str, str, str], tuple[Times | None, tuple[Problem, ...]]] = {}

    def read(
        self, state: Mapping[str, Kept], now: datetime, since: datetime | None = None
    ) -> tuple[tuple[Scheduled, ...], tuple[Problem, ...]]:
        """Every brief with a schedule, and what is wrong with configs and settings.

        A brief that *state* does not know counts as scheduled since *since* (default: *now*), and so does one whose
        schedule is another one now: nothing is made up for the time before that. A config that has mistakes keeps the
        schedule that it had.
        """
        found: list[Scheduled] = []
        problems = Problems()
        for named in briefs(self._workspace):
            times, told = self._times(named)
            problems.extend(told)
            past = state.get(named.id)
            if past is not None and told:
                times = Times(past.said, past.zone)
            if times is None or not _readable(times):
                continue
            if past is None:
                past = Kept(config=named.config, said=times.said, zone=times.zone, since=since or now)
            elif (past.said, past.zone) != (times.said, times.zone):
                past = replace(past, said=times.said, zone=times.zone, since=since or now)
            found.append(Scheduled(named, times, _in_this_time(replace(past, config=named.config), now), not told))
        return tuple(found), tuple(dict.fromkeys(problems.found))

    def _times(self, named: Named) -> tuple[Times | None, tuple[Problem, ...]]:
        """The schedule in a config (None: it has none), and what is wrong with it."""
        try:
            content = self._workspace.read(named.config)
            settings = "configs/desk.yaml"
            shared = digest(self._workspace.read(settings)) if self._workspace.exists(settings) else ""
        except BriefgenError as error:
            return None, error.problems
        if b"schedule" not in content:
            return None, ()
        key = (named.config, digest(content), shared)
        if key not in self._known:
            self._known[key] = self._read(named)
        return self._known[key]

    def _read(self, named: Named) -> tuple[Times | None, tuple[Problem, ...]]:
        try:
            config = load_config(self._workspace, named.config, load_settings(self._workspace))
        except BriefgenError as error:
            return None, error.problems
        return (Times(config.schedule, config.time_zone) if config.schedule else None), ()


def _in_this_time(past: Kept, now: datetime) -> Kept:
    """The past without what a clock wrote that was ahead by days or years: nothing would be due until then."""
    if past.anchor - now >= _SET_BACK:
        past = replace(past, since=now, done=None)
    if past.again is not None and past.again - now > LONGEST_DELAY:
        past = replace(past, again=now + LONGEST_DELAY)
    return past


def _readable(times: Times) -> bool:
    """Whether the times are ones: those that were kept may be of an older or a damaged state."""
    try:
        return bool(times.expressions) and bool(times.place.key)
    except (NoTimesError, ValueError, OSError, LookupError):
        return False


def after_success(past: Kept, moment: datetime, began: datetime, outcome: str) -> Kept:
    """The past of a brief that was built for *moment*."""
    return replace(past, done=moment, ran=began, outcome=outcome, failures=0, error="", again=None)


def after_failure(past: Kept, began: datetime, now: datetime, error: str) -> Kept:
    """The past of a brief that failed: it stays due, and is tried again after a while that doubles each time."""
    delay = min(LONGEST_DELAY, FIRST_DELAY * 2 ** min(past.failures, 20))
    return replace(past, ran=began, outcome="failed", failures=past.failures + 1, error=error, again=now + delay)
