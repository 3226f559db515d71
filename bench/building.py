"""``python bench/building.py [--configs 1000] [--many 10000]``: building many briefs, as ratios against making all.

Toy desks (bench/toydesk.py) of one DOCX a brief. Cold: everything is made, with no cache at all. Nothing to do: the
third run, for the second one notes what was found. One finding reworded: three briefs use it. Pandoc: one whole
process a document, with citeproc, on a document of the same size, a few of them timed and multiplied.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from toydesk import toy_desk

from briefgen.build.desk.briefs import briefs
from briefgen.build.desk.observe import Observation
from briefgen.build.history.receipt import load_receipt, to_bytes
from briefgen.build.run import build
from briefgen.pandoc import find_pandoc
from briefgen.workspace import Disk, digest

#: Documents that pandoc is timed on.
SAMPLE = 10


def main() -> None:
    """Print one line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--configs", type=int, default=1000)
    parser.add_argument("--many", type=int, default=10_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BRIEFGEN_CACHE"] = f"{folder}/cache"
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        if asked.many:
            many(Path(folder) / "many", asked.many)
        if asked.configs:
            some(Path(folder) / "some", asked.configs)


def some(desk: Path, configs: int) -> None:
    """Cold, nothing to do, and one finding reworded, on briefs that were really built."""
    toy_desk(desk, configs=configs, records=2 * configs, topics=-(-configs // 3))
    cold = timed(desk, f"{configs} configs, cold")
    pandoc = pandoc_for(desk, configs)
    tell(f"{configs} documents by pandoc, from {SAMPLE}", pandoc, cold, "cold")
    time.sleep(3)
    timed(desk, "the run after it, which notes what it finds")
    for _ in range(3):
        nothing = timed(desk, "nothing to do")
    tell("nothing to do", nothing, cold, "cold")
    tell("nothing to do", nothing, pandoc, "pandoc")
    records = desk / "corpus" / "records" / "s000" / "main.yaml"
    before = {path: path.stat().st_mtime_ns for path in desk.glob("output/b*/*.docx")}
    records.write_text(records.read_text().replace("came before", "comes before", 1))
    one = timed(desk, "one finding reworded")
    written = sum(path.stat().st_mtime_ns != seen for path, seen in before.items())
    tell(f"one finding reworded, {written} briefs written", one, cold, "cold")
    tell("one finding reworded", one, pandoc, "pandoc")
    timed(desk, "the run after it")
    tell("nothing to do again", timed(desk, "nothing to do again"), cold, "cold")


def many(desk: Path, configs: int) -> None:
    """Nothing to do for very many configs over twice as many records.

    One brief is built; the receipts of the others are made after its, with their own configs and files. What a run
    with nothing to do looks at is the same as if each had been built.
    """
    toy_desk(desk, configs=configs, records=2 * configs, topics=configs)
    workspace = Disk(desk)
    first, *others = briefs(workspace)
    build(workspace, first)
    receipt = load_receipt(workspace, first.receipt)
    assert receipt is not None
    document = workspace.read(first.output(".docx"))
    shared = [one for one in receipt.observed if one.name != first.config]
    for named in others:
        own = Observation("file", named.config, digest(workspace.read(named.config)))
        outputs = {"docx": replace(receipt.outputs["docx"], file=named.output(".docx"))}
        made = replace(
            receipt, id=named.id, config=named.config, outputs=outputs, observed=tuple(sorted([*shared, own]))
        )
        folder = desk / "output" / named.id
        folder.mkdir(parents=True)
        (folder / f"{named.id}.docx").write_bytes(document)
        (folder / "receipt.json").write_bytes(to_bytes(made))
    time.sleep(3)
    timed(desk, f"{configs} configs over {2 * configs} records, the first run, which notes what it finds")
    for _ in range(5):
        timed(desk, "nothing to do")
    passing = min(once([sys.executable, "-c", "pass"], desk)[0] for _ in range(5))
    print(f"python -c pass: {passing:.2f} s", flush=True)


def once(words: Sequence[str], folder: Path) -> tuple[float, float]:
    """Seconds on the wall and of processor, of a command and what it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(words, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def timed(desk: Path, what: str) -> tuple[float, float]:
    """``build --all`` once, told."""
    found = once([sys.executable, "-m", "briefgen", "build", "--all", "-q"], desk)
    print(f"{what}: {found[0]:.2f} s, {found[1]:.2f} s of processor", flush=True)
    return found


def tell(what: str, mine: tuple[float, float], other: tuple[float, float], name: str) -> None:
    """One line with both ratios."""
    print(f"  {what} / {name}: {mine[0] / other[0]:.4f} on the wall, {mine[1] / other[1]:.4f} of processor", flush=True)


def pandoc_for(desk: Path, configs: int) -> tuple[float, float]:
    """What pandoc would need for so many documents, from a few."""
    text = "\n\n".join(f"Towns that looked at it found so, and said so at once [@s{place}]." for place in range(12))
    works = "\n".join(f"- {{id: s{place}, type: report, title: Report {place}}}" for place in range(12))
    (desk / "p.md").write_text(f"---\ntitle: What towns know\nreferences:\n{works}\n---\n\n{text}\n")
    program = find_pandoc(Disk(desk)).path
    runs = [once([program, "--citeproc", "p.md", "-o", "p.docx"], desk) for _ in range(SAMPLE)]
    return (configs * sum(one[0] for one in runs) / SAMPLE, configs * sum(one[1] for one in runs) / SAMPLE)


if __name__ == "__main__":
    main()
