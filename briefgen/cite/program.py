"""The pandoc program: where it is, which one it is, and what it says when it fails."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from briefgen.errors import CitationError, MissingProgramError, Problem
from briefgen.workspace import Workspace

#: The first version whose JSON and citation handling we were measured with.
OLDEST = (3, 1)
#: What our documents say that they are: pandoc-types 1.23, the types of every pandoc 3.
API_VERSION = (1, 23, 1)
#: A run takes a quarter of a second; a style of a megabyte takes several.
LONGEST_RUN = 120.0
#: Bytes of memory; a brief with the largest public style takes a fifth of it.
_MEMORY = ("+RTS", "-M1g", "-RTS")

_INSTALL = "install it with: pip install pypandoc_binary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A pandoc: its path, and what tells it from another version without starting it."""

    path: str
    identity: str


def find_pandoc(workspace: Workspace) -> Program:
    """The pandoc to use: the one that ``BRIEFGEN_PANDOC`` names, else pypandoc_binary's, else the one on the PATH.

    pypandoc is looked up but not imported: importing it costs more than pandoc's own start. Raises
    MissingProgramError.
    """
    named = workspace.setting("BRIEFGEN_PANDOC")
    if named:
        found = shutil.which(named)
        if found is None:
            raise MissingProgramError(
                Problem(f"BRIEFGEN_PANDOC names no program: {named}", f"correct or unset it; else {_INSTALL}")
            )
        return _known(found)
    found = _packaged() or shutil.which("pandoc")
    if found is None:
        raise MissingProgramError(Problem("citations are worded by pandoc, and it is not installed", _INSTALL))
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


def process(workspace: Workspace, program: Program, document: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """*document* (pandoc's JSON) with its citations worded, and what pandoc said on the way.

    pandoc runs with ``--sandbox``: it reads no file and asks no network. Raises CitationError where it refuses the
    style or a reference, MissingProgramError where it is too old or no pandoc.
    """
    command = (program.path, *_MEMORY, "--sandbox", "--citeproc", "--from=json", "--to=json")
    given = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    ran = workspace.run(command, given, LONGEST_RUN)
    said = ran.errors.decode("utf-8", "replace").strip()
    if ran.status != 0:
        _check_version(workspace, program)
        why = said.splitlines()[0] if said else f"it ended with status {ran.status}"
        raise CitationError(
            Problem(f"pandoc could not word the citations: {_shortened(why)}", "check the citation style named last")
        )
    try:
        worded = json.loads(ran.output)
    except ValueError:
        _check_version(workspace, program)
        raise MissingProgramError(Problem(f"'{program.path}' does not answer as pandoc does", _INSTALL)) from None
    return worded, said


def _shortened(why: str) -> str:
    return why if len(why) <= 200 else why[:199] + "…"


def _check_version(workspace: Workspace, program: Program) -> None:
    """Say so where a failure comes from an old pandoc, or from a program that is none."""
    ran = workspace.run((program.path, "--version"), b"", LONGEST_RUN)
    found = re.match(rb"pandoc(?:\.exe)? (\d+)\.(\d+)", ran.output)
    if found is None:
        raise MissingProgramError(Problem(f"'{program.path}' is not pandoc", _INSTALL))
    version = (int(found.group(1)), int(found.group(2)))
    if version < OLDEST:
        wanted, have = ".".join(map(str, OLDEST)), ".".join(map(str, version))
        raise MissingProgramError(Problem(f"pandoc {have} is too old: {wanted} or newer words citations", _INSTALL))
