"""Where each value of a YAML tree stands, by its path."""

from __future__ import annotations

from briefgen.yamlsource.parse import Mapped, Sequenced, YamlNode


def places(node: YamlNode, levels: int) -> dict[str, tuple[int, int]]:
    """Line and column (from 1) of every value down to *levels* below *node*, by path: ``topics.0``, ``figure.value``."""
    found: dict[str, tuple[int, int]] = {}
    _collect(node, "", levels, found)
    return found


def _collect(node: YamlNode, path: str, levels: int, found: dict[str, tuple[int, int]]) -> None:
    if path:
        found[path] = (node.place.line, node.place.column)
    if not levels:
        return
    before = f"{path}." if path else ""
    if isinstance(node, Mapped):
        for key, value in node.entries:
            _collect(value, before + key.written, levels - 1, found)
    elif isinstance(node, Sequenced):
        for number, value in enumerate(node.entries):
            _collect(value, f"{before}{number}", levels - 1, found)
