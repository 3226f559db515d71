"""A brief as JSON, without loss: what a kept build holds of its document model.

Every noun of :mod:`briefgen.brief` is an object that says which noun it ``is``, and has its fields; a tuple is a
list. Reading holds every value against the noun's own annotations, so that what is no brief is never taken for one.
"""

from __future__ import annotations

import dataclasses
import json
import math
import types
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from briefgen.brief import Brief

#: Version of the form; a brief of another form counts as none. The document model's own shape is seen when reading.
FORM = 1

_PLAIN = (str, int, bool, float)


def to_bytes(brief: Brief) -> bytes:
    """The brief as JSON; the same brief gives the same bytes."""
    said = {"form": FORM, "brief": _said(brief)}
    # not escaped: of two surrogates side by side, which no text should have, an escape would make one character
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def from_bytes(content: bytes) -> Brief | None:
    """The brief that *content* is, or None where it is none of this form."""
    try:
        said = json.loads(content.decode("utf-8", "surrogatepass"))
        if said["form"] != FORM:
            return None
        found = _value(said["brief"], Brief)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return found if isinstance(found, Brief) else None


def _said(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: _said(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"is": type(value).__name__, **fields}
    return [_said(one) for one in value] if isinstance(value, tuple) else value


@cache
def _annotations(noun: type[Any]) -> dict[str, Any]:
    return get_type_hints(noun)


def _value(said: Any, kind: Any) -> Any:
    """What *said* is as a value of *kind*; raises TypeError, ValueError or KeyError where it is none."""
    origin = get_origin(kind)
    if origin is tuple:
        if not isinstance(said, list):
            raise TypeError(said)
        of = get_args(kind)[0]
        return tuple(_value(one, of) for one in said)
    if origin is Literal:
        if not any(type(said) is type(one) and said == one for one in get_args(kind)):
            raise ValueError(said)
        return said
    if origin in (Union, types.UnionType):
        return _value(said, {noun.__name__: noun for noun in get_args(kind)}[said["is"]])
    if kind in _PLAIN:
        if type(said) is not kind or (isinstance(said, float) and not math.isfinite(said)):
            raise TypeError(said)
        return said
    if said["is"] != kind.__name__ or said.keys() - {"is"} != _annotations(kind).keys():
        raise TypeError(said)
    return kind(**{name: _value(said[name], of) for name, of in _annotations(kind).items()})
