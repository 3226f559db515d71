"""The editor's copy: a new build as tracked changes."""

from briefgen.redline.merge import BlockOutcome, Redlined, redline

__all__ = ["BlockOutcome", "Redlined", "redline"]
