"""JSON Schema (2020-12) of a shape, for editors that complete and validate YAML as it is typed."""

from __future__ import annotations

from typing import Any, assert_never

from briefgen.yamlsource.shape import (
    Boolean,
    Choice,
    Date,
    Either,
    Free,
    Keyed,
    Listed,
    Number,
    Shape,
    Structure,
    Words,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(shape: Structure) -> dict[str, Any]:
    """The schema of a whole file."""
    return {"$schema": DIALECT, "title": shape.name, **schema_of(shape)}


def schema_of(shape: Shape) -> dict[str, Any]:
    """The schema of one shape, with what its keys are for as descriptions."""
    match shape:
        case Words():
            found: dict[str, Any] = {"type": ["string", "number"]}
            if shape.pattern:
                found = {"type": "string", "pattern": f"^(?:{shape.pattern})$"}
            return found | ({"description": shape.says} if shape.says else {})
        case Choice():
            return {"enum": list(shape.words)}
        case Number():
            kind = "integer" if shape.whole else "number"
            return {"type": kind, "minimum": shape.least, "maximum": shape.most}
        case Boolean():
            return {"type": "boolean"}
        case Date():
            return {
                "type": ["string", "integer"],
                "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$",
                "description": "2024, 2024-05 or 2024-05-16",
            }
        case Listed():
            several: dict[str, Any] = {"type": "array", "items": schema_of(shape.of)}
            if shape.least:
                several["minItems"] = shape.least
            return {"anyOf": [several, schema_of(shape.of)]} if shape.lone else several
        case Keyed():
            return {"type": "object", "additionalProperties": schema_of(shape.of)}
        case Free():
            return {"description": shape.says} if shape.says else {}
        case Either():
            return {"anyOf": [schema_of(inner) for inner in shape.shapes]}
        case Structure():
            return _structure(shape)
        case _:
            assert_never(shape)


def _structure(shape: Structure) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for field in shape.fields:
        inner = schema_of(field.shape)
        said = inner.get("description")
        properties[field.name] = inner | {"description": f"{field.purpose} ({said})" if said else field.purpose}
        if not field.required and "type" in inner:
            kinds = inner["type"] if isinstance(inner["type"], list) else [inner["type"]]
            properties[field.name]["type"] = [*kinds, "null"]
    required = [field.name for field in shape.fields if field.required]
    found: dict[str, Any] = {
        "type": "object",
        "description": shape.purpose,
        "properties": properties,
        "additionalProperties": False,
    }
    return found | ({"required": required} if required else {})
