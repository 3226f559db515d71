"""Regenerating briefs: only what changed, never over an editor's work.

The modules, by what they are for (each says more in its own first lines; a test holds this list against the folder):

What is there
    ``briefs``, ``documents``, ``program``; ``observe``, ``glances``, ``shared`` and ``standing`` (the world as a run sees
    it, and what may be remembered of it).
One brief, one build
    ``compute`` and ``overrides`` make it; ``plan``, ``reasons``, ``reach`` and ``ledger`` say whether and why it is due;
    ``run`` and ``batch`` do it; ``deliver`` puts files at their places; ``receipt`` and ``trace`` remember.
The editor's copy
    ``editing`` and ``redlines`` (a new build as tracked changes), ``verify``, ``adopting`` and ``homes``.
What was, and what is different
    ``history``, ``keeping``, ``storedbrief`` and ``facts`` keep builds; ``state``, ``differing``, ``changes``, ``causes``
    and ``wording`` compare them.
The corpus kept in order
    ``importing``, ``editions``, ``following``, ``confirming``, ``references``, ``proposing``, ``coverage``,
    ``coverage_page``; ``starter`` and ``schemas`` make a desk.
By itself
    ``schedule``, ``schedulestate``, ``times``, ``calendar``, ``resident``, ``sole`` and ``install`` keep the time; ``watch``,
    ``shelf`` and ``fetching`` look for changes; ``account``, ``report``, ``reportpage``, ``telling`` and ``hooks`` tell.
"""
