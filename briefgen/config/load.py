"""Configs and the desk's settings, read from ``configs/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from briefgen.config.schema import CitationSettings, Config, Criteria, Section, Settings, Statement
from briefgen.config.services import check_services
from briefgen.config.shapes import CONFIG, SETTINGS
from briefgen.diagnostics import Problems, did_you_mean
from briefgen.errors import ConfigError, DeskError, Place, Problem
from briefgen.workspace import Workspace, inside
from briefgen.yamlsource import MISSING, Structure, decoded, parse, read

FOLDER = "configs"
SETTINGS_FILE = "configs/desk.yaml"
_SHARED = ("author", "language", "template", "formats", "paper", "history", "time_zone")


def configs(workspace: Workspace) -> tuple[str, ...]:
    """The paths of all configs of the desk, sorted, without the settings."""
    return tuple(path for path in workspace.files(FOLDER, ".yaml") if path != SETTINGS_FILE)


def find_config(workspace: Workspace, name: str) -> str:
    """The path of the config that a user means by *name*: its path, its file's name, or that without ``.yaml``.

    Raises ConfigError where there is none (with the closest one), or where several have that name, and DeskError
    where the path leads out of the desk.
    """
    asked = inside(name)
    known = configs(workspace)
    wanted = asked if asked.endswith(".yaml") else f"{asked}.yaml"
    for exact in (wanted, f"{FOLDER}/{wanted}"):
        if exact in known:
            return exact
    named = [path for path in known if path.rpartition("/")[2] == wanted]
    if len(named) == 1:
        return named[0]
    if named:
        raise ConfigError(Problem(f"there are several configs '{asked}'", f"name one of {', '.join(named)}"))
    if wanted in (SETTINGS_FILE, SETTINGS_FILE.rpartition("/")[2]):
        raise ConfigError(
            Problem("these are the desk's settings, not a brief", "name a config of a brief", Place(SETTINGS_FILE))
        )
    brief_ids = {_id(path) for path in known}
    hint = did_you_mean(_id(wanted), brief_ids) or _known(brief_ids)
    raise ConfigError(Problem(f"there is no config '{asked}' in {FOLDER}/", hint))


def _known(brief_ids: set[str]) -> str:
    if not brief_ids:
        return f"write one: {FOLDER}/my-brief.yaml (docs/config.md explains its keys)"
    some = sorted(brief_ids)[:8]
    return "there are: " + ", ".join(some) + (" …" if len(brief_ids) > len(some) else "")


def _id(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")


def load_settings(workspace: Workspace) -> Settings:
    """The desk's settings; all defaults where there is no ``configs/desk.yaml``. Raises ConfigError."""
    if not workspace.exists(SETTINGS_FILE):
        return Settings()
    problems = Problems()
    values = _read(workspace, SETTINGS_FILE, SETTINGS, problems)
    problems.raise_errors(ConfigError)
    del values["place"], values["places"]
    citations = CitationSettings(**values.pop("citations", {}))
    return Settings(citations=citations, **values)


def load_config(workspace: Workspace, name: str, settings: Settings) -> Config:
    """The config that *name* means (see :func:`find_config`), filled up from the desk's settings.

    Raises ConfigError with every mistake in the file. Whether topics, records and audience exist is for those
    who know the corpus.
    """
    file = find_config(workspace, name)
    problems = Problems()
    _one_id_each(workspace, file, problems)
    values = _read(workspace, file, CONFIG, problems)
    problems.raise_errors(ConfigError)
    places: Mapping[str, tuple[int, int]] = values.pop("places")
    shared = {key: values.pop(key, getattr(settings, key)) for key in _SHARED}
    citations = replace(settings.citations, **values.pop("citations", {}))
    messages = tuple(
        _message(message, _at(file, places, f"key-messages.{number}"))
        for number, message in enumerate(values.pop("key_messages", ()))
    )
    sections = tuple(
        Section(topic=section, place=_at(file, places, f"sections.{number}")) if isinstance(section, str) else section
        for number, section in enumerate(values.pop("sections", ()))
    )
    return Config(
        id=_id(file), key_messages=messages, sections=sections, citations=citations, places=places, **shared, **values
    )


def _at(file: str, places: Mapping[str, tuple[int, int]], path: str) -> Place:
    return Place(file, *places[path])


def _message(message: Statement | str, place: Place) -> Statement:
    return Statement(text="", rests_on=(message,), place=place) if isinstance(message, str) else message


def _one_id_each(workspace: Workspace, file: str, problems: Problems) -> None:
    for other in configs(workspace):
        if other != file and _id(other) == _id(file):
            problems.error(
                f"'{other}' has the same file name, so that both would be written to the same place",
                place=Place(file),
                hint="rename one of them",
            )


def _read(workspace: Workspace, file: str, shape: Structure, problems: Problems) -> dict[str, Any]:
    """The file's values by key, with the mistakes that only appear across keys told as well."""
    text = decoded(workspace.read(file), file, ConfigError)
    values = read(parse(text, file, ConfigError), shape, problems)
    if values is MISSING:
        return {}
    found: dict[str, Any] = values
    _check_style(file, found, problems)
    check_services(file, found, problems)
    if isinstance(found.get("select"), Criteria):
        _check_criteria(file, found, problems)
    return found


def _check_style(file: str, values: Mapping[str, Any], problems: Problems) -> None:
    style: str = values.get("citations", {}).get("style", "")
    if "/" not in style and "\\" not in style and not style.endswith(".csl") and "\0" not in style:
        return
    place = _at(file, values["places"], "citations.style")
    try:
        inside(style)
    except DeskError as error:
        problems.error(error.problems[0].message, place=place, hint="put the style on the desk and name it from there")
        return
    if not style.endswith(".csl"):
        problems.error(
            f"the citation style '{style}' is a path, but not to a .csl file",
            place=place,
            hint="name a style (notes, author-date, numeric), or a .csl file on the desk",
        )


def _check_criteria(file: str, values: Mapping[str, Any], problems: Problems) -> None:
    criteria: Criteria = values["select"]
    since, until = criteria.since, criteria.until
    length = min(len(since), len(until))
    if since[:length] > until[:length]:
        problems.error(
            f"nothing can be dated since {since} and until {until}",
            place=_at(file, values["places"], "select.until"),
            hint="exchange the two dates",
        )
    for number, record in enumerate(criteria.exclude):
        if record in criteria.pin:
            problems.error(
                f"the record '{record}' is both pinned and excluded",
                place=_at(file, values["places"], f"select.exclude.{number}"),
                hint="delete it from one of the two lists",
            )
