"""What changed between two states of a brief, as words and not as bytes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefgen.brief import CitationItem
from briefgen.build.differences.causes import Causes, RecordChange, record_changes
from briefgen.build.differences.naming import called
from briefgen.build.differences.state import Said, State, statements
from briefgen.build.differences.wording import FigureChange, Piece, figure_changes, likeness, word_changes

#: Two statements of the same kind with different ids are one that was reworded if they are at least so alike.
ALIKE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementChange:
    """A statement that came (``old`` is empty), went (``new`` is empty), was reworded, or has other citations.

    ``id`` is the block's id now, or the last it had; ``called`` is what people call it (see
    :mod:`briefgen.build.differences.naming`); ``kind`` as in :class:`briefgen.build.differences.state.Said`. ``cause``
    is in people's words. ``cited_before`` and ``cited_now`` are its citations' wordings before and after, empty where the works
    cited are the same.
    """

    id: str
    called: str
    kind: str
    old: str
    new: str
    cause: str
    records: tuple[str, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    cited_before: tuple[str, ...] = ()
    cited_now: tuple[str, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The change of its wording, word by word."""
        return word_changes(self.old, self.new)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that changed from one state to another, each list in the order of the brief.

    ``records`` came in, went out, or say something else; ``came``, ``went``, ``reworded`` and ``recited`` are
    statements, headings among them; ``sources`` are entries of the list of sources; ``moved`` are ids of blocks that
    stand elsewhere now; ``notes_worded`` counts notes that cite the same in other words (a work named in full at
    another place). ``causes`` has, by block id, why a block changed, came, went or moved, or is set in another style;
    ``called`` what people call each of these blocks. ``briefly`` are the same causes in the fewest words, by the causes.
    """

    before: str
    after: str
    records: tuple[RecordChange, ...] = ()
    came: tuple[StatementChange, ...] = ()
    went: tuple[StatementChange, ...] = ()
    reworded: tuple[StatementChange, ...] = ()
    recited: tuple[StatementChange, ...] = ()
    sources: tuple[StatementChange, ...] = ()
    moved: tuple[str, ...] = ()
    notes_worded: int = 0
    causes: Mapping[str, str] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    briefly: Mapping[str, str] = field(default_factory=dict)

    @property
    def figures(self) -> tuple[tuple[str, FigureChange], ...]:
        """Every figure of a reworded statement that changed, after the id of its block."""
        return tuple((one.id, change) for one in self.reworded for change in one.figures)

    def __bool__(self) -> bool:
        """Whether anything at all changed that a reader would see, or in the records used."""
        lists = (self.records, self.came, self.went, self.reworded, self.recited, self.sources, self.moved)
        return any(lists) or bool(self.notes_worded)


def compare(before: State, after: State) -> Changes:
    """What changed from *before* to *after*."""
    return _Comparison(before, after).changes()


class _Comparison:
    def __init__(self, before: State, after: State) -> None:
        self._before, self._after = before, after
        self._old, self._new = statements(before.brief), statements(after.brief)
        self._causes = Causes(before, after)
        self._told = Causes(before, after, "headlines")  # to an editor, beside the text
        self._short = Causes(before, after, "brief")  # of the same, on a line of a terminal
        self._pairs = _paired(self._old, self._new)  # ids now, by the ids before
        self._said: dict[str, str] = {}
        self._called: dict[str, str] = {}
        self._briefly: dict[str, str] = {}

    def changes(self) -> Changes:
        pairs = [(self._old[was], self._new[now]) for was, now in self._pairs.items()]
        order = {now: place for place, now in enumerate(self._new)}
        pairs.sort(key=lambda pair: order[pair[1].id])
        partners = set(self._pairs.values())
        went = [self._change(one, None) for was, one in self._old.items() if was not in self._pairs]
        came = [self._change(None, one) for now, one in self._new.items() if now not in partners]
        reworded = [self._change(was, now) for was, now in pairs if was.text != now.text]
        recited = [self._change(was, now) for was, now in pairs if was.text == now.text and _works(was) != _works(now)]
        moved = self._moved()
        noted = [(was, now) for was, now in pairs if _is_worded_anew(was, now)]
        for was, now in noted:
            self._said.setdefault(now.id, self._tell(self._told.of_note(was, now), self._short.of_note(was, now)))
        for was, now in pairs:
            if (was.kind, was.form) != (now.kind, now.form):
                self._said.setdefault(now.id, self._tell(self._told.of(was, now), self._short.of(was, now)))
        sources = [one for one in (*came, *went, *reworded, *recited) if one.kind == "reference"]
        return Changes(
            before=self._before.name,
            after=self._after.name,
            records=record_changes(self._before, self._after),
            came=_apart(came),
            went=_apart(went),
            reworded=_apart(reworded),
            recited=_apart(recited),
            sources=tuple(sources),
            moved=moved,
            notes_worded=len(noted),
            causes=self._said,
            called=self._called,
            briefly=self._briefly,
        )

    def _change(self, was: Said | None, now: Said | None) -> StatementChange:
        one = now or was
        assert one is not None  # noqa: S101 - one of the two is given
        cause = self._causes.of(was, now)
        told = self._tell(self._told.of(was, now), self._short.of(was, now))
        self._said |= {side.id: told for side in (was, now) if side is not None}
        old, new = was.text if was else "", now.text if now else ""
        recited = was is not None and now is not None and _works(was) != _works(now)
        return StatementChange(
            id=one.id,
            called=self._call(one, before=now is None),
            kind=one.kind,
            old=old,
            new=new,
            cause=cause,
            records=one.records,
            figures=figure_changes(old, new) if old and new else (),
            cited_before=tuple(_worded(was)) if was is not None and recited else (),
            cited_now=tuple(_worded(now)) if now is not None and recited else (),
        )

    def _tell(self, told: str, briefly: str) -> str:
        self._briefly[told] = briefly
        return told

    def _call(self, one: Said, *, before: bool = False) -> str:
        return self._called.setdefault(one.id, called(one, (self._before if before else self._after).records))

    def _moved(self) -> tuple[str, ...]:
        """Blocks that are out of the order that most others kept; those of the list of sources are sorted anyway."""
        order = {now: place for place, now in enumerate(self._new)}
        common = [now for was, now in self._pairs.items() if self._new[now].kind != "reference" and was in self._old]
        kept = _longest_ascending([order[now] for now in common])
        moved = sorted((now for now in common if order[now] not in kept), key=order.__getitem__)
        for now in moved:
            self._said.setdefault(now, self._tell(self._told.of_order(), self._short.of_order()))
            self._call(self._new[now])
        return tuple(moved)


def _apart(changes: Sequence[StatementChange]) -> tuple[StatementChange, ...]:
    """Statements alone, without the entries of the list of sources."""
    return tuple(one for one in changes if one.kind != "reference")


def _works(said: Said) -> tuple[tuple[CitationItem, ...], ...]:
    return tuple(cited.items for cited in said.cited)


def _is_worded_anew(was: Said, now: Said) -> bool:
    """Whether the same works are cited in other words: shorter after a first time, or in another style."""
    return _works(was) == _works(now) and _worded(was) != _worded(now)


def _worded(said: Said) -> list[str]:
    return [cited.worded for cited in said.cited]


def _paired(old: Mapping[str, Said], new: Mapping[str, Said]) -> dict[str, str]:
    """Which statement became which: those of one id, then the most alike of those left, of the same kind."""
    pairs = {one: one for one in old if one in new}
    left = [one for one in old.values() if one.id not in pairs]
    free = [one for one in new.values() if one.id not in pairs]
    alike = sorted(
        (
            (-likeness(was.text, now.text), place, other, was.id, now.id)
            for place, was in enumerate(left)
            for other, now in enumerate(free)
            if was.kind == now.kind != "reference" and _may_be_one(was, now)
        ),
    )
    taken: set[str] = set()
    for less, _, _, was, now in alike:
        if -less >= ALIKE and was not in pairs and now not in taken:
            pairs[was] = now
            taken.add(now)
    return {one: pairs[one] for one in old if one in pairs}


def _may_be_one(was: Said, now: Said) -> bool:
    """A statement of one record never becomes that of another, however alike they are."""
    return not was.records or not now.records or bool(set(was.records) & set(now.records))


def _longest_ascending(numbers: Sequence[int]) -> set[int]:
    """The members of a longest ascending part of *numbers* (patience sorting)."""
    tops: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(tops, number)
        before[number] = tops[place - 1] if place else None
        tops[place : place + 1] = [number]
    found: set[int] = set()
    last = tops[-1] if tops else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found
