"""Cases as documents: what was on the desk, the command, what it said, its exit code.

Each ``cases/*.md`` starts from the desk that ``briefgen init`` makes. Its blocks are, in order:

- ```` ```change PATH ````: a text before the line ``---`` is replaced by the text after it;
- ```` ```file PATH ````: a file is written;
- ```` ```edit PATH ````: words of a Word file before ``---`` are replaced by those after it, as an editor would;
- ```` ```remove PATH ````: a file or folder is removed (the block is empty);
- ```` ```console ````: commands after ``$``, each followed by what it prints to either stream, and ``[exit N]`` where
  it does not end with 0. ``pytest --accept`` writes these blocks anew.

``DESK`` stands for the desk's folder, ``CACHE`` for the cache's, ``0.00 s`` for any time, ``MOMENT`` for any moment.
"""

from __future__ import annotations

import io
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from briefgen.build.desk.starter import make_desk
from briefgen.cli import run
from tests.redline.edits import edited, reword

CASES = Path(__file__).parent / "cases"
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}")
BLOCK = re.compile(r"^```(\w+) ?(.*?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def cases():
    return sorted(path.name for path in CASES.glob("*.md"))


@pytest.fixture(scope="session")
def fresh_desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fresh") / "desk"
    make_desk(folder)
    return folder


def spoken(arguments, monkeypatch):
    """What a command prints to both streams together, in order, and its exit code."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", stream)
        patched.setattr(sys, "stderr", stream)
        code = run(arguments)
        stream.flush()
    return stream.buffer.getvalue().decode(), code


def console(commands, desk, cache, monkeypatch):
    """The console block of the commands as it is now."""
    lines = []
    for command in commands:
        words = shlex.split(command)
        assert words[0] == "briefgen", f"only briefgen is run here: {command}"
        said, code = spoken(words[1:], monkeypatch)
        said = said.replace(str(desk), "DESK").replace(str(cache), "CACHE")
        said = MOMENT.sub("MOMENT", said)
        lines.append(f"$ {command}\n{re.sub(r'[0-9]+[.][0-9]{2} s', '0.00 s', said)}")
        if code:
            lines.append(f"[exit {code}]\n")
    return "".join(lines)


def prepare(kind, path, content, desk):
    """Do to the desk what a block says."""
    target = desk / path
    match kind:
        case "change":
            old, new = (text.removesuffix("\n") for text in content.split("---\n", 1))
            text = target.read_text(encoding="utf-8")
            assert text.count(old) == 1, f"{path} must have this once: {old}"
            target.write_text(text.replace(old, new), encoding="utf-8")
        case "edit":
            old, new = (text.strip() for text in content.split("---\n", 1))
            target.write_bytes(edited(target.read_bytes(), reword(old, new)))
        case "file":
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="utf-8")
        case "remove":
            shutil.rmtree(target) if target.is_dir() else target.unlink()
        case _:
            raise AssertionError(f"no block '{kind}'")


@pytest.mark.parametrize("name", cases())
def test_the_case_is_as_it_is_written_down(name, fresh_desk, tmp_path, monkeypatch, request):
    desk = tmp_path / "desk"
    shutil.copytree(fresh_desk, desk)
    cache = tmp_path / "cache"
    monkeypatch.setenv("BRIEFGEN_CACHE", str(cache))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("BRIEFGEN_SOURCES", raising=False)
    monkeypatch.chdir(desk)
    written = (CASES / name).read_text(encoding="utf-8")
    pieces, done = [], 0
    for block in BLOCK.finditer(written):
        kind, path, content = block.groups()
        if kind != "console":
            prepare(kind, path, content, desk)
            continue
        commands = [line[2:] for line in content.splitlines() if line.startswith("$ ")]
        found = console(commands, desk, cache, monkeypatch)
        assert "Traceback" not in found
        pieces += [written[done : block.start()], f"```console\n{found}```"]
        done = block.end()
    now = "".join((*pieces, written[done:]))
    if request.config.getoption("--accept"):
        (CASES / name).write_text(now, encoding="utf-8")
        return
    assert now == written, f"{name} differs: if that is right, run pytest --accept"
