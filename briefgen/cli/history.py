"""``briefgen history``."""

from __future__ import annotations

from typing import Any

import click

from briefgen.build.desk.briefs import locate
from briefgen.build.history.kept import Kept, kept
from briefgen.cli.options import config_names, everywhere, json_option
from briefgen.cli.printing import print_json, print_table
from briefgen.cli.session import Session

#: At most so many reasons are told; with --verbose all are.
_REASONS = 3


@click.command("history")
@click.argument("config", shell_complete=config_names)
@json_option
@everywhere
@click.pass_obj
def command(session: Session, config: str, as_json: bool) -> None:
    """List the builds of a brief that are kept, the oldest first.

    Each has its number, when it was made, why it was due (the first three reasons, with
    --verbose all), and the files that it wrote. How many are kept is said by
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
    print_table(columns, [_row(build, _REASONS if not session.verbose else len(build.reasons)) for build in builds])


def _row(build: Kept, most: int) -> tuple[str, ...]:
    files = ", ".join(path.rpartition("/")[2] for path in build.written)
    more = len(build.reasons) - most
    reasons = "; ".join([*build.reasons[:most], *([f"and {more} more"] if more > 0 else [])])
    return (str(build.number), build.when, reasons or "it was asked for", files or "nothing")


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
