"""Document files into sources: passages, notes, references."""
