"""Parts, passages and notes of a source by their ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.corpus.sources import Note, Part, Passage, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceIndex:
    """What a source has, by id; notes by part and number."""

    parts: Mapping[str, Part]
    passages: Mapping[str, Passage]
    notes: Mapping[tuple[str, int], Note]


def index(source: Source) -> SourceIndex:
    """The index of one source; of two with the same id the first counts."""
    return SourceIndex(
        parts={part.id: part for part in reversed(source.parts)},
        passages={passage.id: passage for passage in reversed(source.passages)},
        notes={(note.part, note.number): note for note in reversed(source.notes)},
    )
