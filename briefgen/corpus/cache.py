"""Parsed YAML kept by the digest of its bytes, so that an unchanged file is not parsed again.

An entry is JSON under a checksum of its own. One that is damaged, or that another version wrote, is as good as
none: it is made anew.
"""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from briefgen.workspace import Workspace
from briefgen.yamlsource.jsonschema import json_schema
from briefgen.yamlsource.shape import Structure

#: Raised whenever what the shapes build changes; a change of the shapes themselves is seen.
FORMAT = 2


def key_of(content: bytes, shape: Structure) -> str:
    """The cache's key for a file's bytes read as *shape*: other bytes, or another shape, have another key."""
    return f"corpus/{blake2b(content, digest_size=20, salt=_salt(shape)).hexdigest()}.json"


def kept(workspace: Workspace, key: str) -> Any | None:
    """What was kept under *key*, or None where there is nothing that can be trusted."""
    entry = workspace.cached(key)
    if entry is None:
        return None
    checksum, _, body = entry.partition(b"\n")
    if checksum != _checksum(body):
        return None
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def keep(workspace: Workspace, key: str, values: Any) -> None:
    """Keep *values* (plain lists, dicts, text, numbers, true/false, None) under *key*."""
    body = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    workspace.cache(key, _checksum(body) + b"\n" + body)


def _checksum(body: bytes) -> bytes:
    return blake2b(body, digest_size=16).hexdigest().encode()


@lru_cache(maxsize=32)
def _salt(shape: Structure) -> bytes:
    schema = json.dumps(json_schema(shape), sort_keys=True)
    return blake2b(f"{FORMAT} {shape.name} {schema}".encode(), digest_size=16).digest()
