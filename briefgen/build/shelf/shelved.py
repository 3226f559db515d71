"""The sources' documents, in their folders and at their addresses, against what was imported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefgen.build.desk.documents import folders
from briefgen.config.schema import Settings
from briefgen.corpus.shapes import SOURCE
from briefgen.diagnostics import Problems
from briefgen.errors import BriefgenError, CorpusError, DocumentError
from briefgen.workspace import FoundDocument, Workspace, digest
from briefgen.yamlsource import decoded, parse, read

_FOLDER = "corpus/sources"
_FILE = "source.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A source's document as it was imported: its file's name (empty: none) and the SHA-256 of its bytes."""

    source: str
    document: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A document that is not the one that was imported: where it lies now, and the digest of its bytes."""

    source: str
    name: str
    place: Path
    digest: str
    address: str = ""


def shelved(workspace: Workspace) -> dict[str, Shelved]:
    """Every source of the desk by its id; those whose file has mistakes are left out (a build tells them)."""
    found: dict[str, Shelved] = {}
    for path in workspace.files(_FOLDER, _FILE):
        source = path.removeprefix(f"{_FOLDER}/").removesuffix(f"/{_FILE}")
        try:
            node = parse(decoded(workspace.read(path), path, CorpusError), path, CorpusError)
        except BriefgenError:
            continue
        values = read(node, SOURCE, Problems())
        if isinstance(values, dict) and "/" not in source:
            said: Mapping[str, str] = values
            found[source] = Shelved(
                source=source, document=said.get("document", ""), digest=said.get("document_digest", "")
            )
    return found


class Shelf:
    """The desk's document folders. A document is read again only when it was probably written anew."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._read: dict[FoundDocument, str] = {}

    def changed(self, settings: Settings, sources: Mapping[str, Shelved]) -> tuple[Changed, ...]:
        """The documents that differ from what was imported; those that are not there are no change."""
        looked = folders(self._workspace, settings)
        found: list[Changed] = []
        for one in sources.values():
            if not one.document or not one.digest:
                continue
            try:
                there = self._workspace.find_document(one.document, looked)
                if there not in self._read:
                    self._read[there] = digest(self._workspace.document(one.document, looked))
            except DocumentError:
                continue
            now = self._read[there]
            if now != one.digest:
                found.append(Changed(source=one.source, name=one.document, place=Path(there.place), digest=now))
        return tuple(found)
