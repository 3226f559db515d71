"""Repeated calls of a note: cross-references to its first call, each with the number that Word will count."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from briefgen.redline.story import DOCUMENT, NoteKey
from briefgen.redline.work import Work
from briefgen.writers._word.xml import Element, detach, element, qualified


def set_repeats(work: Work) -> None:
    """Set the bookmarks that brought cross-references refer to; where the first call is gone, call the note itself."""
    for name, wanted in work.bringer.again.items():
        known = work.notebook.known.get(wanted)
        call = _call(work, known) if known is not None else None
        if call is not None:
            _bookmark(work, name, call)
        else:
            _call_anew(work, name, wanted)
    if work.package.touched:
        _number(work)


def _call(work: Work, key: NoteKey) -> Element | None:
    """The call of a note that is not deleted."""
    for call in work.mine.document.iter(qualified(f"w:{key[0]}Reference")):
        gone = next(call.iterancestors(qualified("w:del"), qualified("w:moveFrom")), None)
        if call.get(qualified("w:id")) == key[1] and gone is None:
            return call
    return None


def _bookmark(work: Work, name: str, call: Element) -> None:
    run = call.getparent()
    if run is None:
        return
    numbers = [one.get(qualified("w:id"), "") for one in work.mine.document.iter(qualified("w:bookmarkStart"))]
    number = str(max((int(one) for one in numbers if one.isdecimal()), default=0) + 1)
    run.addprevious(element("w:bookmarkStart", {"w:id": number, "w:name": name}))
    run.addnext(element("w:bookmarkEnd", {"w:id": number}))


def _fields(work: Work) -> Iterator[tuple[str, list[Element]]]:
    """The cross-references to notes: the bookmark each refers to, and its runs."""
    for code in work.mine.document.iter(qualified("w:instrText"), qualified("w:delInstrText")):
        words = (code.text or "").split()
        run = code.getparent()
        if words[:1] != ["NOTEREF"] or len(words) < 2 or run is None:
            continue
        runs = [run]
        while (before := runs[0].getprevious()) is not None and not _marks(runs[0], "begin"):
            runs.insert(0, before)
        while (after := runs[-1].getnext()) is not None and not _marks(runs[-1], "end"):
            runs.append(after)
        yield words[1], runs


def _marks(run: Element, kind: str) -> bool:
    return any(one.get(qualified("w:fldCharType")) == kind for one in run.iter(qualified("w:fldChar")))


def _call_anew(work: Work, name: str, wanted: NoteKey) -> None:
    """The first cross-reference becomes the note's call; others refer to it."""
    for place, (target, runs) in enumerate(list(_fields(work))):
        if target != name:
            continue
        call = element(f"w:{wanted[0]}Reference", {"w:id": work.notebook.bring(wanted)})
        properties = runs[-2].find(qualified("w:rPr")) if len(runs) > 2 else None
        kept = [copy.deepcopy(properties)] if properties is not None else []
        run = element("w:r", None, [*kept, call])
        runs[0].addprevious(run)
        for one in runs:
            detach(one)
        del place
        if any(other == name for other, _ in _fields(work)):
            _bookmark(work, name, call)
        return


def _number(work: Work) -> None:
    """Give every cross-reference of ours the number that its note now has."""
    numbers: dict[str, int] = {}
    count = 0
    inside: set[str] = set()
    for entry in work.mine.document.iter():
        if entry.tag == qualified("w:bookmarkStart"):
            inside.add(entry.get(qualified("w:name"), ""))
        elif entry.tag in (qualified("w:footnoteReference"), qualified("w:endnoteReference")):
            if next(entry.iterancestors(qualified("w:del"), qualified("w:moveFrom")), None) is None:
                count += 1
                numbers.update((name, count) for name in inside if name.startswith("_bgnote_"))
            inside.clear()
        elif entry.tag == qualified("w:p"):
            inside.clear()
    for target, runs in _fields(work):
        result = [text for run in runs for text in run.iter(qualified("w:t"))]
        if target in numbers and result and result[0].text != str(numbers[target]):
            result[0].text = str(numbers[target])
            work.package.touched.add(DOCUMENT)
