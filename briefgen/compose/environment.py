"""What a content template may use: the names and the functions listed in ``docs/templates.md``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from markupsafe import Markup, escape

from briefgen.compose import groups
from briefgen.compose.groups import Message
from briefgen.compose.words import Words
from briefgen.config.schema import Config, Settings, Statement
from briefgen.corpus.records import Audience, Corpus, Record
from briefgen.select.selection import Selection

_ARTICLE = re.compile(r"\A(?:The|Der|Die|Das|Le|La|Les) ")
_STOPPED = re.compile(r"[.!?…][”’\"')\]]*\Z")
_SENTENCE = re.compile(r"(?<=[.!?])([”’\"')\]]*)\s+(?=[“‘\"'(\[{]*[A-ZÀ-ÞĀ-Ž{0-9])")
_ABBREVIATED = re.compile(
    r"(?:(?<!\w)(?:[A-Za-z]|No|Nos|Mr|Mrs|Ms|Dr|Prof|St|Art|art|para|paras|pp|cf|vs|etc|e\.g|i\.e|Nr|bzw|z\. ?B))\.\Z"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acronym:
    """A short form and what it stands for."""

    short: str
    long: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A source as a short list names it."""

    title: str
    publisher: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of the brief itself; lengths and counts are those of the run before (a template is run twice).

    ``words`` and ``minutes`` are its length, ``acronyms`` those to be listed (none where the audience needs no
    list), ``sources``, ``publications`` and ``institutions`` what it draws on, ``findings`` and ``recommendations`` how many
    records of each kind it uses, ``contents`` whether it is to have a table of contents.
    """

    as_of: str
    as_of_date: str
    words: int = 0
    minutes: int = 1
    acronyms: tuple[Acronym, ...] = ()
    sources: tuple[Publication, ...] = ()
    publications: int = 0
    institutions: int = 0
    findings: int = 0
    recommendations: int = 0
    regions: tuple[str, ...] = ()
    contents: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """What the corpus holds: records, and the publications that they come from."""

    records: int
    publications: int


def audience_of(corpus: Corpus, config: Config) -> Audience:
    """The config's audience; one that the corpus does not know is its own label."""
    return corpus.audiences.get(config.audience) or Audience(id=config.audience, label=config.audience)


class Values:
    """The values for one brief; :meth:`given` is what the template gets."""

    def __init__(self, corpus: Corpus, config: Config, settings: Settings, selection: Selection, words: Words) -> None:
        self.corpus = corpus
        self.audience = audience_of(corpus, config)
        self.words = words
        self.criteria = config.select
        findings, recommendations = (groups.of_kind(selection, kind) for kind in ("finding", "recommendation"))
        views = groups.views(corpus, config, selection)
        told = {record for row in views.rows for record in row.records}
        self._same: dict[str, Any] = {
            "config": config,
            "settings": settings,
            "selection": selection,
            "audience": self.audience,
            "words": words,
            "findings": findings,
            "recommendations": recommendations,
            "key_messages": groups.messages(corpus, config, selection),
            "figures": groups.figures(corpus, config, selection),
            "sections": groups.sections(corpus, config, selection, told),
            "views": views,
            "actions": groups.actions(
                corpus, self.audience, [record for record in recommendations if record.id not in told]
            ),
            "corpus": Considered(
                records=len(corpus.records), publications=len({record.source for record in corpus.records.values()})
            ),
            "record": self.record,
            "cite": self.cite,
            "said": self.said,
            "gist": self.gist,
            "headline": self.headline,
            "statement": self.statement,
            "sentence": sentence,
            "named": self.named,
            "holder": self.holder,
            "region": self.region,
            "topic": self.topic,
            "others": self.others,
            "chosen_by": self.chosen_by,
        }

    def chosen_by(self, facts: Facts) -> str:
        """What the selector went by, as half a sentence: topics, words, audience, and regions where they are balanced."""
        criteria, said = self.criteria, self.words
        topics = "; ".join(self.topic(topic) for topic in criteria.topics)
        by = [said.selected_by_topics.format(topics)] if topics else []
        by += [said.selected_by_words.format(criteria.words)] if criteria.words else []
        by.append(said.selected_by_audience.format(said.within(self.audience.label)))
        balanced = criteria.balance == "regions" and len(facts.regions) > 1
        balance = said.selected_by_balance.format(said.join(facts.regions)) if balanced else ""
        return said.selected_by_line.format(said.join(by), balance)

    def given(self, facts: Facts) -> Mapping[str, Any]:
        """Everything a template may use, by name."""
        return {**self._same, "brief": facts}

    def record(self, record: str) -> Record:
        """The record of an id."""
        return self.corpus.records[record]

    def cite(self, *rested_on: object, form: str = "") -> Markup:
        """A citation of records, statements or ids; nothing where there are none.

        With the form ``source`` it leaves out the works that the source's own notes cite, with ``work`` the place in
        the source as well.
        """
        records = " ".join(dict.fromkeys(_ids(rested_on)))
        how = Markup(' form="{}"').format(form) if form else Markup()
        return Markup('<cite records="{}"{}></cite>').format(records, how) if records else Markup()

    def said(self, record: Record) -> Markup:
        """A record's text, its authors named."""
        return _voiced(sentence(record.text), record)

    def gist(self, record: Record) -> Markup:
        """The first sentence of a record's text, with whose view it is."""
        first = first_sentence(record.text)
        if "{voice}" in first:
            return _voiced(sentence(first), record)
        return escape(with_holder(first, self.holder(record)))

    def headline(self, record: Record) -> Markup:
        """A record's headline as a sentence, with whose view it is."""
        return escape(with_holder(record.headline, self.holder(record)))

    def statement(self, stated: Statement | Message, form: str = "") -> Markup:
        """A sentence of the config's, or a message, with its citation (see :meth:`cite`)."""
        text = with_holder(stated.text, stated.holder) if isinstance(stated, Message) else sentence(stated.text)
        return escape(text) + self.cite(stated, form=form)

    def named(self, record: Record) -> Markup:
        """A record's authors by their full name."""
        return Markup('<voice record="{}" form="first"></voice>').format(record.id)

    def holder(self, record: Record) -> str:
        """Whose view a record is, by institution; empty for a fact."""
        return groups.holder(self.corpus, record)

    def region(self, record: Record) -> str:
        """The region a record's authors speak from."""
        perspective = self.corpus.perspectives.get(record.perspective)
        return perspective.region if perspective else ""

    def topic(self, topic: str) -> str:
        """A topic's label."""
        return self.corpus.topics[topic].label if topic in self.corpus.topics else topic

    def others(self, record: Record, besides: str) -> str:
        """Who should act on a recommendation besides one addressee, as a list within a sentence; may be empty."""
        known = self.corpus.addressees
        labels = [known[one].label if one in known else one for one in record.addressees if one != besides]
        return self.words.join([_ARTICLE.sub(lambda found: found[0].lower(), label) for label in labels])


def _voiced(text: str, record: Record) -> Markup:
    return (
        Markup('<voice record="{}"></voice>').format(record.id).join(escape(piece) for piece in text.split("{voice}"))
    )


def _ids(rested_on: Iterable[object]) -> Iterable[str]:
    for one in rested_on:
        match one:
            case str():
                yield from one.split()
            case Record():
                yield one.id
            case Statement():
                yield from one.rests_on
            case Message():
                yield from one.records
            case Sequence():
                yield from _ids(one)
            case _:
                kind = type(one).__name__
                raise TypeError(f"cite() takes records, statements and record ids, not {kind}")


def sentence(text: str) -> str:
    """*text* with a full stop, where it has no stop of its own."""
    text = text.strip()
    return text if not text or _STOPPED.search(text) else f"{text}."


def with_holder(text: str, holder: str) -> str:
    """A sentence with whose view it is in brackets before its stop, unless it names them itself."""
    whole = sentence(text)
    if not holder or not whole or holder in whole:
        return whole
    stop = _STOPPED.search(whole)
    body, end = (whole[:-1], whole[-1]) if stop and whole[-1] in ".!?…" else (whole, ".")
    return f"{body} ({holder}){end}"


def first_sentence(text: str) -> str:
    """The first sentence of a text."""
    for found in _SENTENCE.finditer(text):
        head = text[: found.end(1)]
        if not _ABBREVIATED.search(text[: found.start()]):
            return head
    return text


#: Every name a template may use, for the documentation's test.
FACTS = tuple(field.name for field in fields(Facts))
