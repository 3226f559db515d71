"""The one door to the disk, the clock, the network and other programs.

Paths are POSIX strings relative to the desk (``corpus/topics.yaml``); none may leave it. Two things lie outside:
a document that the user names (read only), and the cache. :class:`Disk` is the real thing, :class:`Memory` a toy
desk at a fixed date for tests.
"""

from __future__ import annotations

from briefgen.workspace.disk import Disk, cache_folder, read_document, write_new
from briefgen.workspace.memory import Memory
from briefgen.workspace.paths import digest, find_desk, inside
from briefgen.workspace.programs import run_program
from briefgen.workspace.protocol import Answered, Asked, FoundDocument, Ran, Stamp, Watcher, Workspace

__all__ = [
    "Answered",
    "Asked",
    "Disk",
    "FoundDocument",
    "Memory",
    "Ran",
    "Stamp",
    "Watcher",
    "Workspace",
    "cache_folder",
    "digest",
    "find_desk",
    "inside",
    "read_document",
    "run_program",
    "write_new",
]
