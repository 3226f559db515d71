"""A shape as a reference for people: one Markdown table for each structure in it."""

from __future__ import annotations

from typing import assert_never

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


def reference(shape: Structure) -> str:
    """Markdown: what the structure is for and a table of its keys, then the same for every structure inside it."""
    found: dict[str, Structure] = {}
    _collect(shape, found)
    return "\n".join(_table(structure) for structure in found.values())


def _collect(shape: Shape, found: dict[str, Structure]) -> None:
    match shape:
        case Structure():
            if shape.name not in found:
                found[shape.name] = shape
                for field in shape.fields:
                    _collect(field.shape, found)
        case Listed() | Keyed():
            _collect(shape.of, found)
        case Either():
            for inner in shape.shapes:
                _collect(inner, found)
        case Words() | Choice() | Number() | Boolean() | Date() | Free():
            pass
        case _:
            assert_never(shape)


def _table(structure: Structure) -> str:
    rows = [
        f"| `{field.name}`{' (needed)' if field.required else ''} | {said(field.shape)} | {field.purpose} |"
        for field in structure.fields
    ]
    title = structure.name[0].upper() + structure.name[1:]
    head = f"### {title}\n\n{structure.purpose[0].upper() + structure.purpose[1:]}.\n"
    return "\n".join([head, "| key | value | what for |", "|---|---|---|", *rows, ""])


def said(shape: Shape) -> str:
    """What a shape takes, in a few words."""
    match shape:
        case Words():
            bound = f"text of at most {shape.at_most} words" if shape.at_most else "text"
            return shape.says.partition(":")[0] or bound
        case Choice():
            return " or ".join(f"`{word}`" for word in shape.words)
        case Number():
            kind = "whole number" if shape.whole else "number"
            return f"{kind} from {shape.least:g} to {shape.most:g}"
        case Boolean():
            return "`true` or `false`"
        case Date():
            return "date: 2024, 2024-05 or 2024-05-16"
        case Listed():
            several = f"list of: {said(shape.of)}" + (f" (at least {shape.least})" if shape.least > 1 else "")
            return f"{several}; one may stand alone" if shape.lone else several
        case Keyed():
            return f"keys of your own, each with: {said(shape.of)}"
        case Either():
            return ", or ".join(said(inner) for inner in shape.shapes)
        case Free():
            return shape.says
        case Structure():
            return f"*{shape.name}*"
        case _:
            assert_never(shape)
