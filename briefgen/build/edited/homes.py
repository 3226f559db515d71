"""The YAML that a rewording goes home to: a record's own, or an override in the config; all else in it stays."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from briefgen.build.making.compute import Chosen
from briefgen.errors import BriefgenError, ConfigError, CorpusError
from briefgen.workspace import Workspace
from briefgen.yamlsource import decoded, parse
from briefgen.yamlsource.parse import plain
from briefgen.yamlsource.splice import appended, folded, replaced

if TYPE_CHECKING:  # the adoptions are made above; only their shape is needed here
    from briefgen.build.edited.adopting import Adoption, Home


def put_home(
    workspace: Workspace, chosen: Chosen, adoptions: Sequence[Adoption], home: Home
) -> dict[str, tuple[str, str]]:
    """The files that *adoptions* change, each as it is and as it would be.

    Raises CorpusError or ConfigError where one cannot be changed without touching what stands around the value.
    """
    files: dict[str, tuple[str, str]] = {}
    for one in adoptions:
        path = _config_file(chosen) if home == "config" else _record_file(chosen, one.wording.record)
        kind: type[BriefgenError] = ConfigError if home == "config" else CorpusError
        before, now = files.get(path) or (decoded(workspace.read(path), path, kind),) * 2
        if home == "corpus":
            after = _in_record(now, path, one)
        elif one.wording.record:
            after = _in_override(now, path, one)
        else:
            after = replaced(now, _steps(one.wording.field), one.new, path, ConfigError)
        files[path] = (before, after)
    return files


def _config_file(chosen: Chosen) -> str:
    return chosen.config.place.file if chosen.config.place else f"configs/{chosen.config.id}.yaml"


def _record_file(chosen: Chosen, record: str) -> str:
    place = chosen.corpus.records[record].place
    return place.file if place else ""


def _steps(path: str) -> list[str | int]:
    return [int(step) if step.isdecimal() else step for step in path.split(".")]


def _in_record(text: str, path: str, one: Adoption) -> str:
    records = plain(parse(text, path, CorpusError))["records"]
    place = next(number for number, record in enumerate(records) if record["id"] == one.wording.record)
    below: list[str | int] = ["figure"] if one.wording.field in ("value", "label") else []
    return replaced(text, ["records", place, *below, one.wording.field], one.new, path, CorpusError)


def _in_override(text: str, path: str, one: Adoption) -> str:
    """The config with the new words: in the record's override where it has one, else in a new one at the end."""
    values: dict[str, Any] = plain(parse(text, path, ConfigError))
    meant = copy.deepcopy(values)
    known = values.get("overrides") or []
    field, record = one.wording.field, one.wording.record
    place = next((number for number, override in enumerate(known) if override.get("record") == record), None)
    if place is not None and field in known[place]:
        return replaced(text, ["overrides", place, field], one.new, path, ConfigError)
    if place is not None:
        meant["overrides"][place][field] = one.new
        return appended(text, ["overrides", place], folded(field, one.new, 0), meant=meant, file=path, kind=ConfigError)
    meant["overrides"] = [*known, {"record": record, field: one.new}]
    entry = [f"- record: {record}", *folded(field, one.new, 2)]
    if known:
        return appended(text, ["overrides"], entry, meant=meant, file=path, kind=ConfigError)
    lines = ["", "overrides:", *(f"  {line}" for line in entry)]
    return appended(text, [], lines, meant=meant, file=path, kind=ConfigError)
