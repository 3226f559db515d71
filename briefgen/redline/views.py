"""The words of a Word document with all its tracked changes accepted, or all rejected.

Read on its own, by nothing that makes a redline: what is promised of a redline is checked with it. A paragraph is a
line; a note stands in square brackets where it is called. Numbers that Word counts by itself are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.writers._word.reading import parts_of, root
from briefgen.writers._word.xml import Element, qualified

_IN = frozenset(map(qualified, ("w:ins", "w:moveTo")))
_OUT = frozenset(map(qualified, ("w:del", "w:moveFrom")))
_CHARACTERS = {
    qualified("w:tab"): "\t",
    qualified("w:br"): "\n",
    qualified("w:cr"): "\n",
    qualified("w:noBreakHyphen"): "\u2011",
    qualified("w:softHyphen"): "\u00ad",
}
_CALLS = {qualified("w:footnoteReference"): "footnote", qualified("w:endnoteReference"): "endnote"}
_SKIPPED = frozenset(
    map(qualified, ("w:pPr", "w:rPr", "w:instrText", "w:delInstrText", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr"))
)


def accepted(content: bytes, joint: str = "") -> str:
    """The words of a DOCX with all tracked changes accepted; raises DocumentError where it is none.

    *joint* is put where the end of a paragraph went and the next goes on.
    """
    return _View(content, _OUT).text(joint)


def rejected(content: bytes, lone: frozenset[str] = frozenset()) -> str:
    """The words of a DOCX with all tracked changes rejected; raises DocumentError where it is none.

    Where nothing of a paragraph came but its end, by one of the authors *lone*, that end is read as one that stays.
    """
    return _View(content, _IN, lone).text()


@dataclass(slots=True)
class _Text:
    """Lines being said; ``going_on`` while the last one's end was taken out."""

    lines: list[str]
    going_on: bool = False
    joint: str = ""

    def line(self, text: str, *, ends: bool) -> None:
        if self.going_on:
            self.lines[-1] += self.joint + text
        else:
            self.lines.append(text)
        self.going_on = not ends

    def border(self) -> None:
        """No line goes on over a table's or a cell's border; one that has nothing and no end is none."""
        if self.going_on and not self.lines[-1].strip():
            self.lines.pop()
        self.going_on = False


class _View:
    """One way to see a document: without what stands in ``hidden`` elements."""

    def __init__(self, content: bytes, hidden: frozenset[str], lone: frozenset[str] = frozenset()) -> None:
        self._lone = lone
        self._parts = parts_of(content)
        self._hidden = hidden
        self._notes = {kind: self._notes_of(kind) for kind in ("footnote", "endnote")}

    def text(self, joint: str = "") -> str:
        made = _Text([], joint=joint)
        self._blocks(root(self._parts, "word/document.xml"), made)
        made.border()
        return "\n".join(made.lines)

    def _notes_of(self, kind: str) -> dict[str, Element]:
        name = f"word/{kind}s.xml"
        if name not in self._parts:
            return {}
        return {note.get(qualified("w:id"), ""): note for note in root(self._parts, name)}

    def _blocks(self, parent: Element, made: _Text) -> None:
        for child in parent:
            if child.tag == qualified("w:p"):
                ends = not self._goes(child.find(f"{qualified('w:pPr')}/{qualified('w:rPr')}"))
                made.line(self._said(child), ends=ends or self._is_lone(child))
            elif child.tag == qualified("w:tr") and self._goes(child.find(qualified("w:trPr"))):
                continue
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                bordered = child.tag in (qualified("w:tbl"), qualified("w:tc"))
                if bordered:
                    made.border()
                self._blocks(child, made)
                if bordered:
                    made.border()

    def _goes(self, properties: Element | None) -> bool:
        return properties is not None and any(entry.tag in self._hidden for entry in properties)

    def _is_lone(self, paragraph: Element) -> bool:
        """Whether the end alone of a paragraph that says something is hidden, by an author for whom that is no end."""
        hidden = [entry for entry in paragraph.iter(*self._hidden) if entry.get(qualified("w:author")) in self._lone]
        return bool(hidden) and not any(len(entry) for entry in hidden) and bool(self._said(paragraph).strip())

    def _said(self, paragraph: Element) -> str:
        said: list[str] = []
        codes: list[list[str]] = []
        for entry in self._seen(paragraph):
            if entry.tag == qualified("w:fldChar"):
                kind = entry.get(qualified("w:fldCharType"))
                if kind == "begin":
                    codes.append([])
                elif kind == "end" and codes:
                    codes.pop()
            elif entry.tag in (qualified("w:instrText"), qualified("w:delInstrText")):
                if codes:
                    codes[-1].append(entry.text or "")
            elif not any("".join(code).split()[:1] == ["NOTEREF"] for code in codes):
                said.append(self._word(entry))
        return "".join(said)

    def _word(self, entry: Element) -> str:
        if entry.tag in (qualified("w:t"), qualified("w:delText")):
            return entry.text or ""
        if entry.tag in _CALLS:
            note = self._notes[_CALLS[str(entry.tag)]].get(entry.get(qualified("w:id"), ""))
            made = _Text([])
            if note is not None:
                self._blocks(note, made)
                made.border()
            return f"[{' / '.join(made.lines).strip()}]"
        return _CHARACTERS.get(str(entry.tag), "")

    def _seen(self, parent: Element) -> Iterator[Element]:
        for child in parent:
            if child.tag in self._hidden or child.tag in (qualified("w:pPr"), qualified("w:rPr"), qualified("w:p")):
                continue
            if len(child):
                yield from self._seen(child)
            else:
                yield child
