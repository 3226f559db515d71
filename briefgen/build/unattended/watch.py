"""Rebuilding as soon as something changes that a build looked at.

An event is a hint and no more: whatever it was about, every brief is held against what its last build saw, by digest.
Without any event that is done from time to time all the same. So nothing is built for an event that means nothing,
and nothing is missed for an event that was lost.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib import import_module

from briefgen.build.desk.briefs import Named, briefs
from briefgen.build.desk.documents import folders as document_folders
from briefgen.build.desk.observe import Present
from briefgen.build.due.plan import plan
from briefgen.build.history.receipt import load_receipt
from briefgen.build.shelf.fetching import fetch_documents
from briefgen.build.shelf.importing import import_source
from briefgen.build.shelf.shelved import Changed, Shelf, shelved
from briefgen.build.telling.account import Entry, Waiting
from briefgen.build.unattended.schedule import FIRST_DELAY, LONGEST_DELAY
from briefgen.build.unattended.sole import sole
from briefgen.config.load import load_settings
from briefgen.config.schema import Settings
from briefgen.errors import BriefgenError
from briefgen.workspace import Watcher, Workspace

LOCK = "watch"

#: So long is waited for an event before everything is looked at without one.
IDLE = timedelta(seconds=30)

_FOLDERS = ("corpus", "configs", "templates")

#: Builds the briefs with these configs, all of them, and writes the report with what concerns no single one of them
#: (None: that was not looked at).
Run = Callable[[Sequence[str], Sequence[Waiting] | None], Sequence[Entry]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Who is told what: that watching began (and whether by *polling*), each entry, a failure once, what is noted."""

    began: Callable[[bool], None]
    done: Callable[[Entry], None]
    failed: Callable[[Entry], None]
    noted: Callable[[Waiting], None]


@dataclass(frozen=True, slots=True)
class _Failed:
    error: str
    number: int
    again: datetime


@dataclass(kw_only=True)
class Watch:
    """Watches a desk; one process at a time. ``only`` narrows it to some briefs, by id."""

    workspace: Workspace
    run: Run
    listener: Listener
    only: Collection[str] = ()
    polling: bool = False
    _failed: dict[str, _Failed] = field(init=False, default_factory=dict)
    _noted: tuple[Waiting, ...] | None = field(init=False, default=None)
    _imports: dict[str, Waiting] = field(init=False, default_factory=dict)
    _shelf: Shelf = field(init=False)
    _built: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self._shelf = Shelf(self.workspace)

    def keep(self, until: datetime | None = None) -> None:
        """Build what is due, then stay and build what becomes due, until asked to stop or *until* has come.

        Raises BusyError where another process watches the desk.
        """
        import_module("briefgen.build.making.compute")  # now, so that the first change is not kept waiting for it
        with sole(self.workspace, LOCK, "another process watches this desk"), self.workspace.stoppable():
            told = False
            happened = True
            while self._goes_on(until):
                folders = self._folders()
                with self.workspace.watching(folders, polling=self.polling) as watcher:
                    if not told:
                        self.listener.began(watcher.polling)
                        told = True
                    happened = self._watch(watcher, folders, until, happened=happened)

    def _watch(self, watcher: Watcher, folders: Collection[str], until: datetime | None, *, happened: bool) -> bool:
        """Turn after turn, as long as the same folders are to be watched; whether something happened at last."""
        outside = self._outside()
        while True:
            built = self._built
            self.turn(happened=happened)
            if (self._built != built or self._outside() != outside) and self._folders() != folders:
                return True
            if not self._goes_on(until):
                return False
            happened = watcher.happened(IDLE.total_seconds())

    def _goes_on(self, until: datetime | None) -> bool:
        return self.workspace.wait(0) and (until is None or self._now() < until)

    def _now(self) -> datetime:
        return self.workspace.now().astimezone(UTC)

    def turn(self, *, happened: bool) -> None:
        """Hold every brief against the world and build what is due; then look at the documents.

        What failed is tried again when something *happened*, or after a while.
        """
        wanted = [named for named in briefs(self.workspace) if not self.only or named.id in self.only]
        present = Present(self.workspace)
        due = [named for named in wanted if self._may_try(named, happened) and self._to_build(named, present)]
        self._failed = {name: one for name, one in self._failed.items() if name in {named.id for named in wanted}}
        if due:
            self._build(due)
        self._look_at_documents(ask=not (happened and due))

    def _to_build(self, named: Named, present: Present) -> bool:
        """Whether something is due; also what failed before, and at first everything: then the report is right."""
        if not self._built or named.id in self._failed:
            return True
        try:
            return plan(self.workspace, named, (), present, briefly=True).due
        except BriefgenError:  # building it tells what is wrong
            return True

    def _may_try(self, named: Named, happened: bool) -> bool:
        failed = self._failed.get(named.id)
        return happened or failed is None or failed.again <= self._now()

    def _build(self, due: Sequence[Named]) -> None:
        entries = self.run([named.config for named in due], self._noted)
        self._built += 1
        going = self.workspace.wait(0)
        for entry in entries:
            before = self._failed.pop(entry.brief, None)
            if entry.outcome != "failed":
                if before is not None or entry.outcome != "unchanged":
                    self.listener.done(entry)
                continue
            number = before.number if before is not None else 0
            again = self._now() + min(LONGEST_DELAY, FIRST_DELAY * 2 ** min(number, 20))
            self._failed[entry.brief] = _Failed(entry.error, number + 1, again)
            if going and (before is None or before.error != entry.error):
                self.listener.failed(entry)

    def _look_at_documents(self, *, ask: bool) -> None:
        try:
            noted = (*self._documents(ask=ask), *self._imports.values())
        except BriefgenError as error:
            noted = tuple(
                Waiting(kind="warning", text=one.message, place=str(one.place or ""), hint=one.hint)
                for one in error.problems
            )
        before, self._noted = self._noted, noted
        if noted == before:
            return
        for one in noted:
            if one not in (before or ()):
                self.listener.noted(one)
        self.run((), noted)

    def _documents(self, *, ask: bool) -> Generator[Waiting]:
        """What is to be said of the sources' documents; changed ones are imported, where the settings say so."""
        settings = load_settings(self.workspace)
        sources = shelved(self.workspace)
        changed = list(self._shelf.changed(settings, sources))
        if settings.watch.addresses:
            fetched = fetch_documents(self.workspace, settings, sources, ask=ask)
            changed += fetched.changed
            for source, problem in fetched.problems.items():
                said = f"the document of '{source}' was not looked at: {problem.message}"
                yield Waiting(kind="warning", text=said, place=str(problem.place or ""), hint=problem.hint)
        for one in changed:
            if settings.watch.changed == "import":
                yield from self._import(one)
            else:
                yield _told(one)

    def _import(self, one: Changed) -> Generator[Waiting]:
        """Import a document; what cannot be imported is said as long as it is so, what was imported to the end."""
        place = f"corpus/sources/{one.source}/source.yaml"
        try:
            _, change = import_source(self.workspace, one.place, one.source)
        except BriefgenError as error:
            first = error.problems[0]
            said = f"the document '{one.name}' changed, and could not be imported: {first.message}"
            yield Waiting(kind="warning", text=said, place=one.address or place, hint=first.hint)
            return
        flagged = tuple(dict.fromkeys(flag.record for flag in change.flags))
        records = f"; look at {', '.join(flagged[:10])}" if flagged else ""
        counts = ", ".join(f"{len(change.drift.of(what))} {what}" for what in ("new", "reworded", "gone"))
        self._imports[one.source] = Waiting(
            kind="warning",
            text=f"the document '{one.name}' changed and was imported: of its passages {counts}{records}",
            place=place,
            hint="see the changes with git diff, or 'briefgen check'",
        )

    def _folders(self) -> tuple[str, ...]:
        """Every folder that the last builds looked into, the desk's own, and the document folders, once each."""
        found = {*_FOLDERS}
        for named in briefs(self.workspace):
            receipt = load_receipt(self.workspace, named.receipt)
            for seen in receipt.observed if receipt is not None else ():
                if seen.kind in ("file", "presence", "folder"):
                    top, _, below = seen.subject.partition("/")
                    if below or seen.kind == "folder":
                        found.add(top)
        return (*sorted(found - {"output", ".briefgen"}), *self._outside())

    def _outside(self) -> tuple[str, ...]:
        try:
            settings = load_settings(self.workspace)
        except BriefgenError:  # every build tells it
            settings = Settings()
        return document_folders(self.workspace, settings)


def _told(one: Changed) -> Waiting:
    where = f" at {one.address}" if one.address else ""
    return Waiting(
        kind="warning",
        text=f"the document '{one.name}'{where} is not the one that was imported",
        place=f"corpus/sources/{one.source}/source.yaml",
        hint=f"run 'briefgen import {one.place} --id {one.source}', then look at what it reports",
    )
