"""A style's macros: each call must have its macro, and what they come to must have an end.

pandoc follows a macro that calls itself until it is stopped from outside (measured: 120 seconds, pandoc 3.9), and one
that doubles at each of thirty levels just as long.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from briefgen.diagnostics import Problems, did_you_mean
from briefgen.errors import CitationError, Place, Problem

#: Elements that a style may come to once its macros are written out; the largest of 2,851 public styles comes to 2.5
#: million (measured).
MOST_ELEMENTS = 10_000_000
#: Macros within macros.
DEEPEST = 100


@dataclass(slots=True)
class _Macro:
    elements: int = 0
    calls: list[tuple[str, Place | None]] = field(default_factory=list)


class Macros:
    """What was read of a style's macros; the style outside of any macro goes by the empty name."""

    def __init__(self) -> None:
        self._macros: dict[str, _Macro] = {"": _Macro()}

    def define(self, name: str) -> None:
        """Note that there is a macro of this name."""
        self._macros.setdefault(name, _Macro())

    def count(self, name: str, called: str | None, place: Place | None) -> None:
        """Note one element of a macro, and which macro it calls, if any."""
        macro = self._macros[name]
        macro.elements += 1
        if called is not None:
            macro.calls.append((called, place))

    def check(self) -> None:
        """Raise CitationError for calls without a macro, macros that call themselves, and too large a sum."""
        self._check_calls()
        sizes: dict[str, int] = {}
        size = self._size("", sizes, ())
        if size > MOST_ELEMENTS:
            raise CitationError(
                Problem(
                    f"the style's macros come to {size:,} elements, more than {MOST_ELEMENTS:,}",
                    "use a style whose macros call each other less",
                )
            )

    def _check_calls(self) -> None:
        problems = Problems()
        for macro in self._macros.values():
            for called, place in macro.calls:
                if called not in self._macros or not called:
                    hint = did_you_mean(called, filter(None, self._macros)) or "define it, or delete the call"
                    problems.error(
                        f"the style calls a macro '{called}' that it does not define", place=place, hint=hint
                    )
        problems.raise_errors(CitationError)

    def _size(self, name: str, sizes: dict[str, int], above: tuple[str, ...]) -> int:
        if name in sizes:
            return sizes[name]
        macro = self._macros[name]
        size = macro.elements
        for called, place in macro.calls:
            self._check_depth(called, (*above, name), place)
            size += self._size(called, sizes, (*above, name))
        sizes[name] = size
        return size

    def _check_depth(self, called: str, above: tuple[str, ...], place: Place | None) -> None:
        if called in above:
            raise CitationError(
                Problem(f"the style's macro '{called}' calls itself", "break the circle of macros", place)
            )
        if len(above) > DEEPEST:
            raise CitationError(
                Problem(f"the style's macros call each other over {DEEPEST} levels", "use another style", place)
            )
