"""Formats that pandoc reads: their packages checked first, its tree of the document made into a manuscript."""
