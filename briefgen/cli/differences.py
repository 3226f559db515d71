"""What changed in a brief, as a person reads it and as ``--json`` has it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from briefgen.build.differences.changes import Changes, StatementChange
from briefgen.build.differences.wording import Change, in_brackets, marked


def tell(brief: str, changes: Changes, *, ids: bool = False) -> None:
    """Print the changes by what they are; each statement as people call it, with its *ids* only if asked, and why."""
    if not changes:
        click.echo(f"{brief}: nothing changed from {changes.before} to {changes.after}")
        return
    click.echo(f"{brief}: {changes.before} to {changes.after}")
    _Told(changes, ids).all()


class _Told:
    """The changes, one kind after the other."""

    def __init__(self, changes: Changes, ids: bool) -> None:
        self._changes = changes
        self._ids = ids

    def all(self) -> None:
        changes = self._changes
        _list("Records", (change.full if self._ids else change.why for change in changes.records))
        _list("Figures", (f"{figure} in {self._called(block)}" for block, figure in changes.figures))
        self._statements("Reworded", [one for one in changes.reworded if one.kind == "heading"])
        self._statements("Reworded", [one for one in changes.reworded if one.kind != "heading"])
        self._statements("New", changes.came)
        self._statements("Gone", changes.went)
        for one in changes.recited:
            self._heading("Cited otherwise", one)
            _list("", (f"before: {cited}" for cited in one.cited_before))
            _list("", (f"now: {cited}" for cited in one.cited_now))
            click.echo(f"  cause: {one.cause}")
        self._statements("In the list of sources", changes.sources)
        _list("Standing elsewhere", (f"{self._called(one)} ({changes.causes.get(one, '')})" for one in changes.moved))
        if changes.notes_worded:
            number = changes.notes_worded
            said = "1 block cites" if number == 1 else f"{number} blocks cite"
            _list(
                "Notes", [f"{said} the same works in other words: what is named in full stands elsewhere, or changed"]
            )

    def _statements(self, title: str, changes: Sequence[StatementChange]) -> None:
        for change in changes:
            self._heading(title, change)
            click.echo(f"  {marked(change.pieces, _mark)}")
            click.echo(f"  cause: {change.cause}")

    def _heading(self, title: str, change: StatementChange) -> None:
        click.echo(f"\n{title}: {self._called(change.id)}")

    def _called(self, block: str) -> str:
        called = self._changes.called.get(block, block)
        return f"{called} [{block}]" if self._ids and called != block else called


def _list(title: str, lines: Iterable[str]) -> None:
    listed = list(lines)
    if listed and title:
        click.echo(f"\n{title}")
    for line in listed:
        click.echo(f"  {line}")


def _mark(words: str, what: Change) -> str:
    """Words that went or came: in brackets, on a terminal struck through or green."""
    if not sys.stdout.isatty():
        return in_brackets(words, what)
    going = what == "out"
    return click.style(words, fg="red" if going else "green", strikethrough=going, underline=not going)


def as_data(brief: str, changes: Changes) -> dict[str, Any]:
    """The changes as docs/commands.md describes them."""
    return {
        "brief": brief,
        "from": changes.before,
        "to": changes.after,
        "records": [
            {
                "id": one.id,
                "kind": one.kind,
                "change": one.what,
                "headline": one.headline,
                "why": one.full,
                "chosen": one.chosen,
            }
            for one in changes.records
        ],
        "came": list(map(_statement, changes.came)),
        "went": list(map(_statement, changes.went)),
        "reworded": list(map(_statement, changes.reworded)),
        "cited_otherwise": list(map(_statement, changes.recited)),
        "sources": list(map(_statement, changes.sources)),
        "moved": [
            {"block": one, "called": changes.called.get(one, ""), "cause": changes.causes.get(one, "")}
            for one in changes.moved
        ],
        "notes_worded": changes.notes_worded,
    }


def _statement(one: StatementChange) -> dict[str, Any]:
    return {
        "block": one.id,
        "called": one.called,
        "kind": one.kind,
        "old": one.old,
        "new": one.new,
        "words": [{"change": piece.what, "text": piece.text} for piece in one.pieces],
        "figures": [{"old": figure.old, "new": figure.new} for figure in one.figures],
        "cited_before": list(one.cited_before),
        "cited_now": list(one.cited_now),
        "records": list(one.records),
        "cause": one.cause,
    }
