"""The brief as indented text, for eyes, diffs and golden files.

One line a block: what it is, its id, the records it came from in braces, and its text. Marks: ``*stress*``,
``**importance**``, ``^raised^``, ``~small capitals~``, ``[text](address)``, ``{zh-Hans: text}``, ``short (= long)``,
``/`` for a line break, ``[^3]`` for a note's call.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from briefgen.brief import (
    Abbreviation,
    Bibliography,
    Block,
    Box,
    Brief,
    Cite,
    Contents,
    Emph,
    FigureStrip,
    Foreign,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Listing,
    Paragraph,
    Row,
    SmallCaps,
    Strong,
    Superscript,
    Table,
    Text,
)
from briefgen.style import Style

SUFFIX = ".outline.txt"
VERSION = 1

_STEP = "  "


def write(brief: Brief, style: Style) -> bytes:  # noqa: ARG001 - a writer is given a style, and this one has no look
    """The outline in UTF-8; every character that is not a letter, mark, figure or sign is shown as its code."""
    lines = [*_properties(brief), ""]
    for block in brief.blocks:
        lines += _block(block)
    if brief.notes:
        lines += ["", "notes"]
        lines += [f"{_STEP}[^{note.number}] {_said(note.inlines)}" for note in brief.notes]
    return ("\n".join(map(_visible, lines)) + "\n").encode()


def _properties(brief: Brief) -> Iterator[str]:
    yield f"brief {brief.id} ({brief.language})"
    named = {
        "title": brief.title,
        "short title": brief.short_title,
        "subject": brief.subject,
        "audience": brief.audience,
        "author": brief.author,
        "as of": f"{brief.as_of} ({brief.as_of_label})",
        "keywords": ", ".join(brief.keywords),
    }
    yield from (f"{_STEP}{name}: {value}" for name, value in named.items())


def _line(depth: int, kind: str, id_: str, records: tuple[str, ...] = (), said: str = "") -> str:
    rests = f" {{{', '.join(records)}}}" if records else ""
    return f"{_STEP * depth}{kind} #{id_}{rests}{': ' + said if said else ''}"


def _paragraph(paragraph: Paragraph, depth: int) -> str:
    return _line(depth, paragraph.role, paragraph.id, paragraph.records, _said(paragraph.inlines))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield _line(0, f"heading-{block.level}", block.id, block.records, _said(block.inlines))
        case Paragraph():
            yield _paragraph(block, 0)
        case Listing():
            yield _line(0, "ordered list" if block.ordered else "list", block.id, block.records)
            yield from (_paragraph(entry, 1) for entry in block.entries)
        case Table():
            yield from _table(block)
        case Box():
            yield _line(0, "box", block.id, block.records, _said(block.title))
            yield from (_paragraph(paragraph, 1) for paragraph in block.paragraphs)
        case FigureStrip():
            yield _line(0, "figures", block.id, block.records)
            for card in block.cards:
                yield _line(1, "figure", card.id, card.records)
                yield _paragraph(card.value, 2)
                yield _paragraph(card.label, 2)
        case Contents():
            yield _line(0, f"contents to level {block.depth}", block.id, (), _said(block.title))
        case Bibliography():
            yield _line(0, "bibliography", block.id)
            yield from (_paragraph(entry, 1) for entry in block.entries)
        case _:
            assert_never(block)


def _table(table: Table) -> Iterator[str]:
    widths = " ".join(f"{share:.0%}" for share in table.widths)
    yield _line(0, f"table of {table.kind} ({widths})", table.id, table.records, _said(table.caption))
    yield from _row(table.header, "header row")
    for row in table.rows:
        yield from _row(row, "group row" if row.group else "row")


def _row(row: Row, kind: str) -> Iterator[str]:
    yield _line(1, kind, row.id, row.records)
    for cell in row.cells:
        span = f" over {cell.columns} columns" if cell.columns > 1 else ""
        yield f"{_STEP * 2}{'head' if cell.heads else 'cell'}{span}"
        yield from (_paragraph(paragraph, 3) for paragraph in cell.paragraphs)


def _said(inlines: Inlines) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text
        case Emph():
            return f"*{_said(inline.inlines)}*"
        case Strong():
            return f"**{_said(inline.inlines)}**"
        case Superscript():
            return f"^{_said(inline.inlines)}^"
        case SmallCaps():
            return f"~{_said(inline.inlines)}~"
        case Link():
            said = _said(inline.inlines)
            return f"<{said}>" if said == inline.target else f"[{said}]({inline.target})"
        case Foreign():
            return f"{{{inline.language}: {_said(inline.inlines)}}}"
        case Abbreviation():
            return f"{inline.text} (= {inline.expansion})"
        case LineBreak():
            return " / "
        case Cite():
            return _said(inline.label) + (f"[^{inline.note}]" if inline.note else "")
        case _:
            assert_never(inline)


def _visible(line: str) -> str:
    """A line in which what cannot be seen, a no-break space apart from a space, is shown as its code."""
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in line)
