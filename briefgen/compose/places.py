"""Marking every literal start tag of a template with where it stands.

A template's mistake in markup shows only once the template has run, and what it made has no lines of the
template's. So each start tag that a template spells out is given an attribute ``data-at="file:line:column"``
before the template runs; it survives macros, includes and loops, and no line moves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: The attribute that carries a tag's place; a template may not use it itself.
ATTRIBUTE = "data-at"

_CLOSERS = {"{#": "#}", "{%": "%}", "{{": "}}", "<!--": "-->"}
_OPENER = re.compile(r"\{#|\{%|\{\{|<!--|<([A-Za-z][A-Za-z0-9-]*)")


@dataclass(slots=True)
class _Lines:
    """Line and column (from 1) of growing offsets into a source."""

    source: str
    offset: int = 0
    line: int = 1
    begins: int = 0

    def at(self, offset: int) -> str:
        passed = self.source.count("\n", self.offset, offset)
        if passed:
            self.line += passed
            self.begins = self.source.rfind("\n", 0, offset) + 1
        self.offset = offset
        return f"{self.line}:{offset - self.begins + 1}"


def placed(source: str, name: str) -> str:
    """The template *source* (of the file *name*) with its literal start tags marked."""
    made: list[str] = []
    lines = _Lines(source)
    copied = position = 0
    while opener := _OPENER.search(source, position):
        if opener[1] is None:
            position = _after(source, opener.start(), opener[0])
            continue
        position = opener.end()
        if source[position : position + 1] in {"", "{"}:  # the tag's name goes on in Jinja: no place to put a mark
            continue
        made.append(source[copied:position])
        made.append(f' {ATTRIBUTE}="{name}:{lines.at(opener.start())}"')
        copied = position
        position = _end_of_tag(source, position)
    return "".join(made) + source[copied:]


def _after(source: str, start: int, opener: str) -> int:
    """The offset after a Jinja tag or an HTML comment that begins at *start*; strings in Jinja are stepped over."""
    closer = _CLOSERS[opener]
    position = start + len(opener)
    while position < len(source):
        if source.startswith(closer, position):
            return position + len(closer)
        if opener in {"{%", "{{"} and source[position] in "\"'":
            position = _after_string(source, position)
        else:
            position += 1
    return len(source)


def _after_string(source: str, start: int) -> int:
    quote = source[start]
    position = start + 1
    while position < len(source) and source[position] != quote:
        position += 2 if source[position] == "\\" else 1
    return position + 1


def _end_of_tag(source: str, start: int) -> int:
    """The offset after the ``>`` of a start tag; quoted values and Jinja in it are stepped over."""
    position, quote = start, ""
    while position < len(source):
        character = source[position]
        if source[position : position + 2] in {"{#", "{%", "{{"}:
            position = _after(source, position, source[position : position + 2])
            continue
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character == ">":
            return position + 1
        position += 1
    return len(source)
