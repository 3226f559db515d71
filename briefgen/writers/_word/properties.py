"""Document properties: what Word shows under File > Info, all of it from the brief, none from the clock."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING

from briefgen.brief import Brief
from briefgen.writers._word.xml import Element, clean, element, serialise

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

#: The longest core property that python-docx takes, in characters.
_LONGEST = 255
#: The format id of custom properties (ECMA-376 Part 1, 22.3.2.2).
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def moment(date: str) -> datetime.datetime:
    """Midnight (UTC) of the first day of an ISO 8601 date of year, month or day precision; 1980 for anything else."""
    try:
        day = datetime.date.fromisoformat((date + "-01-01")[:10] if len(date) < 10 else date[:10])
    except ValueError:
        day = datetime.date(1980, 1, 1)
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)


def set_core(document: WordDocument, brief: Brief) -> None:
    """Title, subject, author, keywords, language and dates."""
    core = document.core_properties
    created = moment(brief.as_of).replace(tzinfo=None)  # python-docx writes it as UTC and takes no zone
    core.title = clean(brief.title)[:_LONGEST]
    core.subject = clean(brief.subject)[:_LONGEST]
    core.author = clean(brief.author)[:_LONGEST]
    core.last_modified_by = clean(brief.author)[:_LONGEST]
    core.keywords = clean("; ".join(brief.keywords))[:_LONGEST]
    core.language = clean(brief.language)[:_LONGEST]
    core.identifier = clean(brief.id)[:_LONGEST]
    core.comments = ""
    core.revision = 1
    core.created = created
    core.modified = created


def custom(values: Mapping[str, str]) -> bytes:
    """docProps/custom.xml: text properties by name, numbered from 2 as the specification asks."""
    made = [
        element("cp:property", {"fmtid": _FORMAT, "pid": str(number), "name": name}, [_text(said)])
        for number, (name, said) in enumerate(values.items(), 2)
    ]
    return serialise(element("cp:Properties", None, made))


def _text(said: str) -> Element:
    made = element("vt:lpwstr")
    made.text = clean(said)
    return made
