"""What became of a source's passages, notes and references from one edition to the next."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from briefgen.corpus.anchors import similarity
from briefgen.corpus.keyed import changed
from briefgen.corpus.sources import Note, Passage, Source

PassageChange = Literal["unchanged", "moved", "reworded", "split", "joined", "gone", "new"]
NoteChange = Literal["unchanged", "renumbered", "reworded", "gone", "new"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageDrift:
    """What became of a passage.

    ``percent`` says how much of its words changed (0 to 100, from fingerprints give or take 6); ``moved`` that it
    stands elsewhere, reworded or not; ``was_part`` in which part it stood, where it is another. ``also`` are a split
    one's other pieces, or the other passages of a joined one; ``perhaps`` what one that is gone may be now, with the
    likeness (0 to 1). ``figures`` that changed are keys before and after, '' for none.
    """

    id: str
    what: PassageChange
    percent: int = 0
    moved: bool = False
    was_part: str = ""
    also: tuple[str, ...] = ()
    perhaps: tuple[tuple[str, float], ...] = ()
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDrift:
    """What became of a note: its part and numbers before and now (0: there is none)."""

    part: str
    before: int
    now: int
    what: NoteChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """What became of a source: its passages in the order of the new edition, those gone last; notes; references."""

    source: str
    passages: tuple[PassageDrift, ...] = ()
    notes: tuple[NoteDrift, ...] = ()
    references_new: tuple[str, ...] = ()
    references_gone: tuple[str, ...] = ()
    references_changed: tuple[str, ...] = ()

    def of(self, what: PassageChange) -> tuple[str, ...]:
        """Ids of the passages of which this is what became."""
        return tuple(one.id for one in self.passages if one.what == what)

    @property
    def drifted(self) -> bool:
        """Whether anything is not as it was."""
        changes = [one.what for one in self.passages] + [one.what for one in self.notes]
        references = (*self.references_new, *self.references_gone, *self.references_changed)
        return bool(references) or any(what != "unchanged" for what in changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is known of a new edition besides its ids: see :class:`briefgen.importers.alignment.Alignment`.

    ``perhaps`` and ``split`` go by old ids, ``joined`` by new ones. ``replaced`` are shares of words that changed
    (0 to 1), by id, where the texts of both editions were there to be compared.
    """

    perhaps: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    split: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    joined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    replaced: Mapping[str, float] = field(default_factory=dict)


def compare(before: Source, now: Source, found: Found) -> Drift:
    """What became of everything in *before*, by the ids that *now* has kept."""
    old = {passage.id: passage for passage in before.passages}
    new = {passage.id: passage for passage in now.passages}
    elsewhere = _moved([one.id for one in before.passages], [one.id for one in now.passages if one.id in old])
    passages = [_of_passage(old.get(one.id), one, found, moved=one.id in elsewhere) for one in now.passages]
    into = {part: (whole, parts) for whole, parts in found.joined.items() for part in parts if part not in new}
    lost = [
        PassageDrift(id=one.id, what="joined", also=(into[one.id][0],))
        if one.id in into
        else PassageDrift(
            id=one.id, what="gone", perhaps=found.perhaps.get(one.id, ()), figures=changed(one.figures, ())
        )
        for one in before.passages
        if one.id not in new
    ]
    works = {str(work["id"]): work for work in before.references}, {str(work["id"]): work for work in now.references}
    return Drift(
        source=now.id,
        passages=(*passages, *lost),
        notes=_notes(before.notes, now.notes),
        references_new=tuple(name for name in works[1] if name not in works[0]),
        references_gone=tuple(name for name in works[0] if name not in works[1]),
        references_changed=tuple(name for name in works[1] if name in works[0] and works[0][name] != works[1][name]),
    )


def percent_changed(before: Passage, now: Passage, share: float | None = None) -> int:
    """How much of a passage's words changed, 0 to 100: *share* where it is known, else from the fingerprints.

    With a share p of n different words replaced, the two texts have n - pn of n + pn words in common; hence
    p = (1 - J) / (1 + J) of the share J that :func:`similarity` estimates.
    """
    if share is None:
        common = similarity(before.fingerprint, now.fingerprint)
        share = (1 - common) / (1 + common)
    return round(100 * min(1.0, max(0.0, share)))


def _of_passage(old: Passage | None, new: Passage, found: Found, *, moved: bool) -> PassageDrift:
    if old is None:
        return PassageDrift(id=new.id, what="new")
    was_part = old.part if old.part != new.part else ""
    moved = moved or bool(was_part)
    if old.digest == new.digest:
        return PassageDrift(id=new.id, what="moved" if moved else "unchanged", moved=moved, was_part=was_part)
    split = tuple(one for one in found.split.get(new.id, ()) if one != new.id)
    joined = tuple(one for one in found.joined.get(new.id, ()) if one != new.id)
    return PassageDrift(
        id=new.id,
        what="split" if split else "joined" if joined else "reworded",
        percent=percent_changed(old, new, found.replaced.get(new.id)),
        moved=moved,
        was_part=was_part,
        also=split or joined,
        figures=changed(old.figures, new.figures),
    )


def _moved(before: Sequence[str], now: Sequence[str]) -> frozenset[str]:
    """Those of *now* that stand elsewhere than before: all but a longest run that keeps its order.

    Kinds of passages are told apart, as their ids are. The longest increasing subsequence, by patience sorting.
    """
    places = {name: place for place, name in enumerate(before)}
    moved: set[str] = set()
    kinds: dict[str, list[str]] = defaultdict(list)
    for name in now:
        kinds[name.rpartition(".")[2][:1]].append(name)
    for names in kinds.values():
        tails: list[int] = []
        last: list[int] = []
        previous: list[int] = []
        for number, name in enumerate(names):
            at = bisect_left(tails, places[name])
            previous.append(last[at - 1] if at else -1)
            tails[at : at + 1] = [places[name]]
            last[at : at + 1] = [number]
        kept: set[str] = set()
        number = last[-1] if last else -1
        while number >= 0:
            kept.add(names[number])
            number = previous[number]
        moved.update(set(names) - kept)
    return frozenset(moved)


def _notes(before: Sequence[Note], now: Sequence[Note]) -> tuple[NoteDrift, ...]:
    """Notes by their words, in their order, then by the passages that call them."""
    pairs = _same_words(before, now)
    left = [note for number, note in enumerate(before) if number not in pairs]
    taken = set(pairs.values())
    fresh = [note for number, note in enumerate(now) if number not in taken]
    same = {(before[old].part, before[old].number): now[new] for old, new in pairs.items()}
    same |= _same_callers(left, fresh)
    found = {(note.part, note.number): (before_note, note) for before_note, note in _paired(before, same)}
    said = [
        _of_note(*found[note.part, note.number])
        if (note.part, note.number) in found
        else NoteDrift(part=note.part, before=0, now=note.number, what="new")
        for note in now
    ]
    return (
        *said,
        *(
            NoteDrift(part=note.part, before=note.number, now=0, what="gone")
            for note in before
            if (note.part, note.number) not in same
        ),
    )


def _paired(before: Sequence[Note], same: Mapping[tuple[str, int], Note]) -> list[tuple[Note, Note]]:
    return [(note, same[note.part, note.number]) for note in before if (note.part, note.number) in same]


def _of_note(old: Note, new: Note) -> NoteDrift:
    what: NoteChange = "unchanged" if old.number == new.number else "renumbered"
    return NoteDrift(
        part=new.part, before=old.number, now=new.number, what=what if old.digest == new.digest else "reworded"
    )


def _same_words(before: Sequence[Note], now: Sequence[Note]) -> dict[int, int]:
    """New positions by old ones of notes of one part with the same words ("Ibid." stands often): in their order.

    Those that a passage known before calls come first.
    """
    pairs: dict[int, int] = {}
    for by_caller in (True, False):
        waiting: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        taken = set(pairs.values())
        for number, note in enumerate(now):
            if number not in taken:
                waiting[note.part, note.digest, _caller(note) if by_caller else ""].append(number)
        for number, note in enumerate(before):
            found = waiting.get((note.part, note.digest, _caller(note) if by_caller else ""))
            if number not in pairs and found:
                pairs[number] = found.pop(0)
    return pairs


def _caller(note: Note) -> str:
    return note.called_by[0] if note.called_by else ""


def _same_callers(before: Sequence[Note], now: Sequence[Note]) -> dict[tuple[str, int], Note]:
    """Notes with other words that the same passage calls, where it calls as many of them as before."""
    calling: tuple[dict[tuple[str, str], list[Note]], ...] = (defaultdict(list), defaultdict(list))
    for side, notes in zip(calling, (before, now), strict=True):
        for note in notes:
            if note.called_by:
                side[note.part, _caller(note)].append(note)
    return {
        (old.part, old.number): new
        for caller, notes in calling[0].items()
        if len(notes) == len(calling[1].get(caller, ()))
        for old, new in zip(notes, calling[1][caller], strict=True)
    }
