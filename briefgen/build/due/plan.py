"""Is anything due, and why: the last receipt against the world as it is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from briefgen.build.desk.briefs import Named
from briefgen.build.desk.observe import MISSING, Observation, Present
from briefgen.build.desk.program import program
from briefgen.build.history.receipt import Receipt, load_receipt
from briefgen.build.making.deliver import opened_by
from briefgen.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run has to do for a brief.

    ``reasons`` say in people's words why something is due; without any, nothing is. ``seen`` are the observations of
    the last build that would be others now, by the reason that each is. ``edited`` are the files that a person
    changed since they were written: they are never written over, and by themselves make nothing due.
    """

    named: Named
    receipt: Receipt | None
    pending: Receipt | None
    reasons: tuple[str, ...]
    seen: Mapping[str, tuple[Observation, ...]] = field(default_factory=dict)
    edited: tuple[str, ...] = ()

    @property
    def due(self) -> bool:
        return bool(self.reasons)

    @property
    def ours(self) -> frozenset[str]:
        """Digests of all files that earlier runs of briefgen, finished or not, may have left."""
        return _ours(self.receipt, self.pending)

    @property
    def beside(self) -> Mapping[str, str]:
        """Where the last build of an edited file lies instead, as half a sentence, by the file."""
        outputs = self.receipt.outputs.values() if self.receipt is not None else ()
        return {
            one.file: f"it is open, and the new build waits beside it: {one.beside}"
            if one.locked
            else f"the new build lies beside it: {one.beside}"
            for one in outputs
            if one.beside and one.file in self.edited
        }


def plan(
    workspace: Workspace,
    named: Named,
    formats: Sequence[str] = (),
    present: Present | None = None,
    *,
    briefly: bool = False,
) -> Plan:
    """What is due for a brief; *formats* (default: those of the last build) are the ones wanted now.

    Nothing is parsed and no library imported: digests of what the last build saw are compared with what is there.
    *briefly*: one reason is enough, and nothing is looked at after it.
    """
    receipt = load_receipt(workspace, named.receipt)
    pending = load_receipt(workspace, named.pending)
    if receipt is None:
        return Plan(named=named, receipt=None, pending=pending, reasons=(_without_receipt(workspace, named),))
    present = present or Present(workspace)
    edited: list[str] = []
    seen: dict[str, tuple[Observation, ...]] = {}
    reasons = chain(
        _own_reasons(workspace, named, receipt),
        _world_reasons(receipt, present, seen),
        *(
            _output_reasons(
                workspace, present, receipt, name, edited, ours=_ours(receipt, pending) | _redlines(pending)
            )
            for name in formats or receipt.formats
        ),
    )
    found = tuple(dict.fromkeys(islice(reasons, 1 if briefly else None)))
    return Plan(named=named, receipt=receipt, pending=pending, reasons=found, seen=seen, edited=tuple(edited))


def _without_receipt(workspace: Workspace, named: Named) -> str:
    if workspace.exists(named.receipt):
        return "its receipt cannot be read"
    built = any(workspace.exists(named.output(ending)) for ending in (".docx", ".pdf", ".html"))
    return "its receipt is missing" if built else "it was never built"


def _own_reasons(workspace: Workspace, named: Named, receipt: Receipt) -> Iterator[str]:
    if not named.alone:
        yield "another config has the same name"
    if workspace.exists(named.pending):
        yield "the last run was interrupted"
    if receipt.config != named.config:
        yield f"its config was {receipt.config} and is now {named.config}"
    if receipt.program != program():
        yield "briefgen itself changed"


def _world_reasons(receipt: Receipt, now: Present, seen: dict[str, tuple[Observation, ...]]) -> Iterator[str]:
    for before in receipt.observed:
        found = now.sees(before)
        if found != before.seen:
            reason = _changed(before, found)
            seen[reason] = (*seen.get(reason, ()), before)
            yield reason


def _ours(*receipts: Receipt | None) -> frozenset[str]:
    known: set[str] = set()
    for receipt in receipts:
        if receipt is not None:
            known |= receipt.ours | {output.digest for output in receipt.outputs.values() if not output.redline}
    return frozenset(known)


def _redlines(pending: Receipt | None) -> frozenset[str]:
    """Digests of redlines that a run put in place before it was cut short: nobody has touched these since."""
    outputs = pending.outputs.values() if pending is not None else ()
    return frozenset(output.digest for output in outputs if output.redline)


def _output_reasons(
    workspace: Workspace, present: Present, receipt: Receipt, name: str, edited: list[str], *, ours: frozenset[str]
) -> Iterator[str]:
    output = receipt.outputs.get(name)
    if output is None:
        yield f"its {name} was not written yet"
        return
    found = present.glances.digest(output.file)
    if not found:
        yield f"{output.file} is missing"
    elif (output.brief, output.style) != (receipt.brief, receipt.style):
        yield f"its {name} is older than the last build"
    elif found == output.digest:
        return
    elif output.beside and (output.locked or found in receipt.ours):
        if not opened_by(workspace, output.file):
            yield f"{output.file} was open in the last run and is free now"
        elif found not in ours:
            edited.append(output.file)
    elif found not in ours:
        edited.append(output.file)
        if output.beside and found != (output.refused or found) and not opened_by(workspace, output.file):
            yield f"{output.file} was saved anew since the new build could not be brought over to it"


def _changed(before: Observation, now: str) -> str:
    subject = before.subject
    match before.kind:
        case "file":
            return f"{_called(subject)} {'is gone' if now == MISSING else 'changed'}"
        case "presence":
            return f"{subject} is new" if now == "yes" else f"{subject} is gone"
        case "folder":
            return f"files came or went in {subject}/"
        case "document":
            return f"the document {subject} is gone" if now == MISSING else f"the document {subject} changed"
        case "setting":
            return f"the environment variable {subject} changed"
        case "day":
            return "the day changed"


def _called(path: str) -> str:
    """A file as people call it: the part of its template, the source that it belongs to, or its path."""
    match path.split("/"):
        case ["templates", template, *rest] if rest:
            return f"{'/'.join(rest)} of the template {template}"
        case ["corpus", "sources", source, _]:
            return f"the source {source}"
        case _:
            return path
