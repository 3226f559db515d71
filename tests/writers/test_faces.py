"""The stylesheet carries its files in itself and asks for nothing else."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from briefgen.errors import Place, TemplateError
from briefgen.writers._faces import stylesheet, subset
from tests.writers.styles import style

PLACE = Place("templates/x/style.css")
CJK = "../fonts/NotoSansCJKsc-Regular.woff2"
FACE = f'@font-face {{ font-family: "C"; src: url("{CJK}"); unicode-range: U+3000-9FFF, U+FF00-FFEF }}'


def test_a_file_of_the_template_stands_in_the_stylesheet_as_data() -> None:
    made = stylesheet("p { background: url('dot.png') }", {"dot.png": b"\x89PNG"}, "", PLACE)
    assert made == 'p { background: url("data:image/png;base64,iVBORw==") }'


@pytest.mark.parametrize(
    "address",
    ["https://fonts.example/x.woff2", "//fonts.example/x", "file:///etc/passwd", "../../x.woff2", "missing.png"],
)
def test_any_other_address_is_a_mistake_that_is_named(address: str) -> None:
    for quote in ("'", '"', ""):
        with pytest.raises(TemplateError) as caught:
            stylesheet(f"p {{ background: url({quote}{address}{quote}) }}", {"dot.png": b""}, "", PLACE)
        problem = caught.value.problems[0]
        assert problem.message == f"the stylesheet names '{address}', which is not a file of the template"
        assert problem.place == PLACE
        assert "asks nothing of the network" in problem.hint


def test_all_strays_are_told_at_once_and_an_import_among_them() -> None:
    with pytest.raises(TemplateError) as caught:
        stylesheet('@import "a.css"; p { background: url(b.png) } q { background: url(c.png) }', {}, "", PLACE)
    assert [problem.message[:20] for problem in caught.value.problems] == [
        "the stylesheet impor",
        "the stylesheet names",
        "the stylesheet names",
    ]


def test_an_address_in_a_comment_is_no_address() -> None:
    assert stylesheet("/* url(https://x.example) @import 'y' */p{}", {}, "", PLACE) == "p{}"


def test_a_stylesheet_cannot_close_its_element() -> None:
    assert "</" not in stylesheet('p::before { content: "</style><script>" }', {}, "", PLACE)


def test_a_face_with_a_range_is_cut_to_the_characters_of_the_brief() -> None:
    made = stylesheet(FACE, style().assets, "Trade 贸易 and 貿易", PLACE)
    content = b64decode(made.partition("base64,")[2].partition('"')[0])
    assert sorted(TTFont(BytesIO(content)).getBestCmap()) == sorted(map(ord, "贸易貿"))
    assert re.search(r"unicode-range: U\+6613, U\+8CBF, U\+8D38", made)
    assert len(content) < 5_000


def test_a_face_with_a_range_that_the_brief_does_not_touch_is_left_out() -> None:
    assert stylesheet(FACE + "p{}", style().assets, "Trade", PLACE) == "p{}"


def test_a_range_promises_no_character_that_the_face_lacks() -> None:
    lacking = "\u9fd5"  # in the range, in no list of common characters
    made = stylesheet(FACE, style().assets, f"贸{lacking}", PLACE)
    assert "U+9FD5" not in made
    assert stylesheet(FACE, style().assets, lacking, PLACE) == ""


def test_a_face_with_a_range_whose_file_is_missing_is_a_mistake() -> None:
    with pytest.raises(TemplateError):
        stylesheet(FACE, {}, "贸易", PLACE)


def test_cutting_a_font_repeats_to_the_byte() -> None:
    font = style().assets[CJK]
    assert subset(font, "贸易") == subset(font, "贸易")


@pytest.mark.parametrize("name", sorted(style().assets))
def test_shipped_fonts_have_the_letters_and_figures_that_briefs_need(name: str) -> None:
    font = TTFont(BytesIO(style().assets[name]))
    known = font.getBestCmap()
    if "CJK" in name:
        wanted = "贸易貿國际〇，。、「」（）：；！？"
    else:
        wanted = "BērziņaČerenkovaAlbiñanaŞahinŁódźğıșțőű–—‘’“”„«»…€£§†•·×−₂→\u00a0"
        features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
        assert "sups" in features, "note marks are set in real superior figures"
    assert not [letter for letter in wanted if ord(letter) not in known]


def test_shipped_fonts_weigh_at_most_five_megabytes() -> None:
    assert sum(map(len, style().assets.values())) < 5_000_000
