import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.corpus.load import load_corpus
from briefgen.diagnostics import render
from briefgen.errors import CorpusError
from tests.corpus.desks import FILES, RECORDS, SHORT, TOPICS, desk, edited


def said(workspace):
    with pytest.raises(CorpusError) as caught:
        load_corpus(workspace)
    return render(caught.value.problems)


def test_everything_a_desk_knows_is_there_by_id():
    corpus = load_corpus(desk())
    assert corpus.topics["tariffs"].broader == ("trade",)
    assert corpus.topics["trade"].other_labels == ("commerce",)
    assert corpus.perspectives["south"].institutions == ("Southern Institute",)
    assert corpus.addressees["ministries"].label == "Ministries"
    assert corpus.audiences["officials"].claims == ("fact",)
    assert corpus.acronyms == {"EU": "", "NDA": "Northern Development Agency"}
    assert corpus.sources["two-views"].csl["id"] == "two-views"
    assert list(corpus.records) == ["c1-01", "c1-02"]


def test_a_record_has_its_values_and_the_places_of_them():
    record = load_corpus(desk()).records["c1-01"]
    assert (record.kind, record.claim, record.topics, record.actors) == ("finding", "fact", ("tariffs",), ("EU",))
    assert (record.figure.value, record.figure.date) == ("12%", "2022")
    assert (record.evidence[0].passages, record.evidence[0].notes) == (("c1.p1",), (1,))
    assert [(link.kind, link.record, link.question) for link in record.links] == [
        ("supports", "c1-02", ""),
        ("contradicts", "c1-02", "Does trade grow?"),
    ]
    assert str(record.place) == "corpus/records/two-views/c1.yaml:5:5"
    assert str(record.at("evidence.0.notes.0")) == "corpus/records/two-views/c1.yaml:15:17"
    assert str(record.at("figure.date")) == "corpus/records/two-views/c1.yaml:12:56"
    assert record.at("links.contradicts.0.nothing.such") == record.at("links.contradicts.0")
    assert record.at("action") == record.place


def test_perspective_and_date_fall_back_to_the_part_and_the_source():
    one, two = load_corpus(desk()).records.values()
    assert (one.perspective, one.date) == ("north", "2023-11")
    assert (two.perspective, two.date) == ("south", "2022-05")
    of_the_south = """source: two-views
part: c2
records:
  - {id: c2-01, kind: finding, headline: We agree, text: We agree., topics: [trade], evidence: {passages: c2.p1}}
"""
    workspace = desk()
    workspace.contents["corpus/records/two-views/c2.yaml"] = of_the_south.encode()
    assert load_corpus(workspace).records["c2-01"].perspective == "south"


def test_evidence_may_name_another_part():
    evidence = load_corpus(desk()).records["c1-02"].evidence
    assert [(one.source, one.part, one.passages) for one in evidence] == [
        ("two-views", "c1", ("c1.p2",)),
        ("two-views", "c2", ("c2.p1",)),
    ]


def test_parts_passages_and_notes_are_found_by_id():
    corpus = load_corpus(desk())
    assert corpus.part("two-views", "c1").voice.later == "Boreal"
    assert corpus.passage("two-views", "c1.q1").repeats == "c1.p1"
    assert corpus.note("two-views", "c1", 1).mentions[0].reference == "office"
    for missing in (
        lambda: corpus.part("two-views", "c9"),
        lambda: corpus.passage("none", "c1.p1"),
        lambda: corpus.note("two-views", "c2", 1),
    ):
        with pytest.raises(KeyError):
            missing()


def test_a_desk_without_a_corpus_is_an_empty_corpus():
    workspace = desk()
    workspace.contents.clear()
    assert load_corpus(workspace).records == {}


def test_mistakes_in_several_files_are_told_at_once_in_their_order():
    workspace = desk(
        topics=TOPICS.replace("label: Tariffs", "labl: Tariffs"),
        records=RECORDS.replace("kind: finding", "kind: findng"),
        passages='{"id": 1}\n',
    )
    assert said(workspace).splitlines() == [
        "corpus/records/two-views/c1.yaml:6:11: error: 'findng' is not one of finding, recommendation",
        "  hint: did you mean 'finding'?",
        "corpus/sources/two-views/passages.jsonl:1:1: error: this line is damaged: 'id' has a wrong value",
        "  hint: run 'briefgen import' again for this source: it writes the file anew",
        "corpus/topics.yaml:5:5: error: a topic needs the key 'label'",
        "  hint: its preferred label",
        "corpus/topics.yaml:6:5: error: a topic has no key 'labl'",
        "  hint: did you mean 'label'?",
    ]


def test_a_file_that_cannot_be_read_at_all_makes_no_false_mistakes_elsewhere():
    assert said(desk(topics="topics: [")).count("error:") == 1


def test_files_that_would_be_passed_over_are_told():
    workspace = desk()
    workspace.contents |= {
        "corpus/records/two-views/c2.yml": b"",
        "corpus/topic.yaml": b"",
        "corpus/sources/two-views/deeper/source.yaml": b"",
        "corpus/notes.md": b"anything",
    }
    found = said(workspace)
    assert "c2.yml: error: this file would be passed over\n  hint: let its name end in .yaml" in found
    assert (
        "corpus/topic.yaml: error: no file of this name belongs in a corpus\n  hint: did you mean 'corpus/topics"
        in found
    )
    assert "a source's data belongs in corpus/sources/<id>/source.yaml" in found
    assert "notes.md" not in found


def test_a_file_in_another_encoding_is_told_with_its_place():
    workspace = desk()
    workspace.contents[SHORT["topics"]] = "topics:\n  - {id: a, label: Café}\n".encode("latin-1")
    assert "corpus/topics.yaml:2:23: error: the file is not in UTF-8" in said(workspace)


def test_the_same_id_twice_is_told_with_both_places():
    assert (
        "corpus/records/two-views/c1.yaml:21:9: error: the record id 'c1-01' stands twice\n"
        "  hint: the first is at corpus/records/two-views/c1.yaml:5:9"
    ) in said(edited("records", "- id: c1-02", "- id: c1-01"))
    assert "the topic id 'trade' stands twice" in said(edited("topics", "id: tariffs", "id: trade"))
    assert "the perspective id 'north' stands twice" in said(edited("perspectives", "id: south", "id: north"))


CODE = """
import sys
from pathlib import Path
from briefgen.workspace import Disk
from briefgen.corpus.load import load_corpus
print(len(load_corpus(Disk(Path(sys.argv[1]), Path(sys.argv[2]))).records), "yaml" in sys.modules)
"""


def test_loading_unchanged_files_does_not_import_yaml(tmp_path):
    for path, text in FILES.items():
        (tmp_path / "desk" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "desk" / path).write_text(text, encoding="utf-8")

    def run():
        command = [sys.executable, "-c", CODE, str(tmp_path / "desk"), str(tmp_path / "cache")]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    assert run() == "2 True"
    assert run() == "2 False"
    (tmp_path / "desk" / SHORT["topics"]).write_text(TOPICS + "  - {id: new, label: New}\n", encoding="utf-8")
    assert run() == "2 True"


def test_a_corpus_from_the_cache_is_the_same_corpus():
    workspace = desk()
    fresh = load_corpus(workspace)
    again = load_corpus(workspace)
    assert again == fresh
    assert [record.places for record in again.records.values()] == [record.places for record in fresh.records.values()]


@pytest.mark.parametrize(
    "harm",
    [
        lambda entry: b"",
        lambda entry: entry[:-5],
        lambda entry: b"{}",
        lambda entry: entry.replace(b"12%", b"92%"),
        lambda entry: entry + b"x",
        lambda entry: b"\xff" * len(entry),
    ],
)
def test_a_damaged_cache_entry_is_ignored_and_made_anew(harm):
    workspace = desk()
    fresh = load_corpus(workspace)
    kept = dict(workspace.kept)
    workspace.kept.update({key: harm(entry) for key, entry in kept.items()})
    assert load_corpus(workspace) == fresh
    assert workspace.kept == kept


def test_a_file_with_mistakes_is_not_cached():
    workspace = edited("topics", "label: Tariffs", "labl: Tariffs")
    first = said(workspace)
    assert said(workspace) == first


@given(st.sampled_from(sorted(SHORT)), st.data())
@settings(max_examples=300, deadline=None)
def test_no_change_to_a_file_raises_anything_but_a_corpus_error(name, data):
    text = FILES[SHORT[name]]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 12)))
    put = data.draw(
        st.text("ab1-:[]{}\"', \n#.", max_size=8) | st.sampled_from(["null", "1e999", "[[]]", "{}", "true"])
    )
    try:
        load_corpus(desk(**{name: text[:start] + put + text[end:]}))
    except CorpusError as error:
        rendered = render(error.problems)
    else:
        rendered = "corpus/"
    assert "corpus/" in rendered
