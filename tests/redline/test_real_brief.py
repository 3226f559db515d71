"""The promises on the brief on Ukraine: real prose, views side by side, recommendations, thirty-odd notes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from briefgen.brief import Brief
from briefgen.build.desk.briefs import locate
from briefgen.build.making.compute import compute
from briefgen.workspace import Disk
from briefgen.writers import docx
from tests.redline.drawing import drawn
from tests.redline.editor import EDITS, play
from tests.redline.merging import Round, merged
from tests.redline.promises import broken
from tests.redline.real import renewed
from tests.redline.runs import settles
from tests.writers.word import word_style


@pytest.fixture(scope="module")
def ukraine(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Brief:
    workspace = Disk(desk, cache_folder=tmp_path_factory.mktemp("cache"))
    return compute(workspace, locate(workspace, "ukraine-brief"), ("docx",), lambda *_: None).brief


def test_the_changes_are_some(ukraine: Brief) -> None:
    assert renewed(ukraine, 1) != renewed(ukraine, 2)
    assert renewed(ukraine, 1).notes != ukraine.notes


@pytest.mark.parametrize("seed", range(8))
def test_every_promise_is_kept_over_three_rounds(ukraine: Brief, seed: int) -> None:
    chance = random.Random(seed)
    brief, style = ukraine, word_style()
    base = copy = docx.write(brief, style)
    for turn in range(1, 4):
        copy = play(copy, [drawn(chance, EDITS) for _ in range(chance.randint(0, 14))], turn)
        brief = renewed(brief, seed * 10 + turn)
        case = merged(Round(base, copy, docx.write(brief, style)))
        wrong = [*broken(case), *settles(case)]
        assert not wrong, f"round {turn}:\n" + "\n".join(wrong)
        base, copy = case.new, case.made
