"""Importing a document onto the desk, and what that changed for those who rest on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from briefgen.build.observe import Observed
from briefgen.config.load import load_settings
from briefgen.corpus.load import load_corpus
from briefgen.corpus.records import Corpus
from briefgen.corpus.sources import Source
from briefgen.errors import CorpusError
from briefgen.importers.document import Imported, import_document
from briefgen.importers.means import Means, Tracked
from briefgen.importers.storage import store
from briefgen.workspace import Workspace, digest, read_document

#: The files of a source that an import writes, and no person.
WRITTEN = ("passages.jsonl", "notes.jsonl", "references.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an import changed: files written; passages new, reworded (same id, other words) and gone, by id.

    ``records`` rest on a reworded passage or on one that is gone. ``first`` says that the source is new.
    """

    first: bool
    files: tuple[str, ...]
    added: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    records: tuple[str, ...] = ()


def import_source(
    workspace: Workspace, document: Path, source_id: str, tracked: Tracked | None = None
) -> tuple[Imported, Change]:
    """Read *document* and write its data to ``corpus/sources/<source_id>/``.

    *tracked* says how its tracked changes are read: as in the last import where nothing is said, and accepted in the
    first.

    Raises DocumentError where it cannot be read, CorpusError where the source's data on the desk has mistakes,
    BusyError where another import of the source is at work, OutputError where nothing can be written.
    """
    content = read_document(document)
    settings = load_settings(workspace)
    with workspace.hold(f"import-{source_id}"):
        corpus = _corpus(workspace, source_id)
        known = corpus.sources.get(source_id)
        key = settings.fingerprint_key
        means = Means(workspace=workspace, tracked=tracked or (known.tracked if known else "") or "accept")
        if known and known.document_digest == digest(content):
            known = _under_this_key(known, content, document.name, key, means)
        imported = import_document(content, source_id=source_id, name=document.name, key=key, known=known, means=means)
        files = store(workspace, imported.source)
    return imported, _change(corpus, known, imported.source, files)


def _under_this_key(known: Source, content: bytes, name: str, key: str, means: Means) -> Source:
    """The source with anchors under the desk's present key, where they were made under another one.

    The document must be the one that was imported: then a passage is known by its place, and keeps its id.
    """
    bare = replace(known, passages=(), notes=())
    fresh = import_document(content, source_id=known.id, name=name, key=key, known=bare, means=means).source.passages
    if not known.passages or {one.digest for one in known.passages} & {one.digest for one in fresh}:
        return known
    by_place = {one.spans: one for one in fresh}
    return replace(
        known,
        passages=tuple(
            replace(one, digest=by_place[one.spans].digest, fingerprint=by_place[one.spans].fingerprint)
            if one.spans in by_place
            else one
            for one in known.passages
        ),
    )


def _corpus(workspace: Workspace, source_id: str) -> Corpus:
    """The corpus as it is; where its files have mistakes, what a person wrote about the source alone.

    The files that an import writes are left out then, for an import is the way to mend them.
    """
    try:
        return load_corpus(workspace)
    except CorpusError:
        return load_corpus(_Handwritten(workspace, source_id))


class _Handwritten(Observed):
    """A desk without records, and without what imports wrote about one source."""

    def __init__(self, workspace: Workspace, source_id: str) -> None:
        super().__init__(workspace)
        self._left_out = ("corpus/records/", *(f"corpus/sources/{source_id}/{name}" for name in WRITTEN))

    def exists(self, path: str) -> bool:
        return not path.startswith(self._left_out) and super().exists(path)

    def files(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        return tuple(path for path in super().files(folder, suffix) if not path.startswith(self._left_out))


def _change(corpus: Corpus, known: Source | None, source: Source, files: tuple[str, ...]) -> Change:
    before = {one.id: one.digest for one in known.passages} if known else {}
    after = {one.id: one.digest for one in source.passages}
    reworded = tuple(name for name in after if name in before and before[name] != after[name])
    gone = tuple(name for name in before if name not in after)
    touched = {*reworded, *gone}
    return Change(
        first=known is None,
        files=files,
        added=tuple(name for name in after if name not in before),
        reworded=reworded,
        gone=gone,
        records=tuple(
            record.id
            for record in corpus.records.values()
            if any(one.source == source.id and touched.intersection(one.passages) for one in record.evidence)
        ),
    )
