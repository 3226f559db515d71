"""What wording a brief's citations costs: 60 citations of 80 works, cold and from the cache.

``python bench/citations.py [TIMES]`` prints medians in milliseconds and as ratios against what no wording can do
without (starting pandoc: ``pandoc --version``) and against pandoc wording the same document by itself. Each row is
timed in turn with the others, so that what slows the machine slows all.
"""

from __future__ import annotations

import dataclasses
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from briefgen.brief import CitationItem, Cite
from briefgen.cite import process
from briefgen.cite.style import load_style
from briefgen.pandoc import find_pandoc
from briefgen.workspace import Disk

CITES = 60
WORKS = 80


def works() -> dict[str, Mapping[str, Any]]:
    """Invented works: chapters, newspaper articles and reports in turn."""
    made: dict[str, Mapping[str, Any]] = {}
    for number in range(WORKS):
        kind = ("chapter", "article-newspaper", "report", "webpage")[number % 4]
        made[f"source/w{number}"] = {
            "type": kind,
            "title": f"The {number}th account of harbours, cranes and quays: What they cost and who pays",
            "author": [{"family": f"Writer{number}", "given": "Ada"}, {"family": "Lind", "given": "Åsa"}],
            "container-title": "Harbour News",
            "publisher": "Institute for Sea Trade",
            "issued": {"date-parts": [[2024, number % 12 + 1, number % 28 + 1]]},
            "URL": f"https://harbour.example/news/2024/{number}",
        }
    return made


def cites() -> list[Cite]:
    """Each cites a source at a place and, every second one, a work that the source cites."""
    made: list[Cite] = []
    for number in range(CITES):
        items = [CitationItem(reference=f"source/w{number % 12}", locator=f"“Costs”, para. {number % 5 + 1}")]
        if number % 2 == 0:
            items.append(CitationItem(reference=f"source/w{12 + number}", prefix="citing"))
        items.append(CitationItem(reference=f"source/w{20 + number}"))
        made.append(Cite(items=tuple(items)))
    return made


class Recording(Disk):
    """A desk on disk that keeps what was given to pandoc."""

    given: bytes = b""
    command: tuple[str, ...] = ()

    def run(self, command: Any, given: bytes, seconds: float) -> Any:
        """Run it, and keep it."""
        self.command, self.given = tuple(command), given
        return super().run(command, given, seconds)


def median(timed: Callable[[], object], samples: list[float]) -> None:
    """Time one call, in milliseconds."""
    started = time.perf_counter()
    timed()
    samples.append((time.perf_counter() - started) * 1000)


def main(times: int) -> None:
    """Time every row in turn and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Recording(Path(folder), cache_folder=Path(folder, "cache"))
        references, wanted, style = works(), cites(), load_style(desk, "notes")

        def worded() -> process.Worded:
            return process.word(wanted, references, style=style, locale="en-GB", workspace=desk)

        def cold() -> None:
            for kept in Path(folder, "cache").glob("*"):
                kept.unlink()
            worded()

        def changed() -> None:  # one citation's words changed: nothing kept fits
            number = time.perf_counter_ns()
            other = dataclasses.replace(wanted[0].items[0], locator=f"“Costs”, para. {number}")
            wanted[0] = Cite(items=(other, *wanted[0].items[1:]))
            worded()

        cold()
        program = find_pandoc(desk).path
        rows: dict[str, tuple[Callable[[], object], list[float]]] = {
            "pandoc --version": (lambda: subprocess.run([program, "--version"], capture_output=True, check=True), []),
            "pandoc on the same document": (
                lambda: subprocess.run(desk.command, input=desk.given, capture_output=True, check=True),
                [],
            ),
            "word(), nothing kept": (cold, []),
            "word(), one citation changed": (changed, []),
            "word(), all kept": (worded, []),
        }
        for _ in range(times):
            for timed, samples in rows.values():
                median(timed, samples)
        report({name: statistics.median(samples) for name, (_, samples) in rows.items()}, json.loads(desk.given))


def report(medians: Mapping[str, float], document: Mapping[str, Any]) -> None:
    """Print the table."""
    start, same = medians["pandoc --version"], medians["pandoc on the same document"]
    sent = len(document["meta"]["references"]["c"])
    print(f"{len(document['blocks'])} citations, {sent} works")
    print(f"{'':32}{'ms':>8}{'× start':>10}{'× pandoc':>10}")
    for name, value in medians.items():
        print(f"{name:32}{value:8.1f}{value / start:10.1f}{value / same:10.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
