"""Whether a file is what a build would write, and what the receipt says of one that was dealt with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.build.due.plan import Plan
from briefgen.build.making.deliver import Delivered, found_digest, opened_by
from briefgen.workspace import Workspace

if TYPE_CHECKING:  # a run with nothing to do loads neither
    from briefgen.build.history.receipt import Output
    from briefgen.build.making.compute import Computed


def is_current(workspace: Workspace, planned: Plan, computed: Computed, name: str, version: int) -> bool:
    """Whether the file of a format is there, made from the same brief and style by the same writer."""
    receipt = planned.receipt
    output = receipt.outputs.get(name) if receipt else None
    if output is None or receipt is None or planned.pending is not None:
        return False
    if (output.brief, output.style, output.version) != (computed.digest, computed.style.digest, version):
        return False
    found = found_digest(workspace, output.file)
    waits = output.beside and (output.locked or found in receipt.ours or found != (output.refused or found))
    return bool(found) and not (waits and not opened_by(workspace, output.file))


def dealt_with(output: Output, one: Delivered) -> Output:
    """What the receipt has of a file that was dealt with."""
    redline = one.outcome == "redlined"
    made = one.digest if redline else output.digest
    return replace(
        output, file=one.file, beside=one.beside, digest=made, locked=one.locked, refused=one.refused, redline=redline
    )
