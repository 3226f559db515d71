"""What a redline promises, held against base, copy, new build and result by reading alone.

Every check gives back sentences about what is wrong; none is empty-handed by construction: ``test_promises.py`` shows
each of them finding what it is for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tests.redline.contents import outside
from tests.redline.editing import OURS
from tests.redline.package import Docx, Element, find, q
from tests.redline.reading import (
    Comment,
    Line,
    accepted,
    comments,
    heads,
    lines,
    rejected,
    tokens,
    view,
)
from tests.redline.revisions import Decide, accept, by, reject, settled
from tests.redline.wholeness import notes_in_order, whole

_NOTE = re.compile("⟦(?!picture |field )([^⟧]*)⟧")
#: The field of the contents begins in the first entry, whichever that is (see :mod:`tests.redline.contents`).
_CONTENTS = re.compile("⟦field TOC [^⟧]*⟧")
#: What may be reported as a whole: the beginnings of ids in it, as :mod:`tests.redline.shelves` makes them.
_WITHIN = {"figures": ("figure-",), "recommendations": ("rec-", "actor-")}


@dataclass(frozen=True)
class Case:
    """A redline: what it was made from and what it became. ``told`` are the ids of blocks that its report names."""

    base: bytes
    copy: bytes
    new: bytes
    made: bytes
    told: frozenset[str]

    @cached_property
    def before(self) -> dict[str, Line]:
        return leaves(self.base)

    @cached_property
    def after(self) -> dict[str, Line]:
        return leaves(self.new)

    @cached_property
    def kept_lines(self) -> list[Line]:
        """The editor's copy with our changes accepted and the editor's own left as they are.

        What the editor wrote into a text of ours that is struck stands by itself: its end does not go, nor its row.
        """
        return view(self.copy, spared)

    @cached_property
    def result_lines(self) -> list[Line]:
        """The result with our changes accepted and the editor's own left as they are."""
        return view(self.made, by(OURS, decision=True))

    @cached_property
    def kept(self) -> list[str]:
        """What the copy says so, apart from the table of contents, which repeats its headings."""
        return [line.full for line in self.kept_lines if line.place != "control"]

    @cached_property
    def result(self) -> list[str]:
        """What the result says so, apart from the table of contents."""
        return [line.full for line in self.result_lines if line.place != "control"]

    @cached_property
    def remarks(self) -> list[Comment]:
        """Our comments in the result."""
        return [one for one in comments(Docx(self.made)) if one.author == OURS]


def leaves(content: bytes) -> dict[str, Line]:
    """The lines of a build of ours by the innermost bookmark of each."""
    docx = Docx(content)
    found: dict[str, Line] = {}
    for paragraph, line in zip(docx.body.iter(q("w:p")), lines(docx), strict=True):
        names = [name for name in find(paragraph, "w:bookmarkStart/@w:name") if name.startswith("_bg_")]
        if names:
            found[names[-1]] = line
    return found


@lru_cache(maxsize=32)
def rows(content: bytes) -> tuple[frozenset[str], ...]:
    """The bookmarks of each table row of a build of ours."""
    found = Docx(content).body.iter(q("w:tr"))
    return tuple(frozenset(find(row, ".//w:bookmarkStart/@w:name")) & leaves(content).keys() for row in found)


@lru_cache(maxsize=32)
def bookmarked(content: bytes) -> dict[str, set[str]]:
    """What each bookmark of ours stands at in a copy, our changes accepted: a bookmark that was copied stands twice."""
    docx = settled(content, by(OURS, decision=True))
    found: dict[str, set[str]] = {}
    for paragraph, line in zip(docx.body.iter(q("w:p")), lines(docx), strict=True):
        for name in find(paragraph, "w:bookmarkStart/@w:name"):
            found.setdefault(name, set()).add(line.full)
    return found


def block_of(bookmark: str) -> str:
    """The id of the block that a bookmark stands for, where the name is not shortened."""
    return bookmark.removeprefix("_bg_").replace("_", "-")


def broken(case: Case) -> list[str]:
    """All that is wrong with a redline."""
    return [*rejecting(case), *words_kept(case), *no_mixture(case), *every_change(case), *in_place(case),
            *remarks_kept(case), *beside_its_own(case), *ordered_as_found(case)]  # fmt: skip


# --- the editor's copy -----------------------------------------------------------------------------------------


def rejecting(case: Case) -> Iterator[str]:
    """Rejecting ours gives the copy: text, notes, looks, places and the editor's own changes; rejecting all, its text."""
    without = [settled(content, by(OURS, decision=False)) for content in (case.copy, case.made)]
    then, now = (lines(docx, tracked=True) for docx in without)
    yield from _differences("rejecting ours", then, now)
    yield from _differences("rejecting all", rejected(case.copy), rejected(case.made))
    yield from _differences("headers and footers", heads(without[0]), heads(without[1]))


def words_kept(case: Case) -> Iterator[str]:
    """Every word of the editor's stands in the result as often as in the copy, in the same order."""
    then = tokens([line.full for line in view(case.copy, lambda change: spared(change) is not False)])
    yield from _differences("the editor's words, accepted", then, tokens(accepted(case.made)))
    then, now = tokens(lines_said(case.copy, spared)), tokens(lines_said(case.made, by(OURS, decision=True)))
    yield from _differences("the editor's words, ours accepted", then, now)


def lines_said(content: bytes, decide: Decide) -> list[str]:
    """What is said once ours is decided so, the editor's own deletions too."""
    return [line.full for line in lines(settled(content, decide), tracked=True)]


def spared(change: Element) -> bool | None:
    """Ours accepted, but for the struck end of a paragraph, or the struck row, in which words of the editor's stand.

    Asked once the text is decided: what is left of a text that was struck is the editor's.
    """
    owner = change.getparent()
    if change.get(q("w:author")) != OURS or owner is None:
        return None
    around = next(owner.iterancestors(q("w:tr") if owner.tag == q("w:trPr") else q("w:p")), None)
    is_mark = change.tag == q("w:del") and owner.tag in (q("w:rPr"), q("w:trPr")) and around is not None
    path = ".//w:t[normalize-space()] | .//w:drawing | .//w:footnoteReference | .//w:endnoteReference"
    going = "ancestor::w:del or ancestor::w:moveFrom"
    return not (is_mark and find(around, f"({path})[not({going})]"))


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
        if not _reported(case, name) and not settled_by_editor:
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


def _reported(case: Case, name: str) -> bool:
    """Whether the report names a block, or the row, card or table that it stands in."""
    block = block_of(name)
    return any(block == one or block.startswith((f"{one}-", *_WITHIN.get(one, ()))) for one in case.told)


def _followed(case: Case, name: str, line: Line, fresh: Line | None) -> Iterator[str]:
    """A block that the editor left: the new wording stands once all is accepted, or (looks changed) a comment says it."""
    now = Counter(case.result)
    gone = now[line.full] == 0
    if fresh is None:
        excused = _retouched(case, line) or _recast(case, name) or _in_edited_row(case, name)
        if not gone and not excused:
            yield f"{name} is no longer chosen, and still stands: {line.full!r}"
        return
    followed = gone and now[fresh.full] >= 1
    excused = _retouched(case, line) or _recast(case, name) or _marked_elsewhere(case, name, line)
    if not followed and not (excused and told_in_comment(case, fresh, line)):
        yield f"{name} changed, and the new wording does not stand: {fresh.full!r}"
    elif (
        not _recast(case, name) and f"why {block_of(name)}" not in "".join(one.said for one in case.remarks).casefold()
    ):
        yield f"{name} changed, and no comment says why"


def _retouched(case: Case, line: Line) -> bool:
    """Whether the editor changed how a line looks or where it stands, and not what it says."""
    return line not in lines(settled(case.copy, by(OURS, decision=True)), tracked=True)


def _in_edited_row(case: Case, name: str) -> bool:
    """Whether a block stands in a table row of which the editor changed something: a row goes as a whole or not at all."""
    row = next((row for row in rows(case.base) if name in row), frozenset())
    return any(case.kept.count(case.before[one].full) != 1 or _retouched(case, case.before[one]) for one in row)


def _marked_elsewhere(case: Case, name: str, line: Line) -> bool:
    """Whether the block's bookmark stands at other words (too) in the copy: it was copied, and one of the two edited."""
    return bookmarked(case.copy).get(name, {line.full}) != {line.full}


def _recast(case: Case, name: str) -> bool:
    """Whether a block stands in the strip of figures, and that has other cards now, or others first: it changes as a whole or not at all."""
    cards = [[one for one in build if one.startswith("_bg_figure_")] for build in (case.before, case.after)]
    return name.startswith("_bg_figure_") and cards[0] != cards[1]


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
    if view(case.copy, accept) == view(case.base, accept) == view(case.copy, reject):
        yield from _differences("accepting all of an untouched copy", accepted(case.new), accepted(case.made))
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
