"""The document model: what a brief says, before any format.

A closed set, after pandoc's and cut to what a briefing needs. Writers ``match`` over it and end in
``assert_never``. Everything is frozen; a tuple of inlines is a run of text, a tuple of blocks a run of blocks.

Block ids are stable from build to build (they derive from what the block is about, never from its ordinal
among unrelated blocks) and match ``[a-z][a-z0-9-]*``; ``records`` are the ids of the records a block came from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

# --- inlines ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text; spaces count, line breaks do not occur."""

    text: str


@dataclass(frozen=True, slots=True)
class Emph:
    """Stress, or a title as a citation style sets it (italic)."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong importance (bold)."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Superscript:
    """Raised text other than a note mark: ``CO₂`` has its own characters, ``21st`` may come from a style."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class SmallCaps:
    """Small capitals, where a citation style asks for them."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an address outside (``https:``, ``http:``, ``mailto:``) or to a block (``#block-id``)."""

    target: str
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Foreign:
    """A run in another language, as a BCP 47 tag (``zh-Hans``)."""

    language: str
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form that is not expanded here, with what it stands for."""

    text: str
    expansion: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced line break within a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationItem:
    """One work in a citation: a reference id (a key of the brief's references) and where in the work.

    ``label`` is a CSL locator label (``section``, ``paragraph``, ``page``); a compound locator (section and
    paragraph) keeps its wording in ``locator`` with an empty label. ``passages`` are the evidence, as
    ``source:passage``.
    """

    reference: str
    locator: str = ""
    label: str = ""
    prefix: str = ""
    suffix: str = ""
    passages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """A citation: its structure, and its wording once the CSL processor has run.

    In a note style ``note`` is the number of an entry of :attr:`Brief.notes` and ``label`` is empty; in an
    author-date or numeric style ``note`` is 0 and ``label`` is the wording in the text.
    """

    items: tuple[CitationItem, ...]
    records: tuple[str, ...] = ()
    note: int = 0
    label: Inlines = ()


Inline: TypeAlias = Text | Emph | Strong | Superscript | SmallCaps | Link | Foreign | Abbreviation | LineBreak | Cite
Inlines: TypeAlias = tuple[Inline, ...]

# --- blocks ----------------------------------------------------------------------------------------------------

#: What a paragraph is for; each role is one named paragraph style in Word and one class in HTML.
Role = Literal[
    "title",  # the brief's title
    "standfirst",  # one sentence under it that answers the question
    "facts",  # the thin line: for whom, as of when, from which sources
    "key-message",  # one key message, in the box
    "body",  # running text
    "attribution",  # whose view the paragraphs below are
    "figure-value",  # one number set large
    "figure-label",  # what it measures
    "recommendation",  # what to do, in the recommendations table
    "cell",  # any other text in a table's cell
    "glossary",  # an acronym and what it stands for
    "reference",  # an entry of the list of sources
    "colophon",  # how this brief was made
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of level 1 to 3 below the brief's title."""

    id: str
    level: Literal[1, 2, 3]
    inlines: Inlines
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph with a role."""

    id: str
    role: Role
    inlines: Inlines
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list, ordered or not; each entry is one paragraph with an id of its own."""

    id: str
    ordered: bool
    entries: tuple[Paragraph, ...]
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A table cell: its paragraphs, whether it heads its row, and over how many columns it goes."""

    paragraphs: tuple[Paragraph, ...]
    heads: bool = False
    columns: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A table row; ``group`` rows name what the rows below them have in common."""

    id: str
    cells: tuple[Cell, ...]
    records: tuple[str, ...] = ()
    group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a header row; ``widths`` are the columns' shares, adding up to 1."""

    id: str
    kind: Literal["recommendations", "views", "plain"]
    caption: Inlines
    header: Row
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The key messages, set apart; ``title`` is its heading."""

    id: str
    title: Inlines
    paragraphs: tuple[Paragraph, ...]
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCard:
    """One figure at a glance: the number, and what it measures with date and citation."""

    id: str
    value: Paragraph
    label: Paragraph
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureStrip:
    """Two to four figures at a glance, side by side."""

    id: str
    cards: tuple[FigureCard, ...]
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The table of contents: headings down to ``depth``; a writer fills it from the brief's headings."""

    id: str
    title: Inlines
    depth: Literal[1, 2, 3] = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibliography:
    """The list of sources; each entry is a paragraph of role ``reference`` whose id is ``ref-`` + reference id."""

    id: str
    entries: tuple[Paragraph, ...]


Block: TypeAlias = Heading | Paragraph | Listing | Table | Box | FigureStrip | Contents | Bibliography
Blocks: TypeAlias = tuple[Block, ...]

# --- the brief -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteText:
    """What stands in one note: its number, its wording and the citation it words."""

    number: int
    inlines: Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTrace:
    """For the receipt: a record's digest and its evidence as ``source:passage`` and ``source:part:note``."""

    id: str
    digest: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A whole brief. ``language`` is BCP 47, ``as_of`` and ``created`` ISO 8601 dates, fixed by the input.

    ``blocks`` hold everything that is seen, the title among them; ``title`` and the rest are document
    properties. ``short_title`` and ``as_of_label`` ("As of December 2025") stand in the running head.
    """

    id: str
    title: str
    short_title: str
    subject: str
    audience: str
    author: str
    language: str
    as_of: str
    as_of_label: str
    keywords: tuple[str, ...]
    blocks: Blocks
    notes: tuple[NoteText, ...] = ()
    traces: tuple[RecordTrace, ...] = ()
