"""The brief as one web page that needs nothing beside it."""

from __future__ import annotations

from briefgen.brief import Brief
from briefgen.style import Style
from briefgen.writers._page import page

SUFFIX = ".html"
VERSION = 1


def write(brief: Brief, style: Style) -> bytes:
    """The page in UTF-8, fonts and stylesheet inside; raises TemplateError."""
    return page(brief, style, medium="html", placing="end").encode()
