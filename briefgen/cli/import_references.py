"""What ``briefgen import`` says of a file of references."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from briefgen.build.shelf.references import Merged, import_references
from briefgen.cli.printing import print_json
from briefgen.cli.session import Session
from briefgen.workspace import read_document

#: At most so many works are named; the rest is counted.
_SHOWN = 20


def tell_references(session: Session, file: Path, source_id: str | None, *, as_json: bool) -> None:
    """Complete a source's references from *file*, and say what became of each work."""
    if not source_id:
        raise click.UsageError("Say whose references these are: --id SOURCE.")
    merged = import_references(session.desk, read_document(file), file.name, source_id)
    session.close()
    session.wrote = bool(merged.file)
    if merged.problems and not session.quiet:
        from briefgen.diagnostics import render  # lazy: only where there is something to look at

        click.echo(render(merged.problems), err=True)
    if as_json:
        print_json(_said(source_id, merged))
    elif not session.quiet:
        _tell(source_id, merged)


def _said(source_id: str, merged: Merged) -> dict[str, Any]:
    """What became of each work, for programs."""
    return {
        "source": source_id,
        "file": merged.file,
        "completed": [{"id": one.id, "variables": list(one.variables)} for one in merged.completed],
        "doubtful": [{"file": theirs, "cited": ours} for theirs, ours in merged.doubtful],
        "uncited": list(merged.uncited),
        "itself": merged.itself,
    }


def _tell(source_id: str, merged: Merged) -> None:
    number = len(merged.completed)
    click.echo(f"{source_id}: {number} cited work{'' if number == 1 else 's'} completed")
    if merged.file:
        click.echo(f"  changed: {merged.file}")
    _list(f"{one.id}: {', '.join(one.variables)}" for one in merged.completed)
    if merged.doubtful:
        click.echo("  for a person to look at: the same title, and perhaps another work; nothing was done:")
        _list(f"'{theirs}' and the cited '{ours}'" for theirs, ours in merged.doubtful)
    if merged.uncited:
        click.echo(f"  no note of the source cites ({len(merged.uncited)}); nothing was done with them:")
        _list(merged.uncited)
    if merged.itself is not None:
        click.echo("  the file has the source itself, too; source.yaml is yours, take from this what you want:")
        click.echo(_yaml(merged))


def _list(lines: Iterable[str]) -> None:
    every = list(lines)
    for line in every[:_SHOWN]:
        click.echo(f"    {line}")
    if len(every) > _SHOWN:
        click.echo(f"    and {len(every) - _SHOWN} more")


def _yaml(merged: Merged) -> str:
    import yaml  # lazy: only where the file has the source itself

    values = {key: value for key, value in (merged.itself or {}).items() if key != "id"}
    text: str = yaml.safe_dump({"csl": values}, allow_unicode=True, sort_keys=False, width=100)
    return "\n".join(f"    {line}" for line in text.splitlines())
