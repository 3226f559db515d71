"""A passage's or a note's text out of its document's text."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BROKEN = re.compile(r"\s*\n\s*")


def text_of(spans: Sequence[tuple[int, int]], text: str) -> str:
    """The pieces of a passage or a note joined, each of half-open offsets into its document's *text*.

    A space stands between two pieces, nothing after a word's hyphen; line breaks within a piece are spaces. Note
    marks and markup are left in.
    """
    whole = ""
    for start, end in spans:
        piece = _BROKEN.sub(" ", text[start:end].replace("\r\n", "\n"))
        hyphenated = whole.endswith("-") and whole[-2:-1].isalpha()
        whole += piece if not whole or hyphenated else f" {piece}"
    return whole
