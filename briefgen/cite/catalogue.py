"""Every work that can be cited, by key, and the citation that a record's evidence calls for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefgen.brief import CitationItem, Cite
from briefgen.cite.casing import spoken
from briefgen.cite.words import Words, words
from briefgen.corpus.records import Corpus, Evidence, Record
from briefgen.corpus.sources import CslItem, Name, Part, Passage, Source

#: What a chapter takes over from the volume it stands in (CSL 1.0.2, Appendix IV), beside the fields renamed below.
_INHERITED = (
    "editor",
    "issued",
    "publisher",
    "publisher-place",
    "ISBN",
    "collection-title",
    "collection-number",
    "language",
    "URL",
    "DOI",
    "accessed",
    "volume",
    "edition",
)

#: A passage stands on at most so many pages; of a longer range the end is cut off.
MOST_PAGES = 999

#: A section's number before its title: ``3.`` or ``2.1``.
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})+|\d{1,2}(?=\.))\.?\s")


def catalogue(corpus: Corpus) -> dict[str, CslItem]:
    """Every citable thing as CSL-JSON, by key, each with its key as ``id``.

    A source's part has the key ``source:part``, a work that a source cites ``source/reference``. A part of a source
    with several parts is a chapter of it; the only part is the source itself.
    """
    works: dict[str, CslItem] = {}
    for source in corpus.sources.values():
        for part in source.parts:
            key = part_key(source.id, part.id)
            works[key] = _work(source, part, key)
        for reference in source.references:
            key = reference_key(source.id, str(reference["id"]))
            works[key] = {**reference, "id": key}
    return works


def part_key(source: str, part: str) -> str:
    """The key of a source's part."""
    return f"{source}:{part}"


def is_part(key: str) -> bool:
    """Whether a reference key names a part of a source, and not a work that a source cites."""
    return ":" in key and "/" not in key


def reference_key(source: str, reference: str) -> str:
    """The key of a work that a source cites."""
    return f"{source}/{reference}"


def _work(source: Source, part: Part, key: str) -> CslItem:
    alone = sum(other.matter == "body" for other in source.parts) <= 1
    if alone and part.matter == "body":
        authors = {} if "author" in source.csl or not part.authors else {"author": _names(part.authors)}
        return {**source.csl, **authors, "id": key}
    chapter: dict[str, Any] = {name: source.csl[name] for name in _INHERITED if name in source.csl}
    chapter |= {"id": key, "type": "chapter", "title": part.title}
    if part.authors:
        chapter["author"] = _names(part.authors)
    if "title" in source.csl:
        chapter["container-title"] = source.csl["title"]
    if part.number:
        chapter["chapter-number"] = part.number
    if part.translated_title:
        chapter["translated-title"] = part.translated_title
    return chapter


def _names(names: Iterable[Name]) -> list[dict[str, str]]:
    """Names as CSL-JSON: an institution is literal, an empty field is left out."""
    named: list[dict[str, str]] = []
    for name in names:
        fields = {"literal": name.literal} if name.literal else _person(name)
        named.append({field: value for field, value in fields.items() if value})
    return named


def _person(name: Name) -> dict[str, str]:
    return {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }


@dataclass(slots=True)
class _Gathered:
    """One part of a source as the records at hand use it: passages, and the works behind its notes."""

    source: str
    part: str
    passages: dict[str, Passage] = field(default_factory=dict)
    rests_on: dict[str, tuple[str, str]] = field(default_factory=dict)  # reference key → locator, label


def citation(corpus: Corpus, records: Sequence[Record], *, language: str = "en-GB") -> Cite:
    """The citation of one or several records; its wording is still to come (see :mod:`briefgen.cite.process`).

    For each part of a source that the evidence names, one item with a locator and the passages. The locator is the
    pages, where every passage stands on some; else a section's number or its title as it stands but for capitals
    throughout, and paragraph numbers, in *language*. After it comes one item for each work that the evidence's notes
    cite, the first with the prefix "citing" in that language. Raises KeyError where the corpus lacks what the
    evidence names; a corpus that was loaded has been checked for that.
    """
    said = words(language)
    items: list[CitationItem] = []
    for gathered in _gather(corpus, records):
        passages = tuple(sorted(gathered.passages.values(), key=lambda passage: (passage.start, passage.id)))
        locator, label = _pages(passages), "page"
        if not locator:
            locator, label = _locator(_sections(corpus, gathered, passages, said), said)
        items.append(
            CitationItem(
                reference=part_key(gathered.source, gathered.part),
                locator=locator,
                label=label,
                passages=tuple(f"{gathered.source}:{passage.id}" for passage in passages),
            )
        )
        items.extend(_cited(gathered.rests_on, said))
    return Cite(items=tuple(items), records=tuple(dict.fromkeys(record.id for record in records)))


def _gather(corpus: Corpus, records: Sequence[Record]) -> tuple[_Gathered, ...]:
    """The evidence by part, in the order in which the records name the parts."""
    parts: dict[str, _Gathered] = {}
    for evidence in _evidence(records):
        key = part_key(evidence.source, evidence.part)
        gathered = parts.setdefault(key, _Gathered(evidence.source, evidence.part))
        for passage in evidence.passages:
            gathered.passages.setdefault(passage, corpus.passage(evidence.source, passage))
        for number in evidence.notes:
            for mention in corpus.note(evidence.source, evidence.part, number).mentions:
                work = reference_key(evidence.source, mention.reference)
                gathered.rests_on.setdefault(work, (mention.locator, mention.label))
    return tuple(parts.values())


def _evidence(records: Sequence[Record]) -> Iterator[Evidence]:
    for record in records:
        yield from record.evidence


def _cited(rests_on: Mapping[str, tuple[str, str]], said: Words) -> Iterator[CitationItem]:
    last = len(rests_on) - 1
    for place, (work, (locator, label)) in enumerate(rests_on.items()):
        prefix = said.citing if place == 0 else said.also if place == last else ""
        yield CitationItem(reference=work, locator=locator, label=label, prefix=prefix)


def _sections(corpus: Corpus, gathered: _Gathered, passages: Sequence[Passage], said: Words) -> dict[str, list[int]]:
    """Paragraph numbers by section, each section worded; the empty name is for passages under no heading."""
    sections: dict[tuple[str, ...], list[int]] = {}
    for passage in passages:
        sections.setdefault(passage.section, []).append(passage.number)
    worded: dict[str, list[int]] = {}
    for section, numbers in sections.items():
        worded.setdefault(_section(corpus, gathered, section, said), []).extend(numbers)
    return worded


def _section(corpus: Corpus, gathered: _Gathered, section: tuple[str, ...], said: Words) -> str:
    """A section by its number, where the source numbers it and uses the number once; else by its title."""
    if not section:
        return ""
    numbered = _NUMBERED.match(section[-1])
    if numbered:
        paths = {
            passage.section
            for passage in corpus.sources[gathered.source].passages
            if passage.part == gathered.part and passage.section
        }
        same = {path for path in paths if (found := _NUMBERED.match(path[-1])) and found.group(1) == numbered.group(1)}
        if len(same) <= 1:
            return f"{said.section} {numbered.group(1)}"
    return f"{said.opening}{spoken(section[-1], corpus)}{said.closing}"


def _pages(passages: Sequence[Passage]) -> str:
    """The pages of all passages: numbers in order, neighbours as ranges; empty where one stands on no page."""
    if not all(passage.pages for passage in passages):
        return ""
    numbers: list[int] = []
    others: list[str] = []
    for pages in (passage.pages for passage in passages):
        first, _, last = pages.partition("–")
        if first.isascii() and first.isdigit() and (last or first).isascii() and (last or first).isdigit():
            numbers += range(int(first), min(int(last or first), int(first) + MOST_PAGES) + 1)
        elif pages not in others:
            others.append(pages)
    return ", ".join(filter(None, (*others, ranges(numbers))))


def _locator(sections: Mapping[str, Sequence[int]], said: Words) -> tuple[str, str]:
    """Where in a part, worded, and the CSL label that fits it (empty for a section with paragraphs)."""
    if not sections:
        return "", ""
    if list(sections) == [""]:
        return ranges(sections[""]), "paragraph"
    places = [_within(section, numbers, said) for section, numbers in sections.items()]
    return f", {said.also} ".join(filter(None, (", ".join(places[:-1]), places[-1]))), ""


def _within(section: str, numbers: Sequence[int], said: Words) -> str:
    place = ranges(numbers)
    word = said.paragraphs if len(set(numbers)) > 1 else said.paragraph
    return ", ".join(filter(None, (section, f"{word} {place}" if place else "")))


def ranges(numbers: Iterable[int]) -> str:
    """Paragraph numbers in order, neighbours as ranges: ``2, 4–6``; numbers below 1 are left out."""
    runs: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if number < 1:
            continue
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in runs)
