"""Pieces into whole passages: joined over page breaks and pull quotes, with their section and kind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefgen.corpus.sources import PassageKind
from briefgen.importers.headings import Headings
from briefgen.importers.manuscript import Call, Doubt, Piece
from briefgen.importers.quotes import LONGEST, Repeated, pull_quotes
from briefgen.importers.sentences import bare, in_capitals, is_open, shown, starts_inside

_PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–— ]*(?:\d{1,4}|[ivxlc]{1,7})[-–— ]*", re.IGNORECASE)
_LISTED = re.compile(r"(?:\(?(?:\d{1,2}|[a-z])\)|\d{1,2}\.)\s+\S")


@dataclass(slots=True)
class Draft:
    """A passage in the making: its pieces, and what is known of it before it gets an id."""

    kind: PassageKind
    section: tuple[str, ...]
    pieces: list[Piece] = field(default_factory=list)
    repeats: Repeated | None = None

    @property
    def line(self) -> int:
        return self.pieces[0].line

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        return tuple((piece.start, piece.end) for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passages:
    """A part's passages in reading order, the headings and page furniture between them, and doubts."""

    drafts: tuple[Draft, ...]
    headings: tuple[Piece, ...]
    furniture: tuple[Piece, ...]
    doubts: tuple[Doubt, ...]


def unmarked(piece: Piece, calls: Sequence[Call]) -> str:
    """The text of a piece without its note marks."""
    text, position = "", piece.start
    for call in calls[bisect_left(calls, piece.start, key=_start) :]:
        if call.start >= piece.end:
            break
        if call.start >= position:
            text += piece.text[position - piece.start : call.start - piece.start]
            position = call.end
    return text + piece.text[position - piece.start :]


def _start(call: Call) -> int:
    return call.start


def joined(texts: Sequence[str]) -> str:
    """The pieces of one passage as one text: a space between them, nothing after a word's hyphen."""
    whole = ""
    for text in texts:
        hyphenated = whole.endswith("-") and whole[-2:-1].isalpha()
        whole += text if not whole or hyphenated else f" {text}"
    return whole


def build_passages(pieces: Sequence[Piece], calls: Sequence[Call], usual: frozenset[str]) -> Passages:
    """The passages of a part of running text."""
    texts = {piece: unmarked(piece, calls) for piece in pieces}
    furniture = [piece for piece in pieces if not piece.text or _PAGE_NUMBER.fullmatch(piece.text.strip())]
    kept = [piece for piece in pieces if piece not in furniture]
    candidates = [piece for piece in kept if _may_be_quote(piece, texts[piece])]
    builder = _Builder(texts, kept, usual, pull_quotes(candidates, kept, texts))
    for piece in kept:
        builder.take(piece)
    builder.close()
    told = {piece for draft in builder.drafts for piece in draft.pieces}
    for draft in builder.drafts:
        if draft.repeats and draft.repeats.piece not in told:  # what it repeats turned out to be a heading
            draft.kind, draft.repeats = "paragraph", None
    return Passages(
        drafts=tuple(builder.drafts),
        headings=tuple(builder.read_headings),
        furniture=(*furniture, *builder.furniture),
        doubts=tuple(builder.doubts),
    )


def build_rows(pieces: Sequence[Piece]) -> Passages:
    """The rows of a list such as that of acronyms: one passage a line."""
    drafts = [Draft(kind="table", section=(), pieces=[piece]) for piece in pieces]
    return Passages(drafts=tuple(drafts), headings=(), furniture=(), doubts=())


def build_imprint(pieces: Sequence[Piece]) -> Passages:
    """Text behind the last part without a heading of its own: one passage a block."""
    drafts: list[Draft] = []
    for piece in pieces:
        if drafts and not piece.gap and not piece.marker:
            drafts[-1].pieces.append(piece)
        else:
            drafts.append(Draft(kind="front-matter", section=(), pieces=[piece]))
    for draft in drafts:
        if not is_open(draft.pieces[-1].text):
            draft.kind = "paragraph"
    line = pieces[0].line
    doubt = Doubt(message="text without a heading follows the last notes; it was read as back matter", line=line)
    return Passages(drafts=tuple(drafts), headings=(), furniture=(), doubts=(doubt,))


def _may_be_quote(piece: Piece, text: str) -> bool:
    """A pull quote is whole sentences, without a list marker or note marks, and not long."""
    whole = not is_open(text) and not starts_inside(text)
    set_apart = not (piece.marker or piece.row)
    return whole and set_apart and piece.text == text and not in_capitals(text) and len(text.split()) <= LONGEST


class _Builder:
    """Takes the pieces of a part in reading order and keeps the passage that is still open."""

    def __init__(
        self,
        texts: Mapping[Piece, str],
        pieces: Sequence[Piece],
        usual: frozenset[str],
        quotes: Mapping[Piece, Repeated],
    ) -> None:
        self._texts = texts
        self._quotes = quotes
        self._headings = Headings(texts, [piece for piece in pieces if piece not in quotes], usual)
        self._current: Draft | None = None
        self.drafts: list[Draft] = []
        self.read_headings: list[Piece] = []
        self.furniture: list[Piece] = []
        self.doubts: list[Doubt] = []

    def take(self, piece: Piece) -> None:
        repeated = self._quotes.get(piece)
        if repeated:
            self._quote(piece, repeated)
            return
        if self._is_open() and bare(self._texts[piece]) in map(bare, self._headings.path):
            self.furniture.append(piece)
            return
        heading = self._headings.read(piece, sentence_is_open=self._is_open())
        if heading:
            self.close()
            self._headings.enter(heading)
            self.read_headings.append(piece)
        elif self._current and self._continues(piece, self._current):
            self._current.pieces.append(piece)
        else:
            self._begin(piece)

    def close(self) -> None:
        """End the passage that is open; one that breaks off is a doubt, unless it is whole or an item of a list."""
        if self._is_open() and self._current and self._current.kind == "paragraph":
            last = self._current.pieces[-1]
            hint = "look whether more of it stands elsewhere"
            if not last.whole:
                self._doubt(f"the paragraph breaks off: '…{last.text[-40:]}'", last, hint)
        self._current = None

    def _begin(self, piece: Piece) -> None:
        self.close()
        text = self._texts[piece]
        if starts_inside(text) and not (piece.marker or piece.row):
            self._doubt(f"a paragraph begins within a sentence: '{text[:40]}…'", piece, "look for its beginning")
        listed: PassageKind = "list-item" if piece.marker or _LISTED.match(text) else "paragraph"
        kind: PassageKind = "table" if piece.row else listed
        self._current = Draft(kind=kind, section=self._headings.path, pieces=[piece])
        self.drafts.append(self._current)

    def _quote(self, piece: Piece, repeated: Repeated) -> None:
        self.drafts.append(Draft(kind="pull-quote", section=self._headings.path, pieces=[piece], repeats=repeated))

    def _is_open(self) -> bool:
        return self._current is not None and is_open(self._texts[self._current.pieces[-1]])

    def _continues(self, piece: Piece, current: Draft) -> bool:
        """Whether *piece* goes on with the open passage.

        A whole paragraph goes on only where it begins as the middle of a sentence: a page broke it in two before
        it came into this format. A row of a table never does.
        """
        if piece.marker or not self._is_open() or piece.row or current.pieces[-1].row:
            return False
        if piece.whole:
            return starts_inside(self._texts[piece])
        return current.kind == "paragraph" or starts_inside(self._texts[piece])

    def _doubt(self, message: str, piece: Piece, hint: str) -> None:
        self.doubts.append(Doubt(message=shown(message), line=piece.line, hint=hint))
