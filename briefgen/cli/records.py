"""``briefgen records``."""

from __future__ import annotations

import click

from briefgen.cli import said
from briefgen.cli.options import everywhere, json_option, record_ids
from briefgen.cli.printing import print_json, print_table
from briefgen.cli.session import Session
from briefgen.corpus.load import load_corpus
from briefgen.diagnostics import Problems, did_you_mean
from briefgen.errors import CorpusError


@click.command("records")
@click.argument("ids", metavar="[ID]...", nargs=-1, shell_complete=record_ids)
@json_option
@everywhere
@click.pass_obj
def command(session: Session, ids: tuple[str, ...], as_json: bool) -> None:
    """List the corpus's findings and recommendations.

    With one or more IDs only these, in the order given.
    """
    session.tell("load", "the corpus")
    corpus = load_corpus(session.desk)
    problems = Problems()
    for name in ids:
        if name not in corpus.records:
            problems.error(f"no record '{name}' in corpus/records", hint=did_you_mean(name, corpus.records))
    problems.raise_errors(CorpusError)
    chosen = [corpus.records[name] for name in ids or corpus.records]
    if as_json:
        print_json([said.record(one, corpus) for one in chosen])
        return
    rows = [(one.id, one.kind, one.perspective, one.date, one.headline) for one in chosen]
    print_table({"record": "left", "kind": "left", "perspective": "left", "date": "left", "headline": "left"}, rows)
