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

#: What no rule leads to one stem: peoples and their countries, British and American spellings, odd forms.
_IRREGULAR = {
    "chinese": "china",
    "american": "america",
    "british": "britain",
    "french": "france",
    "german": "germany",
    "polish": "poland",
    "spanish": "spain",
    "swedish": "sweden",
    "finnish": "finland",
    "turkish": "turkey",
    "defense": "defence",
    "offense": "offence",
    "licence": "license",
    "indian": "india",
    "crises": "crisis",
    "used": "use",
    "using": "use",
    "news": "news",
    "program": "programme",
}

#: Endings of derivations: how many of their letters stay, and how many letters must stand before them.
_DERIVATIONS = (
    ("isation", 2, 4),
    ("ization", 2, 4),
    ("ation", 2, 2),
    ("ition", 2, 2),
    ("tion", 1, 3),
    ("sion", 1, 3),
    ("ical", 0, 5),
    ("ic", 0, 5),
    ("ian", 0, 4),
    ("ean", 0, 4),
    ("ia", 0, 4),
    ("ly", 0, 4),
)
_ENDINGS = tuple(ending for ending, _, _ in _DERIVATIONS)

_VOWELS = frozenset("aeiouy")
_SHORTEST = 3


def stem(word: str) -> str:
    """The stem of a lower-case English word: number, tense and the commonest noun and adjective endings taken off.

    Plurals follow the S-stemmer (Harman, "How effective is suffixing?", JASIS 42(1), 1991); "-ed" and "-ing" the
    first step of Porter's algorithm (Program 14(3), 1980). Of derivations only those are undone that policy texts
    live by: "escalation", "economic", "Russian", "organization". The stem need not be a word.
    """
    if len(word) <= _SHORTEST or not word.isalpha() or not word.isascii():
        return word
    singular = _IRREGULAR.get(word) or _singular(word)
    return _final(_derived(_verbal(_IRREGULAR.get(singular, singular))))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _verbal(word: str) -> str:
    if not word.endswith(("ing", "ed")):
        return word
    for ending in ("ing", "ed"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and not word.endswith("eed") and len(rest) >= _SHORTEST and _VOWELS.intersection(rest):
            doubled = rest[-1] == rest[-2] and (
                rest[-1] not in "lsz" or (rest[-1] == "l" and len(rest) > 6)
            )  # control, controlling; sell
            return rest[:-1] if doubled else rest
    return word


def _derived(word: str) -> str:
    if not word.endswith(_ENDINGS):  # most words
        return word
    for ending, kept, rest in _DERIVATIONS:
        if word.endswith(ending):
            bare = word[: -len(ending)]
            return bare + ending[:kept] if len(bare) >= rest else word
    return word


def _final(word: str) -> str:
    if word.endswith("e") and len(word) > 4:
        word = word[:-1]
    if word.endswith(("gy", "my")) and len(word) > 5:  # strategy, strategic; economy, economic
        word = word[:-1]
    elif word.endswith("y") and len(word) > 3 and word[-2] not in _VOWELS:
        word = word[:-1] + "i"
    return word[:-1] + "s" if word.endswith("iz") else word
