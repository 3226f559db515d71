"""What is different between two builds of a brief, and why, in words and not in bytes.

The way in: :func:`briefgen.build.differences.sides.difference` for any two builds;
:func:`briefgen.build.differences.changes.compare` for any two states. A ``state`` is a brief as it stood,
``causes`` are the records, sources, config and template behind a change, ``wording`` compares words and figures,
``naming`` calls blocks as people do, and ``signature`` says who signs tracked changes.
"""
