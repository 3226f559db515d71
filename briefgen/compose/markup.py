"""From what a template made to blocks: elements become blocks with roles, ids and records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeGuard

from briefgen.brief import (
    Bibliography,
    Block,
    Blocks,
    Box,
    Contents,
    FigureCard,
    FigureStrip,
    Heading,
    Inlines,
    Listing,
    Paragraph,
    Role,
)
from briefgen.compose.identity import PREFIXES, about, of_text
from briefgen.compose.reading import Reading, named_in, union
from briefgen.compose.runs import run, said
from briefgen.compose.tables import table
from briefgen.compose.tree import Element
from briefgen.compose.vocabulary import ROLES
from briefgen.diagnostics import did_you_mean
from briefgen.walk import plain

#: Roles that a brief has once: their paragraph's id is the role's own name.
_ONCE: tuple[Role, ...] = ("title", "standfirst", "facts")


def blocks(root: Element, reading: Reading) -> Blocks:
    """The blocks of a whole brief; mistakes are added to the reading's problems."""
    return _Blocks(reading).inside(root, "text")


class _Blocks:
    """Reads elements into blocks in document order."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.level = 0
        self._readers: dict[str, Callable[[Element, str], Block | None]] = {
            "h1": self._heading,
            "h2": self._heading,
            "h3": self._heading,
            "p": self._paragraph,
            "ul": self._listing,
            "ol": self._listing,
            "table": self._table,
            "box": self._box,
            "figures": self._figures,
            "contents": self._contents,
            "bibliography": self._bibliography,
        }

    def inside(self, element: Element, about_what: str) -> Blocks:
        """The blocks in an element; a section of which nothing but headings is left is left out."""
        made: list[Block] = []
        for child in element.elements():
            if child.name == "section":
                level = self.level
                inner = self.inside(child, child.attributes.get("id") or about_what)
                if all(isinstance(block, Heading) for block in inner):
                    self.level = level
                else:
                    made.extend(inner)
            elif (block := self._readers[child.name](child, about_what)) is not None:
                made.append(block)
        return tuple(made)

    def _heading(self, element: Element, about_what: str) -> Heading | None:  # noqa: ARG002 - one signature for all
        inlines = run(element, self.reading)
        if not inlines:
            return None
        if named_in(inlines):
            hint = "put it into the paragraph that the heading sums up"
            self.reading.error("a heading may not hold a citation", element, hint)
        level = _level(element.name)
        if level > self.level + 1:
            above = f"<h{self.level}>" if self.level else "nothing"
            self.reading.error(f"<{element.name}> follows {above}: a level is left out", element, "use the next level")
        self.level = level
        records = self.reading.records(element)
        named = f"section-{about(records) if records else of_text(plain(inlines))}"
        return Heading(id=self.reading.identify(element, named), level=level, inlines=inlines, records=records)

    def _paragraph(self, element: Element, about_what: str) -> Paragraph | None:
        role = self._role(element, "body")
        return self._made(element, role, about_what)

    def _made(self, element: Element, role: Role, about_what: str) -> Paragraph | None:
        """The paragraph of an element, or None where nothing stands in it."""
        inlines = run(element, self.reading)
        if not inlines:
            return None
        own = self.reading.records(element)
        records = union(own, named_in(inlines))
        given = self.reading.identify(element, self._named(role, own, records, inlines, about_what))
        return Paragraph(id=given, role=role, inlines=inlines, records=records)

    def _named(
        self, role: Role, own: tuple[str, ...], records: tuple[str, ...], inlines: Inlines, about_what: str
    ) -> str:
        if role in _ONCE:
            return PREFIXES[role]
        if role == "body" and own:
            kind = self.reading.corpus.records[own[0]].kind
            return f"{'finding' if kind == 'finding' else 'rec'}-{about(own)}"
        prefix = about_what if role == "body" else PREFIXES[role]
        chosen = own or records
        return f"{prefix}-{about(chosen) if chosen else of_text(plain(inlines))}"

    def _role(self, element: Element, otherwise: Role) -> Role:
        given = element.attributes.get("role")
        if given is None:
            return otherwise
        for role in ROLES:
            if role == given:
                return role
        hint = did_you_mean(given, ROLES) or f"the roles are: {', '.join(ROLES)}"
        self.reading.error(f"a paragraph has no role '{given[:40]}'", element, hint)
        return otherwise

    def _listing(self, element: Element, about_what: str) -> Listing | None:
        entries = tuple(
            entry for child in element.elements() if (entry := self._made(child, "body", about_what)) is not None
        )
        if not entries:
            return None
        given = self.reading.identify(element, f"list-{entries[0].id}")
        records = union(*(entry.records for entry in entries))
        return Listing(id=given, ordered=element.name == "ol", entries=entries, records=records)

    def _table(self, element: Element, about_what: str) -> Block | None:  # noqa: ARG002 - one signature for all
        return table(element, self.reading, self._role)

    def _box(self, element: Element, about_what: str) -> Box | None:
        read = (self._made(child, self._role(child, "key-message"), about_what) for child in element.elements())
        paragraphs = tuple(paragraph for paragraph in read if paragraph is not None)
        if not paragraphs:
            return None
        title = element.attributes["title"]
        given = self.reading.identify(element, f"box-{of_text(title)}")
        records = union(*(paragraph.records for paragraph in paragraphs))
        return Box(id=given, title=said(title), paragraphs=paragraphs, records=records)

    def _figures(self, element: Element, about_what: str) -> FigureStrip | None:  # noqa: ARG002 - one signature for all
        cards = tuple(card for child in element.elements() if (card := self._card(child)) is not None)
        if len(cards) > 4:
            self.reading.error(f"<figures> holds {len(cards)} figures", element, "keep the four that tell most")
        if not cards:
            return None
        given = self.reading.identify(element, "figures")
        return FigureStrip(id=given, cards=cards, records=union(*(card.records for card in cards)))

    def _card(self, element: Element) -> FigureCard | None:
        found: dict[Role, Element] = {self._role(child, "body"): child for child in element.elements()}
        if sorted(found) != ["figure-label", "figure-value"] or len(list(element.elements())) != 2:
            hint = 'write <p role="figure-value">…</p><p role="figure-label">…</p>'
            self.reading.error("<figure> holds a value and a label", element, hint)
            return None
        value = run(found["figure-value"], self.reading)
        label = run(found["figure-label"], self.reading)
        if not value or not label:
            self.reading.error("a figure has no value or no label", element, "leave the <figure> out, or fill it")
            return None
        own = self.reading.records(element)
        records = union(own, named_in(value), named_in(label))
        given = self.reading.identify(element, f"figure-{about(records) if records else of_text(plain(value))}")
        return FigureCard(
            id=given,
            value=self._part(f"{given}-value", "figure-value", value, records),
            label=self._part(f"{given}-label", "figure-label", label, records),
            records=records,
        )

    def _part(self, wanted: str, role: Role, inlines: Inlines, records: tuple[str, ...]) -> Paragraph:
        return Paragraph(id=self.reading.identities.give(wanted), role=role, inlines=inlines, records=records)

    def _contents(self, element: Element, about_what: str) -> Contents:  # noqa: ARG002 - one signature for all
        depth = element.attributes.get("depth", "2")
        given = self.reading.identify(element, "contents")
        title = said(element.attributes["title"])
        if not _is_level(depth):
            self.reading.error(f"<contents> has no depth '{depth[:20]}'", element, "the depth is 1, 2 or 3")
            return Contents(id=given, title=title)
        return Contents(id=given, title=title, depth=_level(f"h{depth}"))

    def _bibliography(self, element: Element, about_what: str) -> Bibliography:  # noqa: ARG002 - one signature for all
        return Bibliography(id=self.reading.identify(element, "sources"), entries=())


def _is_level(text: str) -> TypeGuard[Literal["1", "2", "3"]]:
    return text in {"1", "2", "3"}


def _level(name: str) -> Literal[1, 2, 3]:
    match name:
        case "h1":
            return 1
        case "h2":
            return 2
        case _:
            return 3
