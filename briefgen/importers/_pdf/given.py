"""What a PDF says of itself: title, authors, and the day it was made, where they can be believed."""

from __future__ import annotations

import re

from briefgen.importers._pdf.glyphs import Paper
from briefgen.importers.manuscript import Given

#: Titles that programs put there by themselves, and names of files.
_NO_TITLE = re.compile(
    r"(?:untitled|microsoft word\b.*|powerpoint.*|layout \d+|print|document\d*|.*\.(?:docx?|indd|pdf|qxd|odt|pptx?|tex|dvi))",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(r"(?:user|admin\w*|owner|unknown|author|root|office|microsoft.*|windows.*)", re.IGNORECASE)
#: ISO 32000-1, 7.9.4: D:YYYYMMDDHHmmSS with the parts behind the year left out at will.
_DATE = re.compile(r"D?:?(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])?(?P<day>0[1-9]|[12]\d|3[01])?")
_LONGEST = 300


def given(paper: Paper) -> Given:
    """The bibliographic data of the file's own description; what only a program would write there is left out."""
    title = " ".join(paper.title.split())[:_LONGEST]
    authors = [" ".join(name.split()) for name in re.split(r";|,(?=[^,]*,)|,\s|\band\b|&", paper.author[:_LONGEST])]
    found = _DATE.match(paper.created)
    date = [int(part) for part in found.groups() if part] if found else []
    return Given(
        title="" if _NO_TITLE.fullmatch(title) else title,
        authors=tuple(name for name in authors if " " in name and not _NO_AUTHOR.fullmatch(name)),
        issued=tuple(date),
    )
