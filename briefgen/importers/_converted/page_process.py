"""A process that looks at one web page: HTML on standard input, JSON on standard output.

The answer has ``html`` (what pandoc is to read: visible text, ids kept, what is no main content marked as furniture),
``title``, ``authors``, ``date``, ``publisher``, ``url``, ``language``, ``doubts``; or ``refused`` alone, a sentence. The process
bounds its own memory.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sys
from typing import Any

#: Bytes that the process may take.
MEMORY = 1536 << 20


def main() -> None:
    """Answer for the page on standard input."""
    _bound_memory()
    logging.disable(logging.CRITICAL)  # the libraries' remarks are not the answer; this process is nobody else's
    from briefgen.importers._converted.page import looked_at  # lazy: only behind the bound

    content = sys.stdin.buffer.read()
    try:
        answer: dict[str, Any] = looked_at(content)
    except (MemoryError, RecursionError):
        answer = {"refused": "the page is too large or nested too deeply to be looked at"}
    sys.stdout.write(json.dumps(answer))


def _bound_memory() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):  # not every system has such bounds
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main()
