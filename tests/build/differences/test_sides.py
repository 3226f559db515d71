"""A difference as tracked changes on the earlier build's DOCX."""

import re

import pytest

from briefgen.build.desk.briefs import locate
from briefgen.build.differences.sides import difference
from briefgen.build.run import build
from briefgen.errors import DocumentError, OutputError
from briefgen.workspace import write_new
from briefgen.writers._word.reading import parts_of
from tests.build.desks import reword, starter


@pytest.fixture
def desk(tmp_path):
    desk = starter(tmp_path / "desk", "docx")
    build(desk, "first-brief")
    reword(desk.root, "Planted streets are 3.1 degrees cooler on hot afternoons")
    return desk


def differing(desk, *ends):
    return difference(desk, locate(desk, "first-brief"), *ends, tell=lambda *_: None)


def tracked(desk, *ends):
    return parts_of(differing(desk, *ends).tracked())["word/document.xml"].decode()


def test_the_new_words_are_signed_insertions_and_nothing_was_written(desk):
    settings = desk.read("configs/desk.yaml").decode()
    desk.write("configs/desk.yaml", f"{settings}\nredline: {{author: The desk, date: as-of}}\n".encode())
    before = desk.files("output")
    said = tracked(desk)
    assert "<w:ins " in said
    assert "<w:del " in said
    assert 'w:author="The desk"' in said
    assert set(re.findall(r'w:date="(.*?)"', said)) == {f"{differing(desk).as_of}T00:00:00Z"}
    assert desk.files("output") == before


def test_kept_builds_are_told_apart_the_same_way(desk):
    now = tracked(desk)
    build(desk, "first-brief")
    assert tracked(desk, 1, 2).count("<w:ins ") == now.count("<w:ins ")
    assert "<w:ins " not in tracked(desk, 2)
    assert not differing(desk, 2).changes


def test_builds_that_are_not_there_are_told(desk, tmp_path):
    with pytest.raises(OutputError, match="no build 9 of first-brief is kept"):
        differing(desk, 1, 9)
    other = starter(tmp_path / "other")
    with pytest.raises(OutputError, match="no build of first-brief is kept yet"):
        differing(other)


def test_a_build_without_its_docx_cannot_be_tracked(desk):
    desk.write("output/first-brief/history/0001/first-brief.docx", b"damaged")
    found = differing(desk)
    assert found.changes
    with pytest.raises(DocumentError, match="build 1 has no DOCX, or it is damaged"):
        found.tracked()


def test_a_file_that_the_user_names_is_never_written_over(tmp_path):
    write_new(tmp_path / "new", b"new")
    with pytest.raises(OutputError, match="there is a file already"):
        write_new(tmp_path / "new", b"newer")
    assert (tmp_path / "new").read_bytes() == b"new"
    with pytest.raises(OutputError, match="it cannot be written: no such file"):
        write_new(tmp_path / "nowhere" / "new", b"new")
