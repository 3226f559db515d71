"""A brief as it stands at one moment: what it says, and all that it was made from. Two of them can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from briefgen.brief import Block, Box, Brief, CitationItem, Cite, Heading, Inlines, Listing, NoteText, Paragraph, Table
from briefgen.build.desk.observe import Observation
from briefgen.build.desk.program import program
from briefgen.build.history.facts import asked, missed, used
from briefgen.build.history.kept import Kept, Reasoned, Used, kept_brief
from briefgen.build.making.compute import Computed
from briefgen.errors import OutputError, Place, Problem
from briefgen.walk import inlines, plain, runs
from briefgen.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A brief with what it was made from (see :class:`briefgen.build.history.kept.Kept` for the fields of that).

    ``name`` is how the state is called: ``build 3``, or ``now``.
    """

    name: str
    brief: Brief
    records: Mapping[str, Used]
    missed: Mapping[str, tuple[Reasoned, ...]]
    asked: Mapping[str, str]
    observed: tuple[Observation, ...]
    program: str


def state_of_kept(workspace: Workspace, build: Kept) -> State:
    """The state that a kept build is; raises OutputError where what was kept is damaged."""
    brief = kept_brief(workspace, build)
    if brief is None:
        raise OutputError(
            Problem(
                f"what build {build.number} said cannot be read any more",
                f"'briefgen history {build.named.id}' lists the builds: name another with --from or --to",
                Place(build.folder),
            )
        )
    return State(
        name=f"build {build.number}",
        brief=brief,
        records=build.records,
        missed=build.missed,
        asked=build.asked,
        observed=build.receipt.observed,
        program=build.receipt.program,
    )


def state_of(computed: Computed) -> State:
    """The state that was computed just now."""
    return State(
        name="now",
        brief=computed.brief,
        records=used(computed),
        missed=missed(computed),
        asked=asked(computed.config),
        observed=computed.observed,
        program=program(),
    )


class Cited(NamedTuple):
    """A citation as it can be compared: the works with the places in them, and how they are worded."""

    items: tuple[CitationItem, ...]
    worded: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A heading, a paragraph or a caption of a brief; ``kind`` is ``heading``, ``caption`` or the paragraph's role.

    ``form`` is what else its style hangs on: a heading's level, whether a list's entries are numbered.
    """

    id: str
    kind: str
    text: str
    form: str = ""
    records: tuple[str, ...] = ()
    cited: tuple[Cited, ...] = ()


def statements(brief: Brief) -> dict[str, Said]:
    """Everything in a brief that has words, by block id, in reading order; entries of the list of sources too."""
    notes = {note.number: note for note in brief.notes}
    found: dict[str, Said] = {}
    for block in brief.blocks:
        for id_, caption in _captions(block):
            if caption:
                found[id_] = Said(id=id_, kind="caption", text=plain(caption))
        for run in runs((block,)):
            found[run.id] = Said(
                id=run.id,
                kind="heading" if isinstance(run, Heading) else run.role,
                text=plain(run.inlines),
                form=_form(block, run),
                records=run.records,
                cited=tuple(_cited(run.inlines, notes)),
            )
    return found


def _form(block: Block, run: Heading | Paragraph) -> str:
    if isinstance(run, Heading):
        return f"level {run.level}"
    return "numbered" if isinstance(block, Listing) and block.ordered else ""


def _captions(block: object) -> Iterator[tuple[str, Inlines]]:
    match block:
        case Box():
            yield block.id, block.title
        case Table():
            yield block.id, block.caption
        case _:
            pass


def _cited(run: Inlines, notes: Mapping[int, NoteText]) -> Iterator[Cited]:
    for inline in inlines(run):
        if isinstance(inline, Cite):
            note = notes.get(inline.note)
            yield Cited(inline.items, plain(note.inlines if note else inline.label))
