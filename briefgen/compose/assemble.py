"""From a selection to a brief: run the template, read its blocks, set its words, word its citations."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen import sandbox
from briefgen.brief import Blocks, Brief, Cite, Inlines, NoteText
from briefgen.cite.catalogue import catalogue, citation, is_part
from briefgen.cite.process import Worded, word
from briefgen.cite.style import load_style
from briefgen.compose.acronyms import Acronyms
from briefgen.compose.asked import hold
from briefgen.compose.environment import Acronym, Facts, Publication, Values, audience_of
from briefgen.compose.markup import blocks as read_blocks
from briefgen.compose.places import placed
from briefgen.compose.reading import Reading
from briefgen.compose.rewrite import Where, rewrite
from briefgen.compose.template import CONTENT, Template
from briefgen.compose.trace import traces, used
from briefgen.compose.tree import tree
from briefgen.compose.typography import HARD, typeset, typeset_text
from briefgen.compose.wording import listed, worded
from briefgen.compose.words import Words, words
from briefgen.config.schema import Config, Settings
from briefgen.corpus.records import Corpus, Record
from briefgen.diagnostics import Problems
from briefgen.errors import Place, Problem, TemplateError
from briefgen.select.selection import Selection
from briefgen.walk import captions, cites, plain, runs
from briefgen.workspace import Workspace

#: Words a minute that a careful reader of non-fiction reads silently: M. Brysbaert, "How many words do we read per
#: minute?", Journal of Memory and Language 109 (2019), 104047: 238, rounded down for dense matter.
READING_SPEED = 220
#: An institution's short name, in brackets after its long one.
_SHORT_NAME = re.compile(r"\(([^()]+)\)")
#: A list of acronyms is worth its room where a brief uses more than so many.
MANY_ACRONYMS = 8
#: Words from which a table of contents pays: some eight pages.
LONG = 3200


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A brief, and what a person should know of how its citations were worded."""

    brief: Brief
    warnings: tuple[Problem, ...] = ()


def compose(  # noqa: PLR0917 - one noun of each stage, in the order of the stages
    corpus: Corpus,
    config: Config,
    settings: Settings,
    selection: Selection,
    template: Template,
    workspace: Workspace,
) -> Brief:
    """The brief that *config* asks for, from what was selected, as *template* words and orders it.

    *workspace* is asked for the citation style, for pandoc and for the cache; nothing is written to the desk. The
    same input gives the same brief. Raises ConfigError where the config asks for what a brief cannot say,
    TemplateError with every mistake in the template, CitationError or MissingProgramError where the citations
    cannot be worded.
    """
    return composed(corpus, config, settings, selection, template, workspace).brief


def composed(  # noqa: PLR0917 - likewise
    corpus: Corpus,
    config: Config,
    settings: Settings,
    selection: Selection,
    template: Template,
    workspace: Workspace,
) -> Composed:
    """Like :func:`compose`, with the warnings beside the brief."""
    hold(corpus, config)
    composing = _Composing(corpus, config, settings, selection, template)
    made = composing.blocks()
    language = config.citations.locale or config.language
    style = load_style(workspace, config.citations.style)
    done = word(cites(made), catalogue(corpus), style=style, locale=language, workspace=workspace)
    brief = composing.brief(listed(worded(made, done.cites), _bibliography(done, config)), done.notes)
    return Composed(brief=brief, warnings=done.problems)


def _bibliography(done: Worded, config: Config) -> tuple[tuple[str, Inlines], ...]:
    """What is listed at the end. Labels in the text need every work that they name; notes name theirs in full."""
    match config.citations.bibliography:
        case "none":
            return ()
        case "sources" if done.notes:
            return tuple((key, run) for key, run in done.bibliography if is_part(key))
        case _:
            return done.bibliography


@dataclass(frozen=True, slots=True, kw_only=True)
class _Date:
    """As of when: an ISO 8601 date as it was given, and whole."""

    given: str
    whole: str


class _Composing:
    """One brief on its way."""

    def __init__(
        self, corpus: Corpus, config: Config, settings: Settings, selection: Selection, template: Template
    ) -> None:
        self.corpus = corpus
        self.config = config
        self.settings = settings
        self.template = template
        self.words: Words = words(config.language)
        self.date = as_of(corpus, config, selection)
        self.audience = audience_of(corpus, config)
        self._values = Values(corpus, config, settings, selection, self.words)
        self._names = _names(corpus)
        self._cites: dict[tuple[str, ...], Cite] = {}
        sources = {name: placed(source, name) for name, source in template.content.items()}
        self._environment = sandbox.environment(sources)

    def blocks(self) -> Blocks:
        """The blocks, their citations not yet worded.

        The template runs twice: the second time it is told how long the brief is and which acronyms it uses.
        """
        facts = Facts(as_of=self.words.date(self.date.given), as_of_date=self.date.whole)
        made, acronyms = self._read(facts)
        return self._read(self._measured(made, acronyms, facts))[0]

    def _read(self, facts: Facts) -> tuple[Blocks, Mapping[str, str]]:
        """The blocks of one run of the template, set in type; and the acronyms met."""
        folder = self.template.folder
        values: Mapping[str, Any] = self._values.given(facts)
        rendered = sandbox.render(self._environment, CONTENT, values, folder)
        problems = Problems()
        reading = Reading(corpus=self.corpus, problems=problems, citation=self._citation)
        made = read_blocks(tree(rendered, folder, CONTENT, problems), reading)
        problems.raise_errors(TemplateError)
        if not made:
            hint = 'write at least a title: <p role="title">{{ config.title }}</p>'
            raise TemplateError(Problem("the template makes an empty brief", hint, Place(f"{folder}/{CONTENT}")))
        acronyms = Acronyms(self.corpus.acronyms, self._names, self.config.language)

        def change(run: Inlines, where: Where) -> Inlines:
            return typeset(acronyms.run(run, where), self.config.language, narrow=where == "figure-value")

        return rewrite(made, change), acronyms.used

    def _citation(self, records: Sequence[Record]) -> Cite:
        """The citation of records, made once for both runs of the template."""
        key = tuple(record.id for record in records)
        if key not in self._cites:
            language = self.config.citations.locale or self.config.language
            self._cites[key] = citation(self.corpus, records, language=language)
        return self._cites[key]

    def _measured(self, blocks: Blocks, acronyms: Mapping[str, str], facts: Facts) -> Facts:
        """What is known of the brief once it has been read."""
        records = [self.corpus.records[record] for record in used(blocks)]
        perspectives = [self.corpus.perspectives.get(record.perspective) for record in records]
        length = sum(len(plain(run.inlines).split()) for run in runs(blocks))
        length += sum(len(plain(run).split()) for run in captions(blocks))
        contents = self.config.contents
        return Facts(
            as_of=facts.as_of,
            as_of_date=facts.as_of_date,
            words=length,
            minutes=max(1, math.ceil(length / READING_SPEED)),
            acronyms=self._listed(acronyms),
            sources=self._sources(records),
            publications=len({record.source for record in records}),
            institutions=len({name for one in perspectives if one for name in one.institutions}),
            findings=sum(record.kind == "finding" for record in records),
            recommendations=sum(record.kind == "recommendation" for record in records),
            regions=tuple(sorted({one.region for one in perspectives if one and one.region})),
            contents=contents == "always" or (contents == "auto" and length > LONG),
        )

    def _sources(self, records: Sequence[Record]) -> tuple[Publication, ...]:
        """The publications used, in the order of first use."""
        used_sources = dict.fromkeys(record.source for record in records)
        works = [self.corpus.sources[source].csl for source in used_sources]
        return tuple(
            Publication(
                title=str(work.get("title", "")),
                publisher=str(work.get("publisher", "")),
                date=self.words.date(_issued(work)),
            )
            for work in works
        )

    def _listed(self, acronyms: Mapping[str, str]) -> tuple[Acronym, ...]:
        """The acronyms to be listed, as the audience needs them."""
        wanted = self.audience.glossary
        if wanted == "never" or (wanted == "auto" and len(acronyms) <= MANY_ACRONYMS):
            return ()
        ordered = sorted(acronyms.items(), key=lambda acronym: (acronym[0].casefold(), acronym[0]))
        return tuple(Acronym(short=short, long=long) for short, long in ordered)

    def brief(self, blocks: Blocks, notes: tuple[NoteText, ...]) -> Brief:
        """The whole brief around its blocks."""
        config, settings = self.config, self.settings
        date = self.words.date(self.date.given)
        topics = self._topics(used(blocks))
        return Brief(
            id=config.id,
            title=self._plain(config.title),
            short_title=self._plain(config.short_title or config.title),
            subject=self._plain(config.question) or ", ".join(topics[:3]),
            audience=self.audience.label,
            author=config.author or settings.author or settings.name,
            language=config.language,
            as_of=self.date.whole,
            as_of_label=self.words.as_of.format(date) if date else "",
            keywords=topics,
            blocks=blocks,
            notes=notes,
            traces=traces(self.corpus, used(blocks)),
        )

    def _plain(self, text: str) -> str:
        return typeset_text(" ".join(text.split()), self.config.language).replace(HARD, " ")

    def _topics(self, records: Sequence[str]) -> tuple[str, ...]:
        """Labels of the topics asked for; where none were, of the six that the records are about most often."""
        asked = (*self.config.select.topics, *(section.topic for section in self.config.sections))
        if not asked:
            about = [topic for record in records for topic in self.corpus.records[record].topics]
            asked = tuple(sorted(set(about), key=lambda topic: (-about.count(topic), topic))[:6])
        return tuple(dict.fromkeys(self._values.topic(topic) for topic in asked))


def as_of(corpus: Corpus, config: Config, selection: Selection) -> _Date:
    """The config's date, else the newest date of issue among the sources used, else the newest record's.

    A date of a month or a year is made whole with its first day.
    """
    records = [choice.record for choice in selection.chosen]
    issued = [_issued(corpus.sources[record.source].csl) for record in records if record.source in corpus.sources]
    given = config.as_of or max(issued, default="") or max((record.date for record in records), default="")
    year, month, day = ([*given.split("-"), "", ""])[:3]
    return _Date(given=given, whole=f"{year}-{month or '01'}-{day or '01'}" if given else "")


def _issued(csl: Mapping[str, Any]) -> str:
    """The last date of issue of a work, as ISO 8601."""
    try:
        parts = [int(part) for part in csl["issued"]["date-parts"][-1]][:3]
    except (KeyError, IndexError, TypeError, ValueError):
        return ""
    return "-".join(f"{part:0{4 if place == 0 else 2}d}" for place, part in enumerate(parts))


def _names(corpus: Corpus) -> frozenset[str]:
    """How authors and institutions are named: their acronyms are their names."""
    found: set[str] = set()
    for source in corpus.sources.values():
        for part in source.parts:
            if part.voice:
                found |= {part.voice.first, part.voice.later}
    for perspective in corpus.perspectives.values():
        found |= {perspective.name, *perspective.institutions}
        found |= {short for name in perspective.institutions for short in _SHORT_NAME.findall(name)}
    return frozenset(found)
