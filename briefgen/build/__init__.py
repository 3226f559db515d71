"""Regenerating briefs: only what changed, never over an editor's work.

The way in is :func:`briefgen.build.run.build`, which does one brief, and :func:`briefgen.build.batch.build_all`, which
does many of them in one run. They are made of what stands below, from the ground up; each package may import those
before it, and the ones of one line never meet (a contract in ``pyproject.toml``, and a test holds this list against
the folder):

``desk``
    what is there: the briefs by name, documents, the world as a run sees it; a new desk.
``making``
    one brief: computed from the desk's files, and its files put at their places.
``history``
    what a build leaves behind: its receipt, and itself, kept.
``differences``
    what is different between two builds, and why, in words.
``due``, ``edited``, ``shelf``
    is anything due, and why; the editor's copy; the corpus kept in order with its documents.
``run``
    one brief, one run.
``batch``, ``foresee``
    many briefs, one run; what a run would do, without doing it.
``telling``
    what became of a run: the report, and the hooks.
``unattended``
    briefs built by themselves: at their times, and as soon as something changes.
"""
