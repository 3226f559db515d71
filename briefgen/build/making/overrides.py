"""A config's other words for records: the corpus and the selection as this one brief has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefgen.config.schema import Config, Override
from briefgen.corpus.records import Corpus, KeyFigure, Record
from briefgen.errors import Problem
from briefgen.select.selection import Selection


def reworded(corpus: Corpus, config: Config) -> Corpus:
    """*corpus* with the words that *config* has for some of its records; the very same where it has none."""
    changed = {
        override.record: _reworded(corpus.records[override.record], override)
        for override in config.overrides
        if override.record in corpus.records
    }
    return replace(corpus, records={**corpus.records, **changed}) if changed else corpus


def reselected(selection: Selection, corpus: Corpus) -> Selection:
    """*selection* with the records as *corpus* has them: what was chosen, and why, stays as it was."""
    return replace(
        selection,
        chosen=tuple(replace(choice, record=corpus.records[choice.record.id]) for choice in selection.chosen),
    )


def _reworded(record: Record, override: Override) -> Record:
    figure = record.figure
    if override.value or override.label:
        known = figure or KeyFigure(value="", label="")
        figure = replace(known, value=override.value or known.value, label=override.label or known.label)
    return replace(
        record,
        headline=override.headline or record.headline,
        text=override.text or record.text,
        action=override.action or record.action,
        figure=figure,
        place=override.place,
        places="",
    )


def without_use(config: Config, used: tuple[str, ...]) -> Iterator[Problem]:
    """A warning for each override of a record that the brief does not use."""
    for override in config.overrides:
        if override.record not in used:
            yield Problem(
                f"the override of '{override.record}' reaches nothing: the brief does not use the record",
                "delete it, or pin the record",
                override.place,
                "warning",
            )
