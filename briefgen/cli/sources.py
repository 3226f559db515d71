"""A source that a user names, and its document's text where it is at hand."""

from __future__ import annotations

import click

from briefgen.build.desk.documents import at_hand
from briefgen.cli.session import Session
from briefgen.config.load import load_settings
from briefgen.corpus.load import load_corpus
from briefgen.corpus.records import Corpus
from briefgen.corpus.sources import Source
from briefgen.diagnostics import did_you_mean, render
from briefgen.errors import CorpusError, Problem


def named_source(session: Session, name: str) -> tuple[Corpus, Source]:
    """The corpus and its source *name*; raises CorpusError where there is none."""
    session.tell("load", "the corpus")
    corpus = load_corpus(session.desk)
    if name not in corpus.sources:
        known = ", ".join(corpus.sources) or "none yet; 'briefgen import DOCUMENT --id ID' makes one"
        hint = did_you_mean(name, corpus.sources) or f"there are: {known}"
        raise CorpusError(Problem(f"no source '{name}' in corpus/sources", hint))
    return corpus, corpus.sources[name]


def text_at_hand(session: Session, source: Source) -> str | None:
    """The source's text, or None: then a warning says why, unless the run is quiet."""
    found = at_hand(session.desk, load_settings(session.desk), [source])
    if found.problems and not session.quiet:
        click.echo(render(found.problems), err=True)
    return found.texts.get(source.id)
