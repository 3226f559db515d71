"""JSON Schemas of the corpus's YAML files, for editors that complete and validate YAML as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.corpus.shapes import ACRONYMS, ADDRESSEES, AUDIENCES, PERSPECTIVES, RECORDS, SOURCE, TOPICS
from briefgen.yamlsource.jsonschema import json_schema


def schemas() -> dict[str, Mapping[str, Any]]:
    """A JSON Schema (2020-12) by the name of what it describes."""
    shapes = {
        "records": RECORDS,
        "source": SOURCE,
        "topics": TOPICS,
        "perspectives": PERSPECTIVES,
        "addressees": ADDRESSEES,
        "audiences": AUDIENCES,
        "acronyms": ACRONYMS,
    }
    return {name: json_schema(shape) for name, shape in shapes.items()}
