"""What all tests share: golden files with ``--accept``, the real sources where they are at hand, a quiet cache."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).resolve().parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write golden files anew; then look at each with git diff")


@pytest.fixture(autouse=True)
def _private_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or fills the cache of the person who runs it."""
    monkeypatch.setenv("BRIEFGEN_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with ``tests/golden/<name>``; with ``--accept`` the file is written instead."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if not text.endswith("\n"):
            text += "\n"
        if request.config.getoption("--accept"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            return
        assert path.is_file(), f"no golden file {name}: run pytest --accept, then look at it"
        assert text == path.read_text(encoding="utf-8"), f"{name} differs: if that is right, run pytest --accept"

    return compare


@pytest.fixture(scope="session")
def desk() -> Path:
    """The repository, which is itself a desk."""
    return ROOT


@pytest.fixture(scope="session")
def sources() -> Path:
    """The folder with the two real publications; tests that need them are skipped where it is missing."""
    named = os.environ.get("BRIEFGEN_SOURCES")
    folder = Path(named) if named else ROOT.parent / "shared" / "sources"
    if not (folder / "china-russia-alignment.txt").is_file():
        pytest.skip(f"the real publications are not at hand: {folder} has none (set BRIEFGEN_SOURCES)")
    return folder
