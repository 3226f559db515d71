"""What people call a block of a brief: by the headline it stands for, or by what it is and how it begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from briefgen.build.differences.state import Said

#: Blocks that a brief has one of.
_ALONE = {
    "title": "the title",
    "standfirst": "the answer under the title",
    "facts": "the line of facts",
    "colophon": "the note on how the brief was made",
}
_KINDS = {
    "heading": "the heading",
    "key-message": "key message",
    "body": "paragraph",
    "attribution": "whose view it is",
    "figure-value": "figure at a glance",
    "figure-label": "what a figure measures",
    "recommendation": "recommendation",
    "cell": "cell of a table",
    "glossary": "acronym",
    "caption": "caption",
}
#: So many characters of a headline, a heading or an entry are shown.
_LONGEST = 70


class Recorded(Protocol):
    """A record as a build used it: all it said, by its fields."""

    @property
    def said(self) -> Mapping[str, Any]: ...


def called(said: Said, records: Mapping[str, Recorded]) -> str:
    """A block in people's words: ``finding “Trees cool streets”``, ``the heading “What it costs”``.

    One that stands for one record is called by its headline, any other by its first words. *records* are those that
    the brief of the block used, by id.
    """
    if said.kind in _ALONE:
        return _ALONE[said.kind]
    if said.kind in ("reference", "glossary"):
        return _quoted(said.text)
    kind = _KINDS.get(said.kind, said.kind)
    if len(said.records) == 1 and said.kind != "heading" and said.records[0] in records:
        record = records[said.records[0]].said
        return f"{record.get('kind', kind) if said.kind == 'body' else kind} {_quoted(str(record.get('headline', '')))}"
    return f"{kind} {_quoted(said.text)}"


def _quoted(text: str) -> str:
    """The first words of a text, in quotation marks."""
    said = " ".join(text.split())
    if len(said) > _LONGEST:
        said = f"{said[:_LONGEST].rsplit(' ', 1)[0]} …"
    return f"“{said}”"
