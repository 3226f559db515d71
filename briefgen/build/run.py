"""Building a brief: what is due is computed, written where that makes a difference, and put on a receipt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefgen.build.desk.briefs import Named, locate
from briefgen.build.due.current import dealt_with, is_current
from briefgen.build.due.plan import Plan, plan
from briefgen.build.due.shared import Shared
from briefgen.build.making.deliver import (
    Delivered,
    backups,
    deliver,
    found_digest,
    newest_backup,
    strangers,
    tidy,
)
from briefgen.errors import BriefgenError, OutputError, Problem
from briefgen.workspace import Workspace, digest

if TYPE_CHECKING:  # a run with nothing to do loads none of what is needed to compute and write a brief
    from briefgen.build.due.standing import Standing
    from briefgen.build.history.kept import Kept
    from briefgen.build.history.receipt import Output, Receipt
    from briefgen.build.making.compute import Computed, Tell
    from briefgen.build.making.deliver import Brought

#: Formats that need a layout, which takes seconds: an editor does not wait for them.
_SLOW = frozenset({"pdf"})


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a run did for a brief, and why.

    ``reasons`` say why something was due; without any, nothing was. ``selection`` says in full why records came or went. ``delivered`` are the files dealt with,
    by format; ``edited`` those a person has changed, left as they are; ``failures`` what went wrong, by format,
    ``receipt`` or ``history`` (a BriefgenError, or a fault of briefgen's own); ``beside`` says of edited files where an
    earlier run put its build instead; ``warnings`` what a person should look at; ``outdated`` files of
    formats that the config does not ask for any more, left as they are; ``flagged`` the records in the brief that wait
    for a person, for what they rest on changed.
    """

    named: Named
    reasons: tuple[str, ...]
    delivered: Mapping[str, Delivered]
    edited: tuple[str, ...] = ()
    failures: Mapping[str, Exception]
    warnings: tuple[Problem, ...] = ()
    outdated: tuple[str, ...] = ()
    flagged: tuple[str, ...] = ()
    selection: tuple[str, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)
    computed: bool = True

    @property
    def changed(self) -> bool:
        """Whether any file was written."""
        return any(one.outcome != "unchanged" for one in self.delivered.values())


#: Told of each file as soon as it lies at its place: of which brief, and what became of it.
Placed = Callable[[str, "Delivered"], None]


def _silent(*_: object) -> None:
    """Say nothing."""


def build(
    workspace: Workspace,
    name: str | Named,
    *,
    formats: tuple[str, ...] = (),
    fresh: bool = False,
    strict: bool = False,
    shared: Shared | None = None,
    standing: Standing | None = None,
    tell: Tell = _silent,
    placed: Placed = _silent,
) -> BuildReport:
    """Build a brief, or the one that a *name* means, if anything is due.

    ``formats`` narrows what is written (default: the config's); ``fresh`` computes and writes it even if nothing
    seems to have changed; ``strict`` refuses a brief that rests on flagged records, even one that is up to date;
    ``shared`` is what the briefs of one run have in common, ``standing`` what was found in earlier runs; ``placed`` is
    told of each file that was written, before the slow ones are begun.

    Raises what :func:`briefgen.build.making.compute.compute` raises, BusyError where another run builds the same brief,
    OutputError where nothing at all can be written. What goes wrong with one format alone is in the report.
    """
    named = locate(workspace, name) if isinstance(name, str) else name
    if strict:
        refuse(workspace, named, tell)
    shared = shared or Shared(workspace)
    if not fresh:
        if standing is not None and not formats and standing.holds(named):
            return BuildReport(named=named, reasons=(), delivered={}, failures={}, computed=False)
        planned = plan(workspace, named, formats, shared.present, briefly=True)
        if not planned.due:
            if standing is not None and planned.receipt is not None and not planned.edited and not formats:
                standing.note(named, planned.receipt)
            return _nothing(planned)
        if standing is not None and not formats and (missed := _missed(workspace, named, shared, standing)):
            return missed
    with workspace.hold(f"build-{named.id}"):
        again = shared.present.again()  # another run may have done the work meanwhile
        planned = plan(workspace, named, formats, again)
        if not planned.due and not fresh:
            return _nothing(planned)
        return _Run(workspace, planned, formats, shared, fresh=fresh, tell=tell, placed=placed).report()


def _missed(workspace: Workspace, named: Named, shared: Shared, standing: Standing) -> BuildReport | None:
    """The report of a brief that what changed in the corpus certainly does not reach; None where it may."""
    from briefgen.build.due.reach import world_now  # lazy: it reads the corpus

    planned = plan(workspace, named, (), shared.present)
    if not shared.reach.misses(planned) or planned.receipt is None:
        return None
    if not planned.edited:
        standing.note(named, planned.receipt, world_now(planned, shared.present))
    return BuildReport(
        named=named, reasons=planned.reasons, delivered={}, edited=planned.edited, failures={}, computed=False
    )


def refuse(workspace: Workspace, named: Named, tell: Tell) -> None:
    """Raise CorpusError where a brief rests on flagged records (``--strict``)."""
    from briefgen.build.making.compute import refuse_flagged  # lazy: nothing else here needs the stages

    refuse_flagged(workspace, named.config, tell)


def _nothing(planned: Plan) -> BuildReport:
    return BuildReport(
        named=planned.named,
        reasons=(),
        delivered={},
        edited=planned.edited,
        failures={},
        beside=planned.beside,
        computed=False,
    )


class _Run:
    """One brief, one run: what was computed, which files are due, and what became of each."""

    def __init__(
        self,
        workspace: Workspace,
        planned: Plan,
        formats: tuple[str, ...],
        shared: Shared,
        *,
        fresh: bool,
        tell: Tell,
        placed: Placed,
    ) -> None:
        from briefgen.build.due.reasons import explained
        from briefgen.build.making.compute import compute  # lazy: nothing above needs the stages

        self._workspace = workspace
        self._planned = planned
        self._named = planned.named
        self._fresh = fresh
        self._tell = tell
        self._placed = placed
        self._computed: Computed = compute(workspace, planned.named, formats, tell, shared.corpus)
        self._reasons, self._selection = explained(workspace, planned, self._computed)
        self._formats = formats or self._computed.config.formats
        self._failures: dict[str, Exception] = {}
        self._outputs: dict[str, Output] = {}
        self._delivered: dict[str, Delivered] = {}
        self._kept: Kept | None = None
        self._known = set(planned.ours)  # digests of all files that may be ours while this run is writing

    def report(self) -> BuildReport:
        """Write what is due, what is quickly made first, then the receipt."""
        from briefgen.build.history.receipt import to_bytes  # lazy, as above

        for folder in (f"output/{self._named.id}", backups(self._named)):
            self._workspace.sweep(folder)
        for formats in self._turns():
            self._write(formats)
        done = {name: dealt_with(self._outputs[name], one) for name, one in self._delivered.items()}
        receipt = self._receipt(self._kept_outputs() | done, self._left())
        try:
            self._workspace.write(self._named.receipt, to_bytes(receipt))
        except OutputError as error:  # the files are there, and the pending receipt knows them
            self._failures["receipt"] = error
        if self._kept is not None:
            self._end_keeping(self._kept)
        if not self._failures.keys() & {"receipt", "history"}:
            self._workspace.remove(self._named.pending)
        return BuildReport(
            named=self._named,
            reasons=self._reasons,
            selection=self._selection,
            delivered={name: self._delivered[name] for name in self._formats if name in self._delivered},
            edited=self._planned.edited,
            failures=self._failures,
            warnings=(*self._computed.warnings, *self._strangers()),
            flagged=self._computed.flagged,
            outdated=self._outdated(),
        )

    def _strangers(self) -> tuple[Problem, ...]:
        """Copies under other names; nobody looks for one where no Word file is made."""
        return strangers(self._workspace, self._named) if "docx" in self._formats else ()

    def _turns(self) -> Iterator[tuple[str, ...]]:
        """The formats, those that are quickly made first: they are at their places before the others are begun."""
        yield tuple(name for name in self._formats if name not in _SLOW)
        yield tuple(name for name in self._formats if name in _SLOW)

    def _write(self, formats: tuple[str, ...]) -> None:
        """Write the files of some formats; before any is put at its place, the pending receipt and the history know it.

        Raises OutputError where nothing can be written, and nothing was in this run.
        """
        contents = {name: content for name in formats if (content := self._content(name)) is not None}
        outputs = {name: self._output(name, content) for name, content in contents.items()}
        self._outputs |= outputs
        self._known |= {output.digest for output in outputs.values()}
        try:
            pending = self._pend(self._resumed() if "docx" in outputs else None, write=bool(outputs))
            self._kept = self._keep(pending, contents) or self._kept
        except OutputError as error:
            if not self._delivered:
                raise
            self._failures |= dict.fromkeys(contents, error)
            return
        self._deliver(contents)

    def _pend(self, redline: Output | None = None, *, write: bool = True) -> Receipt:
        """Leave the receipt of what is about to be at the files' places; *redline* is what is so at the DOCX's."""
        from briefgen.build.history.receipt import to_bytes  # lazy, as above

        outputs = self._kept_outputs() | self._outputs
        pending = self._receipt(outputs, frozenset(self._known))
        if write:
            put = replace(pending, outputs=outputs | {"docx": redline}) if redline is not None else pending
            self._workspace.write(self._named.pending, to_bytes(put))
        return pending

    def _resumed(self) -> Output | None:
        """The redline at the DOCX's place that a run put there and was cut short before its receipt knew it."""
        output = self._planned.pending.outputs.get("docx") if self._planned.pending else None
        if output is None or not output.redline or found_digest(self._workspace, output.file) != output.digest:
            return None
        return output

    def _keep(self, receipt: Receipt, contents: Mapping[str, bytes]) -> Kept | None:
        """The build in the history, kept before anything is put at its place; None where there is nothing to keep.

        A DOCX that is current has its base there too, even if an earlier briefgen kept none.
        """
        from briefgen.build.history.keeping import begin, is_base_missing  # lazy, as above
        from briefgen.writers import writer

        document = contents.get("docx")
        docx = writer("docx")
        if document is None and is_current(self._workspace, self._planned, self._computed, "docx", docx.VERSION):
            output = self._kept_outputs()["docx"]
            if is_base_missing(self._workspace, self._named, output.digest):
                document = docx.write(self._computed.brief, self._computed.style)
        if document is None and not contents:
            return None
        return begin(
            self._workspace,
            self._computed,
            receipt,
            self._reasons,
            named=self._named,
            document=document,
        )

    def _end_keeping(self, kept: Kept) -> None:
        from briefgen.build.history.keeping import end  # lazy, as above

        try:
            resumed = self._planned.pending is not None
            end(self._workspace, kept, self._delivered, self._computed.config.history, resumed=resumed)
        except OutputError as error:  # the build is kept; what became of its files is told by the receipt
            self._failures["history"] = error

    def _outdated(self) -> tuple[str, ...]:
        """Files of earlier builds that say something else than the brief now, and that no build will renew."""
        unasked = (out for name, out in self._kept_outputs().items() if name not in self._computed.config.formats)
        return tuple(
            out.file
            for out in unasked
            if out.brief != self._computed.digest and found_digest(self._workspace, out.file) == out.digest
        )

    def _content(self, name: str) -> bytes | None:
        """The file's bytes in a format; None where the file there is current, or where writing it failed."""
        from briefgen.writers import writer  # lazy, as above

        try:
            chosen = writer(name)
            if not self._fresh and is_current(self._workspace, self._planned, self._computed, name, chosen.VERSION):
                return None
            self._tell("write", f"{name}")
            return chosen.write(self._computed.brief, self._computed.style)
        except Exception as error:  # noqa: BLE001 - whatever befalls one format, the others are written
            self._failures[name] = error
            return None

    def _output(self, name: str, content: bytes) -> Output:
        from briefgen.build.history.receipt import Output  # lazy, as above
        from briefgen.writers import writer

        chosen = writer(name)
        return Output(
            file=self._named.output(chosen.SUFFIX),
            digest=digest(content),
            brief=self._computed.digest,
            style=self._computed.style.digest,
            version=chosen.VERSION,
        )

    def _deliver(self, contents: Mapping[str, bytes]) -> None:
        from briefgen.writers import writer  # lazy, as above

        before = self._planned.receipt.outputs if self._planned.receipt else {}
        for name, content in contents.items():
            try:
                bring = self._bring(content) if name == "docx" else None
                one = (self._finished(content) if name == "docx" else None) or deliver(
                    self._workspace, self._named, writer(name).SUFFIX, content, ours=self._planned.ours, bring=bring
                )
                self._delivered[name] = one
                if name in before:
                    tidy(self._workspace, one, before[name].beside, self._planned.ours)
                if one.outcome != "unchanged":
                    self._placed(self._named.id, one)
            except BriefgenError as error:
                self._failures[name] = error

    def _finished(self, content: bytes) -> Delivered | None:
        """The redline of this very build that a run put in place before it was cut short: nothing is left to do."""
        from briefgen.build.edited.editing import bring_over  # lazy: it needs lxml, and most runs find no redline

        put, mine = self._resumed(), self._outputs["docx"]
        if put is None or (put.brief, put.style, put.version) != (mine.brief, mine.style, mine.version):
            return None
        backup = newest_backup(self._workspace, self._named, ".docx")
        brought = bring_over(self._workspace, self._named, self._workspace.read(backup), content, self._computed)
        return Delivered(file=put.file, outcome="redlined", digest=put.digest, backup=backup, blocks=brought.blocks)

    def _bring(self, content: bytes) -> Callable[[bytes], Brought]:
        """What brings the new DOCX over to an editor's copy."""

        def bring(theirs: bytes) -> Brought:
            from briefgen.build.edited.editing import (
                bring_over,  # lazy: it needs lxml, and most runs find no editor's copy
            )

            self._tell("redline", "the editor's copy")
            brought = bring_over(self._workspace, self._named, theirs, content, self._computed)
            if brought.content is not None and brought.edited:  # a run that is cut short now is told what it put there
                self._pend(replace(self._outputs["docx"], digest=digest(brought.content), redline=True))
            return brought

        return bring

    def _kept_outputs(self) -> dict[str, Output]:
        """What earlier runs wrote and this one does not touch, also one that was cut short."""
        kept = dict(self._planned.receipt.outputs) if self._planned.receipt else {}
        pending = self._planned.pending.outputs if self._planned.pending else {}
        for name in pending.keys() - set(self._formats):
            if found_digest(self._workspace, pending[name].file) == pending[name].digest:
                kept[name] = pending[name]
        return kept

    def _left(self) -> frozenset[str]:
        """Digests of files of ours that still lie at a place that is not theirs any more, or could not be replaced."""
        places = [one.file for one in self._delivered.values() if one.outcome == "beside"]
        if self._failures:
            return self._planned.ours
        return frozenset(
            found for path in places if (found := found_digest(self._workspace, path)) in self._planned.ours
        )

    def _receipt(self, outputs: Mapping[str, Output], ours: frozenset[str]) -> Receipt:
        from briefgen.build.history.trace import receipt_of  # lazy, as above

        return receipt_of(self._named, self._computed, outputs, ours)
