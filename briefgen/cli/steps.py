"""Telling what is being done: line by line if asked, on a terminal once it takes long, else not at all."""

from __future__ import annotations

import sys
import threading
import time
from typing import Any

import click

#: After so many seconds a person at a terminal wants to know what is going on.
LONG = 1.0


class Steps:
    """The steps of a run. The clock here times the program for its user; nothing that is made depends on it."""

    def __init__(self, *, verbose: bool, quiet: bool) -> None:
        self._verbose = verbose
        self._shows = not quiet and not verbose and sys.stderr.isatty()
        self._said = ""
        self._since = 0.0
        self._timer: threading.Timer | None = None
        self._status: Any = None
        self._lock = threading.Lock()

    def begin(self, verb: str, what: str) -> None:
        """The step before ends, and *verb* begins on *what*."""
        self._tell_time()
        self._said, self._since = f"{verb:<8} {what}", time.perf_counter()
        with self._lock:
            if self._status is not None:
                self._status.update(self._said)
            elif self._shows and self._timer is None:
                self._timer = threading.Timer(LONG, self._show)
                self._timer.daemon = True
                self._timer.start()

    def end(self) -> None:
        """The last step ends; nothing is left on the terminal."""
        self._tell_time()
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            self._shows = False
            if self._status is not None:
                self._status.stop()

    def _tell_time(self) -> None:
        if self._verbose and self._said:
            click.echo(f"{self._said}  ({time.perf_counter() - self._since:.2f} s)", err=True)
        self._said = ""

    def _show(self) -> None:
        from rich.console import Console  # lazy: only where something takes long on a terminal

        with self._lock:
            if self._shows:
                self._status = Console(stderr=True).status(self._said)
                self._status.start()
