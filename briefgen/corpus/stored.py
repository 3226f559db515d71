"""What an import keeps of a document beside ``source.yaml``: passages, notes, flags as JSON Lines, works as CSL-JSON.

Programs write these files, but people and merges can harm them: every value is held against its type.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from briefgen.corpus.csl import csl_mistakes
from briefgen.corpus.sources import CslItem, Flag, Held, Mention, Note, Passage
from briefgen.diagnostics import Problems
from briefgen.errors import Place

ANEW = "run 'briefgen import' again for this source: it writes the file anew"
MEND = "take the line back as it was (from version control), or delete it and look at the record by yourself"

_CONTROLS = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\ud800-\\udfff\\ufffe\\uffff]")

Check = Callable[[Any], bool]


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _named(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _counts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_count, value))


def _spans(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(span, list) and len(span) == 2 and all(map(_count, span)) and span[0] <= span[1] for span in value
    )


def _one_of(*words: str) -> Check:
    return lambda value: isinstance(value, str) and value in words


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


_MENTION: dict[str, tuple[Check, bool]] = {
    "reference": (_named, True),
    "locator": (_text, False),
    "label": (_text, False),
    "prefix": (_text, False),
    "ibid": (_flag, False),
}


def _mentions(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(mention, dict) and not _wrong(mention, _MENTION) for mention in value
    )


_ANCHORED: dict[str, tuple[Check, bool]] = {
    "id": (_named, True),
    "source": (_named, False),
    "part": (_named, True),
    "number": (_count, True),
    "start": (_count, True),
    "end": (_count, True),
    "spans": (_spans, True),
    "digest": (_text, True),
    "figures": (_texts, False),
}
_PASSAGE = _ANCHORED | {
    "section": (_texts, True),
    "kind": (_one_of("paragraph", "list-item", "pull-quote", "table", "front-matter"), True),
    "fingerprint": (_text, True),
    "notes": (_counts, False),
    "repeats": (_text, False),
    "pages": (_text, False),
    "text": (_text, False),
}
_NOTE = _ANCHORED | {"mentions": (_mentions, False), "called_by": (_texts, False), "doubt": (_text, False)}


def _percent(value: Any) -> bool:
    return _count(value) and value <= 100


def _pairs(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(pair, list) and len(pair) == 2 and _texts(pair) for pair in value)


def _scores(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(pair, list) and len(pair) == 2 and _named(pair[0]) and _share(pair[1]) for pair in value
    )


def _share(value: Any) -> bool:
    return isinstance(value, float | int) and not isinstance(value, bool) and 0 <= value <= 1


_HELD: dict[str, tuple[Check, bool]] = {
    "digest": (_text, True),
    "fingerprint": (_text, False),
    "figures": (_texts, False),
}
_FLAG: dict[str, tuple[Check, bool]] = {
    "record": (_named, True),
    "wording": (_named, True),
    "held": (_named, True),
    "what": (_one_of("reworded", "gone", "split", "joined", "moved", "renumbered"), True),
    "before": (lambda value: isinstance(value, dict) and not _wrong(value, _HELD), True),
    "now": (_text, False),
    "percent": (_percent, False),
    "also": (_texts, False),
    "perhaps": (_scores, False),
    "figures": (_pairs, False),
    "confirmed": (_text, False),
}


def _wrong(found: Mapping[str, Any], wanted: Mapping[str, tuple[Check, bool]]) -> str:
    """What is wrong with an entry's keys, or nothing."""
    for key, value in found.items():
        if key not in wanted:
            return f"'{key[:40]}' is no key of it"
        if not wanted[key][0](value):
            return f"'{key}' has a wrong value"
    missing = [key for key, (_, needed) in wanted.items() if needed and key not in found]
    return f"'{missing[0]}' is missing" if missing else ""


def passages(content: bytes, file: str, source: str, problems: Problems) -> list[tuple[Passage, Place]]:
    """The passages in a ``passages.jsonl``, each with its line; what cannot be read goes into *problems*."""
    return [(_passage(found, source), place) for found, place in _lines(content, file, source, _PASSAGE, problems)]


def notes(content: bytes, file: str, source: str, problems: Problems) -> list[tuple[Note, Place]]:
    """The notes in a ``notes.jsonl``, each with its line; what cannot be read goes into *problems*."""
    return [(_note(found, source), place) for found, place in _lines(content, file, source, _NOTE, problems)]


def flags(content: bytes, file: str, source: str, problems: Problems) -> tuple[Flag, ...]:
    """The flags in a ``flags.jsonl``; what cannot be read goes into *problems*."""
    return tuple(_flag_of(found) for found, _ in _lines(content, file, source, _FLAG, problems, hint=MEND))


def references(content: bytes, file: str, problems: Problems) -> tuple[CslItem, ...]:
    """The works in a ``references.json``, a list of CSL-JSON with an id each; mistakes go into *problems*."""
    try:
        works = json.loads(content)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        problems.error("not valid JSON", place=Place(file, line, getattr(error, "colno", 1)), hint=ANEW)
        return ()
    if not isinstance(works, list):
        problems.error("a list of works is wanted here", place=Place(file, 1, 1), hint=ANEW)
        return ()
    sound: dict[str, CslItem] = {}
    for number, work in enumerate(works, start=1):
        name = work.get("id") if isinstance(work, dict) else None
        where = f"the work '{name}'" if isinstance(name, str) else f"work {number}"
        mistakes = csl_mistakes(work)
        if not mistakes and _unfit(work):
            mistakes = [("it holds control characters", ANEW)]
        if not mistakes and not (isinstance(name, str) and name):
            mistakes = [("it has no id", ANEW)]
        if not mistakes and name in sound:
            mistakes = [("another work has the same id", ANEW)]
        for message, hint in mistakes:
            problems.error(f"{where}: {message}", place=Place(file), hint=hint)
        if not mistakes:
            sound[str(name)] = work
    return tuple(sound.values())


def _unfit(value: Any) -> bool:
    """Whether text in a checked value holds what no document may: control characters, halves of surrogate pairs."""
    if isinstance(value, str):
        return bool(_CONTROLS.search(value))
    if isinstance(value, dict):
        return any(_unfit(one) for pair in value.items() for one in pair)
    return isinstance(value, list) and any(map(_unfit, value))


def _lines(
    content: bytes,
    file: str,
    source: str,
    wanted: Mapping[str, tuple[Check, bool]],
    problems: Problems,
    *,
    hint: str = ANEW,
) -> Iterator[tuple[dict[str, Any], Place]]:
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        place = Place(file, number, 1)
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            problems.error("this line is not valid JSON", place=place, hint=hint)
            continue
        wrong = _wrong(found, wanted) if isinstance(found, dict) else "it has no keys"
        if b"\\u" in line and not wrong and _unfit(found):
            wrong = "it holds control characters"
        if not wrong and found.get("source", source) != source:
            wrong = f"it belongs to the source '{found['source'][:40]}'"
        if wrong:
            problems.error(f"this line is damaged: {wrong}", place=place, hint=hint)
            continue
        yield found, place


def _passage(found: dict[str, Any], source: str) -> Passage:
    spans = tuple((start, end) for start, end in found["spans"])
    lists = {key: tuple(found.get(key, ())) for key in ("section", "notes", "figures")}
    values: dict[str, Any] = found | lists | {"source": source, "spans": spans}
    return Passage(**values)


def _note(found: dict[str, Any], source: str) -> Note:
    spans = tuple((start, end) for start, end in found["spans"])
    lists = {key: tuple(found.get(key, ())) for key in ("called_by", "figures")}
    mentions = tuple(Mention(**mention) for mention in found.get("mentions", ()))
    values: dict[str, Any] = found | lists | {"source": source, "spans": spans, "mentions": mentions}
    return Note(**values)


def _flag_of(found: dict[str, Any]) -> Flag:
    before = found["before"]
    values: dict[str, Any] = found | {
        "before": Held(**(before | {"figures": tuple(before.get("figures", ()))})),
        "also": tuple(found.get("also", ())),
        "perhaps": tuple((name, score) for name, score in found.get("perhaps", ())),
        "figures": tuple((before, after) for before, after in found.get("figures", ())),
    }
    return Flag(**values)
