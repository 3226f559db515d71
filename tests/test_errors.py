from briefgen import errors
from briefgen.errors import BriefgenError, Place, Problem


def kinds():
    return [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, BriefgenError)]


def test_every_kind_of_error_has_an_exit_code_of_its_own_and_none_is_clicks():
    codes = [kind.exit_code for kind in kinds()]
    assert len(set(codes)) == len(codes)
    assert not {0, 2} & set(codes)


def test_the_tree_at_the_top_of_errors_names_every_kind_with_its_code():
    for kind in kinds():
        line = next(line for line in (errors.__doc__ or "").splitlines() if kind.__name__ in line)
        assert str(kind.exit_code) in line.split()


def test_an_error_carries_every_problem_in_one_exception():
    error = errors.CorpusError([Problem("one"), Problem("two")])
    assert [problem.message for problem in error.problems] == ["one", "two"]
    assert str(error) == "one; two"


def test_a_place_reads_as_editors_and_compilers_write_it():
    assert str(Place("a.yaml", 3, 7)) == "a.yaml:3:7"
    assert str(Place("a.yaml", 3)) == "a.yaml:3"
    assert str(Place("a.yaml")) == "a.yaml"
