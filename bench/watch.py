"""How long from a save to the rebuilt brief: ``python bench/watch.py [--times N] [--formats docx,html] [--poll]``.

A watch runs on a copy of a desk; a config is saved as editors save, by a new file in the old one's place, with another
short title; the time is taken until the new receipt lies in the output folder, which is written last. In turn the same
save is built by a process of its own, ``briefgen build``, so that both are slowed by the same machine.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BRIEFGEN = [sys.executable, "-m", "briefgen"]


def main() -> None:
    """Print one line for each desk."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--formats", default="docx, html")
    parser.add_argument("--poll", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BRIEFGEN_CACHE"] = str(Path(folder) / "cache")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        small = Path(folder) / "small"
        subprocess.run([*BRIEFGEN, "init", str(small), "--quiet"], check=True)
        large = Path(folder) / "large"
        for part in ("corpus", "templates"):
            shutil.copytree(ROOT / part, large / part)
        (large / "configs").mkdir()
        for name in ("desk.yaml", "ukraine-brief.yaml"):
            shutil.copy(ROOT / "configs" / name, large / "configs" / name)
        for desk, brief in ((small, "first-brief"), (large, "ukraine-brief")):
            print(measured(desk, brief, asked.times, asked.formats, poll=asked.poll), flush=True)


def measured(desk: Path, brief: str, times: int, formats: str, *, poll: bool) -> str:
    """One line: seconds from save to receipt under a watch, and of the same build by a process of its own."""
    settings = desk / "configs" / "desk.yaml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(("formats:", "documents:"))]
    settings.write_text("\n".join([*kept, f"formats: [{formats}]", ""]), encoding="utf-8")
    watched, alone, first = [], [], []
    with watching(desk, poll=poll) as process:
        wait_for(desk, brief, b"")
        time.sleep(2)
        used = processor(process.pid)
        for turn in range(times):
            placed, whole = from_save(desk, brief, turn)
            first.append(placed)
            watched.append(whole)
            time.sleep(0.3)
        used = processor(process.pid) - used
    for turn in range(times):
        save(desk, brief, 1000 + turn)
        began = time.perf_counter()
        subprocess.run([*BRIEFGEN, "build", brief, "--quiet"], cwd=desk, check=True)
        alone.append(time.perf_counter() - began)
    ratio = statistics.median(watched) / statistics.median(alone)
    return (
        f"{brief} ({formats}): save to rebuilt {statistics.median(watched):.2f} s (median of {times}), "
        f"{max(watched):.2f} s at most, its DOCX at its place after {statistics.median(first):.2f} s; processor {used / times:.2f} s; a build by itself {statistics.median(alone):.2f} s; ratio {ratio:.2f}; "
        f"aim: at most 1 s"
    )


@contextmanager
def watching(desk: Path, *, poll: bool) -> Iterator[subprocess.Popen[bytes]]:
    """A watch on the desk, stopped at the end."""
    words = [*BRIEFGEN, "watch", "--quiet", *(["--poll"] if poll else [])]
    with subprocess.Popen(words, cwd=desk) as process:
        try:
            yield process
        finally:
            process.terminate()


def processor(number: int) -> float:
    """Seconds of processor that a process and the programs it ran have used (proc(5), fields 14 to 17)."""
    used = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:15]
    return sum(int(ticks) for ticks in used) / os.sysconf("SC_CLK_TCK")


def from_save(desk: Path, brief: str, turn: int) -> tuple[float, float]:
    """Seconds from a save to the DOCX of the build that it called for, and to its receipt, which is written last."""
    before = receipt(desk, brief)
    document = desk / "output" / brief / f"{brief}.docx"
    old = document.stat().st_mtime_ns
    save(desk, brief, turn)
    began = time.perf_counter()
    while document.stat().st_mtime_ns == old and receipt(desk, brief) == before:
        time.sleep(0.005)
    placed = time.perf_counter() - began
    wait_for(desk, brief, before)
    return placed, time.perf_counter() - began


def save(desk: Path, brief: str, turn: int) -> None:
    """Save the config with another short title, as editors save."""
    file = desk / "configs" / f"{brief}.yaml"
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("short-title:")]
    beside = file.with_name(f".{file.name}.swp")
    beside.write_text("\n".join([*lines, f"short-title: Turn {turn}", ""]), encoding="utf-8")
    beside.replace(file)


def receipt(desk: Path, brief: str) -> bytes:
    """The receipt's bytes, none where it is not there."""
    file = desk / "output" / brief / "receipt.json"
    return file.read_bytes() if file.is_file() else b""


def wait_for(desk: Path, brief: str, before: bytes) -> None:
    """Wait until the receipt is another one than *before*, for a minute at most."""
    ends = time.monotonic() + 60
    while receipt(desk, brief) in (before, b""):
        if time.monotonic() > ends:
            raise TimeoutError(brief)
        time.sleep(0.005)


if __name__ == "__main__":
    main()
