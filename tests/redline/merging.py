"""The redline as the proof calls it: three files in, a case to be judged out."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.redline import redline
from tests.redline.case import Case, block_of, leaves
from tests.redline.editing import OURS
from tests.redline.reading import Line

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
    before, after = leaves(round_.base), leaves(round_.new)
    changed = [name for name in before.keys() | after.keys() if seen(before, name) != seen(after, name)]
    causes = {block_of(name): f"why {block_of(name)}" for name in sorted(changed)}
    made = redline(round_.base, round_.copy, round_.new, causes=causes, author=OURS, date=DATE)
    told = frozenset(block.id for block in made.blocks if block.outcome not in {"untouched", "kept"})
    return Case(round_.base, round_.copy, round_.new, made.content, told)


def seen(build: dict[str, Line], name: str) -> tuple[str, str]:
    """What a build says in a block, its notes included, and in which style; nothing where it has none."""
    return (build[name].full, build[name].style) if name in build else ("", "")
