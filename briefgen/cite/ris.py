"""RIS, as Zotero and EndNote write it, from and to CSL-JSON.

The tags and types are those of the RIS specification (Research Information Systems, 2011 edition: a tag of two
characters, two spaces, a hyphen, a space), read and written by rispy. Where the specification leaves a tag open, it is
used as Zotero's export uses it: ``SN`` holds a report's number, ``T2`` its series, ``M3`` its genre, ``Y2`` the day
of access. What RIS has no tag for is left out; :func:`briefgen.cite.exchange.lost` says what that was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import rispy
from rispy.config import TAG_KEY_MAPPING

from briefgen.corpus.sources import CslItem

#: RIS types by CSL type, the first of each pair of equals being the one that is written.
_TYPES: tuple[tuple[str, str], ...] = (
    ("RPRT", "report"),
    ("JOUR", "article-journal"),
    ("NEWS", "article-newspaper"),
    ("MGZN", "article-magazine"),
    ("BOOK", "book"),
    ("CHAP", "chapter"),
    ("ELEC", "webpage"),
    ("BLOG", "post-weblog"),
    ("CPAPER", "paper-conference"),
    ("THES", "thesis"),
    ("STAT", "legislation"),
    ("BILL", "bill"),
    ("CASE", "legal_case"),
    ("HEAR", "hearing"),
    ("DATA", "dataset"),
    ("SLIDE", "speech"),
    ("MPCT", "motion_picture"),
    ("VIDEO", "broadcast"),
    ("MAP", "map"),
    ("STAND", "standard"),
    ("COMP", "software"),
    ("PAT", "patent"),
    ("MANSCPT", "manuscript"),
    ("PAMP", "pamphlet"),
    ("PCOMM", "personal_communication"),
    ("ENCYC", "entry-encyclopedia"),
    ("DICT", "entry-dictionary"),
    ("GEN", "document"),
    ("EJOUR", "article-journal"),
    ("CONF", "paper-conference"),
    ("ECHAP", "chapter"),
    ("EBOOK", "book"),
    ("EDBOOK", "book"),
    ("GOVDOC", "report"),
    ("UNPB", "manuscript"),
    ("JFULL", "article-journal"),
)
_FROM_RIS: dict[str, str] = dict(_TYPES)
_TO_RIS: dict[str, str] = {csl: ris for ris, csl in reversed(_TYPES)}

#: Tags and variables that stand for each other in every type.
_PLAIN: Mapping[str, str] = {
    "PB": "publisher",
    "CY": "publisher-place",
    "VL": "volume",
    "IS": "issue",
    "ET": "edition",
    "DO": "DOI",
    "LA": "language",
    "ST": "title-short",
    "AB": "abstract",
    "M3": "genre",
    "TT": "translated-title",
}
#: Other tags that some programs write in place of the usual one.
_INSTEAD: Mapping[str, tuple[str, ...]] = {
    "TI": ("T1", "CT"),
    "AU": ("A1",),
    "T2": ("JO", "JF", "BT"),
    "AB": ("N2",),
    "DA": ("Y1", "PY"),
    "A2": ("ED",),
}
_PERIODICALS = frozenset({"article-journal", "article-newspaper", "article-magazine"})
#: Types whose T2 is a series; in all others it is what the work stands in.
_IN_SERIES = frozenset({"book", "report", "map", "software"})

_BREAK = re.compile(r"\r\n?|\n")
_DATE = re.compile(r"(\d{4})(?:[/-](\d{0,2}))?(?:[/-](\d{0,2}))?")


def read(text: str) -> list[dict[str, Any]]:
    """The works in a RIS text as CSL-JSON, each with the id that stands there or an empty one.

    A last record that lacks its end is read all the same.
    """
    whole = _BREAK.sub("\n", text.lstrip("\ufeff")).rstrip("\n") + "\nER  - \n"
    tags = {tag: tag for tag in (*TAG_KEY_MAPPING, "ED", "BT", "CT")}
    found = rispy.loads(whole, mapping=tags, delimiter_tags_mapping={}, skip_unknown_tags=True)
    return [_work(record) for record in found]


def _work(record: Mapping[str, Any]) -> dict[str, Any]:
    kind = _FROM_RIS.get(str(record.get("TY", "")).strip().upper(), "document")
    work: dict[str, Any] = {"id": _first(record, "ID"), "type": kind, "title": _first(record, "TI")}
    work |= {variable: _first(record, tag) for tag, variable in _PLAIN.items()}
    series = kind in _IN_SERIES
    work["collection-title" if series else "container-title"] = _first(record, "T2")
    if not series:
        work["collection-title"] = _first(record, "T3")
    work["author"] = _people(_all(record, "AU"))
    work["editor"] = _people([*_all(record, "A2"), *_all(record, "A3")] if kind != "report" else [])
    work["translator"] = _people(_all(record, "A4"))
    work["URL"] = next((address for address in _all(record, "UR") if address.startswith(("http:", "https:"))), "")
    work["issued"] = _date(_first(record, "DA"), _first(record, "PY"))
    work["accessed"] = _date(_first(record, "Y2"))
    work |= _pages(kind, _first(record, "SP"), _first(record, "EP"))
    work[_serial(kind)] = _first(record, "SN")
    return {variable: value for variable, value in work.items() if value or variable == "id"}


def _serial(kind: str) -> str:
    """The variable that SN holds in a type of work."""
    return "number" if kind in {"report", "standard"} else "ISSN" if kind in _PERIODICALS else "ISBN"


def _all(record: Mapping[str, Any], tag: str) -> list[str]:
    values: list[str] = []
    for name in (tag, *_INSTEAD.get(tag, ())):
        value = record.get(name, [])
        values += [value] if isinstance(value, str) else list(value)
        if values:
            break
    return [" ".join(value.split()) for value in values if value.strip()]


def _first(record: Mapping[str, Any], tag: str) -> str:
    return next(iter(_all(record, tag)), "")


def _people(names: Iterable[str]) -> list[dict[str, str]]:
    """Names printed ``Family, Given, Suffix``; one without a comma is an institution."""
    made: list[dict[str, str]] = []
    for name in names:
        family, *rest = (piece.strip() for piece in name.split(","))
        pieces = dict(zip(("family", "given", "suffix"), (family, *rest), strict=False)) if rest else {"literal": name}
        made.append({key: piece for key, piece in pieces.items() if piece})
    return made


def _date(*dates: str) -> dict[str, Any] | None:
    """The fullest of several dates (``2024/06/30/spring``, ``2024-06``, ``2024``)."""
    read = [found for date in dates if (found := _DATE.match(date))]
    parts = [[int(piece) for piece in found.groups() if piece] for found in read]
    return {"date-parts": [max(parts, key=len)]} if parts else None


def _pages(kind: str, start: str, end: str) -> dict[str, str]:
    if kind in {"book", "thesis"}:
        return {"number-of-pages": start}
    return {"page": f"{start}-{end}" if start and end and "-" not in start else start}


def write(works: Sequence[CslItem]) -> str:
    """*works* as RIS, in their order: a line for each value, an empty line after each work."""
    lines: list[str] = []
    for work in works:
        for tag, value in _record(work).items():
            lines += [f"{tag}  - {one}" for one in (value if isinstance(value, list) else [value])]
        lines += ["ER  - ", ""]
    return "".join(f"{line}\n" for line in lines)


def _record(work: CslItem) -> dict[str, Any]:
    kind = str(work.get("type", ""))
    record: dict[str, Any] = {"TY": _TO_RIS.get(kind, "GEN"), "TI": work.get("title"), "ID": work.get("id")}
    record |= {tag: work.get(variable) for tag, variable in _PLAIN.items()}
    series = kind in _IN_SERIES
    record["T2"] = work.get("collection-title" if series else "container-title")
    record["T3"] = None if series else work.get("collection-title")
    record["AU"] = _printed(work.get("author", ()))
    record["A2"] = _printed(work.get("editor", ()) if kind != "report" else ())
    record["A4"] = _printed(work.get("translator", ()))
    record["UR"] = work.get("URL")
    issued = _spelled(work.get("issued"))
    record["PY"], record["DA"] = issued[:4], issued
    record["Y2"] = _spelled(work.get("accessed"))
    record["SN"] = work.get(_serial(kind))
    if kind in {"book", "thesis"}:
        record["SP"] = work.get("number-of-pages")
    else:
        first, _, last = str(work.get("page", "")).replace("–", "-").partition("-")
        record["SP"], record["EP"] = first, last
    return {tag: _line(value) for tag, value in record.items() if value}


def _line(value: Any) -> Any:
    """A value on one line, or a list of such values."""
    return [_line(one) for one in value] if isinstance(value, list) else " ".join(str(value).split())


def _printed(names: Iterable[Mapping[str, str]]) -> list[str]:
    return [name["literal"] if "literal" in name else _person(name) for name in names]


def _person(name: Mapping[str, str]) -> str:
    """``von der Leyen, Ursula`` or, with a suffix, ``King, Martin Luther, Jr.``."""
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    pieces = [family, name.get("given", ""), name.get("suffix", "")]
    return ", ".join(pieces).rstrip(", ") or family


def _spelled(date: Mapping[str, Any] | None) -> str:
    """``2024/06/30/``: empty pieces keep their slashes (RIS specification, dates)."""
    parts = date.get("date-parts") if date else None
    if not parts or not parts[0]:
        return ""
    year, *rest = (int(piece) for piece in parts[0])
    month, day = ([f"{piece:02}" for piece in rest] + ["", ""])[:2]
    return f"{year:04}/{month}/{day}/"
