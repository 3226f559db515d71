"""Why a block of a brief changed, in people's words: the record, the source, the config or the template behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from briefgen.build.desk.observe import MISSING, Observation
from briefgen.build.differences.state import Said, State
from briefgen.build.history.kept import Reasoned, Used

#: What is said of a record whose fields changed, besides its wording.
_WORDING = frozenset({"headline", "text", "action"})
_SAID = {
    "kind": "is of another kind",
    "topics": "is about other topics",
    "evidence": "rests on other evidence",
    "date": "has another date",
    "perspective": "speaks for another perspective",
    "claim": "makes another kind of claim",
    "actors": "names other actors",
    "addressees": "is addressed to others",
    "figure": "has another key figure",
    "links": "is linked otherwise",
    "source": "stands in another source",
    "part": "stands in another part of its source",
}

#: Which of the config's keys words the blocks of a role.
_ROLES = {
    "title": ("title",),
    "standfirst": ("answer", "question"),
    "key-message": ("key-messages",),
    "body": ("context", "disagreements"),
    "heading": ("sections", "title"),
    "caption": ("disagreements",),
    "facts": ("audience", "as-of", "author"),
    "colophon": ("select", "audience", "as-of"),
    "figure-value": ("figures",),
    "figure-label": ("figures",),
}
_SENTENCES = ("title", "short-title", "question", "answer", "context", "key-messages", "disagreements", "sections")
#: Which of the config's keys say how works are cited.
_OF_NOTES = ("citations", "notes", "language")
_SOURCE_FILE = re.compile(r"corpus/sources/([^/]+)/")
_MOST = 3
#: Whose words count what the brief is made of.
_COUNTS = ("facts", "colophon")
#: A record that a sentence of the selection names: its headline, and its id.
_NAMED = re.compile(r"'.*' \((\S+)\)")

#: How a cause is worded: as ``diff`` does, with headlines for readers who know no ids, or in the fewest words.
Manner = Literal["plain", "headlines", "brief"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """A record that came in, went out, or changed; ``why`` says it in people's words, ``chosen`` what it was chosen by.

    ``how`` says what happened to it: ``came in``, ``went out``, or of a changed one ``reworded``, ``rests on other
    evidence`` …. ``full`` is ``why`` with all that the selection says.
    """

    id: str
    kind: str
    what: Literal["in", "out", "changed"]
    headline: str
    why: str
    how: str
    full: str
    chosen: str = ""

    def __str__(self) -> str:
        return self.why


def chosen_by(reasons: Sequence[Reasoned]) -> str:
    """What a record was chosen by, as a short phrase: the first of its reasons that says it, or an empty text."""
    for reason in reasons:
        match reason.criterion:
            case "pin":
                return "pinned by the config"
            case "named":
                return "the config rests a statement on it"
            case "topic" if reason.subject:
                return f"chosen by topic {reason.subject}"
            case "words":
                return "chosen by its words"
            case _:
                pass
    return ""


def how_changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """What changed in a record, as half a sentence after its name; empty where nothing did."""
    fields = [name for name in new if old.get(name) != new[name]]
    said = ["reworded"] if _WORDING.intersection(fields) else []
    said += [_SAID[name] for name in _SAID if name in fields]
    return " and ".join(said or ["changed"]) if fields else ""


class Grounds(Protocol):
    """What a build was made from, without what it said."""

    @property
    def records(self) -> Mapping[str, Used]: ...
    @property
    def missed(self) -> Mapping[str, tuple[Reasoned, ...]]: ...
    @property
    def asked(self) -> Mapping[str, str]: ...


def record_changes(before: Grounds, after: Grounds) -> tuple[RecordChange, ...]:
    """The records that came in, went out or changed, by id."""
    changes = (_change(record, before, after) for record in sorted({*before.records, *after.records}))
    return tuple(change for change in changes if change is not None)


def _change(record: str, before: Grounds, after: Grounds) -> RecordChange | None:
    was, now = before.records.get(record), after.records.get(record)
    used = now or was
    if used is None:
        return None
    kind, headline = str(used.said.get("kind", "record")), str(used.said.get("headline", ""))
    chosen = chosen_by(used.reasons)
    behind = f" ({chosen})" if chosen else ""

    def change(what: Literal["in", "out", "changed"], how: str, why: str, full: str) -> RecordChange:
        said = f"{kind} {record} {how}"
        return RecordChange(
            id=record, kind=kind, what=what, headline=headline, why=said + why, how=how, full=said + full, chosen=chosen
        )

    if was is None:
        return change("in", "came in", behind, f"{behind}{_before(record, before)}")
    if now is None:
        against = _against(record, after)
        return change("out", "went out", f": {_shortly(against)}", f": {against}")
    how = " and ".join(filter(None, (how_changed(was.said, now.said), _aside(was, now))))
    if _override(record, before) != _override(record, after):
        how = how.replace("reworded", "reworded in the config's overrides", 1)
    return change("changed", how, behind, behind) if how else None


def _override(record: str, grounds: Grounds) -> str:
    """The config's other words for a record, as one text."""
    return grounds.asked.get(f"overrides.{record}", "")


def _aside(was: Used, now: Used) -> str:
    if was.aside == now.aside:
        return ""
    return "has no paragraph of its own any more" if now.aside else "has a paragraph of its own now"


def _before(record: str, before: Grounds) -> str:
    reasons = before.missed.get(record, ())
    return f"; before: {reasons[0].sentence}" if reasons else ""


def _against(record: str, after: Grounds) -> str:
    reasons = after.missed.get(record, ())
    return reasons[0].sentence if reasons else "it is not chosen any more"


def _shortly(sentence: str) -> str:
    """A sentence of the selection without what the records say that it names, and without what is behind those."""
    return _NAMED.sub(r"\1", sentence).partition(", which is in ")[0]


def config_changes(before: Grounds, after: Grounds) -> tuple[str, ...]:
    """What changed in the config, one sentence for each of its keys."""
    return tuple(map(_config, _asked(before.asked, after.asked)))


class Causes:
    """The cause of each block's change between two states."""

    def __init__(self, before: State, after: State, manner: Manner = "plain") -> None:
        self._changes = record_changes(before, after)
        self._records = {change.id: _worded(change, manner) for change in self._changes}
        self._used: dict[str, Used] = {**before.records, **after.records}
        self._asked = _asked(before.asked, after.asked)
        self._files = tuple(_files(before.observed, after.observed))
        self._program = before.program != after.program

    def of(self, was: Said | None, now: Said | None) -> str:
        """Why a block changed, came (*was* is None) or went (*now* is None)."""
        sides = [side for side in (now, was) if side is not None]
        records = dict.fromkeys(record for side in sides for record in side.records)
        of_records = [self._records[record] for record in records if record in self._records]
        of_config = self._of_config(sides[0])
        found = of_config or of_records if self._is_authored(sides[0]) else of_records or of_config
        if sides[0].kind == "reference":
            found = self._of_reference(sides[0])
        if sides[0].kind in _COUNTS:
            found = [*of_config, *self._counted()]
        found = found or self._of_sources(sides)
        return _list_sentences(found) if found else self._rest()

    def of_note(self, was: Said, now: Said) -> str:
        """Why a statement's note cites the same works in other words."""
        found = self._of_sources((now, was)) + [_config(key) for key in self._asked if key in _OF_NOTES]
        return _list_sentences(found) if found else "what is cited before it changed"

    def of_order(self) -> str:
        """Why blocks stand elsewhere."""
        keys = [key for key in self._asked if key in ("sections", "key-messages", "select", "audience", "context")]
        found = [_config(key) for key in keys] or list(self._records.values())
        return _list_sentences(found) if found else self._rest()

    def _is_authored(self, said: Said) -> bool:
        """Whether the config's author wrote the block's words, and no record's headline or text is in it."""
        if said.kind == "key-message":
            used = (self._used[record].said for record in said.records if record in self._used)
            return not any(str(one.get("headline")) in said.text for one in used)
        return said.kind in ("title", "standfirst", "heading", "caption", "facts") or said.id.startswith("context")

    def _of_config(self, said: Said) -> list[str]:
        keys = [key for key in self._asked if key in _ROLES.get(said.kind, ())]
        return [_config(key) for key in keys]

    def _of_reference(self, said: Said) -> list[str]:
        """Why an entry of the list of sources changed: its source did, or what cites it came, went or changed."""
        changed = [
            how for path, how in self._files if (source := _SOURCE_FILE.match(path)) and _is_of(said.id, source[1])
        ]
        return (
            changed
            or [how for record, how in self._records.items() if self._stands_in(record, said.id)]
            or self._counted()
        )

    def _stands_in(self, record: str, entry: str) -> bool:
        """Whether a record stands in the source, or the part of one, that an entry of the list of sources is."""
        of = self._used[record].said if record in self._used else {}
        source, part = str(of.get("source", "")), str(of.get("part", ""))
        return entry in (f"ref-{source}", f"ref-{source}-{part}")

    def _counted(self) -> list[str]:
        """How many records came in and went out: "3 findings came in", "1 recommendation went out"."""
        numbers = Counter((change.how, change.kind) for change in self._changes if change.what != "changed")
        return [
            f"{' and '.join(_number(numbers[how, kind], kind) for kind in kinds)} {how}"
            for how in ("came in", "went out")
            if (kinds := sorted(kind for one, kind in numbers if one == how))
        ]

    def _of_sources(self, sides: Iterable[Said]) -> list[str]:
        cited = {
            source
            for side in sides
            for citation in side.cited
            for item in citation.items
            for source in (item.reference.partition("/")[0], *(one.partition(":")[0] for one in item.passages))
        }
        cited |= {
            str(self._used[record].said.get("source"))
            for side in sides
            for record in side.records
            if record in self._used
        }
        changed = dict.fromkeys(found[1] for path, _ in self._files if (found := _SOURCE_FILE.match(path)) is not None)
        return [f"the source {source} changed" for source in changed if source in cited]

    def _rest(self) -> str:
        """What else changed, from the nearest to the furthest, where a block itself tells nothing."""
        found = [_config(key) for key in self._asked]
        found += [how for path, how in self._files if not path.startswith(("corpus/records/", "configs/"))]
        found += list(self._records.values())
        if not found:
            found = [how for path, how in self._files if not path.startswith("configs/") or path == "configs/desk.yaml"]
        if not found and self._program:
            found = ["briefgen itself changed"]
        return _list_sentences(found) if found else "its place in the brief changed"


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _worded(change: RecordChange, manner: Manner) -> str:
    match manner:
        case "plain":
            return change.why
        case "headlines":
            return _with_headline(change)
        case "brief":
            return f"{change.kind} {change.id} {change.how}"


def _with_headline(change: RecordChange) -> str:
    """Why a record came, went or changed, with what it says."""
    named = f"{change.kind} “{change.headline}” ({change.id})"
    return change.why.replace(f"{change.kind} {change.id}", named, 1) if change.headline else change.why


def _is_of(entry: str, source: str) -> bool:
    return entry == f"ref-{source}" or entry.startswith(f"ref-{source}-")


def _asked(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """The config's keys whose values differ, in the config's order: ``context`` for ``context.2``.

    A key that the earlier briefgen did not note is left out.
    """
    paths = [path for path in dict.fromkeys((*after, *before)) if path in before or "." in path]
    return tuple(dict.fromkeys(path.partition(".")[0] for path in paths if before.get(path) != after.get(path)))


def _config(key: str) -> str:
    """A change of one of the config's keys, as a sentence."""
    named = {"key-messages": "key messages", "sections": "sections", "disagreements": "disagreements",
             "context": "context", "short-title": "short title"}.get(key, key)  # fmt: skip
    if key == "select":
        return "the config selects by other criteria"
    return f"the config's {named} {'was' if key not in _PLURAL else 'were'} {'rewritten' if key in _SENTENCES else 'changed'}"


_PLURAL = frozenset(
    {"key-messages", "sections", "disagreements", "citations", "figures", "options", "notes", "overrides"}
)


def _files(before: Sequence[Observation], after: Sequence[Observation]) -> Iterator[tuple[str, str]]:
    """Files and documents that differ between two builds, with that as a sentence."""
    old = {(one.kind, one.name): one.seen for one in before if one.kind in ("file", "document")}
    new = {(one.kind, one.name): one.seen for one in after if one.kind in ("file", "document")}
    for key in sorted({*old, *new}):
        if old.get(key, MISSING) == new.get(key, MISSING):
            continue
        path = key[1].partition("\n")[0]
        source = _SOURCE_FILE.match(path)
        what = f"the source {source[1]}" if source else path
        yield (
            path,
            f"{what} {'is gone' if new.get(key, MISSING) == MISSING else 'is new' if key not in old else 'changed'}",
        )


def _list_sentences(found: Sequence[str]) -> str:
    once = list(dict.fromkeys(found))
    more = len(once) - _MOST
    return "; ".join(once[:_MOST]) + (f"; and {more} more" if more > 0 else "")
