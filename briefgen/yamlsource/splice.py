"""Changing one value of a YAML file that people edit: every other character of it stays as it is.

A value is replaced in the form that it has (folded stays folded, quoted stays quoted, as far as the new text can be
written so); comments, order, indentation and line ends around it are not touched. Whatever is written is read back and
held against what was meant, so that a slip can never reach the file.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Sequence
from typing import Any

from briefgen.errors import BriefgenError, Problem
from briefgen.yamlsource.parse import parse, plain

#: Folded text is wrapped so that a line ends before this column, as most of a desk's files have it.
WIDTH = 110

#: What may be written without quotation marks on one line: no sign that means something to YAML at its place.
_UNQUOTED = re.compile(r"[^\W\d_](?:[^:#\n\"'\[\]{},&*!|>%@`]|:(?=\S)|,(?= )|['’](?=\w))*(?<![\s:])")

Path = Sequence[str | int]


class _Span:
    """Where a value stands in the text: the offsets of its first character and of the one after its last."""

    def __init__(self, start: int, end: int, *, block: bool, flow: bool, indent: int) -> None:
        self.start = start
        self.end = end
        self.block = block
        self.flow = flow
        self.indent = indent


def replaced(text: str, path: Path, value: str, file: str, kind: type[BriefgenError]) -> str:
    """*text* with the scalar at *path* (keys and places in lists) saying *value* instead.

    Raises *kind* where *text* is no YAML of ours or cannot be changed so, KeyError or IndexError where nothing stands
    at *path*.
    """
    wanted = plain(parse(text, file, kind))
    _put(wanted, path, value)
    span = _find(text, path)
    for written in _ways(value, span):
        made = text[: span.start] + written + text[span.end :]
        if _says(made, wanted, file, kind):
            return made
    raise _failed(file, path, kind)


def appended(text: str, path: Path, lines: Sequence[str], *, meant: Any, file: str, kind: type[BriefgenError]) -> str:
    """*text* with *lines* (without line ends) put behind the last line of the list or mapping at *path*.

    They are indented as what stands there; *meant* is what all of the file must then say. An empty *path* is the whole
    file. Raises *kind* as :func:`replaced` does.
    """
    node = _node(text, path)
    indent = " " * node.start_mark.column
    end = _last_line(text, node.end_mark.line if path else text.count("\n") + 1)
    before, after = _cut(text, end)
    ending = "\r\n" if "\r\n" in text else "\n"
    if before and not before.endswith("\n"):
        before += ending
    made = before + "".join(f"{indent if path else ''}{line}{ending}" if line else ending for line in lines) + after
    if not _says(made, meant, file, kind):
        raise _failed(file, path, kind)
    return made


def folded(key: str, value: str, indent: int) -> list[str]:
    """A key and its text as lines of YAML, the key indented by *indent* spaces: on its line where it fits, else folded."""
    room = " " * indent
    if len(value) + len(key) + indent + 2 < WIDTH:
        return [f"{room}{key}: {_inline(value)}"]
    wrapped = _wrapped(value, indent + 2)
    return [f"{room}{key}: >-", *wrapped]


def _says(text: str, meant: Any, file: str, kind: type[BriefgenError]) -> bool:
    try:
        found: Any = plain(parse(text, file, kind))
    except BriefgenError:
        return False
    return bool(found == meant)


def _put(values: Any, path: Path, value: str) -> None:
    for step in path[:-1]:
        values = values[step]
    values[path[-1]]
    values[path[-1]] = value


def _failed(file: str, path: Path, kind: type[BriefgenError]) -> BriefgenError:
    from briefgen.errors import Place

    where = ".".join(map(str, path)) or "the file"
    return kind(
        Problem(
            f"{where} could not be changed without touching what stands around it", "change it by hand", Place(file)
        )
    )


def _node(text: str, path: Path) -> Any:
    import yaml  # lazy: only where YAML is written back

    node: Any = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    for step in path:
        node = node.value[step] if isinstance(step, int) else dict(_entries(node))[step]
    return node


def _entries(node: Any) -> list[tuple[str, Any]]:
    return [(key.value, value) for key, value in node.value]


def _find(text: str, path: Path) -> _Span:
    node, above = _node(text, path), _node(text, path[:-1])
    flow = any(_node(text, path[:length]).flow_style for length in range(len(path)))
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    start = starts[node.start_mark.line] + node.start_mark.column
    if node.style in ("|", ">"):
        key = lines[node.start_mark.line]
        indent = above.start_mark.column
        last = node.start_mark.line
        for number in range(node.start_mark.line + 1, len(lines)):
            line = lines[number]
            if line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
                break
            if line.strip():
                last = number
        end = starts[last + 1] - (len(lines[last]) - len(lines[last].rstrip("\r\n")))
        return _Span(start, end, block=True, flow=False, indent=indent if key.strip() else 0)
    end = starts[node.end_mark.line] + node.end_mark.column
    return _Span(start, end, block=False, flow=flow, indent=above.start_mark.column)


def _ways(value: str, span: _Span) -> list[str]:
    """The ways to write a value at its place, the best first."""
    block = "\n".join([">-", *_wrapped(value, span.indent + 2)])
    if span.block:
        return [block, json.dumps(value, ensure_ascii=False)]
    if span.flow:
        return [json.dumps(value, ensure_ascii=False)]
    short = len(value) + span.indent < WIDTH - 12
    return [_inline(value), block] if short else [block, json.dumps(value, ensure_ascii=False)]


def _inline(value: str) -> str:
    """A text on one line: bare where YAML reads it as text all the same, else quoted."""
    words = value.lower() in {"true", "false", "null", "yes", "no", "on", "off"}
    return value if _UNQUOTED.fullmatch(value) and not words else json.dumps(value, ensure_ascii=False)


def _wrapped(value: str, indent: int) -> list[str]:
    room = " " * indent
    return textwrap.wrap(
        value,
        WIDTH,
        initial_indent=room,
        subsequent_indent=room,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [room]


def _last_line(text: str, line: int) -> int:
    """The number of the line after the last one before *line* that says something; comments count as nothing."""
    lines = text.splitlines()
    line = min(line, len(lines))
    while line > 0 and (not lines[line - 1].strip() or lines[line - 1].lstrip().startswith("#")):
        line -= 1
    return line


def _cut(text: str, line: int) -> tuple[str, str]:
    lines = text.splitlines(keepends=True)
    return "".join(lines[:line]), "".join(lines[line:])
