"""Paths of a desk: in their plain form, never out of it; the desk itself; digests."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath

from briefgen.errors import DeskError, Place, Problem


def digest(content: bytes) -> str:
    """SHA-256 of *content*, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def inside(path: str) -> str:
    """*path* in its plain form; raises DeskError where it is absolute or climbs out of the desk."""
    pure = PurePosixPath(path.replace("\\", "/"))
    if pure.is_absolute() or ".." in pure.parts or (pure.parts and ":" in pure.parts[0]) or "\0" in path:
        raise DeskError(
            Problem(f"the path '{path}' leads out of the desk", "give a path inside the desk, without '..'", None)
        )
    return str(pure)


def find_desk(start: Path) -> Path:
    """The desk that *start* lies in: the nearest folder upwards with ``corpus/`` and ``configs/``."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / "corpus").is_dir() and (folder / "configs").is_dir():
            return folder
    raise DeskError(
        Problem(
            "no desk here: neither this folder nor one above it has corpus/ and configs/",
            "go into a desk, name one with --desk DIR, or make one with 'briefgen init DIR'",
            Place(str(start)),
        )
    )
