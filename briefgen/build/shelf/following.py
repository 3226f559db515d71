"""Evidence that follows its notes: the numbers of notes in records' YAML, brought up to date in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.build.desk.observe import Observed
from briefgen.corpus.load import load_corpus
from briefgen.corpus.records import Record
from briefgen.errors import BriefgenError
from briefgen.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumbered:
    """A record's note that has another number in the new edition."""

    record: str
    part: str
    before: int
    now: int


def renumbered(earlier: Mapping[str, Record], records: Mapping[str, Record]) -> tuple[Renumbered, ...]:
    """Every number in the records' evidence that is another now."""
    return tuple(
        Renumbered(record=name, part=old.part, before=before, now=now)
        for name, record in records.items()
        for old, new in zip(earlier[name].evidence, record.evidence, strict=True)
        for before, now in zip(old.notes, new.notes, strict=True)
        if before != now
    )


def edited_files(
    workspace: Workspace, earlier: Mapping[str, Record], records: Mapping[str, Record]
) -> tuple[dict[str, bytes], frozenset[str]]:
    """The records' files with the new numbers, and those in which they cannot be put in place.

    Only the digits change. A file in which a number does not stand by itself where it should (an alias, a number
    written in another way) is left to a person.
    """
    edits: dict[str, list[tuple[int, int, int, int]]] = {}
    for name, record in records.items():
        old = earlier[name]
        for place, (was, now) in enumerate(zip(old.evidence, record.evidence, strict=True)):
            for count, (before, number) in enumerate(zip(was.notes, now.notes, strict=True)):
                at = old.at(f"evidence.{place}.notes.{count}")
                if before != number and at is not None:
                    edits.setdefault(at.file, []).append((at.line, at.column, before, number))
    contents: dict[str, bytes] = {}
    left: set[str] = set()
    for file, wanted in edits.items():
        content = _edited(workspace.read(file), wanted)
        if content is None:
            left.add(file)
        else:
            contents[file] = content
    return contents, frozenset(left)


def _edited(content: bytes, wanted: list[tuple[int, int, int, int]]) -> bytes | None:
    """The file with each number at its line and column exchanged; None where one does not stand there."""
    lines = content.decode("utf-8").split("\n")
    for line, column, before, now in sorted(wanted, reverse=True):
        text = lines[line - 1] if line <= len(lines) else ""
        start, end = column - 1, column - 1 + len(str(before))
        if text[start:end] != str(before) or text[end : end + 1].isalnum():
            return None
        lines[line - 1] = f"{text[:start]}{now}{text[end:]}"
    return "\n".join(lines).encode()


class Edited(Observed):
    """A desk with some files otherwise than they are."""

    def __init__(self, workspace: Workspace, contents: Mapping[str, bytes]) -> None:
        super().__init__(workspace)
        self._contents = contents

    def read(self, path: str) -> bytes:
        return self._contents[path] if path in self._contents else super().read(path)

    def exists(self, path: str) -> bool:
        return path in self._contents or super().exists(path)

    def files(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        mine = {path for path in self._contents if path.startswith(f"{folder}/") and path.endswith(suffix)}
        return tuple(sorted({*super().files(folder, suffix), *mine}))


def unproved(workspace: Workspace, contents: Mapping[str, bytes], records: Mapping[str, Record]) -> frozenset[str]:
    """Those of the edited files that do not give the records that are wanted; read as they would be."""
    try:
        read = load_corpus(Edited(workspace, contents)).records
    except BriefgenError:
        return frozenset(contents)
    return frozenset(
        record.place.file
        for name, record in records.items()
        if record.place and record.place.file in contents and read[name].evidence != record.evidence
    )
