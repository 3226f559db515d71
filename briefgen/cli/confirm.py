"""``briefgen confirm``."""

from __future__ import annotations

import click

from briefgen.build.shelf.confirming import SLIGHT, confirm
from briefgen.cli.drifting import listed
from briefgen.cli.options import everywhere, record_ids
from briefgen.cli.session import Session


@click.command("confirm")
@click.argument("ids", metavar="[ID]...", nargs=-1, shell_complete=record_ids)
@click.option(
    "--slight-in",
    metavar="SOURCE",
    default="",
    help=f"Also records of which passages of SOURCE changed by at most {SLIGHT} percent of their words and no figure.",
)
@everywhere
@click.pass_obj
def command(session: Session, *, ids: tuple[str, ...], slight_in: str) -> None:
    """Stand by flagged records as they are, against what their passages say now.

    Look at the passages first: 'briefgen records ID --json' says why a record is flagged. What was confirmed is kept,
    with the digest of the passage; if the passage changes again, the record is flagged again. There is no way to
    confirm all at once: changes of substance are confirmed record by record. An edited record needs no confirming.
    """
    if not ids and not slight_in:
        raise click.UsageError("Which records? Name their IDs, or use --slight-in SOURCE.")
    session.writes = True
    done = confirm(session.desk, ids, slight_in=slight_in)
    session.wrote = bool(done.confirmed)
    session.close()
    if session.quiet:
        return
    if done.confirmed:
        click.echo(f"confirmed: {listed(done.confirmed)}")
    if done.sound:
        click.echo(f"not flagged: {listed(done.sound)}")
    if done.left:
        click.echo(f"left, for each of these wants a look of its own: {listed(done.left)}")
    if not (done.confirmed or done.sound or done.left):
        click.echo("nothing is flagged there")
