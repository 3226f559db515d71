import json

import jsonschema
import pytest

from briefgen.config.schemas import schemas
from briefgen.config.shapes import CONFIG, SETTINGS
from tests.yamlsource.pages import hold_page, hold_schema, hold_yaml


def test_the_page_on_configs_has_every_key(desk, request):
    hold_page(desk / "docs/config.md", {"config": CONFIG, "settings": SETTINGS}, request.config.getoption("--accept"))


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_schema_in_the_repository_is_the_shape_s(desk, request, name):
    jsonschema.Draft202012Validator.check_schema(schemas()[name])
    text = json.dumps(schemas()[name], ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    hold_schema(desk / f"schema/{name}.json", text, request.config.getoption("--accept"))


def test_every_config_of_the_repository_names_its_schema_and_is_valid(desk):
    files = sorted((desk / "configs").rglob("*.yaml"))
    assert files
    for path in files:
        name = "settings" if path.name == "desk.yaml" else "config"
        hold_yaml(path, schemas()[name], name)
