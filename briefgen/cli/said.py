"""Nouns of the corpus as ``--json`` prints them; docs/commands.md names each key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.corpus.flags import is_note, open_flags, states, why
from briefgen.corpus.records import Corpus, Evidence, Record
from briefgen.corpus.sources import Flag, Note, Passage
from briefgen.select.selection import Choice


def passage(one: Passage, text: str | None) -> dict[str, Any]:
    """A passage; ``text`` only where it is known."""
    said: dict[str, Any] = {
        "id": one.id,
        "part": one.part,
        "section": list(one.section),
        "number": one.number,
        "kind": one.kind,
        "start": one.start,
        "end": one.end,
        "spans": [list(span) for span in one.spans],
        "notes": list(one.notes),
        "figures": list(one.figures),
        "repeats": one.repeats,
        "pages": one.pages,
    }
    return said if text is None else said | {"text": text}


def note(one: Note, raw: str | None, references: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """A note with the works it cites, each as CSL-JSON with what the note says of it; ``raw`` only where known."""
    cited = [
        {
            **references.get(mention.reference, {"id": mention.reference}),
            "locator": mention.locator,
            "label": mention.label,
            "prefix": mention.prefix,
            "ibid": mention.ibid,
        }
        for mention in one.mentions
    ]
    said: dict[str, Any] = {
        "id": one.id,
        "part": one.part,
        "number": one.number,
        "start": one.start,
        "end": one.end,
        "references": cited,
        "called_by": list(one.called_by),
        "doubt": one.doubt,
    }
    return said if raw is None else said | {"raw": raw}


def record(one: Record, corpus: Corpus) -> dict[str, Any]:
    """A record with the voice put in, its perspective's region and where each piece of evidence stands."""
    perspective = corpus.perspectives.get(one.perspective)
    figure = one.figure
    return {
        "id": one.id,
        "kind": one.kind,
        "claim": one.claim,
        "headline": one.headline,
        "text": voiced(one, corpus),
        "topics": list(one.topics),
        "actors": list(one.actors),
        "perspective": one.perspective,
        "region": perspective.region if perspective else "",
        "date": one.date,
        "addressees": list(one.addressees),
        "action": one.action,
        "evidence": [found for piece in one.evidence for found in _evidence(piece, corpus)],
        "links": [{"kind": link.kind, "record": link.record, "question": link.question} for link in one.links],
        "figure": {"value": figure.value, "label": figure.label, "date": figure.date} if figure else None,
        "flags": [flag(each, one) for each in open_flags(corpus, one)],
    }


def flag(one: Flag, of: Record) -> dict[str, Any]:
    """A flag, with its reason as a sentence's end, and which of the figures that went the record states."""
    return {
        "record": one.record,
        "held": one.held,
        "kind": "note" if is_note(one.held) else "passage",
        "what": one.what,
        "percent": one.percent,
        "also": list(one.also),
        "perhaps": [{"passage": name, "score": score} for name, score in one.perhaps],
        "figures": [
            {"before": before, "now": after, "stated": bool(before) and states(of, before)}
            for before, after in one.figures
        ],
        "why": why(one, of),
    }


def voiced(one: Record, corpus: Corpus) -> str:
    """The record's text with its part's authors as the subject."""
    voice = corpus.part(one.source, one.part).voice
    return one.text.replace("{voice}", voice.first) if voice else one.text


def choice(one: Choice, corpus: Corpus) -> dict[str, Any]:
    """A choice with its reasons, and the record's evidence."""
    return {
        "id": one.record.id,
        "kind": one.record.kind,
        "headline": one.record.headline,
        "rank": one.rank,
        "score": round(one.score, 6),
        "reasons": [
            {"criterion": reason.criterion, "sentence": reason.sentence, "points": round(reason.points, 6)}
            for reason in one.reasons
        ],
        "evidence": [found for piece in one.record.evidence for found in _evidence(piece, corpus)],
        "flags": [flag(each, one.record) for each in open_flags(corpus, one.record)],
    }


def _evidence(piece: Evidence, corpus: Corpus) -> list[dict[str, Any]]:
    """One entry per passage; the notes are those of the whole piece of evidence."""
    found: list[dict[str, Any]] = []
    for name in piece.passages:
        stands = corpus.passage(piece.source, name)
        found.append(
            {
                "source": piece.source,
                "part": piece.part,
                "passage": name,
                "start": stands.start,
                "end": stands.end,
                "notes": list(piece.notes),
            }
        )
    return found
