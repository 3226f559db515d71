"""What a report remembers for the next one: what waits for a person, and when each brief was last rebuilt and why.

``.briefgen/report.json`` is written with each report; without it, or without the report itself, nothing is known.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, get_args

from briefgen.errors import BriefgenError
from briefgen.workspace import Workspace

if TYPE_CHECKING:  # whether a brief is in mind is asked by runs that find nothing to do
    from briefgen.build.telling.account import Waiting

HTML = "output/report.html"
MARKDOWN = "output/report.md"
STATE = ".briefgen/report.json"

#: Version of the form of the remembered state; another form counts as none.
FORM = 1

#: So many briefs that were rebuilt are remembered, the newest.
MOST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """A brief that was rebuilt: by which run, when that began, why, and the files that were written."""

    brief: str
    run: str
    began: datetime
    reasons: tuple[str, ...]
    wrote: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What waits, by brief (empty: what concerns no single one), and what was rebuilt, the newest first."""

    waiting: Mapping[str, tuple[Waiting, ...]] = field(default_factory=dict)
    rebuilt: tuple[Rebuilt, ...] = ()


def keeps_in_mind(workspace: Workspace, brief: str) -> bool:
    """Whether something may wait at a brief by the last report; told by its bytes, without reading what they mean."""
    try:
        return workspace.exists(STATE) and f"\n  {json.dumps(brief, ensure_ascii=False)}: [".encode() in workspace.read(
            STATE
        )
    except BriefgenError:
        return True


def recall(workspace: Workspace) -> Memory | None:
    """What the last report left; None where there is none, or a file of it is gone."""
    try:
        if not all(workspace.exists(path) for path in (STATE, HTML, MARKDOWN)):
            return None
        said = json.loads(workspace.read(STATE))
        if said["form"] != FORM:
            return None
        return Memory(
            waiting={str(brief): tuple(_waiting(one) for one in ones) for brief, ones in said["waiting"].items()},
            rebuilt=tuple(_rebuilt(one) for one in said.get("rebuilt", ())),
        )
    except (BriefgenError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def remember(workspace: Workspace, memory: Memory) -> None:
    """Leave it for the next report; raises OutputError where it cannot be written."""
    said = {
        "form": FORM,
        "waiting": {brief: [as_json(one) for one in ones] for brief, ones in memory.waiting.items()},
        "rebuilt": [
            {
                "brief": one.brief,
                "run": one.run,
                "began": one.began.astimezone(UTC).isoformat(timespec="seconds"),
                "reasons": one.reasons,
                "files": one.wrote,
            }
            for one in memory.rebuilt[:MOST]
        ],
    }
    workspace.write(STATE, (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode())


def as_json(one: Waiting) -> dict[str, str]:
    """A waiting thing as JSON."""
    return {"kind": one.kind, "text": one.text, "place": one.place, "hint": one.hint}


def _waiting(said: Any) -> Waiting:
    from briefgen.build.telling.account import Kind, Waiting  # lazy: see above

    kind = said["kind"]
    if kind not in get_args(Kind):
        raise ValueError(kind)
    return Waiting(kind=kind, text=str(said["text"]), place=str(said["place"]), hint=str(said["hint"]))


def _rebuilt(said: Any) -> Rebuilt:
    began = datetime.fromisoformat(said["began"])
    if began.tzinfo is None:
        raise ValueError(began)
    return Rebuilt(
        brief=str(said["brief"]),
        run=str(said["run"]),
        began=began,
        reasons=tuple(map(str, said["reasons"])),
        wrote=tuple(map(str, said["files"])),
    )
