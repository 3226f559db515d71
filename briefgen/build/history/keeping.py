"""Keeping a build in the history of its brief, and letting the oldest go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from briefgen.build.desk.briefs import Named
from briefgen.build.history.facts import asked, missed, used
from briefgen.build.history.kept import (
    BRIEF,
    BUILD,
    RECEIPT,
    Kept,
    Put,
    document_name,
    folder_of,
    kept,
    numbers,
    origin,
    to_bytes,
)
from briefgen.build.history.receipt import Receipt
from briefgen.build.history.receipt import to_bytes as receipt_to_bytes
from briefgen.build.history.storedbrief import to_bytes as brief_to_bytes
from briefgen.build.making.compute import Computed
from briefgen.build.making.deliver import Delivered
from briefgen.workspace import Workspace, digest


def begin(
    workspace: Workspace,
    computed: Computed,
    receipt: Receipt,
    reasons: tuple[str, ...],
    *,
    named: Named,
    document: bytes | None,
) -> Kept:
    """Keep a build before any of its files is put at its place; *document* is its DOCX, where it has one.

    A build that says what the newest kept one says is that one: it is the work of a run that was cut short, or a
    file that got lost is written again. The lock of the brief must be held.

    Raises OutputError where it cannot be written: then nothing is to be put anywhere.
    """
    _sweep(workspace, named)
    before = kept(workspace, named)
    newest = before[-1] if before else None
    seen = digest(document) if document is not None else ""
    if newest is not None and _same(newest, receipt, seen):
        if document is not None and newest.document != seen:
            workspace.write(newest.path(document_name(named)), document)
            newest = replace(newest, document=seen)
            workspace.write(newest.path(BUILD), to_bytes(newest))
        if receipt.outputs.items() - newest.receipt.outputs.items():  # a format that takes longer is made by now
            workspace.write(newest.path(RECEIPT), receipt_to_bytes(receipt))
            newest = replace(newest, receipt=receipt)
        return newest
    build = Kept(
        named=named,
        number=max(numbers(workspace, named), default=0) + 1,
        when=workspace.now().isoformat(timespec="seconds"),
        reasons=reasons,
        receipt=receipt,
        records=used(computed),
        missed=missed(computed),
        asked=asked(computed.config),
        document=seen,
    )
    if document is not None:
        workspace.write(build.path(document_name(named)), document)
    workspace.write(build.path(BRIEF), brief_to_bytes(computed.brief))
    workspace.write(build.path(RECEIPT), receipt_to_bytes(receipt))
    workspace.write(build.path(BUILD), to_bytes(build))
    return build


def end(
    workspace: Workspace, build: Kept, delivered: Mapping[str, Delivered], limit: int, *, resumed: bool = False
) -> None:
    """Note what became of the build's files, and let go of the oldest builds beyond *limit*.

    Where the run finished the work of one that was cut short (*resumed*), a file that it found in place was written
    by that one. Never let go are the builds that the DOCX in the output came from, at its place or beside it.

    Raises OutputError where it cannot be noted.
    """
    put = {name: Put(file=one.file, outcome=one.outcome, beside=one.beside) for name, one in delivered.items()}
    told = {name: one for name, one in put.items() if one.outcome != "unchanged" or name not in build.put}
    if resumed:
        told = {
            name: replace(one, outcome="written") if one.outcome == "unchanged" else one for name, one in told.items()
        }
    if told:
        workspace.write(build.path(BUILD), to_bytes(replace(build, put={**build.put, **told})))
    builds = kept(workspace, build.named)
    spare = builds[: max(0, len(builds) - limit)]
    if not spare:
        return
    needed = {one.number for one in _bases(workspace, builds)}
    for one in spare:
        if one.number not in needed:
            workspace.remove(one.path(BUILD))  # first: from now on it is a folder that was never finished
            workspace.clear(one.folder)


def is_base_missing(workspace: Workspace, named: Named, document: str) -> bool:
    """Whether no kept build has the DOCX of this digest."""
    return all(one.document != document for one in kept(workspace, named))


def _bases(workspace: Workspace, builds: Sequence[Kept]) -> Iterator[Kept]:
    """The builds that some DOCX in the output came from."""
    named = builds[0].named
    above = f"output/{named.id}/"
    for path in workspace.files(above, ".docx"):
        if "/" in path.removeprefix(above):
            continue
        found = origin(workspace, builds, workspace.read(path))
        if found is None:  # it tells nothing of itself: then it is what was put there last
            found = next((one for one in reversed(builds) if _put_at(one, path)), None)
        if found is not None:
            yield found


def _put_at(build: Kept, path: str) -> bool:
    return any(path == (put.beside or put.file) for put in build.put.values())


def _same(newest: Kept, receipt: Receipt, document: str) -> bool:
    if (newest.receipt.brief, newest.receipt.style) != (receipt.brief, receipt.style):
        return False
    return not document or not newest.document or newest.document == document


def _sweep(workspace: Workspace, named: Named) -> None:
    """Take away builds that were never finished, and what writes that were cut short left in the others."""
    there = numbers(workspace, named)
    workspace.sweep(
        folder_of(named, max(there, default=0) + 1)
    )  # its first write was cut short, and no file tells of it
    for number in there:
        folder = folder_of(named, number)
        if workspace.exists(f"{folder}/{BUILD}"):
            workspace.sweep(folder)
        else:
            workspace.clear(folder)
