"""A tree of YAML nodes held against a shape: a value out of it, and every mistake in it."""

from __future__ import annotations

import re
from typing import Any, Final, assert_never

from briefgen.diagnostics import Problems, did_you_mean
from briefgen.yamlsource.parse import Mapped, Scalar, Sequenced, YamlNode, plain
from briefgen.yamlsource.places import places
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


class _Missing:
    def __repr__(self) -> str:
        return "MISSING"


#: What :func:`read` gives back where a node does not fit its shape.
MISSING: Final = _Missing()

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?\Z")
_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")


def read(node: YamlNode, shape: Shape, problems: Problems) -> Any:
    """The value that *node* stands for, or :data:`MISSING`; every mistake goes into *problems*."""
    match shape:
        case Words():
            return _words(node, shape, problems)
        case Choice():
            return _choice(node, shape, problems)
        case Number():
            return _number(node, shape, problems)
        case Boolean():
            return _boolean(node, problems)
        case Date():
            return _date(node, problems)
        case Listed():
            return _listed(node, shape, problems)
        case Keyed():
            return _keyed(node, shape, problems)
        case Free():
            return plain(node)
        case Either():
            return _either(node, shape, problems)
        case Structure():
            return _structure(node, shape, problems)
        case _:
            assert_never(shape)


def _found(node: YamlNode) -> str:
    match node:
        case Mapped():
            return "keys and values"
        case Sequenced():
            return "a list"
        case Scalar(value=None):
            return "nothing"
        case Scalar(value=bool()):
            return f"'{node.written}'"
        case Scalar():
            return f"'{node.written[:60]}'"
        case _:
            assert_never(node)


def _expected(node: YamlNode, what: str, problems: Problems, hint: str = "") -> _Missing:
    problems.error(f"{what} is wanted here, found {_found(node)}", place=node.place, hint=hint)
    return MISSING


def _words(node: YamlNode, shape: Words, problems: Problems) -> Any:
    if not isinstance(node, Scalar) or node.value is None:
        if isinstance(node, Scalar) and shape.may_be_empty:
            return ""
        return _expected(node, "text", problems, shape.says or "write the text after the colon, in quotation marks")
    text = " ".join(node.written.split())
    if not text and not shape.may_be_empty:
        return _expected(node, "text", problems, shape.says)
    if shape.pattern and not re.fullmatch(shape.pattern, text):
        problems.error(f"'{text[:60]}' does not have the right form", place=node.place, hint=shape.says)
        return MISSING
    length = len(_WORD.findall(text)) if shape.at_most else 0
    if length > shape.at_most:
        problems.error(
            f"at most {shape.at_most} words are wanted here, found {length}",
            place=node.place,
            hint="shorten it" + (f": {shape.says}" if shape.says else ""),
        )
        return MISSING
    return text


def _choice(node: YamlNode, shape: Choice, problems: Problems) -> Any:
    one_of = ", ".join(shape.words)
    if not isinstance(node, Scalar):
        return _expected(node, f"one of {one_of}", problems)
    if node.written not in shape.words:
        hint = did_you_mean(node.written, shape.words) or f"use one of {one_of}"
        problems.error(f"'{node.written[:60]}' is not one of {one_of}", place=node.place, hint=hint)
        return MISSING
    return node.written


def _number(node: YamlNode, shape: Number, problems: Problems) -> Any:
    kind = "a whole number" if shape.whole else "a number"
    wanted = f"{kind} from {shape.least:g} to {shape.most:g}"
    if not isinstance(node, Scalar) or isinstance(node.value, bool) or not isinstance(node.value, int | float):
        return _expected(node, wanted, problems)
    if (shape.whole and not isinstance(node.value, int)) or not shape.least <= node.value <= shape.most:
        return _expected(node, wanted, problems)
    return node.value


def _boolean(node: YamlNode, problems: Problems) -> Any:
    if isinstance(node, Scalar) and isinstance(node.value, bool):
        return node.value
    return _expected(node, "true or false", problems)


def _date(node: YamlNode, problems: Problems) -> Any:
    if isinstance(node, Scalar) and _DATE.match(node.written) and _exists(node.written):
        return node.written
    return _expected(node, "a date", problems, "write it as 2024, 2024-05 or 2024-05-16")


def _exists(date: str) -> bool:
    if len(date) < 10:
        return True
    import datetime  # lazy: most files hold no whole dates

    try:
        datetime.date.fromisoformat(date)
    except ValueError:
        return False
    return True


def _listed(node: YamlNode, shape: Listed, problems: Problems) -> Any:
    if not isinstance(node, Sequenced):
        if shape.lone and not (isinstance(node, Scalar) and node.value is None):
            lone = read(node, shape.of, problems)
            return MISSING if lone is MISSING else (lone,)
        if isinstance(node, Scalar) and node.value is None and not shape.least:
            return ()
        return _expected(node, "a list", problems, "write it as [one, two] or as lines that begin with '- '")
    if len(node.entries) < shape.least:
        problems.error(
            f"at least {shape.least} {'entry is' if shape.least == 1 else 'entries are'} wanted here, "
            f"found {len(node.entries)}",
            place=node.place,
            hint="add what is missing",
        )
        return MISSING
    values = [read(entry, shape.of, problems) for entry in node.entries]
    return tuple(value for value in values if value is not MISSING)


def _keyed(node: YamlNode, shape: Keyed, problems: Problems) -> Any:
    if isinstance(node, Scalar) and node.value is None:
        return {}
    if not isinstance(node, Mapped):
        return _expected(node, "keys and values", problems)
    pairs = {key.written: read(value, shape.of, problems) for key, value in node.entries}
    return {key: value for key, value in pairs.items() if value is not MISSING}


def _either(node: YamlNode, shape: Either, problems: Problems) -> Any:
    for candidate in shape.shapes:
        if _fits(node, candidate):
            return read(node, candidate, problems)
    return read(node, shape.shapes[0], problems)


def _fits(node: YamlNode, shape: Shape) -> bool:
    match shape:
        case Structure() | Keyed():
            return isinstance(node, Mapped)
        case Listed():
            return isinstance(node, Sequenced)
        case Free():
            return True
        case Either():
            return any(_fits(node, inner) for inner in shape.shapes)
        case Boolean():
            return isinstance(node, Scalar) and isinstance(node.value, bool)
        case Number():
            return isinstance(node, Scalar) and isinstance(node.value, int | float)
        case Words() | Choice() | Date():
            return isinstance(node, Scalar)
        case _:
            assert_never(shape)


def _structure(node: YamlNode, shape: Structure, problems: Problems) -> Any:
    if isinstance(node, Scalar) and node.value is None and not any(field.required for field in shape.fields):
        node = Mapped((), node.place)
    if not isinstance(node, Mapped):
        return _expected(node, f"{shape.name} with its keys", problems, shape.purpose)
    known = {field.name: field for field in shape.fields}
    values: dict[str, Any] = {}
    sound = True
    for key, value in node.entries:
        field = known.get(key.written)
        if field is None:
            hint = did_you_mean(key.written, known) or f"known keys: {', '.join(known)}"
            problems.error(f"{shape.name} has no key '{key.written[:60]}'", place=key.place, hint=hint)
            continue
        if isinstance(value, Scalar) and value.value is None and not field.required and not value.written:
            continue  # "key:" with nothing after it is as good as no key
        got = read(value, field.shape, problems)
        if got is MISSING:
            sound = False
        else:
            values[key.written.replace("-", "_")] = got
    given = {key.written for key, _ in node.entries}
    for field in shape.fields:
        if field.required and field.name not in given:
            problems.error(f"{shape.name} needs the key '{field.name}'", place=node.place, hint=field.purpose)
            sound = False
    if not sound:
        return MISSING
    if shape.placed:
        return shape.build(**values, place=node.place, places=places(node, shape.placed))
    return shape.build(**values, place=node.place)
