"""A redline in people's words: how much there is to look at, and what became of each block."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # telling of a run loads nothing that knows Word
    from briefgen.redline import BlockOutcome

#: What stands in the copy as tracked changes now.
_TRACKED = ("reworded", "restyled", "moved", "inserted", "removed")
#: In so many blocks what the editor did stays without being only counted.
_FEW = 3
#: So many conflicts are named in a report; the file has them all, each with its comment.
_MOST = 5


def summary(blocks: Sequence[BlockOutcome]) -> str:
    """How many blocks came as tracked changes, and how many conflicts there are: "3 changes and 1 conflict"."""
    tracked, conflicts = counts(blocks)
    said = [_counted(tracked, "change")] if tracked or not conflicts else []
    return " and ".join([*said, *([_counted(conflicts, "conflict")] if conflicts else [])])


def counts(blocks: Sequence[BlockOutcome]) -> tuple[int, int]:
    """How many blocks came as tracked changes, and how many conflicts there are."""
    return sum(block.outcome in _TRACKED for block in blocks), sum(block.outcome == "conflict" for block in blocks)


def lines(blocks: Sequence[BlockOutcome], most: int = 0) -> tuple[str, ...]:
    """What became of each block that is not simply as it was, conflicts first, a line each, with the blocks' ids.

    With *most* no ids, and at most so many lines, but every conflict is told; where what the editor wrote or
    deleted just stays is only counted, if that is so in more than :data:`_FEW` blocks.
    """
    told = [block for block in blocks if block.outcome != "untouched"]
    told.sort(key=lambda block: block.outcome != "conflict")
    stays = sum(map(_stays, told))
    if not most:
        return tuple(_line(block, id_=True) for block in told)
    listed = [block for block in told if not _stays(block) or stays <= _FEW]
    shown = listed[: max(most, sum(block.outcome == "conflict" for block in told))]
    more = len(listed) - len(shown)
    return (
        *map(_line, shown),
        *([f"and {more} more (--verbose shows them)"] if more else []),
        *([f"what the editor did stays in {stays} more blocks (--verbose names them)"] if stays > _FEW else []),
    )


def _stays(block: BlockOutcome) -> bool:
    """Whether a block is the editor's, and nothing changed about it."""
    return block.outcome == "kept" or (block.outcome == "stays-deleted" and not block.cause)


def _line(block: BlockOutcome, *, id_: bool = False) -> str:
    name = f"{block.called} [{block.id}]" if id_ and block.called else block.called or block.id
    return f"{name}: {block.sentence}{f' ({block.cause})' if block.cause else ''}"


def conflicts(blocks: Sequence[BlockOutcome]) -> tuple[str, ...]:
    """The blocks that wait for a person's decision, at most :data:`_MOST` of them, each with what it is about."""
    found = [_line(block) for block in blocks if block.outcome == "conflict"]
    more = len(found) - _MOST
    return (*found[:_MOST], *([f"and {more} more"] if more > 0 else []))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
