"""The long run: ``python bench/endure.py [--kills 300] [--seconds 60] [--seed 1]``, ten minutes on a quiet machine.

``build --all`` killed with SIGKILL at random moments, and two builders at once, on a desk with an edited DOCX while
the corpus changes. What must be true afterwards stands in tests/build/enduring.py; this says how often it was.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.build import enduring


def main() -> None:
    """Do the long runs, and say what was done."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BRIEFGEN_CACHE"] = f"{folder}/cache"
        alive = enduring.kills(Path(folder), asked.kills, asked.seed)
        print(f"{asked.kills} kills (seed {asked.seed}), {alive} while at work: nothing lost, nothing half-written")
        runs = enduring.meeting(Path(folder), asked.seconds)
        print(f"{runs} runs, always two at once: nothing lost, nothing half-written")


if __name__ == "__main__":
    main()
