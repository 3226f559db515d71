"""The long run of the redline's properties: ``scripts/redline-properties --runs 5000 --seed 1``."""

from __future__ import annotations

import argparse
import multiprocessing
import re
import signal
import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.redline.promises import broken
from tests.redline.runs import Run, Tally, cases, run_of, settles, smaller
from tests.redline.shelves import shelf
from tests.redline.writing import built
from tests.writers.word import faults


def wrongs(run: Run, folder: Path | None = None) -> list[str]:
    """What is wrong with the first round of a run that breaks a promise; in *folder* the last file is validated too."""
    turn, case = 0, None
    try:
        for turn, case in enumerate(cases(run), 1):
            if wrong := [*broken(case), *settles(case)]:
                return [f"round {turn}: {one}" for one in wrong]
    except Exception:  # noqa: BLE001 - whatever the merge raises is a broken promise
        return [f"round {turn + 1}: raised {traceback.format_exc(limit=-3)}"]
    if folder is None or case is None:
        return []
    known = {fault.partition(": ")[2] for fault in faults(case.copy, folder)}
    return [f"not valid: {fault}" for fault in faults(case.made, folder) if fault.partition(": ")[2] not in known]


def kind_of(wrong: str) -> str:
    """A fault without what differs from case to case."""
    return re.sub(r"'.*'|\".*\"|_bg_\w+|\d+|[{\[].*[}\]]", "…", wrong.partition(": ")[2])[:160]


def tell(first: int, number: int, run: Run, kind: str) -> None:
    """Print the first run that breaks a promise in some way, made small."""
    small = run if kind.startswith("not valid") else smaller(run, lambda less: kind in map(kind_of, wrongs(less)))
    told = "\n  ".join(wrongs(small) or [kind])
    print(f"run {number} from seed {first}:\n  {told}\n  smallest: {small!r}\n", flush=True)


@dataclass
class Found:
    """What was run, and the kinds of faults that were found, with how often."""

    tally: Tally = field(default_factory=Tally)
    validated: int = 0
    failed: int = 0
    seen: dict[str, int] = field(default_factory=dict)

    def add(self, seed: int, number: int, run: Run, wrong: Sequence[str]) -> None:
        """Count a run; tell the first of each kind of fault, made small."""
        self.tally.add(run)
        self.failed += bool(wrong)
        for kind in dict.fromkeys(map(kind_of, wrong)):
            self.seen[kind] = self.seen.get(kind, 0) + 1
            if self.seen[kind] == 1:
                tell(seed, number, run, kind)
            else:
                print(f"run {number} from seed {seed}: {kind} again\n", flush=True)

    def total(self, seed: int, took: float) -> None:
        """Print how much was run, and what was wrong with it."""
        tally = self.tally
        print(", ".join(f"{name} {times}" for name, times in sorted(tally.kinds.items())))
        print(
            f"{tally.runs} runs from seed {seed}, {tally.rounds} rounds, {tally.edits} edits, {tally.changes} changes"
            f" of the corpus, {self.validated} files validated, {took:.0f} s: "
            + (f"{self.failed} runs break a promise" if self.seen else "every promise kept")
        )
        for kind, times in sorted(self.seen.items(), key=lambda entry: -entry[1]):
            print(f"  {times} times: {kind}")


def judged(asked: tuple[int, int, bool]) -> list[str]:
    """What is wrong with one run, given by seed, number and whether its file is to be validated."""
    seed, number, valid = asked
    with tempfile.TemporaryDirectory() as folder:
        return wrongs(run_of(seed, number), Path(folder) if valid else None)


def main() -> int:
    """Run what the command asks for; 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000, help="how many runs of one to four rounds (default 1000)")
    parser.add_argument("--seed", type=int, default=1, help="where chance begins (default 1)")
    parser.add_argument("--first", type=int, default=1, help="the number of the first run (default 1)")
    parser.add_argument("--jobs", type=int, default=1, help="how many processes work at it (default 1)")
    parser.add_argument(
        "--validate", type=int, default=0, metavar="N", help="hold every N-th run against the validator"
    )
    asked = parser.parse_args()
    if asked.validate and (missing := _without_validator()):
        parser.error(missing)
    began, found = time.monotonic(), Found()
    jobs = [
        (asked.seed, number, bool(asked.validate) and number % asked.validate == 0)
        for number in range(asked.first, asked.first + asked.runs)
    ]
    for way in (signal.SIGINT, signal.SIGTERM):  # a job in the background is sent the second, and is deaf to the first
        signal.signal(way, signal.default_int_handler)
    with multiprocessing.Pool(asked.jobs, _undisturbed) as pool:
        try:
            for (seed, number, valid), wrong in zip(jobs, pool.imap(judged, jobs), strict=True):
                found.validated += valid
                found.add(seed, number, run_of(seed, number), wrong)
        except KeyboardInterrupt:
            print("stopped; so far:")
    found.total(asked.seed, time.monotonic() - began)
    return 1 if found.seen else 0


def _without_validator() -> str:
    """Why no file can be validated; empty where one can."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            faults(built(shelf(0)), Path(folder))
        except pytest.skip.Exception as why:
            return str(why)
    return ""


def _undisturbed() -> None:
    """The process that gathers the results answers a Ctrl-C, and ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


if __name__ == "__main__":
    raise SystemExit(main())
