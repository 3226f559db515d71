"""Where each value of a YAML tree stands, by its path."""

from __future__ import annotations

from briefgen.yamlsource.parse import Mapped, Sequenced, YamlNode


def places(node: YamlNode) -> dict[str, tuple[int, int]]:
    """Line and column (from 1) of every value below *node* by its path: ``topics.0``, ``evidence.1.notes``."""
    found: dict[str, tuple[int, int]] = {}
    _collect(node, "", found)
    return found


def _collect(node: YamlNode, path: str, found: dict[str, tuple[int, int]]) -> None:
    if path:
        found[path] = (node.place.line, node.place.column)
    before = f"{path}." if path else ""
    if isinstance(node, Mapped):
        for key, value in node.entries:
            _collect(value, before + key.written, found)
    elif isinstance(node, Sequenced):
        for number, value in enumerate(node.entries):
            _collect(value, f"{before}{number}", found)
