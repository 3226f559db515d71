"""One redline being made: the three documents, what is known of each block, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from briefgen.redline.align import same, spoken
from briefgen.redline.bringing import Bringer
from briefgen.redline.comments import Comments
from briefgen.redline.notebook import NoteBook
from briefgen.redline.package import Package
from briefgen.redline.pairing import Pairing
from briefgen.redline.revisions import Tracker
from briefgen.redline.story import DOCUMENT, ENTRY, Line, Story
from briefgen.redline.units import Unit, accepted, rejected, said, units_of
from briefgen.writers._word.xml import Element, qualified

#: What became of a block in the redline.
Outcome = Literal[
    "untouched", "reworded", "restyled", "moved", "inserted", "removed", "kept", "conflict", "stays-deleted"
]

#: What stands for a cause that nobody gave.
CAUSE = "the corpus changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockOutcome:
    """A block, what became of it, and a sentence on it for the report.

    ``cause`` is why, as half a sentence, where a change of the build is behind it; ``called`` what people call the
    block, where somebody said it.
    """

    id: str
    outcome: Outcome
    sentence: str
    cause: str = ""
    called: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a block stands in the copy: its words ``now`` (our pending changes accepted) and ``plain`` (rejected).

    None: it is not there. ``pristine``: no one but briefgen touched it since the base was built.
    """

    now: tuple[Unit, ...] | None
    plain: tuple[Unit, ...] | None
    pristine: bool


@dataclass(kw_only=True)
class Work:
    """The documents and their blocks: ``old`` those of the base, ``will`` of the new build, ``kept`` of the copy.

    ``strays`` are the note calls of the copy that belong to no block, once somebody asked for them.
    """

    before: Story
    mine: Story
    new: Story
    old: Mapping[str, Line]
    will: Mapping[str, Line]
    kept: dict[str, tuple[Line, ...]]
    pairing: Pairing
    package: Package
    tracker: Tracker
    bringer: Bringer
    notebook: NoteBook
    comments: Comments
    causes: Mapping[str, str]
    handled: set[str] = field(default_factory=set)
    placed: dict[str, Element] = field(default_factory=dict)
    outcomes: dict[str, BlockOutcome] = field(default_factory=dict)
    strays: list[Unit] | None = None
    _standings: dict[str, Standing] = field(default_factory=dict)

    @property
    def author(self) -> str:
        return self.tracker.author

    def cause(self, *identities: str) -> str:
        """Why a block changed: the first cause that is given for one of *identities*, as half a sentence."""
        found = next((self.causes[one] for one in identities if one in self.causes), CAUSE)
        return found.strip().rstrip(".") or CAUSE

    def tell(self, identity: str, outcome: Outcome, sentence: str, cause: str = "") -> None:
        """Note what became of a block and why; entries of the contents follow their headings and are not told."""
        if outcome == "untouched" and identity in self.outcomes:
            return  # a table bears the id of its caption: what befell the table was told
        if not identity.startswith(ENTRY):
            self.outcomes[identity] = BlockOutcome(id=identity, outcome=outcome, sentence=sentence, cause=cause)

    def element(self, identity: str) -> Element | None:
        """The copy's first paragraph of a block, or the one that was put there for it."""
        if identity in self.placed:
            return self.placed[identity]
        return self.kept[identity][0].element if identity in self.kept else None

    def standing(self, identity: str) -> Standing:
        """How a block stands in the copy, as it was when it was opened."""
        if identity not in self._standings:
            self._standings[identity] = self._standing(identity)
        return self._standings[identity]

    def _standing(self, identity: str) -> Standing:
        lines = self.kept.get(identity, ())
        base = self.old.get(identity)
        if not lines:
            return Standing(now=None, plain=None, pristine=base is None)
        now = None if all(_gone(line) for line in lines) else tuple(u for line in lines for u in accepted(line.units))
        plain = self._plain(lines)
        wanted = base.units if base is not None else None
        alone = len(lines) == 1 and identity not in self.pairing.joined and not self._foreign(lines[0])
        pristine = (
            alone and same(now or (), wanted or ()) and (now is None or base is None or lines[0].style == base.style)
        )
        return Standing(now=now, plain=plain, pristine=pristine)

    def _plain(self, lines: Sequence[Line]) -> tuple[Unit, ...] | None:
        """The words with our pending changes rejected; None where the block is but our pending insertion."""
        left = tuple(unit for line in lines for unit in rejected(line.units, self.author))
        rows = (line.row_revision for line in lines)
        if any(row is not None and row.way == "in" and row.author == self.author for row in rows):
            return None
        return left if spoken(left) or not any(spoken(line.units) for line in lines) else None

    def _foreign(self, line: Line) -> bool:
        """Whether somebody else's tracked changes stand in a paragraph."""
        around = [line.mark_revision, line.row_revision, *(one for unit in line.units for one in unit.revisions)]
        if any(one is not None and one.author != self.author for one in around):
            return True
        return any(
            one.get(qualified("w:author")) != self.author
            for one in line.element.iter(qualified("w:rPrChange"), qualified("w:pPrChange"))
        )

    def pending(self, identity: str) -> bool:
        """Whether a block is but our own pending insertion."""
        standing = self.standing(identity)
        return standing.plain is None and standing.now is not None

    def notes_pristine(self, identity: str) -> bool:
        """Whether the notes of a pristine block say what they say in the base."""
        standing, base = self.standing(identity), self.old.get(identity)
        if standing.now is None or base is None:
            return True
        pairs = zip(calls(standing.now), calls(base.units), strict=False)
        return all(self.notebook.is_pristine(mine, old) for mine, old in pairs)

    def is_untouched(self, identity: str) -> bool:
        """Whether no editor touched a block or its notes."""
        return self.standing(identity).pristine and self.notes_pristine(identity)

    def read(self, paragraph: Element) -> tuple[Unit, ...]:
        """The units of a paragraph of the copy as it is now."""
        return units_of(paragraph, self.mine.names(DOCUMENT, self.before.colours))

    def wording(self, *identities: str) -> list[str]:
        """What the new build says in some blocks, for a comment: their words and those of their notes."""
        said_there: list[str] = []
        for identity in identities:
            line = self.will[identity]
            notes = self.notebook.texts(line.units, self.new)
            said_there += [f"New wording: {said(line.units)}"] if said(line.units).strip() else []
            said_there += [f"Its note: {text.strip()}" for text in notes]
        return said_there

    def is_same(self, identity: str) -> bool:
        """Whether the new build says in a block what the base says, in its notes too."""
        old, new = self.old.get(identity), self.will.get(identity)
        if old is None or new is None or not same(old.units, new.units):
            return False
        return self.notebook.texts(old.units, self.before) == self.notebook.texts(new.units, self.new)


def calls(units: Sequence[Unit]) -> list[Unit]:
    """The calls among units."""
    return [unit for unit in units if unit.kind == "call"]


def content(units: Sequence[Unit]) -> list[Unit]:
    """Units without marks."""
    return [unit for unit in units if unit.kind != "mark"]


def _gone(line: Line) -> bool:
    """Whether nothing of a paragraph stands where all tracked changes are accepted."""
    row = line.row_revision
    return (row is not None and row.way == "out") or not spoken(accepted(line.units))
