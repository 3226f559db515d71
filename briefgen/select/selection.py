"""A selection: the chosen records with reasons, and the near misses with reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefgen.corpus.records import Record

#: What a reason is about; each is explained in docs/selection.md.
Criterion = Literal[
    "topic",
    "words",
    "audience",
    "link",
    "evidence",
    "date",
    "perspective",
    "source",
    "kind",
    "pin",
    "named",
    "exclude",
    "budget",
    "duplicate",
    "balance",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a record was chosen or passed over, as a sentence, and the points it brought.

    ``subject`` is the id of the topic of the request that it is about, where that is the reason.
    """

    criterion: Criterion
    sentence: str
    points: float = 0.0
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A record with its rank (from 1), score (0 or more, comparable within one selection) and reasons.

    ``aside`` marks a record that is in only because a statement, a disagreement or a figure of the config rests on
    it: it stands outside the budget, and needs no paragraph of its own.
    """

    record: Record
    rank: int
    score: float
    reasons: tuple[Reason, ...]
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What was chosen, best first (those aside last), and what nearly was; ranks run on from one to the other."""

    chosen: tuple[Choice, ...]
    missed: tuple[Choice, ...]

    @property
    def body(self) -> tuple[Choice, ...]:
        """The chosen records within the budget: all but those aside."""
        return tuple(choice for choice in self.chosen if not choice.aside)
