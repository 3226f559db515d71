"""Files for those whose system keeps the time: systemd units, a crontab line, a CI workflow.

All of them call ``briefgen schedule run --once``, which asks the schedule what is due: so whatever was missed is made
up once, and a call too many builds nothing.
"""

from __future__ import annotations

import math
import re
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from briefgen import __version__
from briefgen.build.unattended.calendar import fields, in_utc, systemd
from briefgen.build.unattended.schedule import Scheduled
from briefgen.errors import ConfigError, OutputError, Place, Problem
from briefgen.workspace import Disk

System = Literal["systemd", "crontab", "ci"]

#: The beginning of every file that is ours to write over.
MARK = "# Written by 'briefgen schedule install'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """A file's name, its content, and what a person has to do with it afterwards."""

    name: str
    content: str
    then: str = ""


def units(scheduled: Sequence[Scheduled], desk: Path, program: Sequence[str]) -> tuple[Installed, ...]:
    """A systemd service that builds what is due, and a timer for all moments of all briefs.

    *program* are the words that call briefgen. Raises ConfigError where systemd cannot say a schedule.
    """
    name = f"briefgen-{slug(desk.name)}"
    called = " ".join(_quoted(word) for word in (*program, *_arguments(desk)))
    service = f"""{MARK}; write it anew after a change of schedules.
[Unit]
Description=Briefs of {desk.name} that are due
Documentation=man:systemd.service(5)

[Service]
Type=oneshot
ExecStart={called}
"""
    lines: list[str] = []
    for one in scheduled:
        lines += ["", f"# {one.named.id}: {', '.join(one.times.said)}"]
        lines += [f"OnCalendar={moment}" for moment in _moments(one)]
    timer = f"""{MARK}; write it anew after a change of schedules.
[Unit]
Description=When briefs of {desk.name} are due

[Timer]
Unit={name}.service
# what was missed while the machine slept is made up once
Persistent=true
{chr(10).join(lines).strip()}

[Install]
WantedBy=timers.target
"""
    then = f"systemctl --user daemon-reload && systemctl --user enable --now {name}.timer"
    return (
        Installed(name=f"{name}.service", content=service),
        Installed(name=f"{name}.timer", content=timer, then=then),
    )


def _arguments(desk: Path) -> tuple[str, ...]:
    """What briefgen is called with: the hour before counts, so that a schedule's first moment is not lost."""
    return ("--desk", str(desk), "--quiet", "schedule", "run", "--once", "--since", "1h")


def _moments(one: Scheduled) -> tuple[str, ...]:
    try:
        return tuple(line for said in one.times.expressions for line in systemd(said, one.times.zone))
    except ValueError:
        raise ConfigError(
            Problem(
                f"systemd has no words for the schedule '{', '.join(one.times.said)}'",
                "use a crontab line, or 'briefgen schedule run'",
                Place(one.named.config),
            )
        ) from None


def crontab(scheduled: Sequence[Scheduled], desk: Path, program: Sequence[str]) -> tuple[Installed, ...]:
    """One line that asks often enough what is due.

    cron(8) counts in the machine's own zone and makes up nothing that it missed; asking does both right. Every zone is a
    multiple of 15 minutes away from any other, so that 15 minutes, or a divisor of them, meet every moment.
    """
    minutes = [minute for one in scheduled for said in one.times.expressions for minute in fields(said).minutes]
    step = math.gcd(15, *minutes)
    often = "*" if step == 1 else f"*/{step}"
    called = shlex.join((*program, *_arguments(desk))).replace("%", "\\%")
    content = f"""{MARK}: asks every {step} minutes what is due,
# whatever the zones of the schedules and of this machine, and makes up what was missed.
{often} * * * * {called}
"""
    name = f"briefgen-{slug(desk.name)}.cron"
    return (Installed(name=name, content=content, then="add the line with 'crontab -e'"),)


def workflow(scheduled: Sequence[Scheduled], now: datetime) -> tuple[Installed, ...]:
    """A GitHub Actions workflow that builds what is due, keeps what it needs to know, and uploads the output."""
    lines: list[str] = []
    for one in scheduled:
        zone = one.times.zone or "UTC"
        lines.append(f"    # {one.named.id}: {', '.join(one.times.said)} ({zone})")
        crons = {cron for said in one.times.expressions for cron in in_utc(said, zone, now)}
        lines += [f'    - cron: "{cron}"' for cron in sorted(crons)]
    content = f"""{MARK}; write it anew after a change of schedules.
#
# The times below are UTC, for this system knows no other zone. Where a zone has summer time, both its times stand
# here, and where UTC cannot say the day exactly, more days than are meant: a call that comes when nothing is due
# builds nothing. The system may call an hour late, or not at all when it is busy; what was missed is made up.
name: briefs

on:
  schedule:
{chr(10).join(lines)}
  workflow_dispatch: {{}}

permissions:
  contents: read

concurrency:
  group: briefs

jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: sudo apt-get update -q && sudo apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig
      # from where your desk gets briefgen: an index, or a repository ("briefgen @ git+https://...")
      - run: pip install "briefgen=={__version__}"
      # receipts, history and the schedule's memory: without them everything is built anew
      - uses: actions/cache@v4
        with:
          path: |
            output
            .briefgen
          key: briefs-${{{{ github.run_id }}}}
          restore-keys: briefs-
      - run: briefgen schedule run --once --since 3h
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: briefs
          path: output
"""
    return (Installed(name="briefgen.yml", content=content, then="commit it to the default branch"),)


def slug(name: str) -> str:
    """A desk's name as systemd's units and files may have it."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", name).strip("-.") or "desk"


def _quoted(word: str) -> str:
    """A word of a command line as systemd.service(5) reads it: in quotation marks, ``%`` and ``$`` doubled."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return escaped if re.fullmatch(r"[A-Za-z0-9_@%+=:,./-]+", escaped) else f'"{escaped}"'


def put(folder: Path, files: Sequence[Installed], say: Callable[[str], None]) -> None:
    """Write the files into *folder*, telling the path of each that changed.

    Raises OutputError where a file of that name is somebody else's; then none is written.
    """
    target = Disk(folder)
    for one in files:
        if target.exists(one.name) and not target.read(one.name).startswith(MARK.encode()):
            raise OutputError(
                Problem(
                    "this file is not briefgen's own, and stays as it is",
                    "move it away, or name another folder with --into",
                    Place(str(folder / one.name)),
                )
            )
    for one in files:
        content = one.content.encode()
        if not target.exists(one.name) or target.read(one.name) != content:
            target.write(one.name, content)
            say(f"wrote {folder / one.name}")
