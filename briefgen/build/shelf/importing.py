"""Importing a document onto the desk, and what that changed for those who rest on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from briefgen.build.desk.observe import Observed
from briefgen.build.shelf.editions import Edition, Given, edition_of, next_edition, with_texts
from briefgen.build.shelf.following import Renumbered, edited_files, renumbered, unproved
from briefgen.config.load import load_settings
from briefgen.config.schema import Settings
from briefgen.corpus.drift import Drift
from briefgen.corpus.load import load_corpus
from briefgen.corpus.records import Corpus, Record
from briefgen.corpus.sources import Flag, Source
from briefgen.errors import CorpusError
from briefgen.importers.document import Imported
from briefgen.importers.means import Means, Tracked
from briefgen.importers.storage import contents_of, flag_lines, put, store
from briefgen.workspace import Workspace, digest, read_document

#: The files of a source that an import writes, and no person.
WRITTEN = ("passages.jsonl", "notes.jsonl", "references.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an import changed: files written; what became of the source; records flagged, and those that followed.

    ``first`` says that the source is new: there is no drift then. ``flags`` are those that were not there before,
    ``followed`` numbers of notes that were brought up to date in the records. ``whole`` is false where mistakes in
    the corpus kept the records from being looked at.
    """

    first: bool
    files: tuple[str, ...]
    drift: Drift
    flags: tuple[Flag, ...] = ()
    followed: tuple[Renumbered, ...] = ()
    records: Mapping[str, Record] = field(default_factory=dict)
    whole: bool = True


def import_source(
    workspace: Workspace, document: Path, source_id: str, tracked: Tracked | None = None
) -> tuple[Imported, Change]:
    """Read *document* and write its data to ``corpus/sources/<source_id>/``.

    Of a source that the desk knows, what the new edition changed is found out: evidence follows, and records that
    rest on what is not as it was are flagged.

    *tracked* says how its tracked changes are read: as in the last import where nothing is said, and accepted in the
    first.

    Raises DocumentError where it cannot be read, CorpusError where the source's data on the desk has mistakes,
    BusyError where another import of the source is at work, OutputError where nothing can be written.
    """
    content = read_document(document)
    settings = load_settings(workspace)
    with workspace.hold(f"import-{source_id}"):
        corpus, whole = _corpus(workspace, source_id, digest(content))
        known = corpus.sources.get(source_id)
        given = _given(workspace, settings, content, document.name, tracked or (known.tracked if known else ""))
        if known is None:
            imported = given.read(source_id, None)
            files = store(workspace, imported.source)
            return imported, Change(first=True, files=files, drift=Drift(source=source_id))
        known = _comparable(workspace, settings, known, given)
        edition = next_edition(given, corpus, known)
        edition, edited = _prepared(workspace, edition, corpus, known)
        source = edition.source if whole else replace(edition.source, flags=known.flags)
        files = _write(workspace, source, edited, _unfollowed_flags(edition, corpus, known))
    return edition.imported, Change(
        first=False,
        files=files,
        drift=edition.drift,
        flags=edition.fresh,
        followed=renumbered(corpus.records, edition.records),
        records=edition.records,
        whole=whole,
    )


def foresee_import(workspace: Workspace, corpus: Corpus, known: Source, content: bytes, name: str) -> Edition:
    """What importing *content* as the next edition of a source would find. Nothing is written.

    Raises DocumentError where it cannot be read.
    """
    settings = load_settings(workspace)
    given = _given(workspace, settings, content, name, known.tracked)
    known = _comparable(workspace, settings, known, given)
    edition = next_edition(given, corpus, known)
    return _prepared(workspace, edition, corpus, known)[0]


def _given(
    workspace: Workspace, settings: Settings, content: bytes, name: str, tracked: Tracked | Literal[""]
) -> Given:
    means = Means(workspace=workspace, tracked=tracked or "accept")
    return Given(content=content, name=name, key=settings.fingerprint_key, means=means)


def _comparable(workspace: Workspace, settings: Settings, known: Source, given: Given) -> Source:
    """The known edition with whatever helps to compare it with what is *given*."""
    if known.document_digest == digest(given.content):
        return _under_this_key(known, given)
    return with_texts(workspace, settings, known)


def _prepared(
    workspace: Workspace, edition: Edition, corpus: Corpus, known: Source
) -> tuple[Edition, dict[str, bytes]]:
    """The edition, and the records' files with the new numbers of notes; what cannot be put there is left and flagged."""
    edited, left = edited_files(workspace, corpus.records, edition.records)
    if edited:
        left |= unproved(workspace, {**contents_of(workspace, edition.source), **edited}, edition.records)
    if not left:
        return edition, edited
    edition = edition_of(edition.imported, corpus, known, unfollowed=left)
    return edition, {file: content for file, content in edited.items() if file not in left}


def _unfollowed_flags(edition: Edition, corpus: Corpus, known: Source) -> tuple[Flag, ...]:
    """The flags as they would be if no number of a note were brought up to date."""
    files = frozenset(record.place.file for record in corpus.records.values() if record.place)
    return edition_of(edition.imported, corpus, known, unfollowed=files).source.flags


def _write(
    workspace: Workspace, source: Source, edited: Mapping[str, bytes], unfollowed: tuple[Flag, ...]
) -> tuple[str, ...]:
    """Write the source, then the records' files; a run cut short in between leaves the records flagged."""
    flags = f"corpus/sources/{source.id}/flags.jsonl"
    if not edited:
        return store(workspace, source)
    before = workspace.read(flags) if workspace.exists(flags) else b""
    files = [file for file in store(workspace, replace(source, flags=unfollowed)) if file != flags]
    for file, content in edited.items():
        workspace.write(file, content)
    put(workspace, flags, flag_lines(source.flags))
    after = workspace.read(flags) if workspace.exists(flags) else b""
    return (*([flags] if before != after else []), *files, *edited)


def _under_this_key(known: Source, given: Given) -> Source:
    """The source with anchors under the desk's present key, where they were made under another one.

    The document must be the one that was imported: then passages and notes are known by their places, and keep their
    ids. What is gone keeps its old anchors, and is not known again.
    """
    bare = replace(known, passages=(), notes=(), gone=(), gone_notes=(), flags=())
    fresh = given.read(known.id, bare).source
    if not known.passages or {one.digest for one in known.passages} & {one.digest for one in fresh.passages}:
        return known
    places = {one.spans: one for one in fresh.passages}
    note_places = {one.spans: one for one in fresh.notes}
    digests = {one.digest: places[one.spans].digest for one in known.passages if one.spans in places}
    digests |= {one.digest: note_places[one.spans].digest for one in known.notes if one.spans in note_places}
    return replace(
        known,
        passages=tuple(
            replace(one, digest=places[one.spans].digest, fingerprint=places[one.spans].fingerprint)
            if one.spans in places
            else one
            for one in known.passages
        ),
        notes=tuple(replace(one, digest=digests.get(one.digest, one.digest)) for one in known.notes),
        flags=tuple(
            replace(
                one,
                now=digests.get(one.now, one.now),
                confirmed=digests.get(one.confirmed, one.confirmed),
            )
            for one in known.flags
        ),
    )


def _corpus(workspace: Workspace, source_id: str, document: str) -> tuple[Corpus, bool]:
    """The corpus as it is, and that it is whole; where its files have mistakes, what is sound of it.

    An import is the way to mend the files that imports write; they are left out then, and the records with them. But
    where only the records have mistakes and the *document* (by its digest) is a new edition, they are to be mended
    first: else nobody would be told which of them it concerns.
    """
    try:
        return load_corpus(workspace), True
    except CorpusError as error:
        try:
            corpus = load_corpus(_Handwritten(workspace, ("corpus/records/",)))
        except CorpusError:
            corpus = Corpus()
        known = corpus.sources.get(source_id)
        if known and known.passages:
            if known.document_digest != document:
                raise error from None
            return corpus, False
    written = (f"corpus/sources/{source_id}/{name}" for name in WRITTEN)
    return load_corpus(_Handwritten(workspace, ("corpus/records/", *written))), False


class _Handwritten(Observed):
    """A desk without the files and folders whose paths begin in certain ways."""

    def __init__(self, workspace: Workspace, left_out: tuple[str, ...]) -> None:
        super().__init__(workspace)
        self._left_out = left_out

    def exists(self, path: str) -> bool:
        return not path.startswith(self._left_out) and super().exists(path)

    def files(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        return tuple(path for path in super().files(folder, suffix) if not path.startswith(self._left_out))
