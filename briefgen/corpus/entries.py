"""The corpus's nouns out of the plain values of its YAML files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from briefgen.corpus.csl import issued
from briefgen.corpus.places import position
from briefgen.corpus.records import (
    Addressee,
    Audience,
    Evidence,
    KeyFigure,
    Link,
    LinkKind,
    Perspective,
    Record,
    Topic,
)
from briefgen.corpus.sources import CslItem, Name, Note, Part, Passage, Source, Voice
from briefgen.errors import Place

#: An entry of a YAML file as :mod:`briefgen.corpus.shapes` reads it.
Entry = Mapping[str, Any]

_LINK_KINDS: tuple[LinkKind, ...] = ("supports", "contradicts", "updates")


def place_of(file: str, entry: Entry, path: str = "") -> Place:
    """Where a value of a placed entry stands, or else what it would stand in."""
    line, column = position(entry["places"], path) or entry["place"]
    return Place(file, line, column)


def _given(entry: Entry) -> dict[str, Any]:
    """The entry's own values, lists as tuples."""
    return {
        key: tuple(value) if isinstance(value, list | tuple) else value
        for key, value in entry.items()
        if key not in ("place", "places")
    }


def topic(entry: Entry) -> Topic:
    """A term out of corpus/topics.yaml."""
    return Topic(place=place_of("corpus/topics.yaml", entry), **_given(entry))


def perspective(entry: Entry) -> Perspective:
    """A perspective out of corpus/perspectives.yaml."""
    return Perspective(**_given(entry))


def addressee(entry: Entry) -> Addressee:
    """An addressee out of corpus/addressees.yaml."""
    return Addressee(**_given(entry))


def audience(entry: Entry) -> Audience:
    """An audience out of corpus/audiences.yaml."""
    return Audience(**_given(entry))


def source(
    name: str,
    entry: Entry,
    passages: Sequence[Passage],
    notes: Sequence[Note],
    references: Sequence[CslItem],
) -> Source:
    """A source out of its ``source.yaml`` and what an import kept; the work's CSL id is the source's own."""
    given = _given(entry)
    given["csl"] = dict(given["csl"]) | {"id": name}
    given["parts"] = tuple(_part(part) for part in given["parts"])
    return Source(id=name, passages=tuple(passages), notes=tuple(notes), references=tuple(references), **given)


def _part(entry: Entry) -> Part:
    given = _given(entry)
    given["authors"] = tuple(Name(**author) for author in given.get("authors", ()))
    if "voice" in given:
        given["voice"] = Voice(**given["voice"])
    return Part(**given)


def record(file: str, heading: Entry, entry: Entry, sources: Mapping[str, Source]) -> Record:
    """A record out of its entry; perspective and date fall back to its part's and its source's."""
    given = _given(entry)
    of = sources.get(heading["source"])
    if "perspective" not in given:
        given["perspective"] = _perspective(of, heading["part"])
    if "date" not in given:
        given["date"] = issued(of.csl) if of else ""
    if "figure" in given:
        given["figure"] = KeyFigure(**given["figure"])
    given["evidence"] = tuple(_evidence(heading, evidence) for evidence in given.get("evidence", ()))
    given["links"] = tuple(_links(given.get("links", {})))
    return Record(
        source=heading["source"],
        part=heading["part"],
        place=Place(file, *entry["place"]),
        places=entry["places"],
        **given,
    )


def _perspective(of: Source | None, part: str) -> str:
    if of is None:
        return ""
    own = [candidate.perspective for candidate in of.parts if candidate.id == part and candidate.perspective]
    return own[0] if own else of.perspective


def _evidence(heading: Entry, entry: Entry) -> Evidence:
    return Evidence(
        source=entry.get("source", heading["source"]),
        part=entry.get("part", heading["part"]),
        passages=tuple(entry["passages"]),
        notes=tuple(entry.get("notes", ())),
    )


def _links(entry: Entry) -> list[Link]:
    found: list[Link] = []
    for kind in _LINK_KINDS:
        for link in entry.get(kind, ()):
            given = {"record": link} if isinstance(link, str) else link
            found.append(Link(kind=kind, **given))
    return found
