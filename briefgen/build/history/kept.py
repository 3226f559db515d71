"""The builds of a brief that are kept: what each said, what it was made from, when and why.

``output/BRIEF/history/0007/`` holds the seventh: ``BRIEF.docx`` as the writer made it (what an editor's changes are
told from), ``brief.json`` (:mod:`briefgen.build.history.storedbrief`), ``receipt.json``, and ``build.json``, which is written
last: a folder without it was never finished, and says nothing.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from briefgen.build.desk.briefs import Named
from briefgen.build.history.receipt import Receipt, load_receipt
from briefgen.errors import BriefgenError
from briefgen.workspace import Workspace, digest

if TYPE_CHECKING:  # what was kept is listed without the document model
    from briefgen.brief import Brief

#: Version of the form of ``build.json``; a build of another form is left alone, and not told of.
FORM = 1

BUILD, BRIEF, RECEIPT = "build.json", "brief.json", "receipt.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasoned:
    """Why a record was chosen or passed over: the criterion (``topic``, ``named`` …), a sentence, a topic's id."""

    criterion: str
    sentence: str
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """A record that a build used: all it said, by its fields, and why it was chosen.

    ``aside`` marks one that was in only because a sentence of the config rested on it.
    """

    said: Mapping[str, Any]
    reasons: tuple[Reasoned, ...] = ()
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """What became of a file: the place it was meant for, the outcome, and where it went instead (or empty)."""

    file: str
    outcome: str
    beside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A build that was kept.

    ``number`` ascends from 1, ``when`` is an ISO 8601 moment with its time zone; ``reasons`` say why it was due.
    ``records`` are those it used, ``missed`` has the reasons of those that it nearly used; ``asked`` is what the
    config said, by path (``answer``, ``context.0``, ``select``).
    ``put`` says by format what became of its files, as far as the run got; ``document`` is the SHA-256 of its DOCX,
    empty where none was made.
    """

    named: Named
    number: int
    when: str
    reasons: tuple[str, ...]
    receipt: Receipt
    records: Mapping[str, Used] = field(default_factory=dict)
    missed: Mapping[str, tuple[Reasoned, ...]] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)
    put: Mapping[str, Put] = field(default_factory=dict)
    document: str = ""

    @property
    def folder(self) -> str:
        """Where it is kept."""
        return folder_of(self.named, self.number)

    @property
    def written(self) -> tuple[str, ...]:
        """The paths of the files that it wrote, beside an edited one or at their place."""
        return tuple(put.beside or put.file for put in self.put.values() if put.outcome != "unchanged")

    def path(self, file: str) -> str:
        """The path of a file of this build."""
        return f"{self.folder}/{file}"


def history_of(named: Named) -> str:
    """The folder with all kept builds of a brief."""
    return f"output/{named.id}/history"


def folder_of(named: Named, number: int) -> str:
    """The folder of one kept build."""
    return f"{history_of(named)}/{number:04d}"


def document_name(named: Named) -> str:
    """The name of the DOCX within a kept build."""
    return f"{named.id}.docx"


def numbers(workspace: Workspace, named: Named) -> tuple[int, ...]:
    """The numbers of all folders in the history, finished or not, ascending."""
    above = f"{history_of(named)}/"
    found = {path.removeprefix(above).partition("/")[0] for path in workspace.files(history_of(named))}
    return tuple(sorted(int(name) for name in found if name.isascii() and name.isdecimal()))


def kept(workspace: Workspace, named: Named) -> tuple[Kept, ...]:
    """The kept builds of a brief, oldest first; those that were not finished or cannot be read are left out."""
    found = (_load(workspace, named, number) for number in numbers(workspace, named))
    return tuple(one for one in found if one is not None)


def newest(workspace: Workspace, named: Named) -> Kept | None:
    """The newest kept build, or None."""
    found = (_load(workspace, named, number) for number in reversed(numbers(workspace, named)))
    return next((one for one in found if one is not None), None)


def kept_brief(workspace: Workspace, build: Kept) -> Brief | None:
    """What a kept build said, or None where its file is damaged or gone."""
    from briefgen.build.history.storedbrief import from_bytes  # lazy: a list of builds needs no document model

    try:
        content = workspace.read(build.path(BRIEF))
    except BriefgenError:
        return None
    brief = from_bytes(content)
    return brief if brief is not None and digest(repr(brief).encode()) == build.receipt.brief else None


def kept_document(workspace: Workspace, build: Kept) -> bytes | None:
    """The DOCX of a kept build as the writer made it, or None where none was made, or it is damaged or gone."""
    if not build.document:
        return None
    try:
        content = workspace.read(build.path(document_name(build.named)))
    except BriefgenError:
        return None
    return content if digest(content) == build.document else None


def origin(workspace: Workspace, builds: Sequence[Kept], content: bytes) -> Kept | None:
    """The newest of the kept *builds* that a DOCX came from, whatever an editor did to it since; None if none did.

    A document that was not touched is known by its digest, an edited one by the receipt that travels in it.
    """
    seen = digest(content)
    for build in reversed(builds):
        if build.document == seen:
            return build
    travelling = _travelling(content)
    if travelling is None:
        return None
    for build in reversed(builds):
        document = kept_document(workspace, build)
        if document is not None and _travelling(document) == travelling:
            return build
    return None


def _travelling(content: bytes) -> Any:
    from briefgen.writers._word.reading import parts_of, receipt_of  # lazy: it needs lxml

    try:
        return receipt_of(parts_of(content))
    except (BriefgenError, zlib.error, ValueError):
        return None


def to_bytes(build: Kept) -> bytes:
    """The build's own file, ``build.json``."""
    said = {
        "form": FORM,
        "number": build.number,
        "when": build.when,
        "reasons": build.reasons,
        "document": build.document,
        "put": {
            name: {"file": one.file, "outcome": one.outcome, "beside": one.beside}
            for name, one in sorted(build.put.items())
        },
        "asked": dict(sorted(build.asked.items())),
        "records": {
            record: {
                "said": used.said,
                "reasons": _listed(used.reasons),
                "aside": used.aside,
            }
            for record, used in sorted(build.records.items())
        },
        "missed": {record: _listed(reasons) for record, reasons in sorted(build.missed.items())},
    }
    return (json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "surrogatepass")


def _listed(reasons: Sequence[Reasoned]) -> list[list[str]]:
    return [[reason.criterion, reason.sentence, reason.subject] for reason in reasons]


def _reasons(said: Any) -> tuple[Reasoned, ...]:
    return tuple(
        Reasoned(criterion=_text(criterion), sentence=_text(sentence), subject=_text(subject))
        for criterion, sentence, subject in said
    )


def _load(workspace: Workspace, named: Named, number: int) -> Kept | None:
    receipt = load_receipt(workspace, f"{folder_of(named, number)}/{RECEIPT}")
    path = f"{folder_of(named, number)}/{BUILD}"
    if receipt is None or not workspace.exists(path):
        return None
    try:
        said = json.loads(workspace.read(path).decode("utf-8", "surrogatepass"))
        return _kept(named, number, receipt, said) if said["form"] == FORM and said["number"] == number else None
    except (BriefgenError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _kept(named: Named, number: int, receipt: Receipt, said: Any) -> Kept:
    return Kept(
        named=named,
        number=number,
        when=_text(said["when"]),
        reasons=tuple(_text(reason) for reason in said["reasons"]),
        receipt=receipt,
        records={_text(record): _used(used) for record, used in said["records"].items()},
        missed={_text(record): _reasons(reasons) for record, reasons in said["missed"].items()},
        asked={_text(path): _text(value) for path, value in said["asked"].items()},
        put={_text(name): Put(**{key: _text(put[key]) for key in put}) for name, put in said["put"].items()},
        document=_text(said["document"]),
    )


def _used(said: Any) -> Used:
    fields = said["said"]
    return Used(
        said={_text(name): fields[name] for name in fields},
        reasons=_reasons(said["reasons"]),
        aside=said["aside"] is True,
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
