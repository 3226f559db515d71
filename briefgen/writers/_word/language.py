"""Languages as Word knows them: BCP 47 tags to ``w:lang``, and which scripts run from right to left."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Tags by script, to the language and region that Word's proofing knows them by.
_REGIONS: Mapping[str, str] = {
    "zh": "zh-CN",
    "zh-hans": "zh-CN",
    "zh-hant": "zh-TW",
    "zh-hans-cn": "zh-CN",
    "zh-hans-sg": "zh-SG",
    "zh-hant-tw": "zh-TW",
    "zh-hant-hk": "zh-HK",
    "ja": "ja-JP",
    "ko": "ko-KR",
    "ar": "ar-SA",
    "he": "he-IL",
    "fa": "fa-IR",
    "ur": "ur-PK",
    "en": "en-GB",
    "de": "de-DE",
    "fr": "fr-FR",
    "es": "es-ES",
    "it": "it-IT",
    "pl": "pl-PL",
    "pt": "pt-PT",
    "ru": "ru-RU",
    "uk": "uk-UA",
}
_EAST_ASIAN = frozenset({"zh", "ja", "ko"})
_RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"})
_TAG = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")

#: Runs of characters that are strong right-to-left (Hebrew to Arabic Extended-A and the presentation forms).
STRONG_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[^\\w\u0590-\u08ff]+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*"
)


def primary(language: str) -> str:
    """The language alone: ``zh-Hans`` → ``zh``."""
    return language.partition("-")[0].lower()


def is_east_asian(language: str) -> bool:
    """Whether Word sets text of this language in the East Asian face of a style."""
    return primary(language) in _EAST_ASIAN


def is_right_to_left(language: str) -> bool:
    """Whether text of this language runs from right to left."""
    return primary(language) in _RIGHT_TO_LEFT


def word_language(language: str) -> str:
    """The tag as Word knows it; a tag that is none (spaces, empty) becomes ``und``."""
    return _REGIONS.get(language.lower(), language if _TAG.fullmatch(language) else "und")


def attributes(language: str) -> dict[str, str]:
    """What ``w:lang`` of a run says: the tag stands under ``w:eastAsia``, ``w:bidi`` or ``w:val`` by its script."""
    kind = "eastAsia" if is_east_asian(language) else "bidi" if is_right_to_left(language) else "val"
    return {f"w:{kind}": word_language(language)}


def defaults(language: str) -> dict[str, str]:
    """``w:lang`` for a whole document: Chinese for East Asian text and Arabic for bidirectional, unless it is those."""
    return {"w:val": word_language(language), "w:eastAsia": "zh-CN", "w:bidi": "ar-SA"} | attributes(language)
