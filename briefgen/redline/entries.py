"""The field around the entries of a table of contents: it begins in the first and ends in the last, whichever they are."""

from __future__ import annotations

from briefgen.writers._word.xml import Element, qualified


def take_field(made: Element) -> None:
    """An entry was put at its place: where it is the first or the last now, the field's marks move into it."""
    _move(_opening(made.getnext()), made, at_head=True)
    _move(_closing(made.getprevious()), made, at_head=False)


def leave_field(entry: Element) -> None:
    """An entry is about to be taken away: the field's marks in it move to the entries beside it."""
    following, before = entry.getnext(), entry.getprevious()
    if following is not None and following.tag == qualified("w:p"):
        _move(_opening(entry), following, at_head=True)
    if before is not None and before.tag == qualified("w:p"):
        _move(_closing(entry), before, at_head=False)


def _opening(entry: Element | None) -> list[Element]:
    """The runs with which a table of contents begins in a paragraph: its begin, its code, its separator."""
    runs: list[Element] = []
    for run in entry.iterchildren(qualified("w:r")) if entry is not None else ():
        kind = _kind(run)
        if kind == "begin" or runs:
            runs.append(run)
        if kind == "separate":
            break
    code = "".join(text.text or "" for run in runs for text in run.iter(qualified("w:instrText")))
    whole = bool(runs) and _kind(runs[-1]) == "separate" and code.split()[:1] == ["TOC"]
    return runs if whole else []


def _closing(entry: Element | None) -> list[Element]:
    """The run with which the field of the contents ends in a paragraph, whether it begins in it too or before."""
    runs = list(entry.iterchildren(qualified("w:r"))) if entry is not None else []
    kinds = [_kind(run) for run in runs]
    if kinds.count("end") <= kinds.count("begin") - bool(_opening(entry)):
        return []
    return [runs[len(kinds) - 1 - kinds[::-1].index("end")]]


def _kind(run: Element) -> str:
    mark = run.find(qualified("w:fldChar"))
    return mark.get(qualified("w:fldCharType"), "") if mark is not None else ""


def _move(runs: list[Element], into: Element, *, at_head: bool) -> None:
    if not at_head:
        into.extend(runs)
        return
    properties = into.find(qualified("w:pPr"))
    place = 0 if properties is None else into.index(properties) + 1
    for number, run in enumerate(runs):
        into.insert(place + number, run)
