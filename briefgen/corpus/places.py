"""Lines and columns of an entry's values as one string.

A corpus holds many times more places than are ever asked for: as text they cost a cached load next to nothing.
"""

from __future__ import annotations

from collections.abc import Mapping


def written(places: Mapping[str, tuple[int, int]]) -> str:
    """Places by path as lines of ``path line column``, each after a line break."""
    return "".join(f"\n{path} {line} {column}" for path, (line, column) in places.items())


def position(places: str, path: str) -> tuple[int, int] | None:
    """Line and column (from 1) of the value with a path such as ``topics.1``, or else of what it would stand in."""
    while path:
        start = places.find(f"\n{path} ")
        if start >= 0:
            line, column = places[start + len(path) + 2 :].split("\n", 1)[0].split(" ")
            return int(line), int(column)
        path = path.rpartition(".")[0]
    return None
