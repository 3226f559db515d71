"""How a brief is written down: one format, one file."""
