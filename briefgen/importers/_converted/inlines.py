"""Pandoc's inlines as the text of one piece: stress and links marked as in Markdown, notes as raised numbers.

Stress and links are marked only where the marks would be read as such again; a mark inside a word would stay in the
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

Node = Mapping[str, Any]

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_QUOTES = {"SingleQuote": "‘’", "DoubleQuote": "“”"}
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s…]+")
_OUTSIDE = re.compile(r"(?:https?|ftp|mailto|doi|urn):|www\.", re.IGNORECASE)
_IN_TARGET = str.maketrans({" ": "%20", "(": "%28", ")": "%29", "\n": "", "\t": ""})


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look: ``stress`` is the number of asterisks, ``link`` a target, ``note`` the note called here."""

    text: str
    stress: int = 0
    link: str = ""
    note: int = -1


@dataclass(slots=True)
class Line:
    """The text of a piece, and the notes called in it: their positions among all notes, and half-open offsets."""

    text: str = ""
    calls: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Found:
    """Notes in the order of their first calls, as (key, number, blocks), and what was left out."""

    notes: list[tuple[str, int, Sequence[Node]]] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    pictures: int = 0

    def note(self, node: Node) -> int:
        """The position of a note among all notes."""
        key = str(node.get("key", ""))
        if key and key in self.keys:
            return self.keys[key]
        position = len(self.notes)
        self.notes.append((key, int(node.get("number", 0)), node["c"]))
        if key:
            self.keys[key] = position
        return position


def runs(inlines: Sequence[Node], found: Found, look: Run = Run("")) -> Iterator[Run]:
    """The runs of inlines; notes and pictures go to *found*."""
    for node in inlines:
        content: Any = node.get("c")
        match node["t"]:
            case "Str":
                yield replace(look, text=content)
            case "Space" | "SoftBreak" | "LineBreak":
                yield replace(look, text=" ")
            case "Emph":
                yield from runs(content, found, replace(look, stress=look.stress | 1))
            case "Strong":
                yield from runs(content, found, replace(look, stress=look.stress | 2))
            case "Superscript":
                yield from _raised(list(runs(content, found, look)))
            case "Underline" | "Strikeout" | "Subscript" | "SmallCaps":
                yield from runs(content, found, look)
            case "Quoted":
                marks = _QUOTES[content[0]["t"]]
                yield replace(look, text=marks[0])
                yield from runs(content[1], found, look)
                yield replace(look, text=marks[1])
            case "Cite" | "Span":
                yield from runs(content[1], found, look)
            case "Link":
                yield from runs(content[1], found, replace(look, link=content[2][0] or "#"))
            case "Code" | "Math":
                yield replace(look, text=content[1])
            case "Note":
                position = found.note(node)
                if not node.get("silent"):  # a note that nothing calls has its place among the others alone
                    yield Run("", note=position)
            case "Image":
                found.pictures += 1
            case _:
                pass  # RawInline: another format's own code


def _raised(content: list[Run]) -> Iterator[Run]:
    """What stands above the line: digits as raised digits, anything else as it is; commas between notes go."""
    if any(run.note >= 0 for run in content):
        content = [run for run in content if run.note >= 0 or re.search(r"\w", run.text)]
    digits = "".join(run.text for run in content).strip().isdecimal()
    for run in content:
        yield replace(run, text=run.text.strip().translate(RAISED)) if digits else run


def render(content: Iterator[Run], *, numbers: Sequence[int], in_note: bool = False) -> Line:
    """The runs as one line. *numbers* are what the notes' marks show, by the notes' positions."""
    spaced = _spaced(_merged(content))
    line = Line()
    before = ""
    following = _first_characters(spaced)
    for run, after in zip(spaced, following, strict=True):
        if run.note >= 0:
            mark = str(numbers[run.note]).translate(RAISED)
            line.calls.append((run.note, len(line.text), len(line.text) + len(mark)))
            line.text += mark
            continue
        line.text += _marked(run, before, after, in_note=in_note)
        before = run.text[-1]
    return line


def _first_characters(spaced: Sequence[Run]) -> list[str]:
    """For each run the character that follows it, notes' marks passed over."""
    following: list[str] = []
    after = ""
    for run in reversed(spaced):
        following.append(after)
        after = run.text[0] if run.note < 0 else after
    return following[::-1]


def _merged(content: Iterator[Run]) -> Iterator[Run]:
    """Runs of the same look as one."""
    current: Run | None = None
    for run in content:
        if current and run.note < 0 and current.note < 0 and (run.stress, run.link) == (current.stress, current.link):
            current = replace(current, text=current.text + run.text)
            continue
        if current:
            yield current
        current = run
    if current:
        yield current


def _spaced(content: Iterator[Run]) -> list[Run]:
    """White space as single spaces, outside stress and links, and none at the ends or before a note's mark."""
    spaced: list[Run] = []
    pending = said = False
    for run in content:
        if run.note >= 0:
            spaced.append(run)
            continue
        text = _SPACE.sub(" ", run.text)
        inner = text.strip(" ")
        if not inner:
            pending = pending or bool(text)
            continue
        if said and (pending or text[0] == " "):
            spaced.append(Run(" "))
        spaced.append(replace(run, text=inner))
        said, pending = True, text[-1] == " "
    return spaced


def _marked(run: Run, before: str, after: str, *, in_note: bool) -> str:
    text = run.text
    free = not re.match(r"[\w*]", before) and not re.match(r"[\w*]", after)
    if run.stress and free and "*" not in text and re.search(r"\w", text):
        marks = "*" * run.stress
        text = f"{marks}{text}{marks}"
    return _linked(run, text, in_note=in_note)


def _linked(run: Run, text: str, *, in_note: bool) -> str:
    """A link where it leads out of the document, or in a note, where its words are a title; an address as it is."""
    if not run.link or _ADDRESS.fullmatch(run.text) or not run.text.strip():
        return text
    if _OUTSIDE.match(run.link):
        target = run.link.translate(_IN_TARGET)
    elif in_note:
        target = "#"
    else:
        return text
    if "[" in text or "]" in text:
        return text
    return f"[{text}]({target})"
