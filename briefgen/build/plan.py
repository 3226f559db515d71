"""Is anything due, and why: the last receipt against the world as it is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.build.briefs import Named
from briefgen.build.deliver import found_digest, opened_by
from briefgen.build.observe import MISSING, Observation, Present
from briefgen.build.program import program
from briefgen.build.receipt import Receipt, load_receipt
from briefgen.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run has to do for a brief.

    ``reasons`` say in people's words why something is due; without any, nothing is. ``edited`` are the files that a
    person changed since they were written: they are never written over, and by themselves make nothing due.
    """

    named: Named
    receipt: Receipt | None
    pending: Receipt | None
    reasons: tuple[str, ...]
    edited: tuple[str, ...] = ()

    @property
    def due(self) -> bool:
        return bool(self.reasons)

    @property
    def ours(self) -> frozenset[str]:
        """Digests of all files that earlier runs of briefgen, finished or not, may have left."""
        return _ours(self.receipt, self.pending)


def plan(workspace: Workspace, named: Named, formats: Sequence[str] = (), present: Present | None = None) -> Plan:
    """What is due for a brief; *formats* (default: those of the last build) are the ones wanted now.

    Nothing is parsed and no library imported: digests of what the last build saw are compared with what is there.
    """
    receipt = load_receipt(workspace, named.receipt)
    pending = load_receipt(workspace, named.pending)
    if receipt is None:
        why = "its receipt cannot be read" if workspace.exists(named.receipt) else "it was never built"
        return Plan(named=named, receipt=None, pending=pending, reasons=(why,))
    reasons = [] if named.alone else ["another config has the same name"]
    if workspace.exists(named.pending):
        reasons.append("the last run was interrupted")
    if receipt.config != named.config:
        reasons.append(f"its config was {receipt.config} and is now {named.config}")
    if receipt.program != program():
        reasons.append("briefgen itself changed")
    now = present or Present(workspace)
    reasons += [_changed(seen, now.sees(seen)) for seen in receipt.observed if now.sees(seen) != seen.seen]
    edited: list[str] = []
    ours = _ours(receipt, pending)
    for name in formats or receipt.formats:
        reasons += _output_reasons(workspace, receipt, name, ours, edited)
    return Plan(named=named, receipt=receipt, pending=pending, reasons=tuple(reasons), edited=tuple(edited))


def _ours(*receipts: Receipt | None) -> frozenset[str]:
    known: set[str] = set()
    for receipt in receipts:
        if receipt is not None:
            known |= receipt.ours | {output.digest for output in receipt.outputs.values()}
    return frozenset(known)


def _output_reasons(
    workspace: Workspace, receipt: Receipt, name: str, ours: frozenset[str], edited: list[str]
) -> list[str]:
    output = receipt.outputs.get(name)
    if output is None:
        return [f"its {name} was not written yet"]
    found = found_digest(workspace, output.file)
    if not found:
        return [f"{output.file} is missing"]
    if (output.brief, output.style) != (receipt.brief, receipt.style):
        return [f"its {name} is older than the last build"]
    if found == output.digest:
        return []
    if output.beside and found in receipt.ours:
        return [] if opened_by(workspace, output.file) else [f"{output.file} was open in the last run and is free now"]
    if found not in ours:
        edited.append(output.file)
    return []


def _changed(before: Observation, now: str) -> str:
    subject = before.subject
    match before.kind:
        case "file":
            return f"{subject} is gone" if now == MISSING else f"{subject} changed"
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
