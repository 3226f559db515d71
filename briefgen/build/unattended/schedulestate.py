"""What the schedule remembers between runs: ``.briefgen/schedule.json``, written whole after every run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from briefgen.errors import BriefgenError
from briefgen.workspace import Workspace

PLACE = ".briefgen/schedule.json"

#: Version of the file's form; a file of another form counts as none.
FORM = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One brief's past: its schedule as it was last read, since when, and what became of it.

    ``done`` is the last moment that was dealt with, ``ran`` when that was begun, and ``outcome`` what came of it.
    ``failures`` in a row, the wording of the last one, and the moment ``again`` before which it is not tried.
    Moments are UTC.
    """

    config: str
    said: tuple[str, ...]
    zone: str
    since: datetime
    done: datetime | None = None
    ran: datetime | None = None
    outcome: str = ""
    failures: int = 0
    error: str = ""
    again: datetime | None = None

    @property
    def anchor(self) -> datetime:
        """The moment after which nothing was dealt with yet."""
        return max(self.since, self.done or self.since)


def load_state(workspace: Workspace) -> dict[str, Kept]:
    """The past of every brief by its id; nothing where there is no file of this form."""
    try:
        if not workspace.exists(PLACE):
            return {}
        said = json.loads(workspace.read(PLACE))
        if said["form"] != FORM:
            return {}
        return {str(brief): _kept(one) for brief, one in said["briefs"].items()}
    except (BriefgenError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def save_state(workspace: Workspace, state: Mapping[str, Kept]) -> None:
    """Write the file, if it is to say something else than it does; raises OutputError."""
    said = {"form": FORM, "briefs": {brief: _said(one) for brief, one in sorted(state.items())}}
    content = (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
    if not workspace.exists(PLACE) or workspace.read(PLACE) != content:
        workspace.write(PLACE, content)


def _said(one: Kept) -> dict[str, Any]:
    return {
        "config": one.config,
        "schedule": one.said,
        "time-zone": one.zone,
        "since": _moment(one.since),
        "done": _moment(one.done),
        "ran": _moment(one.ran),
        "outcome": one.outcome,
        "failures": one.failures,
        "error": one.error,
        "again": _moment(one.again),
    }


def _kept(said: Mapping[str, Any]) -> Kept:
    failures = said["failures"]
    if not isinstance(failures, int):
        raise TypeError(failures)
    since = _read_moment(said["since"])
    if since is None:
        raise ValueError(said)
    return Kept(
        config=str(said["config"]),
        said=tuple(str(text) for text in said["schedule"]),
        zone=str(said["time-zone"]),
        since=since,
        done=_read_moment(said["done"]),
        ran=_read_moment(said["ran"]),
        outcome=str(said["outcome"]),
        failures=failures,
        error=str(said["error"]),
        again=_read_moment(said["again"]),
    )


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else None


def _read_moment(said: Any) -> datetime | None:
    return datetime.fromisoformat(said).astimezone(UTC) if said is not None else None
