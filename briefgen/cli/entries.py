"""What a run of several briefs says of each: on a terminal, or in a system's journal."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import click

from briefgen.build.telling.account import Entry
from briefgen.build.telling.after import Told
from briefgen.cli.session import Session
from briefgen.diagnostics import render
from briefgen.errors import BriefgenError, Problem

#: At most so many reasons are told; with --verbose all are.
_REASONS = 3

_OUTCOMES = {
    "built": "built",
    "unreached": "up to date; the change did not reach this brief",
    "unchanged": "up to date",
    "failed": "failed",
}


def tell_entry(session: Session, entry: Entry, placed: Collection[str] = ()) -> None:
    """One line for the brief, one for each file, one for each thing that waits for a person but failures.

    Files that were told of when they were *placed* are not named again.
    """
    shown = entry.reasons if session.verbose else entry.reasons[:_REASONS]
    more = len(entry.reasons) - len(shown)
    why = f" ({'; '.join(shown)}{f'; and {more} more' if more else ''})" if shown else ""
    say(session, f"{entry.brief}: {_OUTCOMES[entry.outcome]}{why}")
    for file in (one for one in entry.wrote if one not in placed):
        say(session, f"  wrote {file}")
    for one in entry.waiting:
        if one.kind != "failure":
            say(session, f"  {one.place}{': ' if one.place else ''}{one.text}")


def tell_failures(entry: Entry) -> int:
    """Tell what went wrong with a brief; the exit code of the first error, or 0."""
    from briefgen.cli.failure import tell_error  # lazy: only where something went wrong

    click.echo(f"{entry.brief}:", err=True)
    codes = [tell_error(error) for error in entry.errors]
    return codes[0] if codes else 0


def code_of(entries: Sequence[Entry]) -> int:
    """The exit code of the first thing that failed, or 0."""
    errors = (error for entry in entries for error in entry.errors)
    first = next(errors, None)
    if first is None:
        return 0
    return first.exit_code if isinstance(first, BriefgenError) else BriefgenError.exit_code


def tell_told(session: Session, told: Told) -> None:
    """Where the report is, and what went wrong with it and the hooks."""
    if told.report is not None:
        say(session, "report: output/report.html")
    tell_problems(told.problems)


def tell_problems(problems: Sequence[Problem]) -> None:
    """Problems, to standard error."""
    if problems:
        click.echo(render(problems), err=True)


def say(session: Session, text: str) -> None:
    """A line of what is done, unless the run is to be quiet."""
    if not session.quiet:
        click.echo(text)
