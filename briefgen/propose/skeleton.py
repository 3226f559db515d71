"""Skeletons: records with everything filled in but the words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefgen.corpus.keyed import listed
from briefgen.corpus.records import TO_BE_WORDED, Corpus
from briefgen.propose.rank import Proposal

_NUMBERED = re.compile(r"(?P<stem>.*?)(?P<number>\d+)")
_PLAIN = re.compile(r"[A-Za-z][\w.-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A proposal with the topics and addressees that a person may confirm."""

    proposal: Proposal
    topics: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()


def skeletons(corpus: Corpus, source: str, part: str, suggestions: Sequence[Suggestion]) -> str:
    """A records file with a skeleton for each suggestion, all of one part, in their order.

    Ids go on where those of the part's records end; no id of the corpus is used again.
    """
    lines = [
        "# yaml-language-server: $schema=../../../schema/records.json",
        f"# Skeletons by 'briefgen propose': word what says {TO_BE_WORDED}, check the rest, delete what deserves no record.",
        "# Say it in your own words, whose view it is and how sure they are. Until then no brief uses them.",
        "",
        f"source: {_scalar(source)}",
        f"part: {_scalar(part)}",
        "",
        "records:",
    ]
    names = _fresh_ids(corpus, source, part, len(suggestions))
    for name, suggestion in zip(names, suggestions, strict=True):
        lines += _skeleton(corpus, name, suggestion)
    return "\n".join(lines) + "\n"


def _skeleton(corpus: Corpus, name: str, suggestion: Suggestion) -> list[str]:
    proposal = suggestion.proposal
    passage = proposal.passage
    part = corpus.part(passage.source, passage.part)
    perspective = part.perspective or corpus.sources[passage.source].perspective
    section = " › ".join(passage.section)
    lines = [f"  # {'; '.join(proposal.reasons) or 'nothing stands out'}"]
    lines += [f"  # section: {_comment(section)}"] if section else []
    lines += [f"  # figures: {_comment(listed(passage.figures, len(passage.figures)))}"] if passage.figures else []
    lines += [f"  # rest on it already: {', '.join(proposal.records)}"] if proposal.records else []
    lines += [f"  - id: {_scalar(name)}", f"    kind: {proposal.kind}"]
    lines += ["    claim: assessment"] if proposal.kind == "finding" else []
    lines += [f"    headline: {TO_BE_WORDED}", f"    text: {TO_BE_WORDED}"]
    if proposal.kind == "recommendation":
        lines += [f"    action: {TO_BE_WORDED}", f"    addressees: {_flow(suggestion.addressees)}"]
    lines += [f"    topics: {_flow(suggestion.topics or (TO_BE_WORDED,))}"]
    lines += [f"    perspective: {_scalar(perspective)}"] if perspective else []
    lines += ["    evidence:", f"      - passages: {_flow((passage.id,))}"]
    lines += [f"        notes: [{', '.join(map(str, passage.notes))}]"] if passage.notes else []
    return [*lines, ""]


def _fresh_ids(corpus: Corpus, source: str, part: str, number: int) -> list[str]:
    """Ids after the highest one of the part's records, with their stem and width; else the part's id and 01."""
    used = {*corpus.records, *corpus.skeletons}
    every = (*corpus.records.values(), *corpus.skeletons.values())
    own = [record.id for record in every if (record.source, record.part) == (source, part)]
    found = [match for name in own if (match := _NUMBERED.fullmatch(name))]
    highest = max(found, key=lambda match: int(match["number"]), default=None)
    stem, width = (highest["stem"], len(highest["number"])) if highest else (f"{part}-", 2)
    count = int(highest["number"]) if highest else 0
    names: list[str] = []
    while len(names) < number:
        count += 1
        name = f"{stem}{count:0{width}}"
        if name not in used:
            names.append(name)
    return names


def _flow(values: Iterable[str]) -> str:
    return f"[{', '.join(map(_scalar, values))}]"


def _scalar(text: str) -> str:
    """*text* as a YAML scalar on one line: plain where that is safe, else as JSON writes it, which YAML reads."""
    risky = text.lower() in {"true", "false", "null", "yes", "no", "on", "off"}
    return text if _PLAIN.fullmatch(text) and not risky else json.dumps(text, ensure_ascii=False)


def _comment(text: str) -> str:
    return " ".join(text.split())


def by_part(suggestions: Iterable[Suggestion]) -> Mapping[str, tuple[Suggestion, ...]]:
    """Suggestions by part, in the order of their passages in the document."""
    parts: dict[str, list[Suggestion]] = {}
    for suggestion in suggestions:
        parts.setdefault(suggestion.proposal.passage.part, []).append(suggestion)
    return {
        part: tuple(sorted(found, key=lambda one: (one.proposal.passage.start, one.proposal.passage.id)))
        for part, found in parts.items()
    }
