"""All kinds of edits, and what an editor's copy becomes under one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tests.redline.around_edits import Comment, DropComment, DropReceipt, Header, Picture, Renumber
from tests.redline.block_edits import (
    Copy,
    Delete,
    DeleteRow,
    Join,
    Move,
    MoveRow,
    OwnParagraph,
    OwnRow,
    OwnTable,
    Split,
    Unmark,
)
from tests.redline.drawing import Kinds
from tests.redline.editing import Editing
from tests.redline.text_edits import (
    DropCall,
    EditNote,
    Mark,
    MoveCall,
    OwnNote,
    Restyle,
    Rewrite,
    Shatter,
    Strike,
    Swap,
    Write,
)
from tests.redline.tracked_edits import (
    Decide,
    TrackedDelete,
    TrackedMove,
    TrackedParagraph,
    TrackedReplace,
    TrackedStrike,
    TrackedWrite,
)


class Edit(Protocol):
    """One thing that an editor does; numbers choose among what is there, so that every script can be played."""

    def apply(self, editing: Editing) -> None: ...


def play(content: bytes, script: Sequence[Edit], turn: int = 1) -> bytes:
    """The copy that an editor leaves who opens a document, does what the script says, and saves."""
    editing = Editing(content, turn)
    for edit in script:
        edit.apply(editing)
    return editing.save()


_P, _AT, _LONG, _FEW, _YES = range(61), range(91), range(1, 61), range(1, 5), (False, True)

#: Every kind of edit with what its fields are drawn from; a kind that stands twice is drawn twice as often.
EDITS: Kinds = (
    (Write, (_P, _AT, _FEW, _YES)),
    (Write, (_P, _AT, _FEW, _YES)),
    (Strike, (_P, _AT, _LONG)),
    (Rewrite, (_P, _AT, _LONG, _FEW)),
    (Rewrite, (_P, _AT, _LONG, _FEW)),
    (Swap, (_P, _AT)),
    (Mark, (_P, _AT, _LONG, ("b", "i", "strike"))),
    (Shatter, (_P, range(2, 21))),
    (Restyle, (_P, _P)),
    (OwnNote, (_P, _AT, range(2))),
    (EditNote, (_P, _AT, range(13))),
    (DropCall, (_P,)),
    (MoveCall, (_P, _P, _AT)),
    (Delete, (_P, range(1, 4))),
    (Delete, (_P, range(1, 4))),
    (Move, (_P, _P, range(1, 4))),
    (Move, (_P, _P, range(1, 4))),
    (Copy, (_P, _P, ("both", "copy", "original"))),
    (Split, (_P, _AT, _YES)),
    (Join, (_P,)),
    (OwnParagraph, (_P, _FEW, _YES)),
    (OwnTable, (_P, range(3), range(3))),
    (DeleteRow, (_P, _YES)),
    (MoveRow, (_P, _P)),
    (OwnRow, (_P,)),
    (TrackedWrite, (_P, _AT, _FEW)),
    (TrackedStrike, (_P, _AT, _LONG)),
    (TrackedReplace, (_P, _AT, _LONG, _FEW)),
    (TrackedParagraph, (_P, _FEW, _YES)),
    (TrackedDelete, (_P,)),
    (TrackedMove, (_P, _P)),
    (Decide, (_YES, range(1, 9), range(1000), _YES)),
    (Decide, (_YES, range(1, 9), range(1000), _YES)),
    (DropComment, (_P, _YES)),
    (Comment, (_P, _AT, _LONG)),
    (Header, (_P,)),
    (Picture, (_P, _AT)),
    (Unmark, (_P, (False,))),
    (Renumber, (range(300),)),
)

#: What takes away how blocks are known; content alone is left to go by.
LOSSES = (Unmark(0, all=True), DropReceipt())
