"""``briefgen verify``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli.options import config_names, everywhere, json_option
from briefgen.cli.printing import print_json, print_table
from briefgen.cli.session import Session
from briefgen.errors import DocumentError
from briefgen.workspace import read_document

if TYPE_CHECKING:
    from briefgen.build.edited.verify import Statement, Verified

#: A statement's words in the table, in characters.
_SHOWN = 60


@click.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--brief",
    metavar="CONFIG",
    default="",
    help="The config it was built from, where the file has lost its own knowledge of that.",
    shell_complete=config_names,
)
@click.option("--all", "every", is_flag=True, help="Statements that stand as they were, too.")
@click.option("--annotate", is_flag=True, help="Write it as Word comments into a copy in output/BRIEF/.")
@json_option
@everywhere
@click.pass_obj
def command(session: Session, *, file: Path, brief: str, every: bool, annotate: bool, as_json: bool) -> int:
    """Tell of an edited brief, statement by statement, whether it still rests on the corpus.

    FILE is a Word file that briefgen built, whatever became of it since. Told are statements that were edited, figures
    that no evidence supports, citations that point nowhere, paragraphs without a source, and records that have changed
    or were flagged since. Exits with 6 where something rests on nothing, with 0 otherwise. FILE itself stays as it is.
    """
    from briefgen.build.edited.verify import verify  # lazy: it loads all the stages

    session.writes = annotate
    content = read_document(file)
    session.tell("check", f"{file.name} against the corpus")
    found = verify(session.desk, content, file.name, brief)
    session.close()
    path = _annotate(session, found, content, file.stem) if annotate else ""
    if as_json:
        print_json(_said(found))
    elif not session.quiet:
        _table(found, every)
        if path:
            click.echo(f"wrote {path}")
    return DocumentError.exit_code if found.faults else 0


def _annotate(session: Session, found: Verified, content: bytes, stem: str) -> str:
    from briefgen.build.edited.verify import annotated  # lazy, as above

    path, made = annotated(session.desk, found, content, stem)
    session.desk.write(path, made)
    session.wrote = True
    return path


def _table(found: Verified, every: bool) -> None:
    rows: list[tuple[str, ...]] = [
        (one.block or "(own)", _cut(one.text or one.was), remark.kind, remark.sentence)
        for one in found.statements
        for remark in one.remarks
    ]
    if every:
        rows = [row for one in found.statements for row in _rows(one)]
    if rows:
        print_table({"block": "left", "says": "left", "what": "left", "remark": "left"}, rows)
    counts = Counter(remark.kind for one in found.statements for remark in one.remarks)
    stand = sum(one.stands for one in found.statements)
    told = ", ".join(f"{kind} {number}" for kind, number in sorted(counts.items()))
    click.echo(
        f"{found.named.id}, against build {found.build}: "
        f"{stand} of {len(found.statements)} paragraphs stand as they were built{f'; {told}' if told else ''}"
    )


def _rows(one: Statement) -> list[tuple[str, ...]]:
    remarks = [(str(remark.kind), remark.sentence) for remark in one.remarks] or [("stands", "")]
    return [(one.block or "(own)", _cut(one.text or one.was), kind, sentence) for kind, sentence in remarks]


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"


def _said(found: Verified) -> dict[str, Any]:
    return {
        "brief": found.named.id,
        "build": found.build,
        "when": found.when,
        "statements": [
            {
                "block": one.block,
                "place": one.place,
                "text": one.text,
                "was": one.was,
                "records": list(one.records),
                "stands": one.stands,
                "remarks": [{"kind": remark.kind, "sentence": remark.sentence} for remark in one.remarks],
            }
            for one in found.statements
        ],
    }
