"""``briefgen coverage``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import click

from briefgen.build.shelf.coverage import Coverage, Spread, cover
from briefgen.cli.options import everywhere, json_option
from briefgen.cli.printing import print_json, print_table
from briefgen.cli.session import Session
from briefgen.diagnostics import render

#: At most so many ids are listed; the rest is counted. JSON and the picture have them all.
_SHOWN = 12


@click.command("coverage")
@click.option("--picture", is_flag=True, help="Write it as a picture, too: output/coverage.svg and coverage.html.")
@json_option
@everywhere
@click.pass_obj
def command(session: Session, *, picture: bool, as_json: bool) -> None:
    """Show how the records spread, and which passages, notes and records lie unused.

    A topic's records are those that name the topic itself; narrower topics stand below it. What is unused: passages
    that no record rests on, notes that no record cites, records that no brief uses.
    """
    session.writes = picture
    session.tell("load", "the corpus")
    found = cover(session.desk)
    session.close()
    if found.problems and not session.quiet:
        click.echo(render(found.problems), err=True)
    written = _draw(session, found) if picture else ()
    if as_json:
        print_json(_said(found))
    elif not session.quiet:
        _tables(found)
        for path in written:
            click.echo(f"wrote {path}")


def _draw(session: Session, found: Coverage) -> Sequence[str]:
    from briefgen.build.shelf.coverage_page import pictures  # lazy: Jinja is needed only for the picture

    made = pictures(found)
    for path, content in made.items():
        session.desk.write(path, content)
    session.wrote = True
    return tuple(made)


def _tables(found: Coverage) -> None:
    columns = {"": "left", "findings": "right", "recommendations": "right", "in briefs": "right", "regions": "left"}
    for name, rows in (
        ("topic", found.topics),
        ("source", found.sources),
        ("perspective", found.perspectives),
        ("year", found.years),
    ):
        print_table({heading or name: side for heading, side in columns.items()}, list(map(_row, rows)))
        click.echo()
    for part in found.parts:
        if part.unused:
            number = f"{len(part.unused)} of {part.passages} passages"
            click.echo(f"{part.source} {part.part}: no record rests on {number}: {_listed(part.unused)}")
        if part.uncited:
            number = f"{len(part.uncited)} of {part.notes} notes"
            click.echo(f"{part.source} {part.part}: no record cites {number}: {_listed(map(str, part.uncited))}")
    unused = len(found.unused)
    briefs = f"{found.briefs} brief{'' if found.briefs == 1 else 's'}"
    which = f": {_listed(found.unused)}" if unused else ""
    click.echo(f"{unused} of {found.records} records are in none of {briefs}{which}")


def _row(one: Spread) -> tuple[str, ...]:
    regions = ", ".join(f"{region or 'no region'} {number}" for region, number in one.regions)
    return ("  " * one.depth + one.label, str(one.findings), str(one.recommendations), str(one.briefs), regions)


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    shown = ", ".join(every[:_SHOWN])
    return shown if len(every) <= _SHOWN else f"{shown} and {len(every) - _SHOWN} more"


def _said(found: Coverage) -> dict[str, Any]:
    said = asdict(found)
    said.pop("problems")
    for name in ("topics", "sources", "perspectives", "years"):
        said[name] = [{**row, "regions": dict(row["regions"])} for row in said[name]]
    return said
