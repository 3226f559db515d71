"""Who signs tracked changes, and when: what the desk's settings say of redlines."""

from __future__ import annotations

import datetime

from briefgen.config.load import load_settings
from briefgen.workspace import Workspace


def signature(workspace: Workspace, as_of: str) -> tuple[str, str]:
    """The author and the moment of tracked changes in a brief that stands *as_of* a date, as the desk's settings want."""
    settings = load_settings(workspace).redline
    if settings.date == "none":
        return settings.author, ""
    if settings.date == "as-of":
        return settings.author, f"{(as_of + '-01-01')[:10]}T00:00:00Z"
    moment = workspace.now().astimezone(datetime.UTC)
    return settings.author, moment.strftime("%Y-%m-%dT%H:%M:%SZ")
