"""What building a brief did or would do, as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefgen.cli.session import Session

if TYPE_CHECKING:
    from briefgen.build.foresee import Foreseen
    from briefgen.build.making.deliver import Delivered
    from briefgen.build.run import BuildReport

#: At most so many reasons are told; with --verbose all are.
_REASONS = 3
#: And of so many blocks of an editor's copy, unless more wait for a decision.
_BLOCKS = 12


class Telling:
    """Tells of briefs one after the other; ``code`` is the exit code of the first thing that failed.

    Where it ``counts``, a brief that is up to date and waits for nobody is not named; :meth:`end` says how many were.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.code = 0
        self.counts = False
        self._counted = 0
        self._told: dict[str, int] = {}  # the exit code of each mistake told, by its words and places

    def report(self, report: BuildReport) -> None:
        """Tell what a run did for a brief."""
        if self.counts and not (report.changed or report.failures or report.edited or report.warnings):
            self._counted += 1
            return
        self._warn(report)
        why = self._because(report.reasons)
        brief = report.named.id
        if not report.computed and not report.reasons:
            self._say(f"{brief}: up to date")
        elif report.changed:
            self._say(f"{brief}: built{why}")
        elif not report.failures and report.reasons:
            self._say(f"{brief}: up to date; the change did not reach this brief{why}")
        elif not report.failures:
            self._say(f"{brief}: computed anew, and nothing is different")
        self._selected(report.selection)
        for one in report.delivered.values():
            if one.outcome == "written":
                self._say(f"  wrote {one.file}")
            elif one.outcome == "redlined":
                self._redlined(one)
            elif one.outcome == "beside":
                self._say(f"  left {one.file} as it is: {one.why}")
                self._say(f"  wrote {one.beside} instead")
        if report.flagged:
            self._say(f"  rests on flagged records, see the warnings: {', '.join(report.flagged)}")
        beside = {one.file for one in report.delivered.values() if one.outcome in ("beside", "redlined")}
        for file in report.edited:
            if file not in beside:
                where = f"; {report.beside[file]}" if file in report.beside else ""
                self._say(f"  {file} was edited by a person and is left as it is{where}")
        for file in report.outdated:
            self._say(f"  {file} is from an earlier build; the config does not ask for this format any more")
        self._failures(report)

    def _selected(self, selection: tuple[str, ...]) -> None:
        """Tell, where asked to be told much, what the selection says of records that came or went."""
        for sentence in selection if self._session.verbose else ():
            self._say(f"  {sentence}")

    def _redlined(self, one: Delivered) -> None:
        """Tell what became of an editor's copy, block by block."""
        from briefgen.build.edited.redlines import lines, summary  # lazy: most runs find no editor's copy

        self._say(f"  {one.file} keeps what a person wrote; to look at in it: {summary(one.blocks)}")
        self._say(f"  the copy as it was is {one.backup}")
        for line in lines(one.blocks, 0 if self._session.verbose else _BLOCKS):
            self._say(f"    {line}")

    def end(self) -> None:
        """Tell how many briefs were only counted."""
        if self._counted:
            self._say(f"{self._counted} briefs: up to date" if self._counted > 1 else "1 brief: up to date")

    def foreseen(self, found: Foreseen) -> None:
        """Tell what a run would do for a brief."""
        why = self._because(found.reasons)
        if not found.reasons and not found.formats:
            self._say(f"{found.named.id}: up to date")
        elif not found.formats:
            self._say(f"{found.named.id}: up to date; the change does not reach this brief{why}")
        else:
            self._say(f"{found.named.id}: {', '.join(found.formats)} would be written{why}")
        self._selected(found.selection)
        for file in found.edited:
            if file.endswith(".docx") and "docx" in found.formats:
                self._say(f"  {file} was edited by a person and would get the changes as tracked changes")
            else:
                where = f"; {found.beside[file]}" if file in found.beside else ""
                self._say(f"  {file} was edited by a person and would be left as it is{where}")

    def failure(self, config: str, error: Exception) -> None:
        """Tell what a brief of several ended with; what befalls many, such as a mistake in the settings, once."""
        from briefgen.cli.failure import tell_failure  # lazy: only where something went wrong

        mistake = repr(getattr(error, "problems", error))
        if mistake in self._told:
            self._say(f"{config}: the mistake told above", err=True)
        else:
            self._say(f"{config}:", err=True)
            self._told[mistake] = tell_failure(error, self._session, of="this brief")
        self._failed(self._told[mistake])

    def _warn(self, report: BuildReport) -> None:
        if report.warnings and not self._session.quiet:
            from briefgen.diagnostics import render  # lazy: only where there is something to look at

            click.echo(render(report.warnings), err=True)

    def _failures(self, report: BuildReport) -> None:
        if not report.failures:
            return
        from briefgen.cli.failure import tell_error  # lazy: only where something went wrong

        for name, error in report.failures.items():
            click.echo(f"{report.named.id}: no {name} was written:", err=True)
            self._failed(tell_error(error))
        rest = "The others were written." if report.changed else "Nothing of this brief was written."
        number = len(report.failures)
        click.echo(f"{number} file{'s' if number > 1 else ''} failed. {rest}", err=True)

    def _because(self, reasons: tuple[str, ...]) -> str:
        if not reasons:
            return ""
        shown = reasons if self._session.verbose else reasons[:_REASONS]
        more = len(reasons) - len(shown)
        return f" ({'; '.join(shown)}{f'; and {more} more' if more else ''})"

    def _failed(self, code: int) -> None:
        self.code = self.code or code

    def _say(self, text: str, *, err: bool = False) -> None:
        if err or not self._session.quiet:
            click.echo(text, err=err)
