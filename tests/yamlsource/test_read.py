import pytest
from hypothesis import given, settings

from briefgen.diagnostics import Problems, render
from briefgen.errors import CorpusError
from briefgen.yamlsource import (
    MISSING,
    Boolean,
    Choice,
    Date,
    Either,
    Field,
    Free,
    Keyed,
    Listed,
    Number,
    Structure,
    Words,
    parse,
    places,
    read,
)
from tests.yamlsource.shapes import HOUSE, SHAPES, TEXTS


def kept(**values):
    return values


PERSON = Structure(
    name="a person",
    purpose="somebody",
    fields=(
        Field("name", Words(), "what they are called", required=True),
        Field("short-name", Words(may_be_empty=True), "for friends"),
        Field("born", Date(), "when"),
    ),
    build=lambda *, place, **values: values,
)


def reading(text, shape):
    problems = Problems()
    found = read(parse(text, "a.yaml", CorpusError), shape, problems)
    return found, render(problems.found)


@pytest.mark.parametrize(
    ("text", "shape", "value"),
    [
        ("a  b", Words(), "a b"),
        ("12.50", Words(), "12.50"),
        ("yes", Words(), "yes"),
        ("true", Words(), "true"),
        (">-\n  a\n  b", Words(), "a b"),
        ("''", Words(may_be_empty=True), ""),
        ("", Words(may_be_empty=True), ""),
        ("don’t do as-is, 1.5", Words(at_most=4), "don’t do as-is, 1.5"),
        ("b", Choice(words=("a", "b")), "b"),
        ("3", Number(most=3), 3),
        ("0.25", Number(most=1, whole=False), 0.25),
        ("false", Boolean(), False),
        ("2024-02-29", Date(), "2024-02-29"),
        ("2024", Date(), "2024"),
        ("[a, b]", Listed(of=Words()), ("a", "b")),
        ("a", Listed(of=Words(), lone=True), ("a",)),
        ("", Listed(of=Words()), ()),
        ("{a: 1, b: 2}", Keyed(of=Number()), {"a": 1, "b": 2}),
        ("", Keyed(of=Number()), {}),
        ("{a: [1, {b: x}], c: null}", Free(), {"a": [1, {"b": "x"}], "c": None}),
        ("[x]", Either(shapes=(Words(), Listed(of=Words()))), ("x",)),
        ("x", Either(shapes=(Listed(of=Words()), Words())), "x"),
        ("{name: A}", Either(shapes=(Words(), PERSON)), {"name": "A"}),
        ("{name: A, short-name: , born: }", PERSON, {"name": "A"}),
        ("# nothing", HOUSE, {}),
    ],
)
def test_what_fits_its_shape_becomes_a_value(text, shape, value):
    assert reading(text, shape) == (value, "")


@pytest.mark.parametrize(
    ("text", "shape", "said"),
    [
        ("[a]", Words(), "a.yaml:1:1: error: text is wanted here, found a list"),
        ("{a: 1}", Words(), "text is wanted here, found keys and values"),
        ("", Words(says="a name"), "text is wanted here, found nothing\n  hint: a name"),
        ("'  '", Words(), "text is wanted here, found '  '"),
        ("A b", Words(pattern="[a-z]+", says="small letters"), "'A b' does not have the right form\n  hint: small"),
        ("one two three", Words(at_most=2), "at most 2 words are wanted here, found 3\n  hint: shorten it"),
        (
            "findng",
            Choice(words=("finding", "fact")),
            "'findng' is not one of finding, fact\n  hint: did you mean 'fin",
        ),
        ("x", Choice(words=("finding",)), "'x' is not one of finding\n  hint: use one of finding"),
        ("[x]", Choice(words=("a", "b")), "one of a, b is wanted here, found a list"),
        ("4", Number(most=3), "a whole number from 0 to 3 is wanted here, found '4'"),
        ("1.5", Number(most=3), "a whole number from 0 to 3 is wanted here, found '1.5'"),
        ("true", Number(most=3, whole=False), "a number from 0 to 3 is wanted here, found 'true'"),
        ("1e999", Number(most=3, whole=False), "a number from 0 to 3 is wanted here"),
        ("yes", Boolean(), "true or false is wanted here, found 'yes'"),
        ("2023-02-29", Date(), "a date is wanted here, found '2023-02-29'\n  hint: write it as 2024, 2024-05 or"),
        ("2024-13", Date(), "a date is wanted here"),
        ("24", Date(), "a date is wanted here"),
        ("a", Listed(of=Words()), "a list is wanted here, found 'a'\n  hint: write it as [one, two] or as lines"),
        ("[]", Listed(of=Words(), least=1), "at least 1 entry is wanted here, found 0\n  hint: add what is missing"),
        ("[a]", Listed(of=Words(), least=2), "at least 2 entries are wanted here, found 1"),
        ("[a]", Keyed(of=Words()), "keys and values is wanted here, found a list"),
        ("a", PERSON, "a person with its keys is wanted here, found 'a'\n  hint: somebody"),
        ("{nam: A}", PERSON, "a person has no key 'nam'\n  hint: did you mean 'name'?"),
        ("{name: A, zzz: 1}", PERSON, "a person has no key 'zzz'\n  hint: known keys: name, short-name, born"),
        ("{born: 2024}", PERSON, "a person needs the key 'name'\n  hint: what they are called"),
        ("{name: A, born: soon}", PERSON, "a.yaml:1:17: error: a date is wanted here, found 'soon'"),
    ],
)
def test_each_mistake_says_what_is_wanted_and_what_was_found(text, shape, said):
    _, rendered = reading(text, shape)
    assert said in rendered


def test_all_mistakes_are_told_at_once_and_what_is_sound_is_kept():
    found, said = reading("- {name: A}\n- {nme: B}\n- {name: [], born: x}\n- 7\n", Listed(of=PERSON))
    assert found == ({"name": "A"},)
    assert [line.split(": ")[0] for line in said.splitlines() if not line.startswith(" ")] == [
        "a.yaml:2:3", "a.yaml:2:4", "a.yaml:3:10", "a.yaml:3:20", "a.yaml:4:3",
    ]  # fmt: skip


def test_a_long_value_is_cut_in_the_message():
    _, said = reading("x" * 500, Choice(words=("a",)))
    assert len(said) < 200


def test_a_placed_structure_is_given_the_place_of_every_value_down_to_its_level():
    shape = Structure(
        name="a file", purpose="", build=kept, placed=2, fields=(Field("a", Listed(of=Keyed(of=Words())), "x"),)
    )
    found, said = reading("a:\n  - {b: c}\n  - {d: e}\n", shape)
    assert said == ""
    assert found["places"] == {"a": (2, 3), "a.0": (2, 5), "a.1": (3, 5)}
    assert places(parse("{a: [b]}", "a.yaml", CorpusError), 9) == {"a": (1, 5), "a.0": (1, 6)}


@given(TEXTS, SHAPES)
@settings(max_examples=250, deadline=None)
def test_a_value_comes_out_or_a_mistake_is_told_never_neither(text, shape):
    try:
        found, said = reading(text, shape)
    except CorpusError:  # "[, a]" and the like: no YAML at all
        return
    assert found is not MISSING or said
