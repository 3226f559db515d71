"""The few fixed words of a citation that no CSL locale holds, by language.

CSL locales know locator labels ("para.") but neither how evidence of several kinds is strung together nor what
joins a source and the work that it cites. Languages are primary BCP 47 subtags; English stands in for all others.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words and quotation marks of one language.

    ``citing`` stands before the first work that a source's note cites, ``also`` before the last of several.
    ``section`` stands before a section's
    number, ``paragraph`` and ``paragraphs`` before one number and before several. ``opening`` and ``closing`` set off
    a section's title, and ``inner_opening`` and ``inner_closing`` a quotation within one.
    """

    citing: str
    also: str
    section: str
    paragraph: str
    paragraphs: str
    opening: str
    closing: str
    inner_opening: str = "‘"
    inner_closing: str = "’"


_ENGLISH = Words(
    citing="citing", also="and", section="section", paragraph="para.", paragraphs="paras", opening="“", closing="”"
)
_LANGUAGES = {
    "en": _ENGLISH,
    "de": Words(
        citing="unter Berufung auf",
        also="und",
        section="Abschnitt",
        paragraph="Abs.",
        paragraphs="Abs.",
        opening="„",
        closing="“",
        inner_opening="‚",
        inner_closing="‘",
    ),
    "fr": Words(
        citing="citant",
        also="et",
        section="section",
        paragraph="§",
        paragraphs="§§",
        opening="«\u00a0",
        closing="\u00a0»",
        inner_opening="“",
        inner_closing="”",
    ),
    "es": Words(
        citing="que cita",
        also="y",
        section="apartado",
        paragraph="párr.",
        paragraphs="párrs.",
        opening="«",
        closing="»",
        inner_opening="“",
        inner_closing="”",
    ),
    "it": Words(
        citing="che cita",
        also="e",
        section="sezione",
        paragraph="par.",
        paragraphs="parr.",
        opening="«",
        closing="»",
        inner_opening="“",
        inner_closing="”",
    ),
    "pt": Words(
        citing="citando",
        also="e",
        section="secção",
        paragraph="par.",
        paragraphs="pars.",
        opening="«",
        closing="»",
        inner_opening="“",
        inner_closing="”",
    ),
    "nl": Words(
        citing="met verwijzing naar",
        also="en",
        section="paragraaf",
        paragraph="al.",
        paragraphs="al.",
        opening="‘",
        closing="’",
        inner_opening="“",
        inner_closing="”",
    ),
    "pl": Words(
        citing="za:",
        also="oraz",
        section="rozdział",
        paragraph="akapit",
        paragraphs="akapity",
        opening="„",
        closing="”",
        inner_opening="«",
        inner_closing="»",
    ),
}

#: Prefixes that go on with what stands before them: a comma joins them, where CSL would set a semicolon.
JOINED = frozenset(words.citing for words in _LANGUAGES.values()) | {words.also for words in _LANGUAGES.values()}


def words(language: str) -> Words:
    """The words of a BCP 47 language; those of English where there are none."""
    return _LANGUAGES.get(language.replace("_", "-").split("-")[0].lower(), _ENGLISH)
