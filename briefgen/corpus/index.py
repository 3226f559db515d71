"""Parts, passages and notes of a source by their ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.corpus.sources import Note, Part, Passage, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceIndex:
    """What a source has, by id; notes by part and number.

    What an edition lost stands here too, for records may rest on it until a person has looked; ``gone`` are the ids.
    """

    parts: Mapping[str, Part]
    passages: Mapping[str, Passage]
    notes: Mapping[tuple[str, int], Note]
    gone: frozenset[str]


def index(source: Source) -> SourceIndex:
    """The index of one source; of two with the same id the first counts."""
    passages = {passage.id: passage for passage in reversed(source.passages)}
    notes = {(note.part, note.number): note for note in reversed(source.notes)}
    lost = {passage.id: passage for passage in source.gone if passage.id not in passages}
    lost_notes = {(one.part, one.number): one for one in source.gone_notes if (one.part, one.number) not in notes}
    return SourceIndex(
        parts={part.id: part for part in reversed(source.parts)},
        passages=passages | lost,
        notes=notes | lost_notes,
        gone=frozenset((*lost, *(note.id for note in lost_notes.values()))),
    )
