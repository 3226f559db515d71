"""Shapes: what a desk's YAML files may say, as data.

One description serves three ends: reading with every mistake told (:mod:`briefgen.yamlsource.read`), JSON Schema
for editors that complete and validate YAML (:mod:`briefgen.yamlsource.jsonschema`), and the reference in the
documentation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Text. ``at_most`` bounds its words, ``pattern`` is a regular expression for the whole, ``says`` explains it."""

    at_most: int = 0
    pattern: str = ""
    says: str = ""
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number within bounds, both inclusive; ``whole`` numbers only, if so asked."""

    least: float = 0
    most: float = 1_000_000
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Boolean:
    """true or false."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A calendar date of ISO 8601 with the precision of a year, a month or a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list of things of one shape; ``least`` is how many it needs; a single thing may stand alone if ``lone``."""

    of: Shape
    least: int = 0
    lone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """A mapping from free keys to things of one shape."""

    of: Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Free:
    """Anything, as plain lists, dicts, text, numbers, true/false and None: what another standard describes."""

    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Either:
    """The first of several shapes whose kind of node (text, list, mapping) fits."""

    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a structure: its shape, whether it must be there, and what it is for (shown to users)."""

    name: str
    shape: Shape
    purpose: str
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """A mapping with known keys.

    ``build`` gets the values by key (hyphens as underscores), and ``place``; absent keys are not given. Where
    ``placed`` is not 0 it also gets ``places``: line and column of every value down to so many levels by its path,
    such as ``evidence.0.passages.1`` (see :func:`briefgen.yamlsource.places.places`).
    """

    name: str
    purpose: str
    fields: tuple[Field, ...]
    build: Callable[..., Any]
    placed: int = 0


Shape: TypeAlias = Words | Choice | Number | Boolean | Date | Listed | Keyed | Free | Either | Structure
