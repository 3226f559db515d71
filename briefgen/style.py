"""How a brief is to look: what a template folder and the desk's settings say to the writers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A template's look.

    ``css`` is the text of ``style.css``, ``page`` the source of ``page.html.j2``, ``reference`` the bytes of
    ``reference.docx``; ``assets`` are files that the stylesheet names by their relative path (fonts), put in
    by us as data. ``words`` are the fixed words that writers set, in the brief's language ("Contents",
    "Page", "of", "Notes", "Back to text").
    """

    name: str
    css: str
    page: str
    reference: bytes
    assets: Mapping[str, bytes] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    paper: Literal["A4", "Letter"] = "A4"
    notes: Literal["footnotes", "endnotes"] = "footnotes"

    @property
    def digest(self) -> str:
        """SHA-256 over everything that a writer can see of the style."""
        seen = hashlib.sha256()
        for piece in (self.name, self.css, self.page, self.paper, self.notes):
            seen.update(f"{len(piece)}:{piece}".encode())
        seen.update(hashlib.sha256(self.reference).digest())
        for name in sorted(self.assets):
            seen.update(name.encode() + hashlib.sha256(self.assets[name]).digest())
        for key in sorted(self.words):
            seen.update(f"{key}={self.words[key]};".encode())
        return seen.hexdigest()
