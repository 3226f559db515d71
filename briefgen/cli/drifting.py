"""What an edition changed, told to people and to programs; ``import`` and ``drift`` say it alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from briefgen.build.shelf.following import Renumbered
from briefgen.cli import said
from briefgen.cli.printing import print_table
from briefgen.corpus.drift import Drift, NoteDrift, PassageDrift
from briefgen.corpus.flags import about, change, why
from briefgen.corpus.records import Record
from briefgen.corpus.sources import Flag

#: At most so many ids in a line.
_SHOWN = 20


def tell(drift: Drift, flags: Sequence[Flag], followed: Sequence[Renumbered], records: Mapping[str, Record]) -> None:
    """Print a table of the passages that are not as they were, then notes, references and records."""
    counted = {what: len(drift.of(what)) for what in ("moved", "reworded", "split", "joined", "gone", "new")}
    counts = [f"{number} {what}" for what, number in counted.items() if number]
    counts.append(f"{len(drift.of('unchanged'))} unchanged")
    click.echo(f"  passages: {', '.join(counts)}")
    rows = [(f"    {one.id}", one.what, _details(one)) for one in drift.passages if one.what != "unchanged"]
    if rows:
        print_table({"passage": "left", "what became of it": "left", "": "left"}, rows)
    for what in ("renumbered", "reworded", "gone", "new"):
        notes = [_number(one) for one in drift.notes if one.what == what]
        if notes:
            click.echo(f"  notes {what}: {listed(notes)}")
    for what, names in (
        ("new", drift.references_new),
        ("gone", drift.references_gone),
        ("changed", drift.references_changed),
    ):
        if names:
            click.echo(f"  references {what}: {listed(names)}")
    _tell_records(flags, followed, records)


def _tell_records(flags: Sequence[Flag], followed: Sequence[Renumbered], records: Mapping[str, Record]) -> None:
    if followed:
        moved = [f"{one.record} (note {one.before} → {one.now})" for one in followed]
        click.echo(f"  records whose notes have other numbers now: {listed(moved)}")
    names = tuple(dict.fromkeys(flag.record for flag in flags))
    if not names:
        return
    click.echo(f"  records flagged, for a person to look at ({len(names)}):")
    for name in names:
        reasons = [why(flag, records[name]) for flag in flags if flag.record == name]
        click.echo(f"    {name}: {'; '.join(reasons)}")


def _details(one: PassageDrift) -> str:
    """What there is to say of a passage's change."""
    told: list[str] = []
    if one.what == "reworded":
        told.append(about(one.percent))
    if one.moved and one.what != "moved":
        told.append("moved")
    if one.was_part:
        told.append(f"from the part {one.was_part}")
    if one.also:
        told.append(f"see {', '.join(one.also)}")
    told += [f"may be {name} ({score:.2f} alike)" for name, score in one.perhaps]
    told += [change(before, after) for before, after in one.figures if one.what != "gone"]
    return "; ".join(told)


def _number(one: NoteDrift) -> str:
    if one.before and one.now and one.before != one.now:
        return f"{one.part} {one.before} → {one.now}"
    return f"{one.part} {one.now or one.before}"


def listed(names: Sequence[str]) -> str:
    """Names in a line, the first of many."""
    shown = ", ".join(names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown} and {len(names) - _SHOWN} more"


def said_of(
    drift: Drift, flags: Sequence[Flag], followed: Sequence[Renumbered], records: Mapping[str, Record]
) -> dict[str, Any]:
    """The same for ``--json``; docs/commands.md names each key."""
    return {
        "source": drift.source,
        "drifted": drift.drifted,
        "passages": [_said_of_passage(one) for one in drift.passages],
        "notes": [{"part": one.part, "before": one.before, "now": one.now, "what": one.what} for one in drift.notes],
        "references": {
            "new": list(drift.references_new),
            "gone": list(drift.references_gone),
            "changed": list(drift.references_changed),
        },
        "followed": [
            {"record": one.record, "part": one.part, "before": one.before, "now": one.now} for one in followed
        ],
        "flags": [said.flag(one, records[one.record]) for one in flags],
    }


def _said_of_passage(one: PassageDrift) -> dict[str, Any]:
    return {
        "id": one.id,
        "what": one.what,
        "percent": one.percent,
        "moved": one.moved,
        "was_part": one.was_part,
        "also": list(one.also),
        "perhaps": [{"passage": name, "score": score} for name, score in one.perhaps],
        "figures": [{"before": before, "now": after} for before, after in one.figures],
    }
