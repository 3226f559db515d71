"""``briefgen watch``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from briefgen.build.desk.briefs import locate
from briefgen.build.making.deliver import Delivered
from briefgen.build.telling.account import Entry, Waiting
from briefgen.build.telling.after import build_and_tell
from briefgen.build.unattended.watch import Listener, Watch
from briefgen.cli.entries import say, tell_entry, tell_failures, tell_told
from briefgen.cli.options import config_names, everywhere, moment_option
from briefgen.cli.printing import print_json_line
from briefgen.cli.runs import run_data, waiting_data
from briefgen.cli.session import Session


@click.command("watch")
@click.argument("configs", metavar="[CONFIG]...", nargs=-1, shell_complete=config_names)
@click.option("--poll", is_flag=True, help="Look again and again instead of waiting for the system's events.")
@click.option("--until", metavar="MOMENT", help="End at this moment, such as 2026-12-01T18:00+01:00.")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each run, for programs.")
@everywhere
@click.pass_obj
def command(session: Session, *, configs: tuple[str, ...], poll: bool, until: str | None, as_json: bool) -> None:
    """Stay, and rebuild a brief as soon as something changes that its last build looked at.

    That is files of the corpus, configs, templates and citation styles; new configs are built, too. Documents in the
    desk's document folders, and at the addresses that configs/desk.yaml names, are looked at as well: a change is
    told, or imported ('watch: changed: import'). On network shares, whose events do not tell what others do, the
    folders are looked at again and again; --poll asks for that. Stop it with Ctrl-C.
    """
    only = {locate(session.desk, session.path_on_desk(config)).id for config in configs}
    ends = moment_option(until) if until else None
    session.quiet = session.quiet or as_json

    placed: set[str] = set()  # files that were told of at once, and are not named again with their brief

    def at_its_place(brief: str, one: Delivered) -> None:
        session.close()
        placed.add(one.beside or one.file)
        say(session, f"{brief}: wrote {one.beside or one.file}")

    def build(names: Sequence[str], notes: Sequence[Waiting] | None) -> Sequence[Entry]:
        placed.clear()
        began = session.desk.now()
        entries, told = build_and_tell(session.desk, "watch", names, session.tell, notes, placed=at_its_place)
        session.close()
        if as_json and (entries or notes or told.report is not None):
            data = run_data("watch", began, entries, told)
            print_json_line(data | {"notes": [waiting_data(one) for one in notes or ()]})
        tell_told(session, told)
        return entries

    listener = Listener(
        began=lambda polling: _began(session, polling),
        done=lambda entry: tell_entry(session, entry, placed),
        failed=_failed,
        noted=_noted,
    )
    Watch(workspace=session.desk, run=build, listener=listener, only=only, polling=poll).keep(ends)
    say(session, "Stopped.")


def _began(session: Session, polling: bool) -> None:
    how = ", looking again and again" if polling else ""
    say(session, f"Watching the desk{how}; stop it with Ctrl-C.")


def _failed(entry: Entry) -> None:
    tell_failures(entry)
    click.echo(f"{entry.brief}: failed; tried again at the next change", err=True)


def _noted(waiting: Waiting) -> None:
    click.echo(f"{waiting.place}: {waiting.text}", err=True)
    if waiting.hint:
        click.echo(f"  hint: {waiting.hint}", err=True)
