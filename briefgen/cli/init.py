"""``briefgen init``."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen.build.desk.starter import make_desk
from briefgen.cli.options import everywhere
from briefgen.cli.session import Session


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@everywhere
@click.pass_obj
def command(session: Session, folder: Path) -> None:
    """Make a desk in a new folder, with a small corpus and a brief that builds at once.

    DIR must not exist, or be empty.
    """
    session.writes = True
    written = make_desk(folder)
    if not session.quiet:
        click.echo(f"{folder} is a desk now: {len(written)} files.")
        click.echo("It has two sources, a few records on them, and a brief: configs/first-brief.yaml. Build it with:")
        click.echo(f"  cd {folder}")
        click.echo("  briefgen build")
