"""The report of a run: what was rebuilt and why, and what waits for a person on the whole desk.

It lies in ``output/`` as a web page and as Markdown, and is written only if something was rebuilt or waits that did
not wait before. What waits is remembered from run to run in ``.briefgen/report.json``, brief by brief.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, get_args

from briefgen.build.desk.briefs import briefs
from briefgen.build.telling.account import Entry, Kind, Waiting
from briefgen.errors import BriefgenError
from briefgen.workspace import Workspace

if TYPE_CHECKING:  # a run with nothing to do reads no settings
    from briefgen.config.schema import Settings

HTML = "output/report.html"
MARKDOWN = "output/report.md"
STATE = ".briefgen/report.json"

#: Where what concerns no single brief is remembered, for no brief has an empty id.
_DESK = ""

#: Version of the form of the remembered state; another form counts as none.
FORM = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A run as it is told: by whom (``build --all``, ``schedule``, ``watch``), when it began, and its entries.

    ``waiting`` is what waits for a person, for every brief of the desk that has any; ``notes`` are things that
    concern no single brief, such as a document that changed.
    """

    run: str
    began: datetime
    desk: str
    zone: str
    entries: tuple[Entry, ...]
    waiting: Mapping[str, tuple[Waiting, ...]]
    notes: tuple[Waiting, ...] = ()

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
        waiting = _merged(workspace, _load(workspace) or {}, entries, notes)
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
        )
        from briefgen.build.telling.reportpage import html, markdown  # lazy: only where there is something to tell

        workspace.write(HTML, html(made).encode())
        workspace.write(MARKDOWN, markdown(made).encode())
        workspace.write(STATE, _state(waiting))
        return made


def _nothing_new(workspace: Workspace, entries: Sequence[Entry], notes: Sequence[Waiting] | None) -> bool:
    """Whether nothing was rebuilt and nothing waits that the last report does not say."""
    if any(entry.wrote for entry in entries):
        return False
    before = _load(workspace)
    waiting = _merged(workspace, before or {}, entries, notes)
    return waiting == (before or {})


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


def _state(waiting: Mapping[str, tuple[Waiting, ...]]) -> bytes:
    said = {"form": FORM, "waiting": {brief: [as_json(one) for one in ones] for brief, ones in waiting.items()}}
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def as_json(one: Waiting) -> dict[str, str]:
    """A waiting thing as JSON."""
    return {"kind": one.kind, "text": one.text, "place": one.place, "hint": one.hint}


def _load(workspace: Workspace) -> dict[str, tuple[Waiting, ...]] | None:
    """What waited at the last report; None where there is none, or a file of it is gone."""
    try:
        if not all(workspace.exists(path) for path in (STATE, HTML, MARKDOWN)):
            return None
        said = json.loads(workspace.read(STATE))
        if said["form"] != FORM:
            return None
        return {str(brief): tuple(_waiting(one) for one in ones) for brief, ones in said["waiting"].items()}
    except (BriefgenError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _waiting(said: Any) -> Waiting:
    kind = said["kind"]
    if kind not in get_args(Kind):
        raise ValueError(kind)
    return Waiting(kind=kind, text=str(said["text"]), place=str(said["place"]), hint=str(said["hint"]))


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
