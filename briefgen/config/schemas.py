"""JSON Schemas of configs and settings, for editors that complete and validate YAML as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.config.shapes import CONFIG, SETTINGS
from briefgen.yamlsource.jsonschema import json_schema


def schemas() -> dict[str, Mapping[str, Any]]:
    """A JSON Schema (2020-12) by the name of what it describes."""
    return {"config": json_schema(CONFIG), "settings": json_schema(SETTINGS)}
