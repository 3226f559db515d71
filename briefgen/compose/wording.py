"""Putting worded citations back into a brief's blocks, and the list of sources where the template wants it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.brief import (
    Bibliography,
    Block,
    Blocks,
    Cite,
    Emph,
    Foreign,
    Heading,
    Inline,
    Inlines,
    Link,
    Paragraph,
    SmallCaps,
    Strong,
    Superscript,
    Text,
)
from briefgen.compose.identity import Identities, slug
from briefgen.compose.rewrite import Where, rewrite

_STOPS = re.compile(r"[.!?,;:…]+\Z")


def worded(blocks: Blocks, cites: Sequence[Cite]) -> Blocks:
    """The blocks with their citations replaced, in reading order, by the worded ones in *cites*.

    A label in the text (author-date, numeric) stands before the stop of its sentence, a note's mark after it.
    """
    coming = iter(cites)

    def change(run: Inlines, where: Where) -> Inlines:  # noqa: ARG001 - the signature of a change
        return _labelled(_replaced(run, coming))

    return rewrite(blocks, change)


def _replaced(run: Inlines, coming: Iterator[Cite]) -> Inlines:
    made: list[Inline] = []
    for inline in run:
        match inline:
            case Cite():
                made.append(next(coming))
            case Emph() | Strong() | Superscript() | SmallCaps() | Link() | Foreign():
                made.append(replace(inline, inlines=_replaced(inline.inlines, coming)))
            case _:
                made.append(inline)
    return tuple(made)


def _labelled(run: Inlines) -> Inlines:
    """The run with labels in the text set apart by a space, before the stop they would stand after."""
    made: list[Inline] = []
    for inline in run:
        before = made[-1] if made else None
        if not _in_text(inline) or before is None:
            made.append(inline)
        elif isinstance(before, Text) and (stop := _STOPS.search(before.text)) and before.text[: stop.start()]:
            made[-1] = Text(f"{before.text[: stop.start()]} ")
            made.extend((inline, Text(stop[0])))
        else:
            made.extend((Text(" "), inline))
    return tuple(made)


def _in_text(inline: Inline) -> bool:
    """Whether an inline is a citation with a label on the line; a raised label stands where a note's mark would."""
    raised = isinstance(inline, Cite) and len(inline.label) == 1 and isinstance(inline.label[0], Superscript)
    return isinstance(inline, Cite) and not inline.note and bool(inline.label) and not raised


def listed(blocks: Blocks, bibliography: Sequence[tuple[str, Inlines]]) -> Blocks:
    """The blocks with the list of sources filled; where there is none to fill, it goes with its heading."""
    made: list[Block] = []
    identities = Identities()
    for block in blocks:
        if not isinstance(block, Bibliography):
            made.append(block)
        elif bibliography:
            entries = tuple(
                Paragraph(id=identities.give(f"ref-{slug(key, 80)}"), role="reference", inlines=inlines)
                for key, inlines in bibliography
            )
            made.append(replace(block, entries=entries))
        elif made and isinstance(made[-1], Heading):
            made.pop()
    return tuple(made)
