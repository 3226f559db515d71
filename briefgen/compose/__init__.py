"""What the brief says: a template run in the sandbox, its markup read into blocks, its citations worded."""

from briefgen.compose.assemble import Composed, compose, composed
from briefgen.compose.template import Template, load_template

__all__ = ["Composed", "Template", "compose", "composed", "load_template"]
