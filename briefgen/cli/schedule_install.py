"""``briefgen schedule install``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC
from pathlib import Path

import click

from briefgen.build.unattended.install import Installed, System, crontab, put, units, workflow
from briefgen.build.unattended.schedule import Schedules
from briefgen.build.unattended.schedulestate import load_state
from briefgen.cli.entries import say, tell_problems
from briefgen.cli.options import everywhere
from briefgen.cli.session import Session
from briefgen.errors import ConfigError, Problem


@click.command("install")
@click.option("--systemd", "system", flag_value="systemd", help="A timer and a service for systemd.")
@click.option("--crontab", "system", flag_value="crontab", help="A line for crontab.")
@click.option("--ci", "system", flag_value="ci", help="A workflow for GitHub Actions.")
@click.option(
    "--into", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help="Write the files into this folder."
)
@click.option("--write", is_flag=True, help="Write the files to where the system looks for them.")
@everywhere
@click.pass_obj
def install(session: Session, *, system: System | None, into: Path | None, write: bool) -> None:
    """Print, or write, what lets your own system call briefgen when a brief is due.

    Each of them calls 'briefgen schedule run --once'. Without --into or --write nothing is written. A file that is
    not briefgen's own is never written over.
    """
    if system is None:
        raise click.UsageError("For which system? Say --systemd, --crontab or --ci.")
    if write and into is None and system == "crontab":
        raise click.UsageError("A crontab is yours: add the line with 'crontab -e', or write a file with --into DIR.")
    session.writes = write or into is not None
    files = _files(session, system)
    folder = into or _standard(session, system)
    if not session.writes:
        for one in files:
            click.echo(f"# {folder / one.name}")
            click.echo(one.content)
        return
    folder.mkdir(parents=True, exist_ok=True)
    put(folder, files, lambda line: say(session, line))
    for one in files:
        if one.then:
            say(session, f"then: {one.then}")


def _files(session: Session, system: System) -> Sequence[Installed]:
    now = session.desk.now().astimezone(UTC)
    scheduled, problems = Schedules(session.desk).read(load_state(session.desk), now)
    if not scheduled:
        raise ConfigError(
            problems or Problem("no brief has a schedule", "write one into a config: 'schedule: weekdays 06:30'")
        )
    tell_problems(problems)
    if system == "ci":
        return workflow(scheduled, now)
    program = (sys.executable, "-m", "briefgen")
    made = units if system == "systemd" else crontab
    return made(scheduled, session.desk.root, program)


def _standard(session: Session, system: System) -> Path:
    """Where the system looks for such files."""
    if system == "ci":
        return session.desk.root / ".github" / "workflows"
    if system == "crontab":
        return session.desk.root
    named = session.desk.setting("XDG_CONFIG_HOME")
    return (Path(named) if named else Path.home() / ".config") / "systemd" / "user"
