import dataclasses
from pathlib import Path

import pytest

from briefgen.corpus.check import Stated, check_corpus, check_statements, records_about, without_marks
from briefgen.corpus.load import load_corpus
from briefgen.diagnostics import render
from briefgen.errors import Place
from briefgen.workspace import Disk
from tests.corpus.desks import NOTES, PASSAGES, RECORDS, TEXT, edited, lines
from tests.corpus.desks import desk as toy

FILE = "corpus/records/two-views/c1.yaml"


def said(workspace, texts=None):
    return render(check_corpus(load_corpus(workspace), texts or {}))


def test_a_corpus_that_is_proved_has_no_problems():
    assert said(toy()) == ""


def test_with_the_document_at_hand_its_text_proves_the_figures():
    assert said(toy(), {"two-views": TEXT}) == ""
    bare = toy(passages=lines([{k: v for k, v in row.items() if k != "figures"} for row in PASSAGES]))
    assert said(bare).count("error:") == 8
    assert said(bare, {"two-views": TEXT}) == ""


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        (
            "12% in 2022\n",
            "13% in 2022\n",
            "8:15",
            "c1-01: the figure '13%' in its headline stands in no passage or note",
        ),
        ("by 12% in 2022.", "by 12% in 2021.", "9:11", "c1-01: the figure '2021' in its text stands in no"),
        ("by 12% in 2022.", "by 12 in 2022.", "9:11", "the figure '12' in its text"),
        ("value: 12%", "value: $12", "12:21", "the figure '$12' in its figure.value"),
        ("growth of trade", "growth of 5 trades", "12:33", "the figure '5' in its figure.label"),
        ('date: "2022"', 'date: "2024"', "12:56", "the figure '2024' in its figure.date"),
        (
            "action: Lower tariffs by 3",
            "action: Lower tariffs by 30",
            "25:13",
            "the figure '30 percentage points' in its act",
        ),
    ],
)
def test_each_figure_that_stands_nowhere_in_the_evidence_is_told_with_its_place(old, new, place, message):
    found = said(edited("records", old, new))
    assert f"{FILE}:{place}: error: " in found
    assert message in found


def test_the_hint_names_the_passage_or_note_where_the_figure_does_stand():
    assert "it stands in the passage 'c1.p2': if that is what is meant, add it" in said(
        edited("records", "12% in 2022\n", "3 percentage points\n")
    )
    other = RECORDS.replace("        notes: [1]\n", "").replace("12% in 2022\n", "12% in 2023\n")
    assert "it stands in note 1: if that is what is meant, add it to the evidence" in said(toy(records=other))
    assert "the evidence has: 12 percent; 2022; 2023" in said(edited("records", "12% in 2022\n", "77% in 2022\n"))


def test_a_figure_of_a_note_counts():
    assert said(edited("records", "12% in 2022\n", "12% in 2022, says an office in 2023\n")) == ""


def test_where_the_evidence_has_no_figure_at_all_the_hint_says_so():
    without = toy(
        passages=lines([row | {"figures": []} for row in PASSAGES]), notes=lines([NOTES[0] | {"figures": []}])
    )
    assert "the evidence has no figure at all" in said(without)


def test_a_record_without_evidence_is_told():
    record = "  - {id: c1-03, kind: finding, headline: Trade grows, text: Trade grows., topics: [trade]}\n"
    assert said(toy(records=RECORDS + record)) == (
        f"{FILE}:34:5: error: the finding 'c1-03' has no evidence\n"
        "  hint: name the passages that say so: evidence: [{passages: [ids]}]"
    )


def test_a_pull_quote_is_no_evidence():
    assert said(edited("records", "[c1.p1]", "[c1.p1, c1.q1]")) == (
        f"{FILE}:14:27: error: 'c1.q1' is a pull quote, and no evidence by itself\n"
        "  hint: use the passage that it repeats: 'c1.p1'"
    )
    alone = lines([row | ({"repeats": ""} if row["id"] == "c1.q1" else {}) for row in PASSAGES])
    own = toy(records=RECORDS.replace("[c1.p1]", "[c1.p1, c1.q1]"), passages=alone)
    assert "hint: use the passage that says so" in said(own)


def test_a_note_that_no_passage_of_the_evidence_calls_is_told():
    moved = edited("records", "passages: c1.p2", "passages: c1.p2\n        notes: [1]")
    assert (
        f"{FILE}:32:17: error: no passage of this evidence calls note 1\n  hint: they call: none; note 1 is called by c1.p1"
        in said(moved)
    )
    nowhere = toy(
        notes=lines([NOTES[0] | {"called_by": []}]), records=RECORDS.replace("c1.p2", "c1.p2\n        notes: [1]")
    )
    assert said(nowhere) == ""


def test_a_topic_that_no_record_is_about_is_a_warning_but_a_broader_one_is_used_by_its_narrower():
    topics = (
        "topics:\n  - {id: tariffs, label: T, broader: [trade]}\n  - {id: trade, label: U}\n  - {id: sea, label: Sea}\n"
    )
    records = RECORDS.replace("[trade]", "[tariffs]")
    assert said(toy(topics=topics, records=records)) == (
        "corpus/topics.yaml:4:5: warning: no record is about the topic 'sea'\n"
        "  hint: delete it, or leave it for records to come"
    )


def test_what_an_import_kept_is_held_against_the_document():
    grown = toy(passages=lines([PASSAGES[0] | {"figures": ["12 percent", "2022", "99"]}, *PASSAGES[1:]]))
    assert (
        "corpus/sources/two-views/passages.jsonl: error: what is kept of 1 passages is not what the document says, first of 'c1.p1'\n  hint: run 'briefgen import' for this document again"
        in said(grown, {"two-views": TEXT})
    )
    assert "what is kept of 1 notes is not what the document says, first of 'c1.n1'" in said(
        toy(), {"two-views": TEXT[:160]}
    )


def test_a_figure_that_only_the_kept_data_has_is_not_believed_against_the_document():
    grown = toy(
        passages=lines([PASSAGES[0] | {"figures": ["12 percent", "2022", "99"]}, *PASSAGES[1:]]),
        records=RECORDS.replace("12% in 2022\n", "99 in 2022\n"),
    )
    assert "'99' in its headline" not in said(grown)
    assert "'99' in its headline" in said(grown, {"two-views": TEXT})


@pytest.mark.parametrize(
    ("text", "notes", "shown"),
    [
        ("since 2018.31 More", (31,), "since 2018. More"),
        ("the group 4 of friends”.2 Next", (2,), "the group 4 of friends”. Next"),
        ("in words7 and on", (7,), "in words and on"),
        ("on 22 April 202432 that", (32,), "on 22 April 2024 that"),
        ("of Mr Example 43. The", (43,), "of Mr Example . The"),
        ("G7 met.7 Then 12.8 came.8", (7, 8), "G7 met. Then 12.8 came."),
        ("no mark 5% here", (5,), "no mark 5% here"),
    ],
)
def test_note_marks_of_plain_digits_are_told_from_figures(text, notes, shown):
    assert without_marks(text, notes) == shown


PLACE = Place("configs/a.yaml", 3, 4)


def statements(*stated, texts=None):
    return render(check_statements(load_corpus(toy()), stated, texts))


def test_a_config_s_sentence_stands_on_the_records_it_names():
    assert (
        statements(Stated("Trade grew by 12%, and 3 percentage points are too much", ("c1-01", "c1-02"), PLACE)) == ""
    )
    assert statements(Stated("Trade grew by 12%", ("c1-01",), PLACE), texts={"two-views": TEXT}) == ""
    assert statements(Stated("Trade grew by 3 percentage points", ("c1-01",), PLACE)) == (
        "configs/a.yaml:3:4: error: the figure '3 percentage points' stands in no passage or note of the evidence\n"
        "  hint: it stands in the passage 'c1.p2': if that is what is meant, add it to the evidence"
    )


def test_a_config_s_sentence_on_an_unknown_record_is_told():
    assert statements(Stated("It grew by 99%", ("c1-1",), PLACE)) == (
        "configs/a.yaml:3:4: error: no record 'c1-1' in corpus/records\n  hint: did you mean 'c1-01'?"
    )
    assert "'briefgen records' lists them all" in statements(Stated("x", ("zz",), PLACE))


def test_the_records_about_a_topic_are_those_about_its_narrower_terms_as_well():
    corpus = load_corpus(toy())
    assert records_about(corpus, "trade") == ("c1-01", "c1-02")
    assert records_about(corpus, "tariffs") == ("c1-01",)


def test_every_record_of_the_repository_is_proved_by_what_is_kept(desk: Path):
    corpus = load_corpus(Disk(desk))
    assert len(corpus.records) > 500
    assert [render([problem]) for problem in check_corpus(corpus, {}) if problem.severity == "error"] == []


def test_every_record_of_the_repository_is_proved_by_the_publications(desk: Path, sources: Path):
    corpus = load_corpus(Disk(desk))
    texts = {name: (sources / one.document).read_text(encoding="utf-8") for name, one in corpus.sources.items()}
    assert [render([problem]) for problem in check_corpus(corpus, texts) if problem.severity == "error"] == []


def test_a_figure_changed_in_any_record_of_the_repository_is_found(desk: Path):
    corpus = load_corpus(Disk(desk))
    harmed = {
        name: dataclasses.replace(record, headline=f"{record.headline} and 987654321 more")
        for name, record in corpus.records.items()
    }
    found = check_corpus(dataclasses.replace(corpus, records=harmed), {})
    assert sum("'987654321' in its headline" in problem.message for problem in found) == len(harmed)
