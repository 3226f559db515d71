"""The redline as the proof calls it: three files in, a case to be judged out."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.redline import redline
from tests.redline.editing import OURS
from tests.redline.promises import Case

#: When our tracked changes are dated.
DATE = "2026-03-04T05:06:07Z"


@dataclass(frozen=True)
class Round:
    """The last build, what an editor made of it, and the new build."""

    base: bytes
    copy: bytes
    new: bytes


def merged(round_: Round) -> Case:
    """What the redline makes of a round."""
    made = redline(round_.base, round_.copy, round_.new, causes={}, author=OURS, date=DATE)
    told = frozenset(block.id for block in made.blocks)
    return Case(round_.base, round_.copy, round_.new, made.content, told)
