"""The corpus kept in order: documents onto the shelf, records that follow them, what lies unused.

The ways in: :func:`briefgen.build.shelf.importing.import_source` (one of ``editions`` against the next, evidence
``following`` its notes), ``shelved`` and ``fetching`` (documents in folders and at addresses, against what was
imported), :func:`briefgen.build.shelf.confirming.confirm`, ``references`` from and to other programs, ``proposing``
records, and ``coverage`` with its ``coverage_page``.
"""
