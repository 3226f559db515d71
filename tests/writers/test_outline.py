"""The outline shows everything that a brief says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from briefgen import walk
from briefgen.writers import outline
from tests.writers import briefs, hard_briefs
from tests.writers.styles import style


def test_the_outline_of_every_block_and_inline(golden: Callable[[str, str], None]) -> None:
    golden("writers/small.outline.txt", outline.write(briefs.small(), style()).decode())


def test_every_paragraph_and_note_stands_in_the_outline_once() -> None:
    brief = briefs.everything()
    lines = outline.write(brief, style()).decode().splitlines()
    named = [found.group(1) for line in lines if (found := re.match(r" *[a-z0-9-]+ #([a-z0-9-]+)", line))]
    for run in walk.runs(brief.blocks):
        assert named.count(run.id) == 1, run.id
    assert sum(line.startswith("  [^") for line in lines) == len(brief.notes)


@pytest.mark.parametrize("hidden", ["\u00a0", "\u200b", "\u202e", "\x00", "\u00ad"])
def test_what_cannot_be_seen_is_shown_as_its_code(hidden: str) -> None:
    changed = replace(hard_briefs.bare(), blocks=(briefs.paragraph("p", f"a{hidden}b"),))
    assert f"body #p: a\\u{ord(hidden):04x}b" in outline.write(changed, style()).decode()
