"""What a run would do for a brief, without doing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefgen.build.desk.briefs import Named, locate
from briefgen.build.due.current import is_current
from briefgen.build.due.plan import plan
from briefgen.build.due.shared import Shared
from briefgen.build.run import refuse
from briefgen.workspace import Workspace

if TYPE_CHECKING:  # where nothing is due, none of what computes a brief is loaded
    from briefgen.build.making.compute import Tell


def _silent(verb: str, what: str) -> None:
    """Say nothing of the steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What a run would do: why something is due, and which formats it would write (none: the change reaches nothing).

    ``edited`` are files that it would leave as they are; ``selection`` says in full why records came or went, and
    ``beside`` of edited files where an earlier run put its build instead.
    """

    named: Named
    reasons: tuple[str, ...]
    formats: tuple[str, ...]
    edited: tuple[str, ...] = ()
    selection: tuple[str, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)


def foresee(
    workspace: Workspace,
    name: str | Named,
    *,
    formats: tuple[str, ...] = (),
    fresh: bool = False,
    strict: bool = False,
    shared: Shared | None = None,
    tell: Tell = _silent,
) -> Foreseen:
    """What :func:`briefgen.build.run.build` would do now. Nothing is written; raises what computing a brief raises."""
    named = locate(workspace, name) if isinstance(name, str) else name
    if strict:
        refuse(workspace, named, tell)
    shared = shared or Shared(workspace)
    planned = plan(workspace, named, formats, shared.present)
    if not planned.due and not fresh:
        return Foreseen(named=named, reasons=(), formats=(), edited=planned.edited, beside=planned.beside)
    from briefgen.build.due.reasons import explained
    from briefgen.build.making.compute import compute  # lazy: nothing above needs the stages
    from briefgen.writers import writer

    computed = compute(workspace, named, formats, tell, shared.corpus)
    asked = formats or computed.config.formats
    due = (name for name in asked if fresh or not is_current(workspace, planned, computed, name, writer(name).VERSION))
    why = explained(workspace, planned, computed)
    return Foreseen(
        named=named, reasons=why.reasons, formats=tuple(due), edited=planned.edited, selection=why.selection
    )
