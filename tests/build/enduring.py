"""Runs that are killed, that meet, that find no room: what must be true of the desk afterwards.

``python bench/endure.py --kills 300 --seconds 60`` is the long run; the tests do the same with small numbers.
"""

from __future__ import annotations

import io
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

from briefgen.build.batch import build_all
from briefgen.build.desk.briefs import briefs
from briefgen.build.history.kept import kept, kept_brief, origin
from briefgen.build.history.receipt import from_bytes
from briefgen.workspace import Disk
from tests.build.desks import CONFIG, RECORDS, starter

BRIEFS = 4
WORD = "Handwritten"
EDITED = "output/brief-0/brief-0.docx"


def make(folder: Path) -> Disk:
    """A desk of several briefs, all built, one DOCX edited by a person."""
    desk = starter(folder, "docx, html")
    text = desk.read(CONFIG)
    desk.remove(CONFIG)
    for number in range(BRIEFS):
        desk.write(f"configs/brief-{number}.yaml", text)
    assert build_all(desk, briefs(desk)).code == 0
    edit(folder / EDITED)
    return desk


def edit(path: Path) -> None:
    """Put a word of a person's own into a paragraph that no change of ours touches."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "word/document.xml":
                assert b"Two towns have" in body
                body = body.replace(b"Two towns have", f"{WORD} two towns have".encode())
            new.writestr(name, body)
    path.write_bytes(made.getvalue())


def reword(desk: Disk, turn: int) -> None:
    """Turn a finding that all briefs use into its wording of a turn."""
    text = desk.read(RECORDS).decode()
    old = next(line for line in text.splitlines() if "3.1 degrees cooler" in line and "headline" in line)
    ordinal = "abcdefghij"[turn % 10] + "abcdefghij"[turn // 10 % 10] + "abcdefghij"[turn // 100 % 10]
    new = f"    headline: Planted streets ({ordinal}) are 3.1 degrees cooler on hot afternoons"
    desk.write(RECORDS, text.replace(old, new).encode())


def command(desk: Disk) -> list[str]:
    return [sys.executable, "-m", "briefgen", "--desk", str(desk.root), "build", "--all", "-q"]


def hold(desk: Disk) -> None:
    """What is true at every moment: whole files, a base for each DOCX of ours, the editor's word at its place."""
    for path in (desk.root / "output").rglob("*"):
        if path.name.startswith(".") or not path.is_file():
            continue
        if path.suffix == ".docx":
            with zipfile.ZipFile(path) as archive:
                assert archive.testzip() is None, path
        elif path.suffix == ".html":
            assert path.read_bytes().rstrip().endswith(b"</html>"), path
        elif path.name.startswith("receipt"):
            assert from_bytes(path.read_bytes()) is not None, path
    for named in briefs(desk):
        builds = kept(desk, named)
        place = named.output(".docx")
        assert origin(desk, builds, desk.read(place)) is not None, f"{place} has no base"
        assert all(kept_brief(desk, one) is not None for one in builds)
    with zipfile.ZipFile(desk.root / EDITED) as archive:
        assert WORD in archive.read("word/document.xml").decode(), "the editor's word is lost"


def finished(desk: Disk) -> dict[str, bytes]:
    """The files of the untouched briefs once a run has finished; nothing unfinished is left anywhere."""
    run = build_all(desk, briefs(desk))
    assert run.code == 0, [str(error) for one in run.failed for error in one.errors]
    within = (desk.root / "output").glob("*/**/*")  # what the run's report left is swept away by the next report
    left = [path for path in within if ".unfinished" in path.name or "pending" in path.name]
    assert left == [], left
    assert not any(one.changed for one in build_all(desk, briefs(desk)).done)
    return {
        one.output(ending): desk.read(one.output(ending)) for one in briefs(desk)[1:] for ending in (".docx", ".html")
    }


def expected(folder: Path, turn: int) -> dict[str, bytes]:
    """The same files of a desk on which nothing was ever killed."""
    shutil.rmtree(folder, ignore_errors=True)
    desk = make(folder)
    reword(desk, turn)
    return finished(desk)


def kills(folder: Path, number: int, seed: int = 1, longest: float = 0.0) -> int:
    """Kill ``build --all`` at so many random moments, a change of the corpus before each; how many it was still alive.

    After every kill the desk is looked at, now and then a run is let finish, and its files are held against those of
    a desk where none was killed.
    """
    dice, alive = random.Random(seed), 0
    desk = make(folder / "killed")
    if not longest:
        reword(desk, 0)
        started = time.perf_counter()
        subprocess.run(command(desk), check=True, capture_output=True)
        longest = time.perf_counter() - started
    for turn in range(1, number + 1):
        reword(desk, turn)
        run = subprocess.Popen(command(desk), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(dice.uniform(0.1, longest))
        alive += run.poll() is None
        run.send_signal(signal.SIGKILL)
        run.wait()
        hold(desk)
        if turn % 25 == 0 or turn == number:
            assert finished(desk) == expected(folder / "expected", turn), f"after kill {turn}"
    return alive


def meeting(folder: Path, seconds: float) -> int:
    """Two builders at once, again and again, while the corpus changes; how many runs there were."""
    desk, runs = make(folder / "met"), 0
    until, turn = time.perf_counter() + seconds, 0
    while time.perf_counter() < until:
        turn += 1
        reword(desk, turn)
        pair = [subprocess.Popen(command(desk), stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
        for one in pair:
            said = one.communicate(timeout=300)
            assert one.returncode == 0, said
            runs += 1
        hold(desk)
    assert finished(desk) == expected(folder / "expected", turn)
    return runs


def cramped(folder: Path, room: int) -> None:
    """A run whose files may have no more than *room* bytes each, as on a full disk; then one that has all it needs."""
    desk = make(folder / f"cramped-{room}")
    before = {path: path.read_bytes() for path in sorted((desk.root / "output").rglob("*.docx"))}
    reword(desk, 1)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    run = subprocess.run(command(desk), capture_output=True, check=False, preexec_fn=limit)
    assert run.returncode == 10, run
    assert b"file too large" in run.stderr
    hold(desk)
    assert all(path.read_bytes() == content for path, content in before.items() if path.exists())
    assert finished(desk) == expected(folder / "expected", 1)
