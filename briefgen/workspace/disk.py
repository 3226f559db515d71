"""A desk on disk."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path, PurePosixPath

from briefgen.errors import BusyError, DeskError, DocumentError, OutputError, Place, Problem
from briefgen.workspace.paths import inside
from briefgen.workspace.programs import run_program
from briefgen.workspace.protocol import Answered, Asked, FoundDocument, Ran, Stamp, Watcher

#: Largest file that is read whole, in bytes; a desk's own files are far smaller.
LARGEST_FILE = 512 * 1024 * 1024

#: The ending of a file that is still being written.
_UNFINISHED = ".unfinished"

#: Faults of writing that come from what stands there already: a file where a folder belongs, or the other way round.
_OF_WHAT_STANDS_THERE = frozenset({errno.EEXIST, errno.ENOTDIR, errno.EISDIR})
_IN_THE_WAY = "move away what stands in its place or in that of its folder, then run the same command again"
_NO_ROOM = "free some space or make the folder writable, then run the same command again"


@dataclass
class Disk:
    """A desk on disk."""

    root: Path
    cache_folder: Path | None = None

    @cached_property
    def _real_root(self) -> str:
        return os.path.realpath(self.root)

    def _path(self, path: str) -> Path:
        found = self.root / inside(path)
        if os.path.commonpath((self._real_root, os.path.realpath(found))) != self._real_root:
            raise DeskError(
                Problem(f"'{path}' is a link that leads out of the desk", "put the file itself there", Place(path))
            )
        return found

    def read(self, path: str) -> bytes:
        found = self._path(path)
        try:
            if found.stat().st_size > LARGEST_FILE:
                raise DeskError(Problem("the file is larger than 512 MiB", "split it or leave it out", Place(path)))
            return found.read_bytes()
        except FileNotFoundError:
            raise DeskError(Problem("there is no such file", "check the name and the folder", Place(path))) from None
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise DeskError(Problem(f"it cannot be read: {why}", "check its permissions", Place(path))) from None

    def exists(self, path: str) -> bool:
        return self._path(path).is_file()

    def stamp(self, path: str) -> Stamp | None:
        if os.name == "nt":  # there a file's "change" is its creation, and tells nothing
            return None
        try:  # no look at where links lead: a stamp is only compared with that of a file that was read
            seen = os.stat(f"{self.root}/{path}")  # noqa: PTH116 - ten thousands of them in half a second
        except (OSError, ValueError):
            return None
        if not stat.S_ISREG(seen.st_mode):
            return None
        return Stamp(seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns)

    def clock(self) -> int:
        probe = self.root / ".briefgen" / "clock"
        try:
            probe.parent.mkdir(exist_ok=True)
            probe.write_bytes(b"")
            return probe.stat().st_mtime_ns
        except OSError:
            return 0

    def files(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        found: list[str] = []
        for where, folders, names in os.walk(self._path(folder)):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            inner = Path(where).relative_to(self.root).as_posix()
            before = "" if inner == "." else f"{inner}/"
            found.extend(before + name for name in names if name.endswith(suffix) and not name.startswith("."))
        return tuple(sorted(found))

    def write(self, path: str, content: bytes) -> None:
        target = self._path(path)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(target, content, lasting=True)
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise OutputError(
                Problem(
                    f"it cannot be written: {why}; what was there before is unchanged",
                    _IN_THE_WAY if error.errno in _OF_WHAT_STANDS_THERE else _NO_ROOM,
                    Place(path),
                )
            ) from None

    def remove(self, path: str) -> None:
        self._path(path).unlink(missing_ok=True)

    def sweep(self, folder: str) -> None:
        for left in self._path(folder).glob(f".*{_UNFINISHED}"):
            with contextlib.suppress(OSError):  # what cannot be taken away now is taken away another time
                left.unlink()

    def clear(self, folder: str) -> None:
        import shutil  # lazy: a run that is up to date takes nothing away

        shutil.rmtree(self._path(folder), ignore_errors=True)

    def document(self, name: str, folders: Sequence[str]) -> bytes:
        return read_document(Path(self.find_document(name, folders).place))

    def find_document(self, name: str, folders: Sequence[str]) -> FoundDocument:
        for folder in folders:
            found = (self.root / folder / PurePosixPath(name).name).resolve()
            if found.is_file():
                status = found.stat()
                return FoundDocument(str(found), f"{status.st_ino}-{status.st_size}-{status.st_mtime_ns}")
        looked = ", ".join(folders) or "no folder is set"
        raise DocumentError(
            Problem(
                f"the document '{name}' is not at hand (looked in: {looked})",
                "name its folder under 'documents:' in configs/desk.yaml or in BRIEFGEN_SOURCES",
            )
        )

    def _cache_path(self, key: str) -> Path:
        folder = self.cache_folder or cache_folder()
        return folder / inside(key)

    def cached(self, key: str) -> bytes | None:
        try:
            return self._cache_path(key).read_bytes()
        except OSError:
            return None

    def cache(self, key: str, content: bytes) -> None:
        target = self._cache_path(key)
        with contextlib.suppress(OSError):  # a cache that cannot be written costs time, never a result
            target.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(target, content, lasting=False)

    def now(self) -> datetime:
        return datetime.now(UTC).astimezone()

    def setting(self, name: str) -> str:
        return os.environ.get(name, "")

    def run(self, command: Sequence[str], given: bytes, seconds: float) -> Ran:
        return run_program(command, given, seconds)

    def place(self, path: str) -> str:
        return str(self._path(path).resolve())

    def ask(self, asked: Asked) -> Answered:
        from briefgen.workspace.network import ask  # lazy: hardly any run speaks to anybody

        return ask(asked)

    def watching(self, folders: Sequence[str], *, polling: bool) -> AbstractContextManager[Watcher]:
        from briefgen.workspace.events import Events  # lazy: only what stays in memory watches

        return Events(self.root, tuple(folders), polling=polling)

    def wait(self, seconds: float) -> bool:
        from briefgen.workspace.stopping import wait  # lazy: only what stays in memory waits

        return wait(seconds)

    def stoppable(self) -> AbstractContextManager[None]:
        from briefgen.workspace.stopping import stoppable  # lazy, as above

        return stoppable()

    @contextmanager
    def hold(self, name: str, seconds: float = 30) -> Generator[None]:
        from filelock import FileLock, Timeout  # lazy: only commands that write need it

        folder = self.root / ".briefgen"
        try:
            folder.mkdir(exist_ok=True)
            lock = FileLock(str(folder / f"{inside(name)}.lock"), timeout=seconds)
            lock.acquire()
        except Timeout:
            raise BusyError(
                Problem(
                    "another run of briefgen is at work on this desk",
                    "wait until it ends and run the same command again",
                    Place(f".briefgen/{name}.lock"),
                )
            ) from None
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise OutputError(
                Problem(f"the desk cannot be locked: {why}", "make the desk's folder writable", Place(".briefgen"))
            ) from None
        try:
            yield
        finally:
            lock.release()


def read_document(path: Path) -> bytes:
    """The bytes of a document that the user named, wherever it lies; raises DocumentError."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            message = "it is no file but a pipe or a device"  # opening one may wait, and reading it never end
            raise DocumentError(Problem(message, "save what it holds as a file, and name that", Place(str(path))))
        if path.stat().st_size > LARGEST_FILE:
            raise DocumentError(Problem("the document is larger than 512 MiB", "split it", Place(str(path))))
        return path.read_bytes()
    except FileNotFoundError:
        raise DocumentError(Problem("there is no such document", "check the path", Place(str(path)))) from None
    except IsADirectoryError:
        raise DocumentError(Problem("it is a folder", "name a document in it", Place(str(path)))) from None
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise DocumentError(Problem(f"it cannot be read: {why}", "check the path", Place(str(path)))) from None


def write_new(path: Path, content: bytes) -> None:
    """Write a file that the user named, wherever it lies, whole or not at all; raises OutputError.

    Nothing that is there is written over.
    """
    try:
        if os.path.lexists(path):
            raise OutputError(
                Problem("there is a file already, and it was left as it is", "name a new one", Place(str(path)))
            )
        _write_whole(path, content, lasting=True)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise OutputError(
            Problem(f"it cannot be written: {why}", "name a place that can be written", Place(str(path)))
        ) from None


def _write_whole(target: Path, content: bytes, *, lasting: bool) -> None:
    """Write beside the target, force it to the disk if it is to be *lasting*, then put it in place in one step.

    What the cache holds is sealed: where a power cut leaves it damaged, it is made anew.
    """
    import tempfile  # lazy: a run that is up to date writes nothing

    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=_UNFINISHED)
    try:
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(content)
            if lasting:
                handle.flush()
                os.fsync(handle.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def cache_folder() -> Path:
    """Where the cache lies: BRIEFGEN_CACHE, or the system's place for it."""
    named = os.environ.get("BRIEFGEN_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_dir  # lazy: a run that is up to date asks for no cache

    return Path(user_cache_dir("briefgen"))
