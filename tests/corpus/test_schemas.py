import json

import jsonschema
import pytest

from briefgen.corpus import shapes
from briefgen.corpus.load import VOCABULARIES
from briefgen.corpus.schemas import schemas
from tests.yamlsource.pages import hold_page, hold_schema, hold_yaml


def test_the_page_on_the_corpus_has_every_key(desk, request):
    told = {"records": shapes.RECORDS, "source": shapes.SOURCE} | dict(VOCABULARIES)
    hold_page(desk / "docs/corpus.md", told, request.config.getoption("--accept"))


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_schema_in_the_repository_is_the_shape_s(desk, request, name):
    jsonschema.Draft202012Validator.check_schema(schemas()[name])
    text = json.dumps(schemas()[name], ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    hold_schema(desk / f"schema/{name}.json", text, request.config.getoption("--accept"))


def test_every_corpus_file_of_the_repository_names_its_schema_and_is_valid(desk):
    files = sorted((desk / "corpus").rglob("*.yaml"))
    assert len(files) >= 20
    for path in files:
        inside = path.relative_to(desk / "corpus").parts
        name = {"records": "records", "sources": "source"}.get(inside[0], path.stem)
        hold_yaml(path, schemas()[name], name)
