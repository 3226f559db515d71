"""Building many briefs in one run: one that fails does not stop the others, and what was looked at is shared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from briefgen.build.desk.briefs import Named
from briefgen.build.due.shared import Shared
from briefgen.build.due.standing import Standing
from briefgen.build.run import BuildReport, Placed, build
from briefgen.errors import BriefgenError
from briefgen.workspace import Workspace

if TYPE_CHECKING:  # a run with nothing to do loads none of what is needed to compute a brief
    from briefgen.build.making.compute import Tell

#: From so many briefs on, a run keeps what it found up to date for the next one.
MANY = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of one brief of a run: its report, or the error that it ended with (perhaps a fault of our own)."""

    named: Named
    report: BuildReport | None = None
    error: Exception | None = None

    @property
    def changed(self) -> bool:
        """Whether any file was written."""
        return self.report is not None and self.report.changed

    @property
    def failed(self) -> bool:
        """Whether the brief, or one of its files, could not be made."""
        return self.report is None or bool(self.report.failures)

    @property
    def waits(self) -> tuple[str, ...]:
        """Files that a person has changed or has open: they were left as they are, and somebody should look."""
        if self.report is None:
            return ()
        beside = (one.file for one in self.report.delivered.values() if one.outcome == "beside")
        return tuple(dict.fromkeys((*self.report.edited, *beside)))

    @property
    def errors(self) -> tuple[Exception, ...]:
        """Everything that went wrong, the brief's own error first."""
        if self.error is not None:
            return (self.error,)
        return tuple(self.report.failures.values()) if self.report is not None else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """A whole run: from when to when (with time zones), and what became of each brief, in the order they were built."""

    started: datetime
    ended: datetime
    done: tuple[Done, ...]

    @property
    def built(self) -> tuple[Done, ...]:
        """The briefs of which something was written."""
        return tuple(one for one in self.done if one.changed)

    @property
    def failed(self) -> tuple[Done, ...]:
        """The briefs that failed, wholly or in part."""
        return tuple(one for one in self.done if one.failed)

    @property
    def up_to_date(self) -> tuple[Done, ...]:
        """The briefs that nothing had to be written for."""
        return tuple(one for one in self.done if not one.changed and not one.failed)

    @property
    def waiting(self) -> tuple[Done, ...]:
        """The briefs that wait for a person to look at a file."""
        return tuple(one for one in self.done if one.waits)

    @property
    def code(self) -> int:
        """The exit code of the first thing that failed, 0 where nothing did."""
        first = next((error for one in self.done for error in one.errors), None)
        if first is None:
            return 0
        return first.exit_code if isinstance(first, BriefgenError) else BriefgenError.exit_code


def _silent(*_: object) -> None:
    """Say nothing."""


def build_all(
    workspace: Workspace,
    wanted: Iterable[Named],
    *,
    formats: tuple[str, ...] = (),
    fresh: bool = False,
    strict: bool = False,
    tell: Tell = _silent,
    heard: Callable[[Done], None] = _silent,
    placed: Placed = _silent,
) -> RunReport:
    """Build the briefs *wanted* (:func:`briefgen.build.desk.briefs.briefs` has all), each as :func:`briefgen.build.run.build`.

    *heard* is told of each brief as soon as it is done, *placed* of each file. Nothing that befalls one brief is raised: it is in the report.
    """
    started = workspace.now()
    briefs = tuple(wanted)
    standing = Standing(workspace) if len(briefs) >= MANY and not fresh else None
    shared = Shared(workspace, standing.present if standing is not None else None)
    done: list[Done] = []
    for named in briefs:
        try:
            report = build(
                workspace,
                named,
                formats=formats,
                fresh=fresh,
                strict=strict,
                shared=shared,
                standing=standing,
                tell=tell,
                placed=placed,
            )
            one = Done(named=named, report=report)
        except Exception as error:  # noqa: BLE001 - whatever befalls one brief, the others are built
            one = Done(named=named, error=error)
        done.append(one)
        heard(one)
    if standing is not None:
        standing.save()
        if shared.corpus_observed:
            shared.reach.keep()
    return RunReport(started=started, ended=workspace.now(), done=tuple(done))
