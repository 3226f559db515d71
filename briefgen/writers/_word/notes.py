"""Footnotes and endnotes: Word's own, each in the part that Word keeps them in.

Word numbers notes itself, by the order of their calls. So the brief's numbers must ascend from 1 in reading order,
and so do the ids: LibreOffice pairs the k-th call with the k-th smallest id whatever the ids say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from briefgen.brief import Inlines, NoteText
from briefgen.errors import BriefgenError, Problem
from briefgen.writers._word.xml import Element, element, qualified, value

Kind = Literal["footnote", "endnote"]


@dataclass(slots=True, kw_only=True)
class Calls:
    """The notes called so far. A second call of a note (one of ``repeated``) is a cross-reference to the first."""

    kind: Kind
    texts: Mapping[int, Inlines]
    repeated: frozenset[int] = frozenset()
    called: list[int] = field(default_factory=list)

    def call(self, number: int) -> bool:
        """Call a note; True where it is its first call. Raises BriefgenError out of order or without a text."""
        if 0 < number <= len(self.called):
            return False
        expected = len(self.called) + 1
        if number != expected:
            raise BriefgenError(
                Problem(f"note {number} is called where note {expected} comes next", "please report this brief")
            )
        if number not in self.texts:
            raise BriefgenError(Problem(f"note {number} is called and has no text", "please report this brief"))
        self.called.append(number)
        return True


def numbered(notes: tuple[NoteText, ...]) -> dict[int, Inlines]:
    """The notes' texts by their numbers."""
    return {note.number: note.inlines for note in notes}


def first_call(number: int) -> str:
    """The bookmark around the first call of a note that is called again (a block's bookmark never has this form)."""
    return f"_bgnote_{number}"


def note(kind: Kind, number: int, paragraph_style: str, mark_style: str, content: list[Element]) -> Element:
    """One note: its mark, a space and its text, in one paragraph."""
    mark = element("w:r", None, [element("w:rPr", None, [value("w:rStyle", mark_style)]), element(f"w:{kind}Ref")])
    space = element("w:t", {"xml:space": "preserve"})
    space.text = " "
    style = element("w:pPr", None, [value("w:pStyle", paragraph_style)])
    paragraph = element("w:p", None, [style, mark, element("w:r", None, [space]), *content])
    return element(f"w:{kind}", {"w:id": str(number)}, [paragraph])


def part(kind: Kind, old: Element | None, paragraph_style: str, notes: list[Element]) -> Element:
    """The part of all notes: the separators of reference.docx (or plain ones), then *notes*."""
    kept = [entry for entry in old if entry.get(qualified("w:type")) not in (None, "normal")] if old is not None else []
    return element(f"w:{kind}s", None, [*(kept or _separators(kind, paragraph_style)), *notes])


def _separators(kind: Kind, paragraph_style: str) -> list[Element]:
    made: list[Element] = []
    for number, name in ((-1, "separator"), (0, "continuationSeparator")):
        style = element("w:pPr", None, [value("w:pStyle", paragraph_style)])
        paragraph = element("w:p", None, [style, element("w:r", None, [element(f"w:{name}")])])
        made.append(element(f"w:{kind}", {"w:type": name, "w:id": str(number)}, [paragraph]))
    return made
