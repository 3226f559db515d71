"""Documentation pages with parts that are made from shapes, and YAML files that name their schema."""

import re
from pathlib import Path

import jsonschema

from briefgen.errors import CorpusError
from briefgen.yamlsource import decoded, parse, plain
from briefgen.yamlsource.reference import reference

_MADE = re.compile(r"<!-- keys: (\w+) -->\n(.*?)<!-- end -->", re.DOTALL)
_NAMED = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


def made_anew(page, shapes):
    """The text of a page with its made parts as the shapes say today; every shape must have its part."""
    assert {name for name, _ in _MADE.findall(page)} == set(shapes)
    return _MADE.sub(lambda found: f"<!-- keys: {found[1]} -->\n{reference(shapes[found[1]])}<!-- end -->", page)


def hold_page(path: Path, shapes, accept):
    page = path.read_text(encoding="utf-8")
    wanted = made_anew(page, shapes)
    if accept:
        path.write_text(wanted, encoding="utf-8")
    else:
        assert page == wanted, f"{path.name} is not what the shapes say: run pytest --accept, then look at it"


def hold_schema(path: Path, text, accept):
    if accept:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, f"{path.name} is out of date: run pytest --accept"


def hold_yaml(path: Path, schema, name):
    """A shipped YAML file names its schema in its first line, by the right way there, and is valid."""
    text = path.read_text(encoding="utf-8")
    named = _NAMED.match(text)
    assert named, f"{path} does not name its schema in its first line"
    found = (path.parent / named[1]).resolve()
    assert found.is_file(), f"{path} names {named[1]}, which is not there"
    assert found.name == f"{name}.json"
    values = plain(parse(decoded(text.encode(), path.name, CorpusError), path.name, CorpusError))
    jsonschema.validate(values, schema, jsonschema.Draft202012Validator)
