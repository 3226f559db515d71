"""What people call a block of a brief: by the headline it stands for, or by what it is and how it begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from briefgen.brief import Brief, Row, Table
from briefgen.build.differences.state import Said, State, statements
from briefgen.walk import plain

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

    One that stands for one record is called by its headline, any other by its first words; so are key messages and
    the context, whose words are the config's own. *records* are those that
    the brief of the block used, by id.
    """
    if said.kind in _ALONE:
        return _ALONE[said.kind]
    if said.kind in ("reference", "glossary"):
        return _quoted(said.text)
    kind = _KINDS.get(said.kind, said.kind)
    own = said.kind in ("heading", "key-message") or said.id.startswith("context")
    if len(said.records) == 1 and not own and said.records[0] in records:
        record = records[said.records[0]].said
        return f"{record.get('kind', kind) if said.kind == 'body' else kind} {_quoted(str(record.get('headline', '')))}"
    return f"{kind} {_quoted(said.text)}"


def names(before: State, after: State) -> dict[str, str]:
    """What people call every block of two states, by id, in the order of the later one: for lines that stand alone.

    What is only in the earlier one stands after what it stood after there, and is called as it was there.
    """
    now, then = dict(_named(after)), dict(_named(before))
    order = list(now)
    last = -1
    for one in then:
        last = order.index(one) if one in now else last + 1
        if one not in now:
            order.insert(last, one)
    return {one: now.get(one) or then[one] for one in order}


def _named(state: State) -> Iterator[tuple[str, str]]:
    """Each block's id and name; tables and their rows, which are no statements, stand before what is in them."""
    around = dict(_tables(state.brief, state.records))
    for one in statements(state.brief).values():
        name = called(one, state.records)
        yield one.id, around.pop(one.id, f"source {name}" if one.kind == "reference" else name)
    yield from around.items()


def _tables(brief: Brief, records: Mapping[str, Recorded]) -> Iterator[tuple[str, str]]:
    for block in brief.blocks:
        if isinstance(block, Table):
            yield block.id, f"the table {_quoted(plain(block.caption))}" if block.caption else "a table"
            for row in (block.header, *block.rows):
                yield row.id, _row(row, block.kind, records)


def _row(row: Row, kind: str, records: Mapping[str, Recorded]) -> str:
    """A row as a recommendation, where it stands for one; else by its first words."""
    words = " ".join(plain(one.inlines) for cell in row.cells for one in cell.paragraphs)
    if kind == "recommendations" and len(row.records) == 1:
        return called(Said(id=row.id, kind="recommendation", text=words, records=row.records), records)
    return f"row {_quoted(words)}"


def _quoted(text: str) -> str:
    """The first words of a text, in quotation marks."""
    said = " ".join(text.split()).removesuffix(".")
    if len(said) > _LONGEST:
        said = f"{said[:_LONGEST].rsplit(' ', 1)[0]} …"
    return f"“{said}”"
