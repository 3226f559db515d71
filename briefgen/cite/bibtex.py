"""BibTeX and BibLaTeX from and to CSL-JSON, by pandoc.

BibTeX styles set English titles in small letters except what stands in braces, so a reader must write ``China`` as
``china`` where nobody braced it. In a brief a title stands as its source has it; so each title goes through in braces
of its own, both ways; and so does each institution, whose "and" would be taken for the joint of two.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from briefgen.corpus.sources import CslItem
from briefgen.errors import DocumentError, MissingProgramError, Place, Problem
from briefgen.pandoc import LONGEST_RUN, find_pandoc
from briefgen.workspace import Workspace

_MEMORY = ("+RTS", "-M1g", "-RTS")
_TITLES = (
    "title subtitle titleaddon booktitle booksubtitle maintitle mainsubtitle journal journaltitle journalsubtitle "
    "issuetitle shorttitle series origtitle"
)
#: Fields in which a bare ``and`` parts two names, though an institution's own name may well hold one.
_INSTITUTIONS = "publisher institution organization school location address"
_BRACED = re.compile(
    rf"(?:^|[,{{\s])(?:{'|'.join(f'{_TITLES} {_INSTITUTIONS}'.split())})\s*=\s*(?=[{{\"])", re.IGNORECASE
)
_LINE = re.compile(r"\(line (\d+), column (\d+)\)|:(\d+):(\d+)")
_SPAN = re.compile(r"</?span[^<>]*>")
_WITH_TITLES = ("title", "container-title", "collection-title", "title-short")


def read(text: str, workspace: Workspace, name: str) -> list[dict[str, Any]]:
    """The works in a BibTeX or BibLaTeX text as CSL-JSON, each with its key as id.

    Raises DocumentError where pandoc cannot read it, with its line; MissingProgramError without pandoc.
    """
    answer = _pandoc(workspace, braced(text), ("--from=biblatex", "--to=csljson"), name)
    works: list[dict[str, Any]] = json.loads(answer)
    for work in works:
        work["type"] = work.get("type") or "document"  # an @misc, of which pandoc says nothing
        for variable in _WITH_TITLES:
            if variable in work:
                work[variable] = _SPAN.sub("", work[variable])
    return works


def write(works: Sequence[CslItem], workspace: Workspace, dialect: str) -> str:
    """*works* in a *dialect*, ``bibtex`` or ``biblatex``, in their order.

    Raises MissingProgramError without pandoc.
    """
    guarded = [{**work, **_guarded(work)} for work in works]
    given = json.dumps(guarded, ensure_ascii=False)
    return _pandoc(workspace, given, ("--from=csljson", f"--to={dialect}", "--wrap=none"), "the references")


def _guarded(work: CslItem) -> dict[str, str]:
    return {
        variable: f'<span class="nocase">{work[variable]}</span>'
        for variable in _WITH_TITLES
        if isinstance(work.get(variable), str)
    }


def braced(text: str) -> str:
    """*text* with the value of every title and institution in one more pair of braces; what has no end is left as it is."""
    made: list[str] = []
    position = 0
    for field in _BRACED.finditer(text):
        start = field.end()
        end = _value_end(text, start) if start >= position else -1
        if end < 0:
            continue
        made += [text[position : start + 1], "{", text[start + 1 : end], "}"]
        position = end
    return "".join([*made, text[position:]])


def _value_end(text: str, start: int) -> int:
    """Where a value that opens at *start* with a brace or a quotation mark closes, or -1."""
    closing, depth, position = ("}" if text[start] == "{" else '"'), 0, start + 1
    while position < len(text):
        character = text[position]
        if character == "\\":
            position += 2
            continue
        if depth == 0 and character == closing:
            return position
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return -1
        position += 1
    return -1


def _pandoc(workspace: Workspace, given: str, formats: Sequence[str], name: str) -> str:
    program = find_pandoc(workspace)
    ran = workspace.run((program.path, *_MEMORY, "--sandbox", *formats), given.encode("utf-8", "replace"), LONGEST_RUN)
    if ran.status == 0:
        return ran.output.decode("utf-8")
    said = " ".join(ran.errors.decode("utf-8", "replace").split())[:300]
    if "eap" in said and "exhausted" in said:
        raise DocumentError(
            Problem("the references need more than a gigabyte to be read", "split the file", Place(name))
        )
    if not said:
        raise MissingProgramError(
            Problem(f"'{program.path}' does not answer as pandoc does", "install pypandoc_binary")
        )
    where = _LINE.search(said)
    line, column = (int(found) for found in where.groups() if found) if where else (0, 0)
    raise DocumentError(
        Problem(
            "the references cannot be read as BibTeX or BibLaTeX",
            "look for a brace, a comma or a quotation mark that is missing there or just before",
            Place(name, line, column),
        )
    )
