"""How a brief is written down: one format, one file, imported only when asked for.

A writer is a module with ``SUFFIX`` (the file's ending, with its dot), ``VERSION`` (raised whenever the same brief
would come out differently, so that a build knows what to write anew) and ``write(brief, style) -> bytes``.
"""

from __future__ import annotations

import importlib
from typing import Protocol, cast

from briefgen.brief import Brief
from briefgen.diagnostics import did_you_mean
from briefgen.errors import ConfigError, Problem
from briefgen.style import Style

#: Every format, by the name a config uses.
FORMATS = ("docx", "pdf", "html", "outline")


class Writer(Protocol):
    """What a writer module offers."""

    SUFFIX: str
    VERSION: int

    def write(self, brief: Brief, style: Style) -> bytes:
        """The brief as a file's bytes; the same brief and style make the same bytes."""
        ...


def writer(name: str) -> Writer:
    """The writer for a format of :data:`FORMATS`, imported now; raises ConfigError for any other name."""
    if name not in FORMATS:
        hint = did_you_mean(name, FORMATS) or f"the formats are {', '.join(FORMATS)}"
        raise ConfigError(Problem(f"no format '{name}'", hint))
    return cast("Writer", importlib.import_module(f"briefgen.writers.{name}"))
