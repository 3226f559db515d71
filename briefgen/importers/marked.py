"""A note's text with its links, stress and quotation marks found, so that fields can be told from words inside them.

Marks are private-use characters around the words; :func:`masked` hides what stands between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

MarkKind = Literal["link", "stress", "quote"]

_KINDS: tuple[MarkKind, ...] = ("link", "stress", "quote")
_MARKS: dict[MarkKind, tuple[str, str]] = {
    "link": ("\ue000", "\ue001"),
    "stress": ("\ue002", "\ue003"),
    "quote": ("\ue004", "\ue005"),
}
_ALL = "".join(mark for pair in _MARKS.values() for mark in pair)
_HIDDEN = "\ue010"

_LINK = re.compile(r"\[(?P<text>(?:\\.|[^\\\[\]]|\[[^\[\]]*\])*)\]\((?P<target>[^()\s]*)\)")
_STRESS = re.compile(r"(?<![\w*])\*(?=\S)(?P<text>[^*]+?)(?<=\S)\*(?![\w*])")
_ESCAPE = re.compile(r"\\([\\$*_#\[\]()])")
_OPENING = re.compile(r"(?:(?<=[\s(\[,:\ue000])|^)(?:[“„”\"]|«\s?)(?=[\s]?[^\s,.;:)])")
_CLOSING = re.compile(r"(?<=[^\s(\[])(?:\s?»|[”\"“])(?=[\s,.;:)\]\ue001\[]|$)")
_UNCLOSED = re.compile(
    r"\s*,\s+(?=\ue006|https?:|available\b|quoting\b|citing\b|describing\b)|(?<=[\w’?!])\s*,\s+(?=[A-Z])"
)
_SINGLE = re.compile(r"(?:(?<=,\s)|(?<=:\s)|(?<=\)\s))['‘](?P<text>[^'‘’]+(?:['’]\w[^'‘’]*)*)['’](?=,\s)")


@dataclass(frozen=True, slots=True)
class Span:
    """What stands between two marks: its kind, its words, and the half-open offsets with the marks."""

    kind: MarkKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A marked text, and the targets of its links in order ("#" and empty ones left out)."""

    text: str
    targets: tuple[str, ...] = ()


def mark(text: str) -> Marked:
    """*text* with Markdown's links and stress, and printed quotation marks, as marks."""
    targets = tuple(target for _, target in _LINK.findall(text) if target not in ("", "#"))
    linked = _LINK.sub(lambda found: f"\ue000{found['text']}\ue001", text)
    stressed = _STRESS.sub(lambda found: f"\ue002{found['text']}\ue003", linked)
    quoted = _quotes(_ESCAPE.sub(r"\1", stressed))
    if "\ue004" not in quoted and "\ue000" not in quoted:
        quoted = _SINGLE.sub(lambda found: f"\ue004{found['text']}\ue005", quoted, count=1)
    return Marked(text=quoted, targets=targets)


def spans(text: str, *kinds: MarkKind) -> Iterator[Span]:
    """The outermost marked stretches of the given kinds (all kinds where none is given), in order."""
    position = 0
    while position < len(text):
        kind = _kind_at(text[position])
        end = text.find(_MARKS[kind][1], position + 1) if kind else -1
        if kind is None or end < 0:
            position += 1
            continue
        if not kinds or kind in kinds:
            yield Span(kind, text[position + 1 : end], position, end + 1)
            position = end + 1
        else:
            position += 1


def _kind_at(character: str) -> MarkKind | None:
    for kind in _KINDS:
        if character == _MARKS[kind][0]:
            return kind
    return None


def masked(text: str) -> str:
    """*text*, as long as before, with everything between marks hidden."""
    hidden = list(text)
    for span in spans(text):
        hidden[span.start : span.end] = [_HIDDEN] * (span.end - span.start)
    return "".join(hidden)


def bare_words(text: str) -> str:
    """*text* without marks."""
    return re.sub(r"\s+", " ", re.sub(f"[{_ALL}{_HIDDEN}]", "", text)).strip()


def _quotes(text: str) -> str:
    """Printed quotation marks, matched or not, as marks."""
    out, position = "", 0
    while opening := _OPENING.search(text, position):
        inside = opening.end()
        end, after = _end_of_quote(text, inside)
        if end <= inside:
            out += text[position:inside]
            position = inside
            continue
        out += text[position : opening.start()] + "\ue004" + text[inside:end].strip() + "\ue005"
        position = after
    return out + text[position:]


def _end_of_quote(text: str, inside: int) -> tuple[int, int]:
    """Where a quotation's words end, and where the text goes on; an unclosed one ends at a comma."""
    depth, last = 1, None
    for found in re.finditer(f"(?P<closing>{_CLOSING.pattern})|(?P<opening>{_OPENING.pattern})", text[inside:]):
        if found["closing"] is None:
            if last is None and ": " not in text[inside + found.start() - 3 : inside + found.start()]:
                depth += 1
            continue
        depth -= 1
        last = found
        if depth == 0:
            break
        if _ends_field(text, inside + found.end()):
            break
    cut = _UNCLOSED.search(text, inside)
    if last is None:
        return (cut.start(), cut.start()) if cut else (len(text), len(text))
    quoting = re.compile(r"\s*,\s+(?=quoting\b|citing\b)").search(text, inside, inside + last.start())
    if quoting:
        return quoting.start(), quoting.start()
    return inside + last.start(), inside + last.end()


def _ends_field(text: str, position: int) -> bool:
    """Whether a comma, or the end, follows: then a field of the reference ends here."""
    return bool(re.match(r"\s?(?:,|;|$)", text[position:]))
