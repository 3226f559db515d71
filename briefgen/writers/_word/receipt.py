"""The receipt that travels in the file: a custom XML part with what each block was made from.

Namespace ``urn:briefgen:receipt:1``::

    <receipt brief="…" build="…" as-of="2025-12-05" language="en-GB" writer="2">
      <blocks><block id="…" bookmark="_bg_…" kind="paragraph" within="…" records="a b" notes="3" digest="…"/></blocks>
      <notes><note number="1" digest="…" records="a"/></notes>
      <records><record id="…" digest="…"><evidence passage="…"/></record></records>
    </receipt>

A redline adds ``<redline>`` to it (:mod:`briefgen.redline.remembered`): its comments by digest, and how it was signed.
``build`` is the SHA-256 of the whole brief: it tells which build a copy came from. A block's digest is the SHA-256 of its text as Word shows it, without note marks (:func:`reading.text_of` reads that
back); blocks that only hold others have none. Word and LibreOffice keep such a part as it is.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping

from briefgen.brief import Brief, Cite
from briefgen.walk import cites
from briefgen.writers._word.outline import BlockEntry, entries, said
from briefgen.writers._word.xml import NAMESPACES, Element, clean, element, serialise


def digest_of(text: str) -> str:
    """SHA-256 of a text, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def receipt(brief: Brief, bookmarks: Mapping[str, str], version: int) -> bytes:
    """The custom XML part. *bookmarks* are names by block id, *version* is the writer's."""
    blocks = [_block(entry, bookmarks[entry.id]) for entry in entries(brief.blocks)]
    build = digest_of(repr(brief))
    about = {
        "brief": brief.id,
        "build": build,
        "as-of": brief.as_of,
        "language": brief.language,
        "writer": str(version),
    }
    parts = [
        element("b:blocks", None, blocks),
        element("b:notes", None, _notes(brief)),
        element("b:records", None, _records(brief)),
    ]
    return serialise(element("b:receipt", {key: clean(said) for key, said in about.items()}, parts))


def _block(entry: BlockEntry, bookmark: str) -> Element:
    attributes = {"id": entry.id, "bookmark": bookmark, "kind": entry.kind}
    if entry.within:
        attributes["within"] = entry.within
    if entry.records:
        attributes["records"] = clean(" ".join(entry.records))
    if entry.notes:
        attributes["notes"] = " ".join(map(str, entry.notes))
    if entry.text or entry.kind in {"paragraph", "heading"}:
        attributes["digest"] = digest_of(entry.text)
    return element("b:block", attributes)


def _notes(brief: Brief) -> list[Element]:
    records: dict[int, Cite] = {}
    for cite in cites(brief.blocks):
        records.setdefault(cite.note, cite)
    made: list[Element] = []
    for note in brief.notes:
        attributes = {"number": str(note.number), "digest": digest_of(said(note.inlines))}
        if note.number in records and records[note.number].records:
            attributes["records"] = clean(" ".join(records[note.number].records))
        made.append(element("b:note", attributes))
    return made


def _records(brief: Brief) -> list[Element]:
    return [
        element(
            "b:record",
            {"id": clean(trace.id), "digest": clean(trace.digest)},
            [element("b:evidence", {"passage": clean(passage)}) for passage in trace.evidence],
        )
        for trace in brief.traces
    ]


def properties(brief: Brief) -> bytes:
    """The properties part: an id of its own, the same for a brief in every build, and the part's namespace."""
    identifier = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{NAMESPACES['b']}:{brief.id}")).upper()
    schema = element("ds:schemaRefs", None, [element("ds:schemaRef", {"ds:uri": NAMESPACES["b"]})])
    return serialise(element("ds:datastoreItem", {"ds:itemID": f"{{{identifier}}}"}, [schema]))
