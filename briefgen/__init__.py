"""briefgen: cited briefing documents from a structured corpus."""

__version__ = "0.1.0"
