"""The page on citations names what there is, and its example is what is made."""

from __future__ import annotations

import re
from pathlib import Path

from briefgen.cite.process import word
from briefgen.cite.style import BUILT_IN, load_style
from briefgen.walk import plain
from briefgen.workspace import Memory
from tests.cite.works import SECTION, WORKS, cite, item


def page(desk: Path) -> str:
    return (desk / "docs" / "citations.md").read_text(encoding="utf-8")


def test_every_style_of_ours_is_documented(desk: Path) -> None:
    for style in BUILT_IN:
        assert f"| `{style}` |" in page(desk)


def test_the_example_is_the_note_that_is_made(desk: Path) -> None:
    quoted = " ".join(line.removeprefix("> ") for line in page(desk).splitlines() if line.startswith("> "))
    example = re.escape(quoted.replace("*", "")).replace("…", ".*")
    workspace = Memory()
    made = cite(item("volume:ch02", SECTION), item("newspaper", prefix="citing"))
    result = word([made], WORKS, style=load_style(workspace, "notes"), locale="en-GB", workspace=workspace)
    assert re.fullmatch(example, plain(result.notes[0].inlines).replace("\u00a0", " "))


def test_the_setting_that_names_another_pandoc_is_documented(desk: Path) -> None:
    assert "`BRIEFGEN_PANDOC`" in page(desk)
