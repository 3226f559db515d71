"""Looking out for changes below folders: by the system's events, or by looking again and again.

Directories are watched, not files: an editor that saves puts a new file in the old one's place, and a watch on the
file would go on watching the old one. What is told is only that something happened.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, Self

from briefgen.workspace import stopping

#: Events are gathered until none came for so many milliseconds, at most for so many.
_QUIET = 50
_LONGEST = 400

#: So often it is asked whether to stop, in milliseconds.
_TURN = 100

#: So often folders are looked at where events are not to be had, in seconds.
_POLL = 0.25

#: File systems whose events do not tell what other machines do.
_NETWORK = ("nfs", "cifs", "smb", "9p", "fuse.", "afs", "ceph", "glusterfs", "vboxsf", "prl_fs", "ncpfs")

_Seen = frozenset[tuple[str, int, int, int]]


class Events:
    """A watcher of the desk's own folder (not what lies below it) and of everything below some other folders."""

    def __init__(self, root: Path, folders: tuple[str, ...], *, polling: bool) -> None:
        self._root = root.resolve()
        self._folders = tuple((self._root / folder).resolve() for folder in folders)
        self._polling = polling or any(on_network(folder) for folder in (self._root, *self._folders))
        self._directories: tuple[str, ...] = ()
        self._changes: Generator[Any] | None = None
        self._seen: _Seen = frozenset()
        self._early = False

    @property
    def polling(self) -> bool:
        return self._polling

    def __enter__(self) -> Self:
        self._begin()
        return self

    def __exit__(self, *what: object) -> None:
        self._end()

    def _begin(self) -> None:
        self._directories = tuple(self._walk())
        if self._polling:
            self._seen = self._look()
            return
        from watchfiles import watch  # lazy: its libraries take a while to load

        self._changes = watch(
            *self._directories,
            watch_filter=None,
            debounce=_LONGEST,
            step=_QUIET,
            stop_event=stopping.asked,
            rust_timeout=_TURN,
            yield_on_timeout=True,
            recursive=False,
            raise_interrupt=True,
            ignore_permission_denied=True,
        )
        try:
            self._early = bool(next(self._changes))  # only now are the folders being watched
        except StopIteration:
            return
        except (OSError, RuntimeError):  # too many folders for the system, or one that went away meanwhile
            self._polling = True
            self._begin()

    def _end(self) -> None:
        if self._changes is not None:
            self._changes.close()
            self._changes = None

    def _walk(self) -> Iterator[str]:
        yield str(self._root)
        for folder in dict.fromkeys(self._folders):
            for where, folders, _ in os.walk(folder):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                if where != str(self._root):
                    yield where

    def happened(self, seconds: float) -> bool:
        ends = time.monotonic() + seconds
        while not stopping.asked.is_set():
            if self._happened():
                if self._polling or tuple(self._walk()) != self._directories:
                    self._end()
                    self._begin()
                return True
            if time.monotonic() >= ends:
                return False
        return False

    def _happened(self) -> bool:
        if self._polling:
            stopping.asked.wait(_POLL)
            return self._look() != self._seen
        if self._early:
            self._early = False
            return True
        try:
            return bool(next(self._changes)) if self._changes is not None else False
        except StopIteration:  # asked to stop
            return False
        except (OSError, RuntimeError):
            self._polling = True
            return True

    def _look(self) -> _Seen:
        """Every entry's name and number, every file's time and size: enough to say that it pays to look, and no more."""
        found: set[tuple[str, int, int, int]] = set()
        for directory in self._walk():
            with contextlib.suppress(OSError), os.scandir(directory) as entries:
                for entry in entries:
                    with contextlib.suppress(OSError):
                        status = entry.stat()
                        moment, size = (0, 0) if entry.is_dir() else (status.st_mtime_ns, status.st_size)
                        found.add((entry.path, moment, size, status.st_ino))
        return frozenset(found)


def on_network(folder: Path, mounts: Path = Path("/proc/mounts")) -> bool:
    """Whether *folder* lies on a file system of another machine, as far as the system's table of *mounts* tells."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    best, kind = "", ""
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        if (folder == Path(point) or Path(point) in folder.parents) and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind.startswith(_NETWORK)
