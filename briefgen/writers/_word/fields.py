"""Complex fields with the results that a reader sees before Word computes them anew (ECMA-376 Part 1, 17.16.2)."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.writers._word.xml import Element, element


def mark(kind: str, *, properties: Element | None = None) -> Element:
    """A run with one mark of a field: ``begin``, ``separate`` or ``end``."""
    run = element("w:r")
    if properties is not None:
        run.append(properties)
    run.append(element("w:fldChar", {"w:fldCharType": kind}))
    return run


def begin(code: str) -> list[Element]:
    """The runs that open a field and end where its result starts."""
    instruction = element("w:instrText", {"xml:space": "preserve"})
    instruction.text = f" {code} "
    return [mark("begin"), element("w:r", None, [instruction]), mark("separate")]


def field(code: str, result: Iterable[Element]) -> list[Element]:
    """A whole field within one paragraph: its code and the runs of its result."""
    return [*begin(code), *result, mark("end")]
