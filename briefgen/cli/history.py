"""``briefgen history``."""

from __future__ import annotations

from typing import Any

import click

from briefgen.build.desk.briefs import locate
from briefgen.build.history.kept import Kept, kept
from briefgen.cli.options import config_names, everywhere, json_option
from briefgen.cli.printing import print_json, print_table
from briefgen.cli.session import Session


@click.command("history")
@click.argument("config", shell_complete=config_names)
@json_option
@everywhere
@click.pass_obj
def command(session: Session, config: str, as_json: bool) -> None:
    """List the builds of a brief that are kept, the oldest first.

    Each has its number, when it was made, why it was due, and the files that it wrote. How many are kept is said by
    'history' in the config or in configs/desk.yaml; the build that the DOCX in output/ came from always is.
    """
    named = locate(session.desk, session.path_on_desk(config))
    builds = kept(session.desk, named)
    if as_json:
        print_json([_said(build) for build in builds])
        return
    if not builds:
        click.echo(f"{named.id}: no build is kept yet", err=True)
        return
    columns = {"build": "right", "when": "left", "why it was due": "left", "written": "left"}
    print_table(columns, [_row(build) for build in builds])


def _row(build: Kept) -> tuple[str, ...]:
    files = ", ".join(path.rpartition("/")[2] for path in build.written)
    return (str(build.number), build.when, "; ".join(build.reasons) or "it was asked for", files or "nothing")


def _said(build: Kept) -> dict[str, Any]:
    return {
        "number": build.number,
        "when": build.when,
        "reasons": list(build.reasons),
        "written": list(build.written),
        "folder": build.folder,
        "brief": build.receipt.brief,
        "style": build.receipt.style,
        "records": sorted(build.records),
    }
