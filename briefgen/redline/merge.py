"""The redline: a new build as tracked changes and comments on the editor's copy.

Each block is decided by itself, from its base (the last build), the copy and the new build; the editor's words and the
build's are never mixed. What earlier redlines left pending in a block that no editor touched is taken back first, so
that there is one tracked change from the editor's words to the newest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.errors import DocumentError
from briefgen.redline.blocks import go_over
from briefgen.redline.bringing import Bringer
from briefgen.redline.check import check
from briefgen.redline.comments import Comments
from briefgen.redline.deleted import go_over_deleted
from briefgen.redline.ends import give_back, lend
from briefgen.redline.making import Maker
from briefgen.redline.notebook import NoteBook, settle
from briefgen.redline.package import Package
from briefgen.redline.pairing import Pairing, paired
from briefgen.redline.placing import Places
from briefgen.redline.remembered import earlier_comments, remember
from briefgen.redline.repeats import set_repeats
from briefgen.redline.restyle import continue_lists, restyle
from briefgen.redline.revisions import Tracker, last_id
from briefgen.redline.signed import Signatures
from briefgen.redline.spared import spare
from briefgen.redline.story import NOTES, Line, Story, by_id, note_key, opened
from briefgen.redline.tables import Tables, tables_of
from briefgen.redline.work import BlockOutcome, Work
from briefgen.writers._word.bookmarks import bookmark_name

__all__ = ["BlockOutcome", "DocumentError", "Redlined", "redline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Redlined:
    """The DOCX to deliver, and what became of each block.

    ``changed`` is False where the new build changes nothing in the copy: ``content`` is then the copy's own text with
    the receipt of the new build.
    """

    content: bytes
    blocks: tuple[BlockOutcome, ...]
    changed: bool = True


def redline(base: bytes, copy: bytes, new: bytes, *, causes: Mapping[str, str], author: str, date: str) -> Redlined:
    """The editor's *copy* of the build *base*, with what the build *new* changes as tracked changes by *author*.

    All three are DOCX files, *base* and *new* our own. *causes* are half sentences by block id that say which change
    of the corpus made a block change; *date* (ISO 8601, ``2026-01-15T12:00:00Z``) dates tracked changes and comments,
    empty leaves them undated.

    Raises DocumentError where the copy cannot be understood, or where a word of the editor's would be lost.
    """
    before, will = opened(base), opened(new)
    signatures = Signatures(author=author, date=date)
    mine = opened(copy, before.colours, signatures.hold)
    work = _work(before, mine, will, causes, signatures)
    called = {note_key(unit) for line in mine.lines for unit in line.units if unit.kind == "call"}
    maker = Maker(mine=mine, new=will, bringer=work.bringer, tracker=work.tracker)
    tables = Tables(
        work=work,
        maker=maker,
        old=tables_of(before, work.old.items()),
        will=tables_of(will, work.will.items()),
    )
    joined = give_back(mine.document, author)
    continue_lists(work)
    spare(work)
    tables.go_over()
    go_over(work)
    Places(work=work, maker=maker, tables=tables).go_over()
    restyle(work)
    go_over_deleted(work)
    set_repeats(work)
    settle(work.package, called)
    work.comments.keep_off_notes()
    lend(mine.document, work.tracker, joined)
    changed = bool(work.package.touched)
    work.package.set_receipt(will)
    signatures.give_back(mine)
    remember(work, signatures.to_remember(mine))
    content = work.package.content()
    check(base, copy, content, signatures.names)
    return Redlined(content=content, blocks=_outcomes(work), changed=changed)


def _work(before: Story, mine: Story, will: Story, causes: Mapping[str, str], signatures: Signatures) -> Work:
    tracker = Tracker(author=signatures.author, date=signatures.date)
    pairing = paired(before, mine)
    old, new = by_id(before), by_id(will)
    package = Package(story=mine)
    roots = [mine.document, *(mine.root(mine.note_part(kind)) for kind in NOTES if mine.note_part(kind))]
    tracker.last = last_id(roots)
    notebook = NoteBook(package=package, before=before, new=will, tracker=tracker)
    bringer = Bringer(package=package, new=will, call=notebook.bring)
    notebook.bringer = bringer
    return Work(
        before=before,
        mine=mine,
        new=will,
        old=old,
        will=new,
        kept={**_former(mine, old, new, pairing), **pairing.lines},
        pairing=pairing,
        package=package,
        tracker=tracker,
        bringer=bringer,
        notebook=notebook,
        comments=Comments(
            package=package,
            author=tracker.author,
            date=tracker.date,
            names=signatures.names,
            earlier=earlier_comments(mine),
        ),
        causes=causes,
    )


def _former(
    mine: Story, old: Mapping[str, Line], new: Mapping[str, Line], pairing: Pairing
) -> dict[str, tuple[Line, ...]]:
    """Paragraphs of blocks that the base does not have and the new build has again: an editor or a redline kept them."""
    taken = {id(line) for lines in pairing.lines.values() for line in lines}
    names = {bookmark_name(identity): identity for identity in new if identity not in old}
    found: dict[str, tuple[Line, ...]] = {}
    for line in mine.lines:
        if id(line) not in taken:
            for mark in line.marks:
                if mark in names:
                    found.setdefault(names[mark], (line,))
    return found


def _outcomes(work: Work) -> tuple[BlockOutcome, ...]:
    order = {identity: place for place, identity in enumerate([*work.will, *work.old])}
    return tuple(sorted(work.outcomes.values(), key=lambda one: order.get(one.id, len(order))))
