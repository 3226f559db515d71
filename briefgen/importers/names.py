"""Names of persons and institutions as they are printed, in CSL's parts."""

from __future__ import annotations

import re

from briefgen.corpus.sources import Name
from briefgen.importers.sentences import shown

_PARTICLES = {"de", "der", "den", "van", "von", "di", "da", "del", "della", "dos", "du", "la", "le", "ter", "zu", "al"}
_HONORIFICS = re.compile(
    r"^(?:(?:Ambassador|Professor|Prof|Dr|Mr|Mrs|Ms|Sir|Dame|Lord|General|Senator|Minister|President)\b\.?\s+)+"
)
_INSTITUTION = re.compile(
    r"\b(?:Academ(?:y|ies)|Administration|Agency|Alliance|Archives?|Association|Authority|Bank|Bulletin|Bureau|"
    r"Cabinet|Cent(?:er|re|ro)|Chamber|Club|Coalition|College|Commission|Committee|Company|Confederation|Conference|"
    r"Congress|Consortium|Corporation|Council|Court|Department|Dialogues?|Directorate|Embassy|Endowment|Federation|Flagship|"
    r"Forum|Foundation|Fund|Government|Group|House|Initiative|Institut[eo]?|Institutes|League|Library|Ministry|"
    r"Mission|Monitor|Network|News|Observatory|Office|Online|Organi[sz]ation|Parliament|Permanent|Policy|Press|"
    r"Programme|Program|Project|Representative|Research|Rijks\w+|Secretariat|Senate|Service|Services|Society|State|"
    r"Stiftung|Tank|Times|Treasury|Trust|Union|United|Universit\w+|Working|World)\b|[&()/]|\.(?:com|org|net|cn|eu)\b"
)
_UNLIKE_A_PERSON = re.compile(r"(?<![A-Z.])[A-Z]{2,}(?![A-Z.])|\b(?:of|the|for)\b")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u|ü)"
)
_ROMANISED = re.compile(rf"(?:{_SYLLABLE}){{1,3}}", re.IGNORECASE)
_ONE_SYLLABLE = re.compile(_SYLLABLE, re.IGNORECASE)


def is_institution(text: str) -> bool:
    """Whether a printed author is an institution or a medium rather than a person."""
    bare = text.strip()
    return has_institution_word(bare) or " " not in bare or bool(_UNLIKE_A_PERSON.search(bare))


def has_institution_word(text: str) -> bool:
    """Whether a name holds a word that only institutions and media have in their names."""
    return bool(_INSTITUTION.search(text))


def csl_name(name: Name) -> dict[str, str]:
    """A name in CSL-JSON."""
    if name.literal:
        return {"literal": name.literal}
    values = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {variable: value for variable, value in values.items() if value}


def person(text: str) -> Name:
    """A person's name printed in reading order: the family name last, or first where it is a Chinese name."""
    bare = _HONORIFICS.sub("", shown(text)).strip(" ,.;")
    han = _HAN.search(bare)
    words = _HAN.sub("", bare).replace("()", "").split()
    if not words:
        return Name(family=bare[:1], given=bare[1:]) if han else Name()
    if len(words) == 1:
        return Name(literal=words[0])
    if (han and len(words) == 2) or family_first(words):
        return Name(family=words[0], given=" ".join(words[1:]))
    for position in range(1, len(words) - 1):
        if words[position].lower() in _PARTICLES:
            return _with_particle(words[:position], words[position:])
    return Name(family=words[-1], given=" ".join(words[:-1]))


def inverted(family: str, given: str) -> Name:
    """A name printed with the family name first and a comma."""
    words = family.split()
    if len(words) > 1 and words[0] in _PARTICLES:
        return _with_particle(given.split(), words)
    return Name(family=family.strip(), given=given.strip())


def author(text: str) -> Name:
    """A printed author in reading order, person or institution."""
    bare = shown(text).strip(" ,;")
    return Name(literal=bare) if is_institution(bare) else person(bare)


def family_first(words: list[str]) -> bool:
    """Whether romanised Chinese words have the shape of a family name with the given name after it."""
    if len(words) != 2 or not all(_ROMANISED.fullmatch(word) for word in words):
        return False
    return bool(_ONE_SYLLABLE.fullmatch(words[0]))


def order_is_doubtful(text: str) -> bool:
    """Whether only a person can say which word of a romanised Chinese name is the family name."""
    words = _HONORIFICS.sub("", shown(text)).split()
    return (
        len(words) == 2
        and not _HAN.search(text)
        and all(_ROMANISED.fullmatch(word) for word in words)
        and all(_ONE_SYLLABLE.fullmatch(word) for word in words)
    )


def _with_particle(given: list[str], rest: list[str]) -> Name:
    """Lower-case particles stand apart; capitalised ones belong to the family name."""
    cut = 0
    while cut < len(rest) - 1 and rest[cut].islower() and rest[cut] in _PARTICLES:
        cut += 1
    return Name(family=" ".join(rest[cut:]), given=" ".join(given), particle=" ".join(rest[:cut]))
