"""A selection: the chosen records with reasons, and the near misses with reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefgen.corpus.records import Record

#: What a reason is about; each is explained in the documentation.
Criterion = Literal[
    "topic", "words", "audience", "perspective", "date", "pin", "exclude", "budget", "duplicate", "balance", "named"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a record was chosen or passed over, as a sentence, and the points it brought."""

    criterion: Criterion
    sentence: str
    points: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A record with its rank (from 1), score (0 or more, comparable within one selection) and reasons."""

    record: Record
    rank: int
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What was chosen, best first, and what nearly was."""

    chosen: tuple[Choice, ...]
    missed: tuple[Choice, ...]
