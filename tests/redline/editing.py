"""An editor at work on a document: the few movements of which every edit is made, and the tidiness of a saved file."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from tests.redline.package import KINDS, Docx, Element, clone, find, make, plain_run, q

EDITOR = "Ed Itor"
OURS = "briefgen"
DATE = "2026-02-03T04:05:06Z"
_GONE = frozenset(map(q, ("w:del", "w:moveFrom")))
_WRAPS = frozenset(map(q, ("w:ins", "w:moveTo", "w:hyperlink")))


class Editing:
    """A document under an editor's hands. ``turn`` is the round, which every word of the editor carries."""

    def __init__(self, content: bytes, turn: int = 1) -> None:
        self.docx = Docx(content)
        self.turn = turn
        self._words = itertools.count(1)
        taken = [int(number) for root in self.docx.stories() for number in find(root, ".//*[not(self::w:comment)]/@w:id")
                 if number.lstrip("-").isdecimal()]  # fmt: skip
        self._ids = itertools.count(max(taken, default=0) + 1000)

    # --- what there is ---

    def token(self) -> str:
        """A word that stands nowhere else."""
        return f"zq{self.turn}n{next(self._words)}z"

    def sentence(self, words: int) -> str:
        """Some words of the editor's own."""
        return " ".join(self.token() for _ in range(max(words, 1)))

    def fresh(self) -> str:
        """An id for a bookmark, a change or a range."""
        return str(next(self._ids))

    def signed(self) -> dict[str, str]:
        """The attributes of a tracked change of the editor's."""
        return {"w:id": self.fresh(), "w:author": EDITOR, "w:date": DATE}

    def paragraphs(self) -> list[Element]:
        """What an editor may put the cursor in: all but the table of contents."""
        return [entry for entry in self.docx.body.iter(q("w:p")) if not find(entry, "ancestor::w:sdt")]

    def paragraph(self, which: int) -> Element:
        found = self.paragraphs()
        return found[which % len(found)]

    def loose(self) -> list[Element]:
        """Paragraphs and tables that stand in the text itself."""
        return [entry for entry in self.docx.body if entry.tag in (q("w:p"), q("w:tbl"), q("w:sdt"))]

    def rows(self) -> list[Element]:
        return list(self.docx.body.iter(q("w:tr")))

    # --- text ---

    def cut(self, paragraph: Element, offset: int) -> tuple[Element, int]:
        """Part the text at an offset (0 up to its length); the owner and index at which something can be put."""
        last: tuple[Element, int] | None = None
        passed = 0
        for run, text in list(_texts(paragraph)):
            owner = run.getparent()
            assert owner is not None
            long = len(text.text or "")
            if offset <= passed and last is None:
                return owner, owner.index(run)
            if offset < passed + long:
                if offset > passed:
                    _part(run, text, offset - passed)
                    return owner, owner.index(run) + 1
                return owner, owner.index(run)
            passed += long
            last = (owner, owner.index(run) + 1)
            if offset == passed:
                if text.getnext() is not None:
                    _part(run, text, long)
                return owner, owner.index(run) + 1
        return last or (paragraph, len(paragraph))

    def put(self, paragraph: Element, offset: int, *made: Element, inside: bool = False) -> None:
        """Put elements into the text; *inside* a tracked insertion they land in, else they part it."""
        owner, place = self.cut(paragraph, offset)
        while not inside and owner.tag in (q("w:ins"), q("w:moveTo")):
            owner, place = self.part(owner, place)
        for shift, entry in enumerate(made):
            owner.insert(place + shift, entry)

    def part(self, owner: Element, place: int) -> tuple[Element, int]:
        """Part what wraps runs in two; the place between the halves."""
        outer = owner.getparent()
        assert outer is not None
        at = outer.index(owner)
        if place == 0:
            return outer, at
        if place < len(owner):
            second = make("w:r")
            second.tag = owner.tag
            for key, said in owner.attrib.items():
                second.set(key, said)
            if owner.get(q("w:id")):
                second.set(q("w:id"), self.fresh())
            second.extend(list(owner)[place:])
            outer.insert(at + 1, second)
        return outer, at + 1

    def between(self, paragraph: Element, start: int, end: int) -> list[Element]:
        """The runs of text from *start* to *end*, cut out exactly."""
        long = length(paragraph)
        start, end = min(start, end) % (long + 1), min(max(start, end), long)
        if end <= start:
            return []
        self.cut(paragraph, end)
        self.cut(paragraph, start)
        found: list[Element] = []
        passed = 0
        for run, text in _texts(paragraph):
            if start <= passed and passed + len(text.text or "") <= end and text.text and run not in found:
                found.append(run)
            passed += len(text.text or "")
        return found

    def write(self, paragraph: Element, offset: int, words: int, *, inside: bool = False) -> None:
        """Type words, in the looks of what stands before them."""
        said = self.sentence(words)
        long = length(paragraph)
        lead = " " if offset else ""
        trail = " " if offset < long else ""
        owner, place = self.cut(paragraph, offset)
        before = owner[place - 1] if place and owner[place - 1].tag == q("w:r") else None
        looks = before.find(q("w:rPr")) if before is not None and before.find(q("w:t")) is not None else None
        self.put(paragraph, offset, plain_run(f"{lead}{said}{trail}", looks), inside=inside)

    def erase(self, paragraph: Element, start: int, end: int) -> None:
        """Take words out, untracked; the notes called among them go too where they stand inside."""
        for run in self.between(paragraph, start, end):
            owner = run.getparent()
            assert owner is not None
            owner.remove(run)

    # --- saving ---

    def save(self) -> bytes:
        """The file as a word processor would save it: notes in order, no half bookmarks, no lost comments."""
        tidy(self)
        return self.docx.save()


def length(paragraph: Element) -> int:
    """How many characters of text there are to put a cursor between."""
    return sum(len(text.text or "") for _, text in _texts(paragraph))


def _texts(paragraph: Element) -> Iterator[tuple[Element, Element]]:
    """Runs and their texts, apart from what is tracked as deleted."""
    for text in find(paragraph, ".//w:t"):
        owners = list(text.iterancestors())
        inside = owners[: owners.index(paragraph)]
        if any(owner.tag in _GONE or owner.tag == q("w:p") for owner in inside):
            continue
        yield inside[0], text


def _part(run: Element, text: Element, offset: int) -> None:
    """Part a run in two at an offset of one of its texts."""
    said = text.text or ""
    second = make("w:r")
    properties = run.find(q("w:rPr"))
    if properties is not None:
        second.append(clone(properties))
    rest = list(run)[run.index(text) + 1 :]
    if said[offset:]:
        second.append(make("w:t", text=said[offset:]))
    second.extend(rest)
    text.text = said[:offset]
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    owner = run.getparent()
    assert owner is not None
    owner.insert(owner.index(run) + 1, second)


# --- what a saved file has in order ----------------------------------------------------------------------------


def tidy(editing: Editing) -> None:
    """Put in order what a word processor would when it saves."""
    body = editing.docx.body
    for wrap in [entry for entry in body.iter() if entry.tag in _WRAPS or entry.tag in _GONE]:
        if not len(wrap) and wrap.getparent() is not None and wrap.getparent().tag in (q("w:p"), *_WRAPS):
            wrap.getparent().remove(wrap)
    for cell in body.iter(q("w:tc")):
        if not len(cell) or cell[-1].tag != q("w:p"):
            cell.append(make("w:p"))
    for table in list(body.iter(q("w:tbl"))):
        if table.find(q("w:tr")) is None:
            table.getparent().remove(table)
    _after_table(body)
    _bookmarks(body, editing)
    _comments(editing.docx)
    for kind in KINDS:
        _notes(editing.docx, kind)


def _after_table(body: Element) -> None:
    """No text ends with a table: Word and LibreOffice keep a paragraph after it."""
    blocks = [entry for entry in body if entry.tag in (q("w:p"), q("w:tbl"), q("w:sdt"))]
    if blocks and blocks[-1].tag == q("w:tbl"):
        blocks[-1].addnext(make("w:p"))


def _bookmarks(body: Element, editing: Editing) -> None:
    """Each bookmark begins and ends once; one whose halves stand the wrong way round is lost."""
    seen: dict[str, Element] = {}
    for entry in list(body.iter(q("w:bookmarkStart"), q("w:bookmarkEnd"))):
        number = entry.get(q("w:id"), "")
        if entry.tag == q("w:bookmarkStart"):
            if number in seen:
                seen.pop(number)
            seen[number] = entry
        elif number in seen:
            fresh = editing.fresh()
            seen.pop(number).set(q("w:id"), fresh)
            entry.set(q("w:id"), fresh)
        else:
            entry.getparent().remove(entry)
    for entry in seen.values():
        if entry.getparent() is not None:
            entry.getparent().remove(entry)


def _comments(docx: Docx) -> None:
    body = docx.body
    name = docx.related("comments")
    there = {comment.get(q("w:id")) for comment in docx.tree(name)} if name else set()
    spans = {kind: find(body, f".//w:comment{kind}/@w:id") for kind in ("RangeStart", "RangeEnd", "Reference")}
    whole = {number for number in there if all(found.count(number) == 1 for found in spans.values())}
    for kind in spans:
        for entry in find(body, f".//w:comment{kind}"):
            if entry.get(q("w:id")) not in whole:
                doomed = entry.getparent() if kind == "Reference" else entry
                if doomed.getparent() is not None:
                    doomed.getparent().remove(doomed)
    for comment in list(docx.tree(name)) if name else ():
        if comment.get(q("w:id")) not in whole:
            docx.tree(name).remove(comment)


def _notes(docx: Docx, kind: str) -> None:
    """Number the notes in the order of their calls; a call that was copied gets a note of its own."""
    root = docx.notes(kind)
    if root is None:
        return
    known = {note.get(q("w:id")): note for note in root if note.get(q("w:type")) in (None, "normal")}
    kept: list[Element] = []
    for number, call in enumerate(find(docx.body, f".//w:{kind}Reference"), 1):
        note = known[call.get(q("w:id"))]
        if note in kept:
            note = clone(note)
        kept.append(note)
        call.set(q("w:id"), str(number))
    for note in known.values():
        root.remove(note)
    for number, note in enumerate(kept, 1):
        note.set(q("w:id"), str(number))
        root.append(note)
