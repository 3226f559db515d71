"""English word forms brought to one stem, by rules light enough to explain a match to a reader."""

from __future__ import annotations

#: Function words that tell nothing about what a text is about. Forms of "not" are not among them, and neither is
#: "us", which after folding to lower case is mostly a country.
_FUNCTION_WORDS = (
    "a about above after again all also am an and any are as at be because been before being below between both but "
    "by can could did do does doing down during each either else ever few for from further had has have having he her "
    "here hers him his how however i if in into is it its itself just may me might more most must my of off on once "
    "one only or other our ours out over own rather same shall she should since so some still such than that the "
    "their theirs them then there therefore these they this those through thus to too toward towards under until up "
    "upon very was we were what when where whether which while who whom whose why will with within would yet you your "
    "yours "
)
STOP_WORDS = frozenset(_FUNCTION_WORDS.split())

_VOWELS = frozenset("aeiouy")
_SHORTEST = 3


def stem(word: str) -> str:
    """The stem of a lower-case English word: number, tense and the commonest noun endings taken off.

    Plurals follow the S-stemmer (Harman, "How effective is suffixing?", JASIS 42(1), 1991); "-ed" and "-ing" the
    first step of Porter's algorithm (Program 14(3), 1980), without its later derivational steps. Two forms of one
    word share a stem; the stem need not be a word.
    """
    if len(word) <= _SHORTEST or not word.isalpha() or not word.isascii():
        return word
    return _final(_derived(_verbal(_singular(word))))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _verbal(word: str) -> str:
    for ending in ("ing", "ed"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= _SHORTEST and _VOWELS.intersection(rest):
            return rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "lsz" else rest
    return word


def _derived(word: str) -> str:
    if word.endswith(("ation", "ition")) and len(word) > 7:
        return word[:-3]
    if word.endswith(("tion", "sion")) and len(word) > 6:
        return word[:-3]
    if word.endswith("ly") and len(word) > 5:
        return word[:-2]
    return word


def _final(word: str) -> str:
    if word.endswith("e") and len(word) > 4:
        word = word[:-1]
    if word.endswith("y") and len(word) > 3 and word[-2] not in _VOWELS:
        word = word[:-1] + "i"
    return word
