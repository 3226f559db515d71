"""``briefgen adopt``."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli.options import config_names, everywhere, json_option
from briefgen.cli.printing import print_json
from briefgen.cli.session import Session
from briefgen.errors import DocumentError

if TYPE_CHECKING:
    from briefgen.build.edited.adopting import Adoptable, Adoption, Home


@click.command("adopt")
@click.argument("config", shell_complete=config_names)
@click.argument("blocks", metavar="[BLOCK]...", nargs=-1)
@click.option(
    "--to",
    "home",
    type=click.Choice(("corpus", "config")),
    help="Where the words go: into the record, for every brief, or into the config, for this brief alone.",
)
@click.option("--write", is_flag=True, help="Write it; without this the change is only shown.")
@json_option
@everywhere
@click.pass_obj
def command(
    session: Session, *, config: str, blocks: tuple[str, ...], home: Home | None, write: bool, as_json: bool
) -> int:
    """Bring an editor's rewording home, into the corpus or into the config.

    Without --to, lists what was reworded, block by block, and where each rewording may go. With --to, shows the change
    of the YAML as a diff; with --write as well, makes it. Comments and order in the YAML stay as they are. With BLOCKs
    only these. A figure that stands in no evidence is not brought home.
    """
    from briefgen.build.edited.adopting import adoptable, changed_files, write_home  # lazy: it loads all the stages

    if write and home is None:
        raise click.UsageError("Say where the words are to go: --to corpus or --to config.")
    session.writes = write
    session.tell("load", "the editor's copy and the corpus")
    found = adoptable(session.desk, config)
    session.close()
    chosen = _chosen(found, blocks)
    if as_json:
        print_json([_said(one) for one in chosen])
        return 0
    going = [one for one in chosen if home in one.homes and one.problem is None]
    if home is None or not chosen:
        _list(session, found, chosen)
        return 0
    files = changed_files(session.desk, found, going, home)
    if not session.quiet:
        for path, (before, after) in files.items():
            click.echo(_diff(path, before, after), nl=False)
    if write:
        write_home(session.desk, found, files)
        session.wrote = bool(files)
    left = [one for one in chosen if one not in going]
    return _tell(session, left, home, written=tuple(files) if write else ())


def _chosen(found: Adoptable, blocks: Sequence[str]) -> Sequence[Adoption]:
    if not blocks:
        return found.adoptions
    known = {one.block for one in found.adoptions}
    wrong = [name for name in blocks if name not in known]
    if wrong:
        from briefgen.diagnostics import did_you_mean  # lazy: only for a slip of the pen
        from briefgen.errors import Problem

        raise DocumentError(
            [
                Problem(
                    f"no reworded block '{name}' in the brief",
                    did_you_mean(name, known) or "'briefgen adopt CONFIG' lists them",
                )
                for name in wrong
            ]
        )
    return [one for one in found.adoptions if one.block in blocks]


def _list(session: Session, found: Adoptable, chosen: Sequence[Adoption]) -> None:
    if session.quiet:
        return
    if not chosen:
        click.echo(f"{found.named.id}: nothing was reworded that a record or the config says")
    for one in chosen:
        homes = " or ".join(f"--to {home}" for home in one.homes)
        click.echo(f"{one.block}: {one.wording} ({homes})")
        click.echo(f"  {_words(one.old, one.new)}")
        for line in _remarks(one):
            click.echo(f"  {line}")
    for block, old, new in found.stray:
        click.echo(f"{block}: no record and no sentence of the config says this; it stays in the copy alone")
        click.echo(f"  {_words(old, new)}")


def _words(old: str, new: str) -> str:
    from briefgen.build.differences.wording import shown  # lazy: only where something was reworded

    return shown(old, new)


def _remarks(one: Adoption) -> list[str]:
    lines = [f"figure changed: {change}" for change in one.figures]
    lines += one.remarks
    if one.problem is not None:
        hint = f" ({one.problem.hint})" if one.problem.hint else ""
        lines.append(f"cannot go home: {one.problem.message}{hint}")
    return lines


def _diff(path: str, before: str, after: str) -> str:
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), path, path, n=2, lineterm="\n"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def _tell(session: Session, left: Sequence[Adoption], home: str, written: tuple[str, ...]) -> int:
    for one in left:
        if one.problem is not None:
            hint = f"\n  hint: {one.problem.hint}" if one.problem.hint else ""
            click.echo(f"{one.block}: {one.wording} did not go home: {one.problem.message}{hint}", err=True)
        elif not session.quiet:
            click.echo(f"{one.block}: {one.wording} can go to the {one.homes[0]} only, not to the {home}", err=True)
    if not session.quiet:
        for path in written:
            click.echo(f"wrote {path}")
    return DocumentError.exit_code if any(one.problem is not None for one in left) else 0


def _said(one: Adoption) -> dict[str, Any]:
    return {
        "block": one.block,
        "record": one.wording.record,
        "field": one.wording.field,
        "old": one.old,
        "new": one.new,
        "homes": list(one.homes),
        "figures": [{"old": change.old, "new": change.new} for change in one.figures],
        "rests_on": list(one.rests_on),
        "remarks": list(one.remarks),
        "problem": one.problem.message if one.problem else "",
    }
