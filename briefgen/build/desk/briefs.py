"""Which briefs a desk has, by the names of its configs; nothing is read for that."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from briefgen.workspace import Workspace, inside

_FOLDER = "configs"
_SETTINGS = "configs/desk.yaml"


@dataclass(frozen=True, slots=True)
class Named:
    """A brief's id and its config's path; ``alone`` is false where another config has the same file name."""

    id: str
    config: str
    alone: bool = True

    def output(self, ending: str) -> str:
        """The path in this brief's output folder of the file whose name is the brief's id and *ending*."""
        return f"output/{self.id}/{self.id}{ending}"

    @property
    def receipt(self) -> str:
        """The path of the receipt of the last build."""
        return f"output/{self.id}/receipt.json"

    @property
    def pending(self) -> str:
        """The path of the receipt that a build leaves while it is writing (see :mod:`briefgen.build.history.receipt`)."""
        return f"output/{self.id}/receipt.pending.json"


def briefs(workspace: Workspace) -> tuple[Named, ...]:
    """All briefs of the desk, in the order of their configs' paths."""
    paths = tuple(path for path in workspace.files(_FOLDER, ".yaml") if path != _SETTINGS)
    times = Counter(map(_id, paths))
    return tuple(Named(_id(path), path, times[_id(path)] == 1) for path in paths)


def locate(workspace: Workspace, name: str) -> Named:
    """The brief that a user means by *name*: a config's path, its file name, or that without ``.yaml``.

    Raises ConfigError where there is none or there are several, DeskError where the path leads out of the desk.
    """
    asked = inside(name)
    wanted = asked if asked.endswith(".yaml") else f"{asked}.yaml"
    known = briefs(workspace)
    for brief in known:
        if brief.config in (wanted, f"{_FOLDER}/{wanted}"):
            return brief
    # lazy: knowing how to word a mistake, and what a config may say, is not needed where the name is plain
    from briefgen.config.load import find_config

    found = find_config(workspace, name)
    return next(brief for brief in known if brief.config == found)


def _id(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")
