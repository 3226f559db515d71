"""PDF into pieces: the file is read by a process of its own, bounded in time and memory (see ``_pdf``).

PDF files come from everywhere, and no library that reads them is free of faults; one that crashes, runs away or eats
the memory takes that process with it and nothing else.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

from briefgen.errors import DocumentError, MissingProgramError, Place, Problem
from briefgen.importers.manuscript import Doubt, Given, Manuscript, NativeNote, Page, Piece
from briefgen.workspace import run_program

#: The process that reads PDFs; ``-P``: what lies in the user's folder is not taken for a module of ours.
READER = (sys.executable, "-P", "-m", "briefgen.importers._pdf")
#: Seconds for one PDF. A volume of 90 pages takes four to eight.
LONGEST = 240.0

_OCR = (
    "let OCR (text recognition) read it first, for example 'ocrmypdf in.pdf out.pdf' or your scanner's program, and "
    "import what that makes"
)
_UNLOCKED = (
    "open it with its password in a browser or PDF program, print it to a new PDF without the password, and import "
    "that; or run 'qpdf --password=… --decrypt in.pdf out.pdf'"
)


def read(content: bytes, name: str) -> Manuscript:
    """The manuscript of a PDF; raises DocumentError where it is locked, damaged, a scan, too big or made to harm.

    ``line`` of pieces and doubts is the page's place in the file, from 1.
    """
    if not content:
        raise DocumentError(Problem("the document is empty", "name another file", Place(name)))
    if b"%PDF-" not in content[:4096]:
        raise DocumentError(Problem("the file is not a PDF", "name the document itself", Place(name)))
    try:
        ran = run_program(READER, content, LONGEST)
    except MissingProgramError:
        raise DocumentError(
            Problem(
                f"the PDF could not be read within {LONGEST:g} seconds",
                "split it, or print it to a new PDF and import that",
                Place(name),
            )
        ) from None
    try:
        answer = json.loads(ran.output) if ran.status == 0 else {}
    except ValueError:
        answer = {}
    answer = answer if isinstance(answer, dict) else {}
    if "manuscript" in answer:
        return _manuscript(answer["manuscript"])
    raise DocumentError(_problem(str(answer.get("refused", "crashed")), answer.get("told", {}), Place(name)))


def _problem(reason: str, told: Mapping[str, Any], place: Place) -> Problem:
    """Why a PDF cannot be read, and the way out."""
    match reason:
        case "locked":
            return Problem("the PDF is encrypted and opens only with a password", _UNLOCKED, place)
        case "damaged":
            return Problem(
                "the PDF is damaged: it cannot be opened",
                "ask for an undamaged copy, or try 'qpdf in.pdf out.pdf'",
                place,
            )
        case "long":
            message = f"the PDF has {told['pages']:,} pages; at most {told['most']:,} are read"
            return Problem(message, "split it and import the part that is wanted", place)
        case "scanned":
            message = f"the PDF has no text, only pictures of pages (a scan): {told['pages']}"
            return Problem(message, _OCR, place)
        case "empty":
            return Problem("the PDF has no text", "name another file; if its pages are drawn letters, run OCR", place)
        case "unmapped":
            message = f"the letters of the PDF cannot be told, for its fonts do not say what they are: {told['pages']}"
            hint = (
                "run OCR over it first, for example 'ocrmypdf --force-ocr in.pdf out.pdf', and import what that makes"
            )
            return Problem(message, hint, place)
        case "crowded":
            return Problem(
                "the PDF holds more than can be read: far too many characters, or contents that unpack to too much",
                "print it to a new PDF and import that, or split it",
                place,
            )
        case _:
            return Problem(
                "the PDF could not be read: the program that reads PDFs broke off",
                "print it to a new PDF and import that",
                place,
            )


def _manuscript(told: Mapping[str, Any]) -> Manuscript:
    """The manuscript as the reading process wrote it down."""
    given: dict[str, Any] = {
        **told["given"],
        "authors": tuple(told["given"]["authors"]),
        "issued": tuple(told["given"]["issued"]),
    }
    return Manuscript(
        text=told["text"],
        pieces=tuple(Piece(**piece) for piece in told["pieces"]),
        doubts=tuple(Doubt(**doubt) for doubt in told["doubts"]),
        notes=tuple(
            NativeNote(
                pieces=tuple(Piece(**piece) for piece in note["pieces"]),
                calls=tuple((start, end) for start, end in note["calls"]),
                number=note["number"],
            )
            for note in told["notes"]
        ),
        furniture=tuple(Piece(**piece) for piece in told["furniture"]),
        given=Given(**given),
        pages=tuple(Page(**page) for page in told["pages"]),
    )
