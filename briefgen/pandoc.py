"""The pandoc program: where it is, and which one it is. It words citations and reads other formats."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from briefgen.errors import MissingProgramError, Problem
from briefgen.workspace import Workspace

#: The first version whose JSON and citation handling we were measured with.
OLDEST = (3, 1)
#: What our documents say that they are: pandoc-types 1.23, the types of every pandoc 3.
API_VERSION = (1, 23, 1)
#: A run takes a quarter of a second; a style of a megabyte takes several.
LONGEST_RUN = 120.0

INSTALL = "install it with: pip install pypandoc_binary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A pandoc: its path, and what tells it from another version without starting it."""

    path: str
    identity: str


def find_pandoc(workspace: Workspace, purpose: str = "citations are worded") -> Program:
    """The pandoc to use: the one that ``BRIEFGEN_PANDOC`` names, else pypandoc_binary's, else the one on the PATH.

    *purpose* says what is done by pandoc, for the message where there is none. pypandoc is looked up but not imported: importing it costs more than pandoc's own start. Raises
    MissingProgramError.
    """
    named = workspace.setting("BRIEFGEN_PANDOC")
    if named:
        found = shutil.which(named)
        if found is None:
            raise MissingProgramError(
                Problem(f"BRIEFGEN_PANDOC names no program: {named}", f"correct or unset it; else {INSTALL}")
            )
        return _known(found)
    found = _packaged() or shutil.which("pandoc")
    if found is None:
        raise MissingProgramError(Problem(f"{purpose} by pandoc, and it is not installed", INSTALL))
    return _known(found)


def _packaged() -> str | None:
    specification = find_spec("pypandoc")
    if specification is None or specification.origin is None:
        return None
    folder = Path(specification.origin).parent / "files"
    return shutil.which("pandoc", path=str(folder))


def _known(path: str) -> Program:
    """A program with its size and time of change, which an upgrade changes."""
    about = Path(path).stat()
    return Program(path=path, identity=f"{Path(path).resolve()}:{about.st_size}:{about.st_mtime_ns}")


def check_version(workspace: Workspace, program: Program) -> None:
    """Raise MissingProgramError where a failure comes from an old pandoc, or from a program that is none."""
    ran = workspace.run((program.path, "--version"), b"", LONGEST_RUN)
    found = re.match(rb"pandoc(?:\.exe)? (\d+)\.(\d+)", ran.output)
    if found is None:
        raise MissingProgramError(Problem(f"'{program.path}' is not pandoc", INSTALL))
    version = (int(found.group(1)), int(found.group(2)))
    if version < OLDEST:
        wanted, have = ".".join(map(str, OLDEST)), ".".join(map(str, version))
        raise MissingProgramError(Problem(f"pandoc {have} is too old: {wanted} or newer is needed", INSTALL))
