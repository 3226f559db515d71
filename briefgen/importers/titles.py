"""Where a work's title stands in a note, in which language it is, and its translation."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from briefgen.importers.marked import Span, bare_words, spans

_DOMAIN = re.compile(r"(?:https?://)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}/?$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_AT = re.compile(r"(?:available at|see|at)\s*:?\s*$", re.IGNORECASE)
_AFTER = re.compile(r"\s*(?P<han>[\u3400-\u9fff《][^,\[\]\ue000-\ue007]*?)?\s*\[(?P<translation>[^\[\]]+)\]")
_INSIDE = re.compile(r"^(?P<title>.*\S)\s*\[(?P<translation>[^\[\]]+)\]$")
_HAN_IN_BRACKETS = re.compile(r"^(?P<translation>.+?)\s*\((?P<title>[\u3400-\u9fff][^()]*)\)$")

#: Names with particles, which say nothing of a title's language.
_PARTICLED = re.compile(r"\b(?:von|van|de|di|da)\s+(?:der|den|la|le)?\s*[A-Z]\w+")

_STOPWORDS = {
    "de": "der die das und des von den im für mit ein eine zur zum in auf aus bei nach über",
    "fr": "le la les des du de et dans pour par une un au aux dont sur chez",
    "es": "el los las del de y en una un por para la con sobre",
    "nl": "het een de van over op en voor met bij naar",
    "sv": "och i av för att en ett det på med om till",
    "it": "il lo gli della delle di e per con una un nel sui sulla",
    "en": "the of and to in for on with a an is at from how why what its by as under",
}
#: Letters that titles in a language have and others seldom.
_LETTERS = {
    "de": "ä ö ü ß", "fr": "é è ê ç à â", "es": "ñ ¿ ¡ á í ó ú", "nl": "ij aa oe uu", "sv": "å ä ö", "it": "à è ì ò ù",
    "en": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title as read, in its own language; what stands before and after it is left to be read."""

    text: str
    before: str
    after: str
    translation: str = ""
    language: str = ""
    form: str = ""  # quote, link, stress
    linked: bool = False


def find_title(text: str, *, leading_medium: bool) -> Title | None:
    """The title in the marked text of one work, or nothing where no words are marked as one.

    *leading_medium*: a stressed name that opens the text is a medium, not the title.
    """
    found = _title_span(text, leading_medium=leading_medium)
    if found is None:
        return None
    before, after = text[: found.start], text[found.end :]
    printed = bare_words(found.text).rstrip(" ,;")
    translation = ""
    if inside := _INSIDE.match(printed):
        printed, translation = inside["title"], inside["translation"]
    elif (following := _AFTER.match(after)) and not _is_comment(following["translation"]):
        translation = following["translation"]
        printed = f"{printed} {following['han'].strip()}" if following["han"] else printed
        after = after[following.end() :]
    form = "quote" if "\ue004" in found.text else found.kind
    linked = found.kind == "link" or "\ue000" in found.text
    return replace(whole_title(printed, translation, before, after, form), linked=linked)


def whole_title(printed: str, translation: str, before: str, after: str, form: str) -> Title:
    """A title with its language told; a Chinese title in brackets after its translation becomes the title."""
    swapped = _HAN_IN_BRACKETS.match(printed)
    if swapped and not _HAN.search(swapped["translation"]):
        printed, translation = swapped["title"].strip(), swapped["translation"].strip()
    language = language_of(printed)
    if printed.count("“") > printed.count("”"):
        printed += "”"
    return Title(
        text=printed,
        before=before,
        after=after,
        translation=translation.strip("'"),
        language="" if language == "en" else language,
        form=form,
    )


def language_of(text: str) -> str:
    """The language of a title as a two-letter code (ISO 639-1), empty where its words do not tell."""
    if len(_HAN.findall(text)) > 1:
        return "zh"
    unnamed = _PARTICLED.sub("", text).lower()
    tokens = re.findall(r"[^\W\d_]+", unnamed)
    scores: dict[str, float] = {}
    for code, known in _STOPWORDS.items():
        small = set(known.split())
        letters = sum(letter in unnamed for letter in _LETTERS[code].split())
        scores[code] = sum(token in small for token in tokens) + 0.5 * letters
    best, second = sorted(scores.values(), reverse=True)[:2]
    if best < 1 or best == second:
        return ""
    return next(code for code, score in scores.items() if score == best)


def is_domain(text: str) -> bool:
    """Whether a name is a site's address."""
    return bool(_DOMAIN.fullmatch(text.strip()))


def _title_span(text: str, *, leading_medium: bool) -> Span | None:
    found = [span for span in spans(text) if not is_domain(bare_words(span.text))]
    quotes = [span for span in found if span.kind == "quote" or "\ue004" in span.text]
    named = next((span for span in quotes if _AT.search(text[: span.start])), None)
    if named and quotes.index(named) > 0:
        return named
    links = [span for span in found if span.kind == "link"]
    if quotes or links:
        return min((*quotes[:1], *links[:1]), key=lambda span: span.start)
    stressed = [span for span in found if span.kind == "stress" and not _is_aside(span.text)]
    if leading_medium and stressed and not text[: stressed[0].start].strip():
        stressed = stressed[1:]
    return stressed[0] if stressed else None


def _is_aside(text: str) -> bool:
    return bool(re.fullmatch(r"(?:et\.? al\.?|ibid\.?|ad hoc|de facto|op\. cit\.?)", text.strip(), re.IGNORECASE))


def _is_comment(text: str) -> bool:
    """Whether brackets after a title hold a remark rather than its translation."""
    return text[:1].islower()
