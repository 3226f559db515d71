"""Putting a file at its place, without ever writing over what a person did.

A file at the place is replaced only if its bytes are known to be briefgen's own. An editor's copy of a DOCX gets the
new build as tracked changes, and is itself kept under ``backups/`` first. Anything else that lies there (a copy that
cannot be understood, a file of somebody else's, one that is open in Word or LibreOffice) stays, and the new file goes
beside it under a clear name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from briefgen.build.desk.briefs import Named
from briefgen.errors import Place, Problem
from briefgen.workspace import Workspace, digest

if TYPE_CHECKING:  # what knows Word is not loaded before there is an editor's copy
    from briefgen.redline import BlockOutcome

Outcome = Literal["written", "unchanged", "beside", "redlined"]

_AND_NOT = "the new build could not be brought over to it"
#: At most so many files are put beside an edited one; then the last name is used again if it is ours.
_MOST_BESIDE = 1000
#: What editors save texts as.
_TEXTS = (".docx", ".doc", ".odt", ".rtf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What became of a file: ``file`` is the place it was meant for, ``beside`` where it went instead, and why.

    ``locked`` where that was because the file there is open. A redlined copy has the SHA-256 of what was put there in
    ``digest``, the copy as it was at ``backup``, and what became of each of its ``blocks``. ``refused`` is the SHA-256 of
    a copy that nothing could be brought over to: should it become another one, it is tried again.
    """

    file: str
    outcome: Outcome
    beside: str = ""
    why: str = ""
    locked: bool = False
    refused: str = ""
    digest: str = ""
    backup: str = ""
    blocks: tuple[BlockOutcome, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A new build brought over to an editor's copy.

    ``content`` is the file to put in its place; None where nothing can be brought over, for ``why``, or where the new
    build changes nothing in the copy (``why`` is then empty). ``blocks`` say what became of each block. ``edited`` is
    False where the copy is, byte for byte, a build that is kept: then it may be replaced.
    """

    content: bytes | None = None
    why: str = ""
    blocks: tuple[BlockOutcome, ...] = ()
    edited: bool = True


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


def deliver(
    workspace: Workspace,
    named: Named,
    suffix: str,
    content: bytes,
    *,
    ours: Collection[str],
    bring: Callable[[bytes], Brought] | None = None,
) -> Delivered:
    """Put *content* at the place of a brief's file with *suffix*; *ours* are digests of briefgen's own files.

    *bring* brings it over to an editor's copy that is there, where the format can hold tracked changes.

    Raises OutputError where it cannot be written; DeskError where what is there cannot be read.
    """
    file = named.output(suffix)
    found = found_digest(workspace, file)
    if found == digest(content):
        return Delivered(file=file, outcome="unchanged")
    lock = opened_by(workspace, file) if found else ""
    if lock:
        why = f"it is open in Word or LibreOffice ({lock}); close it there and build again"
    elif found and found not in ours:
        why = "somebody changed it since it was written"
        one = _redline(workspace, named, suffix, bring) if bring is not None else None
        if one is not None and one.outcome != "beside":
            return one
        why = one.why if one is not None else why
    else:
        workspace.write(file, content)
        return Delivered(file=file, outcome="written")
    beside = _place_beside(workspace, named, suffix, digest(content), ours)
    if found_digest(workspace, beside) != digest(content):
        workspace.write(beside, content)
    refused = found if bring is not None and not lock else ""
    return Delivered(file=file, outcome="beside", beside=beside, why=why, locked=bool(lock), refused=refused)


def _redline(workspace: Workspace, named: Named, suffix: str, bring: Callable[[bytes], Brought]) -> Delivered:
    """Bring a build over to the editor's copy: first the copy is kept, then the redline takes its place in one step."""
    file = named.output(suffix)
    theirs = workspace.read(file)
    brought = bring(theirs)
    if brought.content is None:
        if not brought.why:
            return Delivered(file=file, outcome="unchanged", blocks=brought.blocks)
        return Delivered(file=file, outcome="beside", why=f"somebody changed it, and {_AND_NOT}: {brought.why}")
    if not brought.edited:
        workspace.write(file, brought.content)
        return Delivered(file=file, outcome="written")
    backup = back_up(workspace, named, suffix, theirs)
    if found_digest(workspace, file) != digest(theirs) or opened_by(workspace, file):
        return Delivered(file=file, outcome="beside", why="somebody saved it while the new build was brought over")
    workspace.write(file, brought.content)
    made = digest(brought.content)
    return Delivered(file=file, outcome="redlined", digest=made, backup=backup, blocks=brought.blocks)


def backups(named: Named) -> str:
    """The folder in which copies are kept as editors left them."""
    return f"output/{named.id}/backups"


def back_up(workspace: Workspace, named: Named, suffix: str, content: bytes) -> str:
    """Keep *content* as ``backups/BRIEF-0001.docx`` (the first number that is free); where it is kept.

    No backup is ever written over; a copy that is the newest one already is not kept twice.
    """
    newest = newest_backup(workspace, named, suffix)
    if newest and found_digest(workspace, newest) == digest(content):
        return newest
    number = _number(newest, suffix) + 1
    path = f"{backups(named)}/{named.id}-{number:04d}{suffix}"
    workspace.write(path, content)
    return path


def newest_backup(workspace: Workspace, named: Named, suffix: str) -> str:
    """The path of the copy that was kept last, empty where none is."""
    found = [path for path in workspace.files(backups(named), suffix) if _number(path, suffix)]
    return max(found, key=lambda path: _number(path, suffix), default="")


def _number(path: str, suffix: str) -> int:
    said = path.removesuffix(suffix).rpartition("-")[2]
    return int(said) if said.isascii() and said.isdecimal() else 0


def tidy(workspace: Workspace, delivered: Delivered, before: str, ours: Collection[str]) -> None:
    """Take away the file that an earlier run put beside (*before*), if it is ours and no longer the newest."""
    if not before or before == delivered.beside or delivered.outcome == "beside" or opened_by(workspace, before):
        return
    if found_digest(workspace, before) in ours:
        workspace.remove(before)


def strangers(workspace: Workspace, named: Named) -> tuple[Problem, ...]:
    """A warning for each text document beside a brief's files that an editor may take for the brief: nothing goes there."""
    above = f"output/{named.id}/"
    own = re.compile(rf"{re.escape(named.id)}(\.new(-\d+)?|\.verified)?\.docx|~\$.*")
    names = (path.removeprefix(above) for ending in _TEXTS for path in workspace.files(above, ending))
    return tuple(
        Problem(
            "no changes are brought over to this copy, for it has another name",
            f"to work on with it, name it {named.id}.docx; else keep it in another folder",
            Place(above + name),
            "warning",
        )
        for name in names
        if "/" not in name and not own.fullmatch(name)
    )


def _place_beside(workspace: Workspace, named: Named, suffix: str, wanted: str, ours: Collection[str]) -> str:
    path = ""
    for number in range(1, _MOST_BESIDE):
        path = named.output(f".new{'' if number == 1 else f'-{number}'}{suffix}")
        found = found_digest(workspace, path)
        if not found or found == wanted or (found in ours and not opened_by(workspace, path)):
            return path
    return path
