"""What changed in a brief, as a person reads it and as ``--json`` has it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from briefgen.build.differences.changes import Changes, StatementChange
from briefgen.build.differences.wording import Piece


def tell(brief: str, changes: Changes) -> None:
    """Print the changes by what they are; each statement with the block's id and the cause."""
    if not changes:
        click.echo(f"{brief}: nothing changed from {changes.before} to {changes.after}")
        return
    click.echo(f"{brief}: {changes.before} to {changes.after}")
    _list("Records", (change.why for change in changes.records))
    _list("Figures", (f"{figure} in {block}" for block, figure in changes.figures))
    headings = [one for one in changes.reworded if one.kind == "heading"]
    _statements("Headings reworded", headings)
    _statements("Reworded", [one for one in changes.reworded if one.kind != "heading"])
    _statements("New", changes.came)
    _statements("Gone", changes.went)
    for one in changes.recited:
        _heading("Cited otherwise", one)
        _list("", (f"before: {cited}" for cited in one.cited_before))
        _list("", (f"now: {cited}" for cited in one.cited_now))
    _statements("In the list of sources", changes.sources)
    _list("Standing elsewhere", (f"{one} ({changes.causes.get(one, '')})" for one in changes.moved))
    if changes.notes_worded:
        number = changes.notes_worded
        said = "1 block cites" if number == 1 else f"{number} blocks cite"
        _list("Notes", [f"{said} the same works in other words: what is named in full stands elsewhere, or changed"])


def _list(title: str, lines: Iterable[str]) -> None:
    listed = list(lines)
    if listed and title:
        click.echo(f"\n{title}")
    for line in listed:
        click.echo(f"  {line}")


def _statements(title: str, changes: Sequence[StatementChange]) -> None:
    for change in changes:
        _heading(title, change)
        click.echo(f"  {''.join(map(_piece, change.pieces)).strip()}")


def _heading(title: str, change: StatementChange) -> None:
    click.echo(f"\n{title}: {change.id}; cause: {change.cause}")


def _piece(piece: Piece) -> str:
    """Words as they are, in brackets where they went or came; on a terminal struck through or green."""
    if piece.what == "same":
        return piece.text
    words = piece.text.strip()
    before, after = piece.text[: len(piece.text) - len(piece.text.lstrip())], piece.text[len(piece.text.rstrip()) :]
    if not words:
        return piece.text if piece.what == "in" else ""
    if sys.stdout.isatty():
        going = piece.what == "out"
        shown = click.style(words, fg="red" if going else "green", strikethrough=going, underline=not going)
    else:
        shown = f"[-{words}-]" if piece.what == "out" else f"{{+{words}+}}"
    return f"{before}{shown}{after}"


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
                "why": one.why,
                "chosen": one.chosen,
            }
            for one in changes.records
        ],
        "came": list(map(_statement, changes.came)),
        "went": list(map(_statement, changes.went)),
        "reworded": list(map(_statement, changes.reworded)),
        "cited_otherwise": list(map(_statement, changes.recited)),
        "sources": list(map(_statement, changes.sources)),
        "moved": [{"block": one, "cause": changes.causes.get(one, "")} for one in changes.moved],
        "notes_worded": changes.notes_worded,
    }


def _statement(one: StatementChange) -> dict[str, Any]:
    return {
        "block": one.id,
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
