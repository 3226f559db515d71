"""What a build was made from, as the history keeps it: what each record said and why it was chosen, what was asked."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from briefgen.build.history.kept import Reasoned, Used
from briefgen.build.making.compute import Computed, named_records
from briefgen.config.schema import CitationSettings, Config, Criteria, Statement
from briefgen.corpus.records import Record
from briefgen.select.selection import Choice


def used(computed: Computed) -> dict[str, Used]:
    """The records that a brief uses: those chosen, and those that a sentence of the config rests on."""
    choices = {choice.record.id: choice for choice in computed.selection.chosen}
    wanted = {*choices, *(trace.id for trace in computed.brief.traces), *named_records(computed.config)}
    return {
        record: Used(said=said(choices[record].record), reasons=_reasons(choices[record]), aside=choices[record].aside)
        for record in sorted(wanted & choices.keys())
    }


def missed(computed: Computed) -> dict[str, tuple[Reasoned, ...]]:
    """Why each record that the brief nearly used is not in it."""
    return {choice.record.id: _reasons(choice) for choice in computed.selection.missed}


def _reasons(choice: Choice) -> tuple[Reasoned, ...]:
    return tuple(
        Reasoned(criterion=reason.criterion, sentence=reason.sentence, subject=reason.subject)
        for reason in choice.reasons
    )


def said(record: Record) -> dict[str, Any]:
    """All that a record says, by the names of its fields, as JSON has it; not where it stands."""
    fields = {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}
    del fields["place"], fields["places"], fields["id"]
    found: dict[str, Any] = json.loads(json.dumps(fields, default=dataclasses.asdict))
    return found


def asked(config: Config) -> dict[str, str]:
    """What a config says, by path: its author's sentences as they are, all else as one text each."""
    sentences = {
        "title": config.title,
        "short-title": config.short_title,
        "question": config.question,
        "answer": _stated(config.answer),
        **{f"context.{place}": _stated(one) for place, one in enumerate(config.context)},
        **{f"key-messages.{place}": _stated(one) for place, one in enumerate(config.key_messages)},
        **{
            f"disagreements.{place}": f"{one.question} [{', '.join(one.records)}]"
            for place, one in enumerate(config.disagreements)
        },
        **{f"sections.{place}": f"{one.heading} [{one.topic}]" for place, one in enumerate(config.sections)},
        **{f"overrides.{one.record}": repr(dataclasses.replace(one, place=None)) for one in config.overrides},
    }
    rest = {
        "select": _set(config.select),
        "audience": config.audience,
        "as-of": config.as_of,
        "author": config.author,
        "language": config.language,
        "template": config.template,
        "paper": config.paper,
        "notes": config.notes,
        "contents": config.contents,
        "citations": _set(config.citations),
        "figures": ", ".join(config.figures),
        "options": repr(sorted(config.options.items())),
    }
    return sentences | rest


def _stated(statement: Statement) -> str:
    return f"{statement.text} [{', '.join(statement.rests_on)}]"


def _set(value: Criteria | CitationSettings) -> str:
    """What is set in a structure, and not left at its default: a key that a later briefgen adds changes nothing."""
    fields = ((field.name, getattr(value, field.name), field) for field in dataclasses.fields(value))
    return "; ".join(f"{name}: {found!r}" for name, found, field in fields if found != _default(field))


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default
