"""Seats in a brief: the budget, no two records that say the same, every topic and view heard."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from briefgen.config.schema import Budget
from briefgen.corpus.records import Record, RecordKind
from briefgen.select.likeness import Content, likeness, says_the_same
from briefgen.select.selection import Reason

#: How much a record's own score counts against its likeness to what is in already: maximal marginal relevance,
#: Carbonell and Goldstein, SIGIR 1998. Measured in bench/ranking.py; see docs/selection.md.
LAMBDA = 0.7

#: How much it counts against a record that the seats of its kind are taken by records on its own main topic, were
#: they all: relevance and novelty by aspect, after xQuAD (Santos, Macdonald and Ounis, WWW 2010).
CROWDED = 0.5

#: The seats by which crowding is measured where a kind has no bound.
ROOM = 12

#: At most this part of a kind is drawn in only because it contradicts another: a debate, not a quarrel.
REPLIES = 0.25

KINDS: tuple[RecordKind, ...] = ("finding", "recommendation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A record that may have a seat.

    ``topics`` are those of the request that it stands for, ``group`` is whose view it is as the balance counts it,
    ``contradicts`` are ids of records it contradicts or that contradict it, ``length`` is in words. ``fits`` says
    whether it passes every criterion; else it can only be pinned.
    """

    record: Record
    score: float
    reasons: tuple[Reason, ...]
    topics: frozenset[str]
    group: str
    contradicts: frozenset[str]
    length: int
    fits: bool = True


@dataclass(frozen=True, slots=True)
class Seat:
    """A candidate that is in, and why where its score alone did not decide."""

    candidate: Candidate
    why: Reason | None = None


@dataclass(slots=True)
class Standing:
    """How a candidate stands to those seated, as far as they have been looked at."""

    seen: int = 0
    alike: float = 0.0
    nearest: Record | None = None
    same: Record | None = None


Allowed = Callable[[Candidate], bool]


def _count(number: int, kind: RecordKind) -> str:
    return f"{number} {kind}" if number == 1 else f"{number} {kind}s"


def _for_balance(sentence: str) -> Reason:
    return Reason(criterion="balance", sentence=sentence)


def _any(_: Candidate) -> bool:
    return True


def _on(topic: str) -> Allowed:
    return lambda one: topic in one.topics


def _in(group: str) -> Allowed:
    return lambda one: one.group == group


def _answers(record: Record) -> Allowed:
    return lambda one: record.id in one.contradicts


@dataclass(slots=True, kw_only=True)
class Seating:
    """Gives seats one by one.

    ``topics`` are to be represented in their order; ``minimum_share`` is each group's part of the findings (0: no
    balance); ``heard`` are ids of records that stand in the brief in any case; ``content`` takes a record apart, ``label``
    words a topic.
    """

    candidates: Sequence[Candidate]
    budget: Budget
    topics: Sequence[str]
    minimum_share: float
    heard: frozenset[str]
    content: Callable[[Record], Content]
    label: Callable[[str], str]
    seats: list[Seat] = field(default_factory=list[Seat])
    words: int = 0
    standing: dict[str, Standing] = field(default_factory=dict[str, Standing])
    _open: dict[RecordKind, list[Candidate]] = field(default_factory=dict[RecordKind, list[Candidate]])
    _subjects: dict[tuple[RecordKind, str], int] = field(default_factory=dict[tuple[RecordKind, str], int])
    _best: float = 1.0
    _replies: dict[RecordKind, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))

    def run(self, pinned: Iterable[tuple[Candidate, Reason]]) -> None:
        """Give all seats: first to those pinned, then as topics, balance, contradictions and scores call for."""
        order = sorted(self.candidates, key=lambda one: (-one.score, one.record.id))
        self._best = max((one.score for one in order), default=0.0) or 1.0
        self.standing = {one.record.id: Standing() for one in order}
        self._open = {kind: [one for one in order if one.record.kind == kind] for kind in KINDS}
        for candidate, why in pinned:
            self._take(Seat(candidate, why))
        while self._one_more():
            pass
        self._drop_idle_reasons(order)

    def _drop_idle_reasons(self, order: Sequence[Candidate]) -> None:
        """Take the reason of balance from seats that their scores alone would have won."""
        for kind in KINDS:
            by_score = [one.record.id for one in order if one.record.kind == kind]
            winners = set(by_score[: self.count(kind)])
            for number, seat in enumerate(self.seats):
                idle = seat.why is not None and seat.why.criterion == "balance" and not seat.candidate.contradicts
                if idle and seat.candidate.record.id in winners:
                    self.seats[number] = Seat(seat.candidate)

    def count(self, kind: RecordKind) -> int:
        """How many of a kind are in."""
        return sum(seat.candidate.record.kind == kind for seat in self.seats)

    def bound(self, kind: RecordKind) -> int:
        """How many of a kind may be in; 0 for no bound."""
        return self.budget.findings if kind == "finding" else self.budget.recommendations

    def full(self, kind: RecordKind) -> bool:
        """Whether no more of a kind may be in."""
        return 0 < self.bound(kind) <= self.count(kind)

    def _one_more(self) -> bool:
        """Give one seat, to the kind that has the least of what it may have."""
        kinds: list[RecordKind] = [kind for kind in KINDS if not self.full(kind) and self._open[kind]]
        for kind in sorted(kinds, key=self._filled):
            seat = self._topic_seat(kind) or self._group_seat(kind) or self._reply(kind) or self._free_seat(kind)
            if seat is not None:
                self._take(seat)
                return True
        return False

    def _filled(self, kind: RecordKind) -> float:
        return self.count(kind) / (self.bound(kind) or len(self._open[kind]) + self.count(kind))

    def _take(self, seat: Seat) -> None:
        self.seats.append(seat)
        self.words += seat.candidate.length
        kind = seat.candidate.record.kind
        for topic in seat.candidate.record.topics[:1]:
            self._subjects[kind, topic] = self._subjects.get((kind, topic), 0) + 1
        self._open[kind] = [one for one in self._open[kind] if one.record.id != seat.candidate.record.id]

    def _topic_seat(self, kind: RecordKind) -> Seat | None:
        seated = {topic for seat in self.seats for topic in seat.candidate.topics}
        for topic in self.topics:
            if topic not in seated:
                best = self._pick(kind, self._unless_owed(kind, _on(topic)))
                if best is not None:
                    return Seat(best, _for_balance("so that every topic asked for is represented"))
        return None

    def _group_seat(self, kind: RecordKind) -> Seat | None:
        owed = self._owed() if kind == "finding" else {}
        for group in sorted(owed, key=lambda group: (-owed[group], group)):
            best = self._pick(kind, _in(group))
            if best is not None:
                sentence = f"so that {group} is heard in at least {self.minimum_share:.0%} of the findings"
                return Seat(best, _for_balance(sentence))
        return None

    def _owed(self) -> dict[str, int]:
        """The groups with fitting findings that have less than their share, with how many they lack."""
        if not self.minimum_share:
            return {}
        held = Counter(seat.candidate.group for seat in self.seats if seat.candidate.record.kind == "finding")
        waiting = {
            one.group for one in self._open["finding"] if one.group and self.standing[one.record.id].same is None
        }
        groups = waiting | {group for group in held if group}
        total = self.budget.findings or held.total() + 1
        share = min(self.minimum_share, 1 / len(groups)) if groups else 0.0
        target = math.ceil(share * total - 1e-9)
        if target * len(groups) > total:
            target = max(1, math.floor(share * total + 1e-9))
        return {group: target - held[group] for group in waiting if held[group] < target}

    def _unless_owed(self, kind: RecordKind, allowed: Allowed) -> Allowed:
        """What is *allowed*; once no more seats are left than are owed to groups, only from those groups."""
        if kind != "finding" or not self.budget.findings:
            return allowed
        owed = self._owed()
        if not owed or self.budget.findings - self.count("finding") > sum(owed.values()):
            return allowed
        return lambda one: one.group in owed and allowed(one)

    def _reply(self, kind: RecordKind) -> Seat | None:
        if self.bound(kind) and self._replies[kind] >= math.floor(self.bound(kind) * REPLIES):
            return None
        here = self.heard | {seat.candidate.record.id for seat in self.seats}
        for seat in self.seats:
            said = seat.candidate
            if not said.contradicts or said.contradicts & here:
                continue
            best = self._pick(kind, self._unless_owed(kind, _answers(said.record)))
            if best is not None:
                self._replies[kind] += 1
                sentence = f"so that both sides are heard: against '{said.record.headline}' ({said.record.id})"
                return Seat(best, _for_balance(sentence))
        return None

    def _free_seat(self, kind: RecordKind) -> Seat | None:
        best = self._pick(kind, _any)
        return None if best is None else Seat(best)

    def _pick(self, kind: RecordKind, allowed: Allowed) -> Candidate | None:
        """The candidate of most value now: its score, less its likeness to those in; duplicates have no seat."""
        best: Candidate | None = None
        most = -math.inf
        left = self.budget.words - self.words if self.budget.words else math.inf
        for one in self._open[kind]:
            merit = LAMBDA * one.score / self._best
            if merit <= most:
                break
            if one.length > left or not allowed(one):
                continue
            merit -= CROWDED * self._crowding(one)
            if (
                merit - (1 - LAMBDA) * self.standing[one.record.id].alike <= most
            ):  # likeness only grows: no need to look
                continue
            standing = self._look(one)
            if standing.same is not None:
                continue
            value = merit - (1 - LAMBDA) * standing.alike
            if value > most:
                best, most = one, value
        return best

    def _crowding(self, one: Candidate) -> float:
        """The part of the seats of its kind that records on its main topic have."""
        if not one.record.topics:
            return 0.0
        kind = one.record.kind
        return self._subjects.get((kind, one.record.topics[0]), 0) / (self.bound(kind) or max(ROOM, self.count(kind)))

    def _look(self, one: Candidate) -> Standing:
        """The candidate's standing, brought up to the seats given since it was last looked at."""
        standing = self.standing[one.record.id]
        if standing.same is not None or standing.seen == len(self.seats):
            return standing
        mine = self.content(one.record)
        for seat in self.seats[standing.seen :]:
            other = seat.candidate.record
            theirs = self.content(other)
            alike = likeness(mine, theirs)
            if says_the_same(one.record, other, alike, (mine, theirs)):
                standing.same = other
                break
            if alike > standing.alike and other.kind == one.record.kind:
                standing.alike, standing.nearest = alike, other
        standing.seen = len(self.seats)
        return standing

    def against(self, one: Candidate) -> Reason:
        """Why a candidate that passes every criterion has no seat."""
        standing, kind = self._look(one), one.record.kind
        if standing.same is not None:
            sentence = f"says the same as '{standing.same.headline}' ({standing.same.id})"
            return Reason(criterion="duplicate", sentence=sentence)
        if not self.full(kind):
            left = self.budget.words - self.words
            sentence = f"its {one.length} words do not fit: {left} of {self.budget.words} words were left"
            return Reason(criterion="budget", sentence=sentence)
        return self._beaten(one, standing)

    def _beaten(self, one: Candidate, standing: Standing) -> Reason:
        """Why a candidate has no seat though no duplicate and no length keeps it out."""
        kind = one.record.kind
        below = [seat for seat in self.seats if seat.candidate.record.kind == kind and seat.candidate.score < one.score]
        given = [seat for seat in below if seat.why is not None and seat.why.criterion == "balance"]
        if given:
            last = min(given, key=lambda seat: (seat.candidate.score, seat.candidate.record.id))
            rival, why = last.candidate.record, last.why.sentence if last.why else ""
            return _for_balance(f"gave way to '{rival.headline}' ({rival.id}), which is in {why}")
        if any(seat.why is None for seat in below):
            return _for_balance(self._sameness(one, standing))
        return Reason(criterion="budget", sentence=f"the budget of {_count(self.bound(kind), kind)} was full")

    def _sameness(self, one: Candidate, standing: Standing) -> str:
        """What speaks for variety against a candidate: its topic's seats, or the record it is most like."""
        nearest = standing.nearest
        if nearest is not None and (1 - LAMBDA) * standing.alike > CROWDED * self._crowding(one):
            return f"passed over for variety: '{nearest.headline}' ({nearest.id}) says part of it already"
        subject = one.record.topics[0] if one.record.topics else ""
        seats = self._subjects.get((one.record.kind, subject), 0)
        are = "is" if seats == 1 else "are"
        return (
            f"passed over for variety: {_count(seats, one.record.kind)} about '{self.label(subject)}' {are} in already"
        )
