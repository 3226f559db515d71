"""The command line: one command, one file; nothing is imported before its command is called."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import NoReturn

#: What a shell reports for a program that was stopped from the keyboard (128 + SIGINT).
STOPPED = 130

#: Objects made before Python looks for cycles among them. A command lives for a second and leaves hardly any: looking
#: as often as is usual (700) takes a tenth of its time.
_COLLECTED = 100_000


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """The console script: run the command line and exit with its code (see :mod:`briefgen.errors`)."""
    gc.set_threshold(_COLLECTED)
    _open_streams()
    try:
        code = run(arguments)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)  # noqa: T201 - click may be what was stopped
        code = STOPPED
    sys.exit(code)


def _open_streams() -> None:
    """Where the caller closed a standard stream (``>&-``), what goes there goes nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - open as long as the process


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with *arguments* (default: those of the process); the exit code."""
    import click  # lazy: an interrupted import of click is told as an interruption, too

    from briefgen.cli.group import briefgen
    from briefgen.cli.session import Session

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # what a terminal cannot show is replaced, not an error
            stream.reconfigure(errors="replace")
    session = Session()
    try:
        result = briefgen.main(arguments, prog_name="briefgen", standalone_mode=False, obj=session)
    except click.Abort:
        session.close()
        click.echo("Stopped.", err=True)
        return STOPPED
    except click.ClickException as wrong_usage:
        wrong_usage.show()
        return wrong_usage.exit_code
    except Exception as error:  # noqa: BLE001 - no user ever sees a traceback
        from briefgen.cli.failure import tell_failure  # lazy: only where something went wrong

        return tell_failure(error, session)
    finally:
        session.close()
    return result if isinstance(result, int) else 0
