import jsonschema
import pytest
from hypothesis import given, settings

from briefgen.diagnostics import Problems
from briefgen.errors import CorpusError
from briefgen.yamlsource import Listed, Number, Words, parse, plain, read
from briefgen.yamlsource.jsonschema import DIALECT, json_schema, schema_of
from tests.yamlsource.shapes import PERSON, SHAPES, TEXTS


def accepts(schema, text):
    return jsonschema.Draft202012Validator(schema).is_valid(plain(parse(text, "a.yaml", CorpusError)))


@given(TEXTS, SHAPES)
@settings(max_examples=250, deadline=None)
def test_what_is_read_without_a_mistake_is_valid_for_an_editor(text, shape):
    problems = Problems()
    try:
        node = parse(text, "a.yaml", CorpusError)
    except CorpusError:
        return
    read(node, shape, problems)
    if not problems.found:
        schema = schema_of(shape)
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(plain(node), schema, jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    "text", ["{}", "[]", "{name: []}", "{name: A, age: 3}", "{name: A, born: May}", "{name: A, rank: c}", "{name: }"]
)
def test_what_an_editor_should_mark_is_not_valid(text):
    assert not accepts(json_schema(PERSON), text)


def test_bounds_and_patterns_are_in_the_schema():
    assert not accepts(schema_of(Number(least=1, most=3)), "4")
    assert not accepts(schema_of(Words(pattern="[a-z]+", says="small")), "A")
    assert not accepts(schema_of(Listed(of=Words(), least=2)), "[a]")


def test_every_key_is_explained():
    schema = json_schema(PERSON)
    assert schema["$schema"] == DIALECT
    assert schema["title"] == "a person"
    assert all(entry["description"] for entry in schema["properties"].values())
