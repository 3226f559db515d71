"""Whole commands timed in turn, so that what slows the machine slows both sides; told as ratios.

A run is one process from start to end: wall seconds, processor seconds and peak memory as the operating system
accounts them to that process and those it waited for.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds on the wall, seconds of processor, and the peak resident memory in MiB."""

    wall: float
    processor: float
    memory: float


@dataclass(frozen=True, slots=True)
class Command:
    """A command with a name to print; ``before`` puts the world in order before each run, and is not timed."""

    name: str
    words: Sequence[str]
    folder: str
    settings: Mapping[str, str]
    before: Callable[[], None] | None = None


def once(command: Command) -> Run:
    """Run a command once; raises CalledProcessError where it fails, with what it said."""
    if command.before is not None:
        command.before()
    settings = {**os.environ, **command.settings}
    settings.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.perf_counter()
    with subprocess.Popen(
        command.words, cwd=command.folder, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        said = process.stderr.read() if process.stderr else b""
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command.words), stderr=said)
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def alternate(ours: Command, theirs: Command, times: int) -> tuple[list[Run], list[Run]]:
    """Both commands in turn, so many times, after one uncounted run of each."""
    once(ours)
    once(theirs)
    pairs = [(once(ours), once(theirs)) for _ in range(times)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def row(ours: Command, theirs: Command, times: int, aim: str) -> str:
    """One line: both medians, the median of the pairs' ratios with its spread, memory, and the aim."""
    mine, other = alternate(ours, theirs, times)
    ratios = sorted(one.wall / two.wall for one, two in zip(mine, other, strict=True))
    more = statistics.median(one.wall - two.wall for one, two in zip(mine, other, strict=True))
    return (
        f"{ours.name} against {theirs.name}: "
        f"{statistics.median(run.wall for run in mine):.3f} s against "
        f"{statistics.median(run.wall for run in other):.3f} s, "
        f"ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}), {more * 1000:+.0f} ms; "
        f"peak memory {max(run.memory for run in mine):.0f} against {max(run.memory for run in other):.0f} MiB"
        f"{'; aim: ' + aim if aim else ''}"
    )
