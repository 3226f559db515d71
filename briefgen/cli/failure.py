"""What a user reads when something went wrong: every problem with place and hint, never a traceback."""

from __future__ import annotations

import errno
import os
import sys
import traceback

import click

from briefgen import __version__
from briefgen.cli.session import Session
from briefgen.diagnostics import count, render
from briefgen.errors import BriefgenError, OutputError, Problem

#: What may be wrong with standard output. Faults in writing a desk's files are told by the workspace, with their paths.
_STREAM_FAULTS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


def tell_failure(error: Exception, session: Session, *, of: str = "") -> int:
    """Tell a failure that ended the run, or what it did *of* something; the exit code."""
    session.close()
    if isinstance(error, OSError) and error.filename is None and error.errno in _STREAM_FAULTS:
        error = _unwritable(error)
    code = tell_error(error)
    if isinstance(error, BriefgenError):
        written = f"Nothing of {of} was written." if of else "Nothing was written."
        rest = f" {written}" if session.writes and not session.wrote else ""
        click.echo(f"{count(error.problems)}.{rest}", err=True)
    return code


def tell_error(error: Exception) -> int:
    """Tell one error, without what it means for the whole run; its exit code."""
    if isinstance(error, BriefgenError):
        click.echo(render(error.problems), err=True)
        return error.exit_code
    click.echo(f"error: briefgen made a mistake of its own ({type(error).__name__}: {_one_line(error)})", err=True)
    click.echo(f"  hint: please report it, with the file {_report(error)}", err=True)
    return BriefgenError.exit_code


def _unwritable(error: OSError) -> OutputError:
    """Standard output could not be written; what is left of it is sent nowhere, so that the last flush succeeds."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    why = (error.strerror or str(error)).lower()
    return OutputError(Problem(f"what the command prints cannot be written: {why}", "send it to a place with room"))


def _one_line(error: Exception) -> str:
    said = " ".join(str(error).split())
    return said if len(said) <= 200 else f"{said[:200]}…"


def _report(error: Exception) -> str:
    """Write what a developer needs to know into the cache; the path of the file."""
    from briefgen.workspace import Disk, cache_folder, digest  # lazy: only after a mistake of our own

    said = "".join(traceback.format_exception(error))
    text = f"briefgen {__version__}, Python {sys.version}\n{' '.join(sys.argv)}\n\n{said}"
    key = f"reports/{digest(said.encode())[:12]}.txt"
    folder = cache_folder()
    Disk(folder, folder).cache(key, text.encode())
    return str(folder / key)
