"""A source as the desk keeps it: bibliographic data, parts, passages, notes and references."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

PassageKind = Literal["paragraph", "list-item", "pull-quote", "table", "front-matter"]
Rights = Literal["locate", "quote"]
#: What can have become of a passage or note so that a person should look.
Change = Literal["reworded", "gone", "split", "joined", "moved", "renumbered"]

#: One work as CSL-JSON: https://github.com/citation-style-language/schema, csl-data.json.
CslItem = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person or an institution, in CSL's words: family and given, or literal alone."""

    family: str = ""
    given: str = ""
    particle: str = ""
    literal: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How a part's authors are named as the subject of a sentence, and which verb form follows."""

    first: str
    later: str
    number: Literal["singular", "plural"] = "plural"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A chapter or another piece of a source with a title and authors of its own."""

    id: str
    title: str
    authors: tuple[Name, ...] = ()
    affiliations: tuple[str, ...] = ()
    perspective: str = ""
    voice: Voice | None = None
    translated_title: str = ""
    number: str = ""
    group: str = ""  # the heading above the chapter in a volume's table of contents
    matter: Literal["front", "body", "back"] = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph of a source.

    ``start`` and ``end`` are half-open character (code point) offsets into the document's text; where a page
    or a pull quote interrupts the paragraph, ``spans`` lists its pieces in reading order, and joining them with
    a space (nothing after a hyphenated word break) gives the text. ``number`` counts paragraphs within the
    section from 1. ``digest`` and ``fingerprint`` are hexadecimal and keyed (see :mod:`briefgen.corpus.anchors`).
    ``figures`` are canonical keys (see :mod:`briefgen.corpus.figures`). ``repeats`` is the passage that a pull
    quote repeats. ``pages`` is the page that it stands on, or the first and last of several (``12–13``), as the
    document calls them; empty for documents without pages. ``text`` is kept only for sources whose rights say
    ``quote``.
    """

    id: str
    source: str
    part: str
    section: tuple[str, ...]
    number: int
    kind: PassageKind
    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    digest: str
    fingerprint: str
    notes: tuple[int, ...] = ()
    figures: tuple[str, ...] = ()
    repeats: str = ""
    pages: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One work as one note cites it: which reference, where in it, and the words around it."""

    reference: str
    locator: str = ""
    label: str = ""  # CSL's locator label: page, chapter, paragraph …
    prefix: str = ""  # "as quoted in"
    ibid: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A source's own footnote or endnote; ``doubt`` says what a person should look at, or is empty."""

    id: str
    source: str
    part: str
    number: int
    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    digest: str
    mentions: tuple[Mention, ...] = ()
    called_by: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a record rested on when a person last stood by it: digest, and of a passage fingerprint and figures."""

    digest: str
    fingerprint: str = ""
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A record that rests on a passage or note which a new edition changed, for a person to look at.

    ``wording`` is the digest of the record's words and evidence when it was flagged: an edited record is flagged no
    more. ``held`` is the passage's or note's id. ``percent`` is how much of a reworded passage's words changed;
    ``also`` are the other passages of a split or joined one, or the note that it is now; ``perhaps`` ids that a
    passage that is gone may be now, each with its likeness (0 to 1). ``now`` is the present digest (none: it is
    gone), ``confirmed`` the one that a person stood by, or ``gone``.
    """

    record: str
    wording: str
    held: str
    what: Change
    before: Held
    now: str = ""
    percent: int = 0
    also: tuple[str, ...] = ()
    perhaps: tuple[tuple[str, float], ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    confirmed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publication with its bibliographic data (CSL), parts, and what was imported from its document.

    ``gone`` are passages of earlier editions that the present one does not have, ``gone_notes`` notes whose number no
    other has now, both as they last were; ``flags`` are the records that a change of this source concerns.
    """

    id: str
    csl: CslItem
    parts: tuple[Part, ...]
    rights: Rights = "locate"
    document: str = ""  # the document's file name, looked for in the desk's document folders
    document_digest: str = ""
    tracked: Literal["", "accept", "reject"] = ""  # how the document's tracked changes were read
    perspective: str = ""
    passages: tuple[Passage, ...] = ()
    notes: tuple[Note, ...] = ()
    references: tuple[CslItem, ...] = ()
    gone: tuple[Passage, ...] = ()
    gone_notes: tuple[Note, ...] = ()
    flags: tuple[Flag, ...] = ()
