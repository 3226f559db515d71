"""Remarks on a document as Word comments, in a copy; its text stays to the letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.errors import DocumentError, Place, Problem
from briefgen.redline.comments import Comments
from briefgen.redline.package import Package
from briefgen.redline.story import opened
from briefgen.redline.units import said


def annotate(content: bytes, remarks: Mapping[int, Sequence[str]], author: str, date: str) -> bytes:
    """A DOCX with a comment by *author* beside each paragraph that *remarks* has sentences for, by its number.

    *date* is ISO 8601, or empty. The same document, remarks and date make the same bytes. Raises DocumentError where
    *content* is no Word document, or where a comment would change what it says.
    """
    story = opened(content)
    package = Package(story=story)
    comments = Comments(package=package, author=author, date=date)
    before = [said(line.units) for line in story.lines]
    for line in list(story.lines):
        sentences = remarks.get(line.place, ())
        if sentences:
            comments.say(line.element, sentences)
    made = package.content()
    if [said(line.units) for line in opened(made).lines] != before:
        raise DocumentError(
            Problem(
                "the comments would have changed the text of this document; none was written",
                "please report this document",
                Place("word/document.xml"),
            )
        )
    return made
