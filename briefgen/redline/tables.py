"""Tables in a redline: rows come and go as tracked rows; a table of another shape comes in the place of the old one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefgen.redline.align import spoken
from briefgen.redline.blocks import delete_content
from briefgen.redline.ends import own_end
from briefgen.redline.making import Maker, without_marks
from briefgen.redline.pairing import in_order
from briefgen.redline.revisions import revert
from briefgen.redline.story import DOCUMENT, Line, Story
from briefgen.redline.units import accepted
from briefgen.redline.work import Outcome, Work
from briefgen.writers._word.reading import ReceiptBlock
from briefgen.writers._word.xml import Element, detach, qualified


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShape:
    """A row of our own table: its block id (of a strip of figures: the strip's), its element, the blocks in it."""

    id: str
    element: Element
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableShape:
    """A table of our own: its block id, element, rows, and what must be equal for rows to be merged one by one."""

    id: str
    element: Element
    rows: tuple[RowShape, ...]
    form: tuple[object, ...]

    @property
    def blocks(self) -> tuple[str, ...]:
        return tuple(block for row in self.rows for block in row.blocks)


def tables_of(story: Story, lines: Iterable[tuple[str, Line]]) -> dict[str, TableShape]:
    """The tables of a document of our own by their block ids."""
    receipt = {block.id: block for block in story.receipt.blocks} if story.receipt else {}
    marks = {block.bookmark: block for block in story.receipt.blocks} if story.receipt else {}
    ids = {id(line.element): identity for identity, line in lines}
    found: dict[str, TableShape] = {}
    for element in story.document.iter(qualified("w:tbl")):
        rows: list[RowShape] = []
        table = ""
        for row in element.iterchildren(qualified("w:tr")):
            within = [line for line in story.lines if line.row is row]
            blocks = tuple(ids[id(line.element)] for line in within if id(line.element) in ids)
            own = [
                marks[mark].id for line in within for mark in line.marks if mark in marks and marks[mark].kind == "row"
            ]
            table = table or next((_table_of(block, receipt) for block in blocks), "")
            rows.append(RowShape(id=own[0] if own else "", element=row, blocks=blocks))
        if table:
            named = tuple(row if row.id else RowShape(id=table, element=row.element, blocks=row.blocks) for row in rows)
            strip = receipt[table].kind == "figures"
            columns = len(element.findall(f"{qualified('w:tblGrid')}/{qualified('w:gridCol')}"))
            cards = tuple(block for row in named for block in row.blocks) if strip else ()
            found[table] = TableShape(id=table, element=element, rows=named, form=(columns, cards))
    return found


def _table_of(block: str, receipt: Mapping[str, ReceiptBlock]) -> str:
    """The table or strip that a block stands in."""
    seen = 0
    while block in receipt and seen < 10:
        entry = receipt[block]
        if entry.kind in {"table", "figures"}:
            return block
        block = entry.within
        seen += 1
    return ""


@dataclass(kw_only=True)
class Tables:
    """Deals with the tables that both builds have, and those that the new one does not have any more."""

    work: Work
    maker: Maker
    old: dict[str, TableShape]
    will: dict[str, TableShape]

    def go_over(self) -> None:
        """All tables but those that only the new build has: these are put at their places later."""
        for identity, shape in self.old.items():
            here = self.element(shape)
            if here is None:
                continue
            if identity not in self.will:
                self._take_out_table(shape, here)
            elif shape.form != self.will[identity].form:
                self._replace(shape, self.will[identity], here)
            else:
                self._rows(shape, self.will[identity], here)

    def element(self, shape: TableShape) -> Element | None:
        """The copy's table that holds most of a table's blocks."""
        lines = [line for block in shape.blocks for line in self.work.kept.get(block, ())]
        found = Counter(id(line.table) for line in lines if line.table is not None)
        best = found.most_common(1)[0][0] if found else None
        return next((line.table for line in lines if id(line.table) == best), None)

    def _row(self, shape: RowShape) -> Element | None:
        lines = [line for block in shape.blocks for line in self.work.kept.get(block, ())]
        found = Counter(id(line.row) for line in lines if line.row is not None)
        best = found.most_common(1)[0][0] if found else None
        return next((line.row for line in lines if id(line.row) == best), None)

    def _rows(self, old: TableShape, new: TableShape, here: Element) -> None:
        """Rows that came, went or changed places; what stands in rows that stay is brought over block by block."""
        gone = [row for row in old.rows if row.id not in {one.id for one in new.rows}]
        for row in gone:
            self._take_out_row(row)
        order = {row.id: place for place, row in enumerate(old.rows)}
        shared = [row for row in new.rows if row.id in order]
        steady = in_order([order[row.id] for row in shared])
        restless = {row.id for place, row in enumerate(shared) if place not in steady}
        after: Element | None = None
        for row in new.rows:
            found = self._row(row)
            if found is not None and row.id in restless and self._untouched(row, found):
                self._empty_row(row, found, moved=True)
                after = self._put_row(row, here, after, "moved")
            elif found is not None:
                after = found if found.getparent() is here else after
            elif row.id not in order:
                after = self._put_row(row, here, after, "inserted")

    def _put_row(self, row: RowShape, here: Element, after: Element | None, outcome: Outcome) -> Element:
        made = self.maker.row(row.element)
        self.work.package.touched.add(DOCUMENT)
        if after is not None:
            after.addnext(made)
        else:
            first = here.find(qualified("w:tr"))
            here.append(made) if first is None else first.addprevious(made)
        self._note_places(row, made)
        cause = self.work.cause(row.id, *row.blocks)
        words = "inserted as a tracked row" if outcome == "inserted" else "moved: deleted there, inserted here"
        self._say(made, f"{'new' if outcome == 'inserted' else 'moved here'}: {cause}")
        self.work.tell(row.id, outcome, words, cause)
        return made

    def _note_places(self, row: RowShape, made: Element) -> None:
        sources = list(row.element.iter(qualified("w:p")))
        places = dict(zip(map(id, sources), made.iter(qualified("w:p")), strict=False))
        for block in row.blocks:
            self.work.placed[block] = places[id(self.work.will[block].element)]
            self.work.handled.add(block)

    def _say(self, row: Element, words: str) -> None:
        first = next(row.iter(qualified("w:p")), None)
        if first is not None:
            self.work.comments.say(first, [words[:1].upper() + words[1:] + "."])

    def _untouched(self, row: RowShape, found: Element) -> bool:
        """Whether an editor did nothing in a row."""
        work = self.work
        if not all(work.is_untouched(block) for block in row.blocks):
            return False
        known = {id(line.element) for block in row.blocks for line in work.kept.get(block, ())}
        others = [line for line in work.mine.lines if line.row is found and id(line.element) not in known]
        return not any(spoken(accepted(line.units)) for line in others)

    def _take_out_row(self, row: RowShape) -> None:
        found = self._row(row)
        work = self.work
        work.handled.update(row.blocks)
        if found is None or all(work.standing(block).now is None for block in row.blocks):
            return
        cause = work.cause(row.id, *row.blocks)
        if not self._untouched(row, found):
            first = next(line for block in row.blocks for line in work.kept.get(block, ()))
            work.comments.withdraw(first.element)
            work.comments.say(
                first.element, [f"The new build no longer has this row: {cause}. You changed it, so it stays."]
            )
            work.tell(row.id, "conflict", "no longer in the brief, but the editor changed it: it stays", cause)
            return
        self._empty_row(row, found, moved=False)
        if found.getparent() is not None:
            self._say(found, f"no longer in the brief: {cause}")
        work.tell(row.id, "removed", "deleted as a tracked row", cause)

    def _empty_row(self, row: RowShape, found: Element, *, moved: bool) -> None:
        """Delete a row as a tracked change; take a pending insertion back."""
        work = self.work
        pending = any(work.pending(block) for block in row.blocks)
        work.package.touched.add(DOCUMENT)
        work.comments.withdraw(found)
        revert(found, work.author)
        parent = found.getparent()
        if moved:
            without_marks(found, self.maker)
        if pending and parent is not None:
            without_marks(found, self.maker)
            parent.remove(found)
            return
        for paragraph in found.iter(qualified("w:p")):
            delete_content(work, paragraph)
        work.tracker.mark_row(found, "w:del")

    def is_untouched(self, identity: str) -> bool:
        """Whether no editor did anything in a table, so that it may be moved whole."""
        shape = self.old.get(identity)
        rows = [(row, self._row(row)) for row in shape.rows] if shape is not None else []
        return bool(rows) and all(found is not None and self._untouched(row, found) for row, found in rows)

    def take_away(self, identity: str) -> None:
        """Delete a table as tracked rows where it stands, for it is inserted elsewhere."""
        shape = self.old[identity]
        here = self.element(shape)
        for row in shape.rows:
            found = self._row(row)
            if found is not None:
                self._empty_row(row, found, moved=True)
        if here is not None:
            self._close(here)

    def _close(self, here: Element) -> None:
        """After the rows of a table went: a table without rows goes whole, the room after it goes with it."""
        rows = list(here.iterchildren(qualified("w:tr")))
        if all(self._is_out(row) for row in rows):
            self._take_out_room(here)
        if not rows:
            detach(here)

    def _take_out_table(self, shape: TableShape, here: Element) -> None:
        for row in shape.rows:
            self._take_out_row(row)
        self._close(here)

    @staticmethod
    def _is_out(row: Element) -> bool:
        return row.find(f"{qualified('w:trPr')}/{qualified('w:del')}") is not None

    def _take_out_room(self, here: Element) -> None:
        """The empty paragraph after a table that goes, goes with it."""
        following = here.getnext()
        line = next((one for one in self.work.mine.lines if one.element is following), None)
        if following is None or line is None or line.style != "after table" or line.units:
            return
        if line.mark_revision is None:
            self.work.tracker.mark_paragraph(following, "w:del")
        elif own_end(following, self.work.author) is not None:
            detach(following)  # it was to come with the table

    def _replace(self, old: TableShape, new: TableShape, here: Element) -> None:
        """A table of another shape: the old one goes and the new one comes, unless an editor worked in it."""
        work = self.work
        work.handled.update((*old.blocks, *new.blocks))
        rows = [(row, self._row(row)) for row in old.rows]
        cause = work.cause(new.id, *new.blocks)
        if not all(found is not None and self._untouched(row, found) for row, found in rows):
            first = next(here.iter(qualified("w:p")))
            said_there = [f"You changed this table, and the new build has it in another form: {cause}. Yours stays."]
            work.comments.withdraw(first)
            work.comments.say(first, [*said_there, *work.wording(*new.blocks)])
            work.tell(new.id, "conflict", "the editor's table stays, see the comment", cause)
            return
        was_pending = all(any(work.pending(block) for block in row.blocks) for row in old.rows)
        for row, found in rows:
            if found is not None:
                self._empty_row(row, found, moved=True)
        made = self.maker.table(new.element)
        here.addnext(made)
        if was_pending:
            detach(here)
        else:
            here.addnext(self.maker.between())
        for row, put in zip(new.rows, made.iterchildren(qualified("w:tr")), strict=True):
            self._note_places(row, put)
        self._say(made, cause)
        work.tell(new.id, "reworded", "another table in its place, as tracked rows", cause)
