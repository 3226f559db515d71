"""References from and for other programs: CSL-JSON, BibTeX, BibLaTeX and RIS.

CSL-JSON is the form that the corpus keeps, for the others lose some of it: :func:`lost` says what.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal, get_args

from briefgen.corpus.csl import DATES, csl_mistakes
from briefgen.corpus.sources import CslItem
from briefgen.errors import DocumentError, Place, Problem
from briefgen.workspace import Workspace

Format = Literal["csl-json", "bibtex", "biblatex", "ris"]
FORMATS: tuple[Format, ...] = get_args(Format)

#: The formats by the ending of a file's name. BibLaTeX is read as the wider of the two dialects.
SUFFIXES: Mapping[str, Format] = {
    ".json": "csl-json",
    ".csljson": "csl-json",
    ".bib": "biblatex",
    ".bibtex": "biblatex",
    ".biblatex": "biblatex",
    ".ris": "ris",
}

#: The most that is read: bytes of a file, works in it. A library of a whole institute stays below both.
LARGEST, MOST = 32 * 1024 * 1024, 20_000

#: What other programs keep beside a work and no citation uses.
_PRIVATE = frozenset({"abstract", "note", "keyword", "citation-key", "citation-label", "custom", "annote", "source"})


_TYPOGRAPHY = str.maketrans("–‘’“”", "-''''", "") | {ord('"'): "'"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """Works that came in, as CSL-JSON in their order, and a warning for each that cannot be used."""

    works: tuple[CslItem, ...]
    problems: tuple[Problem, ...] = ()


def is_references(name: str) -> bool:
    """Whether a file's name says that it holds references."""
    return PurePosixPath(name).suffix.lower() in SUFFIXES


def read_references(content: bytes, name: str, workspace: Workspace) -> Incoming:
    """The works in a file of references; its name's ending tells the format.

    What is no work of CSL is left out with a warning. Raises DocumentError where the file is no text, too large, not
    of its format, or holds no work; MissingProgramError where BibTeX is to be read and there is no pandoc.
    """
    if len(content) > LARGEST:
        raise _refused("the references take more than 32 MiB", "export the works you need, or split the file", name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused("the references are not UTF-8 text", "export them as UTF-8 (Zotero's default)", name) from None
    match SUFFIXES[PurePosixPath(name).suffix.lower()]:
        case "csl-json":
            found = _from_json(text, name)
        case "ris":
            from briefgen.cite import ris  # lazy: rispy is needed only where there is RIS

            found = ris.read(text)
        case "biblatex" | "bibtex":
            from briefgen.cite import bibtex  # lazy, as above

            found = bibtex.read(text, workspace, name)
    if not found:
        raise _refused("there is no work in this file", "export CSL-JSON, BibTeX, BibLaTeX or RIS into it", name)
    if len(found) > MOST:
        raise _refused(f"there are {len(found)} works in this file; at most {MOST} are read", "split the file", name)
    return _sound(found, name)


def _refused(message: str, hint: str, name: str) -> DocumentError:
    return DocumentError(Problem(message, hint, Place(name)))


def _from_json(text: str, name: str) -> list[Any]:
    try:
        found = json.loads(text)
    except RecursionError:
        raise _refused("the references are nested too deeply", "export them again as CSL-JSON", name) from None
    except ValueError as error:
        place = Place(name, getattr(error, "lineno", 0), getattr(error, "colno", 0))
        raise DocumentError(Problem("the references are not valid JSON", "export them as CSL-JSON", place)) from None
    if isinstance(found, dict) and isinstance(found.get("items"), list):  # as the web API of Zotero wraps them
        found = found["items"]
    if not isinstance(found, list):
        raise _refused("CSL-JSON is a list of works, and this is none", "export them as CSL-JSON", name)
    return found


def _sound(found: Sequence[Any], name: str) -> Incoming:
    works: list[CslItem] = []
    problems: list[Problem] = []
    for number, given in enumerate(found, start=1):
        work, dates = _dated(given)
        mistakes = csl_mistakes(work)
        if mistakes:
            message, hint = mistakes[0]
            said = f"the work '{named(work, number)}' was left out: {message}"
            problems.append(Problem(said, hint, Place(name), "warning"))
            continue
        for variable in dates:
            message = f"the work '{named(work, number)}' has a date that cannot be read; it was left out: '{variable}'"
            problems.append(Problem(message, "write it as 2024-06-30 and export again", Place(name), "warning"))
        works.append({key: value for key, value in work.items() if key not in _PRIVATE})
    return Incoming(works=tuple(works), problems=tuple(problems))


def named(work: Any, number: int = 0) -> str:
    """How a work is called in a message: by its title, else its id, else its *number* in the file."""
    about = work if isinstance(work, dict) else {}
    return str(about.get("title") or about.get("id") or number)[:60]


def _dated(given: Any) -> tuple[Any, list[str]]:
    """A work without the dates that CSL cannot use, and which those were."""
    if not isinstance(given, dict):
        return given, []
    wrong = [key for key in given if key in DATES and csl_mistakes({"type": "document", key: given[key]})]
    return {key: value for key, value in given.items() if key not in wrong}, wrong


def write_references(works: Sequence[CslItem], form: Format, workspace: Workspace) -> bytes:
    """*works* in a format, in their order; the same works give the same bytes.

    Raises MissingProgramError where BibTeX is to be written and there is no pandoc.
    """
    match form:
        case "csl-json":
            return (json.dumps([dict(work) for work in works], ensure_ascii=False, indent=1) + "\n").encode()
        case "ris":
            from briefgen.cite import ris  # lazy: rispy is needed only where there is RIS

            return ris.write(works).encode()
        case "bibtex" | "biblatex":
            from briefgen.cite import bibtex  # lazy, as above

            return f"{bibtex.write(works, workspace, form).rstrip()}\n".encode() if works else b""


def lost(works: Sequence[CslItem], written: bytes, form: Format, workspace: Workspace) -> dict[str, int]:
    """In how many works each CSL variable is missing or another one, once *written* is read back."""
    if form == "csl-json" or not works:
        return {}
    ending = ".ris" if form == "ris" else ".bib"
    back = read_references(written, f"references{ending}", workspace).works
    by_id = {str(work["id"]): work for work in back}
    missing: Counter[str] = Counter()
    for work in works:
        kept = by_id.get(str(work["id"]), {})
        missing.update(
            variable
            for variable, value in work.items()
            if variable != "id" and value and not _alike(kept.get(variable), value)
        )
    return dict(sorted(missing.items()))


def _alike(kept: Any, value: Any) -> bool:
    """Whether a value came back, give or take what is typography: dashes, quotation marks, particles of names."""
    return repr(_plain(kept)) == repr(_plain(value))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        found = dict(value)
        particle = found.pop("non-dropping-particle", "") or found.pop("dropping-particle", "")
        if "family" in found:
            found["family"] = f"{particle} {found['family']}".strip()
        return sorted((key, _plain(one)) for key, one in found.items())
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return str(value).translate(_TYPOGRAPHY).casefold()
