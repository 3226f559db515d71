"""From the desk's files to a brief: load, select, check, compose. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from briefgen.brief import Brief
from briefgen.build.desk.briefs import Named
from briefgen.build.desk.observe import Observation, Observed
from briefgen.build.making.overrides import reselected, reworded, without_use
from briefgen.compose import compose
from briefgen.compose.template import load_template
from briefgen.config.load import load_config, load_settings
from briefgen.config.schema import FORMATS, Config, Format, Settings
from briefgen.corpus.check import Stated, Statement, check_corpus, check_statements, records_about
from briefgen.corpus.flags import flag_problems, lost, lost_problems, open_flags
from briefgen.corpus.load import load_corpus
from briefgen.corpus.records import Corpus
from briefgen.diagnostics import Problems, did_you_mean
from briefgen.errors import ConfigError, CorpusError, Place, Problem, SelectionError
from briefgen.select import select
from briefgen.select.selection import Selection
from briefgen.style import Style
from briefgen.workspace import Workspace, digest

WorkspaceT = TypeVar("WorkspaceT", bound=Workspace)

#: Told which verb begins (those of docs/architecture.md), and on what.
Tell = Callable[[str, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """A brief before it is written: the noun of every stage, what was observed on the way, and warnings.

    ``digest`` is the SHA-256 of the brief's whole content; ``flagged`` are the records in it that wait for a person.
    """

    config: Config
    selection: Selection
    brief: Brief
    style: Style
    digest: str
    observed: tuple[Observation, ...]
    warnings: tuple[Problem, ...] = ()
    flagged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a config asks for and what it gets."""

    corpus: Corpus
    settings: Settings
    config: Config
    selection: Selection


def compute(
    workspace: Workspace,
    named: Named,
    formats: tuple[str, ...],
    tell: Tell,
    load: Callable[[Observed], Corpus] = load_corpus,
) -> Computed:
    """The brief as it is now, with the style for its own formats and for *formats*; *load* gives the corpus.

    Raises CorpusError, ConfigError, SelectionError, TemplateError or CitationError with everything that is wrong.
    """
    observed = Observed(workspace)
    chosen = choose(observed, named.config, tell, load=load)
    warnings = check(chosen, tell)
    config = chosen.config
    tell("compose", f"the brief, with the template {config.template}")
    template = load_template(observed, config.template, replace(config, formats=wanted(config, formats)))
    brief = compose(chosen.corpus, config, chosen.settings, chosen.selection, template, observed)
    return Computed(
        config=config,
        selection=chosen.selection,
        brief=brief,
        style=template.style,
        digest=digest(repr(brief).encode()),
        observed=observed.observations,
        warnings=warnings,
        flagged=flagged_records(chosen),
    )


def choose(
    workspace: WorkspaceT,
    name: str,
    tell: Tell,
    loaded: Corpus | None = None,
    load: Callable[[WorkspaceT], Corpus] = load_corpus,
) -> Chosen:
    """The corpus (the one already *loaded*, or what *load* gives), the config that *name* means, what it selects.

    Raises ConfigError where the config names what the corpus does not have, SelectionError where what it asks for
    cannot be selected; CorpusError, DeskError.
    """
    tell("load", "the desk's settings and the config")
    settings = load_settings(workspace)
    config = load_config(workspace, name, settings)
    if loaded is None:
        tell("load", "the corpus")
    corpus = load(workspace) if loaded is None else loaded
    tell("select", f"from {len(corpus.records)} records")
    problems = Problems()
    _check_names(corpus, config, problems)
    named = tuple(record for record in named_records(config) if record in corpus.records)
    try:
        selection = select(corpus, config.select, corpus.audiences.get(config.audience), named, at=config.at)
    except SelectionError as error:
        problems.extend(error.problems)
        problems.raise_errors(SelectionError)
        raise
    problems.raise_errors(ConfigError)
    corpus = reworded(corpus, config)
    return Chosen(corpus=corpus, settings=settings, config=config, selection=reselected(selection, corpus))


def _check_names(corpus: Corpus, config: Config, problems: Problems) -> None:
    """The audience and the records that a config names must be in the corpus."""
    if config.audience not in corpus.audiences:
        hint = did_you_mean(config.audience, corpus.audiences) or f"there are: {', '.join(corpus.audiences)}"
        problems.error(
            f"no audience '{config.audience}' in corpus/audiences.yaml", place=config.at("audience"), hint=hint
        )
    overridden = ((f"overrides.{number}.record", one.record) for number, one in enumerate(config.overrides))
    for path, record in (*_named(config), *overridden):
        if record not in corpus.records:
            hint = did_you_mean(record, corpus.records) or "'briefgen records' lists them all"
            if record in corpus.skeletons:
                hint = "it is a skeleton that nobody has worded yet"
            problems.error(f"no record '{record}' in corpus/records", place=config.at(path), hint=hint)


def named_records(config: Config) -> tuple[str, ...]:
    """The records that a config names anywhere outside its criteria, each once, in the order of the brief."""
    return tuple(dict.fromkeys(record for _, record in _named(config)))


def _named(config: Config) -> Iterator[tuple[str, str]]:
    """Every record that a config names outside its criteria, after its path in the config."""
    resting = [("answer", config.answer)]
    resting += [(f"context.{number}", one) for number, one in enumerate(config.context)]
    resting += [(f"key-messages.{number}", one) for number, one in enumerate(config.key_messages)]
    for path, statement in resting:
        for number, record in enumerate(statement.rests_on):
            yield f"{path}.rests-on.{number}", record
    for place, disagreement in enumerate(config.disagreements):
        for number, record in enumerate(disagreement.records):
            yield f"disagreements.{place}.records.{number}", record
    for number, record in enumerate(config.figures):
        yield f"figures.{number}", record


def wanted(config: Config, formats: tuple[str, ...]) -> tuple[Format, ...]:
    """The formats a config asks for, and those asked for besides."""
    return tuple(name for name in FORMATS if name in config.formats or name in formats)


def check(chosen: Chosen, tell: Tell) -> tuple[Problem, ...]:
    """Prove the figures of the records used and of the config's own sentences; the warnings that were found.

    Raises CorpusError or ConfigError: a brief in which a figure stands on nothing is not built.
    """
    tell("check", "every figure against its evidence")
    corpus, config = chosen.corpus, chosen.config
    used = used_records(chosen)
    statements = Problems()
    statements.extend(without_use(config, used))
    statements.extend(check_statements(corpus, authored(corpus, config, used)))
    statements.raise_errors(ConfigError)
    records = Problems()
    standing = {record: corpus.records[record] for record in used}
    # without topics: which of them are used is a question for 'briefgen check', not for one brief
    records.extend(check_corpus(replace(corpus, records=standing, topics={}), {}))
    records.raise_errors(CorpusError)
    return (*statements.found, *records.found)


def used_records(chosen: Chosen) -> tuple[str, ...]:
    """The records that a brief rests on: those chosen, and those that its config names."""
    names = (choice.record.id for choice in chosen.selection.chosen)
    return tuple(dict.fromkeys((*names, *named_records(chosen.config))))


def flagged_records(chosen: Chosen) -> tuple[str, ...]:
    """Those of a brief's records that are flagged, for what they rest on changed."""
    corpus = chosen.corpus
    return tuple(name for name in used_records(chosen) if open_flags(corpus, corpus.records[name]))


def refuse_flagged(workspace: Workspace, name: str, tell: Tell) -> None:
    """Raise CorpusError where the brief of a config rests on flagged records, or on what is gone from its source.

    Also what choosing the records raises.
    """
    chosen = choose(workspace, name, tell)
    found = flagged_records(chosen)
    corpus = chosen.corpus
    gone = tuple(name for name in used_records(chosen) if name not in found and lost(corpus, corpus.records[name]))
    if not found and not gone:
        return
    on = [f"{len(found)} flagged record{'s' if len(found) > 1 else ''}"] if found else []
    on += [f"{len(gone)} record{'s' if len(gone) > 1 else ''} whose passages or notes are gone"] if gone else []
    ways = [f"look at each, then edit or confirm it ({', '.join(found)})"] if found else []
    ways += [f"name other evidence, or leave the record out ({', '.join(gone)})"] if gone else []
    problems = Problems()
    problems.error(
        f"the brief rests on {' and '.join(on)}, and is not built with --strict",
        place=Place(chosen.config.place.file) if chosen.config.place else None,
        hint=f"{'; '.join(ways)}; or build without --strict",
    )
    standing = replace(corpus, records={record: corpus.records[record] for record in (*found, *gone)})
    told = (*flag_problems(standing), *lost_problems(standing))
    problems.extend(replace(one, severity="error") for one in told)
    problems.raise_errors(CorpusError)


def authored(corpus: Corpus, config: Config, used: tuple[str, ...]) -> tuple[Statement, ...]:
    """The sentences that a config's author wrote, each with the records that must bear it out.

    The title rests on everything in the brief, a section's heading on the records used on its topic.
    """
    title = Stated(config.title, used, config.at("title"))
    headings = (
        Stated(
            section.heading,
            tuple(record for record in records_about(corpus, section.topic) if record in used),
            section.place,
        )
        for section in config.sections
    )
    questions = (Stated(one.question, one.records, one.place) for one in config.disagreements)
    return (title, config.answer, *config.context, *config.key_messages, *headings, *questions)
