"""Bookmarks: how a paragraph in Word is known to be a block of the brief.

A range bookmark around what stands in **one** paragraph, inside the paragraph, is what survives Word, LibreOffice
and copying; around two paragraphs it does not. Names begin with an underscore, so that Word lists them only where
"Hidden bookmarks" is ticked and never draws brackets around an editor's text; the editor's own list stays their own.
"""

from __future__ import annotations

import hashlib

from briefgen.writers._word.xml import Element, element

PREFIX = "_bg_"
#: Word's longest name of a bookmark, in characters.
LONGEST = 40


def bookmark_name(block: str) -> str:
    """The bookmark of a block id: ``rec-crp-12`` → ``_bg_rec_crp_12``; a long one ends in a digest of the id.

    Different ids (``[a-z][a-z0-9-]*``) have different names: no id holds an underscore, and a shortened name alone
    holds two in a row.
    """
    plain = PREFIX + block.replace("-", "_")
    if len(plain) <= LONGEST and "--" not in block:
        return plain
    digest = hashlib.sha256(block.encode()).hexdigest()[:10]
    return f"{PREFIX}{block.replace('-', '_')[: LONGEST - len(PREFIX) - 12].rstrip('_')}__{digest}"


class Bookmarks:
    """Hands out bookmarks with ids that ascend in document order, from *first* on (in a file that has some)."""

    def __init__(self, first: int = 0) -> None:
        self._next = first

    def around(self, names: tuple[str, ...], runs: list[Element]) -> list[Element]:
        """*runs* with a bookmark of each name around them; the first name is the outermost."""
        starts: list[Element] = []
        ends: list[Element] = []
        for name in names:
            number = str(self._next)
            self._next += 1
            starts.append(element("w:bookmarkStart", {"w:id": number, "w:name": name}))
            ends.append(element("w:bookmarkEnd", {"w:id": number}))
        return [*starts, *runs, *reversed(ends)]
