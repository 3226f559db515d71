"""Records flagged because what they rest on changed, until a person confirms or edits them.

``corpus/sources/<id>/flags.jsonl`` has a line for each record and passage (or note) of that source. A flag stands as
long as the record reads as it did when it was set and nobody confirmed it against what the passage says now.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import blake2b
from typing import Any

from briefgen.corpus.figures import claimed, stands
from briefgen.corpus.keyed import in_words
from briefgen.corpus.records import Corpus, Record
from briefgen.corpus.sources import Flag
from briefgen.errors import Problem

#: What stands for the digest of what is gone where a person confirmed that.
GONE = "gone"


def wording(record: Record) -> str:
    """Digest of what a person stands by: headline, text, action, figure and evidence; 16 bytes, hexadecimal.

    Topics, links and the rest may change without anybody looking at the evidence again.
    """
    figure = asdict(record.figure) if record.figure else None
    evidence = [[one.source, one.part, one.passages, one.notes] for one in record.evidence]
    said: list[Any] = [record.headline, record.text, record.action, figure, evidence]
    return blake2b(json.dumps(said, ensure_ascii=False).encode(), digest_size=16).hexdigest()


def stands_open(flag: Flag, record: Record) -> bool:
    """Whether a flag still waits for a person: the record was neither edited nor confirmed since."""
    return flag.confirmed != (flag.now or GONE) and flag.wording == wording(record)


def open_flags(corpus: Corpus, record: Record) -> tuple[Flag, ...]:
    """The flags on a record that wait for a person, in the order of its evidence; none where it is sound."""
    found: list[Flag] = []
    for source in dict.fromkeys(evidence.source for evidence in record.evidence):
        flags = corpus.flags_of(source).get(record.id, ())
        found += (flag for flag in flags if stands_open(flag, record))
    return tuple(found)


def flagged(corpus: Corpus) -> Iterator[tuple[Record, tuple[Flag, ...]]]:
    """Every flagged record with its flags, in the order of the corpus."""
    for record in corpus.records.values():
        flags = open_flags(corpus, record)
        if flags:
            yield record, flags


def why(flag: Flag, record: Record) -> str:
    """Why a record is flagged, as the end of a sentence: ``passage c1.p04 was reworded (about 12 percent) …``."""
    return f"{_subject(flag)} {_became(flag)}{_figures(flag, record)}"


def flag_problems(corpus: Corpus) -> tuple[Problem, ...]:
    """A warning for each flagged record, with its place and what to do."""
    return tuple(
        Problem(
            message=f"{record.id} is flagged, for what it rests on changed: {'; '.join(why(one, record) for one in flags)}",
            hint=f"look at what it says now, then edit the record, or run 'briefgen confirm {record.id}'",
            place=record.place,
            severity="warning",
        )
        for record, flags in flagged(corpus)
    )


def lost(corpus: Corpus, record: Record) -> tuple[str, ...]:
    """What a record rests on though its source has it no more, and no flag waits: ids, in the order of its evidence."""
    waiting = {flag.held for flag in open_flags(corpus, record)}
    found: list[str] = []
    for one in record.evidence:
        known = corpus.index(one.source)
        notes = (known.notes[one.part, number].id for number in one.notes if (one.part, number) in known.notes)
        found += (held for held in (*one.passages, *notes) if held in known.gone and held not in waiting)
    return tuple(dict.fromkeys(found))


def lost_problems(corpus: Corpus) -> tuple[Problem, ...]:
    """A warning for each record that a person let stand on what is gone from its source."""
    return tuple(
        Problem(
            message=f"{record.id} rests on {' and '.join(map(_called, held))}, gone from its source since",
            hint="name in its evidence what says it now, or leave the record out",
            place=record.place,
            severity="warning",
        )
        for record in corpus.records.values()
        if (held := lost(corpus, record))
    )


def _subject(flag: Flag) -> str:
    return _called(flag.held)


def _called(held: str) -> str:
    return f"{'note' if is_note(held) else 'passage'} {held}"


def is_note(held: str) -> bool:
    """Whether an id is that of a note (``ch01.n12``)."""
    return held.rpartition(".")[2].startswith("n")


def _became(flag: Flag) -> str:
    also = ", ".join(flag.also)
    match flag.what:
        case "reworded":
            return "was reworded" if is_note(flag.held) else f"was reworded ({about(flag.percent)})"
        case "split":
            return f"was split; more of it stands in {also}"
        case "joined":
            return f"was joined with {also}"
        case "moved":
            return "was moved to another part, with other authors perhaps"
        case "renumbered":
            return f"is {also} now"
        case "gone":
            perhaps = ", ".join(f"{name} ({score:.2f} alike)" for name, score in flag.perhaps)
            return f"is gone; it may be {perhaps} now" if perhaps else "is gone"


def about(percent: int) -> str:
    """How much of a passage's words changed, in words."""
    return f"about {percent} percent of its words" if percent else "less than 1 percent of its words"


def _figures(flag: Flag, record: Record) -> str:
    """The figures that changed, and those of them that the record states."""
    said = "".join(f"; {change(before, after)}" for before, after in flag.figures)
    stated = [in_words(before) for before, _ in flag.figures if before and states(record, before)]
    return said + (f" (the record states {', '.join(stated)})" if stated else "")


def change(before: str, after: str) -> str:
    """A figure that changed: ``USD 300 million → USD 320 million``."""
    if before and after:
        return f"{in_words(before)} → {in_words(after)}"
    return f"{in_words(before)} is gone" if before else f"{in_words(after)} is new"


def states(record: Record, key: str) -> bool:
    """Whether a record states a figure, given by its key."""
    figure = record.figure
    texts = [
        record.headline,
        record.text,
        record.action,
        *((figure.value, figure.label, figure.date) if figure else ()),
    ]
    return any(stands(one, {key}) for text in texts for one in claimed(text))
