"""Which briefs were found up to date, kept in one small file, so that ten thousand need not be looked into again.

``.briefgen/standing.json`` holds, for each brief that a run found up to date, a mark of what the file system said of
its config, its receipt and its files, and the rest of what its last build saw, which most briefs of a desk have in
common. Where the marks are the same and all of the rest is still seen as it was, nothing is due. Anything else, a
file that was touched, a file of another form, is no answer: then the brief is planned as ever. The file can be
deleted at any time, and is written by any run that learned something; see :mod:`briefgen.build.desk.glances` for what a
mark may be trusted for.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import blake2b
from itertools import chain
from typing import Any

from briefgen.build.desk.briefs import Named
from briefgen.build.desk.glances import Glances
from briefgen.build.desk.observe import KINDS, Observation, Present
from briefgen.build.desk.program import program
from briefgen.build.history.receipt import Receipt
from briefgen.errors import BriefgenError
from briefgen.workspace import Stamp, Workspace

PATH = ".briefgen/standing.json"
FORM = 1

#: Briefs whose last builds saw more different worlds than so many are planned each time.
_MOST_WORLDS = 64

World = tuple[Observation, ...]


class Standing:
    """What is known of the briefs of a desk from earlier runs, and what this one finds out."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        said = _read(workspace)
        self._worlds: list[World] = said[0]
        self._briefs: dict[str, tuple[str, int, tuple[str, ...]]] = said[1]
        self.present = Present(workspace, Glances(workspace, said[2]))
        self._same: dict[int, bool] = {}
        self._noted = False

    def holds(self, named: Named) -> bool:
        """Whether a brief is up to date for certain."""
        known = self._briefs.get(named.config)
        if known is not None and named.alone:
            mark, world, files = known
            if mark == self._mark(named, files, settled=False) and self._is_same(world):
                return True
        self.present.glances.begin()  # before the receipt is read, on which a later verdict rests
        return False

    def note(self, named: Named, receipt: Receipt, world: World | None = None) -> None:
        """A brief was found up to date, by its receipt; in a *world* other than the receipt's, if one is given."""
        observed = receipt.observed if world is None else world
        files = tuple(output.file for name in receipt.formats if (output := receipt.outputs.get(name)) is not None)
        rest = tuple(one for one in observed if (one.kind, one.name) != ("file", named.config))
        mark = self._mark(named, files, settled=True)
        number = self._number(rest)
        if not mark or number < 0 or any(output.beside for output in receipt.outputs.values()):
            return
        self._briefs[named.config] = (mark, number, files)
        self._noted = True

    def save(self) -> None:
        """Write what was found out, if anything was; where that is not possible, it is found out again."""
        if not self._noted and not self.present.glances.learned:
            return
        used = sorted({world for _, world, _ in self._briefs.values()})
        order = {world: place for place, world in enumerate(used)}
        paths = {one.name for world in used for one in self._worlds[world] if one.kind == "file"}
        said = {
            "form": FORM,
            "program": program(),
            "worlds": [[[one.kind, one.name, one.seen] for one in self._worlds[world]] for world in used],
            "briefs": {
                config: [mark, order[world], *files] for config, (mark, world, files) in sorted(self._briefs.items())
            },
            "known": {
                path: [*stamp, seen] for path, (stamp, seen) in self.present.glances.known(sorted(paths)).items()
            },
        }
        try:
            self._workspace.write(PATH, json.dumps(said, separators=(",", ":")).encode())
        except BriefgenError:
            return

    def _mark(self, named: Named, files: Sequence[str], *, settled: bool) -> str:
        """What the file system says of a brief's own files, or an empty text where that tells nothing."""
        stamp = self._workspace.stamp
        seen: list[Stamp] = []
        for path in (named.config, named.receipt, *files):
            one = stamp(path)
            if one is None or (settled and not self.present.glances.is_settled(one)):
                return ""
            seen.append(one)
        if stamp(named.pending) is not None:
            return ""
        return blake2b(" ".join(map(str, chain.from_iterable(seen))).encode(), digest_size=16).hexdigest()

    def _is_same(self, world: int) -> bool:
        if world not in self._same:
            self._same[world] = all(self.present.sees(one) == one.seen for one in self._worlds[world])
        return self._same[world]

    def _number(self, world: World) -> int:
        if world in self._worlds:
            return self._worlds.index(world)
        if len(self._worlds) >= _MOST_WORLDS:
            return -1
        self._worlds.append(world)
        return len(self._worlds) - 1


def _read(workspace: Workspace) -> tuple[list[World], dict[str, tuple[str, int, tuple[str, ...]]], Any]:
    try:
        said = json.loads(workspace.read(PATH))
        if said["form"] != FORM or said["program"] != program():
            return [], {}, {}
        worlds = [tuple(_observation(*one) for one in world) for world in said["worlds"]]
        briefs = {
            config: (str(mark), range(len(worlds))[world], tuple(map(str, files)))
            for config, (mark, world, *files) in said["briefs"].items()
        }
        known = {path: (Stamp(*map(int, stamp)), str(seen)) for path, (*stamp, seen) in said["known"].items()}
    except (BriefgenError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return [], {}, {}
    return worlds, briefs, known


def _observation(kind: Any, name: Any, seen: Any) -> Observation:
    if kind not in KINDS or not isinstance(name, str) or not isinstance(seen, str):
        raise TypeError(kind)
    return Observation(kind, name, seen)
