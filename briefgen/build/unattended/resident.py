"""The resident process: builds what is due when it is due, once, whatever happened in between."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from briefgen.build.telling.account import Entry
from briefgen.build.unattended.schedule import Scheduled, Schedules, after_failure, after_success
from briefgen.build.unattended.schedulestate import Kept, load_state, save_state
from briefgen.build.unattended.sole import sole
from briefgen.errors import Problem
from briefgen.workspace import Workspace

#: The lock that one process of a desk holds while it keeps the schedule.
LOCK = "schedule"
_KEPT = "another process keeps the schedule of this desk"

#: At most so long is waited at once, so that new configs and a clock that was set are noticed.
LONGEST_WAIT = timedelta(seconds=60)

#: Builds the briefs with these configs, all of them, and writes the report.
Run = Callable[[Sequence[str]], Sequence[Entry]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Who is told what: that the schedule is kept, which briefs are due (and how many moments each missed), each entry.

    ``failed`` is told a failure once, until it is another one or the brief succeeds, with the moment of the next
    try; ``mistakes`` what is wrong with configs and settings, whenever that changes.
    """

    kept: Callable[[], None]
    due: Callable[[Scheduled, int], None]
    done: Callable[[Entry], None]
    failed: Callable[[Entry, datetime], None]
    mistakes: Callable[[Sequence[Problem]], None]


@dataclass(kw_only=True)
class Resident:
    """Keeps a desk's schedule; one at a time.

    ``only`` narrows it to some briefs, by id; ``since`` is from when moments count for schedules that it does not
    know yet (default: now). ``mistakes`` are what was wrong with configs and settings in the last turn.
    """

    workspace: Workspace
    run: Run
    listener: Listener
    only: Collection[str] = ()
    since: datetime | None = None
    _schedules: Schedules = field(init=False)
    mistakes: tuple[Problem, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        self._schedules = Schedules(self.workspace)

    def once(self) -> int:
        """Build what is due now; how many briefs failed. Raises BusyError where the schedule is kept already."""
        with sole(self.workspace, LOCK, _KEPT):
            return self._turn()[0]

    def keep(self, until: datetime | None = None) -> None:
        """Stay, and build what is due when it is due, until this process is asked to stop or *until* has come.

        Raises BusyError where the schedule is kept already.
        """
        with sole(self.workspace, LOCK, _KEPT), self.workspace.stoppable():
            self.listener.kept()
            going = True
            while going:
                _, following = self._turn()
                now = self._now()
                if until is not None and now >= until:
                    return
                ends = [now + LONGEST_WAIT, *(moment for moment in (following, until) if moment is not None)]
                going = self.workspace.wait(max(0.05, (min(ends) - now).total_seconds()))

    def _now(self) -> datetime:
        return self.workspace.now().astimezone(UTC)

    def _turn(self) -> tuple[int, datetime | None]:
        """Build what is due now; how many failed, and the next moment that something is due."""
        state = load_state(self.workspace)
        now = self._now()
        scheduled, mistakes = self._schedules.read(state, now, self.since)
        if mistakes != self.mistakes:
            self.listener.mistakes(mistakes)
            self.mistakes = mistakes
        state = {one.named.id: one.past for one in scheduled}
        save_state(self.workspace, state)  # a brief that is new is known from now on
        wanted = [one for one in scheduled if not self.only or one.named.id in self.only]
        due = [one for one in wanted if one.due(now)]
        failed = self._build(due, state, now) if due else 0
        coming = (Scheduled(one.named, one.times, state[one.named.id]).next(self._now()) for one in wanted)
        return failed, min((moment for moment in coming if moment is not None), default=None)

    def _build(self, due: Sequence[Scheduled], state: dict[str, Kept], now: datetime) -> int:
        for one in due:
            self.listener.due(one, one.missed(now)[1])
        entries = {entry.config: entry for entry in self.run([one.named.config for one in due])}
        going = self.workspace.wait(0)
        failures = 0
        for one in due:
            entry = entries.get(one.named.config)
            moment, _ = one.missed(now)
            if entry is None or moment is None:
                continue
            if entry.outcome != "failed":
                state[one.named.id] = after_success(one.past, moment, now, entry.outcome)
                self.listener.done(entry)
            elif going:  # what failed while we were asked to stop was stopped with us, and is still due
                failures += 1
                state[one.named.id] = after_failure(one.past, now, self._now(), entry.error)
                if entry.error != one.past.error:
                    self.listener.failed(entry, state[one.named.id].again or now)
        save_state(self.workspace, state)
        return failures
