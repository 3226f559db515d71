"""How an imported source lies on the desk, and its text where the document is at hand.

``corpus/sources/<id>/``:

``source.yaml``
    Human-edited. ``csl`` (the work in CSL's variables, without id), ``rights`` (locate, quote), ``document`` (file
    name), ``document-digest`` (SHA-256 of the file), ``perspective``, and ``parts``: each with ``id``, ``title``,
    ``number``, ``group``, ``matter`` (front, body, back), ``authors`` ({family, given, particle, suffix} or
    {literal}), ``affiliations`` (one for each author), ``perspective``, ``voice`` ({first, later, number}).
    ``tracked`` says how a document's tracked changes were read (accept, reject). Written where it is absent. Of one that
    is there, an import changes the values of ``document``, ``document-digest`` and ``tracked`` alone.

``passages.jsonl``
    One passage a line in reading order: ``id``, ``part``, ``section`` (headings, highest first), ``number``
    (paragraph within the section from 1; 0 for what is no running text), ``kind``, ``start``, ``end``, ``spans``
    ([[start, end], …], half-open, code points of the document's text), ``digest``, ``fingerprint``, and where
    there are any: ``notes`` (numbers called), ``figures`` (keys), ``repeats`` (a passage's id), ``pages`` ("12",
    "12–13"), ``text`` (only with ``rights: quote``).

``notes.jsonl``
    One note a line, by part and number: ``id``, ``part``, ``number``, ``start``, ``end``, ``spans``, ``digest``, and
    where there are any: ``mentions`` ([{reference, locator, label, prefix, ibid}, …]), ``called_by`` (passages' ids),
    ``figures``, ``doubt``. A note's words are never stored.

``gone-passages.jsonl``, ``gone-notes.jsonl``
    What earlier editions had and the present one has not, in the same form and as it last was, so that no id is given
    twice and records that rest on it can be read; only where there is any.

``flags.jsonl``
    One flagged (or confirmed) record and passage a line: see :class:`briefgen.corpus.sources.Flag`; only where there
    is any.

``references.json``
    The cited works as a list of CSL-JSON, sorted by id. ``translated-title`` is our own variable.

The same source gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from briefgen.corpus.sources import Flag, Mention, Name, Note, Part, Passage, Source
from briefgen.corpus.texts import text_of
from briefgen.errors import Place
from briefgen.importers.manuscript import Doubt
from briefgen.workspace import Workspace

FOLDER = "corpus/sources"

#: Files that are there only where they hold something. They are written before the rest, so that a run that is cut
#: short forgets no flag: the next one finds the same changes again.
_WHERE_ANY = ("flags.jsonl", "gone-passages.jsonl", "gone-notes.jsonl")

_DEFAULTS: dict[str, Any] = {"number": "", "group": "", "matter": "body", "perspective": "", "translated-title": ""}


def store(workspace: Workspace, source: Source) -> tuple[str, ...]:
    """Write what an import read; returns the paths of the files that changed.

    Raises OutputError where a file cannot be written. ``source.yaml`` is made only where there is none.
    """
    contents = contents_of(workspace, source)
    return tuple(path for path, content in contents.items() if put(workspace, path, content))


def contents_of(workspace: Workspace, source: Source) -> dict[str, bytes]:
    """The files of a source by their paths; one that is empty is not to be there."""
    folder = f"{FOLDER}/{source.id}"
    return {
        f"{folder}/flags.jsonl": flag_lines(source.flags),
        f"{folder}/gone-passages.jsonl": _lines([passage_row(passage) for passage in source.gone]),
        f"{folder}/gone-notes.jsonl": _lines([note_row(note) for note in source.gone_notes]),
        f"{folder}/passages.jsonl": _lines([passage_row(passage) for passage in source.passages]),
        f"{folder}/notes.jsonl": _lines([note_row(note) for note in source.notes]),
        f"{folder}/references.json": references_bytes(source.references),
        f"{folder}/source.yaml": _source_yaml(workspace, f"{folder}/source.yaml", source),
    }


def put(workspace: Workspace, path: str, content: bytes) -> bool:
    """Write a file if it is not so already; one that would be empty is taken away, or not made. Whether it changed."""
    there = workspace.read(path) if workspace.exists(path) else None
    if there == content or (there is None and path.endswith(_WHERE_ANY) and not content):
        return False
    if path.endswith(_WHERE_ANY) and not content:
        workspace.remove(path)
    else:
        workspace.write(path, content)
    return True


def place_of(document: str, doubt: Doubt) -> Place:
    """Where a doubt stands, as problems are placed: the document's name and line."""
    return Place(document, doubt.line)


def passage_text(document_text: str, passage: Passage) -> str:
    """A passage as it stands in the document, its pieces joined; note marks and markup are left in."""
    return passage.text or text_of(passage.spans, document_text)


def note_text(document_text: str, note: Note) -> str:
    """A note as it stands in the document, its pieces joined, without its number."""
    return text_of(note.spans, document_text)


def passage_row(passage: Passage) -> dict[str, Any]:
    """A passage as one line of ``passages.jsonl`` holds it."""
    row: dict[str, Any] = {
        "id": passage.id,
        "part": passage.part,
        "section": list(passage.section),
        "number": passage.number,
        "kind": passage.kind,
        "start": passage.start,
        "end": passage.end,
        "spans": [list(span) for span in passage.spans],
        "digest": passage.digest,
        "fingerprint": passage.fingerprint,
        "notes": list(passage.notes),
        "figures": list(passage.figures),
        "repeats": passage.repeats,
        "pages": passage.pages,
        "text": passage.text,
    }
    return _without_empty(row, "notes", "figures", "repeats", "pages", "text")


def flag_lines(flags: Sequence[Flag]) -> bytes:
    """The lines of ``flags.jsonl``."""
    return _lines([flag_row(flag) for flag in flags])


def flag_row(flag: Flag) -> dict[str, Any]:
    """A flag as one line of ``flags.jsonl`` holds it."""
    row: dict[str, Any] = {
        "record": flag.record,
        "held": flag.held,
        "what": flag.what,
        "percent": flag.percent,
        "figures": [list(pair) for pair in flag.figures],
        "also": list(flag.also),
        "perhaps": [list(pair) for pair in flag.perhaps],
        "wording": flag.wording,
        "before": _without_empty(asdict(flag.before), "fingerprint", "figures"),
        "now": flag.now,
        "confirmed": flag.confirmed,
    }
    return _without_empty(row, "percent", "figures", "also", "perhaps", "now", "confirmed")


def note_row(note: Note) -> dict[str, Any]:
    """A note as one line of ``notes.jsonl`` holds it."""
    row: dict[str, Any] = {
        "id": note.id,
        "part": note.part,
        "number": note.number,
        "start": note.start,
        "end": note.end,
        "spans": [list(span) for span in note.spans],
        "digest": note.digest,
        "mentions": [_mention_row(mention) for mention in note.mentions],
        "called_by": list(note.called_by),
        "figures": list(note.figures),
        "doubt": note.doubt,
    }
    return _without_empty(row, "mentions", "called_by", "figures", "doubt")


def _mention_row(mention: Mention) -> dict[str, Any]:
    return _without_empty(asdict(mention), "locator", "label", "prefix", "ibid")


def _without_empty(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value or name not in names}


def _lines(rows: Sequence[Mapping[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False, separators=(", ", ": ")) + "\n" for row in rows).encode()


def references_bytes(works: Sequence[Mapping[str, Any]]) -> bytes:
    """The cited works as ``references.json`` holds them."""
    listed = sorted((dict(work) for work in works), key=lambda work: str(work["id"]))
    return (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()


def _source_yaml(workspace: Workspace, path: str, source: Source) -> bytes:
    """The file as it is, with what an import keeps up to date in it; made anew only where there is none."""
    if not workspace.exists(path):
        return _new_yaml(source)
    content = workspace.read(path)
    for key, value in (
        ("document", source.document),
        ("document-digest", source.document_digest),
        ("tracked", source.tracked),
    ):
        content = _with_value(content, key, value)
    return content


def _with_value(content: bytes, key: str, value: str) -> bytes:
    """A YAML file with the text *value* for a key of its own level; a line that says so already stays as it is."""
    line = re.compile(
        rf"^{key}:[ \t]*(?P<value>[^\r\n]*?)[ \t]*(?P<end>[ \t]#[^\r\n]*)?(?=\r?$)".encode(), re.MULTILINE
    )
    found = line.search(content)
    if found and found["value"].decode("utf-8", "replace").strip("'\"") == value:
        return content
    plain = bool(re.fullmatch(r"[A-Za-z0-9][\w.-]*", value)) and not value.isdecimal()
    written = f"{key}: {value if plain else json.dumps(value, ensure_ascii=False)}".encode()
    if found:
        return content[: found.start()] + written + (found["end"] or b"") + content[found.end() :]
    return content.rstrip(b"\n") + b"\n" + written + b"\n" if value else content


def _new_yaml(source: Source) -> bytes:
    import yaml  # lazy: only an import of a new source writes YAML

    work = {variable: value for variable, value in source.csl.items() if variable != "id"}
    values: dict[str, Any] = {
        "csl": work,
        "rights": source.rights,
        "document": source.document,
        "document-digest": source.document_digest,
        "parts": [_part_values(part) for part in source.parts],
    }
    if source.tracked:
        values["tracked"] = source.tracked
    if source.perspective:
        values["perspective"] = source.perspective
    head = f"# {source.id}: written by 'briefgen import', then yours to edit; a later import keeps what stands here.\n"
    body: str = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=110)
    return (head + body).encode()


def _part_values(part: Part) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": part.id,
        "title": part.title,
        "translated-title": part.translated_title,
        "number": part.number,
        "group": part.group,
        "matter": part.matter,
        "perspective": part.perspective,
    }
    values = {name: value for name, value in values.items() if value != _DEFAULTS.get(name)}
    if part.authors:
        values["authors"] = [_name_values(name) for name in part.authors]
    if part.affiliations:
        values["affiliations"] = list(part.affiliations)
    if part.voice:
        values["voice"] = asdict(part.voice)
    return values


def _name_values(name: Name) -> dict[str, str]:
    return {field: value for field, value in asdict(name).items() if value}
