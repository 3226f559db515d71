"""Which CSL locale speaks a brief's language."""

from __future__ import annotations

import pytest

from briefgen.cite.locales import csl_locale


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        ("en-GB", "en-GB"),
        ("en-US", "en-US"),
        ("en-IE", "en-GB"),
        ("en", "en-GB"),
        ("de", "de-DE"),
        ("de-at", "de-AT"),
        ("fr_CA", "fr-CA"),
        ("zh-Hans", "zh-CN"),
        ("zh-Hant-TW", "zh-TW"),
        ("pt-BR", "pt-BR"),
        ("la-VA", None),
        ("", None),
        ("tlh", None),
    ],
)
def test_a_language_has_its_own_locale_or_its_languages_default(language: str, locale: str | None) -> None:
    assert csl_locale(language) == locale
