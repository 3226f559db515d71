"""Before a redline is delivered: has a word of the editor's been lost? Read apart from all that made it."""

from __future__ import annotations

import re
from collections import Counter

from briefgen.errors import DocumentError, Problem
from briefgen.redline.views import accepted, rejected

_WORD = re.compile(r"\w+")


def check(base: bytes, copy: bytes, made: bytes, names: frozenset[str] = frozenset()) -> None:
    """Raises DocumentError where rejecting the redline would not give the copy back, or accepting it lose words.

    Words count as the editor's where the copy has them oftener than the base. *names* are those that redlines of the
    copy were signed with: an inserted end of theirs may be left over from a paragraph that is not there any more, and
    then no paragraph of the editor's runs on into the next.
    """
    if _squeezed(rejected(made)) not in {_squeezed(rejected(copy, lone)) for lone in (frozenset[str](), names)}:
        raise DocumentError(
            Problem(
                "rejecting its changes would not give the editor's text back",
                "please report it; bring the edits over to the new build by hand",
            )
        )
    theirs, before, after = (Counter(_WORD.findall(accepted(one, joint=" "))) for one in (copy, base, made))
    lost = theirs - before - after
    if lost:
        words = ", ".join(sorted(lost)[:5])
        raise DocumentError(
            Problem(
                f"words of the editor's would be lost: {words}",
                "please report it; bring the edits over to the new build by hand",
            )
        )


def _squeezed(text: str) -> str:
    """A text without empty lines, which stand where an inserted table is kept apart from another."""
    return "\n".join(line for line in text.split("\n") if line.strip())
