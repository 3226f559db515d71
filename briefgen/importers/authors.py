"""The authors before a work's title: inverted, in reading order, mixed, institutions, and the outlet after them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from briefgen.corpus.sources import Name
from briefgen.importers.marked import bare_words, spans
from briefgen.importers.names import family_first, has_institution_word, inverted, is_institution, person

_YEAR = re.compile(r"\(\s*(?P<year>(?:1[5-9]|20)\d\d)[a-z]?\s*\)|\((?P<forthcoming>forthcoming)\)", re.IGNORECASE)
_EDITORS = re.compile(r"\(?\beds?\.?\)?(?=\W|$)|\(Hrsg\.?\)")
_OTHERS = re.compile(r"[,\s]*\bet\.?\s?al\b\.?|,?\s+and others\b", re.IGNORECASE)
_GENRE = re.compile(
    r",?\s+(?P<genre>(?:joint )?(?:communication|press release|press statement|statement|working document)\b.*)$",
    re.IGNORECASE,
)
_MEDIUM = re.compile(
    r"\b(?:Times|Daily|Weekly|News|Post|Guardian|Herald|Tribune|Journal|Gazette|Telegraph|Magazine|Review|Bulletin|"
    r"Online|Radio|Television|TV)\b|\.(?:com|org|net)\b",
    re.IGNORECASE,
)
_PERIODICAL = re.compile(r"\b(?:Bulletin|Gazette|News|Times|Daily|Weekly|Herald|Tribune|Observer)$")
_HEAD = re.compile(
    r"\b(?:Agency|Cent(?:er|re)|Commission|Council|Department|Foundation|Fund|Government|High Representative|Institut[eo]?|"
    r"Ministry|Office|Organi[sz]ation|Parliament|Program(?:me)?|Service|Universit\w+)\b"
)
_QUOTED = re.compile(r"(?P<who>.+,\s(?:quoted|cited))$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_AFFILIATED = re.compile(r"(?P<who>[^(),]+?)\s\((?P<where>[^()]+)\)")
_NAME_IN_BRACKETS = re.compile(r"^[\u3400-\u9fff\s]+\[(?P<name>[^\]]+)\]$")
_LIST = re.compile(r"\s*(?:,\s*(?:and|&)?|;|\band\b|&|\bund\b|\bet\b)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Authors:
    """Who made a work, as the words before its title say.

    ``others`` where "et al." follows; ``edited`` where they are its editors; ``outlet`` is an institution
    that stands after the persons, ``medium`` a medium in the author's place or after the persons; ``genre`` what kind
    of text it is; ``quoted`` who is quoted in a work without authors; ``doubt`` says what is uncertain.
    """

    names: tuple[Name, ...] = ()
    others: bool = False
    edited: bool = False
    year: int = 0
    forthcoming: bool = False
    outlet: str = ""
    medium: str = ""
    genre: str = ""
    quoted: str = ""
    doubt: str = ""


def read_authors(before: str, media: frozenset[str], reversed_names: frozenset[str] = frozenset()) -> Authors:
    """The authors in the marked text *before* a title; *media* are names known as media, lower case.

    *reversed_names* are names known to be printed family name first without a comma.
    """
    year = _YEAR.search(before)
    edited = bool(_EDITORS.search(before))
    stressed = [span.text for span in spans(before, "stress") if not _OTHERS.search(f" {span.text}")]
    text = bare_words(_EDITORS.sub("", _YEAR.sub("", before)))
    others = bool(_OTHERS.search(f" {text}"))
    text = _OTHERS.sub("", f" {text}").strip(" ,:;")
    text = re.sub(r"(?<=\w{3})\.$", "", re.sub(r"\s+(?:in|on)$", "", text)).strip(" ,:;")
    known = Authors(
        others=others,
        edited=edited,
        year=int(year["year"]) if year and year["year"] else 0,
        forthcoming=bool(year and year["forthcoming"]),
    )
    return _named(text, stressed, known, media, reversed_names)


def is_government(text: str) -> bool:
    """Whether a name is that of a public or academic body, whatever its setting."""
    return bool(_HEAD.search(text)) or "House" in text


def is_medium(text: str, media: frozenset[str]) -> bool:
    """Whether a name is that of a newspaper, agency, magazine or site."""
    if text.lower() in media or _PERIODICAL.search(text):
        return True
    return bool(_MEDIUM.search(text)) and not _HEAD.search(text)


def _named(text: str, stressed: list[str], known: Authors, media: frozenset[str], reverse: frozenset[str]) -> Authors:
    if not text:
        return known
    if (stressed and stressed[0] == text and not is_government(text)) or is_medium(text, media):
        return replace(known, medium=text)
    genre = _GENRE.search(text)
    if genre and is_institution(text[: genre.start()]):
        return replace(known, names=_institutions(text[: genre.start()]), genre=genre["genre"])
    placed = _AFFILIATED.fullmatch(text)
    if placed and has_institution_word(placed["where"]) and not is_institution(placed["who"]):
        return replace(_named(placed["who"], stressed, known, media, reverse), outlet=placed["where"])
    if quoted := _QUOTED.match(text):
        return replace(known, quoted=quoted["who"])
    pieces = [piece for piece in _LIST.split(text) if piece]
    rest, comma, outlet = text.rpartition(", ")
    if (
        not comma
        or has_institution_word(pieces[0])
        or not _is_outlet(outlet, stressed, media)
        or outlet.startswith(("&", "and "))
    ):
        rest, outlet = text, ""
    if not outlet and _is_institutional(text, pieces):
        return replace(known, names=_institutions(text))
    names, doubt = _persons(rest, reverse)
    medium = outlet if outlet in stressed or is_medium(outlet, media) else ""
    return replace(known, names=names, medium=medium, outlet="" if medium else outlet, doubt=doubt)


def _is_outlet(piece: str, stressed: list[str], media: frozenset[str]) -> bool:
    if piece in stressed or piece.lower() in media:
        return True
    return bool(re.fullmatch(r"[A-Z]{2,}", piece)) or (len(piece.split()) > 1 and has_institution_word(piece))


def _is_institutional(text: str, pieces: list[str]) -> bool:
    """Whether the whole is one or more institutions: a single word, or a name with an institution's words."""
    if _HAN.search(text) and len(text) < 30:
        return False
    first = pieces[0] if pieces else text
    single = len(pieces) == 1 and len(text.split()) == 1
    return single or (is_institution(first) and len(first.split()) > 1) or bool(_HEAD.search(text))


def _institutions(text: str) -> tuple[Name, ...]:
    """One institution, or two joined by "&" or "and" that each have a head of their own."""
    for joint in re.finditer(r"\s+(?:&|and)\s+", text):
        left, right = text[: joint.start()].strip(" ,:"), text[joint.end() :].strip(" ,:")
        strong = right.removeprefix("the ")
        if _HEAD.search(left) or re.search(r"\bFund\b", left):
            alone = bool(_HEAD.search(strong)) and strong[:1].isupper() and not left.endswith(("Foreign", "Law"))
            within = re.search(r"\b(?:of|for)\s+[^,&]*$", left.rsplit(",", 1)[-1])
            if alone and (not within or joint[0].strip() == "&" or right.startswith("the ")):
                return (Name(literal=left), Name(literal=strong))
    return (Name(literal=text.strip(" ,:")),)


def _persons(text: str, reverse: frozenset[str]) -> tuple[tuple[Name, ...], str]:
    """A list of persons, the first or all of them inverted, and what is doubtful about it."""
    if han := _NAME_IN_BRACKETS.match(text):
        text = han["name"]
    pieces = [piece.strip(" ,") for piece in _LIST.split(text) if piece.strip(" ,")]
    names: list[Name] = []
    position = 0
    doubt = ""
    first_inverted = len(pieces) > 1 and "," in text and (_is_given(pieces[1]) or len(pieces[0].split()) == 1)
    while position < len(pieces):
        piece = pieces[position]
        alone = len(piece.split()) == 1 or (position == 0 and first_inverted)
        if alone and position + 1 < len(pieces):
            given = _given(pieces[position + 1], piece)
            if _looks_swapped(piece, given):
                doubt = f"'{piece}, {given}' may be printed with the names exchanged"
            names.append(inverted(piece, given))
            position += 2
            continue
        if piece in reverse and position == 0:
            *family, given = piece.split()
            names.append(inverted(" ".join(family), given))
        else:
            names.append(person(piece))
        position += 1
    return tuple(names), doubt


def _given(text: str, family: str) -> str:
    """A given name without a stray full stop or the family name set again."""
    return re.sub(r"(?<=\w{3})\.(?=\s|$)", "", text.removesuffix(f" {family}"))


def _is_given(text: str) -> bool:
    """Whether a piece of a list can be a given name: one word, or a word and initials."""
    words = text.split()
    return len(words) == 1 or all(re.fullmatch(r"[A-Z]\.?", word) for word in words[1:])


def _looks_swapped(family: str, given: str) -> bool:
    """Romanised Chinese: two syllables before the comma and one after it are seldom family and given name."""
    return family_first([given, family]) and not family_first([family, given])
