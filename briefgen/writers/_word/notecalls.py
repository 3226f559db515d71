"""Which notes a brief calls, and text without its calls and links, as a table of contents repeats it."""

from __future__ import annotations

from collections import Counter

from briefgen.brief import (
    Abbreviation,
    Blocks,
    Cite,
    Emph,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    SmallCaps,
    Strong,
    Superscript,
    Text,
)
from briefgen.walk import captions, inlines, runs


def repeated(blocks: Blocks) -> frozenset[int]:
    """The numbers of notes that are called more than once."""
    texts = [*(run.inlines for run in runs(blocks)), *captions(blocks)]
    calls = Counter(found.note for text in texts for found in inlines(text) if isinstance(found, Cite) and found.note)
    return frozenset(number for number, times in calls.items() if times > 1)


def without_calls(text: Inlines) -> Inlines:
    """*text* without note calls; links leave their text, line breaks a space."""
    return tuple(kept for inline in text for kept in _kept(inline))


def _kept(inline: Inline) -> Inlines:
    match inline:
        case Cite():
            return without_calls(inline.label)
        case Link():
            return without_calls(inline.inlines)
        case LineBreak():
            return (Text(" "),)
        case Emph():
            return (Emph(without_calls(inline.inlines)),)
        case Strong():
            return (Strong(without_calls(inline.inlines)),)
        case Superscript():
            return (Superscript(without_calls(inline.inlines)),)
        case SmallCaps():
            return (SmallCaps(without_calls(inline.inlines)),)
        case Foreign():
            return (Foreign(inline.language, without_calls(inline.inlines)),)
        case Text() | Abbreviation():
            return (inline,)
