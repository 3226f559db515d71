"""YAML text to a tree of nodes with places.

The tree is built from the parser's event stream, so that depth and size are bounded before anything is composed
(libyaml's own composer crashes the process at some 100,000 levels). A desk's YAML is a plain subset of YAML 1.2's
core schema: no tags, no anchors or aliases, no merge keys, no key twice, one document a file. ``yes``, ``no`` and
dates stay text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias, assert_never

from briefgen.errors import BriefgenError, Place, Problem

DEEPEST = 40
LARGEST = 16 * 1024 * 1024

_INTEGER = re.compile(r"[-+]?(?:0|[1-9]\d{0,17})\Z")
_DECIMAL = re.compile(r"[-+]?(?:\d{1,18}\.\d{1,18}|\d{1,18}(?:\.\d{1,18})?[eE][-+]?\d{1,3})\Z")
#: What is not printable in YAML 1.2 (section 5.1), and byte order marks, which show nowhere.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
#: Text that YAML takes for a list or a mapping because of its first sign: ``text: {voice} argues``.
_AFTER_BRACKETS = re.compile(r"(?::|-)\s+([\[{])[^\[\]{}]*[\]}]\s*[^\s,\]}#]")
_WORDS = {"true": True, "True": True, "false": False, "False": False, "null": None, "~": None, "": None}


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value: text, whole number, decimal number, true/false, or nothing; ``written`` is as it stands."""

    value: str | int | float | bool | None
    written: str
    place: Place


@dataclass(frozen=True, slots=True)
class Sequenced:
    """A YAML sequence."""

    entries: tuple[YamlNode, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapped:
    """A YAML mapping: keys with their places, and values, in the order of the file."""

    entries: tuple[tuple[Scalar, YamlNode], ...]
    place: Place

    def get(self, key: str) -> YamlNode | None:
        """The value of a key, or None."""
        for name, value in self.entries:
            if name.written == key:
                return value
        return None


YamlNode: TypeAlias = Scalar | Sequenced | Mapped


def decoded(content: bytes, file: str, kind: type[BriefgenError]) -> str:
    """The text of a file in UTF-8, without a byte order mark; raises *kind* with the place of what is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", errors="replace")
        place = _place_of_offset(before, file, len(before))
        raise kind(Problem("the file is not in UTF-8", "save it as UTF-8 (no other encoding)", place)) from None


def plain(node: YamlNode) -> Any:
    """The values of a tree without their places: lists, dicts and scalars."""
    match node:
        case Scalar():
            return node.value
        case Sequenced():
            return [plain(entry) for entry in node.entries]
        case Mapped():
            return {key.written: plain(value) for key, value in node.entries}
        case _:
            assert_never(node)


def parse(text: str, file: str, kind: type[BriefgenError]) -> YamlNode:
    """The tree of one YAML document; raises *kind* with the place of the first mistake in its syntax."""
    import yaml  # lazy: a run that is up to date reads no YAML

    if len(text) > LARGEST:
        raise kind(Problem("the file is larger than 16 MiB", "split it into several files", Place(file)))
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        place = _place_of_offset(text, file, forbidden.start())
        code = f"U+{ord(forbidden.group()):04X}"
        raise kind(Problem(f"the character {code} is not allowed in YAML", "delete it, or write it in words", place))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder(file, kind)
    try:
        return builder.build(yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        said = (error.problem or "it cannot be read").replace("\n", " ")
        if "nesting depth" in said:  # libyaml's own bound, newer than ours and wider
            raise kind(_too_deep(place)) from None
        context = f" {error.context}" if error.context else ""
        sign = text[mark.index : mark.index + 1] if mark else ""
        begun = error.context_mark.line + 1 if error.context_mark else 0
        line = text.splitlines()[mark.line : mark.line + 1] if mark else []
        hint = _begins_with_brace(line) or _syntax_hint(said, sign, begun)
        raise kind(Problem(f"not valid YAML: {said}{context}", hint, place)) from None


def _too_deep(place: Place) -> Problem:
    """What is said of YAML that is nested beyond any use."""
    return Problem(f"nested deeper than {DEEPEST} levels", "a desk's files need a few levels only", place)


def _begins_with_brace(line: list[str]) -> str:
    found = _AFTER_BRACKETS.search(line[0]) if line else None
    return f"put text that begins with {found.group(1)} in quotation marks" if found else ""


def _syntax_hint(said: str, sign: str, begun: int) -> str:
    if "mapping values are not allowed" in said:
        return "put text that contains a colon and a space in quotation marks"
    if sign == "\t":
        return "indent with spaces, not with tabs"
    if "cannot start any token" in said:
        return f"put text that begins with {sign} in quotation marks"
    if "unknown escape" in said:
        return "write \\\\ for a backslash, or use single quotation marks"
    if "unexpected end of stream" in said or "expected ',' or" in said:
        return f"what begins in line {begun} is not closed: look for a missing quotation mark, bracket or brace"
    return "look for a missing quotation mark, a missing colon or wrong indentation at or just above this place"


def _place_of_offset(text: str, file: str, offset: int) -> Place:
    line = text.count("\n", 0, offset) + 1
    return Place(file, line, offset - (text.rfind("\n", 0, offset) + 1) + 1)


class _Builder:
    """Composes nodes from events, iteratively recursing only to :data:`DEEPEST`."""

    def __init__(self, file: str, kind: type[BriefgenError]) -> None:
        self._file = file
        self._kind = kind

    def _fail(self, event: Any, message: str, hint: str) -> BriefgenError:
        return self._kind(Problem(message, hint, self._place(event)))

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self._file, mark.line + 1, mark.column + 1)

    def build(self, events: Iterator[Any]) -> YamlNode:
        root: YamlNode | None = None
        for event in events:
            name = type(event).__name__
            if name in ("StreamStartEvent", "StreamEndEvent", "DocumentStartEvent", "DocumentEndEvent"):
                continue
            if root is not None:
                raise self._fail(event, "there is a second document in this file", "keep one document a file")
            root = self._node(event, events, 1)
        return root if root is not None else Scalar(None, "", Place(self._file, 1, 1))

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> YamlNode:
        name = type(event).__name__
        if name == "AliasEvent" or event.anchor:
            raise self._fail(event, "anchors and aliases are not used here", "write the value out where it is needed")
        if event.tag and event.tag != "!":
            raise self._fail(event, f"the tag '{event.tag}' is not used here", "delete the tag; write the plain value")
        if depth > DEEPEST:
            raise self._kind(_too_deep(self._place(event)))
        if name == "ScalarEvent":
            return self._scalar(event)
        if name == "SequenceStartEvent":
            return self._sequence(event, events, depth)
        return self._mapping(event, events, depth)

    def _scalar(self, event: Any) -> Scalar:
        written: str = event.value
        value: str | int | float | bool | None = written
        hidden = _FORBIDDEN.search(written) if event.style == '"' else None
        if hidden:
            code = f"U+{ord(hidden.group()):04X}"
            raise self._fail(event, f"the text holds the character {code}", "delete the escape that stands for it")
        if event.implicit[0]:  # plain, not quoted
            if written in _WORDS:
                value = _WORDS[written]
            elif _INTEGER.match(written):
                value = int(written)
            elif _DECIMAL.match(written):
                value = float(written)
        return Scalar(value, written, self._place(event))

    def _sequence(self, start: Any, events: Iterator[Any], depth: int) -> Sequenced:
        entries: list[YamlNode] = []
        for event in events:
            if type(event).__name__ == "SequenceEndEvent":
                break
            entries.append(self._node(event, events, depth + 1))
        return Sequenced(tuple(entries), self._place(start))

    def _mapping(self, start: Any, events: Iterator[Any], depth: int) -> Mapped:
        entries: list[tuple[Scalar, YamlNode]] = []
        seen: dict[str, Place] = {}
        for event in events:
            if type(event).__name__ == "MappingEndEvent":
                break
            key = self._node(event, events, depth + 1)
            if not isinstance(key, Scalar):
                raise self._fail(event, "a key must be a single word or phrase", "put the list or mapping in the value")
            if key.written == "<<":
                raise self._fail(event, "merge keys ('<<') are not used here", "write the values out")
            if key.written in seen:
                first = seen[key.written]
                raise self._fail(
                    event, f"the key '{key.written}' stands twice", f"delete one; the first is in line {first.line}"
                )
            seen[key.written] = key.place
            entries.append((key, self._node(next(events), events, depth + 1)))
        return Mapped(tuple(entries), self._place(start))
