"""What is wanted: one brief's YAML, and the desk's settings."""
