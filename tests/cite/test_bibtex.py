"""BibTeX and BibLaTeX: titles as they stand, whatever braces they have."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.cite.bibtex import braced, read
from briefgen.errors import DocumentError, MissingProgramError
from briefgen.workspace import Memory


@pytest.mark.parametrize(
    "title",
    [
        "{The EU and China}",
        '"The EU and China"',
        "{The {EU} and China}",
        "{{The EU and China}}",
        "{The \\emph{EU} and China}",
    ],
)
def test_a_title_keeps_its_capitals_however_it_is_braced(title):
    text = f"@report{{a, author = {{Brandt, Jonas}}, Title = {title}, date = {{2024-05-03}}, institution = {{X}}}}"
    (work,) = read(text, Memory(), "a.bib")
    assert work["title"].replace("<i>", "").replace("</i>", "") == "The EU and China"
    assert work["issued"] == {"date-parts": [[2024, 5, 3]]}
    assert work["author"] == [{"family": "Brandt", "given": "Jonas"}]


def test_an_institution_with_an_and_in_its_name_is_one():
    text = "@report{a, title = {Quays}, institution = {Institute for Towns and Climate}, location = {Ham and Ulm}}"
    (work,) = read(text, Memory(), "a.bib")
    assert (work["publisher"], work["publisher-place"]) == ("Institute for Towns and Climate", "Ham and Ulm")


def test_what_is_no_title_is_left_alone():
    text = "@book{a, subtitle = {B}, note = {title = x}, author = {Title, A}, title = unended"
    assert braced(text) == "@book{a, subtitle = {{B}}, note = {title = x}, author = {Title, A}, title = unended"
    assert braced("@book{a, title = {never closed") == "@book{a, title = {never closed"
    assert braced('@book{a, title = "a } b"}') == '@book{a, title = "a } b"}'


@given(st.text(alphabet='title={}",\\ \n', max_size=60))
def test_bracing_adds_braces_and_nothing_else(text):
    made = braced(text)
    assert made.replace("{", "").replace("}", "") == text.replace("{", "").replace("}", "")
    assert made.count("{") - text.count("{") == made.count("}") - text.count("}")


def test_a_work_of_no_type_is_a_document():
    assert read("@misc{a, title = {Quays}}", Memory(), "a.bib")[0]["type"] == "document"


def test_a_pandoc_that_says_nothing_or_runs_out_of_memory_is_told(tmp_path):
    silent, greedy = tmp_path / "silent", tmp_path / "greedy"
    silent.write_text(f"#!{sys.executable}\nraise SystemExit(3)\n")
    greedy.write_text(f"#!{sys.executable}\nimport sys\nsys.exit('pandoc: Heap exhausted;')\n")
    for program in (silent, greedy):
        program.chmod(0o755)
    with pytest.raises(MissingProgramError, match="does not answer as pandoc does"):
        read("@misc{a}", Memory(settings={"BRIEFGEN_PANDOC": str(silent)}), "a.bib")
    with pytest.raises(DocumentError, match="the references need more than a gigabyte to be read"):
        read("@misc{a}", Memory(settings={"BRIEFGEN_PANDOC": str(greedy)}), "a.bib")
