"""Putting a file at its place, without ever writing over what a person did.

A file at the place is replaced only if its bytes are known to be briefgen's own. Anything else that lies there (an
edited copy, a file of somebody else's, one that is open in Word or LibreOffice) stays, and the new file goes beside
it under a clear name.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from briefgen.build.briefs import Named
from briefgen.workspace import Workspace, digest

Outcome = Literal["written", "unchanged", "beside"]

#: At most so many files are put beside an edited one; then the last name is used again if it is ours.
_MOST_BESIDE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What became of a file: ``file`` is the place it was meant for, ``beside`` where it went instead, and why."""

    file: str
    outcome: Outcome
    beside: str = ""
    why: str = ""


def found_digest(workspace: Workspace, path: str) -> str:
    """SHA-256 of what lies at a path of the desk, empty where there is no file."""
    return digest(workspace.read(path)) if workspace.exists(path) else ""


def opened_by(workspace: Workspace, path: str) -> str:
    """The lock file that an editor has put beside a file it has open, or an empty string.

    LibreOffice puts ``.~lock.NAME#``; Word ``~$NAME``, where it leaves out the first one or two characters of
    longer names (Microsoft, "Description of how Word creates temporary files", owner files).
    """
    folder, _, name = path.rpartition("/")
    for lock in (f".~lock.{name}#", f"~${name[2:]}", f"~${name[1:]}", f"~${name}"):
        if workspace.exists(f"{folder}/{lock}"):
            return f"{folder}/{lock}"
    return ""


def deliver(workspace: Workspace, named: Named, suffix: str, content: bytes, ours: Collection[str]) -> Delivered:
    """Put *content* at the place of a brief's file with *suffix*; *ours* are digests of briefgen's own files.

    Raises OutputError where it cannot be written; DeskError where what is there cannot be read.
    """
    file = named.output(suffix)
    found = found_digest(workspace, file)
    if found == digest(content):
        return Delivered(file=file, outcome="unchanged")
    lock = opened_by(workspace, file) if found else ""
    if found and found not in ours:
        why = "somebody changed it since it was written"
    elif lock:
        why = f"it is open in Word or LibreOffice ({lock})"
    else:
        workspace.write(file, content)
        return Delivered(file=file, outcome="written")
    beside = _place_beside(workspace, named, suffix, digest(content), ours)
    if found_digest(workspace, beside) != digest(content):
        workspace.write(beside, content)
    return Delivered(file=file, outcome="beside", beside=beside, why=why)


def tidy(workspace: Workspace, delivered: Delivered, before: str, ours: Collection[str]) -> None:
    """Take away the file that an earlier run put beside (*before*), if it is ours and no longer the newest."""
    if not before or before == delivered.beside or delivered.outcome == "beside" or opened_by(workspace, before):
        return
    if found_digest(workspace, before) in ours:
        workspace.remove(before)


def _place_beside(workspace: Workspace, named: Named, suffix: str, wanted: str, ours: Collection[str]) -> str:
    path = ""
    for number in range(1, _MOST_BESIDE):
        path = named.output(f".new{'' if number == 1 else f'-{number}'}{suffix}")
        found = found_digest(workspace, path)
        if not found or found == wanted or (found in ours and not opened_by(workspace, path)):
            return path
    return path
