"""The editor's copy: a new build as tracked changes."""
