"""``briefgen schema``."""

from __future__ import annotations

import click

from briefgen.build.desk.schemas import all_schemas
from briefgen.cli.options import everywhere
from briefgen.cli.printing import print_json
from briefgen.cli.session import Session
from briefgen.diagnostics import did_you_mean


@click.command("schema")
@click.argument("name", required=False)
@everywhere
@click.pass_obj
def command(session: Session, name: str | None) -> None:  # noqa: ARG001 - every command is given the session
    """Print the JSON Schema of a kind of file, for editors that complete YAML.

    Without NAME the kinds are listed. A YAML file names its schema in its first line, as those of this desk do:
    # yaml-language-server: $schema=../schema/config.json
    """
    known = all_schemas()
    if name is None:
        for kind in sorted(known):
            click.echo(kind)
        return
    if name not in known:
        raise click.UsageError(f"No schema '{name}'; {did_you_mean(name, known) or 'see briefgen schema.'}")
    print_json(known[name])
