r"""The table of contents: a field whose entries are there, as links, when the file opens.

Without page numbers (``\n``): nobody but the program that lays the pages out knows them, and wrong ones are worse
than none. Word rebuilds the field on F9 or by the "Update table" tab, and asks nothing when the file opens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.brief import Heading, Inlines
from briefgen.writers._word.fields import begin, mark
from briefgen.writers._word.notecalls import without_calls
from briefgen.writers._word.paragraphs import ParagraphMaker
from briefgen.writers._word.xml import Element, element, value


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsTable:
    """What the table holds: its title, its own block id, and the headings down to ``depth``."""

    block: str
    title: Inlines
    depth: int
    headings: Sequence[Heading]


def contents(table: ContentsTable, maker: ParagraphMaker) -> Element:
    """The content control that Word keeps a table of contents in, with the field and its entries."""
    made = [maker.paragraph("Contents heading", table.title, (table.block,))]
    entries = [_entry(heading, maker) for heading in table.headings]
    opening = begin(f'TOC \\o "1-{table.depth}" \\n \\h \\z')
    if not entries:
        made.append(maker.around("toc 1", [*opening, mark("end")]))
    for place, (heading, runs) in enumerate(zip(table.headings, entries, strict=True)):
        before = opening if place == 0 else []
        after = [mark("end")] if place == len(entries) - 1 else []
        made.append(maker.around(f"toc {heading.level}", [*before, *runs, *after]))
    gallery = element(
        "w:docPartObj", None, [value("w:docPartGallery", "Table of Contents"), element("w:docPartUnique")]
    )
    return element("w:sdt", None, [element("w:sdtPr", None, [gallery]), element("w:sdtContent", None, made)])


def _entry(heading: Heading, maker: ParagraphMaker) -> list[Element]:
    runs = maker.words.runs(without_calls(heading.inlines))
    return [maker.words.within(maker.words.targets[heading.id], runs)]
