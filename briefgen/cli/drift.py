"""``briefgen drift``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from briefgen.build.desk.documents import folders
from briefgen.build.shelf.editions import Edition
from briefgen.build.shelf.following import renumbered
from briefgen.build.shelf.importing import foresee_import
from briefgen.cli.drifting import said_of, tell
from briefgen.cli.options import everywhere, json_option, source_ids
from briefgen.cli.printing import print_json
from briefgen.cli.session import Session
from briefgen.config.load import load_settings
from briefgen.corpus.drift import Drift
from briefgen.corpus.load import load_corpus
from briefgen.corpus.records import Corpus
from briefgen.corpus.sources import Source
from briefgen.diagnostics import did_you_mean, render
from briefgen.errors import CorpusError, DocumentError, Place, Problem
from briefgen.workspace import digest, read_document

#: Exit code that says that something is not as it was.
DRIFTED = 20


@click.command("drift")
@click.argument("what", metavar="[SOURCE|DOCUMENT]", default="", shell_complete=source_ids)
@click.option("--id", "source_id", metavar="ID", help="DOCUMENT is this source's (default: from the file's name).")
@json_option
@everywhere
@click.pass_obj
def command(session: Session, what: str, source_id: str | None, as_json: bool) -> int:
    """Look whether documents changed since they were imported, and what that would mean.

    Nothing is written. SOURCE is looked for in the desk's document folders, as are all sources if none is named; DOCUMENT is a file, such
    as a new edition that was not imported yet. Exits with 20 where anything is not as it was.
    """
    session.tell("load", "the corpus")
    corpus = load_corpus(session.desk)
    work = _Looking(session, corpus)
    if what and (Path(what).is_file() or (what not in corpus.sources and Path(what).suffix)):
        name = source_id or Path(what).stem
        work.one(_known(corpus, name), read_document(Path(what)), Path(what).name)
    elif what:
        work.of_source(_known(corpus, what))
    else:
        work.every()
    session.close()
    work.print(as_json=as_json)
    return DRIFTED if work.drifted else 0


def _known(corpus: Corpus, name: str) -> Source:
    if name in corpus.sources:
        return corpus.sources[name]
    hint = did_you_mean(name, corpus.sources) or "name the source that the document belongs to: --id ID"
    raise CorpusError(Problem(f"no source '{name}' in corpus/sources", hint))


@dataclass(frozen=True, slots=True)
class _Looked:
    source: str
    edition: Edition | None  # None: the document is, byte for byte, the one that was imported


class _Looking:
    """The sources looked at in one call."""

    def __init__(self, session: Session, corpus: Corpus) -> None:
        self._session = session
        self._corpus = corpus
        self._looked: list[_Looked] = []

    @property
    def drifted(self) -> bool:
        return any(one.edition is not None and one.edition.drift.drifted for one in self._looked)

    def every(self) -> None:
        """Look at every source whose document is at hand; say which are not."""
        for source in self._corpus.sources.values():
            try:
                self.of_source(source)
            except DocumentError as error:
                place = Place(f"corpus/sources/{source.id}/source.yaml")
                found = [Problem(one.message, one.hint, one.place or place, "warning") for one in error.problems]
                if not self._session.quiet:
                    click.echo(render(found), err=True)

    def of_source(self, source: Source) -> None:
        """Look at the document of a source in the desk's document folders; raises DocumentError."""
        looked = folders(self._session.desk, load_settings(self._session.desk))
        self.one(source, self._session.desk.document(source.document, looked), source.document)

    def one(self, source: Source, content: bytes, name: str) -> None:
        """Hold a document against what was kept of the source."""
        if digest(content) == source.document_digest:
            self._looked.append(_Looked(source.id, None))
            return
        self._session.tell("import", name)
        edition = foresee_import(self._session.desk, self._corpus, source, content, name)
        self._looked.append(_Looked(source.id, edition))

    def print(self, *, as_json: bool) -> None:
        if as_json:
            print_json([self._said(one) for one in self._looked])
            return
        for one in self._looked:
            if one.edition is None or not one.edition.drift.drifted:
                if not self._session.quiet:
                    same = (
                        "the document is the one that was imported" if one.edition is None else "nothing in it changed"
                    )
                    click.echo(f"{one.source}: {same}")
                continue
            click.echo(f"{one.source}: the document changed")
            followed = renumbered(self._corpus.records, one.edition.records)
            tell(one.edition.drift, one.edition.fresh, followed, one.edition.records)

    def _said(self, one: _Looked) -> dict[str, Any]:
        if one.edition is None:
            return said_of(Drift(source=one.source), (), (), {}) | {"document_changed": False}
        followed = renumbered(self._corpus.records, one.edition.records)
        said = said_of(one.edition.drift, one.edition.fresh, followed, one.edition.records)
        return said | {"document_changed": True}
