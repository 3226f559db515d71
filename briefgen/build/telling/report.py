"""The report of a run: what was rebuilt and why, and what waits for a person on the whole desk.

It lies in ``output/`` as a web page and as Markdown, and is written only if something was rebuilt or waits that did
not wait before. What waits, and what was rebuilt before, is remembered from run to run, brief by brief
(:mod:`briefgen.build.telling.memory`): of briefs that a run did not touch the report says what it said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from briefgen.build.desk.briefs import briefs
from briefgen.build.telling.account import Entry, Waiting
from briefgen.build.telling.memory import HTML, MARKDOWN, Memory, Rebuilt, as_json, recall, remember
from briefgen.workspace import Workspace

if TYPE_CHECKING:  # a run with nothing to do reads no settings
    from briefgen.config.schema import Settings

#: Where what concerns no single brief is remembered, for no brief has an empty id.
_DESK = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A run as it is told: by whom (``build --all``, ``schedule``, ``watch``), when it began, and its entries.

    ``waiting`` is what waits for a person, for every brief of the desk that has any; ``notes`` are things that
    concern no single brief, such as a document that changed. ``earlier`` are other briefs that were rebuilt by earlier
    runs, the newest first, as far as is known.
    """

    run: str
    began: datetime
    desk: str
    zone: str
    entries: tuple[Entry, ...]
    waiting: Mapping[str, tuple[Waiting, ...]]
    notes: tuple[Waiting, ...] = ()
    earlier: tuple[Rebuilt, ...] = ()

    @property
    def rebuilt(self) -> tuple[Entry, ...]:
        """The briefs for which files were written."""
        return tuple(entry for entry in self.entries if entry.wrote)

    @property
    def attention(self) -> int:
        """How many things wait for a person."""
        return len(self.notes) + sum(len(one) for one in self.waiting.values())


def report(
    workspace: Workspace,
    settings: Callable[[], Settings],
    *,
    run: str,
    began: datetime,
    entries: Sequence[Entry],
    notes: Sequence[Waiting] | None = None,
) -> Report | None:
    """Write the report of a run; None where there is nothing to report that the last one did not say.

    *settings* are asked for only then; *notes* are what waits and concerns no single brief (None: as it was).

    Raises OutputError where it cannot be written, BusyError where another run holds the report for long.
    """
    if _nothing_new(workspace, entries, notes):
        return None
    with workspace.hold("report"):  # and once more, for another run may have told it meanwhile
        before = recall(workspace) or Memory()
        waiting = _merged(workspace, before.waiting, entries, notes)
        if _nothing_new(workspace, entries, notes):
            return None
        workspace.sweep("output")
        said = settings()
        made = Report(
            run=run,
            began=began,
            desk=said.name,
            zone=said.time_zone,
            entries=tuple(entries),
            waiting={brief: ones for brief, ones in waiting.items() if brief != _DESK},
            notes=waiting.get(_DESK, ()),
            earlier=_earlier(workspace, before, entries),
        )
        from briefgen.build.telling.reportpage import html, markdown  # lazy: only where there is something to tell

        workspace.write(HTML, html(made).encode())
        workspace.write(MARKDOWN, markdown(made).encode())
        now = (
            Rebuilt(brief=one.brief, run=run, began=began, reasons=one.reasons, wrote=one.wrote) for one in made.rebuilt
        )
        remember(workspace, Memory(waiting=waiting, rebuilt=(*now, *made.earlier)))
        return made


def _earlier(workspace: Workspace, before: Memory, entries: Sequence[Entry]) -> tuple[Rebuilt, ...]:
    """What earlier runs rebuilt, without the briefs that this one wrote anew and those that are gone."""
    anew = {entry.brief for entry in entries if entry.wrote}
    known = {named.id for named in briefs(workspace)} if before.rebuilt else set[str]()
    return tuple(one for one in before.rebuilt if one.brief in known - anew)


def _nothing_new(workspace: Workspace, entries: Sequence[Entry], notes: Sequence[Waiting] | None) -> bool:
    """Whether nothing was rebuilt and nothing waits that the last report does not say."""
    if any(entry.wrote for entry in entries):
        return False
    before = (recall(workspace) or Memory()).waiting
    return _merged(workspace, before, entries, notes) == before


def _merged(
    workspace: Workspace,
    before: Mapping[str, tuple[Waiting, ...]],
    entries: Sequence[Entry],
    notes: Sequence[Waiting] | None,
) -> dict[str, tuple[Waiting, ...]]:
    """What waits now: of the briefs that were looked at anew, of the others as before; of none that is gone."""
    known = {_DESK, *(named.id for named in briefs(workspace))} if before else {_DESK}
    found = {brief: waiting for brief, waiting in before.items() if brief in known}
    if notes is not None:
        found[_DESK] = tuple(notes)
    for entry in entries:
        if entry.computed:
            found[entry.brief] = entry.waiting
        elif entry.waiting or entry.brief in found:
            found[entry.brief] = _still(found.get(entry.brief, ()), entry)
    return {brief: waiting for brief, waiting in sorted(found.items()) if waiting}


def _still(before: Sequence[Waiting], entry: Entry) -> tuple[Waiting, ...]:
    """What waits of a brief that was not computed: the failures of now alone, and the edited copies that there are."""
    if entry.outcome == "failed":
        return (*entry.waiting, *(one for one in before if one.kind != "failure"))
    edited = {one.place: one for one in entry.waiting if one.kind == "edited"}
    kept = [
        one
        for one in before
        if one.kind in ("warning", "outdated")
        or (one.kind == "beside" and one.place in edited)
        or (one.kind == "redlined" and one.place not in edited)
    ]
    shown = {one.place for one in kept if one.kind == "beside"}
    return (*(one for place, one in edited.items() if place not in shown), *kept)


def told(made: Report) -> dict[str, Any]:
    """The report as JSON: what hooks are given."""
    return {
        "text": headline(made),
        "desk": made.desk,
        "run": made.run,
        "began": made.began.astimezone(UTC).isoformat(timespec="seconds"),
        "rebuilt": [
            {"brief": entry.brief, "reasons": list(entry.reasons), "files": list(entry.wrote)} for entry in made.rebuilt
        ],
        "waiting": {brief: [as_json(one) for one in ones] for brief, ones in made.waiting.items()},
        "notes": [as_json(one) for one in made.notes],
    }


def headline(made: Report) -> str:
    """The run in one line: ``2 briefs rebuilt, 1 thing waits for a person``."""
    rebuilt, attention = len(made.rebuilt), made.attention
    first = f"{rebuilt} brief{'' if rebuilt == 1 else 's'} rebuilt" if rebuilt else "Nothing was rebuilt"
    if not attention:
        return f"{first}, nothing waits for a person"
    return f"{first}, {attention} thing{' waits' if attention == 1 else 's wait'} for a person"
