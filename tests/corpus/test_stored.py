import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.corpus import stored
from briefgen.corpus.csl import csl_mistakes, issued
from briefgen.corpus.load import load_corpus
from briefgen.diagnostics import Problems, render
from briefgen.errors import CorpusError
from tests.corpus.desks import NOTES, PASSAGES, REFERENCES, desk, edited, lines


def read_passages(content):
    problems = Problems()
    found = stored.passages(content, "p.jsonl", "two-views", problems)
    return [passage for passage, _ in found], render(problems.found)


def test_a_line_is_a_passage_with_its_place():
    problems = Problems()
    content = ("\n" + lines(PASSAGES)).encode()
    (first, place), *_ = stored.passages(content, "p.jsonl", "two-views", problems)
    assert (first.id, first.source, first.section, first.spans, first.notes) == (
        "c1.p1", "two-views", ("Findings",), ((0, 54),), (1,),
    )  # fmt: skip
    assert str(place) == "p.jsonl:2:1"
    assert problems.found == ()


def test_a_note_has_its_mentions():
    problems = Problems()
    ((note, _),) = stored.notes(lines(NOTES).encode(), "n.jsonl", "two-views", problems)
    assert (note.called_by, note.mentions[0].reference, note.mentions[0].prefix) == (("c1.p1",), "office", "see")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": ""}, "'id' has a wrong value"),
        ({"id": 3}, "'id' has a wrong value"),
        ({"start": -1}, "'start' has a wrong value"),
        ({"end": True}, "'end' has a wrong value"),
        ({"spans": [[5, 1]]}, "'spans' has a wrong value"),
        ({"spans": [[1]]}, "'spans' has a wrong value"),
        ({"section": "a"}, "'section' has a wrong value"),
        ({"kind": "poem"}, "'kind' has a wrong value"),
        ({"kind": ["paragraph"]}, "'kind' has a wrong value"),
        ({"notes": ["1"]}, "'notes' has a wrong value"),
        ({"figures": [1]}, "'figures' has a wrong value"),
        ({"colour": "red"}, "'colour' is no key of it"),
        ({"section": ["a\x07"]}, "it holds control characters"),
        ({"section": ["a\ud800"]}, "it holds control characters"),
        ({"source": "other"}, "it belongs to the source 'other'"),
    ],
)
def test_a_damaged_line_says_what_is_wrong_and_how_to_mend_it(change, said):
    found, rendered = read_passages(lines([PASSAGES[0] | change, PASSAGES[1]]).encode())
    assert [passage.id for passage in found] == ["c1.p2"]
    assert rendered == (
        f"p.jsonl:1:1: error: this line is damaged: {said}\n"
        "  hint: run 'briefgen import' again for this source: it writes the file anew"
    )


@pytest.mark.parametrize("line", [b"{", b"\xff", b"[" * 100_000, b'{"number": ' + b"9" * 5000 + b"}", b"<<<<<<< ours"])
def test_a_line_that_is_no_json_is_told(line):
    assert "p.jsonl:1:1: error: this line is not valid JSON" in read_passages(line)[1]


def test_a_line_without_keys_or_without_a_needed_one_is_told():
    assert "this line is damaged: it has no keys" in read_passages(b"[1]")[1]
    assert "this line is damaged: 'id' is missing" in read_passages(b"{}")[1]


@given(
    st.binary(max_size=80)
    | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(lambda x: json.dumps(x).encode())
)
def test_no_bytes_raise_anything(content):
    problems = Problems()
    stored.passages(content, "a", "s", problems)
    stored.notes(content, "a", "s", problems)
    stored.references(content, "a", problems)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[", "r.json:1:2: error: not valid JSON"),
        ("{}", "r.json:1:1: error: a list of works is wanted here"),
        ("[3]", "r.json: error: work 1: a work needs keys and values (CSL-JSON)"),
        ('[{"type": "report"}]', "work 1: it has no id"),
        ('[{"id": "a", "type": "report"}, {"id": "a", "type": "book"}]', "the work 'a': another work has the same id"),
        ('[{"id": "a", "type": "report", "title": "\\u0000"}]', "the work 'a': it holds control characters"),
        ('[{"id": "a"}]', "the work 'a': the work has no type"),
        ('[{"id": "a", "type": "reprot"}]', "'reprot' is no type of work in CSL\n  hint: did you mean 'report'?"),
    ],
)
def test_references_that_cannot_be_used_are_told(content, said):
    problems = Problems()
    assert len(stored.references(content.encode(), "r.json", problems)) == content.count('"book"')
    assert said in render(problems.found)


@pytest.mark.parametrize(
    ("work", "said"),
    [
        ({"author": "Ann"}, "'author' is not a list of names"),
        ({"author": [{}]}, "'author' is not a list of names"),
        ({"editor": [{"family": 3}]}, "'editor' is not a list of names"),
        ({"issued": 2024}, "'issued' is not a date of CSL-JSON"),
        ({"issued": {"date-parts": []}}, "'issued' is not a date of CSL-JSON"),
        ({"issued": {"date-parts": [[]]}}, "'issued' is not a date of CSL-JSON"),
        ({"issued": {"date-parts": [["May"]]}}, "'issued' is not a date of CSL-JSON"),
        ({"title": {"a": 1}}, "'title' is neither text nor a number"),
    ],
)
def test_a_work_that_a_citation_processor_would_choke_on_is_told(work, said):
    assert [message for message, _ in csl_mistakes({"type": "report"} | work)] == [said]


def test_a_work_in_csl_json_is_sound():
    work = {"type": "webpage", "author": [{"family": "A", "given": "B"}, {"literal": "C"}], "volume": 3, "title": "T"}
    assert csl_mistakes(work | {"issued": {"date-parts": [[2024, "5"]]}, "accessed": {"raw": "May 2024"}}) == []


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ({"date-parts": [[2024]]}, "2024"),
        ({"date-parts": [["2024", 5]]}, "2024-05"),
        ({"date-parts": [[2024, 5, 16], [2024, 6, 1]]}, "2024-05-16"),
        ({"raw": "May 2024"}, ""),
    ],
)
def test_the_date_of_publication_is_iso_8601_as_far_as_it_is_known(date, said):
    assert issued({"issued": date}) == said
    assert issued({}) == ""


def said_of(workspace):
    with pytest.raises(CorpusError) as caught:
        load_corpus(workspace)
    return render(caught.value.problems)


def test_stored_ids_that_stand_twice_or_point_to_nothing_are_told():
    twice = said_of(desk(passages=lines([*PASSAGES, PASSAGES[0]])))
    assert "passages.jsonl:5:1: error: the id 'c1.p1' stands twice\n  hint: run 'briefgen import' again" in twice
    assert "no part 'c7' in corpus/sources/two-views/source.yaml" in said_of(
        desk(passages=lines([*PASSAGES, PASSAGES[0] | {"id": "x", "part": "c7"}]))
    )
    assert "notes.jsonl:1:1: error: no reference 'office' in corpus/sources/two-views/references.json" in said_of(
        desk(references="[]")
    )


def test_a_source_whose_own_work_is_no_csl_is_told_with_its_place():
    assert "source.yaml:2:3: error: 'bok' is no type of work in CSL\n  hint: did you mean 'book'?" in said_of(
        edited("source", "type: book", "type: bok")
    )


def test_references_keep_whatever_csl_allows():
    assert load_corpus(desk()).sources["two-views"].references == tuple(REFERENCES)
