"""What a build leaves behind, so that later ones know what was there.

The ways in: :mod:`~briefgen.build.history.receipt`, what the last build was made from, block by block (``trace`` makes
one out of what was computed); :mod:`~briefgen.build.history.kept`, the builds that are kept, which
:mod:`~briefgen.build.history.keeping` adds to (``facts`` and ``storedbrief`` are what each keeps of what it was made
from and of what it said).
"""
