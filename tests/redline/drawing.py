"""Drawing edits, changes and runs: by hypothesis, which makes a failing run small, or by a seed alone."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, TypeAlias

from hypothesis import strategies as st

#: Classes, and what each of their fields is drawn from: a range of numbers or some values.
Kinds: TypeAlias = "tuple[tuple[type[Any], tuple[Sequence[Any], ...]], ...]"


def strategy(kinds: Kinds) -> st.SearchStrategy[Any]:
    """One of the kinds, its fields drawn by hypothesis."""
    return st.one_of(*(st.builds(kind, *map(_field, fields)) for kind, fields in kinds))


def _field(values: Sequence[Any]) -> st.SearchStrategy[Any]:
    return st.integers(values[0], values[-1]) if isinstance(values, range) else st.sampled_from(values)


def drawn(chance: random.Random, kinds: Kinds) -> Any:
    """One of the kinds, evenly."""
    kind, fields = chance.choice(kinds)
    return kind(*(chance.choice(values) for values in fields))
