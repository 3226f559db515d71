"""What stands in a document, line by line: text with its notes, and how it is formatted, apart from ids."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from tests.redline.package import KINDS, MAIN, Docx, Element, find, q
from tests.redline.revisions import Decide, accept, reject, settled

#: A word that an editor of these tests wrote.
TOKEN = re.compile(r"zq\d+n\d+z")
_SAVING = re.compile(r"\}(rsid\w*|paraId|textId)$")
_MARKS = frozenset(map(q, ("w:ins", "w:del", "w:moveFrom", "w:moveTo")))
_APART = frozenset(map(q, ("w:pPr", "w:rPr", "w:p")))
_GOING = frozenset(map(q, ("w:del", "w:moveFrom")))
_CHANGES = _GOING | frozenset(map(q, ("w:ins", "w:moveTo")))
_SIGNS = {
    q("w:tab"): "\t",
    q("w:br"): "\n",
    q("w:cr"): "\n",
    q("w:noBreakHyphen"): "\u2011",
    q("w:softHyphen"): "\u00ad",
}
#: Anchors and noise that carry neither text nor looks.
_SILENT = frozenset(
    map(
        q,
        ("w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd", "w:proofErr",
         "w:lastRenderedPageBreak", "w:commentReference", "w:annotationRef", "w:footnoteRef", "w:endnoteRef"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: where it stands, its properties, and its pieces as (format, what stands there).

    A note's call is a piece that holds the note's whole text, a picture one that holds its digest.
    """

    place: str
    properties: str
    pieces: tuple[tuple[str, str], ...]

    @property
    def style(self) -> str:
        """The id of its style."""
        return "".join(re.findall(r"pStyle val=(\S+)", self.properties))

    @property
    def full(self) -> str:
        """The text, each note's own where it is called."""
        return "".join(piece for _, piece in self.pieces)

    @property
    def text(self) -> str:
        """The text without its notes."""
        return "".join(piece for _, piece in self.pieces if not piece.startswith("⟦"))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the paragraphs of one part; *tracked* shows what is still undecided as looks, deleted text among it."""

    docx: Docx
    part: str
    notes: dict[tuple[str, str], str]
    tracked: bool


def lines(docx: Docx, root: Element | None = None, part: str = MAIN, *, tracked: bool = False) -> list[Line]:
    """Every paragraph in order; what is tracked as deleted is no part of it, unless *tracked* asks for it."""
    root = docx.body if root is None else root
    reader = _Reader(docx, part, note_texts(docx, tracked=tracked) if part == MAIN else {}, tracked)
    return [_line(reader, paragraph) for paragraph in root.iter(q("w:p"))]


def _line(reader: _Reader, paragraph: Element) -> Line:
    pieces: list[tuple[str, str]] = []
    for form, piece in _pieces(reader, paragraph, ""):
        joins = pieces and pieces[-1][0] == form and not piece.startswith("⟦") and not pieces[-1][1].startswith("⟦")
        if joins:
            pieces[-1] = (form, pieces[-1][1] + piece)
        elif piece:
            pieces.append((form, piece))
    properties = paragraph.find(q("w:pPr"))
    said = bare(properties) if properties is not None else ""
    if reader.tracked:
        marks = find(paragraph, "w:pPr/w:rPr/*[@w:author] | ancestor::w:tr[1]/w:trPr/*[@w:author]")
        said += "".join(_change(mark) for mark in marks)
    return Line(_place(paragraph), said, tuple(pieces))


def _change(change: Element) -> str:
    return f"<{etree.QName(change).localname} by {change.get(q('w:author'))}>"


def _pieces(reader: _Reader, parent: Element, within: str) -> Iterator[tuple[str, str]]:
    form = within
    if parent.tag == q("w:r"):
        properties = parent.find(q("w:rPr"))
        form = within + (bare(properties) if properties is not None else "")
    elif parent.tag == q("w:hyperlink"):
        number = parent.get(q("r:id"))
        address = (
            dict(reader.docx.relations(reader.part)).get(number, "") if number else f"#{parent.get(q('w:anchor'))}"
        )
        form = f"{within}[{address}]"
    elif parent.tag in _CHANGES and reader.tracked:
        form = within + _change(parent)
    for child in parent:
        gone = child.tag in _GOING and not reader.tracked
        if not gone and child.tag not in _APART and child.tag not in _SILENT:
            yield from _piece(reader, child, form)


def _piece(reader: _Reader, child: Element, form: str) -> Iterator[tuple[str, str]]:
    if child.tag in (q("w:footnoteReference"), q("w:endnoteReference")):
        kind = etree.QName(child).localname.removesuffix("Reference")
        changes = "".join(re.findall("<[^>]*>", form))
        yield changes, f"⟦{reader.notes.get((kind, child.get(q('w:id'), '')), 'missing')}⟧"
    elif child.tag in (q("w:drawing"), q("w:pict")):
        yield form, f"⟦picture {_picture(reader.docx, reader.part, child)}⟧"
    elif child.tag in (q("w:t"), q("w:delText")):
        yield form, child.text or ""
    elif child.tag == q("w:instrText"):
        yield form, f"⟦field {(child.text or '').strip()}⟧"
    elif child.tag in _SIGNS:
        yield form, _SIGNS[child.tag]
    else:
        yield from _pieces(reader, child, form)


def _picture(docx: Docx, part: str, drawing: Element) -> str:
    number = find(drawing, "string(.//a:blip/@r:embed)")
    target = dict(docx.relations(part)).get(number, "")
    return hashlib.sha256(docx.parts.get(target, b"missing")).hexdigest()[:12]


def _place(paragraph: Element) -> str:
    """Where a paragraph stands: in the text, a box for contents, or a cell by its row and column."""
    for owner in paragraph.iterancestors():
        if owner.tag == q("w:tc"):
            row = owner.getparent()
            assert row is not None
            table = row.getparent()
            assert table is not None
            return f"row {table.findall(q('w:tr')).index(row)} cell {row.findall(q('w:tc')).index(owner)}"
        if owner.tag == q("w:sdt"):
            return "control"
    return "text"


def bare(properties: Element) -> str:
    """Properties as a string in which equal looks are equal: no revision marks, no ids of saving, no order."""
    return " ".join(sorted(said for entry in properties if (said := _looks(entry))))


def _looks(entry: Element) -> str:
    name = etree.QName(entry).localname
    if name.endswith("Change") or entry.tag in _MARKS or entry.tag == q("w:sectPr"):
        return ""
    inner = bare(entry)
    if entry.tag == q("w:rPr") and not inner:
        return ""
    known = {etree.QName(key).localname: said for key, said in entry.attrib.items() if not _SAVING.search(str(key))}
    return " ".join((name, *(f"{key}={said}" for key, said in sorted(known.items())))) + (f"({inner})" if inner else "")


def note_texts(docx: Docx, *, tracked: bool = False) -> dict[tuple[str, str], str]:
    """The text of every note by its kind and id, its paragraphs joined."""
    found: dict[tuple[str, str], str] = {}
    for kind in KINDS:
        name = docx.related(f"{kind}s")
        for note in docx.tree(name) if name else ():
            said = " / ".join(_said_in(line, tracked=tracked) for line in lines(docx, note, name, tracked=tracked))
            found[kind, note.get(q("w:id"), "")] = said
    return found


def _said_in(line: Line, *, tracked: bool) -> str:
    """A note's paragraph; with what is undecided in it told apart where that is asked for."""
    if not tracked:
        return line.full.strip()
    told = [(("".join(re.findall("<[^>]*>", form))), piece) for form, piece in line.pieces]
    return "".join(f"{change}{piece}" for change, piece in told).strip()


def calls(docx: Docx) -> list[tuple[str, str]]:
    """Every note's call in document order as (kind, id), those in deleted text too."""
    path = " | ".join(f".//w:{kind}Reference" for kind in KINDS)
    return [
        (etree.QName(call).localname.removesuffix("Reference"), call.get(q("w:id"))) for call in find(docx.body, path)
    ]


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: who says what about which words (as they stand with nothing settled, deleted ones too)."""

    author: str
    said: str
    about: str


def comments(docx: Docx) -> list[Comment]:
    """The comments in the order of their anchors."""
    name = docx.related("comments")
    if not name:
        return []
    about: dict[str, str] = {}
    inside: dict[str, list[str]] = {}
    order: list[str] = []
    for entry in docx.body.iter():
        number = entry.get(q("w:id"), "")
        if entry.tag == q("w:commentRangeStart"):
            inside[number] = []
        elif entry.tag == q("w:commentRangeEnd"):
            about[number] = "".join(inside.pop(number, []))
        elif entry.tag == q("w:commentReference"):
            order.append(number)
        elif entry.tag in (q("w:t"), q("w:delText")):
            for said in inside.values():
                said.append(entry.text or "")
    known = {comment.get(q("w:id")): comment for comment in docx.tree(name)}
    return [
        Comment(
            known[number].get(q("w:author"), ""),
            "\n".join(line.text for line in lines(docx, known[number], name)),
            about.get(number, ""),
        )
        for number in order
        if number in known
    ]


def view(content: bytes, decide: Decide) -> list[Line]:
    """The lines of a document in which the changes are settled so."""
    return lines(settled(content, decide))


@lru_cache(maxsize=32)
def _said(content: bytes, decide: Decide) -> tuple[str, ...]:
    return tuple(line.full for line in view(content, decide))


def seen(content: bytes, decide: Decide) -> list[tuple[object, ...]]:
    """All that is seen of a document settled so: places, styles, looks, text and notes, which list an entry is of.

    Lists are told apart by their order, not by their numbers.
    """
    lists: dict[str, int] = {}

    def known(found: re.Match[str]) -> str:
        return f"list {lists.setdefault(found[0], len(lists))}"

    told = lines(settled(content, decide), tracked=True)
    return [(line.place, re.sub(r"numId val=\d+", known, line.properties), line.pieces) for line in told]


def accepted(content: bytes) -> list[str]:
    """The text of each paragraph, notes in place, once every change is accepted."""
    return list(_said(content, accept))


def rejected(content: bytes) -> list[str]:
    """The text of each paragraph, notes in place, once every change is rejected."""
    return list(_said(content, reject))


def heads(docx: Docx) -> list[str]:
    """The text of headers and footers."""
    names = sorted({name for kind in ("header", "footer") for _, name in docx.relations(MAIN, kind)})
    return [line.full for name in names for line in lines(docx, docx.tree(name), name)]


def tokens(said: list[str]) -> list[str]:
    """The editor's words in order."""
    return TOKEN.findall("\n".join(said))
