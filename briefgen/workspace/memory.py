"""A toy desk for tests."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from briefgen.errors import DeskError, DocumentError, Place, Problem
from briefgen.workspace.addresses import AddressError, check_host
from briefgen.workspace.paths import digest, inside
from briefgen.workspace.programs import run_program
from briefgen.workspace.protocol import Answered, Asked, FoundDocument, Ran, Watcher


@dataclass(frozen=True)
class _Fixed:
    """Nothing happens by itself in memory."""

    polling: bool

    def happened(self, seconds: float) -> bool:
        return seconds < 0


@dataclass
class Memory:
    """A desk in memory at a fixed date, for tests; ``answers`` are the web's."""

    contents: dict[str, bytes] = field(default_factory=dict)
    documents: dict[str, bytes] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    moment: datetime = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
    kept: dict[str, bytes] = field(default_factory=dict)
    ran: list[tuple[str, ...]] = field(default_factory=list)
    answers: dict[str, Answered] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def read(self, path: str) -> bytes:
        try:
            return self.contents[inside(path)]
        except KeyError:
            raise DeskError(Problem("there is no such file", "check the name and the folder", Place(path))) from None

    def exists(self, path: str) -> bool:
        return inside(path) in self.contents

    def stamp(self, path: str) -> None:
        """Nothing is known of a file in memory without looking at it."""

    def clock(self) -> int:
        return 0

    def files(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        below = inside(folder).rstrip("/") + "/"
        return tuple(sorted(path for path in self.contents if path.startswith(below) and path.endswith(suffix)))

    def write(self, path: str, content: bytes) -> None:
        self.contents[inside(path)] = content

    def remove(self, path: str) -> None:
        self.contents.pop(inside(path), None)

    def sweep(self, folder: str) -> None:
        """Nothing is ever cut short in memory."""

    def clear(self, folder: str) -> None:
        for path in self.files(folder):
            self.remove(path)

    def document(self, name: str, folders: Sequence[str]) -> bytes:  # noqa: ARG002 - the protocol's signature
        try:
            return self.documents[name]
        except KeyError:
            raise DocumentError(Problem(f"the document '{name}' is not at hand", "name its folder")) from None

    def cached(self, key: str) -> bytes | None:
        return self.kept.get(key)

    def cache(self, key: str, content: bytes) -> None:
        self.kept[key] = content

    def now(self) -> datetime:
        return self.moment

    def setting(self, name: str) -> str:
        return self.settings.get(name, "")

    def run(self, command: Sequence[str], given: bytes, seconds: float) -> Ran:
        self.ran.append(tuple(command))
        return run_program(command, given, seconds)

    def place(self, path: str) -> str:
        return f"/desk/{inside(path)}"

    def ask(self, asked: Asked) -> Answered:
        check_host(asked.address, asked.hosts)
        self.asked.append(asked)
        if asked.address not in self.answers:
            raise AddressError("the server does not answer", "try again later")
        return self.answers[asked.address]

    def find_document(self, name: str, folders: Sequence[str]) -> FoundDocument:
        return FoundDocument(f"/documents/{name}", digest(self.document(name, folders)))

    @contextmanager
    def watching(self, folders: Sequence[str], *, polling: bool) -> Generator[Watcher]:
        yield _Fixed(polling=polling or not folders)

    @contextmanager
    def hold(self, name: str, seconds: float = 30) -> Generator[None]:  # noqa: ARG002 - the protocol's signature
        yield

    def wait(self, seconds: float) -> bool:
        self.moment += timedelta(seconds=seconds)
        return True

    @contextmanager
    def stoppable(self) -> Generator[None]:
        yield
