"""YAML that a person wrote: parsed with places, held against a shape, every mistake told at once."""

from briefgen.yamlsource.parse import Mapped, Scalar, Sequenced, YamlNode, decoded, parse, plain
from briefgen.yamlsource.places import places
from briefgen.yamlsource.read import MISSING, read
from briefgen.yamlsource.shape import (
    Boolean,
    Choice,
    Date,
    Either,
    Field,
    Free,
    Keyed,
    Listed,
    Number,
    Shape,
    Structure,
    Words,
)

__all__ = [
    "MISSING",
    "Boolean",
    "Choice",
    "Date",
    "Either",
    "Field",
    "Free",
    "Keyed",
    "Listed",
    "Mapped",
    "Number",
    "Scalar",
    "Sequenced",
    "Shape",
    "Structure",
    "Words",
    "YamlNode",
    "decoded",
    "parse",
    "places",
    "plain",
    "read",
]
