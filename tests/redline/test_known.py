"""What the random runs found and the merge does not do yet, each as small as it could be made."""

from __future__ import annotations

import pytest

from tests.redline.around_edits import DropReceipt
from tests.redline.block_edits import Unmark
from tests.redline.changes import Sections
from tests.redline.runs import Run, Step, check

KNOWN = {
    "with every bookmark lost, blocks that the build moved are told as moved and stand where they stood": (
        Run(0, (Step((Unmark(0, all=True), DropReceipt()), (Sections(0, 0, 0),)),))
    ),
}


@pytest.mark.parametrize(
    "run", [pytest.param(run, marks=pytest.mark.xfail(strict=True, reason=reason)) for reason, run in KNOWN.items()]
)
def test_what_is_known_to_be_wrong(run: Run) -> None:
    check(run)
