"""Whether a work's data is CSL-JSON that a citation processor can use.

Types and variables as in the CSL specification 1.0.2, appendices III and IV (https://docs.citationstyles.org), and
the schema of CSL-JSON (https://github.com/citation-style-language/schema).
"""

from __future__ import annotations

from typing import Any

from briefgen.corpus.sources import CslItem
from briefgen.diagnostics import did_you_mean

_TYPES = (
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset "
    "document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation "
    "manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song speech standard thesis "
    "treaty webpage"
)

_NAMES = (
    "author chair collection-editor compiler composer container-author contributor curator director editor "
    "editorial-director executive-producer guest host illustrator interviewer narrator organizer original-author "
    "performer producer recipient reviewed-author script-writer series-creator translator"
)

_DATES = "accessed available-date event-date issued original-date submitted"

TYPES, NAMES, DATES = (frozenset(words.split()) for words in (_TYPES, _NAMES, _DATES))


def csl_mistakes(work: Any) -> list[tuple[str, str]]:
    """What is wrong with a work's data: sentences with their hints; none where it can be cited."""
    if not isinstance(work, dict):
        return [("a work needs keys and values (CSL-JSON)", "write at least type and title")]
    kind = work.get("type")
    if kind not in TYPES:
        hint = did_you_mean(str(kind), TYPES) or "use a type of CSL, such as report, book, chapter, webpage"
        return [(f"'{str(kind)[:60]}' is no type of work in CSL" if kind else "the work has no type", hint)]
    found: list[tuple[str, str]] = []
    for variable, value in work.items():
        if variable in NAMES and not _are_names(value):
            found.append(
                (f"'{variable}' is not a list of names", "write [{family: …, given: …}] or [{literal: …}]"),
            )
        elif variable in DATES and not _is_date(value):
            found.append((f"'{variable}' is not a date of CSL-JSON", "write {date-parts: [[2024, 6, 30]]}"))
        elif variable not in NAMES | DATES and not _is_plain(value):
            found.append((f"'{str(variable)[:60]}' is neither text nor a number", "write one text or number"))
    return found


def issued(work: CslItem) -> str:
    """The date of publication as ISO 8601 with the precision that is known; empty where there is none."""
    date = work.get("issued")
    parts = date.get("date-parts") if isinstance(date, dict) else None
    if not parts or not parts[0]:
        return ""
    year, *rest = (int(number) for number in parts[0])
    return "-".join([f"{year:04}", *(f"{number:02}" for number in rest)])


def _are_names(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(name, dict)
        and ("family" in name or "literal" in name or "given" in name)
        and all(isinstance(piece, str | bool) for piece in name.values())
        for name in value
    )


def _is_date(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    parts = value.get("date-parts")
    if parts is None:
        return isinstance(value.get("raw", value.get("literal")), str)
    return (
        isinstance(parts, list)
        and 1 <= len(parts) <= 2
        and all(isinstance(date, list) and 1 <= len(date) <= 3 and all(map(_is_number, date)) for date in parts)
    )


def _is_number(value: Any) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return 0 <= value <= 9999
    return isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 4


def _is_plain(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(piece, str) for piece in value)
    return value is None or isinstance(value, str | int | float)
