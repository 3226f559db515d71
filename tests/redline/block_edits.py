"""What an editor does to paragraphs, rows and tables, untracked."""

from __future__ import annotations

from dataclasses import dataclass

from tests.redline.editing import Editing, length
from tests.redline.package import Element, clone, find, make, plain_run, q


@dataclass(frozen=True, slots=True)
class Delete:
    """Paragraphs taken out, one or some in a row; the only one of a cell is emptied."""

    which: int
    many: int = 1

    def apply(self, editing: Editing) -> None:
        for _ in range(self.many):
            paragraph = editing.paragraph(self.which)
            owner = paragraph.getparent()
            assert owner is not None
            if len(owner.findall(q("w:p"))) > 1:
                owner.remove(paragraph)
            else:
                for entry in [entry for entry in paragraph if entry.tag != q("w:pPr")]:
                    paragraph.remove(entry)


@dataclass(frozen=True, slots=True)
class Move:
    """A paragraph, table or run of them cut and put elsewhere, bookmarks and all."""

    which: int
    to: int
    many: int = 1

    def apply(self, editing: Editing) -> None:
        loose = editing.loose()
        start = self.which % len(loose)
        moved = loose[start : start + self.many]
        for entry in moved:
            editing.docx.body.remove(entry)
        rest = editing.loose()
        place = self.to % (len(rest) + 1)
        at = editing.docx.body.index(rest[place]) if place < len(rest) else _end(editing)
        for shift, entry in enumerate(moved):
            editing.docx.body.insert(at + shift, entry)


@dataclass(frozen=True, slots=True)
class Copy:
    """A paragraph copied elsewhere; its bookmarks stay with the ``original``, go to the ``copy``, or stand at ``both``."""

    which: int
    to: int
    bookmarks: str = "both"

    def apply(self, editing: Editing) -> None:
        loose = [entry for entry in editing.loose() if entry.tag == q("w:p")]
        original = loose[self.which % len(loose)]
        copy = clone(original)
        for entry in find(copy, ".//w:commentRangeStart | .//w:commentRangeEnd | .//w:r[w:commentReference]"):
            entry.getparent().remove(entry)
        for entry in find(copy, ".//w:ins | .//w:del | .//w:moveFrom | .//w:moveTo"):
            entry.set(q("w:id"), editing.fresh())
        if self.bookmarks == "original":
            _unmark(copy)
        elif self.bookmarks == "copy":
            _unmark(original)
        renumber(copy, editing)
        place = editing.loose()[self.to % len(editing.loose())]
        editing.docx.body.insert(editing.docx.body.index(place), copy)


@dataclass(frozen=True, slots=True)
class Split:
    """A paragraph parted in two; its bookmarks reach over both, or with ``ends`` end with the first."""

    which: int
    at: int
    ends: bool = False

    def apply(self, editing: Editing) -> None:
        first = editing.paragraph(self.which)
        owner, place = editing.cut(first, self.at % (length(first) + 1))
        while owner is not first:
            owner, place = editing.part(owner, place)
        second = make("w:p")
        properties = first.find(q("w:pPr"))
        rest = list(first)[place:]
        if properties is not None:
            rest = [entry for entry in rest if entry is not properties]
            second.append(clone(properties))
            for mark in find(properties, "w:rPr/*[self::w:ins or self::w:del or self::w:moveFrom or self::w:moveTo]"):
                mark.getparent().remove(mark)
        second.extend(rest)
        if self.ends:
            for end in find(second, "w:bookmarkEnd"):
                first.append(end)
        outer = first.getparent()
        assert outer is not None
        outer.insert(outer.index(first) + 1, second)


@dataclass(frozen=True, slots=True)
class Join:
    """The mark between two paragraphs deleted: one paragraph with the bookmarks of both."""

    which: int

    def apply(self, editing: Editing) -> None:
        first = editing.paragraph(self.which)
        second = first.getnext()
        if second is None or second.tag != q("w:p"):
            return
        if find(first, "w:pPr/w:rPr/w:*[@w:author]") or find(second, "w:pPr/w:rPr/w:*[@w:author]"):
            return
        first.append(plain_run(" "))
        first.extend([entry for entry in second if entry.tag != q("w:pPr")])
        second.getparent().remove(second)


@dataclass(frozen=True, slots=True)
class OwnParagraph:
    """A paragraph of the editor's own: in the style of what stands there, or in none."""

    at: int
    words: int
    styled: bool = True

    def apply(self, editing: Editing) -> None:
        loose = editing.loose()
        place = self.at % (len(loose) + 1)
        made = make("w:p")
        beside = loose[min(place, len(loose) - 1)]
        properties = beside.find(q("w:pPr")) if beside.tag == q("w:p") else None
        if self.styled and properties is not None:
            made.append(clone(properties))
            for mark in find(made, "w:pPr/w:rPr | w:pPr/w:sectPr"):
                mark.getparent().remove(mark)
        made.append(plain_run(editing.sentence(self.words)))
        at = editing.docx.body.index(loose[place]) if place < len(loose) else _end(editing)
        editing.docx.body.insert(at, made)


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A table of the editor's own, with a paragraph behind it as word processors put one."""

    at: int
    rows: int
    columns: int

    def apply(self, editing: Editing) -> None:
        rows = [
            make("w:tr", None, *(_cell(editing) for _ in range(self.columns % 3 + 1))) for _ in range(self.rows % 3 + 1)
        ]
        grid = make("w:tblGrid", None, *(make("w:gridCol", {"w:w": 2000}) for _ in range(self.columns % 3 + 1)))
        properties = make("w:tblPr", None, make("w:tblW", {"w:w": 0, "w:type": "auto"}))
        loose = editing.loose()
        at = editing.docx.body.index(loose[self.at % len(loose)])
        editing.docx.body.insert(at, make("w:p", None, plain_run(editing.token())))
        editing.docx.body.insert(at, make("w:tbl", None, properties, grid, *rows))


def _cell(editing: Editing) -> Element:
    width = make("w:tcPr", None, make("w:tcW", {"w:w": 2000, "w:type": "dxa"}))
    return make("w:tc", None, width, make("w:p", None, plain_run(editing.token())))


@dataclass(frozen=True, slots=True)
class DeleteRow:
    """A table row deleted; with ``table`` all of its table."""

    which: int
    table: bool = False

    def apply(self, editing: Editing) -> None:
        rows = editing.rows()
        if rows:
            doomed = rows[self.which % len(rows)]
            if self.table:
                doomed = next(doomed.iterancestors(q("w:tbl")))
            doomed.getparent().remove(doomed)


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A row moved within its table."""

    which: int
    to: int

    def apply(self, editing: Editing) -> None:
        rows = editing.rows()
        if rows:
            row = rows[self.which % len(rows)]
            table = row.getparent()
            assert table is not None
            table.remove(row)
            rest = table.findall(q("w:tr"))
            place = self.to % (len(rest) + 1)
            table.insert(table.index(rest[place]) if place < len(rest) else len(table), row)


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row of the editor's own, made as word processors make one: like the row that it stands beside."""

    which: int

    def apply(self, editing: Editing) -> None:
        rows = editing.rows()
        if rows:
            beside = rows[self.which % len(rows)]
            made = clone(beside)
            for mark in find(made, "w:trPr/*[@w:author]"):
                mark.getparent().remove(mark)
            for paragraph in made.iter(q("w:p")):
                for entry in [entry for entry in paragraph if entry.tag != q("w:pPr")]:
                    paragraph.remove(entry)
                for mark in find(paragraph, "w:pPr/w:rPr/*[@w:author]"):
                    mark.getparent().remove(mark)
                paragraph.append(plain_run(editing.token()))
            beside.addnext(made)


@dataclass(frozen=True, slots=True)
class Unmark:
    """Bookmarks lost: of one paragraph, or of all."""

    which: int
    all: bool = False

    def apply(self, editing: Editing) -> None:
        _unmark(editing.docx.body if self.all else editing.paragraph(self.which))


def _unmark(root: Element) -> None:
    for entry in list(root.iter(q("w:bookmarkStart"), q("w:bookmarkEnd"))):
        entry.getparent().remove(entry)


def renumber(root: Element, editing: Editing) -> None:
    """Ids of their own for the bookmarks of a copy."""
    for start in root.iter(q("w:bookmarkStart")):
        number, fresh = start.get(q("w:id")), editing.fresh()
        for end in find(root, f".//w:bookmarkEnd[@w:id='{number}']"):
            end.set(q("w:id"), fresh)
        start.set(q("w:id"), fresh)


def _end(editing: Editing) -> int:
    section = editing.docx.body.find(q("w:sectPr"))
    return editing.docx.body.index(section) if section is not None else len(editing.docx.body)
