"""An editor's own tracked changes, and what an editor decides about ours."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from tests.redline.editing import OURS, Editing, length
from tests.redline.package import Element, clone, find, make, plain_run, q
from tests.redline.revisions import is_change, settle

_LIVE = {q("w:t"): q("w:delText"), q("w:instrText"): q("w:delInstrText")}


@dataclass(frozen=True, slots=True)
class TrackedWrite:
    """Words written with change tracking on."""

    which: int
    at: int
    words: int

    def apply(self, editing: Editing) -> None:
        paragraph = editing.paragraph(self.which)
        made = make("w:ins", editing.signed(), plain_run(f" {editing.sentence(self.words)} "))
        editing.put(paragraph, self.at % (length(paragraph) + 1), made)


@dataclass(frozen=True, slots=True)
class TrackedStrike:
    """Words struck with change tracking on; what was inserted by another is struck within its insertion."""

    which: int
    at: int
    long: int

    def apply(self, editing: Editing) -> None:
        paragraph = editing.paragraph(self.which)
        start = self.at % (length(paragraph) + 1)
        for run in editing.between(paragraph, start, start + self.long):
            _strike(run, editing)


@dataclass(frozen=True, slots=True)
class TrackedReplace:
    """Words struck and others written in their place, tracked."""

    which: int
    at: int
    long: int
    words: int

    def apply(self, editing: Editing) -> None:
        paragraph = editing.paragraph(self.which)
        start = self.at % (length(paragraph) + 1)
        runs = editing.between(paragraph, start, start + self.long)
        editing.put(paragraph, start, make("w:ins", editing.signed(), plain_run(f" {editing.sentence(self.words)} ")))
        for run in runs:
            _strike(run, editing)


@dataclass(frozen=True, slots=True)
class TrackedParagraph:
    """A paragraph written with change tracking on: before the one at the cursor, or after it."""

    which: int
    words: int
    after: bool = False

    def apply(self, editing: Editing) -> None:
        beside = editing.paragraph(self.which)
        properties = beside.find(q("w:pPr"))
        made = make("w:p", None, *([clone(properties)] if properties is not None else []))
        for mark in find(made, "w:pPr/w:sectPr | w:pPr/w:rPr/*[@w:author] | w:pPr/*[@w:author]"):
            mark.getparent().remove(mark)
        made.append(make("w:ins", editing.signed(), plain_run(editing.sentence(self.words))))
        marked = any(True for _ in find(beside, "w:pPr/w:rPr/*[@w:author]"))
        if self.after and not marked:  # Enter at the end: the old mark moves on, the new one is the first's
            beside.addnext(made)
            _mark(beside, "ins", editing)
        else:
            beside.addprevious(made)
            _mark(made, "ins", editing)


@dataclass(frozen=True, slots=True)
class TrackedDelete:
    """A whole paragraph struck with change tracking on, its mark too."""

    which: int

    def apply(self, editing: Editing) -> None:
        paragraph = editing.paragraph(self.which)
        _strike_all(paragraph, editing)
        following = paragraph.getnext()
        if following is not None and following.tag == q("w:p") and not _marked(paragraph):
            _mark(paragraph, "del", editing)


@dataclass(frozen=True, slots=True)
class TrackedMove:
    """A paragraph moved with change tracking on: struck where it was, and there again elsewhere."""

    which: int
    to: int

    def apply(self, editing: Editing) -> None:
        paragraphs = [entry for entry in editing.loose() if entry.tag == q("w:p")]
        paragraph = paragraphs[self.which % len(paragraphs)]
        following = paragraph.getnext()
        busy = find(
            paragraph, ".//*[@w:author] | .//w:footnoteReference | .//w:endnoteReference | .//w:commentReference"
        )
        if busy or following is None or following.tag != q("w:p"):
            return
        target = paragraphs[self.to % len(paragraphs)]
        if target in (paragraph, following) or _marked(target):
            return
        copy = clone(paragraph)
        for entry in find(
            copy, ".//w:bookmarkStart | .//w:bookmarkEnd | .//w:commentRangeStart | .//w:commentRangeEnd"
        ):
            entry.getparent().remove(entry)
        for one, kind in ((paragraph, "moveFrom"), (copy, "moveTo")):
            _wrap_all(one, kind, editing)
            _mark(one, kind, editing)
            number = editing.fresh()
            named = {
                "w:id": number,
                "w:author": "Ed Itor",
                "w:date": editing.signed()["w:date"],
                "w:name": f"move{number}",
            }
            named["w:name"] = f"move{editing.turn}at{self.which}to{self.to}"
            first = 1 if one.find(q("w:pPr")) is not None else 0
            one.insert(first, make(f"w:{kind}RangeStart", named))
            one.append(make(f"w:{kind}RangeEnd", {"w:id": number}))
        target.addprevious(copy)


@dataclass(frozen=True, slots=True)
class Decide:
    """Some of our changes accepted, or rejected. ``part`` of eight; by paragraph, or each for itself."""

    accepts: bool
    part: int
    seed: int
    each: bool = False

    def apply(self, editing: Editing) -> None:
        def chosen(change: Element) -> bool | None:
            if change.get(q("w:author")) != OURS:
                return None
            owner = change if self.each else next(change.iterancestors(q("w:tr"), q("w:p")), change)
            digest = hashlib.sha256(f"{self.seed} {places[owner]}".encode()).digest()
            return self.accepts if digest[0] % 8 < self.part else None

        for root in list(editing.docx.stories()):
            places = {entry: place for place, entry in enumerate(root.iter())}
            settle(root, chosen)


def ours(editing: Editing) -> list[Element]:
    """Our tracked changes that nobody has decided about."""
    return [entry for entry in editing.docx.body.iter() if is_change(entry) and entry.get(q("w:author")) == OURS]


def _marked(paragraph: Element) -> bool:
    return bool(find(paragraph, "w:pPr/w:rPr/*[@w:author]"))


def _mark(paragraph: Element, kind: str, editing: Editing) -> None:
    """Track a paragraph's mark."""
    properties = paragraph.find(q("w:pPr"))
    if properties is None:
        properties = make("w:pPr")
        paragraph.insert(0, properties)
    looks = properties.find(q("w:rPr"))
    if looks is None:
        looks = make("w:rPr")
        section = properties.find(q("w:sectPr"))
        if section is None:
            section = properties.find(q("w:pPrChange"))
        properties.insert(len(properties) if section is None else properties.index(section), looks)
    looks.insert(0, make(f"w:{kind}", editing.signed()))


def _strike(run: Element, editing: Editing) -> None:
    owner = run.getparent()
    assert owner is not None
    for entry in run.iter():
        entry.tag = _LIVE.get(str(entry.tag), entry.tag)
    place = owner.index(run)
    struck = make("w:del", editing.signed())
    owner.insert(place, struck)
    struck.append(run)


def _strike_all(paragraph: Element, editing: Editing) -> None:
    for run in list(paragraph.iter(q("w:r"))):
        if not list(run.iterancestors(q("w:del"), q("w:moveFrom"))) and run.find(q("w:commentReference")) is None:
            _strike(run, editing)


def _wrap_all(paragraph: Element, kind: str, editing: Editing) -> None:
    for run in list(paragraph.iter(q("w:r"))):
        owner = run.getparent()
        assert owner is not None
        wrap = make(f"w:{kind}", editing.signed())
        owner.insert(owner.index(run), wrap)
        wrap.append(run)
