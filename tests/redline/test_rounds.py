"""Random builds over random edits, round after round: nothing is lost, and both ways out lead where they should."""

from __future__ import annotations

import random
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import DocumentError
from briefgen.redline import redline
from briefgen.redline.views import accepted, rejected
from briefgen.writers import docx
from tests.redline.edits import edited
from tests.redline.random_edits import edit_at_random
from tests.redline.rebuilt import rebuilt
from tests.writers import briefs
from tests.writers.word import word_style


def lines(text: str) -> list[str]:
    """Lines that say something: a paragraph without words may stand between two tables."""
    return [line for line in text.split("\n") if line.strip()]


def own_words(text: str) -> list[str]:
    return sorted(re.findall(r"zq\d+", text))


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 10**6), rounds=st.integers(1, 3))
def test_without_edits_accepting_all_gives_the_newest_build_and_rejecting_all_the_first(seed: int, rounds: int) -> None:
    source = random.Random(seed)
    brief = rebuilt(briefs.everything(), source, 2)
    first = base = copy = docx.write(brief, word_style())
    for _ in range(rounds):
        brief = rebuilt(brief, source, source.randint(1, 6))
        new = docx.write(brief, word_style())
        copy = redline(base, copy, new, causes={}, author="briefgen", date="").content
        assert lines(accepted(copy)) == lines(accepted(new))
        assert lines(rejected(copy)) == lines(accepted(first))
        base = new


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 10**6), rounds=st.integers(1, 3))
def test_no_word_of_an_editors_is_lost_and_rejecting_all_gives_the_copy_back(seed: int, rounds: int) -> None:
    source = random.Random(seed)
    brief = briefs.everything()
    base = copy = docx.write(brief, word_style())
    for _ in range(rounds):
        copy = edited(copy, edit_at_random(source, source.randint(1, 6)))
        brief = rebuilt(brief, source, source.randint(1, 6))
        new = docx.write(brief, word_style())
        try:
            made = redline(base, copy, new, causes={}, author="briefgen", date="").content
        except DocumentError:  # the copy stays as it is, and the build goes beside it
            return
        assert lines(rejected(made)) == lines(rejected(copy))
        assert own_words(accepted(made)) == own_words(accepted(copy))
        base, copy = new, made
