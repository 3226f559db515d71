"""Is anything due for a brief, and why.

The way in: :func:`briefgen.build.due.plan.plan`, the last receipt against the world as it is now, nothing parsed. What
keeps that cheap for many briefs: ``shared`` (what the briefs of one run have in common), ``standing`` (what earlier
runs found up to date), ``reach`` with its ``ledger`` (whether a change of records can reach a brief at all). Once a
brief has been computed, ``reasons`` name the findings and sentences behind the files that changed, and ``current`` says
which files are what would be written.
"""
