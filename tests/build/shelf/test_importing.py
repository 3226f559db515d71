"""An import says what it changed, and can mend what is broken."""

import pytest

from briefgen.build.desk.starter import make_desk
from briefgen.build.shelf.importing import import_source
from briefgen.corpus.load import load_corpus
from briefgen.errors import CorpusError, DocumentError
from briefgen.workspace import Disk
from tests.build.desks import change

PASSAGES = "corpus/sources/shade-first/passages.jsonl"


@pytest.fixture
def desk(tmp_path):
    make_desk(tmp_path / "desk")
    return Disk((tmp_path / "desk").resolve())


def imported(desk, name="shade-first"):
    return import_source(desk, desk.root / "documents" / f"{name}.txt", name)[1]


def test_a_paragraph_added_is_new_and_leaves_every_other_id(desk):
    before = [passage.id for passage in load_corpus(desk).sources["shade-first"].passages]
    change(
        desk.root,
        "documents/shade-first.txt",
        "What the trees did\n",
        "A paragraph that nobody wrote before.\n\nWhat the trees did\n",
    )
    found = imported(desk)
    added = found.drift.of("new")
    assert (len(added), found.drift.of("reworded"), found.drift.of("gone"), found.flags) == (1, (), (), ())
    after = [passage.id for passage in load_corpus(desk).sources["shade-first"].passages]
    assert [name for name in after if name not in added] == before


def test_a_paragraph_cut_is_gone_and_the_records_on_it_are_named(desk):
    text = (desk.root / "documents" / "shade-first.txt").read_text(encoding="utf-8")
    cut = next(line for line in text.splitlines() if line.startswith("Watering is"))
    change(desk.root, "documents/shade-first.txt", f"{cut}\n\n", "")
    found = imported(desk)
    assert (found.drift.of("gone"), [flag.record for flag in found.flags]) == (("report.p06",), ["sf-07"])


@pytest.mark.parametrize("damage", [b"", b"{not json\n", b'{"id": 3}\n'])
def test_a_damaged_file_of_an_import_is_mended_by_importing_again(desk, damage):
    whole = desk.read(PASSAGES)
    desk.write(PASSAGES, damage)
    with pytest.raises(CorpusError):
        load_corpus(desk)
    assert imported(desk).files == (PASSAGES,)
    assert desk.read(PASSAGES) == whole


def test_under_another_key_every_passage_keeps_its_id_and_none_counts_as_reworded(desk):
    ids = [passage.id for passage in load_corpus(desk).sources["shade-first"].passages]
    old = desk.read(PASSAGES)
    change(desk.root, "configs/desk.yaml", "fingerprint-key: first-desk", "fingerprint-key: second-desk")
    found = imported(desk)
    assert (found.drift.drifted, found.flags) == (False, ())
    assert desk.read(PASSAGES) != old
    assert [passage.id for passage in load_corpus(desk).sources["shade-first"].passages] == ids
    assert imported(desk).files == ()


def test_what_a_person_wrote_about_the_source_is_kept(desk):
    source = "corpus/sources/shade-first/source.yaml"
    change(desk.root, "documents/shade-first.txt", "Hospital admissions", "Admissions to hospital")
    before = desk.read(source).decode().splitlines()
    imported(desk)
    after = desk.read(source).decode().splitlines()
    assert [line for line in after if line not in before] == [
        line for line in after if line.startswith("document-digest: ")
    ]


def test_mistakes_elsewhere_in_the_corpus_are_told_and_nothing_is_imported(desk):
    desk.write("corpus/topics.yaml", b"topics: 3\n")
    old = desk.read(PASSAGES)
    change(desk.root, "documents/shade-first.txt", "Hospital admissions", "Admissions to hospital")
    with pytest.raises(CorpusError, match="list"):
        imported(desk)
    assert desk.read(PASSAGES) == old


def test_a_document_that_is_not_there_is_named(desk):
    with pytest.raises(DocumentError, match="there is no such document"):
        imported(desk, "none")


@pytest.mark.parametrize("text", ["The port grew by 3 percent. " * 400, "A heading alone"])
def test_a_document_without_a_passage_is_refused_as_new_and_as_the_next_edition(desk, text):
    document = desk.root / "documents" / "shade-first.txt"
    document.write_text(text, encoding="utf-8")
    old = desk.read(PASSAGES)
    for source_id in ("shade-first", "another"):
        with pytest.raises(DocumentError, match="no passage was found in the document") as raised:
            import_source(desk, document, source_id)
        assert "one line that holds everything" in raised.value.problems[0].hint
    assert desk.read(PASSAGES) == old
    assert not desk.exists("corpus/sources/another/source.yaml")
