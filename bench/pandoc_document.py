"""A brief as pandoc's own document, with the same text, tables, citations, references and style.

What pandoc then does (word the citations, write DOCX) is the work that ours is timed against.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, assert_never

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
from briefgen.corpus.sources import CslItem
from briefgen.pandoc import API_VERSION

_NO_ATTRIBUTES: list[Any] = ["", [], []]


def write_document(brief: Brief, references: dict[str, CslItem], style: str, folder: Path) -> Path:
    """Write ``brief.json`` for ``pandoc --citeproc`` into *folder*, with its references and style beside it."""
    cited = {item.reference for block in brief.blocks for item in _items(block)}
    works = [{**references[key], "id": key} for key in sorted(cited)]
    (folder / "references.json").write_text(json.dumps(works), encoding="utf-8")
    (folder / "style.csl").write_text(style, encoding="utf-8")
    document = {
        "pandoc-api-version": list(API_VERSION),
        "meta": {
            "bibliography": {"t": "MetaString", "c": str(folder / "references.json")},
            "csl": {"t": "MetaString", "c": str(folder / "style.csl")},
            "lang": {"t": "MetaString", "c": brief.language},
        },
        "blocks": [made for block in brief.blocks for made in _block(block)],
    }
    path = folder / "brief.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def _items(block: Block) -> list[Any]:
    from briefgen.walk import cites

    return [item for cite in cites((block,)) for item in cite.items]


def _block(block: Block) -> list[Any]:
    match block:
        case Heading():
            return [{"t": "Header", "c": [block.level, [block.id, [], []], _run(block.inlines)]}]
        case Paragraph():
            return [_paragraph(block)]
        case Listing():
            return [{"t": "BulletList", "c": [[_paragraph(entry)] for entry in block.entries]}]
        case Box():
            return [{"t": "BlockQuote", "c": [_paragraph(paragraph) for paragraph in block.paragraphs]}]
        case FigureStrip():
            return [_paragraph(part) for card in block.cards for part in (card.value, card.label)]
        case Table():
            return [_table(block)]
        case Contents() | Bibliography():
            return []
        case _:
            assert_never(block)


def _paragraph(paragraph: Paragraph) -> Any:
    return {"t": "Para", "c": _run(paragraph.inlines)}


def _table(table: Table) -> Any:
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": width}] for width in table.widths]
    head = [_NO_ATTRIBUTES, [_row(table.header, len(table.widths))]]
    body = [_NO_ATTRIBUTES, 0, [], [_row(row, len(table.widths)) for row in table.rows]]
    caption = [None, [{"t": "Plain", "c": _run(table.caption)}]]
    return {"t": "Table", "c": [_NO_ATTRIBUTES, caption, columns, head, [body], [_NO_ATTRIBUTES, []]]}


def _row(row: Row, columns: int) -> Any:
    cells = [
        [
            _NO_ATTRIBUTES,
            {"t": "AlignDefault"},
            1,
            cell.columns if len(row.cells) > 1 else columns,
            [_paragraph(paragraph) for paragraph in cell.paragraphs],
        ]
        for cell in row.cells
    ]
    return [_NO_ATTRIBUTES, cells]


def _run(run: Inlines) -> list[Any]:
    return [made for inline in run for made in _inline(inline)]


def _inline(inline: Inline) -> list[Any]:
    match inline:
        case Text() | Abbreviation():
            words = inline.text.split(" ")
            spaced = [piece for word in words for piece in ({"t": "Space"}, {"t": "Str", "c": word})]
            return spaced[1:]
        case Emph():
            return [{"t": "Emph", "c": _run(inline.inlines)}]
        case Strong():
            return [{"t": "Strong", "c": _run(inline.inlines)}]
        case Superscript():
            return [{"t": "Superscript", "c": _run(inline.inlines)}]
        case SmallCaps():
            return [{"t": "SmallCaps", "c": _run(inline.inlines)}]
        case Link():
            return [{"t": "Link", "c": [_NO_ATTRIBUTES, _run(inline.inlines), [inline.target, ""]]}]
        case Foreign():
            return [{"t": "Span", "c": [["", [], [["lang", inline.language]]], _run(inline.inlines)]}]
        case LineBreak():
            return [{"t": "LineBreak"}]
        case Cite():
            return [_cite(inline)]
        case _:
            assert_never(inline)


def _cite(cite: Cite) -> Any:
    items = [
        {
            "citationId": item.reference,
            "citationPrefix": [{"t": "Str", "c": item.prefix}] if item.prefix else [],
            "citationSuffix": [{"t": "Str", "c": f"{{{item.locator}}}"}] if item.locator else [],
            "citationMode": {"t": "NormalCitation"},
            "citationNoteNum": cite.note,
            "citationHash": 0,
        }
        for item in cite.items
    ]
    return {"t": "Cite", "c": [items, []]}
