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
            found: dict[str, Any] = {"type": ["string", "number", "boolean"]}
            if shape.pattern:
                found["pattern"] = f"^(?:{shape.pattern})$"
            if shape.may_be_empty:
                found = _or_nothing(found)
            bound = f"at most {shape.at_most} words" if shape.at_most else ""
            said = "; ".join(filter(None, (shape.says, bound)))
            return found | ({"description": said} if said else {})
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
            if shape.lone:
                several = {"anyOf": [several, schema_of(shape.of)]}
            return several if shape.least else _or_nothing(several)
        case Keyed():
            return _or_nothing({"type": "object", "additionalProperties": schema_of(shape.of)})
        case Free():
            return {"description": shape.says} if shape.says else {}
        case Either():
            return {"anyOf": [schema_of(inner) for inner in shape.shapes]}
        case Structure():
            return _structure(shape)
        case _:
            assert_never(shape)


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    """*schema* and, besides, a key with nothing after it."""
    if "enum" in schema:
        return schema | {"enum": [*schema["enum"], None]}
    if "anyOf" in schema:
        return schema | {"anyOf": [*schema["anyOf"], {"type": "null"}]}
    if "type" in schema:
        kinds: list[str] = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return schema | {"type": [*kinds, *(["null"] if "null" not in kinds else [])]}
    return schema


def _structure(shape: Structure) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for field in shape.fields:
        inner = schema_of(field.shape) if field.required else _or_nothing(schema_of(field.shape))
        said = inner.get("description")
        properties[field.name] = inner | {"description": f"{field.purpose} ({said})" if said else field.purpose}
    required = [field.name for field in shape.fields if field.required]
    found: dict[str, Any] = {
        "type": "object",
        "description": shape.purpose,
        "properties": properties,
        "additionalProperties": False,
    }
    return found | {"required": required} if required else _or_nothing(found)
