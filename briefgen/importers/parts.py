"""Where the parts of a document begin and end: front matter, chapters, back matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from briefgen.importers.contents import SAME_TITLE, Contents, Entry, table_of_contents
from briefgen.importers.manuscript import Doubt, Manuscript, Piece
from briefgen.importers.opening import Opening, opening_of, opens_body
from briefgen.importers.sentences import alike, bare, shown, starts_inside

Matter = Literal["front", "body", "back"]

#: What the one part of a document without chapters is called.
WHOLE = "report"

_MATTER = re.compile(
    r"(?:foreword|preface|acknowledge?ments?|(?:list of )?(?:acronyms|abbreviations|figures|tables)|glossary|imprint|"
    r"about (?:the|this|our) .{3,40}|about us)",
    re.IGNORECASE,
)
_EDITED = re.compile(r"^(?P<names>.+?)\s*\((?:eds?|editors?|hrsg)\.?\)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The pieces of one part. ``opening`` are the pieces of the group page before a chapter's title."""

    id: str
    title: str
    matter: Matter
    pieces: tuple[Piece, ...]
    heading: Piece | None = None
    number: str = ""
    group: str = ""
    authors: str = ""
    opening: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A document cut into parts. ``cover`` are the pieces before all parts, ``furniture`` what belongs to none."""

    segments: tuple[Segment, ...]
    cover: tuple[Piece, ...]
    furniture: tuple[Piece, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """An entry of the table of contents and the piece that it names."""

    entry: Entry
    position: int


def divide(manuscript: Manuscript) -> Division:
    """The parts of a document: after its table of contents where it has one, else after its headings."""
    contents = table_of_contents(manuscript.pieces)
    before = manuscript.pieces[: contents.start] if contents else manuscript.pieces
    opening = opening_of(before, manuscript.given.title, listed=bool(contents))
    if contents and any(entry.authors for entry in contents.entries):
        return _by_contents(manuscript.pieces, contents, opening)
    return _by_headings(manuscript.pieces, contents, opening)


def editors(cover: Sequence[Piece]) -> str:
    """The names before "(ed.)" on the cover, or nothing."""
    for piece in cover:
        found = _EDITED.match(shown(piece.text))
        if found:
            return found["names"]
    return ""


def _by_contents(pieces: Sequence[Piece], contents: Contents, opening: Opening) -> Division:
    doubts: list[Doubt] = []
    places: list[_Place] = []
    position = contents.end
    for entry in contents.entries:
        found = _find(pieces, entry, position)
        if found is None:
            hint = "give it a heading of its own in the document, or leave it"
            doubts.append(Doubt(message=f"no heading for '{entry.title}'", line=entry.line, hint=hint))
            continue
        if alike(pieces[found].text, entry.title) < 0.97:
            printed = shown(pieces[found].text)
            message = f"the table of contents calls this part '{entry.title}', its heading says '{printed}'"
            doubts.append(Doubt(message=message, line=pieces[found].line, hint="the heading was taken"))
        places.append(_Place(entry=entry, position=found))
        position = found + 1
    if not any(place.entry.authors for place in places):
        whole = _by_headings(pieces, contents, opening)
        return replace(whole, doubts=(*doubts, *whole.doubts))
    segments, furniture = _segments(pieces, places)
    listed = tuple(pieces[contents.start : contents.end])
    return Division(
        segments=tuple(segments),
        cover=tuple(pieces[: contents.start]),
        furniture=listed + tuple(pieces[contents.end : places[0].position]) + tuple(furniture),
        doubts=tuple(doubts),
    )


def _find(pieces: Sequence[Piece], entry: Entry, position: int) -> int | None:
    """The piece from *position* on that bears the entry's title best; the first of equals."""
    best, score = None, SAME_TITLE
    for candidate in range(position, len(pieces)):
        piece = pieces[candidate]
        if piece.marker or len(piece.text) > 2 * len(entry.title) + 40:
            continue
        likeness = alike(piece.text, entry.title)
        if likeness > score:
            best, score = candidate, likeness
            if likeness == 1.0:
                break
    return best


def _segments(pieces: Sequence[Piece], places: Sequence[_Place]) -> tuple[list[Segment], list[Piece]]:
    """A segment for each entry that is no group; a group's own pieces open the chapter after it."""
    chapters = [place for place in places if place.entry.authors]
    first, last = chapters[0].position, chapters[-1].position
    segments: list[Segment] = []
    furniture: list[Piece] = []
    group, opening = "", tuple[Piece, ...]()
    for place, following in zip(places, [*places[1:], None], strict=True):
        own = pieces[place.position + 1 : following.position if following else len(pieces)]
        heading = pieces[place.position]
        inside = first <= place.position <= last
        if not place.entry.authors and place.entry.number and following and following.position <= last:
            group, opening = shown(heading.text), (heading, *own)
            continue
        matter: Matter = "body" if place.entry.authors or inside else "front" if place.position < first else "back"
        number = sum(segment.matter == "body" for segment in segments) + 1
        kept, running = _without_running_heads(own, (bare(heading.text), bare(group)))
        furniture += running
        segments.append(
            Segment(
                id=f"ch{number:02d}" if matter == "body" else part_id(heading.text),
                title=shown(heading.text),
                matter=matter,
                pieces=kept,
                heading=heading,
                number=str(number) if matter == "body" else "",
                group=group if matter == "body" else "",
                authors=place.entry.authors,
                opening=opening,
            )
        )
        opening = ()
    return segments, furniture


def _without_running_heads(pieces: Sequence[Piece], titles: Sequence[str]) -> tuple[tuple[Piece, ...], list[Piece]]:
    """The pieces of a part, and apart from them its title as it is repeated at the head of pages."""
    running = [piece for piece in pieces if bare(piece.text) in titles and bare(piece.text)]
    return tuple(piece for piece in pieces if piece not in running), running


def _by_headings(pieces: Sequence[Piece], contents: Contents | None, opening: Opening) -> Division:
    """One part, and the front and back matter that its usual headings tell."""
    start = contents.end if contents else opening.end
    cuts = [position for position in range(start, len(pieces)) if _heads_matter(pieces, position)]
    body = _body_start(pieces, cuts, start)
    bounds = sorted({body, *cuts})
    segments: list[Segment] = []
    running: list[Piece] = []
    for position, end in zip(bounds, [*bounds[1:], len(pieces)], strict=True):
        heading = pieces[position] if position in cuts else opening.heading
        title = heading.text if heading else opening.title
        own, repeated = _without_running_heads(pieces[position + (position in cuts) : end], (bare(title),))
        running += repeated
        if not own:
            running += [heading] if heading and position in cuts else []
            continue
        segments.append(
            Segment(
                id=part_id(title) if position in cuts else WHOLE,
                title=shown(title),
                matter="body" if position == body else "front" if position < body else "back",
                pieces=own,
                heading=heading,
            )
        )
    listed = tuple(pieces[contents.start : contents.end]) if contents else ()
    cover = tuple(pieces[: contents.start if contents else opening.end])
    return Division(segments=tuple(segments), cover=cover, furniture=listed + tuple(running), doubts=opening.doubts)


def _heads_matter(pieces: Sequence[Piece], position: int) -> bool:
    """Whether the piece is a heading of front or back matter, and not the rest of an open sentence."""
    if not _MATTER.fullmatch(shown(pieces[position].text)):
        return False
    following = pieces[position + 1].text if position + 1 < len(pieces) else ""
    return bool(following) and not starts_inside(following)


def _body_start(pieces: Sequence[Piece], cuts: Sequence[int], start: int) -> int:
    """Where the body begins: at the start, or after front matter at the first heading that usually opens a body."""
    if not cuts or cuts[0] > start + 3:
        return start
    for position in range(cuts[0] + 1, len(pieces)):
        if position not in cuts and opens_body(pieces[position].text):
            return position
    return start


def part_id(title: str) -> str:
    """A part's id from its title: ``List of acronyms`` is ``acronyms``, ``About the authors`` ``about-the-authors``."""
    folded = unicodedata.normalize("NFKD", shown(title)).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", folded.removeprefix("list of "))) or "part"
