"""No editor's word lost, no source change untold, accept-all and reject-all as promised, over several rounds.

The small profile of ``scripts/redline-properties``, which runs thousands and makes what fails small (in some minutes,
so not here).
"""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

from tests.redline import runs
from tests.redline.runs import LOST, RUN, Run, cases, check, run_of
from tests.writers.word import faults

PROFILE = settings(
    deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.explicit, Phase.generate]
)


def test_every_promise_is_kept_in_the_first_runs_of_the_long_run() -> None:
    """The runs that ``scripts/redline-properties --seed 1`` begins with."""
    for number in range(1, 31):
        check(run_of(1, number))


@settings(PROFILE, max_examples=20)
@given(RUN)
def test_every_promise_is_kept_in_every_round(run: Run) -> None:
    check(run)


@settings(PROFILE, max_examples=20)
@given(LOST)
def test_content_alone_is_enough_to_go_by(run: Run) -> None:
    check(run)


@settings(PROFILE, max_examples=12)
@given(RUN)
def test_a_build_that_is_repeated_changes_nothing(run: Run) -> None:
    check(run, runs.settles)


@settings(PROFILE, max_examples=5)
@given(RUN)
def test_the_same_files_give_the_same_bytes(run: Run) -> None:
    check(run, runs.repeats)


@settings(PROFILE, max_examples=12)
@given(RUN)
def test_what_was_accepted_is_settled(run: Run) -> None:
    check(run, runs.decided)


def test_the_open_xml_validator_finds_nothing_new(tmp_path: Path) -> None:
    """A few long runs; the validator takes a second or two for each file."""
    from hypothesis import find

    judged = 0
    for least in (6, 9, 12):
        run = find(
            RUN,
            lambda run, least=least: sum(len(step.edits) for step in run.steps) >= least,
            settings=settings(PROFILE, phases=[Phase.generate], max_examples=500),
        )
        *_, last = cases(run)
        assert set(faults(last.made, tmp_path)) <= set(faults(last.copy, tmp_path))
        judged += 1
    assert judged == 3
