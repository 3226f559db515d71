"""What to say where a request leaves nothing to choose from, or pins more than it has room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.config.schema import Budget
from briefgen.corpus.records import Record, RecordKind
from briefgen.diagnostics import Problems
from briefgen.errors import Problem, SelectionError
from briefgen.select.criteria import Filter, Places


def nothing_fits(chain: Sequence[Filter], failing: Mapping[str, Sequence[Filter]], places: Places) -> SelectionError:
    """The error that names the criterion that left nothing, and what to loosen.

    *chain* are the request's filters in their order; *failing* are those that each record does not pass, by the ids
    of all records that the request does not exclude.
    """
    left = list(failing)
    if not left:
        return SelectionError(
            Problem("no record fits: every one is excluded", "exclude fewer records", places("select.exclude"))
        )
    for one in chain:
        passing = [record for record in left if one not in failing[record]]
        if not passing:
            count = f"{len(left)} records" if len(left) > 1 else "1 record"
            before = " that pass the criteria before it" if one is not chain[0] else ""
            message = f"no record fits: of {count}{before}, none {one.wants}"
            return SelectionError(Problem(message, _loosen(failing), places(f"select.{one.name}")))
        left = passing
    raise AssertionError("a record fits")  # pragma: no cover - asked only where none does


def _loosen(failing: Mapping[str, Sequence[Filter]]) -> str:
    alone: dict[str, int] = {}
    for against in failing.values():
        if len(against) == 1:
            alone[against[0].name] = alone.get(against[0].name, 0) + 1
    if alone:
        said = [
            f"without {name} {count} {'records' if count > 1 else 'record'} would fit"
            for name, count in sorted(alone.items(), key=lambda pair: (-pair[1], pair[0]))
        ]
        return "; ".join(said)
    nearest = min(failing, key=lambda record: (len(failing[record]), record))
    names = [one.name for one in failing[nearest]]
    return f"loosen several: the nearest record, '{nearest}', fails {', '.join(names[:-1])} and {names[-1]}"


def check_room(pinned: Sequence[tuple[Record, int]], budget: Budget, places: Places) -> None:
    """Raise SelectionError where the pinned records, each with its length in words, are more than the budget holds."""
    problems = Problems()
    kinds: tuple[tuple[RecordKind, int], ...] = (
        ("finding", budget.findings),
        ("recommendation", budget.recommendations),
    )
    for kind, bound in kinds:
        count = sum(record.kind == kind for record, _ in pinned)
        if 0 < bound < count:
            problems.error(
                f"{count} {kind}s are pinned, but the budget holds {bound}",
                place=places(f"select.budget.{kind}s"),
                hint=f"raise budget.{kind}s to {count}, or pin fewer",
            )
    words = sum(length for _, length in pinned)
    if 0 < budget.words < words:
        problems.error(
            f"the pinned records have {words} words, but the budget holds {budget.words}",
            place=places("select.budget.words"),
            hint=f"raise budget.words to {words}, or pin fewer",
        )
    problems.raise_errors(SelectionError)


def too_few_words(shortest: int, budget: Budget, places: Places) -> SelectionError:
    """The error for a budget of words that not even the *shortest* fitting record goes into."""
    return SelectionError(
        Problem(
            f"no record fits: the budget is {budget.words} words, and the shortest record that is asked for has {shortest}",
            f"raise budget.words to {shortest} at least",
            places("select.budget.words"),
        )
    )
