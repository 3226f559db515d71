"""``briefgen build``."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import click

from briefgen.build.desk.briefs import Named, briefs, locate
from briefgen.build.run import build
from briefgen.cli.options import config_names, everywhere, json_option
from briefgen.cli.outcome import Telling
from briefgen.cli.session import Session

if TYPE_CHECKING:  # a single brief with nothing to do is no batch, and nothing is told of it
    from collections.abc import Sequence
    from datetime import datetime

    from briefgen.build.batch import Done, RunReport
    from briefgen.build.telling.account import Entry
    from briefgen.build.telling.after import Told

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
@json_option
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
    as_json: bool,
) -> int:
    """Build briefs: DOCX for editors, PDF for readers, HTML for the web.

    CONFIG is a file in configs/, with or without .yaml; without one, the desk's only brief is meant. A brief is
    written to output/BRIEF/, and only if something that it was made from changed. What a person has edited
    is never written over: into a Word file what changed comes as tracked changes, a new PDF or HTML is put beside
    the edited one, and the command says so. A report that the desk keeps in output/ is renewed.
    """
    if as_json and dry_run:
        raise click.UsageError("What would be done 'briefgen plan --json' says; a dry run has no JSON.")
    session.writes = not dry_run
    session.quiet = session.quiet or as_json
    named = _named(session, configs, every)
    run = _Run(session, {"formats": formats, "fresh": fresh, "strict": strict}, as_json=as_json)
    if dry_run:
        run.foresee(named)
    elif len(named) == 1 and not every:
        run.one(named[0])
    else:
        run.several(named, every=every)
    return run.telling.code


class Options(TypedDict):
    """What a build is asked for, whichever brief it is."""

    formats: tuple[str, ...]
    fresh: bool
    strict: bool


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

    def __init__(self, session: Session, options: Options, *, as_json: bool) -> None:
        self._session = session
        self._options = options
        self._as_json = as_json
        self.telling = Telling(session)

    def one(self, named: Named) -> None:
        """Build a brief; the report that the desk keeps is renewed."""
        desk = self._session.desk
        began = desk.now()
        try:
            report = build(desk, named, **self._options, tell=self._session.tell)
        except Exception as error:  # noqa: BLE001 - it is told, and so is the report
            self._failed(named, error, began)
            return
        self._session.close()
        self.telling.report(report)
        from briefgen.build.telling.memory import keeps_in_mind  # lazy: --help needs none of it

        if self._as_json or report.computed or report.edited or keeps_in_mind(desk, named.id):
            from briefgen.build.batch import Done  # lazy: most runs of one brief find nothing to do

            self._renew(began, Done(named=named, report=report))

    def _failed(self, named: Named, error: Exception, began: datetime) -> None:
        """Tell what a brief ended with, and the report too."""
        from briefgen.build.batch import Done  # lazy: only where something went wrong
        from briefgen.build.telling.memory import STATE
        from briefgen.cli.failure import tell_failure

        kept = self._session.desk.exists(STATE)
        self.telling.code = tell_failure(error, self._session, of="the brief" if kept else "")
        self._renew(began, Done(named=named, error=error))

    def _renew(self, began: datetime, done: Done) -> None:
        from briefgen.build.telling.account import entry_of  # lazy, as above
        from briefgen.build.telling.after import tell_one

        told = tell_one(self._session.desk, began, done)
        self._told(f"build {done.named.id}", began, [entry_of(done)], told)

    def several(self, named: tuple[Named, ...], *, every: bool) -> None:
        """Build each brief; one that fails does not stop the others. A run over *every* brief is reported on.

        Of many briefs those that are up to date are counted, not named; with --verbose each is.
        """
        from briefgen.build.batch import build_all  # lazy, as above

        self.telling.counts = len(named) > _NAMED and not self._session.verbose
        done = build_all(self._session.desk, named, **self._options, tell=self._session.tell, heard=self._heard)
        self.telling.end()
        self._report(done, every=every)

    def _report(self, done: RunReport, *, every: bool) -> None:
        from briefgen.build.telling.account import entry_of  # lazy, as above
        from briefgen.build.telling.after import tell_batch

        run = "build --all" if every else f"build {' '.join(one.named.id for one in done.done)}"
        told = tell_batch(self._session.desk, run, done, whole=every)
        self._told(run, done.started, [entry_of(one) for one in done.done], told)

    def _told(self, run: str, began: datetime, entries: Sequence[Entry], told: Told) -> None:
        """Tell of the report; for a program, of the whole run."""
        from briefgen.cli.entries import tell_told  # lazy, as above

        tell_told(self._session, told)
        if self._as_json:
            from briefgen.cli.printing import print_json  # lazy: only where JSON is asked for
            from briefgen.cli.runs import run_data

            print_json(run_data(run, began, entries, told))

    def _heard(self, done: Done) -> None:
        self._session.close()
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
                    **self._options,
                    tell=self._session.tell,
                )
            except Exception as error:
                if len(named) == 1:
                    raise
                self.telling.failure(one.config, error)
                continue
            self._session.close()
            self.telling.foreseen(found)
