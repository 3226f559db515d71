"""Finding where the running text calls a note: superscripts, bracketed numbers, or digits stuck to a word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.importers.manuscript import Call, Doubt, Piece
from briefgen.importers.notes import number_of_mark

_SUPERSCRIPT = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_BRACKETED = re.compile(r"\[\^?(?P<number>\d{1,3})\](?!\()")
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_UNIT = re.compile(r"\b(?:[kcmdµ]?m|km|ft|in|sec|s)$")

#: How far a digit's surroundings speak for a note mark (higher is surer); see :func:`_stuck`.
_SURE, _LIKELY, _NAMED, _WEAK = 3.0, 1.5, 1.4, 0.6
#: How many characters before a number are looked at.
_NEAR = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """The marks found in a part's running text, in reading order, and what is doubtful about them.

    ``uncalled`` are notes that no mark calls; ``misplaced`` pairs a note that is never called with the call of another note that stands in its place.
    """

    calls: tuple[Call, ...]
    doubts: tuple[Doubt, ...]
    misplaced: tuple[tuple[int, Call], ...] = ()
    uncalled: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    call: Call
    weight: float
    line: int


def find_calls(pieces: Sequence[Piece], numbers: Sequence[int]) -> Calls:
    """The calls of the notes *numbers* in the pieces of a part, in the setting that finds most of them."""
    raised, bracketed = (list(_marks(pieces, pattern)) for pattern in (_SUPERSCRIPT, _BRACKETED))
    settings = (raised, bracketed, _stuck_chain(pieces, numbers))
    found = max(settings, key=lambda candidates: len({one.call.number for one in candidates}.intersection(numbers)))
    found = found or raised or bracketed
    checked = _check([candidate.call for candidate in found], numbers, pieces)
    doubts = [
        Doubt(
            message=f"a {candidate.call.number} set off by a space was read as the mark of note {candidate.call.number}",
            line=candidate.line,
            hint="look whether it is one",
        )
        for candidate in found
        if candidate.weight == _WEAK
    ]
    return replace(checked, doubts=(*checked.doubts, *doubts))


def raised_marks(pieces: Sequence[Piece]) -> list[Call]:
    """Every raised number in the pieces that may be the mark of a note."""
    return [candidate.call for candidate in _marks(pieces, _SUPERSCRIPT)]


def _stuck_chain(pieces: Sequence[Piece], numbers: Sequence[int]) -> list[_Candidate]:
    """Digits stuck to words that make up the count of the notes, and those that can be nothing else."""
    stuck = sorted(_stuck_to_words(pieces, numbers), key=lambda candidate: candidate.call.start)
    chain = _best_chain(stuck)
    counted = {candidate.call.number for candidate in chain}
    chain = [one for one in chain if one.weight != _NAMED or {one.call.number - 1, one.call.number + 1} & counted]
    chain += [candidate for candidate in stuck if candidate.weight == _SURE and candidate not in chain]
    return sorted(chain, key=lambda candidate: candidate.call.start)


def _marks(pieces: Sequence[Piece], pattern: re.Pattern[str]) -> Iterator[_Candidate]:
    """Marks that cannot be anything else; a raised 2 or 3 after a unit of length is none."""
    for piece in pieces:
        for found in pattern.finditer(piece.text):
            shown = found["number"] if "number" in pattern.groupindex else found[0]
            number = number_of_mark(shown)
            if number in (2, 3) and _UNIT.search(piece.text[max(0, found.start() - _NEAR) : found.start()]):
                continue
            call = Call(number=number, start=piece.start + found.start(), end=piece.start + found.end())
            yield _Candidate(call, _SURE, piece.line)


def _stuck_to_words(pieces: Sequence[Piece], numbers: Sequence[int]) -> Iterator[_Candidate]:
    """Every place where plain digits may be the mark of one of *numbers*."""
    wanted = {str(number) for number in numbers}
    for piece in pieces:
        for found in _DIGITS.finditer(piece.text):
            run = found[0]
            for length in range(1, min(3, len(run)) + 1):
                mark, rest = run[-length:], run[:-length]
                if mark not in wanted or (rest and not _YEAR.fullmatch(rest)):
                    continue
                weight = _LIKELY if rest else _stuck(piece.text, found.start(), found.end())
                if rest and not _ends_call(piece.text, found.end()):
                    weight = 0.0
                if weight:
                    end = piece.start + found.end()
                    start = end - length - (weight == _WEAK)
                    yield _Candidate(Call(number=int(mark), start=start, end=end), weight, piece.line)


def _stuck(text: str, start: int, end: int) -> float:
    """How far the characters around plain digits speak for a note mark; 0 where they cannot be one."""
    if not start or not _ends_call(text, end):
        return 0.0
    before, earlier = text[start - 1], text[start - 2 : start - 1]
    if before.isalpha():
        word = re.search(r"[^\W\d_]+$", text[max(0, start - _NEAR) : start])
        if word is None or len(word[0]) < 3:
            return _WEAK / 2
        return _NAMED if word[0].isupper() else _SURE
    if before in "”’\"')]»":
        return _SURE
    if before in ".,;:!?":
        if earlier.isdigit():
            return _LIKELY if before != ":" and _YEAR.search(text[max(0, start - _NEAR) : start - 1]) else 0.0
        return _SURE if earlier.isalpha() or earlier in "”’\"')]»…%" else 0.0
    if before == " " and earlier.isalpha() and text[end : end + 1] in (".", ",", ";", ""):
        return _WEAK
    return 0.0


def _ends_call(text: str, end: int) -> bool:
    """Whether what follows digits can follow a note mark: a space, punctuation, or nothing."""
    following = text[end : end + 2]
    return not following or (following[0] in " \u00a0.,;:!?)]”’\"'–—" and not re.match(r"[.,]\d|[–—]\d| ?%", following))


def _best_chain(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The heaviest run of candidates whose numbers rise; a step by exactly one weighs more."""
    heaviest: dict[int, tuple[float, int]] = {}  # by the number that a run ends with: its weight, its last position
    before: list[int] = []
    for position, candidate in enumerate(candidates):
        number = candidate.call.number
        choice = (0.0, -1)
        for last, (weight, earlier) in heaviest.items():
            if last < number:
                choice = max(choice, (weight + (1.0 if last == number - 1 else 0.0), earlier))
        before.append(choice[1])
        total = choice[0] + candidate.weight
        if total > heaviest.get(number, (0.0, -1))[0]:
            heaviest[number] = (total, position)
    chain: list[_Candidate] = []
    position = max(heaviest.values(), default=(0.0, -1))[1]
    while position >= 0:
        chain.append(candidates[position])
        position = before[position]
    return chain[::-1]


def _check(calls: Sequence[Call], numbers: Sequence[int], pieces: Sequence[Piece]) -> Calls:
    """The calls, and every way in which they do not fit the notes."""
    doubts: list[Doubt] = []
    misplaced: list[tuple[int, Call]] = []
    counted = Counter(call.number for call in calls)
    waiting = sorted(set(numbers))
    starts = [piece.start for piece in pieces]
    for call in calls:
        line = pieces[bisect_right(starts, call.start) - 1].line
        if call.number not in numbers:
            message = f"note {call.number} is called but there is no such note"
            doubts.append(Doubt(message=message, line=line, hint="the mark was kept out of the text"))
            continue
        if call.number in waiting and call.number != waiting[0]:
            message = f"note {call.number} is called where note {waiting[0]} was expected"
            doubts.append(Doubt(message=message, line=line, hint="one of the two numbers may be a misprint"))
            if not counted[waiting[0]]:
                misplaced.append((waiting.pop(0), call))
                if counted[call.number] > 1:
                    continue
        waiting = [number for number in waiting if number != call.number]
    uncalled = tuple(number for number in numbers if not counted[number])
    return Calls(calls=tuple(calls), doubts=tuple(doubts), misplaced=tuple(misplaced), uncalled=uncalled)
