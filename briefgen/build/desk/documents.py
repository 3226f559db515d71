"""The documents that are at hand: where they are looked for, and their text."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefgen.config.schema import Settings
from briefgen.corpus.sources import Source
from briefgen.errors import DocumentError, Place, Problem
from briefgen.importers.means import Means
from briefgen.workspace import Workspace, digest

#: The environment variable with further document folders, separated as the system separates paths.
VARIABLE = "BRIEFGEN_SOURCES"


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHand:
    """Texts of documents by source id, and a warning for each source whose text is not to be had."""

    texts: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


def folders(workspace: Workspace, settings: Settings) -> tuple[str, ...]:
    """The folders where documents are looked for: those of the settings, then those of ``BRIEFGEN_SOURCES``."""
    named = workspace.setting(VARIABLE).split(os.pathsep)
    return (*settings.documents, *(folder for folder in named if folder))


def at_hand(workspace: Workspace, settings: Settings, sources: Iterable[Source]) -> AtHand:
    """The texts of the sources' documents, where they lie in a folder and are the ones that were imported.

    Offsets count in the imported document, so that a text of another digest is not used.
    """
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    looked = folders(workspace, settings)
    for source in sources:
        if not source.document:
            continue
        place = Place(f"corpus/sources/{source.id}/source.yaml")
        try:
            content = workspace.document(source.document, looked)
            if source.document_digest and digest(content) != source.document_digest:
                problems.append(_changed(source, place, _path(workspace, source.document, looked)))
                continue
            texts[source.id] = text_of_document(workspace, content, source)
        except DocumentError as error:
            problems += [Problem(one.message, one.hint, one.place or place, "warning") for one in error.problems]
    return AtHand(texts=texts, problems=tuple(problems))


def text_of_document(workspace: Workspace, content: bytes, source: Source) -> str:
    """The text that the offsets of a source's import count in; raises DocumentError where it cannot be read."""
    from briefgen.importers.formats import read_manuscript  # lazy: needed only where a document is read

    means = Means(workspace=workspace, tracked=source.tracked or "accept")
    return read_manuscript(content, source.document, means).text


def _path(workspace: Workspace, name: str, looked: Iterable[str]) -> str:
    """A document's path within the folder where it lies, as a person names it to 'briefgen import'."""
    for folder in looked:
        try:
            workspace.document(name, (folder,))
        except DocumentError:
            continue
        return f"{folder}/{name}"
    return name


def _changed(source: Source, place: Place, path: str) -> Problem:
    return Problem(
        f"the document '{source.document}' is not the one that was imported",
        f"run 'briefgen import {path} --id {source.id}', then look at what it reports",
        place,
    )
