"""One brief's config and the desk's settings, as the YAML says them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from briefgen.errors import Place

Format = Literal["docx", "pdf", "html", "outline"]
FORMATS: tuple[Format, ...] = ("docx", "pdf", "html", "outline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence that the config's author wrote, and the records it rests on (at least one)."""

    text: str
    rests_on: tuple[str, ...]
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much goes in: upper bounds; 0 means no bound of this kind."""

    findings: int = 16
    recommendations: int = 10
    words: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """What a brief is to be made of.

    ``topics`` count with their narrower terms; ``words`` is free text, ranked by BM25. ``balance`` asks for
    perspectives to be heard: ``none``, ``regions`` (each region that has fitting records gets a fair share) or
    ``institutions``. ``minimum_share`` (0 to 0.5) is the least share of findings for each region or institution.
    ``since`` and ``until`` are ISO 8601 dates of any precision, both inclusive.
    """

    topics: tuple[str, ...] = ()
    words: str = ""
    exclude_topics: tuple[str, ...] = ()
    perspectives: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    kinds: tuple[Literal["finding", "recommendation"], ...] = ("finding", "recommendation")
    since: str = ""
    until: str = ""
    pin: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    balance: Literal["none", "regions", "institutions"] = "regions"
    minimum_share: float = 0.2
    budget: Budget = field(default_factory=Budget)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One group of findings: a topic, and the statement that heads it (default: its first record's headline)."""

    topic: str
    heading: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One question and the records that answer it differently, side by side (two or more records)."""

    question: str
    records: tuple[str, ...]
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """Other words for a record, in this brief alone; what is empty stays as the record has it."""

    record: str
    headline: str = ""
    text: str = ""
    action: str = ""
    value: str = ""  # of the record's figure
    label: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationSettings:
    """How sources are named: a style's name (``notes``, ``author-date``, ``numeric``) or a path on the desk.

    ``bibliography`` lists at the end ``all`` works that are cited, or the ``sources`` alone, the desk's own
    publications (the works that they cite then stand in the notes only), or ``none``.
    """

    style: str = "notes"
    locale: str = ""  # default: the brief's language
    bibliography: Literal["all", "sources", "none"] = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """One brief's YAML. ``id`` is the file's name without its suffix.

    ``as_of`` is an ISO 8601 date, or empty: then the newest date among the evidence's publications counts.
    ``author`` and ``language`` fall back to the desk's settings. ``schedule`` says when the brief is built, in the
    words of :mod:`briefgen.config.when`; its times are of ``time_zone``, an IANA name (empty: UTC). ``places`` are
    lines and columns by path.
    """

    id: str
    title: str
    audience: str
    answer: Statement
    select: Criteria
    short_title: str = ""
    question: str = ""
    as_of: str = ""
    template: str = "policy-brief"
    formats: tuple[Format, ...] = ("docx", "pdf", "html")
    language: str = "en-GB"
    author: str = ""
    paper: Literal["A4", "Letter"] = "A4"
    history: int = 10
    notes: Literal["footnotes", "endnotes"] = "footnotes"
    contents: Literal["auto", "always", "never"] = "auto"
    citations: CitationSettings = field(default_factory=CitationSettings)
    context: tuple[Statement, ...] = ()
    key_messages: tuple[Statement, ...] = ()
    sections: tuple[Section, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    figures: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    schedule: tuple[str, ...] = ()
    time_zone: str = ""
    place: Place | None = None
    places: Mapping[str, Sequence[int]] = field(default_factory=dict, compare=False, repr=False)

    def at(self, path: str) -> Place | None:
        """Where the value with a path such as ``select.topics.0`` stands, or else what it would stand in."""
        while path and path not in self.places:
            path = path.rpartition(".")[0]
        if self.place is None or not path:
            return self.place
        line, column = self.places[path]
        return Place(self.place.file, line, column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """What is called with the report of a run: a program with its arguments, or an address that JSON is posted to.

    ``when`` a report was written at all (``report``), or only where something waits for a person (``attention``).
    """

    command: tuple[str, ...] = ()
    webhook: str = ""
    when: Literal["report", "attention"] = "report"
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """What ``briefgen watch`` looks at besides the desk: documents in their folders and, by source id, at an address.

    ``changed`` documents are told (``report``) or imported again (``import``). An address is looked at every
    ``minutes`` at most (5 to 10,080).
    """

    changed: Literal["report", "import"] = "report"
    addresses: Mapping[str, str] = field(default_factory=dict)
    minutes: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Redlining:
    """How a new build is signed in an editor's copy: the author of its tracked changes and comments, and their date.

    ``today`` is the moment of the run, ``as-of`` the date the brief speaks for, ``none`` leaves them undated.
    """

    author: str = "briefgen"
    date: Literal["today", "as-of", "none"] = "today"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``configs/desk.yaml``: what all briefs of a desk share.

    ``documents`` are folders where source documents lie, relative to the desk; they alone may lie outside it, and
    are only read. ``fingerprint_key`` keys the digests and fingerprints of passages. ``history`` is how many builds
    of a brief are kept (0 or more; the one that the DOCX in the output came from is always). ``hosts`` are the only
    ones that briefgen may speak to, as ``name`` or ``name:port``.
    """

    name: str = ""
    author: str = ""
    language: str = "en-GB"
    template: str = "policy-brief"
    formats: tuple[Format, ...] = ("docx", "pdf", "html")
    paper: Literal["A4", "Letter"] = "A4"
    history: int = 10
    citations: CitationSettings = field(default_factory=CitationSettings)
    documents: tuple[str, ...] = ()
    fingerprint_key: str = ""
    time_zone: str = ""
    hosts: tuple[str, ...] = ()
    hooks: tuple[Hook, ...] = ()
    watch: Watching = field(default_factory=Watching)
    redline: Redlining = field(default_factory=Redlining)
