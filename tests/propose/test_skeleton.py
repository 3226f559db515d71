"""Skeletons: a file that loads, records that nothing uses until somebody has worded them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.build.desk.starter import make_desk
from briefgen.build.making.compute import choose
from briefgen.build.shelf.proposing import propose_records, write_skeletons
from briefgen.corpus.check import check_corpus
from briefgen.corpus.load import load_corpus
from briefgen.errors import ConfigError, CorpusError
from briefgen.propose.skeleton import _scalar
from briefgen.workspace import Disk
from briefgen.yamlsource import parse
from tests.build.desks import change

SOURCE = "shade-first"


@pytest.fixture
def desk(tmp_path):
    make_desk(tmp_path / "desk")
    return Disk((tmp_path / "desk").resolve())


def written(desk, number=2):
    proposed = propose_records(desk, SOURCE)
    return write_skeletons(desk, proposed, proposed.proposals[:number]), proposed


def test_a_skeleton_has_everything_but_the_words(desk):
    (path,), proposed = written(desk, 9)
    assert path == "corpus/records/shade-first/report-proposed.yaml"
    before, corpus = proposed.corpus, load_corpus(desk)
    assert corpus.records.keys() == before.records.keys()
    assert len(corpus.skeletons) == 9
    for record in corpus.skeletons.values():
        passage = corpus.passage(SOURCE, record.evidence[0].passages[0])
        assert record.evidence[0].notes == passage.notes
        assert set(record.topics) <= set(corpus.topics)
        assert record.perspective
        assert {"headline", "text"} <= set(record.to_be_worded)
        assert ("action" in record.to_be_worded) == (record.kind == "recommendation")
    text = desk.read(path).decode()
    assert "# section: " in text
    assert "# figures: " in text


def test_ids_go_on_where_the_parts_records_end_and_a_second_proposal_touches_nothing(desk):
    first, _ = written(desk)
    before = desk.read(first[0])
    second, _ = written(desk)
    assert second == ("corpus/records/shade-first/report-proposed-2.yaml",)
    assert desk.read(first[0]) == before
    names = list(load_corpus(desk).skeletons)
    assert len(names) == 4
    highest = max(name for name in load_corpus(desk).records if name.startswith("sf-"))
    assert min(names) > highest


def test_check_names_each_skeleton_and_no_brief_takes_one(desk):
    (path,), _ = written(desk)
    corpus = load_corpus(desk)
    warnings = [problem for problem in check_corpus(corpus, {}) if "is a skeleton" in problem.message]
    assert [problem.severity for problem in warnings] == ["warning", "warning"]
    name = next(iter(corpus.skeletons))
    assert f"the record '{name}' is a skeleton: its headline" in warnings[0].message
    assert "still want wording; no brief uses it" in warnings[0].message
    assert warnings[0].place.file == path
    chosen = choose(desk, "first-brief", lambda verb, what: None)
    assert not {choice.record.id for choice in chosen.selection.chosen} & set(corpus.skeletons)


def test_a_config_that_names_a_skeleton_is_told_what_it_is(desk):
    written(desk)
    name = next(iter(load_corpus(desk).skeletons))
    change(desk.root, "configs/first-brief.yaml", "figures: [", f"figures: [{name}, ")
    with pytest.raises(ConfigError) as caught:
        choose(desk, "first-brief", lambda verb, what: None)
    assert caught.value.problems[0].hint == "it is a skeleton that nobody has worded yet"


def test_a_worded_skeleton_is_a_record_like_any_other(desk):
    (path,), _ = written(desk, 1)
    (name,) = load_corpus(desk).skeletons
    text = desk.read(path).decode()
    for key in ("headline", "text", "action"):
        text = text.replace(f"{key}: TODO", f"{key}: Plant more trees")
    known = next(iter(load_corpus(desk).addressees))
    desk.write(path, text.replace("addressees: []", f"addressees: [{known}]").encode())
    corpus = load_corpus(desk)
    assert corpus.records[name].headline == "Plant more trees"
    assert not corpus.skeletons


def test_a_source_without_passages_or_of_another_name_is_told(desk):
    with pytest.raises(CorpusError, match="no source 'shade-frist' in corpus/sources"):
        propose_records(desk, "shade-frist")
    desk.write("corpus/sources/shade-first/passages.jsonl", b"")
    for file in ("notes.jsonl",):
        desk.write(f"corpus/sources/shade-first/{file}", b"")
    desk.remove("corpus/records/shade-first/report.yaml")
    desk.remove("corpus/records/water-first/report.yaml")
    with pytest.raises(CorpusError, match="the source 'shade-first' has no passages yet"):
        propose_records(desk, SOURCE)


@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufffe\uffff\x85"),
        min_size=1,
    )
)
def test_any_text_is_one_yaml_scalar(text):
    node = parse(f"key: {_scalar(text)}\n", "x.yaml", CorpusError)
    assert node.entries[0][1].value == text
