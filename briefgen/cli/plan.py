"""``briefgen plan``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from briefgen.build.desk.briefs import Named, briefs, locate
from briefgen.build.foresee import Foreseen, foresee
from briefgen.cli.options import config_names, everywhere, json_option
from briefgen.cli.outcome import Telling
from briefgen.cli.session import Session


@click.command("plan")
@click.argument("configs", metavar="[CONFIG]...", nargs=-1, shell_complete=config_names)
@json_option
@everywhere
@click.pass_obj
def command(session: Session, configs: tuple[str, ...], as_json: bool) -> int:
    """Say which briefs are due, and why; write nothing.

    Without CONFIG all briefs of the desk are looked at. A change that does not reach a brief leaves it up to date.
    'briefgen build --all' does what is due. With --verbose each brief that is up to date is named.
    """
    if configs:
        named = tuple(dict.fromkeys(locate(session.desk, session.path_on_desk(config)) for config in configs))
    else:
        named = briefs(session.desk)
    run = _Run(session, as_json)
    for one in named:
        run.one(one)
    run.end()
    return run.telling.code


class _Run:
    def __init__(self, session: Session, as_json: bool) -> None:
        self._session = session
        self._as_json = as_json
        self._said: list[dict[str, Any]] = []
        self._due = self._rest = self._failed = 0
        self.telling = Telling(session)

    def one(self, named: Named) -> None:
        """Look at one brief; one that cannot be computed does not stop the others."""
        try:
            found = foresee(self._session.desk, named, tell=self._session.tell)
        except Exception as error:  # noqa: BLE001 - whatever befalls one brief, the others are looked at
            self._said.append({"brief": named.id, "config": named.config, "error": str(error)})
            self._failed += 1
            self.telling.failure(named.config, error)
            return
        self._session.close()
        self._due += bool(found.formats)
        self._rest += not found.formats
        self._said.append(_said(found))
        if not self._as_json:
            self._tell(found)

    def _tell(self, found: Foreseen) -> None:
        brief = found.named.id
        if found.formats:
            click.echo(f"{brief}: due ({', '.join(found.formats)})")
            _tell_lines(found.reasons)
            _tell_lines(found.selection if self._session.verbose else ())
        elif self._session.verbose or found.edited:
            reach = "; what changed does not reach it" if found.reasons else ""
            click.echo(f"{brief}: up to date{reach}")
        for file in found.edited:
            if file in found.beside:
                then = found.beside[file]
            elif file.endswith(".docx") and "docx" in found.formats:
                then = "a build puts what changes into it as tracked changes"
            else:
                then = "it will not be written over"
            click.echo(f"  the editor's copy was edited ({file}); {then}")

    def end(self) -> None:
        """Tell the whole."""
        if self._as_json:
            from briefgen.cli.printing import print_json  # lazy: only where JSON is asked for

            print_json(self._said)
            return
        failed = f", {_briefs(self._failed)} cannot be built" if self._failed else ""
        click.echo(f"{_briefs(self._due)} due, {_briefs(self._rest)} up to date{failed}")


def _tell_lines(reasons: Sequence[str]) -> None:
    for reason in reasons:
        click.echo(f"  {reason}")


def _briefs(number: int) -> str:
    return f"{number} brief" if number == 1 else f"{number} briefs"


def _said(found: Foreseen) -> dict[str, Any]:
    return {
        "brief": found.named.id,
        "config": found.named.config,
        "due": bool(found.formats),
        "formats": list(found.formats),
        "reasons": list(found.reasons),
        "selection": list(found.selection),
        "edited": list(found.edited),
    }
