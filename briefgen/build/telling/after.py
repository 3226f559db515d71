"""What comes after every run: the report, and the hooks. Neither can break a build."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from briefgen.build.batch import Done, RunReport
from briefgen.build.run import Placed
from briefgen.build.telling.account import Entry, Tell, Waiting, build_each, entry_of
from briefgen.build.telling.memory import STATE
from briefgen.build.telling.report import Report, report
from briefgen.errors import BriefgenError, Problem
from briefgen.workspace import Workspace

if TYPE_CHECKING:
    from briefgen.config.schema import Settings


def _silent(*_: object) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The report that was written (None: there was nothing to tell), and what went wrong in telling."""

    report: Report | None
    problems: tuple[Problem, ...] = ()


def tell_run(
    workspace: Workspace,
    run: str,
    began: datetime,
    entries: Sequence[Entry],
    notes: Sequence[Waiting] | None = None,
    *,
    hooked: bool = True,
) -> Told:
    """Write the report of a run and, if it is *hooked*, run the hooks. What goes wrong is a warning, never raised."""

    def settings() -> Settings:
        from briefgen.config.load import load_settings  # lazy: a run with nothing to tell reads no settings
        from briefgen.config.schema import Settings

        try:
            return load_settings(workspace)
        except BriefgenError:  # told by every brief that was to be built; the report is written without a name
            return Settings()

    try:
        made = report(workspace, settings, run=run, began=began, entries=entries, notes=notes)
    except BriefgenError as error:
        warnings = tuple(
            Problem(f"the report was not written: {one.message}", one.hint, one.place, "warning")
            for one in error.problems
        )
        return Told(report=None, problems=warnings)
    if made is None or not hooked:
        return Told(report=made)
    from briefgen.build.telling.hooks import run_hooks  # lazy, as above

    return Told(report=made, problems=run_hooks(workspace, settings(), made))


def tell_batch(workspace: Workspace, run: str, done: RunReport, *, whole: bool = True) -> Told:
    """Tell of a run that :func:`briefgen.build.batch.build_all` made; a quiet one costs next to nothing.

    One that was not over the *whole* desk is told as :func:`tell_one` does.
    """
    if not whole:
        return _renewed(workspace, run, done.started, done.done)
    quiet = not any(one.changed or one.failed or one.waits or _warned(one) for one in done.done)
    if quiet and not workspace.exists(STATE):
        return Told(report=None)
    return tell_run(workspace, run, done.started, [entry_of(one) for one in done.done])


def tell_one(workspace: Workspace, began: datetime, done: Done) -> Told:
    """Renew the report after a run for one brief, which somebody made by hand: the hooks are for other runs.

    A desk without a report gets none by it.
    """
    return _renewed(workspace, f"build {done.named.id}", began, (done,))


def _renewed(workspace: Workspace, run: str, began: datetime, done: Sequence[Done]) -> Told:
    if not workspace.exists(STATE):
        return Told(report=None)
    return tell_run(workspace, run, began, [entry_of(one) for one in done], hooked=False)


def _warned(one: Done) -> bool:
    return one.report is not None and bool(one.report.warnings)


def build_and_tell(
    workspace: Workspace,
    run: str,
    names: Sequence[str],
    tell: Tell,
    notes: Sequence[Waiting] | None = None,
    *,
    placed: Placed = _silent,
) -> tuple[tuple[Entry, ...], Told]:
    """Build the briefs that *names* mean, *placed* told of each file, then tell of it; the entries, and what was told."""
    began = workspace.now()
    entries = build_each(workspace, names, tell, placed)
    return entries, tell_run(workspace, run, began, entries, notes)
