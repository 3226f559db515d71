"""The long run of the redline's properties: ``scripts/redline-properties --runs 5000 --seed 1``."""

from __future__ import annotations

import argparse
import re
import tempfile
import time
import traceback
from pathlib import Path

from tests.redline.promises import broken
from tests.redline.runs import Run, Tally, cases, run_of, settles, smaller
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


def main() -> int:
    """Run what the command asks for; 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000, help="how many runs of one to four rounds (default 1000)")
    parser.add_argument("--seed", type=int, default=1, help="where chance begins (default 1)")
    parser.add_argument("--first", type=int, default=1, help="the number of the first run (default 1)")
    parser.add_argument(
        "--validate", type=int, default=0, metavar="N", help="hold every N-th run against the validator"
    )
    asked = parser.parse_args()
    began = time.monotonic()
    tally, validated, failed = Tally(), 0, 0
    seen: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(asked.first, asked.first + asked.runs):
            run = run_of(asked.seed, number)
            valid = bool(asked.validate) and number % asked.validate == 0
            validated += valid
            wrong = wrongs(run, Path(folder) if valid else None)
            tally.add(run)
            failed += bool(wrong)
            for kind in dict.fromkeys(map(kind_of, wrong)):
                seen[kind] = seen.get(kind, 0) + 1
                if seen[kind] == 1:
                    tell(asked.seed, number, run, kind)
    took = time.monotonic() - began
    print(", ".join(f"{name} {times}" for name, times in sorted(tally.kinds.items())))
    print(
        f"{tally.runs} runs from seed {asked.seed}, {tally.rounds} rounds, {tally.edits} edits, {tally.changes} changes"
        f" of the corpus, {validated} files validated, {took:.0f} s: "
        + (f"{failed} runs break a promise" if seen else "every promise kept")
    )
    for kind, times in sorted(seen.items(), key=lambda entry: -entry[1]):
        print(f"  {times} times: {kind}")
    return 1 if seen else 0


if __name__ == "__main__":
    raise SystemExit(main())
