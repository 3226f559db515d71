"""Random editors over random briefs, round after round: what a run is, and holding every round against the promises."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from briefgen.errors import DocumentError
from tests.redline.case import Case, bookmarked, leaves
from tests.redline.changes import CHANGES
from tests.redline.drawing import drawn, strategy
from tests.redline.editing import OURS
from tests.redline.editor import EDITS, LOSSES, Edit, play
from tests.redline.merging import Round, merged
from tests.redline.package import Docx
from tests.redline.promises import broken, squeezed
from tests.redline.reading import accepted, comments, rejected
from tests.redline.revisions import by, settled
from tests.redline.shelves import Shelf, shelf
from tests.redline.writing import built


@dataclass(frozen=True)
class Step:
    """What happens between two builds: an editor's script, and changes of the corpus."""

    edits: tuple[Edit, ...]
    changes: tuple[object, ...]


@dataclass(frozen=True)
class Run:
    """A brief and several rounds of it."""

    seed: int
    steps: tuple[Step, ...]


#: How many shelves there are to draw from.
SHELVES = 400
_MOST_EDITS, _MOST_CHANGES, _MOST_ROUNDS = 8, 5, 4

_STEP = st.builds(
    Step,
    st.lists(strategy(EDITS), max_size=_MOST_EDITS).map(tuple),
    st.lists(strategy(CHANGES), max_size=_MOST_CHANGES).map(tuple),
)
RUN = st.builds(Run, st.integers(0, SHELVES - 1), st.lists(_STEP, min_size=1, max_size=_MOST_ROUNDS).map(tuple))
#: One round in which every way of knowing blocks but their content is lost.
LOST = st.builds(
    lambda seed, step: Run(seed, (Step((*step.edits, *LOSSES), step.changes),)), st.integers(0, SHELVES - 1), _STEP
)


def run_of(seed: int, number: int) -> Run:
    """The *number*-th run from a seed: every twentieth loses bookmarks and receipt in its first round."""
    chance = random.Random(f"{seed} {number}")
    steps = []
    for turn in range(chance.randint(1, _MOST_ROUNDS)):
        edits = [drawn(chance, EDITS) for _ in range(chance.randint(0, _MOST_EDITS))]
        changes = [drawn(chance, CHANGES) for _ in range(chance.randint(0, _MOST_CHANGES))]
        losses = LOSSES if number % 20 == 0 and turn == 0 else ()
        steps.append(Step((*edits, *losses), tuple(changes)))
    return Run(chance.randrange(SHELVES), tuple(steps))


def smaller(run: Run, fails: Callable[[Run], bool]) -> Run:
    """The run with all taken away that it fails without: rounds, edits, changes, and the size of numbers."""
    while True:
        for candidate in _less(run):
            if fails(candidate):
                run = candidate
                break
        else:
            return run


def _less(run: Run) -> Iterator[Run]:
    steps = run.steps
    for place in range(len(steps)):
        if len(steps) > 1:
            yield replace(run, steps=steps[:place] + steps[place + 1 :])
    for place, step in enumerate(steps):
        for name in ("edits", "changes"):
            held = getattr(step, name)
            for spot in range(len(held)):
                less = replace(step, **{name: held[:spot] + held[spot + 1 :]})
                yield replace(run, steps=(*steps[:place], less, *steps[place + 1 :]))


@dataclass
class Tally:
    """How much was run."""

    runs: int = 0
    rounds: int = 0
    edits: int = 0
    changes: int = 0
    kinds: dict[str, int] = field(default_factory=dict)

    def add(self, run: Run) -> None:
        self.runs += 1
        self.rounds += len(run.steps)
        for step in run.steps:
            self.edits += len(step.edits)
            self.changes += len(step.changes)
            for one in (*step.edits, *step.changes):
                name = type(one).__name__
                self.kinds[name] = self.kinds.get(name, 0) + 1


def cases(run: Run) -> Iterator[Case]:
    """Each round's redline; the result is what the editor opens in the next round."""
    stands: Shelf = shelf(run.seed)
    base = copy = built(stands)
    for turn, step in enumerate(run.steps, 1):
        copy = play(copy, step.edits, turn)
        for change in step.changes:
            stands = change.apply(stands)  # type: ignore[attr-defined]
        new = built(stands)
        try:
            case = merged(Round(base, copy, new))
        except DocumentError:
            if may_be_refused(base, copy):
                return  # the new build goes beside it, and there is nothing to go on with
            raise
        yield case
        base, copy = new, case.made


def may_be_refused(base: bytes, copy: bytes) -> bool:
    """Whether nobody can tell a copy for what it is: no bookmark of ours, and less than half of the base word for word."""
    there = {squeezed(said) for said in accepted(copy)}
    said = [squeezed(line.full) for line in leaves(base).values() if line.full.strip()]
    return not any(name.startswith("_bg_") for name in bookmarked(copy)) and sum(
        one in there for one in said
    ) * 2 < len(said)


def check(run: Run, judge: Callable[[Case], Sequence[str]] = broken) -> None:
    """Assert every promise of every round."""
    for turn, case in enumerate(cases(run), 1):
        wrong = list(judge(case))
        assert not wrong, f"round {turn}:\n" + "\n".join(wrong)


def settles(case: Case) -> list[str]:
    """Built again with nothing new, the result stays as it is: no new change, no new comment, no other text."""
    again = merged(Round(case.new, case.made, case.new))
    wrong: list[str] = []
    if accepted(again.made) != accepted(case.made):
        wrong.append("built again, other text stands once all is accepted")
    if rejected(again.made) != rejected(case.made):
        wrong.append("built again, other text stands once all is rejected")
    if comments(Docx(again.made)) != comments(Docx(case.made)):
        wrong.append("built again, other comments stand")
    return wrong


def repeats(case: Case) -> list[str]:
    """The same three files give the same bytes."""
    again = merged(Round(case.base, case.copy, case.new))
    return [] if again.made == case.made else ["the same files give other bytes"]


def decided(case: Case) -> list[str]:
    """Ours accepted and the editor's left: the new wording stands, and the next round finds nothing to do."""
    copy = settled(case.made, by(OURS, decision=True)).save()
    again = merged(Round(case.new, copy, case.new))
    same = [squeezed(said) for said in accepted(again.made)] == [squeezed(said) for said in accepted(copy)]
    return [] if same else ["with all of ours accepted, the next build changes the text"]
