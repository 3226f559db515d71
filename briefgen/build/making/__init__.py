"""Making one brief: from the desk's files to the document model, and from bytes to files at their places.

The ways in: :func:`briefgen.build.making.compute.compute` (load, select, check, compose; with the config's
``overrides``), which writes nothing, and :func:`briefgen.build.making.deliver.deliver`, which writes one file and
never over what a person did.
"""
