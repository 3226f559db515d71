"""Notes in a redline: brought in with what calls them, changed by themselves, numbered by their calls."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from briefgen.redline.align import same
from briefgen.redline.bringing import Bringer
from briefgen.redline.package import Package
from briefgen.redline.revisions import Tracker, revert
from briefgen.redline.story import DOCUMENT, NOTES, NoteKey, NoteKind, Story, note_key, without_room
from briefgen.redline.tracked import Item, arranged, replace_content, written
from briefgen.redline.units import Unit, accepted, rejected, said, units_of
from briefgen.redline.words import steps
from briefgen.writers._word import notes as word_notes
from briefgen.writers._word.xml import Element, element, qualified

#: What became of a note: as it was, reworded, or changed on both sides.
NoteOutcome = Literal["untouched", "reworded", "conflict"]

#: Above this are the ids of notes that are brought, until all are numbered: Word and the validator want small ones.
_BROUGHT = 1_000_000


@dataclass(slots=True, kw_only=True)
class NoteBook:
    """The notes of the editor's file; ``known`` are theirs by those of the new build."""

    package: Package
    before: Story
    new: Story
    tracker: Tracker
    bringer: Bringer | None = None
    known: dict[NoteKey, NoteKey] = field(default_factory=dict)
    _last: int = 0

    @property
    def _story(self) -> Story:
        return self.package.story

    def __post_init__(self) -> None:
        numbers = [int(key[1]) for key in self._story.notes if key[1].lstrip("-").isdigit()]
        self._last = max(numbers, default=0) + _BROUGHT

    def bring(self, wanted: NoteKey) -> str:
        """Add a note of the new build, as a tracked insertion; its id in the editor's file."""
        kind = wanted[0]
        self._last += 1
        part = self._part(kind)
        source = self.new.notes.get(wanted)
        units = self.new.note_units(source) if source is not None else ()
        paragraph, mark = self._model(kind, source)
        content = [Item("ins", unit) for unit in self._brought(units, kind)]
        paragraph.extend([*mark, *written(content, self.tracker)])
        note = element(f"w:{kind}", {"w:id": str(self._last)}, [paragraph])
        self.package.root(part).append(note)
        key = (kind, str(self._last))
        self._story.notes[key] = note
        self.known[wanted] = key
        return str(self._last)

    def _brought(self, units: Sequence[Unit], kind: NoteKind) -> list[Unit]:
        if self.bringer is None:
            return []
        return self.bringer.units(units, self._part(kind), self.new.note_part(kind))

    def _part(self, kind: NoteKind) -> str:
        part = self._story.note_part(kind)
        if not part:
            root = word_notes.part(kind, None, self._style(kind), [])
            part = self.package.add_word_part(f"{kind}s", root)
        return part

    def _style(self, kind: NoteKind) -> str:
        wanted = f"{kind} text"
        found = [one for one, name in self.new.styles.items() if name.lower() == wanted]
        made = self.bringer.paragraph(_styled(found[0])) if found and self.bringer else None
        style = made.find(f"{qualified('w:pPr')}/{qualified('w:pStyle')}") if made is not None else None
        return style.get(qualified("w:val"), "") if style is not None else "Normal"

    def _model(self, kind: NoteKind, source: Element | None) -> tuple[Element, list[Element]]:
        """An empty paragraph and the runs of its number, like those of the notes that are there."""
        for note in self._story.note_root(kind):
            first = note.find(qualified("w:p"))
            if note.get(qualified("w:type"), "normal") == "normal" and first is not None:
                return _shell(first)
        first = source.find(qualified("w:p")) if source is not None else None
        if first is None or self.bringer is None:
            return element("w:p"), []
        made = self.bringer.paragraph(first)
        return made, _shell(first)[1]

    def merge(self, mine: Unit, old: Unit, new: Unit) -> NoteOutcome:
        """Bring a note of the editor's file (called by *mine*) from the base (*old*) to the new build (*new*)."""
        self.known.setdefault(note_key(new), note_key(mine))
        theirs, base, wanted = self._story.note_of(mine), self.before.note_of(old), self.new.note_of(new)
        if theirs is None or base is None or wanted is None:
            return "untouched"
        was, will = self.before.note_units(base), self.new.note_units(wanted)
        if same(was, will):
            return "untouched"
        if same(accepted(self._units(theirs)), will) and not self.is_pending(theirs):
            return "untouched"
        if not self.is_pristine(mine, old):
            return "conflict"
        self.renew(mine, new)
        return "reworded"

    def renew(self, mine: Unit, new: Unit) -> None:
        """Write a note of the new build into one of the editor's file as tracked changes."""
        self.known.setdefault(note_key(new), note_key(mine))
        theirs, wanted = self._story.note_of(mine), self.new.note_of(new)
        if theirs is None or wanted is None:
            return
        will = self.new.note_units(wanted)
        kind = note_key(mine)[0]
        part = self._part(kind)
        self.package.touched.add(part)
        revert(theirs, self.tracker.author)
        now = self._units(theirs)
        brought = self._brought(will, kind)
        paragraph = theirs.find(qualified("w:p"))
        if paragraph is not None:
            changes = steps([unit for unit in now if unit.kind != "mark"], brought)
            replace_content(paragraph, written(arranged(now, brought, changes), self.tracker))

    def is_pending(self, note: Element) -> bool:
        """Whether tracked changes of ours stand in a note."""
        return any(unit.revisions for unit in self._units(note))

    def is_pristine(self, mine: Unit, old: Unit) -> bool:
        """Whether a note says what the base says, with our pending changes accepted and nobody else's there."""
        theirs, base = self._story.note_of(mine), self.before.note_of(old)
        if theirs is None or base is None:
            return theirs is base
        units = self._units(theirs)
        if any(one.author != self.tracker.author for unit in units for one in unit.revisions):
            return False
        return len(theirs.findall(qualified("w:p"))) == 1 and same(accepted(units), self.before.note_units(base))

    def _units(self, note: Element) -> tuple[Unit, ...]:
        kind: NoteKind = "footnote" if note.tag == qualified("w:footnote") else "endnote"
        names = self._story.names(self._story.note_part(kind), self.before.colours)
        found: list[Unit] = []
        for paragraph in note.iter(qualified("w:p")):
            if found:
                found.append(Unit(kind="char", text="\n"))
            found.extend(units_of(paragraph, names))
        return without_room(found)

    def texts(self, units: Sequence[Unit], story: Story) -> list[str]:
        """The words of the notes that units call, tracked changes accepted."""
        notes = [story.note_of(unit) for unit in units if unit.kind == "call"]
        return [said(accepted(story.note_units(note))) if note is not None else "" for note in notes]

    def both_texts(self, mine: Unit) -> set[str]:
        """The words of a note of the editor's file, with our tracked changes accepted and rejected."""
        note = self._story.note_of(mine)
        units = self._units(note) if note is not None else ()
        return {said(accepted(units)), said(accepted(rejected(units, self.tracker.author)))}


def _styled(style: str) -> Element:
    return element("w:p", None, [element("w:pPr", None, [element("w:pStyle", {"w:val": style})])])


def _shell(paragraph: Element) -> tuple[Element, list[Element]]:
    """A note's paragraph without its words: its properties, and the runs of its number and the room after it."""
    made = element("w:p")
    properties = paragraph.find(qualified("w:pPr"))
    if properties is not None:
        made.append(copy.deepcopy(properties))
    marks: list[Element] = []
    for run in paragraph.iterchildren(qualified("w:r")):
        if any(run.find(qualified(name)) is not None for name in ("w:footnoteRef", "w:endnoteRef")):
            mark = copy.deepcopy(run)
            for child in list(mark):
                if child.tag not in {qualified(name) for name in ("w:rPr", "w:footnoteRef", "w:endnoteRef", "w:tab")}:
                    mark.remove(child)
            space = element("w:t", {"xml:space": "preserve"})
            space.text = " "
            marks = [mark, element("w:r", None, [space])]
            break
    return made, marks


def settle(package: Package, called_before: set[NoteKey]) -> None:
    """Number the notes by the order of their calls, and take away those that lost their calls.

    LibreOffice pairs the k-th call with the k-th smallest id, so the ids ascend; those of *called_before* that nothing
    calls any more go, whatever else stood uncalled stays.
    """
    story = package.story
    document = story.document
    for kind in NOTES:
        part = story.note_part(kind)
        if not part:
            continue
        order = list(
            dict.fromkeys(call.get(qualified("w:id"), "") for call in document.iter(qualified(f"w:{kind}Reference")))
        )
        root = story.root(part)
        notes = [note for note in root if note.get(qualified("w:type"), "normal") == "normal"]
        kept = [note for note in notes if _stays(kind, note, order, called_before)]
        numbers = [_number(note.get(qualified("w:id"), "")) for note in kept]
        if (
            len(kept) == len(notes)
            and [note.get(qualified("w:id")) for note in kept][: len(order)] == order
            and numbers == sorted(numbers)
            and max(numbers, default=0) < _BROUGHT
        ):
            continue
        _renumber(package, kind, order, kept)


def _stays(kind: NoteKind, note: Element, order: Sequence[str], called_before: set[NoteKey]) -> bool:
    identity = note.get(qualified("w:id"), "")
    return identity in order or ((kind, identity) not in called_before and _number(identity) < _BROUGHT)


def _renumber(package: Package, kind: NoteKind, order: Sequence[str], kept: Sequence[Element]) -> None:
    root = package.root(package.story.note_part(kind))
    fixed = [note for note in root if note.get(qualified("w:type"), "normal") != "normal"]
    last = max((_number(note.get(qualified("w:id"), "")) for note in fixed), default=0)
    place = {identity: number for number, identity in enumerate(order)}
    ordered = sorted(kept, key=lambda note: place.get(note.get(qualified("w:id"), ""), len(place)))
    given: dict[str, str] = {}
    for note in [note for note in root if note not in fixed]:
        root.remove(note)
    for number, note in enumerate(ordered, max(last, 0) + 1):
        given[note.get(qualified("w:id"), "")] = str(number)
        note.set(qualified("w:id"), str(number))
        root.append(note)
    for call in package.root(DOCUMENT).iter(qualified(f"w:{kind}Reference")):
        identity = call.get(qualified("w:id"), "")
        call.set(qualified("w:id"), given.get(identity, identity))


def _number(identity: str) -> int:
    return int(identity) if identity.lstrip("-").isdigit() else 0
