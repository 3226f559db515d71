"""Whose tracked changes are ours: those that bear a name and a minute that a redline of ours was signed with.

The receipt that travels in the copy remembers these signatures. So changes are known under a name that the desk gave up
since, and an editor who bears our name is not taken for us. Word keeps the moment of a change to the minute, and dates
every change of a person's; LibreOffice writes the year 0 or 1970 where there is no date.

While a redline is made, ours all bear the name that it is signed with, and an editor's of that name another one; at last
each is given back its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from briefgen.redline.package import receipt_part
from briefgen.redline.revisions import ANNOTATED
from briefgen.redline.story import NOTES, Story
from briefgen.writers._word.xml import Element, qualified

#: A name, and the minute (``2026-01-15T12:00``) that a change is dated; empty where it is not.
Signature = tuple[str, str]

#: Put before the name of an editor who bears ours, while a redline is made: no name begins so.
_SOMEBODY = "\ue000"
_MINUTE = len("2026-01-15T12:00")
_NO_DATES = ("0", "1970-01-01")


@dataclass(slots=True, kw_only=True)
class Signatures:
    """The signatures of earlier redlines of a copy, and the name and date of this one.

    ``known`` is None where a copy lost its receipt, or was redlined before signatures were remembered: a name must do.
    """

    author: str
    date: str
    known: frozenset[Signature] | None = frozenset()
    _held: list[tuple[Element, str]] = field(default_factory=list)

    @property
    def names(self) -> frozenset[str]:
        """All names that redlines of this copy were signed with."""
        return frozenset({self.author, *(name for name, _ in self.known or ())})

    def hold(self, story: Story) -> None:
        """Give all changes of ours in a copy the name of this redline, and an editor's of that name another."""
        self.known = _remembered(story)
        for change in _changes(story):
            name = change.get(qualified("w:author"), "")
            ours = name == self.author if self.known is None else _signature(change) in self.known
            if ours != (name == self.author):
                change.set(qualified("w:author"), self.author if ours else _SOMEBODY + name)
                self._held.append((change, name))

    def give_back(self, story: Story) -> None:
        """Give each change its own name back."""
        for change, name in self._held:
            change.set(qualified("w:author"), name)
        for change in _changes(story):  # what was made like an editor's change is the editor's
            change.set(qualified("w:author"), change.get(qualified("w:author"), "").removeprefix(_SOMEBODY))

    def to_remember(self, story: Story) -> list[Signature]:
        """The signatures of this redline and of earlier ones, in order."""
        standing = {_signature(change) for change in _changes(story)} if self.known is None else set[Signature]()
        earlier = self.known or {one for one in standing if one[0] == self.author}
        return sorted({(self.author, _minute(self.date)), *earlier})


def _changes(story: Story) -> list[Element]:
    parts = [story.note_part(kind) for kind in NOTES]
    roots = [story.document, *(story.root(part) for part in parts if part)]
    return [
        change for root in roots for change in root.iter(*ANNOTATED) if change.get(qualified("w:author")) is not None
    ]


def _signature(change: Element) -> Signature:
    return change.get(qualified("w:author"), ""), _minute(change.get(qualified("w:date"), ""))


def _minute(date: str) -> str:
    return "" if date.startswith(_NO_DATES) else date[:_MINUTE]


def _remembered(story: Story) -> frozenset[Signature] | None:
    part = receipt_part(story)
    if not part:
        return None
    redlines = list(story.root(part).iter(qualified("b:redline")))
    found = [one for redline in redlines for one in redline.iter(qualified("b:signed"))]
    if redlines and not found:
        return None
    return frozenset((one.get("author", ""), one.get("minute", "")) for one in found)
