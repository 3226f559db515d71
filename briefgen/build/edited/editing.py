"""An editor's copy in the output: a new build is brought over to it as tracked changes.

The copy is told from the build that it came from, which the history keeps; why each block changed is told from the
corpus. Where the copy cannot be understood, nothing is brought over, and it is said why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefgen.build.desk.briefs import Named
from briefgen.build.differences.changes import Changes, compare
from briefgen.build.differences.naming import names
from briefgen.build.differences.signature import signature
from briefgen.build.differences.state import state_of, state_of_kept
from briefgen.build.history.kept import Kept, kept, kept_document, origin
from briefgen.build.making.compute import Computed
from briefgen.build.making.deliver import Brought
from briefgen.errors import BriefgenError
from briefgen.redline import BlockOutcome, redline
from briefgen.workspace import Workspace


def bring_over(workspace: Workspace, named: Named, theirs: bytes, new: bytes, computed: Computed) -> Brought:
    """Bring the DOCX *new* of what was computed over to the editor's copy *theirs*."""
    builds = kept(workspace, named)
    base = origin(workspace, builds, theirs)
    document = kept_document(workspace, base) if base is not None else None
    if base is None or document is None:
        return Brought(why=_unknown(theirs))
    if document == theirs:
        return Brought(content=new, edited=False)
    try:
        known = _known(workspace, base, computed)
        author, date = signature(workspace, computed.brief.as_of)
        made = redline(document, theirs, new, causes=known.changes.causes, author=author, date=date)
    except BriefgenError as error:
        return Brought(why="; ".join(problem.message for problem in error.problems))
    except Exception as error:  # noqa: BLE001 - whatever a file of somebody else's holds, the copy stays and the build goes beside it
        return Brought(why=f"a fault of briefgen's own ({type(error).__name__}: {error}); please report it")
    return Brought(content=made.content if made.changed else None, blocks=_told(made.blocks, known))


def _unknown(theirs: bytes) -> str:
    from briefgen.writers._word.reading import parts_of, receipt_of  # lazy: only where something is wrong

    try:
        receipt = receipt_of(parts_of(theirs))
    except BriefgenError as error:
        return "; ".join(problem.message for problem in error.problems)
    except ValueError as error:
        return f"it is no Word document ({error})"
    if receipt is None:
        return "it carries no receipt of briefgen: it may have gone through another format"
    return "the build that it came from is not kept any more"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is known of the blocks: why they changed, and what people call them."""

    changes: Changes
    names: dict[str, str] = field(default_factory=dict)


def _known(workspace: Workspace, base: Kept, computed: Computed) -> _Known:
    now = state_of(computed)
    try:
        before = state_of_kept(workspace, base)
    except BriefgenError:  # what the base said is damaged; its DOCX is whole
        return _Known(changes=Changes(before="", after=now.name), names=names(now, now))
    return _Known(changes=compare(before, now), names=names(before, now))


def _told(blocks: Sequence[BlockOutcome], known: _Known) -> tuple[BlockOutcome, ...]:
    """The blocks with their names and their causes in few words, in the order of the brief."""
    order = {one: place for place, one in enumerate(known.names)}
    said = (
        replace(one, called=known.names.get(one.id, ""), cause=known.changes.briefly.get(one.cause, one.cause))
        for one in blocks
    )
    return tuple(sorted(said, key=lambda one: order.get(one.id, len(order))))
