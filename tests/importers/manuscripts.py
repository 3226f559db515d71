"""Manuscripts as a format with notes of its own gives them, made from a few lines."""

from __future__ import annotations

import re

from briefgen.corpus.sources import Source
from briefgen.importers import formats
from briefgen.importers.document import Imported, import_document
from briefgen.importers.manuscript import Manuscript, NativeNote, Piece
from tests.importers.documents import KEY

_CALL = re.compile(r"\{(\w+)\}")
_LINE = re.compile(r"(?P<hashes>#+ )?(?P<marker>- )?(?P<row>\| )?(?P<text>.*)")


def native(lines: str, notes: dict[str, tuple[int, str]]) -> Manuscript:
    """Whole pieces, one a line; ``{a}`` calls the note ``a``, given as its number and text."""
    text, pieces, calls = "", [], {}
    for number, line in enumerate(lines.strip().split("\n"), start=1):
        found = _LINE.fullmatch(line)
        text += line[: found.start("text")]
        start = len(text)
        for position, said in enumerate(_CALL.split(found["text"])):
            if position % 2:
                calls.setdefault(said, []).append((len(text), len(text) + 1))
            text += "¹" if position % 2 else said
        hashes = len((found["hashes"] or "").strip())
        marker = (found["marker"] or "").strip()
        piece = {"text": text[start:], "start": start, "end": len(text), "line": number, "gap": True}
        pieces.append(Piece(**piece, marker=marker, heading=hashes, row=bool(found["row"]), whole=True))
        text += "\n"
    made = []
    for position, (name, (number, said)) in enumerate(notes.items()):
        piece = Piece(
            text=said, start=len(text), end=len(text) + len(said), line=len(pieces) + position + 1, whole=True
        )
        made.append(NativeNote(pieces=(piece,), calls=tuple(calls.get(name, ())), number=number))
        text += said + "\n"
    return Manuscript(text=text, pieces=tuple(pieces), notes=tuple(made))


def imported(manuscript: Manuscript, monkeypatch, known: Source | None = None) -> Imported:
    """What is read from a manuscript."""
    monkeypatch.setitem(formats.READERS, ".made", lambda content, name: manuscript)
    return import_document(b"made", source_id="source", name="document.made", key=KEY, known=known)
