"""What an editor deleted inside rows and cells that stay: a comment at its place where its record changed."""

from __future__ import annotations

from briefgen.redline.placing import note_deleted
from briefgen.redline.story import ENTRY
from briefgen.redline.units import said
from briefgen.redline.work import Work


def go_over_deleted(work: Work) -> None:
    """Every block that both builds have, the copy has not, and nothing else has told of."""
    for identity, line in work.will.items():
        if identity in work.outcomes or identity in work.handled or identity in work.placed:
            continue
        if identity.startswith(ENTRY) or identity not in work.old or work.standing(identity).now is not None:
            continue
        old = work.old[identity]
        if not said(old.units).strip() and not said(line.units).strip():
            continue
        if work.is_same(identity):
            work.tell(identity, "stays-deleted", "the editor deleted it: it stays deleted")
            continue
        cause = work.cause(identity)
        note_deleted(work, identity, cause, work.wording(identity))
        work.tell(identity, "stays-deleted", "the editor deleted it: it stays deleted, see the comment", cause)
    for identity, line in work.old.items():
        if identity in work.will or identity in work.outcomes or identity in work.handled:
            continue
        if said(line.units).strip() and work.standing(identity).now is None:
            work.tell(identity, "stays-deleted", "the editor deleted it, and the new build has it no more")
