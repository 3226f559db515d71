"""Being the only process of its kind on a desk: the resident of the schedule, the watch."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import ExitStack, contextmanager

from briefgen.errors import BusyError, Place, Problem
from briefgen.workspace import Workspace


@contextmanager
def sole(workspace: Workspace, lock: str, message: str) -> Generator[None]:
    """Hold a *lock* of the desk, taken at once or not at all; raises BusyError with *message* where another has it."""
    with ExitStack() as held:
        try:
            held.enter_context(workspace.hold(lock, 0))
        except BusyError:
            place = Place(f".briefgen/{lock}.lock")
            raise BusyError(Problem(message, "leave it to that one, or stop it first", place)) from None
        yield
