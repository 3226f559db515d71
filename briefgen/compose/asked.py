"""What a config asks a brief to say, held against what a brief can hold; nothing is dropped in silence."""

from __future__ import annotations

from briefgen.config.schema import Config
from briefgen.corpus.records import Corpus
from briefgen.diagnostics import Problems, did_you_mean
from briefgen.errors import ConfigError

#: A brief's key messages are read in a minute, its figures at a glance.
MOST_MESSAGES, MOST_FIGURES = 5, 4


def hold(corpus: Corpus, config: Config) -> None:
    """Raise ConfigError with everything that a config asks to be said and that cannot be."""
    problems = Problems()
    _known(corpus, config, problems)
    if len(config.key_messages) > MOST_MESSAGES:
        message = f"{len(config.key_messages)} key messages are more than a reader keeps"
        problems.error(message, place=config.at("key-messages"), hint="keep the five that matter most")
    if len(config.figures) > MOST_FIGURES:
        message = f"{len(config.figures)} figures are more than a glance takes in"
        problems.error(message, place=config.at("figures"), hint="keep the four that tell most")
    for place, record in enumerate(config.figures):
        if record in corpus.records and corpus.records[record].figure is None:
            having = sorted(other.id for other in corpus.records.values() if other.figure)
            hint = did_you_mean(record, having) or "give the record a 'figure:', or name one that has it"
            problems.error(f"the record '{record}' has no figure", place=config.at(f"figures.{place}"), hint=hint)
    for place, asked in enumerate(config.disagreements):
        if len(set(asked.records)) < 2:
            where = asked.place or config.at(f"disagreements.{place}")
            problems.error("a disagreement has two sides", place=where, hint="name two records or more")
    problems.raise_errors(ConfigError)


def _known(corpus: Corpus, config: Config, problems: Problems) -> None:
    """Every record that the config names must be there."""
    named = [("answer", config.answer.rests_on), ("figures", config.figures)]
    named += [(f"context.{place}", said.rests_on) for place, said in enumerate(config.context)]
    named += [(f"key-messages.{place}", said.rests_on) for place, said in enumerate(config.key_messages)]
    named += [(f"disagreements.{place}", asked.records) for place, asked in enumerate(config.disagreements)]
    for key, records in named:
        for record in records:
            if record not in corpus.records:
                hint = did_you_mean(record, corpus.records) or "the ids are listed by 'briefgen records'"
                problems.error(f"there is no record '{record}'", place=config.at(key), hint=hint)
