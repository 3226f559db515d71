"""The two sides of a difference: any two kept builds, or a kept one and the brief as it would be now."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.build.desk.briefs import Named
from briefgen.build.differences.changes import Changes, compare
from briefgen.build.differences.signature import signature
from briefgen.build.differences.state import State, state_of, state_of_kept
from briefgen.build.history.kept import Kept, kept, kept_document
from briefgen.build.making.compute import Computed, Tell, compute
from briefgen.errors import DocumentError, OutputError, Place, Problem
from briefgen.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed from one build to another (``None``: as it would be now), and both themselves.

    ``as_of`` is the date that the later one stands at.
    """

    workspace: Workspace
    changes: Changes
    before: Kept
    after: Kept | Computed
    as_of: str

    def tracked(self) -> bytes:
        """The earlier build's DOCX with the difference as tracked changes, signed and dated as ``redline:`` says.

        Raises DocumentError where one of the builds has no DOCX; TemplateError where it cannot be written now.
        """
        from briefgen.redline import redline  # lazy: a difference in words needs no Word library

        base, new = _document(self.workspace, self.before), self._new()
        author, date = signature(self.workspace, self.as_of)
        return redline(base, base, new, causes=self.changes.causes, author=author, date=date).content

    def _new(self) -> bytes:
        if isinstance(self.after, Kept):
            return _document(self.workspace, self.after)
        from briefgen.writers import writer  # lazy, as above

        return writer("docx").write(self.after.brief, self.after.style)


def difference(workspace: Workspace, named: Named, start: int = 0, end: int = 0, *, tell: Tell) -> Difference:
    """What changed in a brief from the kept build *start* (0: the newest) to *end* (0: as it would be now).

    Raises OutputError where there is no such build or it is damaged; what computing a brief raises.
    """
    builds = kept(workspace, named)
    before = _find(named, builds, start)
    after: Kept | Computed
    if end:
        after = _find(named, builds, end)
        states: tuple[State, State] = (state_of_kept(workspace, before), state_of_kept(workspace, after))
    else:
        after = compute(workspace, named, ("docx",), tell)
        states = (state_of_kept(workspace, before), state_of(after))
    as_of = states[1].brief.as_of
    return Difference(workspace=workspace, changes=compare(*states), before=before, after=after, as_of=as_of)


def _find(named: Named, builds: tuple[Kept, ...], number: int) -> Kept:
    if not builds:
        raise OutputError(
            Problem(f"no build of {named.id} is kept yet", f"build it first: briefgen build {named.id}", None)
        )
    found = next((one for one in builds if one.number == number), builds[-1] if not number else None)
    if found is None:
        known = ", ".join(str(one.number) for one in builds)
        raise OutputError(Problem(f"no build {number} of {named.id} is kept", f"there are: {known}", None))
    return found


def _document(workspace: Workspace, build: Kept) -> bytes:
    content = kept_document(workspace, build)
    if content is None:
        raise DocumentError(
            Problem(
                f"build {build.number} has no DOCX, or it is damaged",
                f"'briefgen history {build.named.id}' says what each build wrote: name another",
                Place(build.folder),
            )
        )
    return content
