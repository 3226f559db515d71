import pytest

from briefgen.diagnostics import Problems, count, did_you_mean, render
from briefgen.errors import CorpusError, Place


def test_problems_are_told_in_the_order_of_file_line_and_column():
    problems = Problems()
    problems.error("no place")
    problems.error("later", place=Place("b.yaml", 2, 1))
    problems.warning("earlier", place=Place("b.yaml", 1, 9))
    problems.error("first", place=Place("a.yaml", 7, 1))
    assert [problem.message for problem in problems.found] == ["first", "earlier", "later", "no place"]


def test_a_problem_reads_as_place_severity_sentence_and_way_out():
    problems = Problems()
    problems.error("no topic 'x'", place=Place("a.yaml", 1, 2), hint="did you mean 'y'?")
    assert render(problems.found) == "a.yaml:1:2: error: no topic 'x'\n  hint: did you mean 'y'?"


def test_warnings_alone_stop_nothing_and_an_error_brings_all_along():
    problems = Problems()
    problems.warning("odd")
    problems.raise_errors(CorpusError)
    problems.error("wrong")
    with pytest.raises(CorpusError) as caught:
        problems.raise_errors(CorpusError)
    assert len(caught.value.problems) == 2


def test_a_near_word_is_suggested_and_a_far_one_is_not():
    assert did_you_mean("dual-use-export", ["dual-use-exports", "red-sea"]) == "did you mean 'dual-use-exports'?"
    assert did_you_mean("zzz", ["dual-use-exports"]) == ""


def test_a_count_is_said_in_words():
    problems = Problems()
    problems.error("a")
    problems.error("b")
    problems.warning("c")
    assert count(problems.found) == "2 errors, 1 warning"
    assert count(()) == "no problems"
