"""``briefgen notes``."""

from __future__ import annotations

import click

from briefgen.cli import said
from briefgen.cli.options import everywhere, json_option, source_ids
from briefgen.cli.printing import print_json, print_table
from briefgen.cli.session import Session
from briefgen.cli.sources import named_source, text_at_hand


@click.command("notes")
@click.argument("source", shell_complete=source_ids)
@json_option
@everywhere
@click.pass_obj
def command(session: Session, source: str, as_json: bool) -> None:
    """List a source's own notes, with the works they cite.

    The notes' own words are shown in JSON, where the source's document is at hand.
    """
    from briefgen.importers.storage import note_text  # lazy: the importers are needed by few commands

    _, found = named_source(session, source)
    works = {str(work["id"]): work for work in found.references}
    if as_json:
        text = text_at_hand(session, found)
        print_json([said.note(one, None if text is None else note_text(text, one), works) for one in found.notes])
        return
    rows = [
        (
            one.part,
            str(one.number),
            ", ".join(one.called_by) or "(not called)",
            "; ".join(
                str(works.get(mention.reference, {}).get("title", mention.reference)) for mention in one.mentions
            ),
            one.doubt,
        )
        for one in found.notes
    ]
    print_table({"part": "left", "note": "right", "called by": "left", "cites": "left", "doubt": "left"}, rows)
