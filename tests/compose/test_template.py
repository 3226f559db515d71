"""A template's folder is read whole, and only what the formats need of it."""

import pytest

from briefgen.compose.template import load_template
from briefgen.diagnostics import render
from briefgen.errors import TemplateError
from briefgen.workspace import Memory
from tests.compose.desks import config

FILES = {
    "templates/t/content.html.j2": b"<p>x</p>",
    "templates/t/parts/more.html.j2": "\ufeff<p>é</p>\r\n".encode(),
    "templates/t/page.html.j2": b"<html>",
    "templates/t/style.css": b"/* url(no.png) */ a { src: url('../fonts/a.woff2'), url(pic.svg?v=1#x) } b { c: url(data:x) }",
    "templates/t/pic.svg": b"svg",
    "templates/t/reference.docx": b"docx",
    "templates/fonts/a.woff2": b"font",
    "templates/other/content.html.j2": b"",
}


def load(*formats, language="en-GB"):
    chosen = config(formats=formats, language=language, notes="endnotes", paper="Letter")
    return load_template(Memory(contents=dict(FILES)), "t", chosen)


def failed(*formats, missing=None, name="t", **files):
    contents = {path: content for path, content in {**FILES, **files}.items() if path != missing}
    with pytest.raises(TemplateError) as caught:
        load_template(Memory(contents=contents), name, config(formats=formats))
    assert all(problem.hint for problem in caught.value.problems)
    return render(caught.value.problems)


def test_content_look_and_settings_are_read():
    template = load("docx", "pdf", language="de-DE")
    assert template.folder == "templates/t"
    assert dict(template.content) == {"content.html.j2": "<p>x</p>", "parts/more.html.j2": "<p>é</p>\n"}
    style = template.style
    assert (style.name, style.page, style.reference, style.paper, style.notes) == (
        "t",
        "<html>",
        b"docx",
        "Letter",
        "endnotes",
    )
    assert dict(style.assets) == {"../fonts/a.woff2": b"font", "pic.svg?v=1#x": b"svg"}
    assert style.words["Notes"] == "Anmerkungen"


def test_word_needs_no_stylesheet_and_the_web_no_reference():
    assert (load("docx").style.css, dict(load("docx").style.assets)) == ("", {})
    assert load("html").style.reference == b""
    assert load("outline").style.page == ""


def test_an_unknown_template_is_told_with_the_closest_one():
    said = failed("docx", name="othr")
    assert said == "configs/night-brief.yaml: error: there is no template 'othr'\n  hint: did you mean 'other'?"
    assert "hint: there are: other, t" in failed("docx", name="zzzzz")
    assert "there is no template '../t'" in failed("docx", name="../t")


def test_an_empty_desk_says_where_templates_go():
    with pytest.raises(TemplateError) as caught:
        load_template(Memory(), "t", config())
    assert caught.value.problems[0].hint == "put one into templates/"


def test_a_folder_without_content_says_what_is_missing():
    said = failed("docx", missing="templates/t/content.html.j2")
    assert said.startswith("templates/t: error: the template 't' has no content.html.j2")


def test_everything_that_is_missing_is_told_at_once():
    with pytest.raises(TemplateError) as caught:
        load_template(Memory(contents={"templates/t/content.html.j2": b""}), "t", config(formats=("docx", "html")))
    said = render(caught.value.problems)
    assert [f"the template 't' has no {file}" in said for file in ("page.html.j2", "style.css", "reference.docx")] == [
        True
    ] * 3
    assert "leave DOCX out of the config's formats" in said


def test_a_file_that_is_no_text_is_told_with_its_line():
    said = failed("docx", **{"templates/t/content.html.j2": b"a\n\xff"})
    assert said.startswith("templates/t/content.html.j2:2: error: the file is not UTF-8 text")


def test_a_stylesheet_may_name_files_of_its_template_only():
    css = b"a { src: url(../fonts/b.woff2) }\nb { c: url(../../corpus/x.png) } d { e: url('../other/x.png') }"
    said = failed("pdf", **{"templates/t/style.css": css})
    assert "templates/t/style.css:1: error: the stylesheet names '../fonts/b.woff2', which is not there" in said
    assert "hint: did you mean 'templates/fonts/a.woff2'?" in said
    assert "style.css:2: error: the stylesheet names '../../corpus/x.png', which lies outside the template" in said
    assert "names '../other/x.png', which lies outside" in said
