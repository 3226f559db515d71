"""Comments of a redline: what changed and why, beside the text it is about."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from briefgen.redline.package import Package
from briefgen.redline.story import DOCUMENT
from briefgen.writers._word.xml import Element, clean, detach, element, qualified

_RANGES = tuple(map(qualified, ("w:commentRangeStart", "w:commentRangeEnd")))
_CALLS = tuple(map(qualified, ("w:footnoteReference", "w:endnoteReference")))
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


@dataclass(slots=True, kw_only=True)
class Comments:
    """The comments of the editor's file; those made now, and digests of those that earlier redlines made.

    ``names`` are those that redlines of this file were signed with.
    """

    package: Package
    author: str
    date: str
    names: frozenset[str] = frozenset()
    made: list[str] = field(default_factory=list)
    earlier: frozenset[str] = frozenset()

    def say(self, anchor: Element, paragraphs: Sequence[str]) -> None:
        """Put a comment around what a paragraph (or a run in one) holds."""
        root = self._root()
        number = str(1 + max((int(one.get(qualified("w:id"), "0")) for one in root if _is_number(one)), default=-1))
        attributes = {"w:id": number, "w:author": self.author, "w:initials": initials(self.author)}
        if self.date:
            attributes["w:date"] = self.date
        comment = element("w:comment", attributes, [_paragraph(clean(text)) for text in paragraphs])
        root.append(comment)
        self.made.append(digest(comment))
        start, end = (element(f"w:commentRange{name}", {"w:id": number}) for name in ("Start", "End"))
        mark = element("w:r", None, [element("w:commentReference", {"w:id": number})])
        self.package.touched.add(DOCUMENT)
        if anchor.tag == qualified("w:p"):
            first = anchor.find(qualified("w:pPr"))
            anchor.insert(0 if first is None else anchor.index(first) + 1, start)
            anchor.extend([end, mark])
            return
        outer = _child_of_paragraph(anchor)
        outer.addprevious(start)
        outer.addnext(end)
        end.addnext(mark)

    def keep_off_notes(self) -> None:
        """Put the marks of comments that stand between the first and the second call of a note behind the second.

        LibreOffice 7.4 reads the notes of a document wrongly where a comment's mark stands there: each note then has
        the next one's text, or none.
        """
        document = self.package.story.document
        part = self.package.story.relations.get("comments", "")
        if not self.package.touched or part not in self.package.story.parts:
            return
        root = self.package.story.root(part)
        ours = {one.get(qualified("w:id")) for one in root if one.get(qualified("w:author")) in self.names}
        calls = [*islice(document.iter(*_CALLS), 2)]
        if len(calls) < 2:
            return
        between = False
        marks: list[Element] = []
        for entry in document.iter(*_CALLS, qualified("w:commentReference")):
            if entry.tag in _CALLS:
                between = entry is calls[0]
                if entry is calls[1]:
                    break
            elif between and entry.get(qualified("w:id"), "") in ours:
                marks.append(entry)
        for mark in reversed(marks):
            self._move_behind(mark, calls)

    def _move_behind(self, mark: Element, calls: Sequence[Element]) -> None:
        number = mark.get(qualified("w:id"))
        ends = self.package.root(DOCUMENT).iter(qualified("w:commentRangeEnd"))
        end = next((one for one in ends if one.get(qualified("w:id")) == number), None)
        run = mark.getparent()
        if end is None or run is None:
            return
        if next(run.iterancestors(qualified("w:p")), None) is next(calls[0].iterancestors(qualified("w:p")), None):
            place = _child_of_paragraph(calls[0])
            for start in self._starts_between(number, calls):
                place.addprevious(start)
            place.addprevious(end)
            place.addprevious(run)
            return
        place = _child_of_paragraph(calls[1])
        place.addnext(end)
        end.addnext(run)

    def _starts_between(self, number: str | None, calls: Sequence[Element]) -> list[Element]:
        """Where a comment begins, if that is after the first of two calls: one that was moved before it with its mark."""
        found: list[Element] = []
        for entry in self.package.story.document.iter(*_CALLS, _RANGES[0]):
            if entry is calls[0]:
                found = []
            elif entry is calls[1]:
                break
            elif entry.get(qualified("w:id")) == number and entry.tag == _RANGES[0]:
                found.append(entry)
        return found

    def _root(self) -> Element:
        part = self.package.story.relations.get("comments", "")
        if part not in self.package.story.parts:
            part = self.package.add_word_part("comments", element("w:comments"))
        return self.package.root(part)

    def withdraw(self, within: Element, beginning: str = "") -> None:
        """Take back the comments that earlier redlines made on a paragraph or row, unless somebody answered them.

        Where a *beginning* is given, only those whose words begin so. A comment is on what it begins in: its mark may
        stand farther behind (:meth:`keep_off_notes`).
        """
        marks, begun, here = (
            {entry.get(qualified("w:id"), "") for entry in root.iter(tag)}
            for root, tag in (
                (within, qualified("w:commentReference")),
                (self.package.story.document, _RANGES[0]),
                (within, _RANGES[0]),
            )
        )
        self._take_back(here | (marks - begun), beginning)

    def withdraw_at(self, run: Element) -> None:
        """Take back those on a run alone."""
        outer = _child_of_paragraph(run)
        begun, ended = ({one.get(qualified("w:id"), "") for one in _beside(outer, tag)} for tag in _RANGES)
        self._take_back(begun & ended)

    def _take_back(self, numbers: set[str], beginning: str = "") -> None:
        part = self.package.story.relations.get("comments", "")
        if not self.earlier or part not in self.package.story.parts:
            return
        ours = {
            one.get(qualified("w:id"), ""): one
            for one in self.package.story.root(part)
            if one.get(qualified("w:author")) in self.names
            and digest(one) in self.earlier
            and not self._answered(one)
            and "".join(text.text or "" for text in one.iter(qualified("w:t"))).startswith(beginning)
        }
        for number in numbers & ours.keys():
            self.package.root(part).remove(ours[number])
            for entry in [
                one
                for one in self.package.root(DOCUMENT).iter(*_RANGES, qualified("w:commentReference"))
                if one.get(qualified("w:id")) == number
            ]:
                run = entry.getparent()
                detach(entry)
                if (
                    run is not None
                    and run.tag == qualified("w:r")
                    and all(one.tag == qualified("w:rPr") for one in run)
                ):
                    detach(run)

    def _answered(self, comment: Element) -> bool:
        known = {paragraph.get(f"{{{_W14}}}paraId") for paragraph in comment.iter(qualified("w:p"))} - {None}
        part = self.package.story.relations.get("commentsExtended", "")
        if not known or part not in self.package.story.parts:
            return False
        return any(one.get(f"{{{_W15}}}paraIdParent") in known for one in self.package.story.root(part))


def digest(comment: Element) -> str:
    """A digest of what a comment says."""
    words = "\n".join(
        "".join(text.text or "" for text in paragraph.iter(qualified("w:t")))
        for paragraph in comment.iter(qualified("w:p"))
    )
    return hashlib.sha256(words.encode()).hexdigest()


def _beside(entry: Element, tag: str) -> Iterator[Element]:
    """The marks of comments that begin just before something, or end just after it."""
    step = entry.getprevious if tag == _RANGES[0] else entry.getnext
    while (found := step()) is not None and found.tag == tag:
        yield found
        step = found.getprevious if tag == _RANGES[0] else found.getnext


def _child_of_paragraph(entry: Element) -> Element:
    """What stands in a paragraph itself around something in it."""
    outer = entry
    while (parent := outer.getparent()) is not None and parent.tag != qualified("w:p"):
        outer = parent
    return outer


def initials(author: str) -> str:
    """The initials of an author's name: Word shows them in small balloons."""
    return "".join(word[0] for word in author.split()).upper()[:4] or "B"


def sentence(words: str) -> str:
    """Half a sentence made a whole one."""
    return words[:1].upper() + words[1:] + "."


def _paragraph(text: str) -> Element:
    said = element("w:t", {"xml:space": "preserve"})
    said.text = text
    return element("w:p", None, [element("w:r", None, [said])])


def _is_number(comment: Element) -> bool:
    return isinstance(comment.tag, str) and comment.get(qualified("w:id"), "").isdecimal()
