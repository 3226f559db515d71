"""An edited brief, statement by statement: does it say what the corpus says, and rest on something.

A document is held against the kept build that it came from, which says what each block rested on; what the block says
now is held against the evidence as it is today.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefgen.build.desk.briefs import Named, briefs, locate
from briefgen.build.desk.documents import at_hand
from briefgen.build.differences.wording import shown
from briefgen.build.history.kept import Kept, kept, kept_document, origin
from briefgen.build.making.overrides import reworded
from briefgen.config.load import load_config, load_settings
from briefgen.corpus.check import Stated, check_statements
from briefgen.corpus.flags import open_flags, why
from briefgen.corpus.load import load_corpus
from briefgen.corpus.records import Corpus
from briefgen.errors import DocumentError, Place, Problem
from briefgen.redline.align import Aligned, AlignedBlock, Own, align
from briefgen.redline.pointers import pointing_nowhere
from briefgen.workspace import Workspace

#: What may be said of a statement. ``figure``, ``citation`` and ``source`` are faults: something rests on nothing.
Kind = Literal["edited", "deleted", "own", "figure", "citation", "source", "changed", "gone", "flagged"]
FAULTS: tuple[Kind, ...] = ("figure", "citation", "source")

#: A paragraph of an editor's own with fewer words is a heading, a label or a signature, and states nothing.
_FEWEST_WORDS = 6
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing that is to be said of a statement, as a sentence without a stop."""

    kind: Kind
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A paragraph of the document.

    ``block`` is the block of the brief that it is, empty for a paragraph of the editor's own; ``place`` is its number
    among the document's paragraphs, -1 where it was deleted; ``was`` is what the build said. Without remarks it is still
    what the corpus says.
    """

    block: str
    place: int
    text: str
    was: str = ""
    records: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def stands(self) -> bool:
        return not self.remarks


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A document's statements in its order, and the kept build it was held against (number and moment)."""

    named: Named
    build: int
    when: str
    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def faults(self) -> int:
        """How many remarks say that something rests on nothing."""
        return sum(remark.kind in FAULTS for one in self.statements for remark in one.remarks)


def verify(workspace: Workspace, content: bytes, name: str, brief: str = "") -> Verified:
    """Hold a DOCX against the corpus. *name* is the file's, for messages; *brief* names the config it was built from.

    Without *brief* the document must carry the receipt of one of the desk's kept builds; with it, and where the receipt
    is lost, the newest kept build that the document can have come from is taken.

    Raises DocumentError where that cannot be told, ConfigError for an unknown config, CorpusError.
    """
    try:
        nowhere = pointing_nowhere(content)  # first, for it tells what is no Word document
        build, base = _origin(workspace, content, name, brief)
        aligned = align(base, content)
    except DocumentError as error:
        raise error.at(Place(name)) from None
    settings = load_settings(workspace)
    corpus = reworded(load_corpus(workspace), load_config(workspace, build.named.config, settings))
    documents = at_hand(workspace, settings, corpus.sources.values())
    judge = _Judge(corpus, build, documents.texts, nowhere)
    return Verified(
        named=build.named,
        build=build.number,
        when=build.when,
        statements=tuple(_in_order(judge.blocks(aligned), judge.own(aligned))),
    )


def _origin(workspace: Workspace, content: bytes, name: str, brief: str) -> tuple[Kept, bytes]:
    """The kept build that a document came from, and its DOCX."""
    candidates = (locate(workspace, brief),) if brief else briefs(workspace)
    for named in candidates:
        builds = kept(workspace, named)
        found = origin(workspace, builds, content)
        base = kept_document(workspace, found) if found else None
        if found and base is not None:
            return found, base
        for build in reversed(builds) if brief else ():
            base = kept_document(workspace, build)
            if base is not None and _comes_from(base, content):
                return build, base
    hint = "build the brief first" if brief else "name the brief it was built from: --brief CONFIG"
    raise DocumentError(Problem("no kept build of this desk is known that it came from", hint, Place(name)))


def _comes_from(base: bytes, content: bytes) -> bool:
    try:
        align(base, content)
    except DocumentError:
        return False
    return True


class _Judge:
    """Says of each paragraph what is to be said."""

    def __init__(
        self, corpus: Corpus, build: Kept, texts: Mapping[str, str], nowhere: Mapping[int, Sequence[str]]
    ) -> None:
        self._corpus = corpus
        self._texts = texts
        self._nowhere = nowhere
        self._expansions = tuple(filter(None, corpus.acronyms.values()))
        self._traces = {trace.id: trace for trace in build.receipt.blocks}
        self._digests = build.receipt.records
        self._all = tuple(record for record in build.receipt.records if record in corpus.records)
        self._now = {record: _digest(corpus, record) for record in self._digests}

    def blocks(self, aligned: Aligned) -> Iterator[Statement]:
        for block in aligned.blocks:
            trace = self._traces.get(block.id)
            records = trace.records if trace else ()
            yield Statement(
                block=block.id,
                place=block.places[0] if block.places else -1,
                text=block.text.replace("\n", " "),
                was=block.base,
                records=records,
                remarks=tuple(self._of_block(block, records)),
            )

    def _of_block(self, block: AlignedBlock, records: tuple[str, ...]) -> Iterator[Remark]:
        if block.change == "deleted":
            yield Remark(kind="deleted", sentence="it was deleted")
            return
        edited = _spaced(block.text) != _spaced(block.base)
        if edited:
            yield Remark(kind="edited", sentence=f"it was edited: {shown(block.base, block.text)}")
        for note in block.notes:
            if note.base and note.text and _spaced(note.base) != _spaced(note.text):
                yield Remark(kind="edited", sentence=f"its note was edited: {shown(note.base, note.text)}")
        yield from self._notes(block, records)
        if edited or records:
            yield from self._figures(block.text, records or self._all)
        yield from self._records(records)

    def _notes(self, block: AlignedBlock, records: tuple[str, ...]) -> Iterator[Remark]:
        had = [note for note in block.notes if note.base]
        left = [note for note in block.notes if note.text]
        if had and not left and records:
            yield Remark(kind="source", sentence="its source is gone: it calls no note any more")
        elif sum(not note.text for note in had):
            yield Remark(kind="edited", sentence="a note of it is gone")
        for place in block.places:
            for sentence in self._nowhere.get(place, ()):
                yield Remark(kind="citation", sentence=sentence)

    def _figures(self, text: str, records: tuple[str, ...]) -> Iterator[Remark]:
        known = tuple(record for record in records if record in self._corpus.records)
        stated = Stated(self._own_words(_spaced(text), known), known)
        for problem in check_statements(self._corpus, [stated], self._texts):
            if "figure" in problem.message:
                hint = f" ({problem.hint})" if problem.hint else ""
                yield Remark(kind="figure", sentence=f"{problem.message}{hint}")

    def _own_words(self, text: str, records: Iterable[str]) -> str:
        """*text* without names and expansions that briefgen put in ("the three institutes"), which claim nothing."""
        for name in (*self._voices(records), *self._expansions):
            text = text.replace(name, " ").replace(name[:1].upper() + name[1:], " ")
        return text

    def _voices(self, records: Iterable[str]) -> Iterator[str]:
        for record in map(self._corpus.records.__getitem__, records):
            voice = self._corpus.part(record.source, record.part).voice
            yield from (voice.first, voice.later) if voice else ()
            perspective = self._corpus.perspectives.get(record.perspective)
            yield from (perspective.name,) if perspective else ()

    def _records(self, records: Iterable[str]) -> Iterator[Remark]:
        for record in records:
            now, then = self._now.get(record), self._digests.get(record)
            if record not in self._corpus.records:
                yield Remark(kind="gone", sentence=f"the record {record} is not in the corpus any more")
            elif then and now != then:
                yield Remark(kind="changed", sentence=f"the record {record} has changed since")
            yield from self._flags(record)

    def _flags(self, record: str) -> Iterator[Remark]:
        found = self._corpus.records.get(record)
        if found is not None:
            for flag in open_flags(self._corpus, found):
                yield Remark(kind="flagged", sentence=f"the record {record} is flagged: {why(flag, found)}")

    def own(self, aligned: Aligned) -> Iterator[tuple[str, Statement]]:
        """The editor's own paragraphs, each after the block that it follows."""
        for own in aligned.own:
            yield (
                own.after,
                Statement(block="", place=own.place, text=own.text.strip(), remarks=tuple(self._of_own(own))),
            )

    def _of_own(self, own: Own) -> Iterator[Remark]:
        yield Remark(kind="own", sentence="the editor wrote it")
        for sentence in self._nowhere.get(own.place, ()):
            yield Remark(kind="citation", sentence=sentence)
        if len(_WORD.findall(own.text)) < _FEWEST_WORDS:
            return
        if not own.notes and not own.table:
            yield Remark(kind="source", sentence="it has no source: it calls no note")
        yield from self._figures(own.text, self._all)


def _digest(corpus: Corpus, record: str) -> str:
    from briefgen.compose.trace import digest  # lazy: compose is imported where a brief is at hand

    return digest(corpus.records[record]) if record in corpus.records else ""


def _in_order(blocks: Iterable[Statement], own: Iterable[tuple[str, Statement]]) -> Iterator[Statement]:
    """All statements as a reader meets them; what was deleted stands after the block before it in the build."""
    following: dict[str, list[Statement]] = {}
    for after, statement in own:
        following.setdefault(after, []).append(statement)
    yield from following.get("", ())
    for block in blocks:
        yield block
        yield from following.get(block.block, ())


def _spaced(text: str) -> str:
    return " ".join(text.split())


def annotated(workspace: Workspace, found: Verified, content: bytes, stem: str) -> tuple[str, bytes]:
    """A copy of the document with each remark as a Word comment beside its paragraph, and the path it is to have.

    What was deleted is told at the paragraph before it. The same remarks at the same date make the same bytes.
    """
    from briefgen.redline.annotate import annotate  # lazy: only where comments are wanted

    remarks: dict[int, list[str]] = {}
    last = 0
    for one in found.statements:
        last = one.place if one.place >= 0 else last
        said = [remark.sentence for remark in one.remarks if remark.kind != "own"]
        if said and one.place < 0:
            said = [f"“{one.was}”: {sentence}" for sentence in said]
        remarks.setdefault(last, []).extend(said)
    date = workspace.now().isoformat(timespec="seconds")
    made = annotate(content, {place: tuple(said) for place, said in remarks.items() if said}, "briefgen verify", date)
    return f"output/{found.named.id}/{stem}.verified.docx", made
