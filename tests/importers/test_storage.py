"""An imported source lies on the desk in a fixed form; a person's file is never written over."""

import json
from dataclasses import replace

import yaml

from briefgen.corpus.load import load_corpus
from briefgen.importers.manuscript import Doubt
from briefgen.importers.storage import note_text, passage_text, place_of, store
from briefgen.workspace import Memory
from tests.importers.documents import REPORT, VOLUME, imported

FOLDER = "corpus/sources/source"


def test_what_is_stored_is_loaded_again_as_it_was():
    source = imported(VOLUME).source
    desk = Memory()
    store(desk, source)
    loaded = load_corpus(desk).sources["source"]
    assert loaded.passages == source.passages
    assert loaded.notes == source.notes
    assert loaded.references == source.references
    assert loaded.parts == source.parts
    assert loaded.document_digest == source.document_digest
    assert loaded.rights == "locate"


def test_a_source_that_did_not_change_writes_nothing():
    desk = Memory()
    assert len(store(desk, imported(VOLUME).source)) == 4
    assert store(desk, imported(VOLUME).source) == ()


def test_of_a_source_that_may_only_be_located_no_sentence_is_stored():
    desk = Memory()
    store(desk, imported(VOLUME).source)
    kept = b"\n".join(desk.contents.values()).decode()
    for sentence in (
        "the two states agreed",
        "Rivers do not read treaties",
        "Insure the farms",
        "thank their students",
    ):
        assert sentence in VOLUME
        assert sentence not in kept


def test_the_text_is_stored_where_the_rights_allow_quoting():
    first = imported(VOLUME).source
    quotable = imported(VOLUME, known=replace(first, rights="quote")).source
    desk = Memory()
    store(desk, quotable)
    rows = [json.loads(line) for line in desk.contents[f"{FOLDER}/passages.jsonl"].splitlines()]
    assert {"Insure the farms."} <= {row["text"] for row in rows}


def test_a_persons_source_yaml_keeps_every_byte_but_the_documents_digest():
    desk = Memory()
    source = imported(VOLUME).source
    store(desk, source)
    path = f"{FOLDER}/source.yaml"
    edited = desk.contents[path].replace(b"Rivers and borders", b"Rivers, borders") + b"# a remark\n"
    desk.contents[path] = edited
    changed = imported(VOLUME + "\nOne more line.\n", known=source).source
    assert path in store(desk, changed)
    expected = edited.replace(source.document_digest.encode(), changed.document_digest.encode())
    assert desk.contents[path] == expected
    assert changed.document_digest != source.document_digest


def test_a_digest_is_added_where_the_file_has_none():
    desk = Memory(contents={f"{FOLDER}/source.yaml": b"csl: {type: book, title: T}\nparts: [{id: report, title: T}]"})
    source = imported(REPORT).source
    store(desk, source)
    values = yaml.safe_load(desk.contents[f"{FOLDER}/source.yaml"])
    assert values["document-digest"] == source.document_digest
    assert values["csl"] == {"type": "book", "title": "T"}


def test_what_is_known_of_an_unchanged_note_is_not_read_anew():
    first = imported(VOLUME).source
    better = {"id": "basin-centre-2020-flow-trade", "type": "report", "title": "Flow and Trade on the River"}
    corrected = replace(
        first,
        references=tuple(better if work["id"] == better["id"] else work for work in first.references),
        notes=tuple(replace(note, doubt="") for note in first.notes),
    )
    second = imported(VOLUME.replace("9 July 2014", "9 July 2015"), known=corrected).source
    assert better in second.references
    assert all(note.doubt == "" for note in second.notes if note.id != "ch03.n1")
    changed = next(work for work in second.references if work["title"] == "What the flood took")
    assert changed["issued"] == {"date-parts": [[2015, 7, 9]]}


def test_the_text_of_passages_and_notes_is_read_back_from_the_document():
    source = imported(REPORT).source
    passages = {one.id: passage_text(REPORT, one) for one in source.passages}
    assert passages["report.p01"] == "Night trains are back."
    notes = {one.number: note_text(REPORT, one) for one in source.notes}
    assert notes[1] == "The term “West” is used loosely here"
    assert notes[2].endswith("(consulted on 1 June 2020)")
    assert notes[3].startswith("For a good overview, see Ines Maro: “Fares in Europe”")


def test_a_doubt_is_placed_in_the_document():
    assert str(place_of("report.txt", Doubt(message="what is this?", line=12))) == "report.txt:12"
