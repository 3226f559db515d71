"""What the readers of the formats may use, and what the user asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from briefgen.workspace import Disk, Workspace

Tracked = Literal["accept", "reject"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """The world as a reader sees it (it runs programs and asks for settings), and how tracked changes are read."""

    workspace: Workspace = field(default_factory=lambda: Disk(Path()))
    tracked: Tracked = "accept"
