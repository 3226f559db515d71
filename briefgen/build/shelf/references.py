"""References that come onto the desk from another program, and those that leave it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from briefgen.build.desk.briefs import locate
from briefgen.build.making.compute import Tell, compute
from briefgen.cite.catalogue import catalogue
from briefgen.cite.exchange import named, read_references
from briefgen.corpus.anchors import words
from briefgen.corpus.load import load_corpus
from briefgen.corpus.records import Corpus
from briefgen.corpus.sources import CslItem, Source
from briefgen.diagnostics import did_you_mean
from briefgen.errors import CorpusError, Problem
from briefgen.importers.storage import references_bytes
from briefgen.walk import cites
from briefgen.workspace import Workspace

#: Likeness of two titles' letters (Ratcliff and Obershelp) from which, with the same year, they name one work.
SAME_TITLE = 0.93

_ADDRESS = re.compile(r"^https?://(?:www\.)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """A cited work that a work of the file was found to be: the cited one's id, and the variables that changed."""

    id: str
    title: str
    variables: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What became of the works in a file of references.

    ``completed`` are works that the source cites, with the file's data now; ``uncited`` are titles that no note of the
    source cites: nothing was done with them; ``doubtful`` are pairs of titles, near each other and not taken for one
    work; ``itself`` is the file's data on the source, which a person may put into source.yaml. ``file`` is the path
    written, empty where nothing changed.
    """

    completed: tuple[Completed, ...]
    uncited: tuple[str, ...]
    doubtful: tuple[tuple[str, str], ...]
    itself: CslItem | None
    problems: tuple[Problem, ...]
    file: str = ""


def import_references(workspace: Workspace, content: bytes, name: str, source_id: str) -> Merged:
    """Complete what a source's notes cite with the works of a file (CSL-JSON, BibTeX, BibLaTeX, RIS).

    A work is known by its DOI, its address, or its title and year. The file's data go before those that were read
    from the note; what the file does not say is kept, and so is the id.

    Raises DocumentError where the file cannot be read, CorpusError where there is no such source, BusyError, OutputError.
    """
    incoming = read_references(content, name, workspace)
    with workspace.hold(f"import-{source_id}"):
        corpus = load_corpus(workspace)
        if source_id not in corpus.sources:
            known = did_you_mean(source_id, corpus.sources) or "import its document first, then its references"
            raise CorpusError(Problem(f"no source '{source_id}' in corpus/sources", known))
        source = corpus.sources[source_id]
        works, merged = _merged(source, incoming.works, incoming.problems)
        path = f"corpus/sources/{source_id}/references.json"
        written = references_bytes(works)
        if not workspace.exists(path) or workspace.read(path) != written:
            workspace.write(path, written)
            merged = replace(merged, file=path)
    return merged


def _merged(source: Source, incoming: Sequence[CslItem], problems: tuple[Problem, ...]) -> tuple[list[CslItem], Merged]:
    cited = {str(work["id"]): dict(work) for work in source.references}
    before = {name: dict(work) for name, work in cited.items()}
    index = _Index(source.references)
    uncited: list[str] = []
    doubtful: list[tuple[str, str]] = []
    itself: CslItem | None = None
    for work in incoming:
        if _same_title(work, source.csl) and _years_agree(work, source.csl):
            itself = itself or work
            continue
        found = index.find(work)
        if found:
            cited[found] = {**cited[found], **work, "id": found}
            continue
        near = index.near(work)
        if near:
            doubtful.append((named(work), named(cited[near])))
        else:
            uncited.append(named(work))
    completed = [
        Completed(id=name, title=named(work), variables=tuple(_changed(before[name], work)))
        for name, work in cited.items()
        if work != before[name]
    ]
    merged = Merged(
        completed=tuple(completed),
        uncited=tuple(uncited),
        doubtful=tuple(doubtful),
        itself=itself,
        problems=problems,
    )
    return list(cited.values()), merged


def _changed(before: CslItem, after: CslItem) -> Iterator[str]:
    return (name for name in sorted({*before, *after}) if before.get(name) != after.get(name))


class _Index:
    """The works of a source by what tells one from another: DOI, address, title with year."""

    def __init__(self, works: Iterable[CslItem]) -> None:
        self._works = list(works)
        self._dois = {doi: str(work["id"]) for work in self._works if (doi := _doi(work))}
        self._addresses = {address: str(work["id"]) for work in self._works if (address := _address(work))}

    def find(self, work: CslItem) -> str:
        """The id of the work that *work* is, or an empty string where none surely is."""
        found = self._dois.get(_doi(work)) or self._addresses.get(_address(work))
        if found:
            return found
        same = [one for one in self._works if _same_title(work, one) and _years_agree(work, one)]
        return str(same[0]["id"]) if len(same) == 1 else ""

    def near(self, work: CslItem) -> str:
        """The id of a work with the same title that is not surely the same work."""
        return next((str(one["id"]) for one in self._works if _same_title(work, one)), "")


def _doi(work: CslItem) -> str:
    return str(work.get("DOI", "")).lower().removeprefix("https://doi.org/").strip()


def _address(work: CslItem) -> str:
    return _ADDRESS.sub("", str(work.get("URL", "")).split("#")[0]).rstrip("/").lower()


def _same_title(one: CslItem, other: CslItem) -> bool:
    """Whether two works bear one title: letter by letter, nearly, or one of them without its subtitle."""
    first, second = _letters(str(one.get("title", ""))), _letters(str(other.get("title", "")))
    if not first or not second:
        return False
    if first == second:
        return True
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() >= SAME_TITLE and matcher.quick_ratio() >= SAME_TITLE:
        return matcher.ratio() >= SAME_TITLE
    return _letters(_main(one)) == second or first == _letters(_main(other))


def _main(work: CslItem) -> str:
    """A title up to its subtitle, where it has one and the rest says enough to be known by (four words)."""
    main, colon, _ = str(work.get("title", "")).partition(":")
    return main if colon and len(main.split()) >= 4 else str(work.get("title", ""))


def _letters(title: str) -> str:
    return "".join(words(title))


def _years_agree(one: CslItem, other: CslItem) -> bool:
    """Whether two works may be of one year: it is the same, or one of them has none."""
    first, second = _year(one), _year(other)
    return not first or not second or first == second


def _year(work: CslItem) -> str:
    parts = work.get("issued", {}).get("date-parts") if isinstance(work.get("issued"), Mapping) else None
    return str(parts[0][0]) if parts and parts[0] else ""


def references_for(workspace: Workspace, name: str, tell: Tell) -> tuple[CslItem, ...]:
    """The works that *name* has: those that a source's notes cite, or that a config's brief cites; empty: all.

    Raises CorpusError, and for a brief what computing it raises.
    """
    tell("load", "the corpus")
    corpus = load_corpus(workspace)
    if name in corpus.sources:
        return corpus.sources[name].references
    if not name:
        return _each_once(catalogue(corpus).values())
    return _of_brief(workspace, corpus, name, tell)


def _of_brief(workspace: Workspace, corpus: Corpus, name: str, tell: Tell) -> tuple[CslItem, ...]:
    computed = compute(workspace, locate(workspace, name), (), tell)
    known = catalogue(corpus)
    keys = dict.fromkeys(item.reference for cite in cites(computed.brief.blocks) for item in cite.items)
    return _each_once(known[key] for key in keys)


def _each_once(works: Iterable[CslItem]) -> tuple[CslItem, ...]:
    """*works* without those that differ from an earlier one in nothing but their key; keys in plain characters."""
    seen: dict[str, CslItem] = {}
    for work in works:
        about = repr(sorted((key, value) for key, value in work.items() if key != "id"))
        seen.setdefault(about, {**work, "id": re.sub(r"[^\w.-]+", "-", str(work["id"]))})
    return tuple(seen.values())
