"""Document files into sources: passages, notes, references.

One reader per format makes a manuscript (:mod:`briefgen.importers.text`); the stages after it are shared
(:mod:`briefgen.importers.document`). How a source lies on the desk is told in :mod:`briefgen.importers.storage`.
"""
