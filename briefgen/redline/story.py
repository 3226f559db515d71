"""A Word document opened to be compared: its paragraphs in order, with their blocks, tables and notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from briefgen.errors import DocumentError, Problem
from briefgen.redline.units import Names, Revision, Unit, units_of
from briefgen.writers._word.bookmarks import PREFIX
from briefgen.writers._word.reading import Receipt, parts_of, receipt_of, root
from briefgen.writers._word.xml import Element, qualified

#: Begins the id of an entry of the table of contents, which has no block of its own: the rest is its heading's id.
ENTRY = "entry-of:"

NoteKind = Literal["footnote", "endnote"]
NoteKey = tuple[NoteKind, str]

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ENTERED = frozenset(
    map(qualified, ("w:tbl", "w:tr", "w:tc", "w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:del"))
)
NOTES: tuple[NoteKind, ...] = ("footnote", "endnote")

#: The name of the part that holds the text.
DOCUMENT = "word/document.xml"


@dataclass(slots=True, kw_only=True, eq=False)
class Line:
    """A paragraph of the text: its units, and where it stands.

    ``marks`` are the names of briefgen's bookmarks that begin in it and hold something, in order; ``style`` is its
    style's name in lower case; ``row`` and ``table`` those that it stands in, if any.
    """

    element: Element
    units: tuple[Unit, ...]
    marks: tuple[str, ...]
    style: str
    row: Element | None = None
    table: Element | None = None
    place: int = 0

    @property
    def mark_revision(self) -> Revision | None:
        """The tracked change of the paragraph's own end, if there is one."""
        return revision_of(self.element.find(f"{qualified('w:pPr')}/{qualified('w:rPr')}"))

    @property
    def row_revision(self) -> Revision | None:
        """The tracked change of the row that the paragraph stands in."""
        return revision_of(self.row.find(qualified("w:trPr"))) if self.row is not None else None


def revision_of(properties: Element | None) -> Revision | None:
    """The insertion or deletion that a paragraph's or a row's properties tell of."""
    if properties is None:
        return None
    for name, way in (("w:ins", "in"), ("w:del", "out"), ("w:moveTo", "in"), ("w:moveFrom", "out")):
        found = properties.find(qualified(name))
        if found is not None:
            return Revision("in" if way == "in" else "out", found.get(qualified("w:author"), ""), found)
    return None


@dataclass(kw_only=True)
class Story:
    """A document: its parts, its text part, and its paragraphs in order."""

    parts: dict[str, bytes]
    lines: list[Line] = field(default_factory=list)
    roots: dict[str, Element] = field(default_factory=dict)

    def root(self, part: str) -> Element:
        """The root of a part, read once: what is changed in it is written by :meth:`Package.content`."""
        if part not in self.roots:
            self.roots[part] = root(self.parts, part)
        return self.roots[part]

    @property
    def document(self) -> Element:
        return self.root(DOCUMENT)

    @cached_property
    def receipt(self) -> Receipt | None:
        """The receipt that travels in it."""
        return receipt_of(self.parts)

    @cached_property
    def relations(self) -> dict[str, str]:
        """What the text part relates to: targets by relationship type's last word, the first of each."""
        found: dict[str, str] = {}
        for relation in self._relationships(DOCUMENT):
            kind = relation.get("Type", "").rpartition("/")[2]
            found.setdefault(kind, "word/" + relation.get("Target", "").removeprefix("/word/"))
        return found

    def links(self, part: str) -> dict[str, str]:
        """The addresses that a part links to, by relationship id."""
        return {one.get("Id", ""): one.get("Target", "") for one in self._relationships(part)}

    def _relationships(self, part: str) -> list[Element]:
        folder, _, name = part.rpartition("/")
        path = f"{folder}/_rels/{name}.rels"
        return list(self.root(path).iter(_RELATION)) if path in self.parts else []

    @cached_property
    def styles(self) -> dict[str, str]:
        """The styles' names by their ids."""
        names: dict[str, str] = {}
        for style in self.style_elements:
            name = style.find(qualified("w:name"))
            if name is not None:
                names[style.get(qualified("w:styleId"), "")] = name.get(qualified("w:val"), "")
        return names

    @cached_property
    def style_elements(self) -> list[Element]:
        """The styles that it defines."""
        part = self.relations.get("styles", "")
        return list(self.root(part).iter(qualified("w:style"))) if part in self.parts else []

    @cached_property
    def colours(self) -> frozenset[str]:
        """The colours that styles set: where a program writes one of them out, nobody chose it."""
        part = self.relations.get("styles", "")
        found = self.root(part).iter(qualified("w:color")) if part in self.parts else ()
        return frozenset(colour.get(qualified("w:val"), "").lower() for colour in found)

    @cached_property
    def notes(self) -> dict[NoteKey, Element]:
        """The notes by kind and id, separators apart."""
        found: dict[NoteKey, Element] = {}
        for kind in NOTES:
            for note in self.note_root(kind):
                if note.get(qualified("w:type"), "normal") == "normal":
                    found[kind, note.get(qualified("w:id"), "")] = note
        return found

    def note_part(self, kind: str) -> str:
        """The name of the part that holds the notes of a kind, empty where there is none."""
        part = self.relations.get(f"{kind}s", "")
        return part if part in self.parts else ""

    def note_root(self, kind: str) -> Element | tuple[Element, ...]:
        """The root of the part with the notes of a kind; nothing to go over where there is none."""
        part = self.note_part(kind)
        return self.root(part) if part else ()

    def names(self, part: str = DOCUMENT, colours: frozenset[str] = frozenset()) -> Names:
        """What reading the paragraphs of a part needs."""
        return Names(styles=self.styles, links=self.links(part), colours=self.colours | colours)

    def note_of(self, unit: Unit) -> Element | None:
        """The note that a call calls."""
        return self.notes.get(note_key(unit))

    def note_units(self, note: Element, colours: frozenset[str] = frozenset()) -> tuple[Unit, ...]:
        """The units of a note without its number and the room after it; paragraphs are parted by a line end."""
        kind = "footnote" if note.tag == qualified("w:footnote") else "endnote"
        names = self.names(self.note_part(kind), colours)
        found: list[Unit] = []
        for paragraph in note.iter(qualified("w:p")):
            if found:
                found.append(Unit(kind="char", text="\n"))
            found.extend(units_of(paragraph, names))
        return without_room(found)


def note_key(unit: Unit) -> NoteKey:
    """The kind and id of the note that a call calls."""
    return ("footnote" if unit.nodes[0].tag == qualified("w:footnoteReference") else "endnote", unit.key)


def without_room(units: list[Unit]) -> tuple[Unit, ...]:
    """Units of a note, the room between its number and its words made a mark: programs put a space or a tab there."""
    made: list[Unit] = []
    leading = True
    for unit in units:
        if leading and unit.kind == "char" and unit.text.isspace():
            made.append(
                Unit(kind="mark", run=unit.run, nodes=unit.nodes, path=unit.path, revisions=unit.revisions, key=" ")
            )
            continue
        leading = leading and unit.kind == "mark"
        made.append(unit)
    return tuple(made)


def opened(
    content: bytes, colours: frozenset[str] = frozenset(), prepare: Callable[[Story], None] | None = None
) -> Story:
    """A document opened; *colours* are colours that count as no one's choice. Raises DocumentError for what is none.

    *prepare* is called once its parts can be read, before its paragraphs are.
    """
    parts = parts_of(content)
    story = Story(parts=parts)
    body = story.document.find(qualified("w:body"))
    if body is None:
        raise DocumentError(Problem("it has no text that can be read", "save it from Word as .docx"))
    if prepare is not None:
        prepare(story)
    names = story.names(colours=colours)
    for element, row, table in _paragraphs(body, None, None):
        units = units_of(element, names)
        style = element.find(f"{qualified('w:pPr')}/{qualified('w:pStyle')}")
        name = story.styles.get(style.get(qualified("w:val"), ""), "") if style is not None else ""
        marks = _marks(units)
        line = Line(element=element, units=units, marks=marks, style=name.lower(), row=row, table=table)
        line.place = len(story.lines)
        story.lines.append(line)
    return story


def _paragraphs(
    parent: Element, row: Element | None, table: Element | None
) -> Iterator[tuple[Element, Element | None, Element | None]]:
    for child in parent:
        if child.tag == qualified("w:p"):
            yield child, row, table
        elif child.tag in _ENTERED:
            is_row, is_table = child.tag == qualified("w:tr"), child.tag == qualified("w:tbl")
            yield from _paragraphs(child, child if is_row else row, child if is_table else table)


def _marks(units: tuple[Unit, ...]) -> tuple[str, ...]:
    """Briefgen's bookmarks that begin in a paragraph and hold something of it, where there is something to hold."""
    found: list[str] = []
    holds = any(unit.kind != "mark" for unit in units)
    empty: dict[str, str] = {}
    for unit in units:
        node = unit.nodes[0] if unit.nodes else None
        if node is None or unit.kind != "mark":
            empty.clear()
        elif node.tag == qualified("w:bookmarkStart"):
            name = node.get(qualified("w:name"), "")
            if name.startswith(PREFIX):
                found.append(name)
                empty[node.get(qualified("w:id"), "")] = name
        elif holds and node.tag == qualified("w:bookmarkEnd") and node.get(qualified("w:id"), "") in empty:
            found.remove(empty.pop(node.get(qualified("w:id"), "")))
    return tuple(found)


def entry_target(line: Line) -> str:
    """The bookmark that an entry of the table of contents links to, empty for other paragraphs."""
    if not line.style.startswith(("toc ", "contents ")):
        return ""
    for unit in line.units:
        for around in unit.path:
            anchor = around.get(qualified("w:anchor"), "")
            if anchor:
                return anchor
    return ""


def by_id(story: Story) -> Mapping[str, Line]:
    """A document of our own: its paragraphs by the block that each is, the innermost of those that begin in it.

    Raises DocumentError where it carries no receipt.
    """
    if story.receipt is None:
        raise DocumentError(
            Problem("it carries no receipt of briefgen", "build the brief anew, and bring the edits over by hand")
        )
    known = {block.bookmark: block.id for block in story.receipt.blocks}
    found: dict[str, Line] = {}
    for line in story.lines:
        names = [known[mark] for mark in line.marks if mark in known]
        if names:
            found[names[-1]] = line
        elif entry_target(line) in known:
            found.setdefault(ENTRY + known[entry_target(line)], line)
    return found
