"""Reads a PDF from standard input and writes what was found, as JSON, to standard output.

It is started by :mod:`briefgen.importers.pdf` with a limit of time. The limit of memory it sets itself, before a
byte of the document is looked at, so that a hostile file ends this process and no other.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

#: Memory for one PDF, in bytes.
MOST_MEMORY = 2 * 1024**3


def main() -> int:
    """Read, write, and return the exit status: 0 also where the PDF is refused, for that is an answer."""
    _limit()
    from briefgen.importers._pdf.compile import compiled
    from briefgen.importers._pdf.extract import RefusedError, extract
    from briefgen.importers._pdf.sight import look_at

    content = sys.stdin.buffer.read()
    answer: dict[str, Any]
    try:
        paper = extract(content)
        doubts = look_at(paper)
        answer = {"manuscript": asdict(compiled(paper, doubts))}
    except RefusedError as refused:
        answer = {"refused": refused.reason, "told": refused.told}
    except (MemoryError, RecursionError):
        answer = {"refused": "crowded", "told": {}}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=True).encode())
    return 0


def _limit() -> None:
    """Bound this process's memory, where the system can."""
    try:
        import resource
    except ImportError:  # not on Windows; there only the time is limited
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


if __name__ == "__main__":
    sys.exit(main())
