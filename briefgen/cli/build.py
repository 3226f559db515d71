"""``briefgen build``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefgen.build.desk.briefs import Named, briefs, locate
from briefgen.build.run import build
from briefgen.cli.options import config_names, everywhere
from briefgen.cli.outcome import Telling
from briefgen.cli.session import Session

if TYPE_CHECKING:  # a single brief is no batch
    from briefgen.build.batch import Done, RunReport

#: In the order of briefgen.config.schema.FORMATS; written out here, so that a run with nothing to do loads no config.
FORMATS = ("docx", "pdf", "html", "outline")

#: Of more briefs than so many, those that are up to date are only counted.
_NAMED = 20


@click.command("build")
@click.argument("configs", metavar="[CONFIG]...", nargs=-1, shell_complete=config_names)
@click.option("--all", "every", is_flag=True, help="Build every brief of the desk.")
@click.option(
    "--format", "formats", type=click.Choice(FORMATS), multiple=True, help="Write only this format; may be repeated."
)
@click.option("--fresh", is_flag=True, help="Compute and write it even if nothing seems to have changed.")
@click.option("--strict", is_flag=True, help="Do not build a brief that rests on flagged records.")
@click.option("--dry-run", is_flag=True, help="Say what is due and why; write nothing.")
@everywhere
@click.pass_obj
def command(
    session: Session,
    *,
    configs: tuple[str, ...],
    every: bool,
    formats: tuple[str, ...],
    fresh: bool,
    strict: bool,
    dry_run: bool,
) -> int:
    """Build briefs: DOCX for editors, PDF for readers, HTML for the web.

    CONFIG is a file in configs/, with or without .yaml; without one, the desk's only brief is meant. A brief is
    written to output/BRIEF/, and only if something that it was made from changed. What a person has edited
    is never written over: into a Word file what changed comes as tracked changes, a new PDF or HTML is put beside
    the edited one, and the command says so.
    """
    session.writes = not dry_run
    named = _named(session, configs, every)
    run = _Run(session, formats, fresh=fresh, strict=strict)
    if dry_run:
        run.foresee(named)
    elif len(named) == 1 and not every:
        run.one(named[0])
    else:
        run.several(named, every=every)
    return run.telling.code


def _named(session: Session, configs: tuple[str, ...], every: bool) -> tuple[Named, ...]:
    if configs and every:
        raise click.UsageError("Name configs, or use --all, not both.")
    if configs:
        return tuple(dict.fromkeys(locate(session.desk, session.path_on_desk(config)) for config in configs))
    known = briefs(session.desk)
    if every or len(known) == 1:
        return known
    if not known:
        raise click.UsageError("This desk has no config yet: write one in configs/.")
    raise click.UsageError("Which brief? Name a config, or use --all.")


class _Run:
    """The briefs of one call, one after the other."""

    def __init__(self, session: Session, formats: tuple[str, ...], *, fresh: bool, strict: bool) -> None:
        self._session = session
        self._formats = formats
        self._fresh = fresh
        self._strict = strict
        self.telling = Telling(session)

    def one(self, named: Named) -> None:
        """Build a brief; what it ends with is raised."""
        report = build(
            self._session.desk,
            named,
            formats=self._formats,
            fresh=self._fresh,
            strict=self._strict,
            tell=self._session.tell,
        )
        self._session.close()
        self._session.wrote = report.changed
        self.telling.report(report)

    def several(self, named: tuple[Named, ...], *, every: bool) -> None:
        """Build each brief; one that fails does not stop the others. A run over *every* brief is reported on.

        Of many briefs those that are up to date are counted, not named; with --verbose each is.
        """
        from briefgen.build.batch import build_all  # lazy, as above

        self.telling.counts = len(named) > _NAMED and not self._session.verbose
        done = build_all(
            self._session.desk,
            named,
            formats=self._formats,
            fresh=self._fresh,
            strict=self._strict,
            tell=self._session.tell,
            heard=self._heard,
        )
        self.telling.end()
        if every:
            self._report(done)

    def _report(self, done: RunReport) -> None:
        from briefgen.build.telling.after import tell_batch  # lazy: a single brief is not reported on
        from briefgen.cli.entries import tell_told

        tell_told(self._session, tell_batch(self._session.desk, "build --all", done))

    def _heard(self, done: Done) -> None:
        self._session.close()
        self._session.wrote = done.changed
        if done.report is not None:
            self.telling.report(done.report)
        elif done.error is not None:
            self.telling.failure(done.named.config, done.error)

    def foresee(self, named: tuple[Named, ...]) -> None:
        """Say what building would do."""
        from briefgen.build.foresee import foresee  # lazy: a build foresees nothing

        for one in named:
            try:
                found = foresee(
                    self._session.desk,
                    one,
                    formats=self._formats,
                    fresh=self._fresh,
                    strict=self._strict,
                    tell=self._session.tell,
                )
            except Exception as error:
                if len(named) == 1:
                    raise
                self.telling.failure(one.config, error)
                continue
            self._session.close()
            self.telling.foreseen(found)
