"""``briefgen passages``."""

from __future__ import annotations

import click

from briefgen.cli import said
from briefgen.cli.options import everywhere, json_option, source_ids
from briefgen.cli.printing import print_json, print_table
from briefgen.cli.session import Session
from briefgen.cli.sources import named_source, text_at_hand
from briefgen.corpus.sources import Passage


@click.command("passages")
@click.argument("source", shell_complete=source_ids)
@json_option
@everywhere
@click.pass_obj
def command(session: Session, source: str, as_json: bool) -> None:
    """List a source's passages, with their places, notes and figures.

    The text is shown where the source's rights let it be kept, or its document is at hand.
    """
    from briefgen.importers.storage import passage_text  # lazy: the importers are needed by few commands

    _, found = named_source(session, source)
    text = None if all(one.text for one in found.passages) else text_at_hand(session, found)
    shown = {one.id: one.text or (passage_text(text, one) if text is not None else None) for one in found.passages}
    if as_json:
        print_json([said.passage(one, shown[one.id]) for one in found.passages])
        return
    columns = {
        "passage": "left",
        "kind": "left",
        "section": "left",
        "no.": "right",
        "pages": "right",
        "characters": "right",
        "notes": "left",
    }
    rows = [_row(one) for one in found.passages]
    if not any(one.pages for one in found.passages):
        del columns["pages"]
        rows = [(*row[:4], *row[5:]) for row in rows]
    print_table(columns, rows)


def _row(one: Passage) -> tuple[str, ...]:
    section, number, characters = " › ".join(one.section), str(one.number or ""), f"{one.start}–{one.end}"
    return one.id, one.kind, section, number, one.pages, characters, _list(one.notes)


def _list(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))
