"""Findings and recommendations, and the vocabularies they are described with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from briefgen.corpus.index import SourceIndex, index
from briefgen.corpus.places import position
from briefgen.corpus.sources import Flag, Note, Part, Passage, Source
from briefgen.errors import Place

RecordKind = Literal["finding", "recommendation"]
Claim = Literal["fact", "assessment", "forecast", "position"]
LinkKind = Literal["supports", "contradicts", "updates"]

#: What stands in a skeleton in place of words (see :mod:`briefgen.propose.skeleton`).
TO_BE_WORDED = "TODO"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A term of the taxonomy, in SKOS's words: preferred label, other labels, broader terms."""

    id: str
    label: str
    other_labels: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Perspective:
    """Whose view it is: an institution (or several that speak as one) and the region it speaks from."""

    id: str
    name: str
    institutions: tuple[str, ...]
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Who can act on a recommendation."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """A reader profile: whose recommendations come first, which claims count more, how much is said."""

    id: str
    label: str
    addressees: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    detail: Literal["headline", "gist", "full"] = "full"
    words: int = 0  # the length the audience reads, 0: no opinion
    glossary: Literal["never", "auto", "always"] = "auto"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The passages of one source, and the notes of theirs, that support a record.

    Note numbers count within the part that the passages belong to.
    """

    source: str
    part: str
    passages: tuple[str, ...]
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """The one telling number of a record, as it would be set large."""

    value: str
    label: str
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """From a record to another; ``question`` is what two records that contradict each other answer."""

    kind: LinkKind
    record: str
    question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A finding or a recommendation: one statement in our own words.

    ``text`` may hold ``{voice}`` once: the source part's authors, named as the subject. ``date`` is the date of
    what is stated, as ISO 8601 with year, month or day precision. ``place`` is where the record stands,
    ``places`` where its values do (see :func:`briefgen.corpus.places.position`).
    """

    id: str
    kind: RecordKind
    headline: str
    text: str
    topics: tuple[str, ...]
    perspective: str
    date: str
    evidence: tuple[Evidence, ...]
    source: str
    part: str
    claim: Claim = "assessment"
    actors: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    action: str = ""
    figure: KeyFigure | None = None
    links: tuple[Link, ...] = ()
    place: Place | None = None
    places: str = field(default="", compare=False, repr=False)

    @property
    def to_be_worded(self) -> tuple[str, ...]:
        """The keys that still say :data:`TO_BE_WORDED`; a record with any is a skeleton."""
        worded = {"headline": self.headline, "text": self.text, "action": self.action}
        keys = [key for key, said in worded.items() if said.strip() == TO_BE_WORDED]
        return (*keys, *(["topics"] if TO_BE_WORDED in self.topics else []))

    def at(self, path: str) -> Place | None:
        """Where the value with a path such as ``evidence.0.notes.1`` stands, or else what it would stand in."""
        found = position(self.places, path)
        return Place(self.place.file, *found) if found and self.place else self.place

    def says(self, key: str) -> bool:
        """Whether the record's YAML has the key itself; false for a record that comes from no file."""
        return f"\n{key} " in self.places


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Everything a desk knows, by id; every mapping is in the order of the files.

    ``skeletons`` are records that nobody has worded yet: no search, selection or check of figures looks at them.
    """

    topics: Mapping[str, Topic] = field(default_factory=dict)
    perspectives: Mapping[str, Perspective] = field(default_factory=dict)
    addressees: Mapping[str, Addressee] = field(default_factory=dict)
    audiences: Mapping[str, Audience] = field(default_factory=dict)
    acronyms: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    records: Mapping[str, Record] = field(default_factory=dict)
    skeletons: Mapping[str, Record] = field(default_factory=dict)

    _indexes: dict[str, SourceIndex] = field(default_factory=dict, init=False, repr=False, compare=False)
    _flags: dict[str, dict[str, list[Flag]]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def index(self, source: str) -> SourceIndex:
        """Parts, passages and notes of a source by id, made at the first call; raises KeyError for no source."""
        found = self._indexes.get(source)
        if found is None:
            found = self._indexes[source] = index(self.sources[source])
        return found

    def flags_of(self, source: str) -> Mapping[str, Sequence[Flag]]:
        """What a source's flags.jsonl has, by record; which of it still stands :mod:`briefgen.corpus.flags` says."""
        found = self._flags.get(source)
        if found is None:
            found = self._flags[source] = {}
            for flag in self.sources[source].flags if source in self.sources else ():
                found.setdefault(flag.record, []).append(flag)
        return found

    def part(self, source: str, part: str) -> Part:
        """The part of a source; raises KeyError where there is none."""
        return self.index(source).parts[part]

    def passage(self, source: str, passage: str) -> Passage:
        """The passage of a source; raises KeyError where there is none."""
        return self.index(source).passages[passage]

    def note(self, source: str, part: str, number: int) -> Note:
        """The note of a part; raises KeyError where there is none."""
        return self.index(source).notes[part, number]
