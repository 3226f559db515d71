"""Bringing an editor's rewording home: into the record that says it, or into the config, for one brief alone."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from briefgen.build.desk.briefs import Named, locate
from briefgen.build.desk.documents import at_hand
from briefgen.build.differences.wording import FigureChange, figure_changes
from briefgen.build.history.kept import Kept, kept, kept_document, origin
from briefgen.build.making.compute import Chosen, choose
from briefgen.compose.environment import first_sentence
from briefgen.compose.trace import digest as record_digest
from briefgen.corpus.check import Stated, check_statements
from briefgen.corpus.records import Record
from briefgen.errors import DocumentError, OutputError, Place, Problem
from briefgen.redline.align import Aligned, AlignedBlock, align
from briefgen.redline.homeward import Homecoming, bring_home
from briefgen.workspace import Workspace
from briefgen.writers._word.reading import parts_of

Home = Literal["corpus", "config"]
#: The parts of a record that a brief words: its own keys, and those of its figure.
FIELDS = ("headline", "text", "action", "value", "label")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Where words came from: a record's field, or (``record`` empty) a sentence of the config by its path."""

    record: str
    field: str

    def __str__(self) -> str:
        return f"the {self.field} of {self.record}" if self.record else f"the config's {self.field}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """One rewording that can go home: what it changes, the words before and after, and what a person should know.

    ``homes`` are where it may go; none where ``problem`` says why it cannot. ``figures`` are those that the editor
    changed; ``rests_on`` are the records whose evidence must bear the new words out.
    """

    block: str
    wording: Wording
    old: str
    new: str
    homes: tuple[Home, ...]
    figures: tuple[FigureChange, ...] = ()
    rests_on: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoptable:
    """What an editor reworded in a brief's DOCX.

    ``stray`` are edits of words that no record or config says (a name that is worded elsewhere, a fixed line): the block,
    the old words and the new ones. They stay in the editor's copy.
    """

    named: Named
    chosen: Chosen
    adoptions: tuple[Adoption, ...]
    stray: tuple[tuple[str, str, str], ...] = ()


def adoptable(workspace: Workspace, name: str) -> Adoptable:
    """What of the edits in the DOCX of the brief that *name* means can be brought home.

    Raises DocumentError where there is no DOCX, or none that a kept build is known for; ConfigError, CorpusError.
    """
    named = locate(workspace, name)
    build, base, copy = _copy(workspace, named)
    chosen = choose(workspace, named.config, _silent)
    traces = {trace.id: trace.records for trace in build.receipt.blocks}
    reader = _Reader(workspace, chosen, build)
    adoptions: list[Adoption] = []
    stray: list[tuple[str, str, str]] = []
    for block in _aligned(base, copy, named).blocks:
        if block.change in ("untouched", "formatted", "deleted"):
            continue
        found = bring_home(block.base, block.text, reader.wordings(traces.get(block.id, ())))
        adoptions += (reader.adoption(block, one) for one in found.homecomings)
        stray += ((block.id, old.strip(), new.strip()) for old, new in found.stray)
    return Adoptable(named=named, chosen=chosen, adoptions=tuple(_settled(adoptions)), stray=tuple(stray))


def _aligned(base: bytes, copy: bytes, named: Named) -> Aligned:
    try:
        return align(base, copy)
    except DocumentError as error:
        raise error.at(Place(named.output(".docx"))) from None


def _silent(verb: str, what: str) -> None:
    """Say nothing of the steps."""


def _copy(workspace: Workspace, named: Named) -> tuple[Kept, bytes, bytes]:
    path = named.output(".docx")
    if not workspace.exists(path):
        raise DocumentError(Problem("this brief has no DOCX", f"'briefgen build {named.id}' makes one", Place(path)))
    content = workspace.read(path)
    try:
        parts_of(content)
    except DocumentError as error:
        raise error.at(Place(path)) from None
    build = origin(workspace, kept(workspace, named), content)
    base = kept_document(workspace, build) if build else None
    if build is None or base is None:
        raise DocumentError(
            Problem(
                "no kept build is known that it came from, so that what was edited cannot be told",
                "bring the edits home by hand, then build anew",
                Place(path),
            )
        )
    return build, base, content


class _Reader:
    """Knows the words that a brief is made of, and what may be done with new ones."""

    def __init__(self, workspace: Workspace, chosen: Chosen, build: Kept) -> None:
        self._chosen = chosen
        self._build = build
        self._sentences = dict(_sentences(chosen))
        self._overridden = {
            (one.record, field) for one in chosen.config.overrides for field in FIELDS if getattr(one, field)
        }
        self._texts = at_hand(workspace, chosen.settings, chosen.corpus.sources.values()).texts

    def wordings(self, records: Sequence[str]) -> Mapping[Hashable, str]:
        """Everything that a block on *records* may be made of; a record's first sentence counts by itself, too."""
        found: dict[Hashable, str] = {}
        for name in records:
            record = self._chosen.corpus.records.get(name)
            for field, text in _fields(record) if record else ():
                found[Wording(record=name, field=field)] = text
                first = first_sentence(text)
                if first != text:
                    found[Wording(record=name, field=field), "first"] = first
        for path, (text, _) in self._sentences.items():
            found[Wording(record="", field=path)] = text
        return found

    def adoption(self, block: AlignedBlock, home: Homecoming) -> Adoption:
        """What becomes of one wording that an editor changed."""
        wording, old, new = self._whole(home)
        rests_on = (wording.record,) if wording.record else self._sentences[wording.field][1]
        remarks = ["the authors' name is fixed in it now"] if home.voice else []
        return Adoption(
            block=block.id,
            wording=wording,
            old=old,
            new=new,
            homes=self._homes(wording),
            figures=figure_changes(old, new),
            rests_on=rests_on,
            remarks=tuple(remarks),
            problem=self._problem(wording, new, rests_on),
        )

    def _whole(self, home: Homecoming) -> tuple[Wording, str, str]:
        """The whole wording before and after, where the edit was of its first sentence alone."""
        if isinstance(home.key, Wording):
            return home.key, home.old, home.new
        wording: Wording = home.key[0]  # type: ignore[index]
        text = dict(_fields(self._chosen.corpus.records[wording.record]))[wording.field]
        return wording, text, f"{home.new}{text[len(home.old) :]}"

    def _homes(self, wording: Wording) -> tuple[Home, ...]:
        if not wording.record or (wording.record, wording.field) in self._overridden:
            return ("config",)
        return ("corpus", "config")

    def _problem(self, wording: Wording, new: str, rests_on: Sequence[str]) -> Problem | None:
        if self._has_changed(wording):
            return Problem(
                f"{wording} has changed since the brief was built", "build the brief first, then look at its comments"
            )
        known = tuple(record for record in rests_on if record in self._chosen.corpus.records)
        found = check_statements(self._chosen.corpus, [Stated(new, known)], self._texts)
        return found[0] if found else None

    def _has_changed(self, wording: Wording) -> bool:
        if wording.record:
            record = self._chosen.corpus.records[wording.record]
            return self._build.receipt.records.get(wording.record) != record_digest(record)
        asked = self._build.asked.get(
            wording.field.removesuffix(".text").removesuffix(".heading").removesuffix(".question")
        )
        return asked is not None and not asked.startswith(self._sentences[wording.field][0])


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    figure = record.figure
    said = {
        "headline": record.headline,
        "text": record.text,
        "action": record.action,
        "value": figure.value if figure else "",
        "label": figure.label if figure else "",
    }
    return ((field, text) for field, text in said.items() if text)


def _sentences(chosen: Chosen) -> Iterator[tuple[str, tuple[str, tuple[str, ...]]]]:
    """The config's own sentences by their paths in its YAML, each with the records that it rests on."""
    config = chosen.config
    every = tuple(choice.record.id for choice in chosen.selection.chosen)
    yield "title", (config.title, every)
    yield "answer.text", (config.answer.text, config.answer.rests_on)
    for key, statements in (("context", config.context), ("key-messages", config.key_messages)):
        for place, one in enumerate(statements):
            if one.text:
                yield f"{key}.{place}.text", (one.text, one.rests_on)
    for place, section in enumerate(config.sections):
        if section.heading:
            yield f"sections.{place}.heading", (section.heading, every)
    for place, row in enumerate(config.disagreements):
        yield f"disagreements.{place}.question", (row.question, row.records)


def _settled(adoptions: Sequence[Adoption]) -> Iterator[Adoption]:
    """Each wording once; one that was reworded in two ways is for a person."""
    ways: dict[Wording, set[str]] = {}
    for one in adoptions:
        ways.setdefault(one.wording, set()).add(one.new)
    seen: set[tuple[Wording, str]] = set()
    for one in adoptions:
        if (one.wording, one.new) in seen:
            continue
        seen.add((one.wording, one.new))
        if len(ways[one.wording]) > 1:
            problem = Problem(f"{one.wording} was reworded in two ways", "let both places say the same, or choose one")
            yield replace(one, problem=problem)
        else:
            yield one


def changed_files(
    workspace: Workspace, found: Adoptable, adoptions: Sequence[Adoption], home: Home
) -> dict[str, tuple[str, str]]:
    """The YAML files that *adoptions* change, before and after; nothing is written.

    Raises CorpusError or ConfigError where a file cannot be changed without touching what stands around a value.
    """
    from briefgen.build.edited.homes import put_home  # lazy: YAML is written back only here

    return put_home(workspace, found.chosen, adoptions, home)


def write_home(workspace: Workspace, found: Adoptable, files: Mapping[str, tuple[str, str]]) -> None:
    """Write what :func:`changed_files` made, unless a file was changed in the meantime.

    Raises OutputError, BusyError.
    """
    with workspace.hold(f"build-{found.named.id}"):
        for path, (before, _) in files.items():
            if workspace.read(path).decode("utf-8-sig") != before:
                raise OutputError(
                    Problem("the file was changed while this ran; nothing was written", "run it again", Place(path))
                )
        for path, (before, after) in files.items():
            mark = b"\xef\xbb\xbf" if workspace.read(path).startswith(b"\xef\xbb\xbf") else b""
            if before != after:
                workspace.write(path, mark + after.encode())
