"""What the stages may ask of the world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple, Protocol


@dataclass(frozen=True, slots=True)
class Ran:
    """What a program answered: exit status, standard output and standard error as bytes."""

    status: int
    output: bytes
    errors: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a web server: only of one of *hosts*, whose answer may have so many bytes and seconds."""

    address: str
    hosts: tuple[str, ...]
    method: Literal["GET", "POST"] = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    most: int = 1024 * 1024
    seconds: float = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A web server's answer: its status, its headers by lower-case name, its content, and where it came from."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""
    address: str = ""


class Stamp(NamedTuple):
    """A file's identity, size in bytes, and when it was last changed, its content and itself, in nanoseconds."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """Where a document lies on the system, and a stamp that is another one once it was probably written anew."""

    place: str
    stamp: str


class Watcher(Protocol):
    """Looks out for changes below some folders; an event is a hint that it pays to look, and no more."""

    @property
    def polling(self) -> bool:
        """Whether the folders are looked at again and again, because the system's events are not to be had."""
        ...

    def happened(self, seconds: float) -> bool:
        """Wait until something happened, at most so long, or until this process is asked to stop; whether it did."""
        ...


class Workspace(Protocol):
    """What the stages may ask of the world."""

    def read(self, path: str) -> bytes:
        """The bytes of a file of the desk; raises DeskError where it cannot be read."""
        ...

    def exists(self, path: str) -> bool: ...

    def stamp(self, path: str) -> Stamp | None:
        """What the file system says of a file without opening it; None where it is none, or where it cannot say."""
        ...

    def clock(self) -> int:
        """The present by the clock that stamps files, in nanoseconds; 0 where it cannot be told."""
        ...

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

    def place(self, path: str) -> str:
        """Where a file of the desk lies on the system, for other programs."""
        ...

    def ask(self, asked: Asked) -> Answered:
        """Ask a web server; raises AddressError where it may not be asked, or does not answer within the bounds."""
        ...

    def hold(self, name: str, seconds: float = 30) -> AbstractContextManager[None]:
        """Hold a named lock of the desk; raises BusyError where another run holds it for longer than so."""
        ...

    def watching(self, folders: Sequence[str], *, polling: bool) -> AbstractContextManager[Watcher]:
        """Look out for changes in the desk's own folder and below *folders*, which may lie outside (document folders).

        Where the desk lies on a network share, or *polling* is asked for, the system's events are not used.
        """
        ...

    def find_document(self, name: str, folders: Sequence[str]) -> FoundDocument:
        """Where :meth:`document` finds a document on the system; raises DocumentError."""
        ...

    def wait(self, seconds: float) -> bool:
        """Wait so long, or until this process is asked to stop; whether it may go on."""
        ...

    def stoppable(self) -> AbstractContextManager[None]:
        """While held, SIGTERM and SIGINT ask for a stop and end waiting; the second one stops at once."""
        ...
