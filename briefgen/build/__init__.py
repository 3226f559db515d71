"""Regenerating briefs: only what changed, never over an editor's work."""
