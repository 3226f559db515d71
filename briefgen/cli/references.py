"""``briefgen references``."""

from __future__ import annotations

import sys

import click

from briefgen.build.shelf.references import references_for
from briefgen.cite.exchange import FORMATS, Format, lost, write_references
from briefgen.cli.options import everywhere, source_ids
from briefgen.cli.session import Session


@click.command("references")
@click.argument("name", metavar="[SOURCE|CONFIG]", default="", shell_complete=source_ids)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="csl-json",
    help="What is printed; csl-json (the default) alone keeps everything.",
)
@everywhere
@click.pass_obj
def command(session: Session, name: str, form: Format) -> None:
    """Print works as CSL-JSON, BibTeX, BibLaTeX or RIS, for a reference manager.

    What a format cannot hold is told on standard error. To bring references in, give 'briefgen import' the file.
    """
    works = references_for(session.desk, name, session.tell)
    written = write_references(works, form, session.desk)
    missing = lost(works, written, form, session.desk)
    session.close()
    sys.stdout.buffer.write(written)
    sys.stdout.buffer.flush()
    if missing and not session.quiet:
        told = ", ".join(f"{variable} ({number})" for variable, number in missing.items())
        click.echo(f"{len(works)} works; not kept or changed in {form}, by number of works: {told}", err=True)
