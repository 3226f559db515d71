"""A document file into a source: the stages in their order, whatever the document's format.

``read`` (the format's reader) → ``divide`` (parts) → ``find_notes`` → ``find_calls`` → ``build_passages`` →
``kept_ids`` → ``cite`` (references). Nothing that stands in the document is dropped: every piece has a role in
``Imported.reading``, and what could not be read with confidence is a doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from briefgen.corpus.sources import CslItem, Name, Part, Source
from briefgen.importers.alignment import Alignment
from briefgen.importers.assembly import Assembly, PartDraft, with_works
from briefgen.importers.bylines import Byline, biographies, byline, signature
from briefgen.importers.calls import Calls, find_calls
from briefgen.importers.formats import read_manuscript
from briefgen.importers.headings import shared_headings
from briefgen.importers.identity import part_ids
from briefgen.importers.manuscript import OF_THE_FILE, Doubt, Given, Manuscript, NativeNote, Piece
from briefgen.importers.means import Means
from briefgen.importers.names import author, csl_name
from briefgen.importers.native import known_numbers, native_notes, notes_by_part
from briefgen.importers.notes import Notes, find_notes
from briefgen.importers.parts import Division, Segment, divide, editors
from briefgen.importers.passages import (
    build_imprint,
    build_passages,
    build_rows,
)
from briefgen.importers.sentences import alike, shown
from briefgen.workspace import digest as content_digest

_ROWS = ("acronyms", "abbreviations", "glossary")
_TAIL = "back-matter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one piece of the document was read as: a half-open stretch of its text, its line, and its role."""

    start: int
    end: int
    line: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A source as read from its document, what a person should look at, and the role of every piece.

    ``aligned`` says what became of the passages of the edition before, by the ids that they have now.
    """

    source: Source
    doubts: tuple[Doubt, ...]
    reading: tuple[Reading, ...] = ()
    aligned: Alignment = field(default_factory=Alignment)


def import_document(
    content: bytes, *, source_id: str, name: str, key: str, known: Source | None, means: Means | None = None
) -> Imported:
    """Read a source from a document's bytes.

    *name* is the file's name (its suffix tells the format), *key* keys digests and fingerprints, *known* is the
    source as the desk has it, whose ids and human-edited data are kept, *means* are what the format's reader may use.
    Raises DocumentError where the document cannot be read or its format is not known.
    """
    means = means or Means()
    manuscript = read_manuscript(content, name, means)
    division = divide(manuscript)
    drafts = _draft_parts(manuscript, division, known, key)
    assembly = Assembly(manuscript, source_id, key)
    for draft in drafts:
        assembly.add(draft)
    passages, notes = assembly.finish(known)
    notes, references, said = with_works(manuscript, notes, known)
    parts, doubts = _parts(drafts, known)
    source = Source(
        id=source_id,
        csl=known.csl if known else _work(source_id, manuscript.given, division, drafts),
        parts=parts,
        rights=known.rights if known else "locate",
        document=PurePosixPath(name).name,
        document_digest=content_digest(content),
        tracked=means.tracked if means.tracked == "reject" or (known and known.tracked) else "",
        perspective=known.perspective if known else "",
        passages=passages,
        notes=notes,
        references=references,
    )
    if source.rights == "locate":
        source = replace(source, passages=tuple(replace(passage, text="") for passage in passages))
    all_doubts = (*manuscript.doubts, *division.doubts, *_redated(manuscript, known), *doubts, *assembly.doubts, *said)
    found = sorted(all_doubts, key=lambda doubt: (doubt.line or 10**9, doubt.message))
    return Imported(
        source=source, doubts=tuple(found), reading=_reading(manuscript, division, drafts), aligned=assembly.aligned
    )


def _draft_parts(manuscript: Manuscript, division: Division, known: Source | None, key: str) -> list[PartDraft]:
    """Every part with its byline, notes, calls and passages."""
    given = notes_by_part(division.segments, manuscript.notes)
    numbers = [known_numbers(own, manuscript.text, known, key) if known and own else () for own in given]
    noted = [
        (segment, *_notes_and_calls(segment, own, shown))
        for segment, own, shown in zip(division.segments, given, numbers, strict=True)
    ]
    usual = shared_headings([notes.body for segment, notes, _ in noted if segment.matter == "body"])
    drafts = [_draft_part(segment, notes, calls, usual) for segment, notes, calls in noted]
    endnotes = sum(draft.segment.matter == "body" and bool(draft.notes.notes) for draft in drafts) > 1
    for draft in list(drafts):
        if draft.notes.after:
            drafts.insert(drafts.index(draft) + 1, _tail(draft, usual, own=endnotes))
    ids = part_ids([(draft.id, draft.segment.title) for draft in drafts], known.parts if known else ())
    for draft, kept in zip(drafts, ids, strict=True):
        draft.id = kept
    return drafts


def _notes_and_calls(segment: Segment, given: Sequence[NativeNote], known: Sequence[int]) -> tuple[Notes, Calls | None]:
    """A part's notes; their calls too where the format gives both."""
    if given:
        return native_notes(segment.pieces, given, known)
    return find_notes(segment.pieces), None


def _draft_part(segment: Segment, notes: Notes, calls: Calls | None, usual: frozenset[str]) -> PartDraft:
    """One part; *calls* are those that the format itself gives, and are looked for where it gives none."""
    body = list(notes.body)
    if segment.matter == "body":
        by = byline(body, segment.authors, usual)
        running = body[len(by.pieces) :]
    else:
        by = signature(body)
        running = body[: len(body) - len(by.pieces)]
    calls = calls or find_calls(body, [note.number for note in notes.notes])
    rows = segment.id in _ROWS
    passages = build_rows(body) if rows else build_passages(running, calls.calls, usual)
    return PartDraft(segment, segment.id, Byline() if rows else by, notes, calls, passages)


def _tail(draft: PartDraft, usual: frozenset[str], *, own: bool) -> PartDraft:
    """What stands after a part's last note: back matter, or more of the part where notes need not end it."""
    after = draft.notes.after
    segment = Segment(id=_TAIL, title="Back matter", matter="back", pieces=after)
    passages = build_imprint(after) if own else build_passages(after, (), usual)
    return PartDraft(segment, _TAIL, Byline(), find_notes(()), find_calls((), ()), passages)


def _parts(drafts: Sequence[PartDraft], known: Source | None) -> tuple[tuple[Part, ...], list[Doubt]]:
    """The parts; a known part stays as the person left it, and what the document says otherwise is a doubt."""
    lives = [draft for draft in drafts if draft.id.startswith("about-the-author")]
    persons = biographies([piece.text for draft in lives for piece in draft.segment.pieces])
    kept = {part.id: part for part in known.parts} if known else {}
    parts: list[Part] = []
    doubts: list[Doubt] = []
    for draft in drafts:
        segment = draft.segment
        authors = draft.byline.authors or (persons if segment.matter == "body" else ())
        read = Part(
            id=draft.id,
            title=segment.title,
            authors=authors,
            affiliations=draft.byline.affiliations,
            number=segment.number,
            group=segment.group,
            matter=segment.matter,
        )
        line = segment.heading.line if segment.heading else 0
        unsure = [replace(doubt, message=f"{draft.id}: {doubt.message}", line=line) for doubt in draft.byline.doubts]
        doubts += unsure if draft.id not in kept else _differences(read, kept[draft.id], line)
        parts.append(kept.get(draft.id, read))
    gone = [part for part in kept.values() if part.id not in {draft.id for draft in drafts}]
    doubts += [Doubt(message=f"the part '{part.id}' of source.yaml is not in the document") for part in gone]
    return (*parts, *gone), doubts


def _differences(read: Part, kept: Part, line: int) -> list[Doubt]:
    hint = "source.yaml was left as it is"
    doubts: list[Doubt] = []
    if alike(read.title, kept.title) < 0.97:
        said = f"{kept.id}: the document's title is '{read.title}', source.yaml says '{kept.title}'"
        doubts.append(Doubt(message=said, line=line, hint=hint))
    if read.authors and len(read.authors) != len(kept.authors):
        names = ", ".join(filter(None, (spelled(name) for name in read.authors)))
        doubts.append(Doubt(message=f"{kept.id}: the document names as authors {names}", line=line, hint=hint))
    return doubts


def _redated(manuscript: Manuscript, known: Source | None) -> list[Doubt]:
    """A doubt where the document bears another date than source.yaml, which an import leaves to its person."""
    read = manuscript.given.issued
    kept = known.csl.get("issued", {}).get("date-parts") if known else None
    if not read or not kept or any(doubt.message.startswith(OF_THE_FILE) for doubt in manuscript.doubts):
        return []
    said = tuple(int(part) for part in kept[0])
    if all(ours == theirs for ours, theirs in zip(said, read, strict=False)):
        return []
    dates = ["-".join(f"{part:02d}" for part in date) for date in (read, said)]
    message = f"the document's date is {dates[0]}, source.yaml says {dates[1]}"
    return [Doubt(message=message, hint="source.yaml was left as it is; correct 'issued' if this is a new edition")]


def spelled(name: Name) -> str:
    """A name in reading order, given names first."""
    return name.literal or " ".join(filter(None, (name.given, name.particle, name.family, name.suffix)))


def _work(source_id: str, given: Given, division: Division, drafts: Sequence[PartDraft]) -> CslItem:
    """The first bibliographic data of a source: what the document says of itself, else its cover.

    A person completes it in source.yaml.
    """
    chapters = [draft for draft in drafts if draft.segment.matter == "body"]
    title = given.title or (shown(division.cover[0].text) if division.cover else chapters[0].segment.title)
    kind = given.kind or ("book" if len(chapters) > 1 else "report")
    work: dict[str, Any] = {"id": source_id, "type": kind, "title": title}
    edited = editors(division.cover)
    if edited:
        work["editor"] = [csl_name(author(edited))]
    if given.authors and not edited and not any(draft.byline.authors for draft in chapters):
        work["author"] = [csl_name(author(name)) for name in given.authors]
    if given.issued:
        work["issued"] = {"date-parts": [list(given.issued)]}
    if given.publisher:
        work["container-title" if kind == "webpage" else "publisher"] = given.publisher
    if given.url:
        work["URL"] = given.url
    if given.language:
        work["language"] = given.language
    return work


def _reading(manuscript: Manuscript, division: Division, drafts: Sequence[PartDraft]) -> tuple[Reading, ...]:
    """The role of every piece of the document, in order."""
    roles: dict[Piece, str] = dict.fromkeys((*division.furniture, *manuscript.furniture), "furniture")
    own = [piece for note in manuscript.notes for piece in note.pieces]
    roles.update(dict.fromkeys(own, "note"))
    roles.update(dict.fromkeys(division.cover, "cover"))
    for draft in drafts:
        segment = draft.segment
        roles.update(dict.fromkeys(segment.opening, "opening"))
        roles.update(dict.fromkeys([segment.heading] if segment.heading else [], "title"))
        roles.update(dict.fromkeys(draft.notes.headings, "heading"))
        roles.update(dict.fromkeys(draft.byline.pieces, "byline"))
        roles.update(dict.fromkeys(draft.passages.headings, "heading"))
        roles.update(dict.fromkeys(draft.passages.furniture, "furniture"))
        for passage in draft.passages.drafts:
            roles.update(dict.fromkeys(passage.pieces, passage.kind))
    noted = [span for draft in drafts for note in draft.notes.notes for span in note.spans]
    pieces = sorted((*manuscript.pieces, *manuscript.furniture, *own), key=lambda piece: piece.start)
    for piece in pieces:
        if any(piece.start <= start < piece.end for start, _ in noted):
            roles.setdefault(piece, "note")
    return tuple(
        Reading(start=piece.start, end=piece.end, line=piece.line, role=roles.get(piece, "unread")) for piece in pieces
    )
