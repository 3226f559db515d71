"""Any value of the document model, out of its own annotations: a noun that is added is drawn too."""

import dataclasses
import types
from functools import cache
from typing import Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as some

from briefgen.brief import Brief

#: Text as hostile as it comes: controls, other planes, lone surrogates.
words = some.text(alphabet=some.characters(), max_size=6)


@cache
def of(noun):
    """Values of a dataclass; what holds itself (inlines in inlines) is drawn lazily, and ends."""
    hints = get_type_hints(noun)
    return some.builds(noun, **{field.name: value(hints[field.name]) for field in dataclasses.fields(noun)})


def value(kind):
    origin = get_origin(kind)
    if origin is tuple:
        return some.lists(value(get_args(kind)[0]), max_size=2).map(tuple)
    if origin is Literal:
        return some.sampled_from(get_args(kind))
    if origin in (Union, types.UnionType):
        return some.one_of(*(some.deferred(lambda noun=noun: of(noun)) for noun in get_args(kind)))
    if kind is str:
        return words
    if kind is int:
        return some.integers(-(2**40), 2**40)
    if kind is float:
        return some.floats(allow_nan=False, allow_infinity=False)
    if kind is bool:
        return some.booleans()
    return some.deferred(lambda: of(kind))


briefs = of(Brief)
