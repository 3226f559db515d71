"""Notes at the foot of a page or column: smaller lines at its end that begin with a note's number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefgen.importers._pdf.glyphs import Box
from briefgen.importers._pdf.lines import Line, Segment, line_of, rows

#: A note's size is at most this share of the text's; below a rule it may be as large as the text.
SMALLER = 0.94

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_START = re.compile(r"(?:(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|\[?(?P<plain>\d{1,3})[\].)]{0,2})\s*(?=\S)")
_HEADS = re.compile(r"(?:notes|endnotes|footnotes|references|notes and references)", re.IGNORECASE)
_CALLED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}")


@dataclass(slots=True)
class FootNote:
    """A note as set: its number as printed, its lines without the number; ``number`` 0 goes on with the one before."""

    number: int
    lines: list[Line] = field(default_factory=list)
    page: int = 0


@dataclass(frozen=True, slots=True)
class Start:
    """A note's number at the beginning of a line, whether it is raised, and the line's text after it."""

    number: int
    raised: bool
    rest: str
    pointed: bool = False


def note_start(line: Line) -> Start | None:
    """The number that a line begins with, as notes do, or nothing."""
    found = _START.match(line.text)
    if found is None or line.marker:
        return None
    if found["raised"]:
        return Start(int(found["raised"].translate(_SUPERSCRIPTS)), True, line.text[found.end() :])
    if found.end() == found.end("plain") and not line.text[found.end("plain") :].startswith((" ", "\t")):
        return None
    pointed = line.text[found.end("plain") : found.end("plain") + 1] in ("]", ".", ")")
    return Start(int(found["plain"]), False, line.text[found.end() :], pointed)


def called(lines: Sequence[Line]) -> set[int]:
    """The numbers that raised digits in the lines may call."""
    return {int(mark.translate(_SUPERSCRIPTS)) for line in lines for mark in _CALLED.findall(line.text)}


def foot_band(
    parts: Sequence[Segment], rules: Sequence[Box], body: float, marks: set[int], *, open_note: bool
) -> list[Segment]:
    """The segments at the foot of a page that are notes running over all its columns, from top to bottom.

    They stand below a rule, or are smaller than the text; none where running text stands beside them. *open_note*
    says that the last note of the page before broke off. *marks* are the numbers called on the page or beside it.
    """
    found = rows(parts)
    texts = [line_of(row, 0) for row in found]
    for rule in sorted((rule for rule in rules if rule.width > 4 * rule.height), key=lambda one: one.y0):
        first = next((position for position, line in enumerate(texts) if line.y < rule.y0), len(found))
        small = all(one.size <= SMALLER * body for row in found[first:] for one in row)
        begins = _first_start(texts[first:], marks)
        near = first < len(found) and found[first][0].top > rule.y0 - 2.5 * body
        if near and (begins == 0 or (small and (begins is not None or (open_note and len(found) - first < 4)))):
            return _all(found[first:], 1.02 * body)
    small_from = len(found)
    while small_from and max(one.size for one in found[small_from - 1]) <= SMALLER * body:
        small_from -= 1
    begins = _first_start(texts[small_from:], marks)
    if begins is None or any(heads_notes(line_of([one], 0).text) for one in parts):
        return []
    return _all(found[small_from + begins :], SMALLER * body)


def _first_start(lines: Sequence[Line], marks: set[int]) -> int | None:
    """The first line that begins with a number, where the page calls it; lines before it go on with another note."""
    for position, line in enumerate(lines):
        if start := note_start(line):
            return position if start.raised or start.number in marks else None
    return None


def _all(found: Sequence[Sequence[Segment]], most: float) -> list[Segment]:
    """All segments of the rows; none where one is larger than notes may be."""
    parts = [one for row in found for one in row]
    return [] if any(one.size > most for one in parts) else parts


def heads_notes(text: str) -> bool:
    """Whether a line is the heading above a list of notes."""
    return bool(_HEADS.fullmatch(text.strip()))


def list_runs_on(lines: Sequence[Line], body: float, *, listed: bool) -> bool:
    """Whether a list of notes below its own heading runs on behind a column; *listed* says so of what stands before.

    A list ends where text of the running text's size, or a heading, stands again.
    """
    for line in lines:
        listed = heads_notes(line.text) or (listed and line.size <= SMALLER * body)
    return listed


def called_near(pages: Sequence[set[int]], page: int) -> set[int]:
    """The numbers called on a page (from 1) or on one beside it, for a note may be put a page too early or late."""
    return set().union(*pages[max(0, page - 2) : page + 1])


def split_notes(
    lines: Sequence[Line], rules: Sequence[Box], body: float, marks: set[int]
) -> tuple[list[Line], list[FootNote]]:
    """A column's lines without the notes at its foot, and these; *marks* are the numbers called on the page.

    *lines* are in reading order, *body* is the size of the running text.
    """
    first = _first(lines, rules, body, marks)
    if first is None:
        return list(lines), []
    return list(lines[:first]), notes_of(lines[first:], marks)


def notes_of(lines: Sequence[Line], marks: set[int]) -> list[FootNote]:
    """The notes that lines at a page's foot are; lines before the first number go on with the note before."""
    notes: list[FootNote] = []
    usual: Start | None = None
    for line in lines:
        start = note_start(line)
        if start and _begins(start, usual, notes, marks):
            usual = start
            line.text = start.rest
            notes.append(FootNote(start.number, [line], line.page))
        elif notes:
            notes[-1].lines.append(line)
        else:
            notes.append(FootNote(0, [line], line.page))
    return notes


def _begins(start: Start, usual: Start | None, notes: Sequence[FootNote], marks: set[int]) -> bool:
    """Whether a number begins a note: set as the notes above it are, and the next number or one that is called.

    A new chapter on the page may count from 1 again; a number that is set bare must be the next one.
    """
    if usual is None:
        return _fits(start, marks)
    if (start.raised, start.pointed) != (usual.raised, usual.pointed):
        return False
    if start.number == notes[-1].number + 1 or start.raised:
        return True
    return start.pointed and start.number in marks and start.number not in {note.number for note in notes[-3:]}


def _fits(start: Start, marks: set[int]) -> bool:
    return start.raised or start.number in marks or start.number == 1


def _first(lines: Sequence[Line], rules: Sequence[Box], body: float, marks: set[int]) -> int | None:
    """Where the notes begin, or nothing where the lines end with running text."""
    ruled = _below_a_rule(lines, rules, body)
    if ruled is not None:
        starts = [note_start(line) for line in lines[ruled:]]
        if any(start and _fits(start, marks) for start in starts) or lines[ruled].size <= SMALLER * body:
            return ruled
    position = len(lines)
    while position and lines[position - 1].size <= SMALLER * body:
        position -= 1
    begins = _first_start(lines[position:], marks)
    if begins is None or any(heads_notes(line.text) for line in lines[: position + begins]):
        return None
    return position + begins


def _below_a_rule(lines: Sequence[Line], rules: Sequence[Box], body: float) -> int | None:
    """The first line below the lowest rule that has only lines no larger than the text below it, near the foot."""
    flat = sorted((rule.y0 for rule in rules if rule.width > 4 * rule.height), reverse=True)
    for y in reversed(flat):
        below = [position for position, line in enumerate(lines) if line.y < y]
        if not below:
            continue
        first = below[0]
        together = below == list(range(first, len(lines)))
        near = lines[first].y > y - 2.5 * lines[first].em
        started = note_start(lines[first]) is not None or any(note_start(lines[position]) for position in below)
        if together and near and started and all(lines[position].size <= 1.02 * body for position in below):
            return first
        break
    return None
