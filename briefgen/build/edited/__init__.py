"""The editor's copy: a new build brought over to it, its statements verified, its words brought home.

The ways in: :func:`briefgen.build.edited.editing.bring_over` (a redline; ``redlines`` tells of one in people's words),
:func:`briefgen.build.edited.verify.verify`, and :func:`briefgen.build.edited.adopting.adoptable` (``homes`` are the
YAML files that a rewording goes to).
"""
