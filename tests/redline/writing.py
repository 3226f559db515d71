"""Builds of shelves: what the writer makes of them, as bytes."""

from __future__ import annotations

from functools import lru_cache

from briefgen.writers import docx
from tests.redline.shelves import Shelf, brief
from tests.writers.word import word_style


@lru_cache(maxsize=64)
def built(shelf: Shelf) -> bytes:
    """The DOCX of the brief that a shelf makes."""
    return docx.write(brief(shelf), word_style(notes="endnotes" if shelf.endnotes else "footnotes"))
