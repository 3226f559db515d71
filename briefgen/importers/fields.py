"""What follows a work's title: container, publisher, place, volume, pages, number, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefgen.importers.authors import is_medium
from briefgen.importers.dates import DateParts, dates, day_of
from briefgen.importers.marked import bare_words, masked, spans
from briefgen.importers.names import has_institution_word, is_institution
from briefgen.importers.titles import is_domain

_ACCESSED = re.compile(
    r"[(\[]?\s*(?:last\s+)?(?:accessed|consulted|retrieved|viewed|visited)(?:\s+on)?:?\s+(?P<date>[^()\[\];]{6,30}?\d{4})\s*[)\]]?",
    re.IGNORECASE,
)
_AVAILABLE = re.compile(r"[,.;]?\s*\(?(?:available|accessible|online)\s+(?:at|from|under|via)\s*:?", re.IGNORECASE)
_URL = re.compile("\ue006\\d+\ue007")
_NUMBER = re.compile(
    r"\b(?:JOIN|COM|SWD|SEC)\s?\(\d{4}\)\s?\d+(?:\s+final)?|\b(?:Briefing\s+)?PE\s?\d+\.\d+|\b\d{3,5}/\d/\d\d(?:\s+REV\s?\d)?"
    r"|\bReport\s+(?:Number|No\.?)\s+[\w-]+"
)
_PAGES = re.compile(r"\bpp?\.?\s?(?P<pages>[\divxlc]+(?:\s?[-–]\s?[\divxlc]+)?)\b(?!\s?pp)")
_COLON_PAGES = re.compile(r"(?<=[\d) ]):\s?(?P<pages>\d{1,5}(?:\s?[-–]\s?\d{1,5})?)(?=\s*(?:[,.;]|$))")
_COUNT = re.compile(r"\b(?P<count>\d{1,4})\s?pp\.")
_VOLUME = re.compile(r"\bvol(?:ume)?\.?\s?(?P<volume>\d+)", re.IGNORECASE)
_ISSUE = re.compile(
    r"\b(?:no|nr|issue|number)\.?\s?(?P<issue>\d+(?:[-/]\d+)?)(?:\s+in\s+(?P<year>\d{4}))?", re.IGNORECASE
)
_VOLUME_AND_ISSUE = re.compile(r"(?<![\w.])(?P<volume>\d{1,4})\s?\((?P<issue>\d{1,3}(?:[-–/]\d+)?)\)")
_BARE_VOLUME = re.compile(r"^[\s,\ue010]*(?P<volume>\d{1,4}),\s(?=no\.)")
_COUNTED = re.compile(r"^[\s,]*(?P<number>\d{1,5})(?=\s*(?:[,.]|$))")
_OFFICE = re.compile(r"(?:The\s)?(?:President|Presidency|Prime Minister|Chancellor)\s+of\b")
_FOOTNOTE = re.compile(r"\bFn\.?\s?(?P<note>\d+)", re.IGNORECASE)
_EDITORS = re.compile(r"\beds?\.\s+(?P<names>.+)|(?:\bin:?\s+)?(?P<before>[^,]+)\s\(eds?\.?\)")
_QUOTING = re.compile(r"\s*,\s+(?:quoting|citing|describing)\b.*?(?=,?\s*available\b|\ue006|$)")
_SERIES = re.compile(
    r"\b(?:Papers?|Briefs?|Briefings?|Memo|Insights?|Report|Alert|Commentary|Monographs)\b(?:\s(?P<number>\d+)$)?",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\((?:file|translation|as|in\s)[^()]*\)|\[(?:translation|file)[^\[\]]*\]|\s[–-]\s+see\s+here.*$")
_YEAR = re.compile(r"(?<![\d/–-])(?P<year>(?:19|20)\d\d)(?![\d/–-])")
_PLACES = frozenset(
    [
        "amsterdam",
        "athens",
        "bangkok",
        "barcelona",
        "beijing",
        "belgrade",
        "berlin",
        "berne",
        "bonn",
        "boston",
        "brighton",
        "brussels",
        "bucharest",
        "budapest",
        "cairo",
        "cambridge",
        "canberra",
        "chicago",
        "copenhagen",
        "delhi",
        "dublin",
        "florence",
        "frankfurt",
        "geneva",
        "hamburg",
        "helsinki",
        "istanbul",
        "jakarta",
        "jerusalem",
        "johannesburg",
        "kiev",
        "kiyv",
        "kyiv",
        "lisbon",
        "ljubljana",
        "london",
        "luxembourg",
        "madrid",
        "manila",
        "melbourne",
        "milan",
        "montreal",
        "moscow",
        "munich",
        "nairobi",
        "oslo",
        "ottawa",
        "oxford",
        "paris",
        "prague",
        "pretoria",
        "riga",
        "rome",
        "rotterdam",
        "seoul",
        "shanghai",
        "singapore",
        "sofia",
        "stanford",
        "stockholm",
        "strasbourg",
        "sydney",
        "taipei",
        "tallinn",
        "tokyo",
        "toronto",
        "vienna",
        "vilnius",
        "warsaw",
        "washington",
        "zurich",
        "utrecht",
    ]
)
_LONG_PLACES = frozenset(
    ("new york", "new delhi", "the hague", "hong kong", "washington dc", "washington, dc", "washington d.c.",
     "kuala lumpur", "stanford, california", "tel aviv", "los angeles", "san francisco")
)  # fmt: skip


@dataclass(slots=True)
class Fields:
    """The bibliographic fields of a work, as CSL names them; pages that point into the work are a locator."""

    container: str = ""
    publishers: list[str] = field(default_factory=list)
    place: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    number: str = ""
    count: str = ""
    issued: DateParts = field(default_factory=list)
    accessed: DateParts = field(default_factory=list)
    editors: str = ""
    book: bool = False
    urls: list[int] = field(default_factory=list)
    locator: str = ""
    label: str = ""
    plain: bool = False  # the container is set like all else
    series: bool = False
    standalone: bool = False


def read_fields(after: str, year: int, media: frozenset[str], *, standalone: bool = False) -> Fields:
    """The fields in the marked text *after* a title; *year* is the one known from before it, or 0.

    *standalone*: the title is set as that of a whole publication, so that a name after it is its publisher.
    """
    found = Fields(standalone=standalone)
    after = _QUOTING.sub(" ", after)
    text = _take_urls_and_access(after, found)
    text = _REMARK.sub(" ", text)
    text = _take_dates(text, year, found)
    text = _take_containers(text, found)
    text = _take_numbers(text, found)
    _take_names(text, found, media)
    if not found.issued and not year:
        late = _YEAR.search(masked(after))
        found.issued = [[int(late["year"])]] if late and not _ACCESSED.search(after[: late.end() + 2]) else []
    return found


def _take_urls_and_access(after: str, found: Fields) -> str:
    accessed = _ACCESSED.search(after)
    if accessed:
        found.accessed = next((date.parts for date in dates(accessed["date"])), [])
        after = after[: accessed.start()] + " " + after[accessed.end() :]
    found.urls = [int(mark[0][1:-1]) for mark in _URL.finditer(after)]
    return _AVAILABLE.sub(" ", _URL.sub(" ", after))


def _take_dates(text: str, year: int, found: Fields) -> str:
    """The first date is that of publication; a day and month alone take the year from before the title."""
    printed = list(dates(masked(text)))
    if printed:
        found.issued = printed[0].parts
    elif year and (alone := day_of(masked(text), year)):
        found.issued, printed = alone.parts, [alone]
    for date in reversed(printed):
        text = text[: date.start] + " , " + text[date.end :]
    return re.sub(r"\(\s*,?\s*\)", " ", text.replace("published on", " "))


def _take_containers(text: str, found: Fields) -> str:
    """Stressed names, linked sites, and "in" a book with editors."""
    marks = [span for span in spans(text) if span.kind in ("stress", "link")]
    opening = masked(text)
    inside = re.match(r"[\s,.]*in:?\s+", opening)
    if marks and inside and (marks[0].start <= inside.end() + 1 or "(ed" in opening or re.search(r"\beds?\.", opening)):
        found.book = True
    for span in reversed(marks):
        name = bare_words(span.text)
        if span is marks[0] or not found.container:
            found.container = name
        text = text[: span.start] + " , " + text[span.end :]
    if found.book:
        text = _take_editors(bare_words(text), found)
    return re.sub(r"^[\s,.]*in:?\s+", " ", text)


def _take_editors(text: str, found: Fields) -> str:
    """Editors: the names before "(ed.)", or after "eds." as far as names of persons go."""
    editors = _EDITORS.search(text)
    if editors is None:
        return text
    if editors["before"]:
        found.editors = re.sub(r"^\W*in:?\s+", "", editors["before"]).strip()
        return text[: editors.start()] + text[editors.end() :]
    pieces = editors["names"].split(", ")
    taken = 1
    while taken < len(pieces) and _is_person(pieces[taken]) and not pieces[taken - 1].endswith("et al."):
        taken += 1
    found.editors = ", ".join(pieces[:taken])
    return text[: editors.start()] + ", ".join(pieces[taken:])


def _is_person(text: str) -> bool:
    words = text.removeprefix("and ").split()
    return 2 <= len(words) <= 5 and not is_institution(text.removeprefix("and "))


def _take_numbers(text: str, found: Fields) -> str:
    text = bare_words(text)
    if number := _NUMBER.search(text):
        found.number, text = re.sub(r"\s+\(", "(", number[0]), text.replace(number[0], " ", 1)
    if count := _COUNT.search(text):
        found.count, text = count["count"], text.replace(count[0], " ", 1)
    if note := _FOOTNOTE.search(text):
        found.locator, found.label, text = note["note"], "note", text.replace(note[0], " ", 1)
    if pages := _PAGES.search(text) or (_COLON_PAGES.search(text) if found.container else None):
        found.pages, text = re.sub(r"\s", "", pages["pages"]).replace("–", "-"), text.replace(pages[0], " ", 1)
    if both := _VOLUME_AND_ISSUE.search(text):
        found.volume, found.issue = both["volume"], both["issue"]
        return text.replace(both[0], " ", 1)
    if volume := _VOLUME.search(text) or _BARE_VOLUME.search(text):
        found.volume, text = volume["volume"], text.replace(volume[0], " ", 1)
    if found.container and (counted := _COUNTED.match(text)):
        found.issue, text = counted["number"], text[counted.end() :]
    elif issue := _ISSUE.search(text):
        found.issue, text = issue["issue"], text.replace(issue[0], " ", 1)
        found.issued = found.issued or ([[int(issue["year"])]] if issue["year"] else [])
    return text


def _take_names(text: str, found: Fields, media: frozenset[str]) -> None:
    """Places, publishers, and a container that is set like all else."""
    text = re.sub(r"\(\s*(?:19|20)\d\d\s*\)", " ", text)
    for piece in re.split(r"\s*[,;]\s+|\s*[,;]\s*$", text):
        name = piece.strip(" ,;.:–-")
        if not name or re.fullmatch(r"[\d\s.()/]*", name):
            continue
        place, colon, publisher = name.partition(": ")
        if colon and _is_place(place):
            found.place = f"{found.place}, {place}".strip(", ")
            found.publishers.append(publisher.strip())
        elif _is_place(name):
            found.place = f"{found.place}, {name}".strip(", ")
        elif not found.container and _may_contain(name, media, found):
            found.container, found.plain = name, True
        elif name.lower() != found.container.lower():
            found.publishers.append(name)
    if series := _SERIES.search(found.container):
        found.series = True
        found.issue = found.issue or series["number"] or ""
        found.container = found.container.removesuffix(f" {series['number']}")


def _may_contain(name: str, media: frozenset[str], found: Fields) -> bool:
    """Whether a name after a title is that of what the work appeared in, not of who published it."""
    if is_medium(name, media) or is_domain(name):
        return True
    if found.standalone or re.fullmatch(r"[A-Z]{3,}", name) or _OFFICE.match(name):
        return False
    return not has_institution_word(name)


def _is_place(name: str) -> bool:
    return (
        name.lower() in _PLACES or name.lower() in _LONG_PLACES or bool(re.fullmatch(r"(?:DC|D\.C\.|California)", name))
    )
