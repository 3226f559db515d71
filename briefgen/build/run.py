"""Building a brief: what is due is computed, written where that makes a difference, and put on a receipt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefgen.build.desk.briefs import Named, locate
from briefgen.build.due.plan import Plan, plan
from briefgen.build.due.shared import Shared
from briefgen.build.making.deliver import Delivered, backups, deliver, found_digest, opened_by, tidy
from briefgen.errors import BriefgenError, OutputError, Problem
from briefgen.workspace import Workspace, digest

if TYPE_CHECKING:  # a run with nothing to do loads none of what is needed to compute and write a brief
    from briefgen.build.due.standing import Standing
    from briefgen.build.history.kept import Kept
    from briefgen.build.history.receipt import Output, Receipt
    from briefgen.build.making.compute import Computed, Tell
    from briefgen.build.making.deliver import Brought


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a run did for a brief, and why.

    ``reasons`` say why something was due; without any, nothing was. ``delivered`` are the files dealt with,
    by format; ``edited`` those a person has changed, left as they are; ``failures`` what went wrong, by format,
    ``receipt`` or ``history`` (a BriefgenError, or a fault of briefgen's own); ``warnings`` what a person should look at; ``outdated`` files of
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
    computed: bool = True

    @property
    def changed(self) -> bool:
        """Whether any file was written."""
        return any(one.outcome != "unchanged" for one in self.delivered.values())


def _silent(verb: str, what: str) -> None:
    """Say nothing of the steps."""


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
) -> BuildReport:
    """Build a brief, or the one that a *name* means, if anything is due.

    ``formats`` narrows what is written (default: the config's); ``fresh`` computes and writes it even if nothing
    seems to have changed; ``strict`` refuses a brief that rests on flagged records, even one that is up to date;
    ``shared`` is what the briefs of one run have in common, ``standing`` what was found in earlier runs.

    Raises what :func:`briefgen.build.making.compute.compute` raises, BusyError where another run builds the same brief,
    OutputError where nothing at all can be written. What goes wrong with one format alone is in the report.
    """
    named = locate(workspace, name) if isinstance(name, str) else name
    if strict:
        _refuse_flagged(workspace, named, tell)
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
        return _Run(workspace, planned, formats, shared, fresh=fresh, tell=tell).report()


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


def _refuse_flagged(workspace: Workspace, named: Named, tell: Tell) -> None:
    from briefgen.build.making.compute import refuse_flagged  # lazy: nothing else here needs the stages

    refuse_flagged(workspace, named.config, tell)


def _nothing(planned: Plan) -> BuildReport:
    return BuildReport(
        named=planned.named, reasons=(), delivered={}, edited=planned.edited, failures={}, computed=False
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What a run would do: why something is due, and which formats it would write (none: the change reaches nothing).

    ``edited`` are files that it would leave as they are.
    """

    named: Named
    reasons: tuple[str, ...]
    formats: tuple[str, ...]
    edited: tuple[str, ...] = ()


def foresee(
    workspace: Workspace,
    name: str | Named,
    *,
    formats: tuple[str, ...] = (),
    fresh: bool = False,
    strict: bool = False,
    shared: Shared | None = None,
    tell: Tell = _silent,
) -> Foreseen:
    """What :func:`build` would do now. Nothing is written; raises what computing a brief raises."""
    named = locate(workspace, name) if isinstance(name, str) else name
    if strict:
        _refuse_flagged(workspace, named, tell)
    shared = shared or Shared(workspace)
    planned = plan(workspace, named, formats, shared.present)
    if not planned.due and not fresh:
        return Foreseen(named=named, reasons=(), formats=(), edited=planned.edited)
    from briefgen.build.due.reasons import explained
    from briefgen.build.making.compute import compute  # lazy: nothing above needs the stages
    from briefgen.writers import writer

    computed = compute(workspace, named, formats, tell, shared.corpus)
    asked = formats or computed.config.formats
    due = (name for name in asked if fresh or not is_current(workspace, planned, computed, name, writer(name).VERSION))
    why = explained(workspace, planned, computed)
    return Foreseen(named=named, reasons=why, formats=tuple(due), edited=planned.edited)


def is_current(workspace: Workspace, planned: Plan, computed: Computed, name: str, version: int) -> bool:
    """Whether the file of a format is there, made from the same brief and style by the same writer."""
    receipt = planned.receipt
    output = receipt.outputs.get(name) if receipt else None
    if output is None or receipt is None or planned.pending is not None:
        return False
    if (output.brief, output.style, output.version) != (computed.digest, computed.style.digest, version):
        return False
    found = found_digest(workspace, output.file)
    waits = output.beside and (output.locked or found in receipt.ours)
    return bool(found) and not (waits and not opened_by(workspace, output.file))


def _done(output: Output, one: Delivered) -> Output:
    """What the receipt has of a file that was dealt with."""
    redline = one.outcome == "redlined"
    made = one.digest if redline else output.digest
    return replace(output, file=one.file, beside=one.beside, digest=made, locked=one.locked, redline=redline)


class _Run:
    """One brief, one run: what was computed, which files are due, and what became of each."""

    def __init__(
        self, workspace: Workspace, planned: Plan, formats: tuple[str, ...], shared: Shared, *, fresh: bool, tell: Tell
    ) -> None:
        from briefgen.build.due.reasons import explained
        from briefgen.build.making.compute import compute  # lazy: nothing above needs the stages

        self._workspace = workspace
        self._planned = planned
        self._named = planned.named
        self._fresh = fresh
        self._tell = tell
        self._computed: Computed = compute(workspace, planned.named, formats, tell, shared.corpus)
        self._reasons = explained(workspace, planned, self._computed)
        self._formats = formats or self._computed.config.formats
        self._failures: dict[str, Exception] = {}

    def report(self) -> BuildReport:
        """Write what is due, then the receipt."""
        from briefgen.build.history.receipt import to_bytes  # lazy, as above

        for folder in (f"output/{self._named.id}", backups(self._named)):
            self._workspace.sweep(folder)
        contents = {name: content for name in self._formats if (content := self._content(name)) is not None}
        outputs = {name: self._output(name, content) for name, content in contents.items()}
        pending = self._receipt(self._kept_outputs() | outputs, self._known(outputs))
        if outputs:
            self._workspace.write(self._named.pending, to_bytes(pending))
        kept = self._keep(pending, contents)
        delivered = self._deliver(contents)
        done = {name: _done(outputs[name], one) for name, one in delivered.items()}
        receipt = self._receipt(self._kept_outputs() | done, self._left(delivered))
        try:
            self._workspace.write(self._named.receipt, to_bytes(receipt))
        except OutputError as error:  # the files are there, and the pending receipt knows them
            self._failures["receipt"] = error
        if kept is not None:
            self._end_keeping(kept, delivered)
        if not self._failures.keys() & {"receipt", "history"}:
            self._workspace.remove(self._named.pending)
        return BuildReport(
            named=self._named,
            reasons=self._reasons,
            delivered=delivered,
            edited=self._planned.edited,
            failures=self._failures,
            warnings=self._computed.warnings,
            flagged=self._computed.flagged,
            outdated=self._outdated(),
        )

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

    def _end_keeping(self, kept: Kept, delivered: Mapping[str, Delivered]) -> None:
        from briefgen.build.history.keeping import end  # lazy, as above

        try:
            resumed = self._planned.pending is not None
            end(self._workspace, kept, delivered, self._computed.config.history, resumed=resumed)
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

    def _deliver(self, contents: Mapping[str, bytes]) -> dict[str, Delivered]:
        from briefgen.writers import writer  # lazy, as above

        delivered: dict[str, Delivered] = {}
        before = self._planned.receipt.outputs if self._planned.receipt else {}
        for name, content in contents.items():
            try:
                bring = self._bring(content) if name == "docx" else None
                one = deliver(
                    self._workspace, self._named, writer(name).SUFFIX, content, ours=self._planned.ours, bring=bring
                )
                delivered[name] = one
                if name in before:
                    tidy(self._workspace, one, before[name].beside, self._planned.ours)
            except BriefgenError as error:
                self._failures[name] = error
        return delivered

    def _bring(self, content: bytes) -> Callable[[bytes], Brought]:
        """What brings the new DOCX over to an editor's copy."""

        def bring(theirs: bytes) -> Brought:
            from briefgen.build.edited.editing import (
                bring_over,  # lazy: it needs lxml, and most runs find no editor's copy
            )

            self._tell("redline", "the editor's copy")
            return bring_over(self._workspace, self._named, theirs, content, self._computed)

        return bring

    def _kept_outputs(self) -> dict[str, Output]:
        """What earlier runs wrote and this one does not touch."""
        return dict(self._planned.receipt.outputs) if self._planned.receipt else {}

    def _known(self, outputs: Mapping[str, Output]) -> frozenset[str]:
        """Digests of all files that may be ours while this run is writing."""
        return self._planned.ours | {output.digest for output in outputs.values()}

    def _left(self, delivered: Mapping[str, Delivered]) -> frozenset[str]:
        """Digests of files of ours that still lie at a place that is not theirs any more, or could not be replaced."""
        places = [one.file for one in delivered.values() if one.outcome == "beside"]
        if self._failures:
            return self._planned.ours
        return frozenset(
            found for path in places if (found := found_digest(self._workspace, path)) in self._planned.ours
        )

    def _receipt(self, outputs: Mapping[str, Output], ours: frozenset[str]) -> Receipt:
        from briefgen.build.history.trace import receipt_of  # lazy, as above

        return receipt_of(self._named, self._computed, outputs, ours)
