"""Plain text and its Markdown-like kin, as they come out of PDF conversions, into pieces.

A line is a piece. Where lines are broken at a fixed width (recognised from the lines themselves), the lines of a
block make one piece. What a piece means is found out later, by stages that all formats share.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.errors import DocumentError, Place, Problem
from briefgen.importers.manuscript import Doubt, Manuscript, Piece

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
#: Bullets; a "q" is one that lost its font.
_MARKER = re.compile(r"(?:[-–—•▪◦‣·*+](?:[ \t]+|$))+(?:q[ \t]+(?=\S))?|q[ \t]+(?=[^\W\d_a-z])")
_HASHES = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_TERMINAL = re.compile(r"[.!?:;…][”’\"')\]»*⁰¹²³⁴⁵⁶⁷⁸⁹]*$")

#: Lines broken at a fixed width are this long, in characters; a longer median means one line per paragraph.
LONGEST_BROKEN_LINE = 110


def document_text(content: bytes, name: str) -> str:
    """The characters of a text document, line ends as they are; every offset of an import counts in this text.

    UTF-8 (with or without a byte order mark) or UTF-16 with one. Raises DocumentError for anything else.
    """
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise DocumentError(
            Problem("the document is not UTF-8 text", "save it as UTF-8 and import it again", Place(name, line))
        ) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise DocumentError(
            Problem("the document is not text: it holds NUL characters", "export it as text first", Place(name, line))
        )
    return text


def read(content: bytes, name: str) -> Manuscript:
    """The pieces of a text document; raises DocumentError where it is no text or an empty one."""
    text = document_text(content, name)
    lines = list(_lines(text))
    if not lines:
        raise DocumentError(Problem("the document is empty", "name another file", Place(name)))
    if not _broken_at_fixed_width(lines):
        return Manuscript(text=text, pieces=tuple(lines))
    note = Doubt(message="lines are broken at a fixed width; the lines of a block were read as one paragraph", line=1)
    return Manuscript(text=text, pieces=tuple(_blocks(text, lines)), doubts=(note,))


def _lines(text: str) -> Iterator[Piece]:
    """Each line with something on it, without its white space, list marker and heading marks."""
    number, position, gap = 1, 0, False
    for line in _LINE.finditer(text):
        breaks = _BREAK.findall(text, position, line.start())
        number += len(breaks)
        gap = gap or len(breaks) > 1 or "\f" in breaks
        position = line.end()
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        shown = line[0].strip()
        if not shown:
            gap = True
            continue
        marker = _MARKER.match(shown)
        hashes = _HASHES.match(shown)
        skipped = marker.end() if marker else hashes.end() if hashes else 0
        yield Piece(
            text=shown[skipped:],
            start=start + skipped,
            end=start + len(shown),
            line=number,
            gap=gap,
            marker=marker[0].split()[-1] if marker else "",
            heading=len(hashes[1]) if hashes else 0,
        )
        gap = False


def _broken_at_fixed_width(lines: Sequence[Piece]) -> bool:
    """Whether paragraphs run over several lines: most lines are followed by more of the same sentence."""
    inner = [
        line
        for line, following in itertools.pairwise(lines)
        if not following.gap and not following.marker and not line.heading and not following.heading
    ]
    if len(inner) * 2 < len(lines):
        return False
    lengths = [len(line.text) for line in inner]
    running = sum(not _TERMINAL.search(line.text) for line in inner)
    return 40 <= statistics.median(lengths) <= LONGEST_BROKEN_LINE and running * 3 >= len(inner) * 2


def _blocks(text: str, lines: Sequence[Piece]) -> Iterator[Piece]:
    """Lines joined up to a blank line, a list marker or a heading; a block's text is its slice of the document."""
    block: Piece | None = None
    for line in lines:
        if block and not (line.gap or line.marker or line.heading or block.heading or _starts_note(line.text)):
            block = replace(block, end=line.end, text=text[block.start : line.end])
            continue
        if block:
            yield block
        block = line
    if block:
        yield block


def _starts_note(text: str) -> bool:
    """Whether a line begins with what looks like a note's number, so that it is no continuation."""
    return bool(re.match(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,3} \||\[\^?\d{1,3}\]|\d{1,3}\.)\s", text))
