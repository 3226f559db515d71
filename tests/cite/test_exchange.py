"""References from and for reference managers: what comes in is what went out, and what a format loses is told."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.cite import exchange
from briefgen.cite.exchange import is_references, lost, read_references, write_references
from briefgen.corpus.csl import csl_mistakes
from briefgen.errors import DocumentError
from briefgen.workspace import Memory
from tests.cite.works import WORKS

ENDINGS = {"csl-json": "works.json", "bibtex": "works.bib", "biblatex": "works.bib", "ris": "works.ris"}
#: Works as they stand in a corpus, keys and all in plain characters.
SHELF = [
    {**work, "id": key.replace(":", "-").replace("/", "-")} for key, work in WORKS.items() if not csl_mistakes(work)
]


def there_and_back(works, form):
    written = write_references(works, form, Memory())
    return read_references(written, ENDINGS[form], Memory())


def titles(works):
    """Titles by id, all quotation marks alike: BibTeX has but one kind of them."""
    return {work["id"]: re.sub("[’‘“”']", '"', work.get("title", "")) for work in works}


def refusal(content, name, workspace=None):
    with pytest.raises(DocumentError) as caught:
        read_references(content, name, workspace or Memory())
    problem = caught.value.problems[0]
    assert problem.hint
    return problem


def test_csl_json_comes_back_as_it_went():
    back = there_and_back(SHELF, "csl-json")
    assert list(back.works) == SHELF
    assert back.problems == ()


@pytest.mark.parametrize("form", ["biblatex", "ris"])
def test_no_work_is_lost_on_the_way_and_every_title_keeps_its_capitals(form):
    assert titles(there_and_back(SHELF, form).works) == titles(SHELF)


@pytest.mark.parametrize("form", exchange.FORMATS)
def test_the_same_works_give_the_same_bytes(form):
    assert write_references(SHELF, form, Memory()) == write_references(SHELF, form, Memory())


@pytest.mark.parametrize("form", exchange.FORMATS)
def test_no_works_make_an_empty_file(form):
    assert write_references([], form, Memory()).strip() in (b"", b"[]")
    assert lost([], b"", form, Memory()) == {}


def test_what_a_format_loses_is_counted_by_variable():
    work = {
        "id": "a",
        "type": "report",
        "title": "Dredging",
        "number-of-pages": "40",
        "translated-title": "Baggern",
        "issued": {"date-parts": [[2024, 5]]},
    }
    written = write_references([work], "ris", Memory())
    assert lost([work], written, "ris", Memory()) == {"number-of-pages": 1}
    written = write_references([work], "biblatex", Memory())
    assert lost([work], written, "biblatex", Memory()) == {"translated-title": 1}
    assert lost([work], b"[]", "csl-json", Memory()) == {}


def test_typography_is_no_loss():
    work = {"id": "a", "type": "book", "title": "The ‘long’ strait", "author": [{"family": "Vries", "given": "Jan"}]}
    work["author"][0]["non-dropping-particle"] = "de"
    written = write_references([work], "ris", Memory())
    assert lost([work], written.replace("‘long’".encode(), b"'long'"), "ris", Memory()) == {}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text.split()))
def test_any_title_on_one_line_survives_ris(title):
    title = " ".join(title.split())
    work = {"id": "a", "type": "report", "title": title}
    assert [one["title"] for one in there_and_back([work], "ris").works] == [title]


def test_a_library_as_zotero_exports_it_is_a_list_or_has_its_works_under_items():
    works = [{"id": "a", "type": "book", "title": "Quays", "note": "read in May", "abstract": "…"}]
    for said in (works, {"items": works}):
        assert read_references(json.dumps(said).encode(), "z.json", Memory()).works == (
            {"id": "a", "type": "book", "title": "Quays"},
        )


def test_what_is_no_work_is_left_out_with_a_warning_and_the_others_are_read():
    works = [{"type": "bok", "title": "Quays"}, "quay", {"type": "book", "title": "Locks"}]
    read = read_references(json.dumps(works).encode(), "z.json", Memory())
    assert [work["title"] for work in read.works] == ["Locks"]
    assert [problem.message for problem in read.problems] == [
        "the work 'Quays' was left out: 'bok' is no type of work in CSL",
        "the work '2' was left out: a work needs keys and values (CSL-JSON)",
    ]


def test_a_date_that_no_style_can_print_is_left_out_and_told():
    work = {"id": "a", "type": "book", "title": "Quays", "issued": {"date-parts": [["spring"]]}}
    read = read_references(json.dumps([work]).encode(), "z.json", Memory())
    assert read.works == ({"id": "a", "type": "book", "title": "Quays"},)
    assert [problem.message for problem in read.problems] == [
        "the work 'Quays' has a date that cannot be read; it was left out: 'issued'"
    ]


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"\xff\xfe\x00", "z.json", "the references are not UTF-8 text"),
        (b"[{", "z.json", "the references are not valid JSON"),
        (b"[" * 100_000, "z.json", "the references are nested too deeply"),
        (b'"quays"', "z.json", "CSL-JSON is a list of works, and this is none"),
        (b"[]", "z.json", "there is no work in this file"),
        (b"no tags at all", "z.ris", "there is no work in this file"),
        (b"@book{a, title = {Quays", "z.bib", "the references cannot be read as BibTeX or BibLaTeX"),
    ],
)
def test_a_file_that_holds_no_references_is_refused_with_its_reason(content, name, message):
    problem = refusal(content, name)
    assert problem.message == message
    assert problem.place.file == name


def test_damaged_bibtex_is_told_with_its_line():
    problem = refusal(b"@book{a,\n title = {Quays},\n year = 2024\n}\n@book{b,\n title = {Locks\n", "z.bib")
    assert problem.place.line >= 5


def test_files_beyond_any_library_are_refused(monkeypatch):
    monkeypatch.setattr(exchange, "LARGEST", 10)
    assert refusal(b"[1, 2, 3, 4]", "z.json").message == "the references take more than 32 MiB"
    monkeypatch.setattr(exchange, "LARGEST", 1000)
    monkeypatch.setattr(exchange, "MOST", 2)
    message = refusal(b'[{"id": 1}, {"id": 2}, {"id": 3}]', "z.json").message
    assert message == "there are 3 works in this file; at most 2 are read"


def test_references_are_known_by_the_ending_of_the_name():
    assert is_references("Library.BIB")
    assert is_references("a.ris")
    assert not is_references("a.txt")
    assert not is_references("bib")
