"""A brief's blocks as HTML: the one markup that the web page and the PDF share.

Every block carries its id and, in ``data-records``, the ids of the records it came from. Headings keep their order
without gaps under the title, which is the one ``h1``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import assert_never

from briefgen import walk
from briefgen.brief import (
    Bibliography,
    Block,
    Box,
    Brief,
    Contents,
    FigureCard,
    FigureStrip,
    Heading,
    Listing,
    Paragraph,
    Table,
)
from briefgen.style import Style
from briefgen.writers._inlines import InlineMarkup, Notes, attributes, plain
from briefgen.writers._table import table


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What stands in the page: the brief's blocks and, where they are listed at the end, its notes; safe HTML."""

    blocks: str
    notes: str


def content(brief: Brief, style: Style, placing: Notes) -> Content:
    """The brief as HTML; raises TemplateError where a link or a note call leads nowhere."""
    notes = {note.number: note for note in brief.notes}
    inlines = InlineMarkup(notes=notes, words=style.words, placing=placing)
    markup = _BlockMarkup(inlines=inlines, headings=walk.headings(brief.blocks, 3))
    blocks = "".join(markup.block(block) for block in brief.blocks)
    uncalled = [number for number in notes if not inlines.called[number]]
    listed = inlines.endnotes() if placing == "end" or uncalled else ""
    return Content(blocks=blocks, notes=listed)


@dataclass(slots=True, kw_only=True)
class _BlockMarkup:
    inlines: InlineMarkup
    headings: tuple[Heading, ...]
    rank: int = 1
    ranks: dict[str, int] = field(default_factory=dict)

    def block(self, block: Block) -> str:
        """One block as HTML, with a line break after it."""
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block)
            case Listing():
                return self._listing(block)
            case Table():
                return table(block, self.inlines)
            case Box():
                return self._box(block)
            case FigureStrip():
                return self._figures(block)
            case Contents():
                return self._contents(block)
            case Bibliography():
                return self._bibliography(block)
            case _:
                assert_never(block)

    def _heading(self, heading: Heading) -> str:
        self.rank = min(heading.level + 1, self.rank + 1)
        opening = attributes(id=heading.id, data_records=" ".join(heading.records))
        return f"<h{self.rank}{opening}>{self.inlines.run(heading.inlines)}</h{self.rank}>\n"

    def _paragraph(self, paragraph: Paragraph) -> str:
        name = "h1" if paragraph.role == "title" else "p"
        return f"<{name}{_said_of(paragraph)}>{self.inlines.run(paragraph.inlines)}</{name}>\n"

    def _entry(self, paragraph: Paragraph) -> str:
        opening = attributes(id=paragraph.id, data_records=" ".join(paragraph.records))
        return f"<li{opening}>{self.inlines.run(paragraph.inlines)}</li>\n"

    def _listing(self, listing: Listing) -> str:
        name = "ol" if listing.ordered else "ul"
        opening = attributes(class_="listing", id=listing.id, data_records=" ".join(listing.records))
        return f"<{name}{opening}>\n{''.join(map(self._entry, listing.entries))}</{name}>\n"

    def _box(self, box: Box) -> str:
        self.rank = max(self.rank, 2)
        opening = attributes(
            class_="box",
            id=box.id,
            data_records=" ".join(box.records),
            aria_labelledby=f"{box.id}-title" if box.title else "",
        )
        title = f'<h2 id="{plain(box.id)}-title">{self.inlines.run(box.title)}</h2>\n' if box.title else ""
        entries = "".join(f"<li{_said_of(entry)}>{self.inlines.run(entry.inlines)}</li>\n" for entry in box.paragraphs)
        return f'<section{opening}>\n{title}<ul role="list">\n{entries}</ul>\n</section>\n'

    def _figures(self, strip: FigureStrip) -> str:
        opening = attributes(
            class_=f"figures figures-{len(strip.cards)}",
            id=strip.id,
            data_records=" ".join(strip.records),
            role="list",
            aria_label=self.inlines.words.get("Figures at a glance", "Figures at a glance"),
        )
        return f"<ul{opening}>\n{''.join(map(self._card, strip.cards))}</ul>\n"

    def _card(self, card: FigureCard) -> str:
        opening = attributes(class_="figure", id=card.id, data_records=" ".join(card.records))
        return f"<li{opening}>\n{self._paragraph(card.value)}{self._paragraph(card.label)}</li>\n"

    def _contents(self, contents: Contents) -> str:
        self.rank = max(self.rank, 2)
        opening = attributes(class_="contents", id=contents.id, aria_labelledby=f"{contents.id}-title")
        lines = "".join(
            f'<li class="level-{heading.level}"><a href="#{plain(heading.id)}">'
            f"{plain(walk.plain(heading.inlines))}</a></li>\n"
            for heading in self.headings
            if heading.level <= contents.depth
        )
        title = self.inlines.run(contents.title) or self.inlines.word("Contents")
        named = f'<h2 id="{plain(contents.id)}-title">{title}</h2>'
        return f'<nav{opening}>\n{named}\n<ol role="list">\n{lines}</ol>\n</nav>\n'

    def _bibliography(self, bibliography: Bibliography) -> str:
        opening = attributes(class_="references", id=bibliography.id, role="list")
        return f"<ul{opening}>\n{''.join(map(self._entry, bibliography.entries))}</ul>\n"


def _said_of(paragraph: Paragraph) -> str:
    return attributes(class_=paragraph.role, id=paragraph.id, data_records=" ".join(paragraph.records))
