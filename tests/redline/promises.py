"""What a redline promises, held against base, copy, new build and result by reading alone.

Every check gives back sentences about what is wrong; none is empty-handed by construction: ``test_promises.py`` shows
each of them finding what it is for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from tests.redline.editing import OURS
from tests.redline.package import KINDS, Docx, Element, find, q, rels_of
from tests.redline.reading import (
    Comment,
    Line,
    accepted,
    calls,
    comments,
    heads,
    lines,
    note_texts,
    rejected,
    tokens,
)
from tests.redline.revisions import by, settled

#: Families of ids that must be told apart within a document (ECMA-376 Part 1, 17.13).
_ANNOTATIONS = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "bookmarkStart", "moveFromRangeStart",
                "moveToRangeStart")  # fmt: skip


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
    def kept(self) -> list[str]:
        """The editor's copy with every change in it accepted."""
        return accepted(self.copy)

    @cached_property
    def result(self) -> list[str]:
        """The result with every change in it accepted."""
        return accepted(self.made)

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
    yield from _differences("the editor's words, accepted", tokens(case.kept), tokens(case.result))
    then, now = (tokens(lines_said(content)) for content in (case.copy, case.made))
    yield from _differences("the editor's words, ours accepted", then, now)


def lines_said(content: bytes) -> list[str]:
    """What is said once ours is accepted, the editor's own deletions too."""
    return [line.full for line in lines(settled(content, by(OURS, decision=True)), tracked=True)]


def remarks_kept(case: Case) -> Iterator[str]:
    """The editor's comments are there, each about the same words."""
    then, now = (
        [one for one in comments(settled(content, by(OURS, decision=False))) if one.author != OURS]
        for content in (case.copy, case.made)
    )
    yield from _differences("the editor's comments", then, now)


def no_mixture(case: Case) -> Iterator[str]:
    """Accepting all gives lines of the copy and lines of the new build, and nothing between the two."""
    known = {squeezed(said) for said in [*case.kept, *accepted(case.new)]}
    for said in case.result:
        if squeezed(said) not in known:
            yield f"a mixture: {said!r} stands neither in the copy nor in the new build"


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
        intact = then[line.full] == 1
        if fresh is not None and fresh.full == line.full:
            if now[line.full] != then[line.full]:
                yield f"{name} did not change, and stands {now[line.full]} times instead of {then[line.full]}"
        elif intact:
            yield from _followed(case, name, line, fresh)
        else:
            yield from _said_beside(case, name, line, fresh)
    for name in case.after.keys() - case.before.keys():
        said = case.after[name].full
        if said and after[said] == 1 and now[said] != 1 and not told_in_comment(case, case.after[name]):
            yield f"{name} is new, and stands {now[said]} times: {said!r}"


def _followed(case: Case, name: str, line: Line, fresh: Line | None) -> Iterator[str]:
    """A block that the editor left: the new wording stands once all is accepted, or (looks changed) a comment says it."""
    now = Counter(case.result)
    gone = now[line.full] == 0
    if fresh is None:
        if not gone and not (_retouched(case, line) and block_of(name) in case.told):
            yield f"{name} is no longer chosen, and still stands: {line.full!r}"
    elif not (gone and now[fresh.full] >= 1) and not (_retouched(case, line) and told_in_comment(case, fresh)):
        yield f"{name} changed, and the new wording does not stand: {fresh.full!r}"
    if block_of(name) not in case.told:
        yield f"{name} changed, and the report does not name it"


def _retouched(case: Case, line: Line) -> bool:
    """Whether the editor changed how a line looks or where it stands, and not what it says."""
    return line not in lines(settled(case.copy, by(OURS, decision=True)), tracked=True)


def _said_beside(case: Case, name: str, line: Line, fresh: Line | None) -> Iterator[str]:
    """A block that the editor changed or deleted: a comment says what changed, and nothing is put back."""
    then, now = Counter(case.kept), Counter(case.result)
    if block_of(name) not in case.told:
        yield f"{name} changed where the editor did too, and the report does not name it"
    if fresh is None or then[fresh.full]:
        return
    if now[fresh.full]:
        yield f"{name} was edited or deleted, and the new wording stands in the text: {fresh.full!r}"
    elif not told_in_comment(case, fresh):
        yield f"{name} changed where the editor did too, and no comment says {fresh.full!r}"


def told_in_comment(case: Case, fresh: Line) -> bool:
    """Whether a comment of ours carries the wording, the text of its notes included."""
    wanted = [squeezed(fresh.text), *(squeezed(note) for note in re.findall("⟦([^⟧]*)⟧", fresh.full))]
    return any(all(piece in squeezed(one.said) for piece in wanted) for one in case.remarks)


def in_place(case: Case) -> Iterator[str]:
    """A copy that nobody edited becomes the new build; a new block stands between its neighbours where they stand."""
    if case.kept == accepted(case.base) == rejected(case.copy):
        yield from _differences("accepting all of an untouched copy", accepted(case.new), case.result)
        return
    order = [name for name in case.after if name in case.before]
    if order != [name for name in case.before if name in case.after]:
        return
    names = list(case.after)
    for place, name in enumerate(names[1:-1], 1):
        before, after = (case.after[names[place + step]].full for step in (-1, 1))
        said = case.after[name].full
        if name in case.before or any(case.result.count(one) != 1 for one in (before, said, after)):
            continue
        together = before in case.kept and case.kept[case.kept.index(before) + 1 :][:1] == [after]
        if together and not case.result.index(before) < case.result.index(said) < case.result.index(after):
            yield f"{name} is new and does not stand between its neighbours"


# --- the file --------------------------------------------------------------------------------------------------


def ordered_as_found(case: Case) -> Iterator[str]:
    """The file is as it should be, but for what was wrong with the copy already."""
    found = {*notes_in_order(case.copy), *whole(case.copy)}
    yield from (wrong for wrong in (*notes_in_order(case.made), *whole(case.made)) if wrong not in found)


def notes_in_order(made: bytes) -> Iterator[str]:
    """Ids of notes ascend with their calls, each is called once, and none lies there that nothing calls."""
    docx = Docx(made)
    for kind in KINDS:
        called = [int(number) for of, number in calls(docx) if of == kind]
        if called != sorted(set(called)):
            yield f"the ids of {kind}s do not ascend: {called}"
        root = docx.notes(kind)
        there = (
            [int(note.get(q("w:id"), "")) for note in root if note.get(q("w:type")) in (None, "normal")]
            if root is not None
            else []
        )
        if sorted(there) != sorted(called):
            yield f"{kind}s {there} are there and {called} are called"
    for kind, number in calls(docx):
        if (kind, number) not in note_texts(docx):
            yield f"{kind} {number} has no text"


def beside_its_own(case: Case) -> Iterator[str]:
    """A statement's word (``r12k0``) stands in one paragraph with that of its note (``r12m0``), unless an editor parted them."""
    for said in case.result:
        for mark in re.findall(r"⟦(r\d+m\d)\b", said):
            if mark.replace("m", "k") not in said.lower() and said not in case.kept:
                yield f"the note {mark} does not stand beside its own statement: {said!r}"


def whole(made: bytes) -> Iterator[str]:
    """Ids are told apart, ranges begin and end, each part has its type and each relationship its target."""
    docx = Docx(made)
    if len(docx.names) != len(set(docx.names)):
        yield "a part stands twice in the zip"
    yield from _ids(docx)
    yield from _ranges(docx)
    yield from _relationships(docx)


def _ids(docx: Docx) -> Iterator[str]:
    path = " | ".join(f".//w:{name}/@w:id" for name in _ANNOTATIONS)
    seen = Counter(find(docx.tree(), path))
    yield from (f"the id {number} stands {times} times" for number, times in seen.items() if times > 1)
    named = Counter(find(docx.tree(), ".//w:bookmarkStart/@w:name"))
    yield from (f"the bookmark {name} stands {times} times" for name, times in named.items() if times > 1)


def _ranges(docx: Docx) -> Iterator[str]:
    name = docx.related("comments")
    there = Counter(find(docx.tree(name), "w:comment/@w:id")) if name else Counter()
    for what in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        anchored = Counter(find(docx.body, f".//w:{what}/@w:id"))
        if anchored != there:
            yield f"{what} {dict(anchored)} do not fit the comments {dict(there)}"
    for family in ("bookmark", "moveFromRange", "moveToRange", "commentRange"):
        open_ones: set[str] = set()
        for entry in find(docx.body, f".//w:{family}Start | .//w:{family}End"):
            number = entry.get(q("w:id"))
            if entry.tag.endswith("Start"):
                open_ones.add(number)
            elif number in open_ones:
                open_ones.remove(number)
            else:
                yield f"{family} {number} ends before it begins"
        yield from (f"{family} {number} does not end" for number in sorted(open_ones))


def _relationships(docx: Docx) -> Iterator[str]:
    types = docx.tree("[Content_Types].xml")
    overrides = set(find(types, "ct:Override/@PartName"))
    defaults = {said.lower() for said in find(types, "ct:Default/@Extension")}
    for name in docx.names:
        known = f"/{name}" in overrides or name.rpartition(".")[2].lower() in defaults
        if name != "[Content_Types].xml" and not known:
            yield f"the part {name} has no content type"
    yield from (f"{part} has a content type and is not there" for part in overrides if part[1:] not in docx)
    for name in [name for name in docx.names if name.endswith(".xml") and not name.startswith("[")]:
        known = dict(docx.relations(name))
        used = set(find(docx.tree(name), "//@r:id | //@r:embed | //@r:link"))
        yield from (
            f"{name} names the relationship {number}, which is not there" for number in sorted(used - set(known))
        )
        outside = {entry.get("Id") for entry in _external(docx, name)}
        for number, target in known.items():
            if number not in outside and target not in docx:
                yield f"the relationship {number} of {name} leads to {target}, which is not there"


def _external(docx: Docx, name: str) -> list[Element]:
    rels = rels_of(name)
    return find(docx.tree(rels), "*[@TargetMode='External']") if rels in docx else []


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
