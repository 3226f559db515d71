"""What is there: a desk's briefs by name, its documents, and the world as a run sees it.

The ways in: :mod:`~briefgen.build.desk.briefs` (which briefs there are, and where their files lie),
:mod:`~briefgen.build.desk.documents` (the sources' documents that are at hand), :mod:`~briefgen.build.desk.observe`
(a workspace that notes what was looked at; ``glances`` are digests that need not be taken again, ``program`` is what
briefgen itself was), :mod:`~briefgen.build.desk.starter` (a new desk, with its ``schemas``).
"""
