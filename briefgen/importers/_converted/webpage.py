"""HTML: a web page's main content, its headings, notes, links and tables; what surrounds it is set aside and told.

All visible text of the page is in the manuscript, so that offsets do not hang on what was taken for its main content; what
surrounds that is furniture. The page is looked at in a process of its own, bounded in time and memory, for a page may
be made to harm the programs that read it; nothing that it names is ever fetched.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from briefgen.errors import MissingProgramError
from briefgen.importers._converted.blocks import manuscript
from briefgen.importers._converted.linked import resolve
from briefgen.importers._converted.metadata import date_parts, language
from briefgen.importers._converted.package import refused
from briefgen.importers._converted.run import nested, tree
from briefgen.importers.manuscript import Doubt, Given, Manuscript, Piece
from briefgen.importers.means import Means

#: Bytes of a page; seconds for finding its main content.
LARGEST, LONGEST = 16 << 20, 60.0

_READER = "html-raw_html-tex_math_dollars"
_SAVE = "save the page from the browser anew, or its text alone"
#: So many words at most stand above a title that is not the first line: a section's name, a date.
_ABOVE_TITLE = 25


def read(content: bytes, name: str, means: Means) -> Manuscript:
    """The manuscript of a web page; raises DocumentError where it cannot be read."""
    if len(content) > LARGEST:
        raise refused(name, f"the page is larger than {LARGEST >> 20} MiB", _SAVE)
    found = _looked_at(content, name, means)
    made = tree(means.workspace, found["html"].encode(), name, _READER)
    given = Given(
        title=found["title"],
        authors=tuple(found["authors"]),
        issued=date_parts(found["date"]),
        publisher=found["publisher"],
        url=found["url"],
        language=language(found["language"]),
        kind="webpage" if found["url"] else "",
    )
    doubts = [Doubt(message=message, hint="look at what was imported") for message in found["doubts"]]
    try:
        blocks = made["blocks"]
        resolve(blocks)
        made_of_page = _below_title(manuscript(blocks, given=given, doubts=doubts))
    except RecursionError:
        raise nested(name) from None
    return replace(made_of_page, doubts=(*made_of_page.doubts, *_set_aside(made_of_page.furniture)))


def _set_aside(furniture: Sequence[Piece]) -> list[Doubt]:
    """What is told of the furniture of a page."""
    if not furniture:
        return []
    shown = "; ".join(f"'{piece.text[:30]}'" for piece in furniture[:3])
    more = "; …" if len(furniture) > 3 else ""
    message = f"set aside as what surrounds the text: {len(furniture)} lines ({shown}{more})"
    return [Doubt(message=message, hint="if one of them belongs to the text, save the text alone and import that")]


def _looked_at(content: bytes, name: str, means: Means) -> dict[str, Any]:
    """The page prepared for pandoc, and what it says of itself, from a process of its own."""
    command = (sys.executable, "-I", "-m", "briefgen.importers._converted.page_process")
    try:
        ran = means.workspace.run(command, content, LONGEST)
    except MissingProgramError:
        raise refused(name, f"looking for the page's main content took more than {LONGEST:g} seconds", _SAVE) from None
    try:
        found: dict[str, Any] = json.loads(ran.output)
    except ValueError:
        said = ran.errors.decode("utf-8", "replace").strip().splitlines()
        why = said[-1][:200] if said else f"its reader ended with status {ran.status}"
        raise refused(name, f"the page cannot be read: {why}", _SAVE) from None
    if "refused" in found:
        raise refused(name, found["refused"], _SAVE)
    return found


def _below_title(made: Manuscript) -> Manuscript:
    """The manuscript from its title on; the few words that stand above it are furniture."""
    first = next((piece for piece in made.pieces if piece.heading == 1), None)
    if first is None:
        return made
    above: list[Piece] = list(made.pieces[: made.pieces.index(first)])
    if sum(len(piece.text.split()) for piece in above) > _ABOVE_TITLE:
        return made
    furniture = sorted((*made.furniture, *above), key=lambda piece: piece.start)
    return replace(made, pieces=made.pieces[len(above) :], furniture=tuple(furniture))
