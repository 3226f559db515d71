"""The tutorial is run from its first command to its last, and prints what it says that it prints.

Its blocks are those of tests/cli/test_cases.py, and ``append``, which puts lines at the end of a file. ``cd`` and ``cp``
are done here; every other command is briefgen's.
"""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.test_cases import BLOCK, console, prepare

PAGE = "docs/tutorial.md"
PDF = "docs/tutorial/night-trains.pdf"


class Reader:
    """Somebody who follows the page: where they are, and what they do."""

    def __init__(self, folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.here = folder
        self._cache = cache
        self._monkeypatch = monkeypatch

    def block(self, kind: str, path: str, content: str) -> None:
        if kind == "append":
            target = self.here / path
            target.write_text(target.read_text(encoding="utf-8").rstrip("\n") + "\n" + content, encoding="utf-8")
            return
        prepare(kind, path, content, self.here)

    def run(self, command: str) -> str:
        words = shlex.split(command)
        if words[0] == "cd":
            self.here /= words[1]
            self._monkeypatch.chdir(self.here)
            return f"$ {command}\n"
        if words[0] == "cp":
            shutil.copy(self.here / words[1], self.here / words[2])
            return f"$ {command}\n"
        return console([command], self.here, self._cache, self._monkeypatch)


def test_the_tutorial_is_as_it_is_written_down(desk, tmp_path, monkeypatch, request):
    shutil.copy(desk / PDF, tmp_path)
    cache = tmp_path / "cache"
    monkeypatch.setenv("BRIEFGEN_CACHE", str(cache))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("BRIEFGEN_SOURCES", raising=False)
    monkeypatch.chdir(tmp_path)
    reader = Reader(tmp_path, cache, monkeypatch)
    page = (desk / PAGE).read_text(encoding="utf-8")
    pieces, done = [], 0
    for block in BLOCK.finditer(page):
        kind, path, content = block.groups()
        if kind != "console":
            reader.block(kind, path, content)
            continue
        found = "".join(reader.run(line[2:]) for line in content.splitlines() if line.startswith("$ "))
        assert "Traceback" not in found
        pieces += [page[done : block.start()], f"```console\n{found}```"]
        done = block.end()
    now = "".join((*pieces, page[done:]))
    if request.config.getoption("--accept"):
        (desk / PAGE).write_text(now, encoding="utf-8")
        return
    assert now == page, f"{PAGE} differs: if that is right, run pytest --accept"


def test_the_report_says_what_its_page_says(desk):
    """The PDF is the one that scripts/tutorial_pdf.py makes: its words, at least, are those of the script."""
    from pypdf import PdfReader

    text = " ".join("".join(page.extract_text() for page in PdfReader(desk / PDF).pages).split())
    script = (desk / "scripts" / "tutorial_pdf.py").read_text(encoding="utf-8")
    for figure in ("212,000", "34 percent", "131 euros", "85 euros", "18 million", "2029"):
        assert figure in text
        assert figure.replace(" ", "") in script.replace(" ", "").replace("\n", "")
