"""What a redline promises, held against base, copy, new build and result by reading alone.

Every check gives back sentences about what is wrong; none is empty-handed by construction: ``test_promises.py`` shows
each of them finding what it is for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tests.redline.case import (
    Case,
    block_of,
    freed,
    in_edited_row,
    marked_elsewhere,
    recast,
    reported,
    retouched,
    spared,
)
from tests.redline.contents import outside
from tests.redline.editing import OURS
from tests.redline.package import Docx
from tests.redline.reading import (
    Line,
    accepted,
    comments,
    heads,
    lines,
    seen,
    tokens,
    view,
)
from tests.redline.revisions import Decide, accept, by, reject, settled
from tests.redline.styled import styled
from tests.redline.wholeness import notes_in_order, whole

_NOTE = re.compile("⟦(?!picture |field )([^⟧]*)⟧")
#: The field of the contents begins in the first entry, whichever that is (see :mod:`tests.redline.contents`).
_CONTENTS = re.compile("⟦field TOC [^⟧]*⟧")


def broken(case: Case) -> list[str]:
    """All that is wrong with a redline."""
    return [*rejecting(case), *words_kept(case), *no_mixture(case), *every_change(case), *in_place(case),
            *remarks_kept(case), *beside_its_own(case), *ordered_as_found(case), *styled(case), *halves(case)]  # fmt: skip


# --- the editor's copy -----------------------------------------------------------------------------------------


def rejecting(case: Case) -> Iterator[str]:
    """Rejecting ours gives the copy: text, notes, looks, places and the editor's own changes; rejecting all, its text."""
    for what, decide in (("rejecting ours", by(OURS, decision=False)), ("rejecting all", reject)):
        made = settled(case.made, decide)
        copies = [settled(copy, decide, last=last) for copy in (case.copy, freed(case.copy)) for last in (False, True)]
        now = _read(made, decide)
        strict, loose = ([_read(copy, decide) for copy in copies[place : place + 2]] for place in (0, 2))
        # an end that was freed may be missed by the last that it was there for: an empty paragraph
        if now not in (*strict, *loose) and (strict == loose or _filled(now) != _filled(loose[0])):
            yield from _differences(what, strict[0], now)
        yield from _differences("headers and footers", heads(copies[0]), heads(made))


def _filled(found: Sequence[object]) -> list[object]:
    """The lines that say something."""
    return [one for one in found if (one.pieces if isinstance(one, Line) else one)]


def _read(docx: Docx, decide: Decide) -> list[object]:
    """Every line with its looks, or its words alone where an editor's changes are rejected too."""
    return [line.full for line in lines(docx)] if decide is reject else list(lines(docx, tracked=True))


def words_kept(case: Case) -> Iterator[str]:
    """Every word of the editor's stands in the result as often as in the copy, in the same order."""
    then = tokens([line.full for line in view(case.copy, lambda change: spared(change) is not False)])
    yield from _differences("the editor's words, accepted", then, tokens(accepted(case.made)))
    then, now = tokens(lines_said(case.copy, spared)), tokens(lines_said(case.made, by(OURS, decision=True)))
    yield from _differences("the editor's words, ours accepted", then, now)


def lines_said(content: bytes, decide: Decide) -> list[str]:
    """What is said once ours is decided so, the editor's own deletions too."""
    return [line.full for line in lines(settled(content, decide), tracked=True)]


def remarks_kept(case: Case) -> Iterator[str]:
    """The editor's comments are there, each about the same words."""
    then, now = (
        [one for one in comments(settled(content, by(OURS, decision=False))) if one.author != OURS]
        for content in (case.copy, case.made)
    )
    yield from _differences("the editor's comments", then, now)


def no_mixture(case: Case) -> Iterator[str]:
    """Accepting all gives texts of the copy and texts of the new build, nothing between the two; and such notes."""
    known = [*(line.full for line in case.kept_lines), *accepted(case.new)]
    texts = {squeezed(without_notes(said)) for said in known}
    notes = {squeezed(note) for said in known for note in notes_of(said)}
    for said in [line.full for line in case.result_lines]:
        if squeezed(without_notes(said)) not in texts:
            yield f"a mixture: {said!r} stands neither in the copy nor in the new build"
        yield from (
            f"a mixture: {note!r} is a note of neither" for note in notes_of(said) if squeezed(note) not in notes
        )


def without_notes(said: str) -> str:
    """A line with a sign for each note, and none for the field of the contents; two lines are the same text if these are."""
    return _NOTE.sub("⟦⟧", _CONTENTS.sub("", said))


def notes_of(said: str) -> list[str]:
    """The texts of a line's notes, in order."""
    return _NOTE.findall(said)


# --- the new build ---------------------------------------------------------------------------------------------


def every_change(case: Case) -> Iterator[str]:
    """Each block that is new, changed or gone is told: as a tracked change where the editor left it, else beside."""
    texts = Counter(line.full for line in case.before.values())
    after = Counter(line.full for line in case.after.values())
    then, now = Counter(case.kept), Counter(case.result)
    for name, line in case.before.items():
        fresh = case.after.get(name)
        unsure = texts[line.full] > 1 or after[line.full] > 1 or then[line.full] > 1
        if unsure or not line.full:
            continue
        if fresh is not None and fresh.full == line.full:
            if now[line.full] != then[line.full]:
                yield f"{name} did not change, and stands {now[line.full]} times instead of {then[line.full]}"
            continue
        settled_by_editor = then[fresh.full] if fresh is not None else not _left_of(case, line)
        if not reported(case, name) and not settled_by_editor:
            yield f"{name} changed, and the report does not name it"
        if then[line.full] == 1:
            yield from _followed(case, name, line, fresh)
        elif fresh is not None:
            yield from _said_beside(case, name, line, fresh)
    for name in case.after.keys() - case.before.keys():
        said = case.after[name].full
        if said and after[said] == 1 and now[said] != 1 and not told_in_comment(case, case.after[name]):
            yield f"{name} is new, and stands {now[said]} times: {said!r}"


def _left_of(case: Case, line: Line) -> bool:
    """Whether something of a line stands in the copy: its text, or the word that only this statement has."""
    marks = re.findall(r"r\d+k\d", line.full.casefold())
    return line.full in case.kept or any(mark in said.casefold().split() for said in case.kept for mark in marks)


def _followed(case: Case, name: str, line: Line, fresh: Line | None) -> Iterator[str]:
    """A block that the editor left: the new wording stands once all is accepted, or (looks changed) a comment says it."""
    now = Counter(case.result)
    gone = now[line.full] == 0
    if fresh is None:
        excused = retouched(case, line) or recast(case, name) or in_edited_row(case, name)
        if not gone and not excused:
            yield f"{name} is no longer chosen, and still stands: {line.full!r}"
        return
    followed = gone and now[fresh.full] >= 1
    excused = retouched(case, line) or recast(case, name) or marked_elsewhere(case, name, line)
    if not followed and not (excused and told_in_comment(case, fresh, line)):
        yield f"{name} changed, and the new wording does not stand: {fresh.full!r}"
    elif not recast(case, name) and f"why {block_of(name)}" not in "".join(one.said for one in case.remarks).casefold():
        yield f"{name} changed, and no comment says why"


def _said_beside(case: Case, name: str, line: Line, fresh: Line) -> Iterator[str]:
    """A block that the editor changed or deleted: a comment says what changed, and nothing is put back.

    A note is a text of its own: one that changed alone may follow in place, as may the text above a note of the editor's.
    """
    kept = [without_notes(said) for said in case.kept]
    result = [without_notes(said) for said in case.result]
    old, new = without_notes(line.full), without_notes(fresh.full)
    if old == new:
        yield from _notes_beside(case, name, line, fresh)
        return
    if new in kept:
        return
    if old not in kept and new in result:
        yield f"{name} was edited or deleted, and the new wording stands in the text: {fresh.full!r}"
    elif new not in result and not told_in_comment(case, fresh, line):
        yield f"{name} changed where the editor did too, and no comment says {fresh.full!r}"


def _notes_beside(case: Case, name: str, line: Line, fresh: Line) -> Iterator[str]:
    """Notes that changed under a text that did not: each follows, or a comment says it where the editor's note stands.

    Of a note that the editor deleted the report alone may tell.
    """
    shown = {squeezed(note) for said in case.result for note in notes_of(said)}
    kept = [note for said in case.kept for note in notes_of(said)]
    for note in set(notes_of(fresh.full)) - set(notes_of(line.full)):
        mark = note.split()[0]
        there = any(mark in one.split() for one in kept) and re.fullmatch(r"r\d+m\d", mark)
        told = squeezed(note) in shown or any(squeezed(note) in squeezed(one.said) for one in case.remarks)
        if there and not told:
            yield f"{name} has a new note where the editor changed it, and nothing says {note!r}"


def told_in_comment(case: Case, fresh: Line, line: Line | None = None) -> bool:
    """Whether a comment of ours carries the wording, if it is not that of *line*, and the text of each note it has not."""
    known = {line.text, *notes_of(line.full)} if line is not None else set()
    wanted = [squeezed(said) for said in (fresh.text, *notes_of(fresh.full)) if said not in known]
    return any(all(piece in squeezed(one.said) for piece in wanted) for one in case.remarks)


def in_place(case: Case) -> Iterator[str]:
    """A copy that nobody edited becomes the new build; a new block stands between its neighbours where they stand."""
    if seen(case.copy, spared) == seen(case.base, spared):
        yield from _differences("accepting all of an untouched copy", seen(case.new, accept), seen(case.made, accept))
        return
    order = [name for name in case.after if name in case.before]
    if order != [name for name in case.before if name in case.after]:
        return
    said_before = [line.full for line in case.before.values() if case.kept.count(line.full) == 1]
    if said_before != [said for said in case.kept if said in set(said_before)]:
        return  # the editor has another order: where a block belongs in it is for the merge to say
    names = list(case.after)
    for place, name in enumerate(names[1:-1], 1):
        before, after = (case.after[names[place + step]].full for step in (-1, 1))
        said = case.after[name].full
        if name in case.before or any(case.result.count(one) != 1 for one in (before, said, after)):
            continue
        together = before in case.kept and case.kept[case.kept.index(before) + 1 :][:1] == [after]
        if together and not case.result.index(before) < case.result.index(said) < case.result.index(after):
            yield f"{name} is new and does not stand between its neighbours"


def halves(case: Case) -> Iterator[str]:
    """Nothing comes between the two halves of a block that an editor split."""
    whole_ones = {line.full for line in case.before.values()} - set(case.kept)
    for one, other in pairwise(case.kept):
        split = one.strip() and other.strip() and one + other in whole_ones
        if split and case.result.count(one) == 1 and one in case.result[:-1]:
            following = case.result[case.result.index(one) + 1]
            if following != other and other in case.result:
                yield f"{following!r} stands between {one!r} and {other!r}"


# --- the file ----------------------------------------------------------------------------------------------


def ordered_as_found(case: Case) -> Iterator[str]:
    """The file is as it should be, but for what was wrong with the copy already."""
    found = {*notes_in_order(case.copy), *whole(case.copy), *outside(case.copy)}
    wrongs = (*notes_in_order(case.made), *whole(case.made), *outside(case.made))
    yield from (wrong for wrong in wrongs if wrong not in found)


def beside_its_own(case: Case) -> Iterator[str]:
    """A statement's word (``r12k0``) stands in one paragraph with that of its note (``r12m0``), unless an editor parted them."""
    parted = {(without_notes(said), note.split()[0]) for said in case.kept for note in notes_of(said) if note.split()}
    for said in case.result:
        for mark in re.findall(r"⟦(r\d+m\d)\b", said):
            there = mark.replace("m", "k") in said.lower() or (without_notes(said), mark) in parted
            if not there:
                yield f"the note {mark} does not stand beside its own statement: {said!r}"


# --- telling ---------------------------------------------------------------------------------------------------


def squeezed(said: str) -> str:
    """Words with one space between them: how many there are is nobody's statement."""
    return " ".join(said.split())


def _differences(what: str, then: Sequence[object], now: Sequence[object]) -> Iterator[str]:
    if list(then) == list(now):
        return
    for place, (one, other) in enumerate(zip(then, now, strict=False)):
        if one != other:
            yield f"{what}: at {place} stands {other!r} instead of {one!r}"
            return
    longer, which = (then, "missing") if len(then) > len(now) else (now, "too much")
    yield f"{what}: {which} {list(longer[min(len(then), len(now)) :])[:3]!r}"
