"""What the stages may ask of the world."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Ran:
    """What a program answered: exit status, standard output and standard error as bytes."""

    status: int
    output: bytes
    errors: bytes


class Workspace(Protocol):
    """What the stages may ask of the world."""

    def read(self, path: str) -> bytes:
        """The bytes of a file of the desk; raises DeskError where it cannot be read."""
        ...

    def exists(self, path: str) -> bool: ...

    def files(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        """Paths of all files below a folder of the desk whose names end in *suffix*, sorted; none if no folder."""
        ...

    def write(self, path: str, content: bytes) -> None:
        """Write a file of the desk whole or not at all; raises OutputError."""
        ...

    def remove(self, path: str) -> None: ...

    def sweep(self, folder: str) -> None:
        """Take away what writes that were cut short left in a folder of the desk; its lock must be held."""
        ...

    def clear(self, folder: str) -> None:
        """Take away a folder of the desk with all that is in it, as far as that can be done now."""
        ...

    def document(self, name: str, folders: Sequence[str]) -> bytes:
        """A source's document by file name from the first of *folders* that has it; raises DocumentError."""
        ...

    def cached(self, key: str) -> bytes | None:
        """What was kept under a key (a file name), or None; the cache may be emptied at any time."""
        ...

    def cache(self, key: str, content: bytes) -> None: ...

    def now(self) -> datetime:
        """The present, with a time zone."""
        ...

    def setting(self, name: str) -> str:
        """An environment variable, empty where it is not set."""
        ...

    def run(self, command: Sequence[str], given: bytes, seconds: float) -> Ran:
        """Run a program without a shell; raises MissingProgramError where it is missing or takes too long."""
        ...

    def hold(self, name: str) -> AbstractContextManager[None]:
        """Hold a named lock of the desk; raises BusyError where another run holds it."""
        ...
