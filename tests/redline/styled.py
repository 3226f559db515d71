"""What a redline promises of styles, held against base, copy, new build and result by reading alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.redline.case import Case, block_of, bookmarked, marked_elsewhere, recast, reported, retouched
from tests.redline.reading import Line


def styled(case: Case) -> Iterator[str]:
    """A style that the build changed holds where the editor left the block, is told beside it elsewhere; no other changes."""
    kept, result = (
        {line.full: line for line in found if line.place != "control"} for found in (case.kept_lines, case.result_lines)
    )
    free: set[str] = set()
    for name, line in case.before.items():
        fresh = case.after.get(name, line)
        seldom = case.kept.count(line.full) == 1 >= case.result.count(fresh.full)
        if fresh.style == line.style or not line.full:
            continue
        if recast(case, name):  # the strip changes as a whole, or a comment says all of it
            free.add(fresh.text)
            continue
        if any((one.text, one.style) == (line.text, line.style) for one in case.kept_lines):
            free.add(fresh.text)  # a note in it may be the editor's
        if seldom and not retouched(case, line) and not marked_elsewhere(case, name, line):
            yield from _restyled(case, name, fresh, result)
        elif _edited_there(case, name, line, fresh) and not _styles_told(case, fresh):
            yield f"{name} is of another style where the editor changed it, and no comment says {fresh.style}"
    for said in kept.keys() & result.keys():
        if kept[said].text in free:
            continue
        if case.kept.count(said) == case.result.count(said) == 1 and kept[said].style != result[said].style:
            yield f"{said!r} stands in the style {result[said].style} instead of {kept[said].style}"


def _restyled(case: Case, name: str, fresh: Line, result: dict[str, Line]) -> Iterator[str]:
    if fresh.full not in result or result[fresh.full].style != fresh.style:
        yield f"{name} is of another style, and does not stand in {fresh.style}"
    elif not reported(case, name):
        yield f"{name} is of another style, and the report does not name it"
    elif not recast(case, name) and f"why {block_of(name)}" not in "".join(one.said for one in case.remarks).casefold():
        yield f"{name} is of another style, and no comment says why"


def _edited_there(case: Case, name: str, line: Line, fresh: Line) -> bool:
    """Whether a block's own word stands in the copy, once, at its bookmark, in other words, and in the old style."""
    mark = (re.findall(r"\br\d+k\d\b|\bpart\d+\b", line.full.casefold()) or [""])[0]
    found = [one for one in case.kept_lines if mark and mark in one.full.casefold().split()]
    texts = bookmarked(case.copy).get(name, set())
    return len(found) == 1 and texts == {found[0].full} and found[0].style not in ("", fresh.style)


def _styles_told(case: Case, fresh: Line) -> bool:
    return any(fresh.style.casefold() in one.said.casefold().replace(" ", "") for one in case.remarks)
