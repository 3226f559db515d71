"""Short forms of works cited before ("Smith 2021, p. 4", "Smith, note 3", "ibid."), and the works that they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.corpus.anchors import words

#: A shortened title has at least this many letters, and this many beside its author's name.
SHORTEST_TITLE, SHORTEST_NAMED = 8, 4

_FAMILY = (
    r"(?:(?:[Dd]e|[Vv]an|[Vv]on|[Dd]er|[Dd]en|[Dd]i|[Dd]a|[Dd]u|[Ll]a|[Ll]e)\s|[Dd][’'])*[A-Z\u00c0-\u024f][\w’'-]+"
)
_NAME = rf"(?P<name>{_FAMILY}(?:(?:,| and|, and| &) {_FAMILY}){{0,3}}(?:,? et\.? al\.?)?)"
_PLACE = r"(?P<place>(?:[,:]?\s*(?:pp?\.|paras?\.?|ch\.)\s?[\divxlc]+(?:\s?[-–]\s?[\divxlc]+)?|[,:]\s?\d{1,4}(?:[-–]\d{1,4})?|(?<=\))\s\d{1,4})?)"
_BY_YEAR = re.compile(
    rf"{_NAME},? \(?(?P<year>(?:1[5-9]|20)\d\d)[a-z]?(?P<inner>[,:]\s?\d{{1,4}}(?:[-–]\d{{1,4}})?)?\)?{_PLACE}[.\s]*"
)
_BY_NOTE = re.compile(
    rf"(?:{_NAME},?\s)?\(?(?:(?:above|supra|cited),?\s(?:in\s|at\s)?)?(?:foot)?(?:note|n\.?|fn\.?)\s(?P<note>\d{{1,3}})"
    rf"(?:,?\s(?:above|supra))?\)?{_PLACE}[.\s]*"
)
_IN_TEXT = re.compile(
    rf"(?P<name>{_FAMILY})(?: et al\.)?,? \(?(?P<year>(?:1[5-9]|20)\d\d)\b|\b(?:foot)?note (?P<note>\d{{1,3}})\b"
)
#: Words with a capital that stand before a year and are no names.
_NO_NAMES = {
    "after", "april", "august", "autumn", "before", "between", "by", "december", "during", "early", "february", "from",
    "in", "january", "july", "june", "late", "march", "may", "november", "october", "of", "on", "september", "since",
    "spring", "summer", "the", "through", "throughout", "to", "until", "winter",
}  # fmt: skip
_PARTICLES = {"van", "von", "der", "den"}
_NUMBER = re.compile(r"[,:]?\s?(\d{1,4}(?:[-–]\d{1,4})?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """A pointer to a work cited before: by name, title, year or note, or (none of them) the one before.

    Without being ``told``, what points to nothing is no pointer: a phrase in quotation marks may be anything.
    """

    name: str = ""
    title: str = ""
    year: int = 0
    note: int = 0
    locator: str = ""
    label: str = ""
    prefix: str = ""
    told: bool = True

    @property
    def shown(self) -> str:
        """The pointer in a person's words."""
        if self.note:
            return f"{self.name}, note {self.note}".strip(", ")
        return " ".join(filter(None, (self.name or self.title, str(self.year or "")))) or "ibid."


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A work that an earlier note of the part cites: the note's number, the work's id, and what tells it."""

    note: int
    work: str
    title: str
    surnames: frozenset[str]
    families: frozenset[str]  # those of persons, and names of a single word
    year: int


def short_form(bare: str) -> Back | None:
    """The pointer that a stretch of a note (without marks) is, if it is nothing else: by year, or by note."""
    found = _BY_YEAR.fullmatch(bare.strip()) or _BY_NOTE.fullmatch(bare.strip())
    if found is None:
        return None
    named = found.groupdict()
    if (named["name"] or "").lower() in _NO_NAMES:
        return None
    place = _NUMBER.fullmatch(named.get("inner") or named["place"] or "")
    return Back(
        name=named["name"] or "",
        year=int(named.get("year") or 0),
        note=int(named.get("note") or 0),
        locator=place[1].replace("–", "-") if place else "",
        label="page" if place else "",
    )


def meant(back: Back, number: int, earlier: Sequence[Earlier]) -> tuple[str, str]:
    """The work that a pointer in note *number* means, and a doubt; empty where there is none.

    Tied is what is certain: the one work of the note that is named, the one by a person of that name and of that year
    or title, and for "ibid." the last one, with a doubt where several might be meant.
    """
    if not (back.name or back.title or back.year or back.note):
        return _last(number, earlier)
    pool = [one for one in earlier if back.note in (0, one.note)]
    pool = [one for one in pool if not back.name or _is_by(one, back)]
    pool = [one for one in pool if back.year in (0, one.year)]
    if back.title:
        key = "".join(words(back.title))
        least = SHORTEST_NAMED if back.name else SHORTEST_TITLE
        same = [one for one in pool if one.title == key]
        pool = same or [one for one in pool if len(key) >= least and one.title.startswith(key)]
    works = list(dict.fromkeys(one.work for one in pool))
    if not works:
        return "", f"'{back.shown}' points to no work cited before in this part" if back.told else ""
    if len(works) > 1 and (back.year or back.note or back.title):
        return "", f"'{back.shown}' may be one of {len(works)} works cited before; none of them was taken"
    return pool[-1].work, ""


def _is_by(one: Earlier, back: Back) -> bool:
    """Whether all family names of a short form, or any word of a name with given names, are among a work's."""
    names = [word for word in re.findall(r"[\w’'-]+", back.name) if any(map(str.isupper, word))] or [back.name]
    family = {word for name in names for word in words(name) if len(word) > 2 or len(names) == 1}
    family = family - _PARTICLES or family
    return family <= one.families if back.year or back.note else bool(family & one.surnames)


def not_read(bare: str, number: int, cited: Sequence[Earlier]) -> list[str]:
    """What in the text of note *number* (without marks) may point to one work of an earlier note, and was not tied.

    *cited* are the works of the part up to this note, its own among them.
    """
    own = [one for one in cited if one.note == number]
    earlier = [one for one in cited if one.note != number]
    found: list[str] = []
    for place in _IN_TEXT.finditer(bare):
        if (place["name"] or "").lower() in _NO_NAMES:
            continue
        back = Back(name=place["name"] or "", year=int(place["year"] or 0), note=int(place["note"] or 0))
        work, _ = meant(back, number, earlier)
        if work and not any(one.work == work or (back.year == one.year and _is_by(one, back)) for one in own):
            found.append(f"'{back.shown}' may point to a work cited before; it was not tied to it")
    return list(dict.fromkeys(found))


def _last(number: int, earlier: Sequence[Earlier]) -> tuple[str, str]:
    """The work that "ibid." means: the last one."""
    if not earlier:
        return "", "'ibid.' points to no work cited before in this part"
    last = earlier[-1]
    works = {one.work for one in earlier if one.note == last.note}
    if len(works) > 1:
        return last.work, f"ibid. after note {last.note}, which cites {len(works)} works: the last one was taken"
    if last.note < number - 1:
        return last.work, f"ibid. after note {number - 1}, which cites no work: that of note {last.note} was taken"
    return last.work, ""
