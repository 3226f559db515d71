"""Block ids: stable from build to build, because they say what a block is about and not where it stands.

A block of one record is named after its role and the record (``finding-crp-12``); a sentence that the config's
author wrote after a digest of the records it rests on (``context-5f0c2a91``), so that its words may change and
others may come before it. Two blocks that are about the same thing are told apart by ``-2``, ``-3``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from briefgen.brief import Role

_UNWANTED = re.compile(r"[^a-z0-9]+")
#: What a template may give as an id.
VALID = re.compile(r"[a-z][a-z0-9-]*\Z")

#: How blocks of each role are called in their ids.
PREFIXES: dict[Role, str] = {
    "title": "title",
    "standfirst": "standfirst",
    "facts": "facts",
    "key-message": "message",
    "body": "text",
    "attribution": "voice",
    "figure-value": "figure",
    "figure-label": "figure",
    "recommendation": "rec",
    "cell": "cell",
    "glossary": "acronym",
    "reference": "ref",
    "colophon": "colophon",
}


def slug(text: str, longest: int = 40) -> str:
    """*text* as part of an id: lower-case letters, digits and single hyphens, cut at a word."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    made = _UNWANTED.sub("-", plain.lower()).strip("-")
    if len(made) > longest:
        made = made[: longest + 1].rsplit("-", 1)[0][:longest]
    return made


def about(records: Sequence[str]) -> str:
    """What stands in an id for some records: the one record's id, else eight hexadecimal digits for all of them."""
    if len(records) == 1 and slug(records[0], 60):
        return slug(records[0], 60)
    return hashlib.sha256("\n".join(sorted(records)).encode()).hexdigest()[:8]


def of_text(text: str) -> str:
    """What stands in an id for words alone: the words, or a digest where they have no Latin letters."""
    return slug(text) or hashlib.sha256(text.encode()).hexdigest()[:8]


class Identities:
    """The ids given in one brief; each is given once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}  # the last number tried for an id, so that thousands of equals stay cheap

    def give(self, wanted: str) -> str:
        """*wanted*, or the first of ``wanted-2``, ``wanted-3`` … that is free."""
        given, number = wanted, self._last.get(wanted, 1)
        while given in self._taken:
            number += 1
            given = f"{wanted}-{number}"
        self._last[wanted] = number
        self._taken.add(given)
        return given

    def claim(self, wanted: str) -> bool:
        """Take exactly *wanted*; False where it is taken."""
        if wanted in self._taken:
            return False
        self._taken.add(wanted)
        return True
