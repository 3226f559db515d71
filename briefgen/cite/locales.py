"""Which CSL locale speaks a brief's language."""

from __future__ import annotations

#: The locales of the CSL project (https://github.com/citation-style-language/locales), by primary language; the
#: first of each is its default.
_LOCALES: dict[str, tuple[str, ...]] = {
    primary: tuple(locales.split())
    for primary, locales in (
        line.split(":", 1)
        for line in [
            "af:af-ZA",
            "ar:ar",
            "bg:bg-BG",
            "ca:ca-AD",
            "cs:cs-CZ",
            "cy:cy-GB",
            "da:da-DK",
            "de:de-DE de-AT de-CH",
            "el:el-GR",
            "en:en-GB en-US",
            "es:es-ES es-CL es-MX",
            "et:et-EE",
            "eu:eu",
            "fa:fa-IR",
            "fi:fi-FI",
            "fr:fr-FR fr-CA",
            "he:he-IL",
            "hr:hr-HR",
            "hu:hu-HU",
            "id:id-ID",
            "is:is-IS",
            "it:it-IT",
            "ja:ja-JP",
            "km:km-KH",
            "ko:ko-KR",
            "lt:lt-LT",
            "lv:lv-LV",
            "mn:mn-MN",
            "nb:nb-NO",
            "nl:nl-NL",
            "nn:nn-NO",
            "pl:pl-PL",
            "pt:pt-PT pt-BR",
            "ro:ro-RO",
            "ru:ru-RU",
            "sk:sk-SK",
            "sl:sl-SI",
            "sr:sr-RS",
            "sv:sv-SE",
            "th:th-TH",
            "tr:tr-TR",
            "uk:uk-UA",
            "vi:vi-VN",
            "zh:zh-CN zh-TW",
        ]
    )
}
#: What stands in for a language that CSL has no locale for.
FALLBACK = "en-GB"


def csl_locale(language: str) -> str | None:
    """The CSL locale for a BCP 47 language tag: its own, else its language's default; None where there is none.

    ``en-IE`` gives ``en-GB``, ``de`` gives ``de-DE``, ``zh-Hant`` gives ``zh-TW``.
    """
    subtags = language.replace("_", "-").split("-")
    known = _LOCALES.get(subtags[0].lower())
    if known is None:
        return None
    if subtags[0].lower() == "zh" and "hant" in language.lower():
        return "zh-TW"
    regions = {subtag.upper() for subtag in subtags[1:]}
    return next((locale for locale in known if locale.split("-")[-1] in regions), known[0])
