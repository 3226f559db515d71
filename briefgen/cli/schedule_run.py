"""``briefgen schedule run``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import click

from briefgen.build.desk.briefs import locate
from briefgen.build.telling.account import Entry
from briefgen.build.telling.after import build_and_tell
from briefgen.build.unattended.resident import Listener, Resident
from briefgen.build.unattended.schedule import Scheduled
from briefgen.cli.entries import code_of, say, tell_entry, tell_failures, tell_problems, tell_told
from briefgen.cli.options import config_names, everywhere, moment_option
from briefgen.cli.printing import print_json_line
from briefgen.cli.runs import run_data
from briefgen.cli.session import Session
from briefgen.errors import ConfigError

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@click.command("run")
@click.argument("configs", metavar="[CONFIG]...", nargs=-1, shell_complete=config_names)
@click.option("--once", is_flag=True, help="Build what is due now, and end.")
@click.option("--until", metavar="MOMENT", help="End at this moment, such as 2026-12-01T18:00+01:00.")
@click.option(
    "--since",
    metavar="SPAN",
    help="What fell due within this time counts where nothing is known yet: 90m, 3h, 2d (default: nothing).",
)
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each run, for programs.")
@everywhere
@click.pass_obj
def run(
    session: Session, *, configs: tuple[str, ...], once: bool, until: str | None, since: str | None, as_json: bool
) -> int:
    """Stay, and build each brief when it is due, until stopped (Ctrl-C, SIGTERM).

    What was missed while nothing ran is made up once. A brief that fails does not stop the others; it is told once,
    and tried again after 1, 2, 4 minutes and so on, at most 6 hours. After each run the report is in
    output/report.html. What is known of the past lies in .briefgen/schedule.json. CONFIG narrows it to some briefs.
    """
    only = {locate(session.desk, session.path_on_desk(config)).id for config in configs}
    ends = moment_option(until) if until else None
    session.quiet = session.quiet or as_json
    code = 0

    def build(names: Sequence[str]) -> Sequence[Entry]:
        nonlocal code
        began = session.desk.now()
        entries, told = build_and_tell(session.desk, "schedule", names, session.tell)
        session.close()
        if as_json:
            print_json_line(run_data("schedule", began, entries, told))
        code = code or code_of(entries)
        tell_told(session, told)
        return entries

    resident = Resident(
        workspace=session.desk,
        run=build,
        listener=_listener(session),
        only=only,
        since=session.desk.now().astimezone(UTC) - _span(since) if since else None,
    )
    if once:
        resident.once()
        return code or (ConfigError.exit_code if resident.mistakes else 0)
    resident.keep(ends)
    say(session, "Stopped.")
    return 0


def _listener(session: Session) -> Listener:
    def due(one: Scheduled, missed: int) -> None:
        again = f", tried again after {one.past.failures}" if one.past.failures else ""
        more = f", the last of {missed} moments" if missed > 1 else ""
        moment, _ = one.missed(session.desk.now())
        at = f"{moment.astimezone(one.times.place):%Y-%m-%d %H:%M} {one.times.zone or 'UTC'}" if moment else "now"
        say(session, f"{one.named.id}: due {at}{more}{again}")

    def failed(entry: Entry, again: datetime) -> None:
        tell_failures(entry)
        click.echo(f"{entry.brief}: failed; tried again at {again:%Y-%m-%d %H:%M} UTC", err=True)

    return Listener(
        kept=lambda: say(session, "Keeping the schedule; stop it with Ctrl-C."),
        due=due,
        done=lambda entry: tell_entry(session, entry),
        failed=failed,
        mistakes=tell_problems,
    )


def _span(text: str) -> timedelta:
    found = re.fullmatch(r"(\d{1,4})([mhd])", text)
    if found is None:
        raise click.UsageError(f"'{text}' is no span of time: write it as 90m, 3h or 2d.")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})
