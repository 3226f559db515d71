"""Tracked changes: making them, and taking our own back (ECMA-376 Part 1, 17.13.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.writers._word.xml import Element, element, qualified

#: Every element that is a tracked change.
ANNOTATED = tuple(
    map(
        qualified,
        (
            *("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange", "w:tblPrChange"),
            *("w:trPrChange", "w:tcPrChange", "w:sectPrChange", "w:numberingChange", "w:cellIns", "w:cellDel"),
            *("w:moveFromRangeStart", "w:moveToRangeStart", "w:tblPrExChange", "w:tblGridChange", "w:cellMerge"),
        ),
    )
)
_DELETED = {qualified("w:t"): qualified("w:delText"), qualified("w:instrText"): qualified("w:delInstrText")}
_RESTORED = {gone: there for there, gone in _DELETED.items()}
_RANGES = frozenset(map(qualified, ("w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd")))
#: What stands after the properties of a paragraph's end.
_END_LATER = tuple(map(qualified, ("w:sectPr", "w:pPrChange")))
#: What stands after ``w:ins`` and ``w:del`` in a row's properties.
_ROW_LATER = tuple(map(qualified, ("w:trPrChange",)))


@dataclass(slots=True, kw_only=True)
class Tracker:
    """Makes tracked changes of one author and moment; ids ascend from ``last``. No ``date``: none is written."""

    author: str
    date: str
    last: int = 0

    def _change(self, name: str, children: Iterable[Element] = ()) -> Element:
        self.last += 1
        attributes = {"w:id": str(self.last), "w:author": self.author}
        if self.date:
            attributes["w:date"] = self.date
        return element(name, attributes, children)

    def changed(self, name: str, children: Iterable[Element]) -> Element:
        """A change of properties, with those that there were."""
        return self._change(name, children)

    def inserted(self, children: Iterable[Element]) -> Element:
        """Runs as a tracked insertion."""
        return self._change("w:ins", children)

    def deleted(self, children: Iterable[Element]) -> Element:
        """Runs as a tracked deletion; their texts become deleted texts."""
        change = self._change("w:del", children)
        for entry in change.iter(*_DELETED):
            entry.tag = _DELETED[str(entry.tag)]
        return change

    def mark_paragraph(self, paragraph: Element, name: str) -> None:
        """Track a paragraph's end as ``w:ins`` or ``w:del``."""
        put_mark(paragraph, self._change(name))

    def mark_row(self, row: Element, name: str) -> None:
        """Track a table row as ``w:ins`` or ``w:del``."""
        properties = row.find(qualified("w:trPr"))
        if properties is None:
            properties = element("w:trPr")
            exception = row.find(qualified("w:tblPrEx"))
            row.insert(0 if exception is None else row.index(exception) + 1, properties)
        later = next((entry for entry in properties if entry.tag in _ROW_LATER), None)
        if later is None:
            properties.append(self._change(name))
        else:
            later.addprevious(self._change(name))


def properties_of(paragraph: Element) -> Element:
    """A paragraph's properties, made where there are none."""
    properties = paragraph.find(qualified("w:pPr"))
    if properties is None:
        properties = element("w:pPr")
        paragraph.insert(0, properties)
    return properties


def put_mark(paragraph: Element, mark: Element) -> None:
    """Put the mark of a tracked end (``w:ins``, ``w:del``) where a paragraph bears it."""
    properties = properties_of(paragraph)
    run = properties.find(qualified("w:rPr"))
    if run is None:
        run = element("w:rPr")
        later = next((entry for entry in properties if entry.tag in _END_LATER), None)
        if later is None:
            properties.append(run)
        else:
            later.addprevious(run)
    # w:ins stands first, w:del second (17.3.1.29)
    place = 1 if mark.tag == qualified("w:del") and len(run) and run[0].tag == qualified("w:ins") else 0
    run.insert(place, mark)


def last_id(roots: Iterable[Element]) -> int:
    """The highest id of a tracked change in some parts."""
    found = [change.get(qualified("w:id"), "") for root in roots for change in root.iter(*ANNOTATED)]
    return max((int(number) for number in found if number.lstrip("-").isdigit()), default=0)


def revert(root: Element, author: str) -> None:
    """Reject the tracked changes of *author* within a paragraph, a row or a note: as though they were never made."""
    for change in list(root.iter(qualified("w:ins"), qualified("w:del"))):
        parent = change.getparent()
        if parent is None or change.get(qualified("w:author")) != author:
            continue
        if parent.tag in (qualified("w:rPr"), qualified("w:trPr")):
            parent.remove(change)
        elif change.tag == qualified("w:ins"):
            for child in [child for child in change if _outlives(child)]:
                change.addprevious(child)
            parent.remove(change)
            _drop_empty(parent)
        else:
            for entry in change.iter(*_RESTORED):
                entry.tag = _RESTORED[str(entry.tag)]
            for child in list(change):
                change.addprevious(child)
            parent.remove(change)


def _outlives(child: Element) -> bool:
    """Whether what stands in an insertion is not part of it: an editor's comment on it, the bookmark of a block."""
    if child.tag == qualified("w:r"):
        return next(child.iter(qualified("w:commentReference")), None) is not None
    return child.tag in _RANGES


def _drop_empty(link: Element) -> None:
    """Take away a link that holds nothing any more."""
    parent = link.getparent()
    if link.tag == qualified("w:hyperlink") and not len(link) and parent is not None:
        parent.remove(link)
