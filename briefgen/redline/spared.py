"""Ends and rows of ours that hold words of an editor's: these stay, whatever is decided.

What an editor wrote into a text that is struck would run on into the next paragraph with the struck end, or go with the
row. A paragraph whose end is tracked for another one's (:mod:`briefgen.redline.ends`), which the editor then took away
or elsewhere, would run on once the tracked end is rejected.
"""

from __future__ import annotations

from briefgen.redline.align import spoken
from briefgen.redline.ends import own_end
from briefgen.redline.story import DOCUMENT, Line
from briefgen.redline.units import accepted
from briefgen.redline.work import Work
from briefgen.writers._word.xml import Element, detach, qualified

_OWN_PARAGRAPH = "You wrote into a text that is to go: what you wrote stays, as a paragraph of its own."
_ROW = "You wrote into a row that is to go: the row stays, with what you wrote."


def spare(work: Work) -> None:
    """Take our pending deletion of a paragraph's end, or of a row, back where an editor's words stand in it.

    An inserted end is taken back where nothing else of the paragraph is inserted.
    """
    known = {id(line.element) for lines in work.kept.values() for line in lines}
    for line in work.mine.lines:
        if not spoken(accepted(line.units)):
            continue
        if (alone := own_end(line.element, work.author)) is not None and not _comes(line, work.author):
            detach(alone)
            work.package.touched.add(DOCUMENT)
        row, end = _struck(line.row, "w:trPr", work.author), _struck(line.element, "w:pPr/w:rPr", work.author)
        for mark in (*row, *end):
            detach(mark)
            work.package.touched.add(DOCUMENT)
        if (row or end) and id(line.element) not in known:  # what became of a block is told with the block
            work.comments.say(line.element, [_ROW if row else _OWN_PARAGRAPH])


def _comes(line: Line, author: str) -> bool:
    """Whether some of what a paragraph says is a tracked insertion of *author*'s."""
    return spoken(
        [unit for unit in line.units if any((one.way, one.author) == ("in", author) for one in unit.revisions)]
    )


def _struck(owner: Element | None, path: str, author: str) -> list[Element]:
    """The tracked deletions by *author* of a paragraph's end or of a row."""
    properties = owner.find("/".join(map(qualified, path.split("/")))) if owner is not None else None
    marks = properties.findall(qualified("w:del")) if properties is not None else []
    return [mark for mark in marks if mark.get(qualified("w:author")) == author]
