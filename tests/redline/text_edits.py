"""What an editor does to words: writes, rewrites, strikes, moves, marks, in the text and in notes, untracked."""

from __future__ import annotations

from dataclasses import dataclass

from tests.redline.editing import Editing, length
from tests.redline.package import KINDS, find, make, q


@dataclass(frozen=True, slots=True)
class Write:
    """Words typed into a paragraph; *inside* a tracked insertion where the cursor is in one."""

    which: int
    at: int
    words: int
    inside: bool = False

    def apply(self, editing: Editing) -> None:
        paragraph = editing.paragraph(self.which)
        editing.write(paragraph, self.at % (length(paragraph) + 1), self.words, inside=self.inside)


@dataclass(frozen=True, slots=True)
class Strike:
    """Words deleted from a paragraph, without a note's call."""

    which: int
    at: int
    long: int

    def apply(self, editing: Editing) -> None:
        paragraph = editing.paragraph(self.which)
        start = self.at % (length(paragraph) + 1)
        editing.erase(paragraph, start, start + self.long)


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A stretch of a paragraph, or all of it, written anew; the notes stay where they were called."""

    which: int
    at: int
    long: int
    words: int

    def apply(self, editing: Editing) -> None:
        paragraph = editing.paragraph(self.which)
        start = self.at % (length(paragraph) + 1)
        editing.erase(paragraph, start, start + self.long)
        editing.write(paragraph, min(start, length(paragraph)), self.words)


@dataclass(frozen=True, slots=True)
class Swap:
    """A word of the paragraph becomes another that stands in it already: no word of the editor's own, still an edit."""

    which: int
    at: int

    def apply(self, editing: Editing) -> None:
        paragraph = editing.paragraph(self.which)
        texts = [text for text in find(paragraph, ".//w:t[not(ancestor::w:del)]") if len((text.text or "").split()) > 2]
        if not texts:
            return
        text = texts[self.at % len(texts)]
        words = (text.text or "").split(" ")
        place = self.at % (len(words) - 1)
        words[place], words[place + 1] = words[place + 1], words[place]
        text.text = " ".join(words)


@dataclass(frozen=True, slots=True)
class Mark:
    """Bold, italic or a highlight over some words."""

    which: int
    at: int
    long: int
    looks: str

    def apply(self, editing: Editing) -> None:
        paragraph = editing.paragraph(self.which)
        start = self.at % (length(paragraph) + 1)
        for run in editing.between(paragraph, start, start + self.long):
            properties = run.find(q("w:rPr"))
            if properties is None:
                properties = make("w:rPr")
                run.insert(0, properties)
            if properties.find(q(f"w:{self.looks}")) is None:
                styled = properties.find(q("w:rStyle"))
                properties.insert(0 if styled is None else 1, make(f"w:{self.looks}"))


@dataclass(frozen=True, slots=True)
class Shatter:
    """Runs cut apart as word processors do, with their noise between them: nothing that a person sees."""

    which: int
    every: int

    def apply(self, editing: Editing) -> None:
        paragraph = editing.paragraph(self.which)
        for place in range(self.every, length(paragraph), max(self.every, 2)):
            editing.cut(paragraph, place)
        for run in find(paragraph, ".//w:r"):
            run.set(q("w:rsidR"), "00A1B2C3")
        editing.put(paragraph, length(paragraph) // 2, make("w:proofErr", {"w:type": "spellStart"}),
                    make("w:proofErr", {"w:type": "spellEnd"}))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Restyle:
    """Another style, or an indent of its own, for a paragraph."""

    which: int
    style: int

    def apply(self, editing: Editing) -> None:
        paragraph = editing.paragraph(self.which)
        used = sorted(set(find(editing.docx.body, ".//w:pStyle/@w:val")))
        properties = paragraph.find(q("w:pPr"))
        if properties is None:
            properties = make("w:pPr")
            paragraph.insert(0, properties)
        old = properties.find(q("w:pStyle"))
        if old is None:
            old = make("w:pStyle")
            properties.insert(0, old)
        old.set(q("w:val"), used[self.style % len(used)])


# --- notes -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OwnNote:
    """A note of the editor's own."""

    which: int
    at: int
    kind: int = 0

    def apply(self, editing: Editing) -> None:
        kind = KINDS[self.kind % 2]
        root = editing.docx.notes(kind)
        if root is None:
            return
        number = editing.fresh()
        words = make("w:r", None, make("w:t", text=f" {editing.sentence(2)}."))
        mark = make("w:r", None, make(f"w:{kind}Ref"))
        root.append(make(f"w:{kind}", {"w:id": number}, make("w:p", None, mark, words)))
        paragraph = editing.paragraph(self.which)
        call = make("w:r", None, make(f"w:{kind}Reference", {"w:id": number}))
        editing.put(paragraph, self.at % (length(paragraph) + 1), call)


@dataclass(frozen=True, slots=True)
class EditNote:
    """Words written into a note, or (with ``strikes``) some struck and others put in their place."""

    which: int
    at: int
    strikes: int

    def apply(self, editing: Editing) -> None:
        notes = [
            paragraph
            for kind in KINDS
            if (root := editing.docx.notes(kind)) is not None
            for paragraph in find(root, "*[not(@w:type) or @w:type='normal']/w:p[last()]")
        ]
        if not notes:
            return
        paragraph = notes[self.which % len(notes)]
        start = 1 + self.at % max(length(paragraph), 1)
        if self.strikes:
            editing.erase(paragraph, start, start + self.strikes)
        editing.write(paragraph, min(start, length(paragraph)), 1)


@dataclass(frozen=True, slots=True)
class DropCall:
    """A note's call deleted, and its note with it."""

    which: int

    def apply(self, editing: Editing) -> None:
        path = "|".join(f".//w:r[w:{kind}Reference][not(ancestor::w:del)]" for kind in KINDS)
        calls = find(editing.docx.body, path)
        if calls:
            run = calls[self.which % len(calls)]
            run.getparent().remove(run)


@dataclass(frozen=True, slots=True)
class MoveCall:
    """A note's call cut and put elsewhere: its note goes with it."""

    which: int
    to: int
    at: int

    def apply(self, editing: Editing) -> None:
        path = "|".join(f".//w:r[w:{kind}Reference][not(ancestor::w:del)]" for kind in KINDS)
        calls = find(editing.docx.body, path)
        if calls:
            run = calls[self.which % len(calls)]
            run.getparent().remove(run)
            paragraph = editing.paragraph(self.to)
            editing.put(paragraph, self.at % (length(paragraph) + 1), run)
