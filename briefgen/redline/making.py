"""What comes in whole: paragraphs, rows and tables of the new build as tracked insertions."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from briefgen.redline.bringing import Bringer
from briefgen.redline.revisions import Tracker
from briefgen.redline.story import Line, Story
from briefgen.redline.tracked import Item, State, element_like, replace_content, written
from briefgen.redline.units import Unit
from briefgen.writers._word.bookmarks import PREFIX
from briefgen.writers._word.xml import Element, detach, element, qualified


@dataclass(kw_only=True)
class Maker:
    """Makes paragraphs, rows and tables for the copy out of those of the new build."""

    mine: Story
    new: Story
    bringer: Bringer
    tracker: Tracker

    def __post_init__(self) -> None:
        starts = list(self.mine.document.iter(qualified("w:bookmarkStart")))
        self._names = {start.get(qualified("w:name"), "") for start in starts}
        numbers = [start.get(qualified("w:id"), "") for start in starts]
        self._last = max((int(number) for number in numbers if number.isdecimal()), default=0)
        self._lines = {id(line.element): line for line in self.new.lines}

    def free(self, name: str) -> None:
        """Let a bookmark be set anew, for it was taken away."""
        self._names.discard(name)

    def paragraph(self, source: Element, *, track_end: bool, fields: bool = False) -> Element:
        """A paragraph, all its words inserted; ``fields``: the marks of a field that goes over several paragraphs too."""
        line = self._lines[id(source)]
        made = self.bringer.paragraph(source)
        replace_content(made, written(list(self._items(line, fields=fields)), self.tracker))
        if track_end:
            self.tracker.mark_paragraph(made, "w:ins")
        return made

    def _items(self, line: Line, *, fields: bool) -> list[Item]:
        ids: dict[str, str] = {}
        brought = iter(self.bringer.units(line.units))
        items: list[Item] = []
        for unit in line.units:
            if unit.kind != "mark":
                items.append(Item("ins", next(brought)))
            elif unit.run is not None:
                if fields:
                    items.append(Item("ins", unit))
            elif (mark := self._bookmark(unit.nodes[0], ids)) is not None:
                state: State = "keep"
                items.append(Item(state, Unit(kind="mark", nodes=(mark,))))
        return items

    def _bookmark(self, node: Element, ids: dict[str, str]) -> Element | None:
        """A block's bookmark with an id of its own; None for what is no such mark, or whose name is taken."""
        number = node.get(qualified("w:id"), "")
        if node.tag == qualified("w:bookmarkStart"):
            name = node.get(qualified("w:name"), "")
            if not name.startswith(PREFIX) or name in self._names:
                return None
            self._names.add(name)
            self._last += 1
            ids[number] = str(self._last)
        elif node.tag != qualified("w:bookmarkEnd") or number not in ids:
            return None
        made = copy.deepcopy(node)
        made.set(qualified("w:id"), ids[number])
        return made

    def row(self, source: Element) -> Element:
        """A table row with all that stands in it, inserted."""
        made = element_like(source)
        for child in source:
            if child.tag == qualified("w:tc"):
                made.append(self._cell(child))
            elif isinstance(child.tag, str):
                made.append(copy.deepcopy(child))
        self.tracker.mark_row(made, "w:ins")
        return made

    def _cell(self, source: Element) -> Element:
        made = element_like(source)
        for child in source:
            if child.tag == qualified("w:p"):
                made.append(self.paragraph(child, track_end=False))
            elif isinstance(child.tag, str):
                made.append(copy.deepcopy(child))
        return made

    def table(self, source: Element) -> Element:
        """A table, all its rows inserted."""
        made = self.bringer.table(source)
        made.extend(self.row(row) for row in source.iterchildren(qualified("w:tr")))
        return made

    def control(self, source: Element) -> Element:
        """A content control (the table of contents) with its paragraphs inserted."""
        made = element_like(source)
        for child in source:
            if child.tag == qualified("w:sdtContent"):
                content = element("w:sdtContent")
                content.extend(self.paragraph(one, track_end=True, fields=True) for one in child.iter(qualified("w:p")))
                made.append(content)
            else:
                made.append(copy.deepcopy(child))
        return made

    def between(self) -> Element:
        """A paragraph that keeps two tables apart as long as both are seen: it goes whichever way is decided."""
        made = element("w:p")
        self.tracker.mark_paragraph(made, "w:ins")
        self.tracker.mark_paragraph(made, "w:del")
        return made


def without_marks(root: Element, maker: Maker) -> None:
    """Take the bookmarks of blocks out of something that now stands elsewhere."""
    gone: set[str] = set()
    for start in list(root.iter(qualified("w:bookmarkStart"))):
        name = start.get(qualified("w:name"), "")
        if name.startswith(PREFIX):
            gone.add(start.get(qualified("w:id"), ""))
            maker.free(name)
            detach(start)
    for end in list(root.iter(qualified("w:bookmarkEnd"))):
        if end.get(qualified("w:id"), "") in gone:
            detach(end)
