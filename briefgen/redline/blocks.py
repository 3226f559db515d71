"""The rules, block by block: what the editor did and what the new build wants decide what becomes of a paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.redline.align import same
from briefgen.redline.blocknotes import keep_notes, note_conflict, renew_notes, strange_apart
from briefgen.redline.comments import sentence
from briefgen.redline.ends import own_end
from briefgen.redline.entries import leave_field
from briefgen.redline.properties import take_back
from briefgen.redline.revisions import revert
from briefgen.redline.story import DOCUMENT, ENTRY, note_key
from briefgen.redline.tracked import Item, arranged, replace_content, written
from briefgen.redline.units import Unit, said
from briefgen.redline.words import Step, steps
from briefgen.redline.work import Work, calls, content
from briefgen.writers._word.xml import Element, detach, qualified


def go_over(work: Work) -> None:
    """Bring each block that stands in the copy, and that rows and tables have not dealt with, to the new build."""
    for identity in [*work.will, *(one for one in work.old if one not in work.will)]:
        if identity in work.handled:
            continue
        standing = work.standing(identity)
        if standing.now is None and standing.plain is None:
            continue
        if identity not in work.will:
            _leave_or_remove(work, identity)
        elif standing.pristine:
            _renew(work, identity)
        elif standing.now is not None:
            _keep(work, identity)


def _renew(work: Work, identity: str) -> None:
    """A block that no editor touched: the new wording, as tracked changes."""
    standing, new = work.standing(identity), work.will[identity]
    old = work.old[identity].units if identity in work.old else ()
    if same(old, new.units):
        renew_notes(work, identity, list(zip(calls(standing.now or ()), calls(old), calls(new.units), strict=False)))
        return
    paragraph = work.kept[identity][0].element
    plan = steps(content(standing.now or ()), content(new.units))
    if _loses_note(work, identity, plan):
        _conflict(work, identity)
        return
    pairs = reword(work, identity, paragraph)
    for mine, base, wanted in pairs:
        if work.notebook.merge(mine, base, wanted) == "conflict":
            note_conflict(work, identity, mine, wanted)
    if not identity.startswith(ENTRY):
        work.comments.say(paragraph, [sentence(work.cause(identity))])
    work.tell(identity, "reworded", "reworded as a tracked change", work.cause(identity))


def reword(work: Work, identity: str, paragraph: Element) -> list[tuple[Unit, Unit, Unit]]:
    """Write a block's new wording into its paragraph as tracked changes; the notes that stay called.

    Each note as its calls in the copy, the base and the new build.
    """
    new = work.will[identity].units
    work.package.touched.add(DOCUMENT)
    work.comments.withdraw(paragraph)
    before = calls(work.standing(identity).now or ())
    bases = calls(work.old[identity].units) if identity in work.old else []
    partner = {unit.key: base for unit, base in zip(before, bases, strict=False)}
    tracked = own_end(paragraph, work.author) is not None
    revert(paragraph, work.author)
    if tracked:  # it is a pending insertion
        work.tracker.mark_paragraph(paragraph, "w:ins")
    units = strange_apart(work, work.read(paragraph), set(partner), new)
    now = content(units)
    plan = steps(now, content(new))
    wanted = content(new)
    kept: list[tuple[Unit, Unit, Unit]] = []
    for step in plan:
        if step.same:
            for one, other in zip(step.old, step.new, strict=True):
                mine = now[one]
                if mine.kind == "call" and mine.key in partner:
                    kept.append((mine, partner[mine.key], wanted[other]))
                elif mine.kind == "call":  # it was deleted in an earlier redline, and is called again
                    work.notebook.renew(mine, wanted[other])
    replace_content(paragraph, written(arranged(units, _brought(work, wanted, plan), plan), work.tracker))
    return kept


def _brought(work: Work, wanted: Sequence[Unit], plan: Sequence[Step]) -> list[Unit]:
    """The new units fit for the copy; those that stand there already are not brought."""
    made = list(wanted)
    for step in plan:
        if not step.same:
            made[step.new.start : step.new.stop] = work.bringer.units(wanted[step.new.start : step.new.stop])
    return made


def _loses_note(work: Work, identity: str, plan: Sequence[Step]) -> bool:
    """Whether a note that the editor changed would go: with its call, or with an insertion of ours that is taken back."""
    if work.notes_pristine(identity):
        return False
    units = content(work.standing(identity).now or ())
    kept = {place for step in plan if step.same for place in step.old}
    return any(
        unit.kind == "call" and (place not in kept or any(one.author == work.author for one in unit.revisions))
        for place, unit in enumerate(units)
    )


def _keep(work: Work, identity: str) -> None:
    """A block that the editor changed: it stays; where the build changed it too, a comment says how."""
    standing, new = work.standing(identity), work.will[identity].units
    old = work.old[identity].units if identity in work.old else ()
    now = standing.now or ()
    if same(old, new):  # first, for its notes may be worded otherwise where its words are the same on all sides
        keep_notes(work, identity)
    elif same(now, new):
        for mine, wanted in zip(calls(now), calls(new), strict=False):
            work.notebook.known.setdefault(note_key(wanted), note_key(mine))
            if work.notebook.texts([mine], work.mine) != work.notebook.texts([wanted], work.new):
                note_conflict(work, identity, mine, wanted)
        if identity not in work.outcomes:
            work.tell(identity, "kept", "the editor's text stays; it says what the new build says")
    else:
        _conflict(work, identity)


def _conflict(work: Work, identity: str) -> None:
    """Both changed it: the editor's text stays, and a comment tells the new wording and why."""
    paragraph = work.element(identity)
    cause = work.cause(identity)
    if paragraph is not None and not identity.startswith(ENTRY):
        old = work.old.get(identity)
        was = [f"Wording of the last build: {said(old.units)}"] if old is not None else []
        first = f"You changed this text, and the new build has another wording for it: {cause}. Your text stays."
        work.comments.withdraw(paragraph)
        work.comments.say(paragraph, [first, *work.wording(identity), *was])
    work.tell(identity, "conflict", "the editor's text stays, see the comment", cause)


def _leave_or_remove(work: Work, identity: str) -> None:
    """A block that the new build does not have: a tracked deletion, unless the editor reworded it."""
    standing = work.standing(identity)
    if standing.now is None:
        return
    cause = work.cause(identity)
    paragraph = work.kept[identity][0].element
    if not standing.pristine or not work.notes_pristine(identity):
        if not identity.startswith(ENTRY):
            work.comments.withdraw(paragraph)
            work.comments.say(
                paragraph, [f"The new build no longer has this text: {cause}. You changed it, so it stays."]
            )
        work.tell(identity, "conflict", "no longer in the brief, but the editor changed it: it stays", cause)
        return
    take_out(work, identity)
    work.tell(identity, "removed", "deleted as a tracked change", cause)


def take_out(work: Work, identity: str, *, comment: bool = True) -> None:
    """Delete a block's paragraph as a tracked change; take a pending insertion back."""
    paragraph = work.kept[identity][0].element
    pending = work.pending(identity)
    work.package.touched.add(DOCUMENT)
    work.comments.withdraw(paragraph)
    tracked = own_end(paragraph, work.author) is not None
    revert(paragraph, work.author)
    take_back(paragraph, work.author)
    if pending and tracked and not is_alone(paragraph):
        _rescue_marks(paragraph)
        leave_field(paragraph)
        detach(paragraph)
        return
    if tracked:
        work.tracker.mark_paragraph(paragraph, "w:ins")
    delete_content(work, paragraph)
    if not is_alone(paragraph) and paragraph.find(f"{qualified('w:pPr')}/{qualified('w:sectPr')}") is None:
        work.tracker.mark_paragraph(paragraph, "w:del")
    if comment and not identity.startswith(ENTRY):
        work.comments.say(paragraph, [sentence(f"no longer in the brief: {work.cause(identity)}")])


def delete_content(work: Work, paragraph: Element) -> None:
    """Everything that a paragraph says, as a tracked deletion."""
    units = work.read(paragraph)
    items = [Item("keep" if unit.kind == "mark" else "del", unit) for unit in units]
    replace_content(paragraph, written(items, work.tracker))


def _rescue_marks(paragraph: Element) -> None:
    """Before a paragraph goes, put the ranges and marks of comments in it at the head of the paragraph after it.

    Where none follows they come to the end of the one before.
    """
    following, before = paragraph.getnext(), paragraph.getprevious()
    names = ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")
    found = list(paragraph.iter(*map(qualified, names)))
    runs = [entry.getparent() if entry.tag == qualified("w:commentReference") else entry for entry in found]
    moved = [entry for entry in runs if entry is not None]
    if following is not None and following.tag == qualified("w:p"):
        properties = following.find(qualified("w:pPr"))
        place = 0 if properties is None else following.index(properties) + 1
        following[place:place] = moved
    elif before is not None and before.tag == qualified("w:p"):
        before.extend(moved)


def is_alone(paragraph: Element) -> bool:
    """Whether a paragraph is the only one of a cell, which must have one."""
    parent = paragraph.getparent()
    if parent is None or parent.tag != qualified("w:tc"):
        return False
    return len(parent.findall(qualified("w:p"))) == 1
