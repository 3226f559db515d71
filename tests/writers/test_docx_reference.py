"""The shipped reference.docx files: made by the script, to the measures of the look, with the faces of the PDF."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType
from typing import Any

import pytest

from briefgen.writers._word.reading import parts_of
from tests.writers.styles import TEMPLATES
from tests.writers.word import found, tree, word_style

SCRIPTS = TEMPLATES.parent / "scripts"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(sys, "path", [str(SCRIPTS), *sys.path])
    spec = importlib.util.spec_from_file_location("reference_docx", SCRIPTS / "reference_docx.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("template", "name"), [("policy-brief", "POLICY_BRIEF"), ("one-pager", "ONE_PAGER")])
def test_the_script_makes_what_is_shipped(template: str, name: str, script: Any) -> None:
    made = script.reference(getattr(script, name))
    assert made == script.reference(getattr(script, name))
    assert parts_of(made) == parts_of(word_style(template).reference), "run 'python scripts/reference_docx.py'"


def look(template: str) -> dict[str, dict[str, float]]:
    """Size, line and spaces of each paragraph style, in points."""
    looks = {}
    for style in found(tree(parts_of(word_style(template).reference), "word/styles.xml"), "//w:style[w:pPr/w:spacing]"):
        spacing = {side: int(found(style, f"string(w:pPr/w:spacing/@w:{side})")) / 20 for side in ("before", "after")}
        line = int(found(style, "string(w:pPr/w:spacing/@w:line)")) / 20
        size = int(found(style, "string(w:rPr/w:sz/@w:val)")) / 2
        looks[found(style, "string(w:name/@w:val)")] = {"size": size, "line": line, **spacing}
    return looks


def test_text_and_notes_have_the_sizes_of_the_look() -> None:
    looks = look("policy-brief")
    assert (looks["Body"]["size"], looks["Body"]["line"]) == (10.5, 14.5)
    assert (looks["Key message"]["size"], looks["Key message"]["line"]) == (10.5, 14.5)
    assert (looks["footnote text"]["size"], looks["footnote text"]["line"]) == (8.5, 11)
    assert (looks["endnote text"]["size"], looks["endnote text"]["line"]) == (8.5, 11)


def test_a_line_of_text_holds_62_to_72_characters() -> None:
    styles = tree(parts_of(word_style().reference), "word/styles.xml")
    (indent,) = found(styles, "//w:style[w:name/@w:val='Body']/w:pPr/w:ind")
    measure = (11906 - 2 * 1701 - int(found(indent, "string(@w:left)")) - int(found(indent, "string(@w:right)"))) / 20
    said = "The price of cover followed the number of insurers far more closely than the number of attacks in 2025."
    from fontTools.ttLib import TTFont

    font = TTFont(TEMPLATES / "fonts" / "SourceSerif4-Regular.otf.woff2")
    widths, letters, em = font["hmtx"], font.getBestCmap(), font["head"].unitsPerEm
    mean = sum(widths[letters[ord(letter)]][0] for letter in said) / len(said) / em * 10.5
    assert 62 <= measure / mean - 4 <= 72  # a ragged line ends half a word, some four characters, before the measure


def test_editors_notes_take_the_style_of_ours_which_word_shows_as_note() -> None:
    styles = tree(parts_of(word_style().reference), "word/styles.xml")
    assert found(styles, "//w:style[w:name/@w:val='footnote text']/w:aliases/@w:val") == ["Note"]


def test_words_gallery_shows_the_styles_that_an_editor_picks_in_the_order_of_a_brief() -> None:
    styles = tree(parts_of(word_style().reference), "word/styles.xml")
    picked = sorted(
        (int(found(style, "string(w:uiPriority/@w:val)")), found(style, "string(w:name/@w:val)"))
        for style in found(styles, "//w:style[@w:type='paragraph'][w:qFormat][w:uiPriority]")
    )
    names = [name for _, name in picked]
    assert names[:5] == ["Title", "Standfirst", "Facts", "Key message heading", "Key message"]
    assert {"heading 1", "heading 2", "heading 3", "Body", "Attribution", "Recommendation", "Reference"} <= set(names)
    assert not {"After table", "header", "toc 1", "footnote text"} & set(names)
    assert found(styles, "//w:latentStyles/@w:defSemiHidden") == ["1"]


def test_the_faces_are_those_of_the_pdf_and_each_has_a_stand_in() -> None:
    parts = parts_of(word_style().reference)
    fonts = tree(parts, "word/fontTable.xml")
    named = {name: found(fonts, f"string(//w:font[@w:name='{name}']/w:altName/@w:val)") for name in
             found(fonts, "//w:font/@w:name")}  # fmt: skip
    assert named == {
        "Source Serif 4": "Cambria",
        "Source Sans 3": "Calibri",
        "Noto Sans CJK SC": "Microsoft YaHei",
    }
    shipped = {path.name.partition("-")[0] for path in (TEMPLATES / "fonts").glob("*.woff2")}
    assert {"SourceSerif4", "SourceSans3", "NotoSansCJKsc"} <= shipped
    theme = parts["word/theme/theme1.xml"].decode()
    assert all(f'typeface="{name}"' in theme for name in named)


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("template", ["policy-brief", "one-pager"])
def test_each_colour_of_text_stands_out_from_paper_and_box(template: str) -> None:
    styles = tree(parts_of(word_style(template).reference), "word/styles.xml")
    colours = set(found(styles, "//w:rPr/w:color/@w:val"))
    assert len(colours) == 3
    for behind in ("FFFFFF", found(styles, "string(//w:shd/@w:fill)")):
        for colour in colours:
            assert (luminance(behind) + 0.05) / (luminance(colour) + 0.05) >= 4.5


def test_colours_are_those_of_the_stylesheet() -> None:
    styles = parts_of(word_style().reference)["word/styles.xml"].decode()
    css = word_style().css
    for name in ("accent", "ink", "quiet", "hair", "tint"):
        colour = css.partition(f"--{name}: #")[2][:6].upper()
        assert f'"{colour}"' in styles, name


def test_the_settings_hyphenate_and_ask_nothing_at_opening() -> None:
    settings = tree(parts_of(word_style().reference), "word/settings.xml")
    assert found(settings, "//w:autoHyphenation")
    assert found(settings, "//w:compatSetting[@w:name='compatibilityMode']/@w:val") == ["15"]
    assert not found(settings, "//w:updateFields | //w:trackRevisions | //w:rsids")
