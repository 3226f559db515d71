"""``briefgen select``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from briefgen.build.making.compute import choose
from briefgen.cli import said
from briefgen.cli.options import config_names, everywhere, json_option
from briefgen.cli.printing import print_json, print_table
from briefgen.cli.session import Session
from briefgen.corpus.flags import open_flags, why
from briefgen.corpus.records import Corpus
from briefgen.select.selection import Choice


@click.command("select")
@click.argument("config", shell_complete=config_names)
@click.option("--missed", is_flag=True, help="List the near misses alone.")
@json_option
@everywhere
@click.pass_obj
def command(session: Session, config: str, missed: bool, as_json: bool) -> None:
    """Show which records a config chooses, which it nearly chose, and why."""
    chosen = choose(session.desk, session.path_on_desk(config), session.tell)
    selection, corpus = chosen.selection, chosen.corpus
    if as_json:
        print_json([said.choice(one, corpus) for one in (selection.missed if missed else selection.chosen)])
        return
    if not missed:
        _print("Chosen", selection.chosen, corpus)
    _print("Nearly chosen", selection.missed, corpus)


def _print(title: str, choices: Sequence[Choice], corpus: Corpus) -> None:
    if not choices:
        return
    click.echo(f"{title}:")
    rows = [
        (
            str(one.rank),
            f"{one.score:.2f}",
            one.record.id,
            one.record.kind,
            one.record.headline,
            "; ".join((*(reason.sentence for reason in one.reasons), *_flags(one, corpus))),
        )
        for one in choices
    ]
    columns = {
        "rank": "right", "score": "right", "record": "left", "kind": "left", "headline": "left", "why": "left",
    }  # fmt: skip
    print_table(columns, rows)


def _flags(one: Choice, corpus: Corpus) -> list[str]:
    return [f"flagged: {why(flag, one.record)}" for flag in open_flags(corpus, one.record)]
