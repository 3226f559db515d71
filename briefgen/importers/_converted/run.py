"""Pandoc reading a document into its tree: without files and network, within bounds of time and memory."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from briefgen.errors import DocumentError, MissingProgramError
from briefgen.importers._converted.package import refused
from briefgen.pandoc import check_version, find_pandoc
from briefgen.workspace import Workspace

#: Seconds and bytes of heap that pandoc may take. A report of 500 pages takes 6 s and 200 MB.
LONGEST, MEMORY = 60.0, "512M"

_EXHAUSTED = 251  # what GHC's runtime ends with where the heap is full
_SMALLER = "split the document, or export it as text and import that"


def tree(workspace: Workspace, content: bytes, name: str, reader: str, options: Sequence[str] = ()) -> dict[str, Any]:
    """Pandoc's tree of a document in the format *reader*: ``blocks`` and ``meta``.

    Raises DocumentError where it cannot be read within the bounds, MissingProgramError where there is no pandoc.
    """
    program = find_pandoc(workspace, "documents of this format are read")
    limits = ("+RTS", f"-M{MEMORY}", "-RTS")
    command = (program.path, *limits, "--sandbox", f"--from={reader}", "--to=json", *options)
    try:
        ran = workspace.run(command, content, LONGEST)
    except MissingProgramError:
        raise refused(name, f"reading the document took more than {LONGEST:g} seconds", _SMALLER) from None
    if ran.status == _EXHAUSTED:
        raise refused(name, f"reading the document took more than {MEMORY}B of memory", _SMALLER)
    if ran.status != 0:
        check_version(workspace, program)
        raise _failed(name, ran.errors)
    try:
        made: dict[str, Any] = json.loads(ran.output)
    except RecursionError:
        raise nested(name) from None
    return made


def nested(name: str) -> DocumentError:
    """The error for a document whose lists, tables or quotations stand in one another without end."""
    return refused(name, "the document is nested too deeply", "export it as text and import that")


def _failed(name: str, errors: bytes) -> DocumentError:
    said = errors.decode("utf-8", "replace").strip().splitlines()
    why = said[0][:200] if said else "it ended without a word"
    return refused(name, f"pandoc cannot read the document: {why}", "open it in its own program and save it again")
