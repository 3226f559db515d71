"""Markdown: what was written as such is read by pandoc; what only looks like it, out of a PDF, as text.

Conversions of PDF files keep stress, links and number signs, but their notes stand as raised or stuck digits, their
lines break within sentences, and running heads lie between: the reader of plain text knows all that. So a document
counts as Markdown only by what such conversions do not make: footnotes with labels (``[^1]:``), a table with pipes, a
YAML head, links by label, or code fences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from briefgen.importers import text as text_reader
from briefgen.importers._converted.blocks import manuscript
from briefgen.importers._converted.metadata import given_by_pandoc, opening
from briefgen.importers._converted.package import refused
from briefgen.importers._converted.run import nested, tree
from briefgen.importers.manuscript import Manuscript
from briefgen.importers.means import Means

#: Bytes of a document; a book of 1,000 pages has three million.
LARGEST = 16 << 20

_READER = "markdown-smart-raw_html-raw_tex-raw_attribute-tex_math_dollars-citations-example_lists-fancy_lists-implicit_figures"
_WRITTEN = re.compile(
    r"^\[\^[^\]\n]{1,80}\]:[ \t]|^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*$"
    r"|^\[[^\]^\n]{1,80}\]:[ \t]+\S|\A---\r?\n(?:.{0,500}\r?\n){1,60}?---[ \t]*\r?$|^```",
    re.MULTILINE,
)
_EM_DASH, _EN_DASH = re.compile("(?<!-)---(?!-)"), re.compile("(?<!-)--(?!-)")
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_CALL = re.compile(r"\[\^(?P<label>[^\]\s]{1,80})\](?!:)")


def read(content: bytes, name: str, means: Means) -> Manuscript:
    """The manuscript of a Markdown file; raises DocumentError where it cannot be read."""
    text = text_reader.document_text(content, name)
    if not _WRITTEN.search(text):
        return text_reader.read(content, name)
    if len(content) > LARGEST:
        raise refused(name, f"the document is larger than {LARGEST >> 20} MiB", "split it, or import it as plain text")
    made = tree(means.workspace, text.replace("\r\n", "\n").encode(), name, _READER)
    labels = [found["label"] for found in _CALL.finditer(_FENCED.sub("", text))]
    try:
        blocks = [*opening(made["meta"]), *made["blocks"]]
        _set_dashes(blocks)
        _label(list(_notes(blocks)), labels)
        return manuscript(blocks, given=given_by_pandoc(made["meta"]))
    except RecursionError:
        raise nested(name) from None


def _set_dashes(node: Any) -> None:
    """Two and three hyphens in the text as the dashes that they stand for.

    Pandoc's ``smart`` would do it, but also guesses which quotation marks open, and is wrong about them in notes.
    """
    if isinstance(node, list):
        for one in node:
            _set_dashes(one)
    elif isinstance(node, dict):
        if node.get("t") == "Str":
            node["c"] = _EN_DASH.sub("–", _EM_DASH.sub("—", node["c"]))
        else:
            _set_dashes(node.get("c"))


def _notes(node: Any) -> Iterator[dict[str, Any]]:
    """Every call of a note in a tree, in order."""
    if isinstance(node, list):
        for one in node:
            yield from _notes(one)
    elif isinstance(node, dict):
        if node.get("t") == "Note":
            yield node
        yield from _notes(node.get("c"))


def _label(notes: Sequence[dict[str, Any]], labels: Sequence[str]) -> None:
    """Give each call its label again, which pandoc's tree has lost: a note called twice is one, and shows its number."""
    for note, label in zip(notes, labels, strict=True) if len(notes) == len(labels) else ():
        note["key"] = label
        note["number"] = int(label) if label.isdecimal() else 0
