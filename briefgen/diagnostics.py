"""Collecting problems, suggesting what was meant, and wording it all for a terminal."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from briefgen.errors import BriefgenError, Place, Problem, Severity


class Problems:
    """Collects problems while a stage goes on, so that all of them are told at once."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def error(self, message: str, *, place: Place | None = None, hint: str = "") -> None:
        self._add("error", message, place, hint)

    def warning(self, message: str, *, place: Place | None = None, hint: str = "") -> None:
        self._add("warning", message, place, hint)

    def extend(self, problems: Iterable[Problem]) -> None:
        self._found.extend(problems)

    def _add(self, severity: Severity, message: str, place: Place | None, hint: str) -> None:
        self._found.append(Problem(message=message, hint=hint, place=place, severity=severity))

    @property
    def found(self) -> tuple[Problem, ...]:
        """All problems, in the order of file, line and column; those without a place come last."""
        last = Place("\uffff")
        return tuple(sorted(self._found, key=lambda problem: problem.place or last))

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.found if problem.severity == "error")

    def raise_errors(self, kind: type[BriefgenError]) -> None:
        """Raise *kind* with every problem found so far, if any of them is an error."""
        if self.errors:
            raise kind(self.found)


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """A hint naming the closest of *known*, or an empty string where nothing is close."""
    candidates = sorted(set(known))
    close = difflib.get_close_matches(wrong, candidates, n=1, cutoff=0.6)
    return f"did you mean '{close[0]}'?" if close else ""


def render(problems: Sequence[Problem]) -> str:
    """Problems as text, one to three lines each, in the form ``file:line:column: error: sentence``."""
    lines: list[str] = []
    for problem in problems:
        where = f"{problem.place}: " if problem.place else ""
        lines.append(f"{where}{problem.severity}: {problem.message}")
        if problem.hint:
            lines.append(f"  hint: {problem.hint}")
    return "\n".join(lines)


def count(problems: Sequence[Problem]) -> str:
    """How many, in words: ``2 errors, 1 warning``."""
    said: list[str] = []
    for severity in ("error", "warning"):
        number = sum(problem.severity == severity for problem in problems)
        if number:
            said.append(f"{number} {severity}{'s' if number > 1 else ''}")
    return ", ".join(said) or "no problems"
