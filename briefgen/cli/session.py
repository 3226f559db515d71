"""One call of the command line: its desk, how much it says, and what it is doing."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.cli.steps import Steps
    from briefgen.workspace import Disk


@dataclass(slots=True)
class Session:
    """What all commands share. ``writes`` is set by commands that write, so that a failure can say nothing was."""

    desk_named: str = ""
    quiet: bool = False
    verbose: bool = False
    writes: bool = False
    wrote: bool = False
    _desk: Disk | None = None
    _steps: Steps | None = field(default=None)

    @property
    def desk(self) -> Disk:
        """The desk: the folder named with ``--desk``, or the nearest one upwards. Raises DeskError."""
        if self._desk is None:
            from briefgen.workspace import Disk, find_desk  # lazy: --help needs no desk

            self._desk = Disk(desk_in(Path(self.desk_named)) if self.desk_named else find_desk(Path.cwd()))
        return self._desk

    @property
    def steps(self) -> Steps:
        """Tells what is being done: with ``--verbose`` line by line, else on a terminal once it takes long."""
        if self._steps is None:
            from briefgen.cli.steps import Steps  # lazy, as above

            self._steps = Steps(verbose=self.verbose, quiet=self.quiet)
        return self._steps

    def tell(self, verb: str, what: str) -> None:
        """A step begins."""
        self.steps.begin(verb, what)

    def close(self) -> None:
        """The last step ends."""
        if self._steps is not None:
            self._steps.end()

    def path_on_desk(self, given: str) -> str:
        """A path or name as the user gave it: a file that is there below the desk becomes a path on the desk."""
        here = Path.cwd() / given
        root = self.desk.root.resolve()
        if here.is_file() and here.resolve().is_relative_to(root):
            return here.resolve().relative_to(root).as_posix()
        return given


def desk_in(folder: Path) -> Path:
    """The desk that *folder* is; raises DeskError where it is none."""
    from briefgen.errors import DeskError, Place, Problem  # lazy: only where a desk is named

    if (folder / "corpus").is_dir() and (folder / "configs").is_dir():
        return folder.resolve()
    raise DeskError(
        Problem(
            "this folder is no desk: it has no corpus/ and configs/",
            f"make it one with 'briefgen init {folder}', or name another",
            Place(str(folder)),
        )
    )
