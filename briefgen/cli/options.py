"""Options and arguments that several commands have, each with its completion."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from briefgen.cli.session import Session

if TYPE_CHECKING:
    from datetime import datetime

Function = TypeVar("Function", bound=Callable[..., Any])


def _remember(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """Note what is said before or after the command's name alike."""
    if value:
        session = context.find_object(Session)
        name = {"desk": "desk_named"}.get(str(parameter.name), str(parameter.name))
        if session is not None:
            setattr(session, name, value)
    return value


def everywhere(function: Function) -> Function:
    """``--desk``, ``--quiet`` and ``--verbose``, which may stand before or after the command."""
    for option in (
        click.option("-v", "--verbose", is_flag=True, help="Say what is done, step by step, and how long it took."),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong."),
        click.option(
            "--desk",
            metavar="DIR",
            type=click.Path(exists=True, file_okay=False),
            help="The desk to work on (default: the one that the current folder is in).",
        ),
    ):
        function = _applied(option, function)
    return function


def _applied(option: Callable[[Any], Any], function: Function) -> Function:
    decorated: Function = option(function)
    parameter: click.Parameter = decorated.__click_params__[-1]  # type: ignore[attr-defined]
    parameter.expose_value = False
    parameter.callback = _remember
    return decorated


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def moment_option(text: str) -> datetime:
    """The moment, in UTC, that an option says in the form of ISO 8601; without an offset it is local time."""
    from datetime import UTC, datetime  # lazy: hardly any command is given a moment

    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        raise click.UsageError(f"'{text}' is no moment: write it as 2026-12-01T18:00+01:00.") from None


def config_names(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:  # noqa: ARG001
    """Completions of a config's name."""
    from briefgen.build.desk.briefs import briefs  # lazy: completion alone needs it

    return _completions(
        context, begun, lambda session: (brief.config.rpartition("/")[2] for brief in briefs(session.desk))
    )


def source_ids(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:  # noqa: ARG001
    """Completions of a source's id: the folders of corpus/sources."""
    return _completions(
        context,
        begun,
        lambda session: (path.split("/")[2] for path in session.desk.files("corpus/sources", "source.yaml")),
    )


def record_ids(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:  # noqa: ARG001
    """Completions of a record's id."""
    from briefgen.corpus.load import load_corpus  # lazy: completion alone needs it

    return _completions(context, begun, lambda session: load_corpus(session.desk).records)


def _completions(context: click.Context, begun: str, known: Callable[[Session], Iterable[str]]) -> list[str]:
    """What completes *begun*; nothing where there is no desk or it has mistakes: a completion never complains."""
    from briefgen.errors import BriefgenError  # lazy: completion alone needs it

    session = context.find_object(Session) or Session()
    try:
        return [name for name in sorted(set(known(session))) if name.startswith(begun)]
    except BriefgenError:
        return []
