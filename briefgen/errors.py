"""What a user did wrong, or what stood in the way: one root, one class and one exit code per kind.

::

    BriefgenError            1   a fault of briefgen's own; please report it
    ├── DeskError            3   no desk here, or a path that leaves it
    ├── CorpusError          4   the corpus has mistakes
    ├── ConfigError          5   a config or the desk's settings have mistakes
    ├── DocumentError        6   a document is missing or cannot be read
    ├── SelectionError       7   nothing fits, or what is asked for cannot be selected
    ├── TemplateError        8   a template has mistakes, or makes what a brief cannot hold
    ├── CitationError        9   a citation style or a reference cannot be used
    ├── OutputError         10   the disk, or a file that may not be written over
    ├── MissingProgramError 11   a library or program this step needs is not installed
    └── BusyError           12   another run holds the desk

Exit code 0 is success and 2 is wrong usage of the command line (click's own).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal, Self

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file: path as the user knows it, line and column counted from 1 (0: the whole file)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """A place, a sentence and a way out."""

    message: str
    hint: str = ""
    place: Place | None = None
    severity: Severity = "error"


class BriefgenError(Exception):
    """Root of all errors a run can end with; carries every problem that was found, not the first one alone."""

    exit_code: ClassVar[int] = 1

    def __init__(self, problems: Problem | Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))

    def at(self, place: Place) -> Self:
        """The same error, its problems that name no place at *place*."""
        return type(self)([problem if problem.place else replace(problem, place=place) for problem in self.problems])


class DeskError(BriefgenError):
    """No desk was found, or a path leads out of it."""

    exit_code = 3


class CorpusError(BriefgenError):
    """A corpus file has mistakes."""

    exit_code = 4


class ConfigError(BriefgenError):
    """A config or the desk's settings have mistakes."""

    exit_code = 5


class DocumentError(BriefgenError):
    """A source's document is missing or cannot be read."""

    exit_code = 6


class SelectionError(BriefgenError):
    """Nothing fits what a config asks for, or it asks for what cannot be."""

    exit_code = 7


class TemplateError(BriefgenError):
    """A template has mistakes, or makes what a brief cannot hold."""

    exit_code = 8


class CitationError(BriefgenError):
    """A citation style or a reference cannot be used."""

    exit_code = 9


class OutputError(BriefgenError):
    """What was to be written could not be, or may not be written over."""

    exit_code = 10


class MissingProgramError(BriefgenError):
    """A library or a program that this step needs is not installed."""

    exit_code = 11


class BusyError(BriefgenError):
    """Another run is at work on the same desk."""

    exit_code = 12
