"""LibreOffice as an editor uses it: one process for many documents, driven through UNO."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.redline.package import MAIN, Docx, find
from tests.writers.word import fonts

SCRIPT = Path(__file__).with_name("uno_editor.py")


@dataclass(frozen=True)
class Job:
    """A document, what is done to it, and as what it is saved (``docx`` or ``pdf``)."""

    content: bytes
    does: Sequence[Sequence[Any]] = ()
    suffix: str = "docx"


@cache
def _python() -> str:
    """A Python that has UNO: Debian's own, for UNO is not to be had for others."""
    candidates = ["/usr/bin/python3", sys.executable, *filter(None, [shutil.which("python3")])]
    for candidate in candidates:
        if Path(candidate).exists():
            ran = subprocess.run([candidate, "-c", "import uno"], capture_output=True, check=False)
            if ran.returncode == 0:
                return candidate
    return ""


def uncommented(content: bytes) -> bytes:
    """A document without its comments, which LibreOffice without windows cannot open to be worked on."""
    docx = Docx(content)
    for entry in find(docx.body, ".//w:commentRangeStart | .//w:commentRangeEnd | .//w:r[w:commentReference]"):
        entry.getparent().remove(entry)
    for name in [name for _, name in docx.relations(MAIN) if name.startswith("word/comments")]:
        docx.remove(name)
    return docx.save()


def edited(jobs: dict[str, Job], folder: Path) -> dict[str, bytes]:
    """What LibreOffice makes of each job; asserts that every one was done."""
    program = shutil.which("soffice")
    if program is None or not _python():
        pytest.skip("LibreOffice with UNO is not installed: apt-get install libreoffice-writer-nogui python3-uno")
    folder.mkdir(parents=True, exist_ok=True)
    told = []
    for name, job in jobs.items():
        given = folder / f"{name}.given.docx"
        given.write_bytes(job.content)
        told.append({"given": str(given), "made": str(folder / f"{name}.{job.suffix}"), "does": list(job.does)})
    (folder / "jobs.json").write_text(json.dumps(told), encoding="utf-8")
    pipe = f"briefgen-{os.getpid()}-{folder.name}"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    options = ["--headless", "--norestore", "--nologo", "--nodefault", f"--accept=pipe,name={pipe};urp;"]
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts(folder))}
    office = subprocess.Popen(
        [program, profile, *options], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        command = [_python(), str(SCRIPT), str(folder / "jobs.json"), pipe]
        clean = {key: said for key, said in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
        ran = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, env=clean)
        office.wait(timeout=60)
    finally:
        office.kill()
        office.wait()
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(answers) == len(jobs), ran.stderr
    wrong = [f"{Path(answer['made']).name}: {answer['wrong']}" for answer in answers if answer["wrong"]]
    assert not wrong, wrong
    return {name: (folder / f"{name}.{job.suffix}").read_bytes() for name, job in jobs.items()}
