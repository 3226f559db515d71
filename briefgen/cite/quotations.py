"""A plain string as pandoc's inlines: quotations told from apostrophes, CSL-JSON's markup read, spaces apart."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

#: pandoc's inlines, as its JSON has them.
Pandoc: TypeAlias = list[dict[str, Any]]

_TAGS = {"i": "Emph", "b": "Strong", "sup": "Superscript", "sub": "Subscript", "sc": "SmallCaps", "span": "Span"}
_TAG = re.compile(r"<(/?)(i|b|sup|sub|sc|span)((?:\s[^<>]*)?)>")
_OPENING = {"“": "double", "„": "double", "«": "double", "‘": "single", "‚": "single", "‹": "single"}
_CLOSING = {"”": "double", "»": "double", "’": "single", "›": "single"}
_MOST_OPEN = 20
_LONGEST_LOOK = 120
#: What needs a closer look; most titles have none of it.
_SIGNS = re.compile("[<\"'“”„«»‘’‚‹›\u00a0\u202f]")


def quoted(text: str) -> Pandoc:
    """*text* as inlines: paired quotation marks of any country as ``Quoted``, lone ones as they should be printed.

    Markup that does not pair is kept as characters.
    """
    if not _SIGNS.search(text):
        return _plain(text)
    stack = _Stack()
    at = 0
    for found in _TAG.finditer(text):
        _characters(text, at, found.start(), stack)
        if found.group(1):
            stack.close(found.group(2), found.group())
        else:
            stack.open(found.group(2), found.group())
        at = found.end()
    _characters(text, at, len(text), stack)
    return stack.done()


def _plain(text: str) -> Pandoc:
    inlines: Pandoc = []
    for piece in re.split(r"(\s+)", text):
        if piece:
            inlines.append({"t": "Space"} if piece.isspace() else {"t": "Str", "c": piece})
    return inlines


def _characters(text: str, start: int, end: int, stack: _Stack) -> None:
    word = ""
    for at in range(start, end):
        mark = _mark(text, at, stack)
        if mark is None and not text[at].isspace():
            word += text[at]
            continue
        stack.add_text(word)
        word = ""
        if mark is None:
            stack.add_space(text[at])
        elif mark[0] == "open":
            stack.open(mark[1], text[at])
        elif mark[0] == "close":
            stack.close(mark[1], text[at])
        else:
            word = mark[1]
    stack.add_text(word)


def _mark(text: str, at: int, stack: _Stack) -> tuple[str, str] | None:
    """What the character at a place is: an opening or closing mark with its kind, an apostrophe, or None."""
    character = text[at]
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if character == "“" and stack.has_low_double():
        return "close", "double"  # a German quotation, opened by „
    if character in _OPENING:
        return "open", _OPENING[character]
    if character in "’'":
        if stack.has("single") and not after.isalnum():
            return "close", "single"
        # a quotation, if it begins a word and ends one: sources also open with ’
        closes = re.search(r"(?<=[^\W_])['’](?!\w)", text[at + 1 : at + _LONGEST_LOOK])
        begins = (before.isspace() or before in "([“‘—–") and after.isalpha() and closes is not None
        return ("open", "single") if begins else ("as", "’")
    if character in _CLOSING:
        return ("close", _CLOSING[character]) if stack.has(_CLOSING[character]) else None
    if character == '"':
        return ("close", "double") if stack.has("double") and not after.isalnum() else ("open", "double")
    return None


class _Stack:
    """Inlines being built: what is open, innermost last, each with its kind, the characters that opened it, content."""

    def __init__(self) -> None:
        self._open: list[tuple[str, str, Pandoc]] = [("", "", [])]

    def has(self, kind: str) -> bool:
        return any(kind == opened for opened, _, _ in self._open)

    def has_low_double(self) -> bool:
        return any(opened == "double" and mark == "„" for opened, mark, _ in self._open)

    def add_text(self, text: str) -> None:
        if text:
            self._open[-1][2].append({"t": "Str", "c": text})

    def add_space(self, space: str) -> None:
        content = self._open[-1][2]
        if space in "\u00a0\u202f":
            self.add_text(space)
        elif not content or content[-1]["t"] != "Space":
            content.append({"t": "Space"})

    def open(self, kind: str, mark: str) -> None:
        if len(self._open) > _MOST_OPEN:
            self.add_text(mark)
        else:
            self._open.append((kind, mark, []))

    def close(self, kind: str, mark: str) -> None:
        if not self.has(kind):
            self.add_text(mark)
            return
        while self._open[-1][0] != kind:
            self._spill()
        _, opened, content = self._open.pop()
        self._open[-1][2].append(_enclosed(kind, opened, content))

    def _spill(self) -> None:
        """What was opened but never closed: its mark as a character, then its content."""
        kind, mark, content = self._open.pop()
        lone = "’" if kind == "single" and mark == "'" else mark
        self.add_text(lone)
        self._open[-1][2].extend(content)

    def done(self) -> Pandoc:
        while len(self._open) > 1:
            self._spill()
        return self._open[0][2]


def _enclosed(kind: str, opened: str, content: Pandoc) -> dict[str, Any]:
    if kind in {"double", "single"}:
        return {"t": "Quoted", "c": [{"t": "DoubleQuote" if kind == "double" else "SingleQuote"}, _trimmed(content)]}
    if kind == "span":
        classes = re.findall(r"""class=["']?(nocase)\b""", opened)
        small = "small-caps" in opened
        return {"t": "SmallCaps", "c": content} if small else {"t": "Span", "c": [["", classes, []], content]}
    return {"t": _TAGS[kind], "c": content}


def _trimmed(content: Pandoc) -> Pandoc:
    """Inlines without the spaces that French sets within its quotation marks."""
    first, last = 0, len(content)
    while first < last and _blank(content[first]):
        first += 1
    while first < last and _blank(content[last - 1]):
        last -= 1
    return content[first:last]


def _blank(inline: dict[str, Any]) -> bool:
    return inline["t"] == "Space" or (inline["t"] == "Str" and not inline["c"].strip())
