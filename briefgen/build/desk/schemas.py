"""The JSON Schemas of all YAML files of a desk, and the files they are kept in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from briefgen.config.schemas import schemas as config_schemas
from briefgen.corpus.schemas import schemas as corpus_schemas


def all_schemas() -> dict[str, Mapping[str, Any]]:
    """Every schema by the name of what it describes: config, settings, records, topics and so on."""
    return {**config_schemas(), **corpus_schemas()}


def schema_files() -> dict[str, bytes]:
    """The files under ``schema/``, which a desk's YAML names in its first lines."""
    return {
        f"schema/{name}.json": (json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
        for name, schema in all_schemas().items()
    }
