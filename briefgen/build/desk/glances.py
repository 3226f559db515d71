"""Digests of files that were read before, taken again only where the file may have changed since.

What counts is what was read; a file's times are only ever a reason to read it again. A digest that was taken in an
earlier run is taken over where the file system says what it said then: same device, inode and size, same time of
the last change of content (which a program may set) and of the file itself (which only the system's clock sets).

That could fail for a file that was changed again within the tick of that clock in which it was read ("racily clean",
Git's documentation, technical/racy-git). So a digest is taken over only if the file had been left alone for
:data:`MARGIN` before the reading began, by the clock that stamps files, which is asked by writing one. Changed
after that, it has another time, whichever way the clock was set meanwhile: the new time would have to hit the old one
to the nanosecond. A file from the future is read in every run; where there are no stamps (Windows), every file is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.errors import BriefgenError
from briefgen.workspace import Stamp, Workspace, digest

#: How long a file must have been left alone, in nanoseconds: more than the tick of any file system (FAT: 2 s).
MARGIN = 2_500_000_000


class Glances:
    """Digests of a desk's files; *known* are stamps and digests by path, from an earlier run."""

    def __init__(self, workspace: Workspace, known: Mapping[str, tuple[Stamp, str]] | None = None) -> None:
        self._workspace = workspace
        self._known = dict(known or {})
        self._began = False
        self._since = 0
        self.learned = False  # whether anything is known now that was not given

    def digest(self, path: str) -> str:
        """SHA-256 of a file, or an empty text where there is none or it cannot be read."""
        stamp = self._workspace.stamp(path)
        if stamp is not None and (known := self._known.get(path)) is not None and known[0] == stamp:
            return known[1]
        self.begin()
        try:
            seen = digest(self._workspace.read(path))
        except BriefgenError:
            return ""
        if stamp is not None and self.is_settled(stamp) and self._workspace.stamp(path) == stamp:
            self._known[path] = (stamp, seen)
            self.learned = True
        return seen

    def begin(self) -> None:
        """Something is to be read: note the time, once, by the clock that stamps files."""
        if not self._began:
            self._began = True
            self._since = self._workspace.clock()

    def is_settled(self, stamp: Stamp) -> bool:
        """Whether a file of this stamp was left alone long enough before this run first read one."""
        return bool(self._since) and max(stamp.modified, stamp.changed) < self._since - MARGIN

    def known(self, paths: Iterable[str]) -> dict[str, tuple[Stamp, str]]:
        """What is known of *paths*, as far as it is."""
        return {path: self._known[path] for path in paths if path in self._known}
