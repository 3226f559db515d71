"""``briefgen records``."""

from __future__ import annotations

import click

from briefgen.cli import said
from briefgen.cli.options import everywhere, json_option, record_ids
from briefgen.cli.printing import print_json, print_table
from briefgen.cli.session import Session
from briefgen.corpus.flags import open_flags, why
from briefgen.corpus.load import load_corpus
from briefgen.corpus.records import Corpus, Record
from briefgen.diagnostics import Problems, did_you_mean
from briefgen.errors import CorpusError


@click.command("records")
@click.argument("ids", metavar="[ID]...", nargs=-1, shell_complete=record_ids)
@click.option("--flagged", is_flag=True, help="Only those that wait for a look, for what they rest on changed.")
@json_option
@everywhere
@click.pass_obj
def command(session: Session, *, ids: tuple[str, ...], flagged: bool, as_json: bool) -> None:
    """List the corpus's findings and recommendations.

    With one or more IDs only these, in the order given. Flagged records are marked, and say why.
    """
    session.tell("load", "the corpus")
    corpus = load_corpus(session.desk)
    problems = Problems()
    for name in ids:
        if name not in corpus.records:
            problems.error(f"no record '{name}' in corpus/records", hint=did_you_mean(name, corpus.records))
    problems.raise_errors(CorpusError)
    chosen = [corpus.records[name] for name in ids or corpus.records]
    if flagged:
        chosen = [one for one in chosen if open_flags(corpus, one)]
    if as_json:
        print_json([said.record(one, corpus) for one in chosen])
        return
    rows = [(one.id, one.kind, one.perspective, one.date, one.headline + _flags(one, corpus)) for one in chosen]
    print_table({"record": "left", "kind": "left", "perspective": "left", "date": "left", "headline": "left"}, rows)


def _flags(one: Record, corpus: Corpus) -> str:
    reasons = "; ".join(why(flag, one) for flag in open_flags(corpus, one))
    return f" [flagged: {reasons}]" if reasons else ""
