"""``briefgen build``."""

from __future__ import annotations

import click

from briefgen.build.briefs import briefs, locate
from briefgen.build.observe import Present
from briefgen.build.run import BuildReport, build, foresee
from briefgen.cli.options import config_names, everywhere
from briefgen.cli.session import Session

#: In the order of briefgen.config.schema.FORMATS; written out here, so that a run with nothing to do loads no config.
FORMATS = ("docx", "pdf", "html", "outline")

#: At most so many reasons are told; with --verbose all are.
_REASONS = 3


@click.command("build")
@click.argument("configs", metavar="[CONFIG]...", nargs=-1, shell_complete=config_names)
@click.option("--all", "every", is_flag=True, help="Build every brief of the desk.")
@click.option(
    "--format", "formats", type=click.Choice(FORMATS), multiple=True, help="Write only this format; may be repeated."
)
@click.option("--fresh", is_flag=True, help="Compute and write it even if nothing seems to have changed.")
@click.option("--dry-run", is_flag=True, help="Say what is due and why; write nothing.")
@everywhere
@click.pass_obj
def command(
    session: Session, *, configs: tuple[str, ...], every: bool, formats: tuple[str, ...], fresh: bool, dry_run: bool
) -> int:
    """Build briefs: DOCX for editors, PDF for readers, HTML for the web.

    CONFIG is a file in configs/, with or without .yaml; without one, the desk's only brief is meant. A brief is
    written to output/BRIEF/, and only if something that it was made from changed. A file that a person has edited
    is never written over: the new one is put beside it, and the command says so.
    """
    session.writes = not dry_run
    names = _names(session, configs, every)
    run = _Run(session, formats, fresh, dry_run)
    if len(names) == 1:
        run.one(names[0])
    else:
        run.several(names)
    return run.code


def _names(session: Session, configs: tuple[str, ...], every: bool) -> tuple[str, ...]:
    if configs and every:
        raise click.UsageError("Name configs, or use --all, not both.")
    if configs:
        named = (locate(session.desk, session.path_on_desk(config)).config for config in configs)
        return tuple(dict.fromkeys(named))
    known = tuple(brief.config for brief in briefs(session.desk))
    if every or len(known) == 1:
        return known
    if not known:
        raise click.UsageError("This desk has no config yet: write one in configs/.")
    raise click.UsageError("Which brief? Name a config, or use --all.")


class _Run:
    """The briefs of one call, one after the other; ``code`` is the exit code of the first thing that failed."""

    def __init__(self, session: Session, formats: tuple[str, ...], fresh: bool, dry_run: bool) -> None:
        self._session = session
        self._formats = formats
        self._fresh = fresh
        self._dry_run = dry_run
        self._present = Present(session.desk)
        self.code = 0

    def several(self, names: tuple[str, ...]) -> None:
        """Build each brief; one that fails does not stop the others."""
        from briefgen.cli.failure import tell_failure  # lazy: only in runs of several briefs

        for name in names:
            self._session.wrote = False
            try:
                self.one(name)
            except Exception as error:  # noqa: BLE001 - whatever befalls one brief, the others are built
                self._say(f"{name}:", err=True)
                self._failed(tell_failure(error, self._session))

    def one(self, name: str) -> None:
        """Build a brief, or say what that would do."""
        if self._dry_run:
            self._foresee(name)
            return
        report = build(
            self._session.desk,
            name,
            formats=self._formats,
            fresh=self._fresh,
            present=self._present,
            tell=self._session.tell,
        )
        self._session.close()
        self._session.wrote = report.changed
        self._tell(report)

    def _foresee(self, name: str) -> None:
        found = foresee(self._session.desk, name, formats=self._formats, fresh=self._fresh, tell=self._session.tell)
        self._session.close()
        why = self._because(found.reasons)
        if not found.reasons and not found.formats:
            self._say(f"{found.named.id}: up to date")
        elif not found.formats:
            self._say(f"{found.named.id}: up to date; the change does not reach this brief{why}")
        else:
            self._say(f"{found.named.id}: {', '.join(found.formats)} would be written{why}")
        for file in found.edited:
            self._say(f"  {file} was edited by a person and would be left as it is")

    def _tell(self, report: BuildReport) -> None:
        self._warn(report)
        why = self._because(report.reasons)
        brief = report.named.id
        if not report.computed:
            self._say(f"{brief}: up to date")
        elif report.changed:
            self._say(f"{brief}: built{why}")
        elif not report.failures and report.reasons:
            self._say(f"{brief}: up to date; the change did not reach this brief{why}")
        elif not report.failures:
            self._say(f"{brief}: computed anew, and nothing is different")
        for one in report.delivered.values():
            if one.outcome == "written":
                self._say(f"  wrote {one.file}")
            elif one.outcome == "beside":
                self._say(f"  left {one.file} as it is: {one.why}")
                self._say(f"  wrote {one.beside} instead")
        beside = {one.file for one in report.delivered.values() if one.outcome == "beside"}
        for file in report.edited:
            if file not in beside:
                self._say(f"  {file} was edited by a person and is left as it is")
        for file in report.outdated:
            self._say(f"  {file} is from an earlier build; the config does not ask for this format any more")
        self._tell_failures(report)

    def _warn(self, report: BuildReport) -> None:
        if report.warnings and not self._session.quiet:
            from briefgen.diagnostics import render  # lazy: only where there is something to look at

            click.echo(render(report.warnings), err=True)

    def _tell_failures(self, report: BuildReport) -> None:
        if not report.failures:
            return
        from briefgen.cli.failure import tell_error  # lazy: only where something went wrong

        for name, error in report.failures.items():
            click.echo(f"{report.named.id}: no {name} was written:", err=True)
            self._failed(tell_error(error))
        rest = "The others were written." if report.changed else "Nothing was written."
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
