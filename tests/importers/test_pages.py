"""Where a passage stands in a document with pages: kept with it, and shown."""

from dataclasses import replace

from briefgen.corpus.load import load_corpus
from briefgen.importers.assembly import _line
from briefgen.importers.manuscript import Manuscript, NativeNote, Page, Piece, pages_of
from briefgen.importers.storage import store
from briefgen.workspace import Memory
from tests.importers.documents import VOLUME, imported

PAGES = (Page(start=10, label="iv"), Page(start=20, label="1"), Page(start=30, label="2"), Page(start=40, label="1"))


def test_a_stretch_stands_on_the_page_that_begins_before_it():
    assert pages_of(PAGES, 20, 30) == "1"
    assert pages_of(PAGES, 29, 31) == "1–2"
    assert pages_of(PAGES, 12, 35) == "iv–2"
    assert pages_of(PAGES, 25, 45) == "1"  # back on the page where it began
    assert pages_of(PAGES, 0, 5) == ""
    assert pages_of((), 0, 5) == ""


def test_the_pages_of_passages_lie_on_the_desk_and_only_where_there_are_some():
    source = imported(VOLUME).source
    first, second = source.passages[:2]
    paged = replace(source, passages=(replace(first, pages="12–13"), second))
    desk = Memory()
    store(desk, paged)
    loaded = load_corpus(desk).sources["source"]
    assert [one.pages for one in loaded.passages] == ["12–13", ""]
    lines = desk.contents["corpus/sources/source/passages.jsonl"].decode().splitlines()
    assert '"pages": "12–13"' in lines[0]
    assert "pages" not in lines[1]


def test_what_is_doubtful_stands_on_a_page_where_there_are_pages_and_else_in_a_line():
    body = Piece(text="Text.", start=0, end=5, line=7)
    note = NativeNote(pieces=(Piece(text="A note.", start=7, end=14, line=8),), calls=())
    paged = Manuscript(text="Text.\n\nA note.", pieces=(body,), notes=(note,), pages=(Page(start=0, label="iv"),))
    assert [_line(paged, offset) for offset in (0, 8, 6)] == [7, 8, 0]
    assert _line(replace(paged, pages=()), 8) == 3
