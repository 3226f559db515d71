"""Waiting that ends when this process is asked to stop."""

from __future__ import annotations

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType

#: Set once this process is asked to stop. It is the process that is asked, not a desk, hence one for all.
asked = threading.Event()


def wait(seconds: float) -> bool:
    """Wait so long, or until a stop is asked for; whether the process may go on."""
    return not asked.wait(max(0.0, seconds))


@contextmanager
def stoppable() -> Generator[None]:
    """While held, SIGTERM and SIGINT set :data:`asked`, and the second of them raises KeyboardInterrupt."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    asked.clear()
    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        asked.clear()
