"""``briefgen search``."""

from __future__ import annotations

import click

from briefgen.cli import said
from briefgen.cli.options import everywhere, json_option
from briefgen.cli.printing import print_json, print_table
from briefgen.cli.session import Session
from briefgen.corpus.load import load_corpus
from briefgen.select import search


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, help="At most so many (0: all).")
@json_option
@everywhere
@click.pass_obj
def command(session: Session, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Rank the whole corpus for some words.

    Words in quotation marks count as a phrase: briefgen search '"dual-use goods" exports'.
    """
    session.tell("load", "the corpus")
    corpus = load_corpus(session.desk)
    session.tell("select", f"from {len(corpus.records)} records")
    found = search(corpus, " ".join(words), limit)
    if as_json:
        print_json([said.choice(one, corpus) for one in found])
        return
    rows = [(str(one.rank), f"{one.score:.2f}", one.record.id, one.record.headline) for one in found]
    print_table({"rank": "right", "score": "right", "record": "left", "headline": "left"}, rows)
    if not found and not session.quiet:
        click.echo("No record has any of these words.", err=True)
