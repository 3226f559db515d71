"""The notes of a block that stays: those that its base has too follow the new build, wherever an editor put their calls.

A note is told by what it says: a call that an editor cut out of its paragraph and put elsewhere is found by the words of
its note, if no other note says the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefgen.redline.comments import sentence
from briefgen.redline.story import Story, note_key
from briefgen.redline.units import Unit, accepted
from briefgen.redline.words import steps
from briefgen.redline.work import Work, calls, content
from briefgen.writers._word.xml import qualified

#: A note's calls in the copy, the base and the new build.
NoteCalls = tuple[Unit, Unit, Unit]

#: What a note can become with its block, told in the report.
_NOTE = "a note reworded as a tracked change"


def renew_notes(work: Work, identity: str, notes: Sequence[NoteCalls]) -> None:
    """Bring the notes of a block whose words stay to the new build; comments say why, and what an edited one misses."""
    outcomes = [(work.notebook.merge(mine, base, new), mine, new) for mine, base, new in notes]
    standing = work.standing(identity)
    for outcome, mine, new in outcomes:
        if outcome == "conflict":
            note_conflict(work, identity, mine, new)
    reworded = [(mine, new) for outcome, mine, new in outcomes if outcome == "reworded"]
    if reworded:
        if identity in work.causes:
            wording = [] if standing.pristine else _wording(work, [new for _, new in reworded])
            say_at_call(work, reworded[0][0], [sentence(f"the note was reworded: {work.cause(identity)}"), *wording])
        if identity not in work.outcomes:
            work.tell(identity, "reworded", _NOTE, work.cause(identity))
    elif not any(outcome == "conflict" for outcome, _, _ in outcomes):
        work.tell(identity, *(("untouched", "as it was") if standing.pristine else ("kept", "the editor's text stays")))


def keep_notes(work: Work, identity: str) -> None:
    """Bring the notes of a block that an editor changed to the new build; base and new build say the same in it."""
    now, old, new = work.standing(identity).now or (), work.old[identity].units, work.will[identity].units
    wanted = {base.key: one for base, one in zip(calls(old), calls(new), strict=False)}
    here = partners(work, now, old)
    kept = {base.key for _, base in here}
    elsewhere = _moved(work, [base for base in calls(old) if base.key not in kept and _changed(work, base, wanted)])
    found = [(mine, base, wanted[base.key]) for mine, base in (*here, *elsewhere) if base.key in wanted]
    renew_notes(work, identity, found)
    _tell_lost(work, identity, kept | {base.key for _, base in elsewhere})


def partners(work: Work, now: Sequence[Unit], old: Sequence[Unit]) -> list[tuple[Unit, Unit]]:
    """The calls of a paragraph of the copy with those of its base that call the same note.

    First those whose notes say the same, in order; then those that stand at the same place among the same words.
    """
    mine, base = content(now), content(old)
    named = _named(work, mine, work.mine), _named(work, base, work.before)
    found: dict[int, int] = {}
    for one, other in (named, (mine, base)):
        for step in steps(one, other):
            pairs = zip(step.old, step.new, strict=True) if step.same else ()
            both = [pair for pair in pairs if mine[pair[0]].kind == "call"]
            found |= {a: b for a, b in both if a not in found and b not in found.values()}
    return [(mine[a], base[b]) for a, b in sorted(found.items())]


def _named(work: Work, units: Sequence[Unit], story: Story) -> list[Unit]:
    """Units with each call told by the words of its note."""
    texts = iter(work.notebook.texts(units, story))
    return [replace(unit, kind="object", key=next(texts)) if unit.kind == "call" else unit for unit in units]


def strange_apart(work: Work, units: Sequence[Unit], known: set[str], new: Sequence[Unit]) -> list[Unit]:
    """Units with each call that a redline struck, and whose note *new* does not word so, taken for no call.

    An editor may have written into such a note; where the build calls one again, that is another one. *known* are the
    calls that were not struck.
    """
    wanted = set(work.notebook.texts(new, work.new))
    made: list[Unit] = []
    for unit in units:
        struck = unit.kind == "call" and unit.key not in known
        strange = struck and not wanted & work.notebook.both_texts(unit)
        made.append(replace(unit, kind="object", key=f"struck {unit.key}") if strange else unit)
    return made


def _changed(work: Work, base: Unit, wanted: dict[str, Unit]) -> bool:
    new = wanted.get(base.key)
    return new is not None and work.notebook.texts([base], work.before) != work.notebook.texts([new], work.new)


def _moved(work: Work, lost: Sequence[Unit]) -> list[tuple[Unit, Unit]]:
    """The calls that an editor put elsewhere, each with that of the base; none where two notes say the same."""
    if not lost:
        return []
    if work.strays is None:
        work.strays = _strays(work)
    found: list[tuple[Unit, Unit]] = []
    for base in lost:
        alike = [call for call in work.strays if work.notebook.is_pristine(call, base)]
        if len(alike) == 1:
            found.append((alike[0], base))
    return found


def _strays(work: Work) -> list[Unit]:
    """The calls of the copy that no block has for one of its base's."""
    claimed = {
        note_key(mine)
        for identity, lines in work.kept.items()
        if identity in work.old
        for mine, _ in partners(
            work, [unit for line in lines for unit in accepted(line.units)], work.old[identity].units
        )
    }
    standing = (unit for line in work.mine.lines for unit in calls(accepted(line.units)))
    return [unit for unit in standing if note_key(unit) not in claimed]


def _tell_lost(work: Work, identity: str, kept: set[str]) -> None:
    """Notes that the editor took out, and that the new build words otherwise: a comment has the wording."""
    old, new = calls(work.old[identity].units), calls(work.will[identity].units)
    wanted = {base.key: one for base, one in zip(old, new, strict=False)}
    lost = [wanted[base.key] for base in old if base.key not in kept and _changed(work, base, wanted)]
    paragraph = work.element(identity)
    if not lost or paragraph is None:
        return
    cause = work.cause(identity)
    first = f"A note that you took out here has another wording in the new build: {cause}. It stays out."
    work.comments.say(paragraph, [first, *_wording(work, lost)])
    work.tell(identity, "conflict", "the editor took out a note that changed: it stays out, see the comment", cause)


def _wording(work: Work, notes: Sequence[Unit]) -> list[str]:
    return [f"New wording of the note: {text.strip()}" for text in work.notebook.texts(notes, work.new)]


def note_conflict(work: Work, identity: str, mine: Unit, new: Unit) -> None:
    """A note that the editor changed and the build too: it stays, and a comment at its call has the other wording."""
    cause = work.cause(identity)
    first = f"You changed this note, and the new build has another wording for it: {cause}. Your note stays."
    say_at_call(work, mine, [first, *_wording(work, [new])])
    work.tell(identity, "conflict", "a note was changed by the editor and by the build: the editor's stays", cause)


def say_at_call(work: Work, mine: Unit, paragraphs: Sequence[str]) -> None:
    """A comment on a note, at its call: Word takes none in the note itself."""
    name = str(mine.nodes[0].tag)
    found = next((one for one in work.mine.document.iter(name) if one.get(qualified("w:id")) == mine.key), None)
    run = found.getparent() if found is not None else None
    if run is not None:
        work.comments.withdraw_at(run)
        work.comments.say(run, paragraphs)
