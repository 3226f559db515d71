"""``briefgen import``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from briefgen.build.shelf.importing import Change, import_source
from briefgen.cite.exchange import is_references
from briefgen.cli.drifting import said_of, tell
from briefgen.cli.import_references import tell_references
from briefgen.cli.options import everywhere, json_option, source_ids
from briefgen.cli.printing import print_json
from briefgen.cli.session import Session
from briefgen.importers.document import Imported
from briefgen.importers.means import Tracked

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@click.command("import")
@click.argument("document", type=click.Path(path_type=Path))
@click.option(
    "--id",
    "source_id",
    metavar="ID",
    help="The source's id (default: from the file's name).",
    shell_complete=source_ids,
)
@click.option(
    "--tracked",
    type=click.Choice(["accept", "reject"]),
    help="Tracked changes of a DOCX: read with them, or without (default: as the last time, else accept).",
)
@json_option
@everywhere
@click.pass_obj
def command(session: Session, *, document: Path, source_id: str | None, tracked: Tracked | None, as_json: bool) -> None:
    """Read a document into the corpus: its passages, notes and references.

    PDF, DOCX, ODT, EPUB, HTML, Markdown or plain text, told by the file's ending; docs/importing.md says what is kept of each.

    Writes corpus/sources/ID/. What a person wrote in source.yaml is kept. What could not be read with confidence
    is listed, for a person to look at. Importing a document again says what changed; evidence follows, and records
    that rest on what is not as it was are flagged (see 'briefgen confirm').

    A file of references (CSL-JSON, BibTeX, BibLaTeX, RIS) completes the works that the notes of the source ID cite.
    """
    session.writes = True
    name = source_id or document.stem
    if not _ID.fullmatch(name):
        raise click.UsageError(f"'{name}' is no id: use letters, digits and hyphens (--id ID).")
    session.tell("import", document.name)
    if is_references(document.name):
        tell_references(session, document, source_id, as_json=as_json)
        return
    imported, change = import_source(session.desk, document, name, tracked)
    session.close()
    session.wrote = bool(change.files)
    if as_json:
        print_json(_said(imported, change))
    if session.quiet or as_json:
        return
    _tell_found(name, imported)
    _tell_change(change)
    _tell_doubts(document.name, imported)


def _said(imported: Imported, change: Change) -> dict[str, Any]:
    """What was read and what it changed, for programs."""
    doubts = [{"line": one.line, "message": one.message, "hint": one.hint} for one in imported.doubts]
    said = said_of(change.drift, change.flags, change.followed, change.records)
    return said | {"source": imported.source.id, "first": change.first, "files": list(change.files), "doubts": doubts}


def _tell_found(name: str, imported: Imported) -> None:
    source = imported.source
    kinds: dict[str, int] = {}
    for one in source.passages:
        kinds[one.kind] = kinds.get(one.kind, 0) + 1
    body = sum(part.matter == "body" for part in source.parts)
    click.echo(
        f"{name}: {_many(body, 'part')}, {_many(len(source.passages), 'passage')}"
        f" ({', '.join(f'{number} {kind}' for kind, number in sorted(kinds.items()))}),"
        f" {_many(len(source.notes), 'note')}, {_many(len(source.references), 'reference')}"
    )
    uncalled = [one.id for one in source.notes if not one.called_by]
    if uncalled:
        click.echo(f"  not called by any passage: {', '.join(uncalled)}")


def _tell_change(change: Change) -> None:
    if change.first:
        click.echo(f"  new: {', '.join(change.files)}")
        return
    if not change.files:
        click.echo("  nothing changed")
        return
    click.echo(f"  changed: {', '.join(change.files)}")
    if change.drift.drifted:
        tell(change.drift, change.flags, change.followed, change.records)
    if not change.whole:
        click.echo("  the records were not looked at, for they have mistakes: run 'briefgen check'")


def _tell_doubts(document: str, imported: Imported) -> None:
    doubts = [*imported.doubts]
    told = {doubt.message for doubt in doubts}
    noted = [one for one in imported.source.notes if one.doubt and f"{one.id}: {one.doubt}" not in told]
    if not doubts and not noted:
        return
    click.echo(f"  for a person to look at ({len(doubts) + len(noted)}):")
    for doubt in doubts:
        where = f"{document}:{doubt.line}: " if doubt.line else f"{document}: "
        click.echo(f"    {where}{doubt.message}" + (f" ({doubt.hint})" if doubt.hint else ""))
    for note in noted:
        click.echo(f"    note {note.id}: {note.doubt}")


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
