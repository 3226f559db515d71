"""Keeping a build in the history of its brief, and letting the oldest go."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from briefgen.build.briefs import Named
from briefgen.build.compute import Computed, named_records
from briefgen.build.deliver import Delivered
from briefgen.build.history import (
    BRIEF,
    BUILD,
    RECEIPT,
    Kept,
    Put,
    Reasoned,
    Used,
    document_name,
    folder_of,
    kept,
    numbers,
    origin,
    to_bytes,
)
from briefgen.build.receipt import Receipt
from briefgen.build.receipt import to_bytes as receipt_to_bytes
from briefgen.build.storedbrief import to_bytes as brief_to_bytes
from briefgen.config.schema import Config, Statement
from briefgen.corpus.records import Record
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
        return newest
    build = Kept(
        named=named,
        number=max(numbers(workspace, named), default=0) + 1,
        when=workspace.now().isoformat(timespec="seconds"),
        reasons=reasons,
        receipt=receipt,
        records=_used(computed),
        asked=_asked(computed.config),
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
    for number in numbers(workspace, named):
        folder = folder_of(named, number)
        if workspace.exists(f"{folder}/{BUILD}"):
            workspace.sweep(folder)
        else:
            workspace.clear(folder)


def _used(computed: Computed) -> dict[str, Used]:
    choices = {choice.record.id: choice for choice in computed.selection.chosen}
    wanted = {trace.id for trace in computed.brief.traces} | set(choices) | set(named_records(computed.config))
    return {
        record: Used(
            said=said(choices[record].record),
            reasons=tuple(
                Reasoned(criterion=reason.criterion, sentence=reason.sentence) for reason in choices[record].reasons
            ),
            aside=choices[record].aside,
        )
        for record in sorted(wanted)
        if record in choices
    }


def said(record: Record) -> dict[str, Any]:
    """All that a record says, by the names of its fields, as JSON has it; not where it stands."""
    fields = {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}
    del fields["place"], fields["places"], fields["id"]
    found: dict[str, Any] = json.loads(json.dumps(fields, default=dataclasses.asdict))
    return found


def _asked(config: Config) -> dict[str, str]:
    """What the config says, by path: its author's sentences as they are, all else as one text."""
    sentences = {
        "title": config.title,
        "short-title": config.short_title,
        "question": config.question,
        "answer": _stated(config.answer),
        **{f"context.{place}": _stated(one) for place, one in enumerate(config.context)},
        **{f"key-messages.{place}": _stated(one) for place, one in enumerate(config.key_messages)},
        **{
            f"disagreements.{place}": f"{one.question} [{', '.join(one.records)}]"
            for place, one in enumerate(config.disagreements)
        },
        **{f"sections.{one.topic}": one.heading for one in config.sections},
    }
    rest = {
        "select": repr(config.select),
        "audience": config.audience,
        "as-of": config.as_of,
        "author": config.author,
        "language": config.language,
        "template": config.template,
        "paper": config.paper,
        "notes": config.notes,
        "contents": config.contents,
        "citations": repr(config.citations),
        "figures": ", ".join(config.figures),
        "options": repr(sorted(config.options.items())),
    }
    return sentences | rest


def _stated(statement: Statement) -> str:
    return f"{statement.text} [{', '.join(statement.rests_on)}]"
