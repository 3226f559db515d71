"""A redline to be judged: the files that it was made from and what it became, read block by block."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from tests.redline.editing import OURS
from tests.redline.package import Docx, Element, find, q
from tests.redline.reading import Comment, Line, comments, lines, view
from tests.redline.revisions import by, settled

#: What may be reported as a whole: the beginnings of ids in it, as :mod:`tests.redline.shelves` makes them.
_WITHIN = {"figures": ("figure-",), "recommendations": ("rec-", "actor-")}


@dataclass(frozen=True)
class Case:
    """A redline: what it was made from and what it became. ``told`` are the ids of blocks that its report names."""

    base: bytes
    copy: bytes
    new: bytes
    made: bytes
    told: frozenset[str]

    @cached_property
    def before(self) -> dict[str, Line]:
        return leaves(self.base)

    @cached_property
    def after(self) -> dict[str, Line]:
        return leaves(self.new)

    @cached_property
    def kept_lines(self) -> list[Line]:
        """The editor's copy with our changes accepted and the editor's own left as they are.

        What the editor wrote into a text of ours that is struck stands by itself: its end does not go, nor its row.
        """
        return view(self.copy, spared)

    @cached_property
    def result_lines(self) -> list[Line]:
        """The result with our changes accepted and the editor's own left as they are."""
        return view(self.made, by(OURS, decision=True))

    @cached_property
    def kept(self) -> list[str]:
        """What the copy says so, apart from the table of contents, which repeats its headings."""
        return [line.full for line in self.kept_lines if line.place != "control"]

    @cached_property
    def result(self) -> list[str]:
        """What the result says so, apart from the table of contents."""
        return [line.full for line in self.result_lines if line.place != "control"]

    @cached_property
    def remarks(self) -> list[Comment]:
        """Our comments in the result."""
        return [one for one in comments(Docx(self.made)) if one.author == OURS]


def leaves(content: bytes) -> dict[str, Line]:
    """The lines of a build of ours by the innermost bookmark of each."""
    docx = Docx(content)
    found: dict[str, Line] = {}
    for paragraph, line in zip(docx.body.iter(q("w:p")), lines(docx), strict=True):
        names = [name for name in find(paragraph, "w:bookmarkStart/@w:name") if name.startswith("_bg_")]
        if names:
            found[names[-1]] = line
    return found


@lru_cache(maxsize=32)
def rows(content: bytes) -> tuple[frozenset[str], ...]:
    """The bookmarks of each table row of a build of ours."""
    found = Docx(content).body.iter(q("w:tr"))
    return tuple(frozenset(find(row, ".//w:bookmarkStart/@w:name")) & leaves(content).keys() for row in found)


@lru_cache(maxsize=32)
def bookmarked(content: bytes) -> dict[str, set[str]]:
    """What each bookmark of ours stands at in a copy, our changes accepted: a bookmark that was copied stands twice."""
    docx = settled(content, by(OURS, decision=True))
    found: dict[str, set[str]] = {}
    for paragraph, line in zip(docx.body.iter(q("w:p")), lines(docx), strict=True):
        for name in find(paragraph, "w:bookmarkStart/@w:name"):
            found.setdefault(name, set()).add(line.full)
    return found


def spared(change: Element) -> bool | None:
    """Ours accepted, but for the struck end of a paragraph, or the struck row, in which words of the editor's stand.

    Asked once the text is decided: what is left of a text that was struck is the editor's.
    """
    owner = change.getparent()
    if change.get(q("w:author")) != OURS or owner is None:
        return None
    around = next(owner.iterancestors(q("w:tr") if owner.tag == q("w:trPr") else q("w:p")), None)
    is_mark = change.tag == q("w:del") and owner.tag in (q("w:rPr"), q("w:trPr")) and around is not None
    path = ".//w:t[normalize-space()] | .//w:drawing | .//w:footnoteReference | .//w:endnoteReference"
    going = "ancestor::w:del or ancestor::w:moveFrom"
    return not (is_mark and find(around, f"({path})[not({going})]"))


def freed(content: bytes) -> bytes:
    """A copy in which no end of ours is inserted where nothing else of its paragraph is: there it was for another one."""
    docx = Docx(content)
    for mark in find(docx.body, f".//w:p/w:pPr/w:rPr/w:ins[@w:author='{OURS}']"):
        paragraph = next(mark.iterancestors(q("w:p")))
        said = ".//w:r[w:t[normalize-space()] or w:drawing or w:footnoteReference or w:endnoteReference]"
        if find(paragraph, said) and not find(paragraph, f"{said}[ancestor::w:ins[@w:author='{OURS}']]"):
            mark.getparent().remove(mark)
    return docx.save()


def block_of(bookmark: str) -> str:
    """The id of the block that a bookmark stands for, where the name is not shortened."""
    return bookmark.removeprefix("_bg_").replace("_", "-")


def reported(case: Case, name: str) -> bool:
    """Whether the report names a block, or the row, card or table that it stands in."""
    block = block_of(name)
    return any(block == one or block.startswith((f"{one}-", *_WITHIN.get(one, ()))) for one in case.told)


def retouched(case: Case, line: Line) -> bool:
    """Whether the editor changed how a line looks or where it stands, and not what it says."""
    return line not in lines(settled(case.copy, by(OURS, decision=True)), tracked=True)


def in_edited_row(case: Case, name: str) -> bool:
    """Whether a block stands in a table row of which the editor changed something: a row goes as a whole or not at all."""
    row = next((row for row in rows(case.base) if name in row), frozenset())
    if _written_in_row(case.copy, name, case.before[name].full) > len(row):
        return True
    return any(case.kept.count(case.before[one].full) != 1 or retouched(case, case.before[one]) for one in row)


@lru_cache(maxsize=32)
def _written_in_row(copy: bytes, name: str, said: str) -> int:
    """How many paragraphs with words the copy has in the row of a bookmark or a text, our changes accepted."""
    docx = settled(copy, by(OURS, decision=True))
    says = {paragraph: line.full for paragraph, line in zip(docx.body.iter(q("w:p")), lines(docx), strict=True)}
    for row in docx.body.iter(q("w:tr")):
        texts = [says[paragraph] for paragraph in row.iter(q("w:p"))]
        if name in find(row, ".//w:bookmarkStart/@w:name") or said in texts:
            return sum(bool(text.strip()) for text in texts)
    return 0


def marked_elsewhere(case: Case, name: str, line: Line) -> bool:
    """Whether the block's bookmark stands at other words (too) in the copy: it was copied, and one of the two edited."""
    return bookmarked(case.copy).get(name, {line.full}) != {line.full}


def recast(case: Case, name: str) -> bool:
    """Whether a block stands in the strip of figures, and that has other cards now, or others first: it changes as a whole or not at all."""
    cards = [[one for one in build if one.startswith("_bg_figure_")] for build in (case.before, case.after)]
    return name.startswith("_bg_figure_") and cards[0] != cards[1]
