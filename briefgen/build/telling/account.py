"""What became of each brief of a run, and what waits for a person: the stuff that reports are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from briefgen.build.batch import Done, build_all
from briefgen.build.desk.briefs import Named, briefs, locate
from briefgen.build.edited.redlines import conflicts, summary
from briefgen.build.run import BuildReport, Placed
from briefgen.errors import BriefgenError, Place, Problem
from briefgen.workspace import Workspace

Outcome = Literal["built", "unreached", "unchanged", "failed"]
Kind = Literal["failure", "beside", "redlined", "edited", "warning", "outdated"]

#: Told which verb begins, and on what.
Tell = Callable[[str, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing that a person has to see to: of which kind, a sentence, and where known its place and a way out.

    ``hint`` may have several lines: of a redline the blocks that wait for a decision.
    """

    kind: Kind
    text: str
    place: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One brief in a run.

    ``built``: files were written; ``unreached``: something changed, but not what the brief says; ``unchanged``:
    nothing was due; ``failed``: nothing or not everything could be written. ``wrote`` are the files written.
    ``errors`` are the exceptions behind the failures, for whoever tells them on a terminal; ``report`` is what the build
    itself said, None where it ended with an exception.
    """

    brief: str
    config: str
    outcome: Outcome
    reasons: tuple[str, ...] = ()
    wrote: tuple[str, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    computed: bool = True
    errors: tuple[Exception, ...] = field(default=(), compare=False)
    report: BuildReport | None = field(default=None, compare=False)

    @property
    def error(self) -> str:
        """The failures in words, the same as long as the failure is the same; empty without one."""
        return "\n".join(f"{one.place} {one.text}".strip() for one in self.waiting if one.kind == "failure")


def entry(report: BuildReport) -> Entry:
    """The entry of a brief whose build ended with a report."""
    wrote = tuple(one.beside or one.file for one in report.delivered.values() if one.outcome != "unchanged")
    failures = tuple(report.failures.values())
    outcome: Outcome = "unchanged"
    if failures:
        outcome = "failed"
    elif report.changed:
        outcome = "built"
    elif report.computed and report.reasons:
        outcome = "unreached"
    return Entry(
        brief=report.named.id,
        config=report.named.config,
        outcome=outcome,
        reasons=report.reasons,
        wrote=wrote,
        waiting=_waiting(report),
        computed=report.computed,
        errors=failures,
        report=report,
    )


def failed_entry(named: Named, error: Exception) -> Entry:
    """The entry of a brief whose build ended with an exception."""
    return Entry(
        brief=named.id,
        config=named.config,
        outcome="failed",
        waiting=_failure(error),
        computed=False,
        errors=(error,),
    )


def _waiting(report: BuildReport) -> tuple[Waiting, ...]:
    found = [waiting for error in report.failures.values() for waiting in _failure(error)]
    beside = {one.file for one in report.delivered.values() if one.outcome in ("beside", "redlined")}
    found += [
        Waiting(
            kind="redlined",
            text=f"{summary(one.blocks)} to look at; the copy before is {one.backup}",
            place=one.file,
            hint="\n".join(conflicts(one.blocks)),
        )
        for one in report.delivered.values()
        if one.outcome == "redlined"
    ]
    found += [
        Waiting(kind="beside", text=f"left as it is, for {one.why}; the new build is {one.beside}", place=one.file)
        for one in report.delivered.values()
        if one.outcome == "beside"
    ]
    found += [
        Waiting(kind="edited", text="edited by a person, and left as it is", place=file)
        for file in report.edited
        if file not in beside
    ]
    found += [
        Waiting(
            kind="outdated", text="from an earlier build; the config does not ask for this format any more", place=file
        )
        for file in report.outdated
    ]
    found += [_told("warning", problem) for problem in report.warnings]
    return tuple(found)


def _failure(error: Exception) -> tuple[Waiting, ...]:
    if isinstance(error, BriefgenError):
        return tuple(_told("failure", problem) for problem in error.problems if problem.severity == "error")
    return (_told("failure", fault(error)),)


def fault(error: Exception) -> Problem:
    """A fault of briefgen's own as a problem."""
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return Problem(f"a fault of briefgen's own ({said[:200]})", "please report it")


def _told(kind: Kind, problem: Problem) -> Waiting:
    place = problem.place or Place("")
    return Waiting(kind=kind, text=problem.message, place=str(place), hint=problem.hint)


def _silent(*_: object) -> None:
    """Say nothing."""


def build_each(
    workspace: Workspace, names: Sequence[str], tell: Tell = _silent, placed: Placed = _silent
) -> tuple[Entry, ...]:
    """Build each of the briefs that *names* mean; whatever befalls one, the others are built."""
    wanted: list[Named] = []
    missing: list[Entry] = []
    known = {named.config: named for named in briefs(workspace)}
    for name in names:
        try:
            wanted.append(known[name] if name in known else locate(workspace, name))
        except BriefgenError as error:
            missing.append(failed_entry(Named(name.rpartition("/")[2].removesuffix(".yaml"), name), error))
    done = build_all(workspace, wanted, tell=tell, placed=placed).done if wanted else ()
    return (*(entry_of(one) for one in done), *missing)


def entry_of(done: Done) -> Entry:
    """The entry of a brief of a run."""
    if done.report is not None:
        return entry(done.report)
    return failed_entry(done.named, done.error or RuntimeError("neither a report nor an error"))
