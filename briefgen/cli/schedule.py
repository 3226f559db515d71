"""``briefgen schedule``."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from typing import Any

import click

from briefgen.build.unattended.schedule import Scheduled, Schedules
from briefgen.build.unattended.schedulestate import load_state
from briefgen.cli.entries import say, tell_problems
from briefgen.cli.options import everywhere, json_option
from briefgen.cli.printing import print_json, print_table
from briefgen.cli.schedule_install import install
from briefgen.cli.schedule_run import run
from briefgen.cli.session import Session
from briefgen.errors import ConfigError

_COLUMNS = {"brief": "left", "schedule": "left", "next": "left", "last": "left"}


@click.group("schedule", invoke_without_command=True)
@click.option("--next", "number", type=click.IntRange(1, 100), default=1, help="Show so many next moments (1).")
@json_option
@everywhere
@click.pass_context
def command(context: click.Context, *, number: int, as_json: bool) -> int:
    """Show which brief is due when, and what became of the last time.

    A config's 'schedule:' says when its brief is built: 'weekdays 06:30', 'every Monday 07:00', 'first of the month
    08:00', 'hourly', or cron's five fields. Its times are of 'time-zone:' in the config or in configs/desk.yaml.
    """
    if context.invoked_subcommand is not None:
        return 0
    session = context.ensure_object(Session)
    now = session.desk.now().astimezone(UTC)
    scheduled, problems = Schedules(session.desk).read(load_state(session.desk), now)
    if as_json:
        print_json([_said(one, now, number) for one in scheduled])
    elif scheduled:
        print_table(_COLUMNS, [row for one in scheduled for row in _rows(one, now, number)])
    elif not problems:
        say(session, "No brief has a schedule: write one into its config, such as 'schedule: weekdays 06:30'.")
    tell_problems(problems)
    return ConfigError.exit_code if problems else 0


command.add_command(run)
command.add_command(install)


def _moments(one: Scheduled, now: datetime, number: int) -> list[datetime]:
    """The next moments that the brief is due, the first of them perhaps past: then it is due now."""
    first = one.next(now)
    if first is None:
        return []
    return [first, *islice(one.times.following(max(first, now)), number - 1)]


def _rows(one: Scheduled, now: datetime, number: int) -> list[list[str]]:
    moments = [_local(one, moment) for moment in _moments(one, now, number)] or ["never"]
    if one.due(now):
        moments[0] = f"now (missed {one.missed(now)[1]})"
    elif one.past.again is not None and one.past.again > now:
        moments[0] += f" (after {one.past.failures} failure{'' if one.past.failures == 1 else 's'})"
    zone = one.times.zone or "UTC"
    last = f"{one.past.outcome} {_local(one, one.past.ran)}" if one.past.ran else "not run yet"
    first = [one.named.id, f"{', '.join(one.times.said)} ({zone})", moments[0], last]
    return [first, *(["", "", moment, ""] for moment in moments[1:])]


def _local(one: Scheduled, moment: datetime) -> str:
    return moment.astimezone(one.times.place).strftime("%Y-%m-%d %H:%M")


def _said(one: Scheduled, now: datetime, number: int) -> dict[str, Any]:
    past = one.past

    def iso(moment: datetime | None) -> str | None:
        return moment.astimezone(one.times.place).isoformat(timespec="seconds") if moment else None

    return {
        "brief": one.named.id,
        "config": one.named.config,
        "schedule": list(one.times.said),
        "cron": list(one.times.expressions),
        "time_zone": one.times.zone or "UTC",
        "next": [iso(moment) for moment in _moments(one, now, number)],
        "due": one.due(now),
        "missed": one.missed(now)[1],
        "last": iso(past.ran),
        "outcome": past.outcome,
        "failures": past.failures,
        "error": past.error,
        "again": iso(past.again),
    }
