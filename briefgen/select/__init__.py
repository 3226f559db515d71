"""Which records belong in a brief, and why."""
