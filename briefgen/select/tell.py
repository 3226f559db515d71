"""The selection in words: who is in, who nearly was, and everybody's reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.config.schema import Criteria
from briefgen.select.balance import Candidate, Seating
from briefgen.select.criteria import Filter
from briefgen.select.selection import Choice, Reason, Selection

#: How many near misses are told; records that the config excludes by id come on top.
NEAR_MISSES = 20

Failing = Mapping[str, Sequence[Filter]]


def told(
    criteria: Criteria,
    named: Sequence[str],
    failing: Failing,
    candidates: Mapping[str, Candidate],
    seating: Seating,
) -> Selection:
    """The selection: seats by score, then the named records without one, then the near misses."""
    seats = sorted(seating.seats, key=lambda seat: _order(seat.candidate))
    inside = {seat.candidate.record.id for seat in seats}
    aside = sorted((candidates[one] for one in set(named) - inside), key=_order)
    chosen = [_choice(seat.candidate, seat.why, rank) for rank, seat in enumerate(seats, start=1)]
    chosen += [_choice(one, None, rank, aside=True) for rank, one in enumerate(aside, start=len(chosen) + 1)]
    here = {choice.record.id for choice in chosen}
    outside = sorted((one for one in candidates.values() if one.record.id not in here), key=_order)
    missed = [
        _choice(one, _against(one, criteria, failing, seating), rank)
        for rank, one in enumerate(_near(outside, criteria, failing), start=len(chosen) + 1)
    ]
    return Selection(chosen=tuple(chosen), missed=tuple(missed))


def _order(one: Candidate) -> tuple[float, str]:
    return (-one.score, one.record.id)


def _choice(one: Candidate, why: Reason | None, rank: int, *, aside: bool = False) -> Choice:
    said = one.reasons if why is None else (why, *one.reasons)
    if not said:
        said = (Reason(criterion="kind", sentence=f"a {one.record.kind}, and nothing asked for speaks against it"),)
    return Choice(record=one.record, rank=rank, score=one.score, reasons=said, aside=aside)


def _near(outside: Sequence[Candidate], criteria: Criteria, failing: Failing) -> list[Candidate]:
    """The best of those outside that passed every filter, or all but one though the request's topics or words fit."""
    nearly = [
        one
        for one in outside
        if one.fits
        or (len(failing[one.record.id]) < 2 and any(reason.criterion in ("topic", "words") for reason in one.reasons))
    ]
    best = nearly[:NEAR_MISSES]
    return best + [one for one in outside if one.record.id in criteria.exclude and one not in best]


def _against(one: Candidate, criteria: Criteria, failing: Failing, seating: Seating) -> Reason:
    if one.record.id in criteria.exclude:
        return Reason(criterion="exclude", sentence="excluded by the config")
    if one.fits:
        return seating.against(one)
    against = failing[one.record.id][0]
    return against.reason(one.record)
