"""``briefgen propose``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from briefgen.build.shelf.proposing import Proposed, propose_records, suggest, write_skeletons
from briefgen.cli.options import everywhere, json_option, source_ids
from briefgen.cli.printing import print_json, print_table
from briefgen.cli.session import Session
from briefgen.diagnostics import did_you_mean, render
from briefgen.errors import CorpusError, Problem
from briefgen.propose.rank import Proposal


@click.command("propose")
@click.argument("source", shell_complete=source_ids)
@click.argument("passages", metavar="[PASSAGE]...", nargs=-1)
@click.option("-n", "--number", type=click.IntRange(1), default=20, show_default=True, help="How many are proposed.")
@click.option(
    "--all", "every", is_flag=True, help="Front and back matter, too, and passages that a record rests on already."
)
@click.option("--write", is_flag=True, help="Write a skeleton for each of them into corpus/records/SOURCE/.")
@json_option
@everywhere
@click.pass_obj
def command(
    session: Session,
    *,
    source: str,
    passages: tuple[str, ...],
    number: int,
    every: bool,
    write: bool,
    as_json: bool,
) -> None:
    """List the passages that most deserve a record, and write skeletons to be worded.

    Summaries, recommendations, pull quotes, figures, the place in the section and how much of the part comes back to a
    passage count; so does what its authors say, where the document is at hand. With PASSAGEs only these, whatever
    their rank. A skeleton has everything but the words: evidence, notes, figures, section, topics and perspective
    that may fit. 'briefgen check' names skeletons until somebody has worded them, and no brief uses them.
    """
    session.writes = write
    session.tell("load", "the corpus")
    proposed = propose_records(session.desk, source)
    session.close()
    if proposed.problems and not session.quiet:
        click.echo(render(proposed.problems), err=True)
    chosen = _named(proposed, passages) if passages else _best(proposed, number, every)
    written = write_skeletons(session.desk, proposed, chosen) if write else ()
    session.wrote = bool(written)
    if as_json:
        print_json(_said(proposed, chosen))
    elif not session.quiet:
        _table(chosen)
        _tell(written, len(chosen))


def _best(proposed: Proposed, number: int, every: bool) -> Sequence[Proposal]:
    return [one for one in proposed.proposals if every or (one.body and not one.records)][:number]


def _named(proposed: Proposed, passages: Sequence[str]) -> Sequence[Proposal]:
    known = {one.passage.id: one for one in proposed.proposals}
    problems = [
        Problem(
            f"no running passage '{name}' to propose from",
            did_you_mean(name, known) or "'briefgen passages SOURCE' lists them",
        )
        for name in passages
        if name not in known
    ]
    if problems:
        raise CorpusError(problems)
    return [known[name] for name in passages]


def _table(chosen: Sequence[Proposal]) -> None:
    columns = {"rank": "right", "passage": "left", "likely": "left", "why": "left", "records": "left"}
    rows = [
        (
            str(one.rank),
            one.passage.id,
            one.kind,
            "; ".join(one.reasons) or "nothing stands out",
            ", ".join(one.records),
        )
        for one in chosen
    ]
    print_table(columns, rows)


def _tell(written: Sequence[str], number: int) -> None:
    if not number:
        click.echo("A record rests on every passage of the text proper already; --all lists them all the same.")
    for path in written:
        click.echo(f"wrote {path}")


def _said(proposed: Proposed, chosen: Sequence[Proposal]) -> list[dict[str, Any]]:
    return [
        {
            "passage": one.proposal.passage.id,
            "part": one.proposal.passage.part,
            "section": list(one.proposal.passage.section),
            "rank": one.proposal.rank,
            "score": round(one.proposal.score, 3),
            "reasons": list(one.proposal.reasons),
            "kind": one.proposal.kind,
            "records": list(one.proposal.records),
            "topics": list(one.topics),
            "addressees": list(one.addressees),
            "notes": list(one.proposal.passage.notes),
            "figures": list(one.proposal.passage.figures),
        }
        for one in suggest(proposed, chosen)
    ]
