"""What a build looked at: every file, listing, document and setting, with what it saw there.

A build reads the world through :class:`Observed`, so that nothing that matters can be forgotten. The next run asks
whether each of these would still be seen as it was; file times play no part.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from briefgen.build.desk.glances import Glances
from briefgen.errors import BriefgenError
from briefgen.workspace import Answered, Asked, FoundDocument, Ran, Stamp, Watcher, Workspace, digest

Kind = Literal["file", "presence", "folder", "document", "setting", "day"]
KINDS: tuple[Kind, ...] = ("file", "presence", "folder", "document", "setting", "day")

#: What stands for a file or document that was not there.
MISSING = "missing"

#: Between the pieces of an observation's name; no path or file name holds it.
_BETWEEN = "\n"

#: Listings of this folder are not observed: of the other configs only one with the same file name could matter, and
#: that is looked for in every run (see :func:`briefgen.build.desk.briefs.locate`).
_CONFIGS = "configs"


@dataclass(frozen=True, slots=True, order=True)
class Observation:
    r"""One thing that was looked at, and what was seen.

    ``name`` is a path, a variable's name, ``folder\nsuffix`` or ``document\nfolder\nfolder…``; ``seen`` is a
    SHA-256 digest, :data:`MISSING`, ``yes``/``no``, or a date.
    """

    kind: Kind
    name: str
    seen: str

    @property
    def subject(self) -> str:
        """The path or name alone, for messages."""
        return self.name.partition(_BETWEEN)[0]


class Observed:
    """A workspace that passes everything on and remembers what was seen first."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._seen: dict[tuple[Kind, str], str] = {}

    @property
    def observations(self) -> tuple[Observation, ...]:
        """Everything seen so far, sorted."""
        return tuple(sorted(Observation(kind, name, seen) for (kind, name), seen in self._seen.items()))

    def saw(self, observations: Sequence[Observation]) -> None:
        """Take over what another part of the same run saw."""
        for one in observations:
            self._note(one.kind, one.name, one.seen)

    def _note(self, kind: Kind, name: str, seen: str) -> None:
        self._seen.setdefault((kind, name), seen)

    def read(self, path: str) -> bytes:
        try:
            content = self._workspace.read(path)
        except BriefgenError:
            self._note("file", path, MISSING)
            raise
        self._note("file", path, digest(content))
        return content

    def exists(self, path: str) -> bool:
        found = self._workspace.exists(path)
        self._note("presence", path, "yes" if found else "no")
        return found

    def stamp(self, path: str) -> Stamp | None:
        return self._workspace.stamp(path)

    def clock(self) -> int:
        return self._workspace.clock()

    def files(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        found = self._workspace.files(folder, suffix)
        if folder != _CONFIGS:
            self._note("folder", folder + _BETWEEN + suffix, _listing(found))
        return found

    def document(self, name: str, folders: Sequence[str]) -> bytes:
        asked = _BETWEEN.join((name, *folders))
        try:
            content = self._workspace.document(name, folders)
        except BriefgenError:
            self._note("document", asked, MISSING)
            raise
        self._note("document", asked, digest(content))
        return content

    def setting(self, name: str) -> str:
        value = self._workspace.setting(name)
        self._note("setting", name, digest(value.encode()))
        return value

    def now(self) -> datetime:
        moment = self._workspace.now()
        self._note("day", "today", moment.date().isoformat())
        return moment

    def write(self, path: str, content: bytes) -> None:
        self._workspace.write(path, content)

    def remove(self, path: str) -> None:
        self._workspace.remove(path)

    def sweep(self, folder: str) -> None:
        self._workspace.sweep(folder)

    def clear(self, folder: str) -> None:
        self._workspace.clear(folder)

    def cached(self, key: str) -> bytes | None:
        return self._workspace.cached(key)

    def cache(self, key: str, content: bytes) -> None:
        self._workspace.cache(key, content)

    def run(self, command: Sequence[str], given: bytes, seconds: float) -> Ran:
        return self._workspace.run(command, given, seconds)

    def hold(self, name: str, seconds: float = 30) -> AbstractContextManager[None]:
        return self._workspace.hold(name, seconds)

    def place(self, path: str) -> str:
        return self._workspace.place(path)

    def ask(self, asked: Asked) -> Answered:
        return self._workspace.ask(asked)

    def watching(self, folders: Sequence[str], *, polling: bool) -> AbstractContextManager[Watcher]:
        return self._workspace.watching(folders, polling=polling)

    def find_document(self, name: str, folders: Sequence[str]) -> FoundDocument:
        return self._workspace.find_document(name, folders)

    def wait(self, seconds: float) -> bool:
        return self._workspace.wait(seconds)

    def stoppable(self) -> AbstractContextManager[None]:
        return self._workspace.stoppable()


class Present:
    """The world as it is now, looked at once: many briefs of one run share what they ask."""

    def __init__(self, workspace: Workspace, glances: Glances | None = None) -> None:
        self._workspace = workspace
        self._seen: dict[tuple[Kind, str], str] = {}
        self.glances = Glances(workspace) if glances is None else glances

    def again(self) -> Present:
        """The world as it is at a later moment of the run; what stamps prove unchanged is not read again."""
        return Present(self._workspace, self.glances)

    def sees(self, observation: Observation) -> str:
        """What would be seen now where *observation* looked."""
        key = (observation.kind, observation.name)
        if key not in self._seen:
            self._seen[key] = self._look(observation)
        return self._seen[key]

    def _look(self, observation: Observation) -> str:
        again = Observed(self._workspace)
        first, *others = observation.name.split(_BETWEEN)
        try:
            match observation.kind:
                case "file":
                    return self.glances.digest(first) or MISSING
                case "presence":
                    again.exists(first)
                case "folder":
                    again.files(first, others[0] if others else "")
                case "document":
                    again.document(first, others)
                case "setting":
                    again.setting(first)
                case "day":
                    again.now()
        except BriefgenError:
            return MISSING
        return again.observations[0].seen if again.observations else MISSING


def _listing(paths: Sequence[str]) -> str:
    return digest(_BETWEEN.join(paths).encode())
