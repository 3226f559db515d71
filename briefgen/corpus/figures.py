"""The figures in a text: numbers, amounts, percentages, years, ordinals and fractions, in one form each.

A figure's key is its value and, where it has one, its unit: ``12.5 percent``, ``300000000 usd``, ``2022``,
``1/3``, ``43 ordinal``, ``1990 decade``. "USD 300 million", "$300m" and "300 million US dollars" have one key.
Currency units are ISO 4217 codes in lower case. Names that hold a digit (G7, COP30, CO2, 5G) are no figures, and
neither are note marks, raised or stuck to a word; "12-point" and "mid-2024" are 12 and 2024.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefgen.corpus import numerals

_CURRENCIES = {
    "$": "usd", "us$": "usd", "usd": "usd", "dollar": "usd", "dollars": "usd", "us dollar": "usd", "us dollars": "usd",
    "u.s. dollars": "usd", "€": "eur", "eur": "eur", "euro": "eur", "euros": "eur", "£": "gbp", "gbp": "gbp",
    "pound": "gbp", "pounds": "gbp", "¥": "cny", "rmb": "cny", "cny": "cny", "yuan": "cny", "renminbi": "cny",
    "jpy": "jpy", "yen": "jpy", "chf": "chf", "rub": "rub", "rouble": "rub", "roubles": "rub", "ruble": "rub",
    "rubles": "rub", "a$": "aud", "c$": "cad", "hk$": "hkd",
}  # fmt: skip
_SCALES = {
    "trillion": 12, "tn": 12, "trn": 12, "billion": 9, "bn": 9, "million": 6, "mn": 6, "m": 6, "thousand": 3, "k": 3,
}  # fmt: skip

#: Letters that mean a scale only beside a currency.
_SHORT_SCALES = ("m", "M", "k", "K")

_SPACE = r"[ \t\u00a0\u2009\u202f]"
_DASH = r"[-‐‑–—−]"
_NUMBER = r"\d{1,3}(?: \d{3}){2,}(?!\d)|\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d+(?:[.,]\d+)?"
_SCALE = r"trillions?|billions?|millions?|thousands?|trn|tn|bn|mn"
_BEFORE = r"(?:US|HK|[AC])?\\?\$|€|£|¥|(?<![A-Za-z])(?:USD|EUR|GBP|RMB|CNY|JPY|CHF|RUB)(?![A-Za-z])"
_AFTER = (
    r"(?:U\.?S\.? )?dollars?|euros?|pounds?(?: sterling)?|yuan|renminbi|yen|(?:roub|rub)les?|"
    r"USD|EUR|GBP|RMB|CNY|JPY|CHF|RUB|€|£|(?:US|HK|[AC])?\\?\$"
)
_PERCENT = r"%|per[- ]?cent(?:age)?\b(?!" + _SPACE + r"?-?points?)|pct\b"
_POINTS = r"percentage" + _SPACE + r"?-?points?"

_AMOUNT = re.compile(
    rf"(?P<before>{_BEFORE})?{_SPACE}?(?<!\d)(?<!\d[.,])"
    rf"(?P<first>{_NUMBER})(?:{_SPACE}?(?P<first_scale>{_SCALE}|[mk](?![\w²³]))\b)?"
    rf"(?:{_SPACE}?(?P<first_percent>%))?"
    rf"(?:{_SPACE}?(?P<joint>{_DASH}|to|and|or){_SPACE}?(?P<again>{_BEFORE})?{_SPACE}?(?P<second>{_NUMBER})(?![\d/]))?"
    rf"(?:(?:{_SPACE}|-)?(?P<scale>{_SCALE}|(?:(?<=\d)[mk](?![\w²³])))\b)?"
    rf"(?:(?:{_SPACE}|-)?(?:of{_SPACE})?(?P<after>{_POINTS}|{_PERCENT}|(?:{_AFTER})(?![\w])))?",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?<![\w.,])(\d{1,3})(?:st|nd|rd|th)\b")
_DECADE = re.compile(r"(?<![\w.,])((?:1[5-9]|20)\d0)['’]?s\b")
_SHORT_RANGE = re.compile(rf"(?<![\w.,])((?:1[5-9]|20)\d\d){_DASH}(\d\d)(?![\d%]|[.,]\d)")
_DATE = re.compile(r"(?<![\d.])(\d{1,2})([./])(\d{1,2})\2((?:1[5-9]|20)\d\d)(?![\d.]?\d)")
_ISO_DATE = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_FRACTION = re.compile(r"(?<![\d/.,])([1-9])/([2-9]|10)(?![\d/.,]?\d)")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = re.compile(rf"(?<![\w.,])(\d{{1,2}})(?:st|nd|rd|th){_SPACE}(?:of{_SPACE})?(?={_MONTH})")

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
#: How many characters before a number tell what it is.
_NEAR = 40
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_LIST_WORD = re.compile(r"(?:^|[.!?:;]\s+|[-•]\s+|\n)\W*$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it stands in a text: ``raw`` at the half-open offsets ``start`` and ``end``.

    ``value`` is a decimal number or a fraction (``1/3``) in canonical form, ``unit`` a currency (ISO 4217, lower
    case), ``percent``, ``points`` (percentage points), ``ordinal``, ``decade``, or empty.
    """

    raw: str
    value: str
    unit: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """What two figures that say the same have in common."""
        return f"{self.value} {self.unit}" if self.unit else self.value


def figures(text: str) -> tuple[Figure, ...]:
    """Every figure in *text*, in order; a date gives its day and year, a range both its ends."""
    masked = _RAISED.sub(lambda mark: " " * len(mark[0]), text)
    found: list[Figure] = []
    for reader in (_dates, _short_ranges, _decades, _ordinals, _fractions, _amounts, _words):
        read = list(reader(masked))
        found += [Figure(text[one.start : one.end], one.value, one.unit, one.start, one.end) for one in read]
        masked = _without(masked, read)
    return tuple(sorted(found, key=lambda figure: (figure.start, figure.end)))


def _without(text: str, read: Sequence[Figure]) -> str:
    """*text*, as long as before, with the figures *read* hidden."""
    hidden = list(text)
    for figure in read:
        hidden[figure.start : figure.end] = "\0" * (figure.end - figure.start)
    return "".join(hidden)


def claimed(text: str) -> tuple[Figure, ...]:
    """The figures that a statement must be able to prove.

    Left out are "one", "two", and the ordinal words up to "third" ("the second" is often only the latter), and
    ordinal words that count the points of a list.
    """
    return tuple(figure for figure in figures(text) if not _is_small_word(figure) and not _counts_list(figure, text))


def stands(figure: Figure | str, available: Collection[str]) -> bool:
    """Whether a figure (or its key) is supported by one of the *available* keys.

    The values must be the same. Units must be the same too, but a number stands on an ordinal and an ordinal on a
    number ("43 meetings", "the forty-third"), and a number without a unit on an amount of money of that value.
    """
    key = figure if isinstance(figure, str) else figure.key
    if key in available:
        return True
    value, _, unit = key.partition(" ")
    if unit == "ordinal":
        return value in available
    if unit:
        return False
    money = set(_CURRENCIES.values())
    return f"{value} ordinal" in available or any(f"{value} {currency}" in available for currency in money)


def keys(text: str) -> tuple[str, ...]:
    """The distinct keys of the figures in *text*, sorted; tabs part the cells of a table, and no figure runs over one."""
    return tuple(sorted({figure.key for cell in text.split("\t") for figure in figures(cell)}))


def _is_small_word(figure: Figure) -> bool:
    return figure.raw.lower() in {"one", "two", "first", "second", "third"}


def _counts_list(figure: Figure, text: str) -> bool:
    """Whether an ordinal only counts the points of a list: at the start of a sentence, before a comma."""
    if figure.unit != "ordinal" or figure.raw[0].isdigit():
        return False
    return bool(_LIST_WORD.search(text[max(0, figure.start - _NEAR) : figure.start])) and text[
        figure.end : figure.end + 1
    ] in (",", ":")


def _dates(text: str) -> Iterator[Figure]:
    """Dates in figures: ``15.7.2022``, ``2022-07-15``, and days set as ordinals before a month."""
    for found in _DATE.finditer(text):
        yield _figure(found[1], "", found.start(1), found.end(1))
        yield Figure(found[0], found[4], "", found.end(1), found.end())
    for found in _ISO_DATE.finditer(text):
        yield Figure(found[0], found[1], "", found.start(), found.end(2))
        yield _figure(found[3], "", found.start(3), found.end(3))
    for found in _DAY.finditer(text):
        yield _figure(found[1], "", found.start(), found.end(1) + 2)


def _short_ranges(text: str) -> Iterator[Figure]:
    """Years like ``2021–23``: 2021 and 2023."""
    for found in _SHORT_RANGE.finditer(text):
        century, last = found[1][:2], found[2]
        if int(last) > int(found[1][2:]):
            yield _figure(found[1], "", found.start(1), found.end(1))
            yield _figure(century + last, "", found.end(1), found.end(2))


def _decades(text: str) -> Iterator[Figure]:
    for found in _DECADE.finditer(text):
        yield _figure(found[1], "decade", found.start(), found.end())


def _ordinals(text: str) -> Iterator[Figure]:
    for found in _ORDINAL.finditer(text):
        yield _figure(found[1], "ordinal", found.start(), found.end())


def _fractions(text: str) -> Iterator[Figure]:
    for found in _FRACTION.finditer(text):
        if int(found[1]) < int(found[2]):
            yield Figure(found[0], found[0], "", found.start(), found.end())


def _amounts(text: str) -> Iterator[Figure]:
    """Numbers in figures with what stands around them: currency, scale, percent, and the other end of a range."""
    position = 0
    while found := _AMOUNT.search(text, position):
        position = max(found.end(), found.start() + 1)
        if _in_a_name(text, found.start("first")):
            position = found.end("first")
            continue
        cut = _cut(found, text)
        if cut < found.end():
            again = _AMOUNT.fullmatch(text, found.start(), cut) or found
            found, position = again, cut
        yield from _of_amount(found, text)


def _cut(found: re.Match[str], text: str) -> int:
    """Where an amount ends: before a second number that is a thing of its own.

    "On 6 and 2,000 troops", "in 1975 to $785 billion", "in 2024 and 30 percent" are no ranges.
    """
    if found["second"] is None:
        glued = re.match(r"[^\W\d_]", text[found.end() : found.end() + 1])
        if glued and found["scale"] is None and found["after"] is None:
            return found.end("first")
        return found.end()
    alone = max(found.end("first"), found.end("first_scale"), found.end("first_percent"))
    spoken = found["joint"] in ("to", "and", "or")
    second_alone = found["again"] and not found["before"]
    if second_alone or (spoken and (found["after"] or found["scale"]) and _YEAR.fullmatch(found["first"])):
        return alone
    alike = found["scale"] or found["after"] or not spoken
    return found.end() if alike and not _in_a_name(text, found.start("second")) else alone


def _of_amount(found: re.Match[str], text: str) -> Iterator[Figure]:
    after = (found["after"] or "").lower()
    unit = _unit(found["before"], after)
    glued = re.match(r"[^\W\d_]", text[found.end() : found.end() + 1])
    if glued and not unit and found["scale"] is None:
        return
    own = "percent" if found["first_percent"] and not unit else unit
    scale, first_scale = found["scale"] or "", found["first_scale"] or found["scale"] or ""
    if own in ("", "percent", "points"):
        scale, first_scale = ("" if power in _SHORT_SCALES else power for power in (scale, first_scale))
    start = found.start("before") if found["before"] else found.start("first")
    if found["second"]:
        yield _figure(found["first"], own, start, found.end("first"), first_scale)
        yield _figure(found["second"], own, found.start("second"), found.end(), scale)
    else:
        yield _figure(found["first"], own, start, found.end(), first_scale)


def _unit(before: str | None, after: str) -> str:
    if after.startswith("percentage") and after.rstrip("s").endswith("point"):
        return "points"
    if after == "%" or after.startswith(("per", "pct")):
        return "percent"
    sign = re.sub(r"\\", "", (before or after)).lower().removesuffix(" sterling")
    return _CURRENCIES.get(sign.replace("u.s.", "us"), "")


def _in_a_name(text: str, start: int) -> bool:
    """Whether digits are part of a name: stuck to letters, or after the hyphen of a word in capitals."""
    before = text[max(0, start - _NEAR) : start]
    if not before:
        return False
    if before[-1].isalpha() or before[-1] in "_+":
        return not re.search(rf"(?:{_BEFORE})$", before, re.IGNORECASE)
    compound = re.search(rf"([^\W_]+){_DASH}$", before)
    return bool(compound) and compound[1][0].isupper() if compound else False


def _figure(raw: str, unit: str, start: int, end: int, scale: str = "") -> Figure:
    value = _decimal(raw)
    power = _SCALES.get(scale.lower().removesuffix("s") if len(scale) > 3 else scale.lower(), 0)
    return Figure(raw, numerals.canonical(value * Decimal(10) ** power), unit, start, end)


def _decimal(raw: str) -> Decimal:
    """A printed number: commas and thin spaces part thousands, a comma before other than three digits decimals."""
    bare = re.sub(r"[ \u00a0\u2009\u202f]", "", raw)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", bare):
        return Decimal(bare.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", bare):
        return Decimal(bare.replace(".", ""))
    return Decimal(bare.replace(",", "."))


def _words(text: str) -> Iterator[Figure]:
    """Numbers in words, with a currency or percent after them."""
    for spoken in numerals.spoken(text):
        rest = re.compile(rf"(?:{_SPACE}|-)(?P<after>{_POINTS}|{_PERCENT}|(?:{_AFTER})(?!\w))", re.IGNORECASE)
        after = rest.match(text, spoken.end)
        unit = _unit(None, after["after"].lower()) if after and not spoken.ordinal else ""
        end = after.end() if after and unit else spoken.end
        yield Figure(text[spoken.start : end], spoken.value, "ordinal" if spoken.ordinal else unit, spoken.start, end)


#: A reader of one kind of figure; what it finds is hidden from the readers after it.
Reader = Callable[[str], Iterator[Figure]]
