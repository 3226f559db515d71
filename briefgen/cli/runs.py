"""A run as ``--json`` prints it: what became of each brief, why, its files, what waits for a person, problems."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from briefgen.build.edited.redlines import counts
from briefgen.build.making.deliver import Delivered
from briefgen.build.telling.account import Entry, fault
from briefgen.build.telling.after import Told
from briefgen.build.telling.memory import HTML
from briefgen.build.telling.memory import as_json as waiting_data
from briefgen.cli.printing import problem_data
from briefgen.errors import BriefgenError, Problem

__all__ = ["run_data", "waiting_data"]

#: What ``problems`` have, with their places.
_PROBLEMS = ("failure", "warning")


def run_data(run: str, began: datetime, entries: Sequence[Entry], told: Told) -> dict[str, Any]:
    """A run, what it was called, when it began, and the report that it left (empty: it had nothing to report)."""
    return {
        "run": run,
        "began": began.astimezone(UTC).isoformat(timespec="seconds"),
        "briefs": [_entry(one) for one in entries],
        "report": HTML if told.report is not None else "",
        "problems": [problem_data(one) for one in told.problems],
    }


def _entry(one: Entry) -> dict[str, Any]:
    delivered = one.report.delivered if one.report is not None else {}
    failures = one.report.failures if one.report is not None else {}
    return {
        "brief": one.brief,
        "config": one.config,
        "outcome": one.outcome,
        "reasons": list(one.reasons),
        "selection": list(one.report.selection) if one.report is not None else [],
        "files": [_file(name, file) for name, file in delivered.items()],
        "failed": list(failures),
        "waiting": [waiting_data(waiting) for waiting in one.waiting if waiting.kind not in _PROBLEMS],
        "flagged": list(one.report.flagged) if one.report is not None else [],
        "problems": [problem_data(problem) for problem in _problems(one)],
    }


def _file(name: str, one: Delivered) -> dict[str, Any]:
    changes, conflicts = counts(one.blocks)
    return {
        "format": name,
        "file": one.file,
        "outcome": one.outcome,
        "beside": one.beside,
        "why": one.why,
        "backup": one.backup,
        "changes": changes,
        "conflicts": conflicts,
        "blocks": [
            {"block": block.id, "called": block.called, "outcome": block.outcome, "cause": block.cause}
            for block in one.blocks
            if block.outcome != "untouched"
        ],
    }


def _problems(one: Entry) -> Iterable[Problem]:
    """Errors, a fault of briefgen's own among them, and the warnings of the build."""
    for error in one.errors:
        if isinstance(error, BriefgenError):
            yield from error.problems
        else:
            yield fault(error)
    yield from one.report.warnings if one.report is not None else ()
