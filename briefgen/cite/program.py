"""Citations worded by the pandoc program, and what it says when it fails."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from briefgen.errors import CitationError, MissingProgramError, Problem
from briefgen.pandoc import INSTALL, LONGEST_RUN, Program, check_version
from briefgen.workspace import Workspace

#: Bytes of memory; a brief with the largest public style takes a fifth of it.
_MEMORY = ("+RTS", "-M1g", "-RTS")


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
        check_version(workspace, program)
        why = said.splitlines()[0] if said else f"it ended with status {ran.status}"
        raise CitationError(
            Problem(f"pandoc could not word the citations: {_shortened(why)}", "check the citation style named last")
        )
    try:
        worded = json.loads(ran.output)
    except ValueError:
        check_version(workspace, program)
        raise MissingProgramError(Problem(f"'{program.path}' does not answer as pandoc does", INSTALL)) from None
    return worded, said


def _shortened(why: str) -> str:
    return why if len(why) <= 200 else why[:199] + "…"
