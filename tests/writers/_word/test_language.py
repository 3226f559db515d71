"""Languages: tags as Word's proofing knows them, under the attribute of their script."""

from __future__ import annotations

import pytest

from briefgen.writers._word.language import attributes, defaults


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        ("zh-Hans", {"w:eastAsia": "zh-CN"}),
        ("zh-Hant", {"w:eastAsia": "zh-TW"}),
        ("ja", {"w:eastAsia": "ja-JP"}),
        ("ar", {"w:bidi": "ar-SA"}),
        ("de", {"w:val": "de-DE"}),
        ("lv-LV", {"w:val": "lv-LV"}),
        ("no tag", {"w:val": "und"}),
    ],
)
def test_a_tag_stands_where_word_looks_for_its_script(tag: str, wanted: dict[str, str]) -> None:
    assert attributes(tag) == wanted


def test_a_document_has_all_three() -> None:
    assert defaults("en-GB") == {"w:val": "en-GB", "w:eastAsia": "zh-CN", "w:bidi": "ar-SA"}
    assert defaults("ja")["w:eastAsia"] == "ja-JP"
