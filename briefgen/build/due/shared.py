"""What the briefs of one run share: the world as it was looked at, and the corpus as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.build.desk.observe import Observation, Observed, Present
from briefgen.workspace import Stamp, Workspace

if TYPE_CHECKING:  # a run with nothing to do reads no corpus
    from briefgen.build.due.reach import Reach
    from briefgen.corpus.records import Corpus


@dataclass(frozen=True, slots=True)
class _Loaded:
    corpus: Corpus
    observed: tuple[Observation, ...]
    stamps: dict[str, Stamp | None]


class Shared:
    """The world and the corpus of one run, for briefs that are built one after the other."""

    def __init__(self, workspace: Workspace, present: Present | None = None) -> None:
        self._workspace = workspace
        self.present = present or Present(workspace)
        self._loaded: _Loaded | None = None

    def corpus(self, observed: Observed) -> Corpus:
        """The corpus; read once, and again only if a file of it has another stamp or a listing is another.

        *observed* learns what was seen when it was read: should a file have changed within a tick of the clock, the
        brief is made from what was read, its receipt says so, and the next run finds it due.
        """
        loaded = self._loaded
        if loaded is None or not self._stands(loaded):
            loaded = self._loaded = self._load()
        observed.saw(loaded.observed)
        return loaded.corpus

    @cached_property
    def reach(self) -> Reach:
        """What is known of which changes reach which briefs."""
        from briefgen.build.due.reach import Reach  # lazy: see above

        return Reach(self._workspace, self)

    @property
    def corpus_observed(self) -> tuple[Observation, ...]:
        """What was seen when the corpus was read last."""
        return self._loaded.observed if self._loaded is not None else ()

    def _load(self) -> _Loaded:
        from briefgen.corpus.load import load_corpus  # lazy: see above

        stamps = {path: self._workspace.stamp(path) for path in self._workspace.files("corpus")}
        watched = Observed(self._workspace)
        return _Loaded(load_corpus(watched), watched.observations, stamps)

    def _stands(self, loaded: _Loaded) -> bool:
        if self._workspace.files("corpus") != tuple(loaded.stamps):
            return False
        return all(stamp is not None and self._workspace.stamp(path) == stamp for path, stamp in loaded.stamps.items())
