"""The corpus out of its files: every mistake told at once, unchanged YAML taken from the cache."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from briefgen.corpus import cache, entries, stored
from briefgen.corpus.csl import csl_mistakes
from briefgen.corpus.entries import Entry
from briefgen.corpus.records import Corpus, Record
from briefgen.corpus.resolve import check_ids, check_records, check_vocabularies
from briefgen.corpus.shapes import ACRONYMS, ADDRESSEES, AUDIENCES, PERSPECTIVES, RECORDS, SOURCE, TOPICS
from briefgen.corpus.sources import Note, Passage, Source
from briefgen.diagnostics import Problems, did_you_mean
from briefgen.errors import CorpusError, Place
from briefgen.workspace import Workspace
from briefgen.yamlsource import MISSING, Structure, decoded, parse, read

FOLDER = "corpus"
SOURCES = "corpus/sources"
RECORDS_FOLDER = "corpus/records"

#: The files of vocabulary, by the name of what they list.
VOCABULARIES: Mapping[str, Structure] = {
    "topics": TOPICS,
    "perspectives": PERSPECTIVES,
    "addressees": ADDRESSEES,
    "audiences": AUDIENCES,
    "acronyms": ACRONYMS,
}

Noun = TypeVar("Noun")


def load_corpus(workspace: Workspace) -> Corpus:
    """Everything under ``corpus/``; raises CorpusError with every mistake in it, DeskError for an unreadable file.

    Ids and references across files are checked when every file can be read at all: one broken file would make
    many false mistakes elsewhere. An unchanged file costs no YAML parsing (see :mod:`briefgen.corpus.cache`).
    """
    problems = Problems()
    files = _read_all(workspace, problems)
    problems.raise_errors(CorpusError)
    corpus = _corpus(files, problems)
    check_vocabularies(files.vocabularies, corpus, problems)
    check_records(corpus, problems)
    problems.raise_errors(CorpusError)
    return corpus


@dataclass(slots=True)
class _Files:
    """What was read, before ids are resolved: entries by kind, each with its file."""

    vocabularies: dict[str, Entry] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    source_entries: dict[str, tuple[str, Entry]] = field(default_factory=dict)
    records: list[tuple[str, Entry]] = field(default_factory=list)


def _read_all(workspace: Workspace, problems: Problems) -> _Files:
    found = _Files()
    paths = workspace.files(FOLDER)
    _unknown_files(paths, problems)
    for name, shape in VOCABULARIES.items():
        path = f"{FOLDER}/{name}.yaml"
        if path in paths:
            entry = _values(workspace, path, shape, problems)
            if entry is not None:
                found.vocabularies[name] = entry
    for path in paths:
        if path.startswith(f"{RECORDS_FOLDER}/") and path.endswith(".yaml"):
            entry = _values(workspace, path, RECORDS, problems)
            if entry is not None:
                found.records.append((path, entry))
        elif _is_source(path):
            _read_source(workspace, path, frozenset(paths), found, problems)
    return found


def _is_source(path: str) -> bool:
    return path.startswith(f"{SOURCES}/") and path.endswith("/source.yaml") and path.count("/") == 3


def _unknown_files(paths: Iterable[str], problems: Problems) -> None:
    """Say which YAML files would be passed over: nothing a person wrote is left out in silence."""
    known = [f"{FOLDER}/{name}.yaml" for name in VOCABULARIES]
    for path in paths:
        if path.endswith(".yml"):
            problems.error("this file would be passed over", place=Place(path), hint="let its name end in .yaml")
        elif path.endswith(".yaml") and path not in known and not path.startswith(f"{RECORDS_FOLDER}/"):
            if _is_source(path):
                continue
            hint = did_you_mean(path, known) or "a source's data belongs in corpus/sources/<id>/source.yaml"
            problems.error("no file of this name belongs in a corpus", place=Place(path), hint=hint)


def _values(workspace: Workspace, path: str, shape: Structure, problems: Problems) -> Entry | None:
    """The plain values of a YAML file, from the cache where its bytes are known; None where it has mistakes."""
    content = workspace.read(path)
    key = cache.key_of(content, shape)
    known = cache.kept(workspace, key)
    if known is not None:
        found: Entry = known
        return found
    mistakes = Problems()
    try:
        values = read(parse(decoded(content, path, CorpusError), path, CorpusError), shape, mistakes)
    except CorpusError as error:
        mistakes.extend(error.problems)
        values = MISSING
    problems.extend(mistakes.found)
    if not isinstance(values, dict) or mistakes.found:
        return None
    cache.keep(workspace, key, values)
    fresh: Entry = values
    return fresh


def _read_source(workspace: Workspace, path: str, paths: frozenset[str], found: _Files, problems: Problems) -> None:
    entry = _values(workspace, path, SOURCE, problems)
    folder = path.rpartition("/")[0]
    name = folder.rpartition("/")[2]

    def beside(file: str) -> tuple[bytes, str]:
        whole = f"{folder}/{file}"
        return (workspace.read(whole) if whole in paths else b"", whole)

    passages = stored.passages(*beside("passages.jsonl"), name, problems)
    notes = stored.notes(*beside("notes.jsonl"), name, problems)
    content, file = beside("references.json")
    references = stored.references(content, file, problems) if content else ()
    gone = stored.passages(*beside("gone-passages.jsonl"), name, problems)
    gone_notes = stored.notes(*beside("gone-notes.jsonl"), name, problems)
    flags = stored.flags(*beside("flags.jsonl"), name, problems)
    if entry is None:
        return
    for message, hint in csl_mistakes(entry["csl"]):
        problems.error(message, place=entries.place_of(path, entry, "csl"), hint=hint)
        return
    found.source_entries[name] = (path, entry)
    source = entries.source(name, entry, _nouns(passages), _nouns(notes), references)
    found.sources[name] = replace(source, gone=tuple(_nouns(gone)), gone_notes=tuple(_nouns(gone_notes)), flags=flags)
    there = {passage.id for passage, _ in passages} | {note.id for note, _ in notes}
    lost: list[tuple[Passage | Note, Place]] = [*gone, *gone_notes]
    lost = [(noun, place) for noun, place in lost if noun.id not in there]
    check_ids(found.sources[name], path, entry, [*passages, *notes, *lost], problems)


def _nouns(placed: Iterable[tuple[Noun, Place]]) -> list[Noun]:
    return [noun for noun, _ in placed]


def _corpus(files: _Files, problems: Problems) -> Corpus:
    def vocabulary(name: str, build: Callable[[Entry], Any]) -> dict[str, Any]:
        listed = files.vocabularies.get(name, {}).get(name, ())
        return _by_id(
            ((f"{FOLDER}/{name}.yaml", entry, build(entry)) for entry in listed), name.removesuffix("s"), problems
        )

    records: dict[str, Record] = _by_id(
        (
            (file, entry, entries.record(file, heading, entry, files.sources))
            for file, heading in files.records
            for entry in heading["records"]
        ),
        "record",
        problems,
    )
    return Corpus(
        topics=vocabulary("topics", entries.topic),
        perspectives=vocabulary("perspectives", entries.perspective),
        addressees=vocabulary("addressees", entries.addressee),
        audiences=vocabulary("audiences", entries.audience),
        acronyms=dict(files.vocabularies.get("acronyms", {}).get("acronyms", {})),
        sources=files.sources,
        records={name: record for name, record in records.items() if not record.to_be_worded},
        skeletons={name: record for name, record in records.items() if record.to_be_worded},
    )


def _by_id(found: Iterable[tuple[str, Entry, Any]], what: str, problems: Problems) -> dict[str, Any]:
    """Nouns by id; of two with the same id, the later one is a mistake that names the first one's place."""
    nouns: dict[str, Any] = {}
    first: dict[str, Place] = {}
    for file, entry, noun in found:
        place = entries.place_of(file, entry, "id")
        if noun.id in first:
            problems.error(
                f"the {what} id '{noun.id}' stands twice", place=place, hint=f"the first is at {first[noun.id]}"
            )
            continue
        first[noun.id] = place
        nouns[noun.id] = noun
    return nouns
