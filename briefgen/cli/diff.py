"""``briefgen diff``."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen.build.desk.briefs import locate
from briefgen.build.differences.sides import difference
from briefgen.cli.differences import as_data, tell
from briefgen.cli.options import config_names, everywhere, json_option
from briefgen.cli.printing import print_json
from briefgen.cli.session import Session


@click.command("diff")
@click.argument("config", shell_complete=config_names)
@click.option(
    "--from",
    "start",
    type=click.IntRange(min=1),
    default=None,
    metavar="N",
    help="The earlier build (default: the newest).",
)
@click.option(
    "--to",
    "end",
    type=click.IntRange(min=1),
    default=None,
    metavar="M",
    help="The later build (default: the brief as it would be now).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "docx")),
    default="text",
    help="Words, or a DOCX with tracked changes.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Where the DOCX goes: a new file."
)
@json_option
@everywhere
@click.pass_obj
def command(
    session: Session, *, config: str, start: int | None, end: int | None, form: str, output: Path | None, as_json: bool
) -> None:
    """Show what a rebuild would change, or what changed between two kept builds.

    Told are words, not bytes: records in and out and why, statements reworded, figures, citations, headings, order,
    each with its cause (and with --verbose the block's id). 'briefgen history' lists the builds. With --format docx it comes as tracked changes on the
    earlier build's DOCX.
    """
    if (form == "docx") != (output is not None):
        raise click.UsageError("A DOCX needs a file to go to, and a file needs --format docx: give both or neither.")
    named = locate(session.desk, session.path_on_desk(config))
    found = difference(session.desk, named, start or 0, end or 0, tell=session.tell)
    session.close()
    if output is not None:
        from briefgen.workspace import write_new  # lazy: only a DOCX is written

        write_new(output, found.tracked())
        if not session.quiet:
            click.echo(f"{named.id}: {found.changes.before} to {found.changes.after} as tracked changes in {output}")
    elif as_json:
        print_json(as_data(named.id, found.changes))
    else:
        tell(named.id, found.changes, ids=session.verbose)
