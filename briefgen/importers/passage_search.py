"""Passages looked for in the text itself, where the texts of both editions are at hand.

Fingerprints lose a passage of which half the words changed, or that went into a longer one. Its text finds it:
the stretch of the new edition that is most like it (rapidfuzz's ``partial_ratio_alignment``: the share of letters in
common, from the longest common subsequence).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from briefgen.corpus.anchors import plain, words
from briefgen.corpus.sources import Passage
from briefgen.importers.alignment import Alignment, Doubtful

#: Share of letters in common (0 to 1) from which a passage is found for sure, and below which it is lost.
SURE, LOST = 0.85, 0.65
#: So much better (0 to 1) a passage must fit a place than the next one that fits it.
MARGIN = 0.05
#: Shorter texts, in characters, are found anywhere by chance.
SHORTEST = 40
#: Bound of the work: characters looked for times characters looked through; some seconds.
MOST_WORK = 2_000_000_000


@dataclass(frozen=True, slots=True)
class _Place:
    old: Passage
    new: Passage
    score: float


def search(aligned: Alignment, new: Sequence[Passage], old: Sequence[Passage]) -> Alignment:
    """*aligned* with what the texts tell besides; passages without a text are left as they are.

    A passage found for sure keeps its id, or is joined into the passage that has it; one that is only perhaps there
    is doubtful.
    """
    digests = {one.id: one.digest for one in old}
    changed = [one for one in new if one.text and digests.get(aligned.kept.get(one.id, "")) != one.digest]
    found = {*aligned.kept.values(), *(name for names in aligned.joined.values() for name in names)}
    missing = [one for one in old if one.id not in found and len(one.text) >= SHORTEST]
    places = list(_places(missing, changed))
    kept, joined = dict(aligned.kept), dict(aligned.joined)
    doubtful = {one.old: one for one in aligned.doubtful}
    for place in sorted(places, key=lambda one: (-one.score, one.old.id)):
        rivals = [one.score for one in places if one.new.id == place.new.id and one.old.id != place.old.id]
        owner = kept.get(place.new.id)
        if place.score < SURE:
            doubtful[place.old.id] = Doubtful(old=place.old.id, new=place.new.id, score=round(place.score, 2))
        elif owner:
            joined[place.new.id] = (*joined.get(place.new.id, (owner,)), place.old.id)
            doubtful.pop(place.old.id, None)
        elif place.score - max(rivals, default=0.0) >= MARGIN:
            kept[place.new.id] = place.old.id
            doubtful.pop(place.old.id, None)
    left = tuple(sorted(doubtful.values(), key=lambda one: one.old))
    return replace(aligned, kept=kept, joined=joined, doubtful=left, replaced=dict(_replaced(kept, new, old)))


def _places(missing: Sequence[Passage], changed: Sequence[Passage]) -> Iterator[_Place]:
    """Where in the changed passages of the new edition each missing one is, if anywhere."""
    if not missing or not changed:
        return
    from rapidfuzz.fuzz import partial_ratio_alignment  # lazy: needed only where both texts are at hand

    texts = [plain(one.text).casefold() for one in changed]
    ends = list(accumulate(len(text) + 1 for text in texts))
    whole = "\n".join(texts)
    work = 0
    for one in missing:
        sought = plain(one.text).casefold()
        work += len(sought) * len(whole)
        if work > MOST_WORK:
            return
        found = partial_ratio_alignment(sought, whole, score_cutoff=100 * LOST)
        if found is not None and len(sought) <= len(whole):
            middle = (found.dest_start + found.dest_end) // 2
            at = min(bisect_right(ends, middle), len(changed) - 1)
            yield _Place(one, changed[at], found.score / 100)


def _replaced(kept: dict[str, str], new: Sequence[Passage], old: Sequence[Passage]) -> Iterator[tuple[str, float]]:
    """By old id the share of words (0 to 1) that changed in passages whose two texts are there.

    One less the words of the longest common subsequence, twice, in the words of both.
    """
    before = {one.id: one for one in old}
    for one in new:
        other = before.get(kept.get(one.id, ""))
        if other is not None and one.text and other.text and one.digest != other.digest:
            from rapidfuzz.distance import Indel  # lazy, as above

            yield other.id, float(Indel.normalized_distance(words(other.text), words(one.text)))
