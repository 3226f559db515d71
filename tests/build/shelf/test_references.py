"""References from a reference manager complete what a source's notes cite, and touch nothing else."""

import json

import pytest

from briefgen.build.desk.starter import make_desk
from briefgen.build.shelf.importing import import_source
from briefgen.build.shelf.references import import_references, references_for
from briefgen.corpus.load import load_corpus
from briefgen.errors import ConfigError, CorpusError
from briefgen.workspace import Disk

FILE = "corpus/sources/shade-first/references.json"
HALLORAN = "halloran-2022-street-trees"


@pytest.fixture
def desk(tmp_path):
    make_desk(tmp_path / "desk")
    return Disk((tmp_path / "desk").resolve())


def merged(desk, *works, source="shade-first"):
    return import_references(desk, json.dumps(works).encode(), "library.json", source)


def work(desk, name=HALLORAN):
    return next(one for one in load_corpus(desk).sources["shade-first"].references if one["id"] == name)


def trees(**more):
    return {"id": "X1", "type": "book", "title": "Why Street Trees Die Young", "issued": _year(2022)} | more


def _year(number):
    return {"date-parts": [[number]]}


def test_the_file_goes_before_what_was_read_and_what_it_does_not_say_is_kept_with_the_id(desk):
    before = work(desk)
    found = merged(desk, trees(DOI="10.5555/trees", URL="https://trees.example/young"))
    assert [(one.id, one.variables) for one in found.completed] == [(HALLORAN, ("DOI", "URL", "title", "type"))]
    after = work(desk)
    assert after == {
        **before,
        "type": "book",
        "title": "Why Street Trees Die Young",
        "DOI": "10.5555/trees",
        "URL": "https://trees.example/young",
    }
    assert found.file == FILE


def test_the_same_file_a_second_time_changes_nothing(desk):
    merged(desk, trees(DOI="10.5555/trees"))
    again = merged(desk, trees(DOI="10.5555/trees"))
    assert (again.completed, again.file) == ((), "")


def test_a_work_is_known_by_its_doi_or_its_address_whatever_its_title(desk):
    merged(desk, trees(DOI="10.5555/Trees", URL="https://www.trees.example/young/"))
    by_doi = {"id": "a", "type": "book", "title": "Something else", "DOI": "10.5555/TREES"}
    assert [one.id for one in merged(desk, by_doi).completed] == [HALLORAN]
    by_address = {"id": "a", "type": "book", "title": "A third title", "URL": "http://trees.example/young"}
    assert [one.id for one in merged(desk, by_address).completed] == [HALLORAN]


@pytest.mark.parametrize("title", ["Why street trees die young: A study", "Why street trees dye young"])
def test_a_title_without_its_subtitle_and_one_with_a_slip_are_known(desk, title):
    assert [one.id for one in merged(desk, trees(title=title)).completed] == [HALLORAN]


def test_the_same_title_of_another_year_is_for_a_person(desk):
    before = desk.read(FILE)
    found = merged(desk, trees(issued=_year(2019)))
    assert found.doubtful == (("Why Street Trees Die Young", "Why street trees die young"),)
    assert (found.completed, desk.read(FILE)) == ((), before)


def test_works_that_no_note_cites_are_told_and_not_added(desk):
    before = desk.read(FILE)
    found = merged(desk, {"id": "q", "type": "book", "title": "Quays of the North"}, {"id": "w", "type": "webpage"})
    assert found.uncited == ("Quays of the North", "w")
    assert desk.read(FILE) == before


def test_the_source_itself_is_handed_to_a_person(desk):
    title = load_corpus(desk).sources["shade-first"].csl["title"]
    before = desk.read("corpus/sources/shade-first/source.yaml")
    found = merged(desk, {"id": "self", "type": "report", "title": title, "DOI": "10.5555/shade"})
    assert found.itself is not None
    assert found.itself["DOI"] == "10.5555/shade"
    assert desk.read("corpus/sources/shade-first/source.yaml") == before


def test_what_was_completed_stays_when_the_document_is_imported_again(desk):
    merged(desk, trees(DOI="10.5555/trees"))
    import_source(desk, desk.root / "documents" / "shade-first.txt", "shade-first")
    assert work(desk)["DOI"] == "10.5555/trees"


def test_an_unknown_source_is_told(desk):
    with pytest.raises(CorpusError, match="no source 'shade-frist' in corpus/sources"):
        merged(desk, trees(), source="shade-frist")


def test_a_sources_a_briefs_and_all_works_go_out(desk):
    silent = lambda verb, what: None  # noqa: E731 - nothing to tell
    of_source = references_for(desk, "shade-first", silent)
    assert HALLORAN in [one["id"] for one in of_source]
    of_brief = references_for(desk, "first-brief.yaml", silent)
    every = references_for(desk, "", silent)
    ids = [one["id"] for one in every]
    assert len(ids) == len(set(ids))
    assert {one["id"] for one in of_brief} < set(ids)
    assert "shade-first-report" in {one["id"] for one in of_brief}
    with pytest.raises(ConfigError):
        references_for(desk, "nothing-of-the-kind", silent)


def test_every_work_of_a_brief_is_cited_in_it(desk):
    found = references_for(desk, "first-brief", lambda verb, what: None)
    assert found
    assert all(one["id"].startswith(("shade-first-", "water-first-")) for one in found)
