"""Other programs, run without a shell."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.errors import MissingProgramError, Problem
from briefgen.workspace.protocol import Ran


def run_program(command: Sequence[str], given: bytes, seconds: float) -> Ran:
    """Run a program without a shell, with *given* on its standard input, for at most so many seconds."""
    import subprocess  # lazy: a run that is up to date starts no program

    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=seconds, check=False)
    except FileNotFoundError:
        raise MissingProgramError(
            Problem(f"the program '{command[0]}' is not installed", "install it, or check the PATH")
        ) from None
    except subprocess.TimeoutExpired:
        raise MissingProgramError(
            Problem(f"the program '{command[0]}' did not answer within {seconds:g} seconds", "run it again")
        ) from None
    return Ran(done.returncode, done.stdout, done.stderr)
