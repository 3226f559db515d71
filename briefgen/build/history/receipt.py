"""Receipts: what the last build of a brief was made from, block by block.

A build computes every file first, leaves the new receipt as ``receipt.pending.json``, keeps itself in the history
(:mod:`briefgen.build.history.kept`), writes the files, each in one step, then the receipt, and takes the pending one
away. Killed anywhere in between, the next run knows from the two receipts which files are its own, whatever a person
did meanwhile, and finishes the work.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from briefgen.build.desk.observe import KINDS, Observation
from briefgen.errors import BriefgenError
from briefgen.workspace import Workspace

#: Version of the receipt's form; a receipt of another form counts as none.
FORM = 1

_TEXTS = ("file", "beside", "digest", "brief", "style")
_FLAGS = ("locked", "redline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file that was written: digest of its bytes, and what it was made from.

    ``file`` is the path that it is meant for; ``beside`` where it was put instead, because the file there is not
    briefgen's to write over, or empty; ``locked`` where that was because the file there was open. ``redline``: it is
    an editor's copy with tracked changes, never to be written over though its digest is known. ``refused`` is the digest
    of an editor's copy that nothing could be brought over to, or empty.
    """

    file: str
    beside: str = ""
    digest: str
    brief: str
    style: str
    version: int
    locked: bool = False
    redline: bool = False
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockTrace:
    """A block of the brief: digest of its plain text, the records it came from and their evidence."""

    id: str
    digest: str
    records: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a build was made from, and what it made.

    ``briefgen`` is the version and ``program`` the digest of the code that built it; ``formats`` are those the
    config asks for.
    ``brief`` and ``style`` are digests of the document model and of the template's look; ``records`` are digests of
    the records used, by id. ``outputs`` are the files by format: those of formats that the last run was not asked
    for stay. ``ours`` are digests of further files that briefgen may have left at their places.
    """

    id: str
    config: str
    briefgen: str
    program: str
    brief: str
    style: str
    observed: tuple[Observation, ...]
    formats: tuple[str, ...]
    outputs: Mapping[str, Output] = field(default_factory=dict)
    records: Mapping[str, str] = field(default_factory=dict)
    blocks: tuple[BlockTrace, ...] = ()
    ours: frozenset[str] = frozenset()


def to_bytes(receipt: Receipt) -> bytes:
    """The receipt as JSON, readable and the same for the same receipt."""
    said = {
        "form": FORM,
        "id": receipt.id,
        "config": receipt.config,
        "briefgen": receipt.briefgen,
        "program": receipt.program,
        "brief": receipt.brief,
        "style": receipt.style,
        "formats": receipt.formats,
        "observed": [[seen.kind, seen.name, seen.seen] for seen in receipt.observed],
        "outputs": {
            name: {
                **{key: getattr(output, key) for key in (*_TEXTS, "version")},
                **{key: True for key in _FLAGS if getattr(output, key)},
                **({"refused": output.refused} if output.refused else {}),
            }
            for name, output in sorted(receipt.outputs.items())
        },
        "records": dict(sorted(receipt.records.items())),
        "blocks": [
            {"id": block.id, "digest": block.digest, "records": block.records, "evidence": block.evidence}
            for block in receipt.blocks
        ],
        "ours": sorted(receipt.ours),
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def from_bytes(content: bytes) -> Receipt | None:
    """The receipt that *content* is, or None where it is none of this form: then nothing is known."""
    try:
        said = json.loads(content)
        return _receipt(said) if said["form"] == FORM else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _receipt(said: Any) -> Receipt:
    return Receipt(
        id=_text(said["id"]),
        config=_text(said["config"]),
        briefgen=_text(said["briefgen"]),
        program=_text(said["program"]),
        brief=_text(said["brief"]),
        style=_text(said["style"]),
        formats=tuple(_text(name) for name in said["formats"]),
        observed=tuple(_observation(*seen) for seen in said["observed"]),
        outputs={_text(name): _output(output) for name, output in said["outputs"].items()},
        records={_text(record): _text(seen) for record, seen in said["records"].items()},
        blocks=tuple(_block(block) for block in said["blocks"]),
        ours=frozenset(_text(one) for one in said["ours"]),
    )


def _observation(kind: Any, name: Any, seen: Any) -> Observation:
    if kind not in KINDS:
        raise ValueError(kind)
    return Observation(kind, _text(name), _text(seen))


def _output(said: Any) -> Output:
    version = said["version"]
    if not isinstance(version, int):
        raise TypeError(version)
    texts = {key: _text(said[key]) for key in _TEXTS}
    file, beside, seen, brief, style = (texts[key] for key in _TEXTS)
    made = Output(file=file, beside=beside, digest=seen, brief=brief, style=style, version=version)
    return replace(
        made,
        locked=said.get("locked") is True,
        redline=said.get("redline") is True,
        refused=_text(said.get("refused", "")),
    )


def _block(said: Any) -> BlockTrace:
    return BlockTrace(
        id=_text(said["id"]),
        digest=_text(said["digest"]),
        records=tuple(_text(record) for record in said["records"]),
        evidence=tuple(_text(one) for one in said["evidence"]),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def load_receipt(workspace: Workspace, path: str) -> Receipt | None:
    """The receipt in a file of the desk, or None where there is none or it cannot be read."""
    try:
        return from_bytes(workspace.read(path)) if workspace.exists(path) else None
    except BriefgenError:
        return None
