"""What a config says of its times, and the settings of hooks and addresses, looked at across keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from briefgen.diagnostics import Problems
from briefgen.errors import Place
from briefgen.workspace.addresses import AddressError, check_host

if TYPE_CHECKING:  # a config without times loads nothing that reads them
    from briefgen.config.schema import Hook, Watching


def check_services(file: str, values: Mapping[str, Any], problems: Problems) -> None:
    """Tell what is wrong with ``schedule``, ``time-zone``, ``hooks`` and ``watch``, each at its place."""
    places: Mapping[str, Sequence[int]] = values["places"]

    def at(path: str) -> Place:
        while path not in places:
            path = path.rpartition(".")[0]
        line, column = places[path]
        return Place(file, line, column)

    if "schedule" in values:
        _check_schedule(values["schedule"], at, problems)
    if "time_zone" in values:
        _check_zone(values["time_zone"], at("time-zone"), problems)
    hosts = values.get("hosts", ())
    for number, hook in enumerate(values.get("hooks", ())):
        _check_hook(hook, hosts, at, f"hooks.{number}", problems)
    if "watch" in values:
        _check_addresses(values["watch"], hosts, at, problems)


def _check_schedule(schedule: Sequence[str], at: Any, problems: Problems) -> None:
    from briefgen.config.when import NoTimesError, expressions  # lazy: only a config with a schedule needs it

    for number, text in enumerate(schedule):
        try:
            expressions(text)
        except NoTimesError as error:
            problems.error(str(error), place=at(f"schedule.{number}"), hint=error.hint)


def _check_zone(name: str, place: Place, problems: Problems) -> None:
    from briefgen.config.when import zone_hint  # lazy: only where a zone is named

    hint = zone_hint(name)
    if hint:
        problems.error(f"there is no time zone '{name}'", place=place, hint=hint)


def _check_hook(hook: Hook, hosts: Sequence[str], at: Any, path: str, problems: Problems) -> None:
    if bool(hook.command) == bool(hook.webhook):
        problems.error(
            "a hook is either a command or a webhook",
            place=at(path),
            hint="write {command: [program, argument]} or {webhook: https://…}",
        )
    elif hook.webhook:
        _check_address(hook.webhook, hosts, at(f"{path}.webhook"), problems)


def _check_addresses(watch: Watching, hosts: Sequence[str], at: Any, problems: Problems) -> None:
    for source, address in watch.addresses.items():
        if not address.startswith("file:"):
            _check_address(address, hosts, at(f"watch.addresses.{source}"), problems)


def _check_address(address: str, hosts: Sequence[str], place: Place, problems: Problems) -> None:
    try:
        check_host(address, hosts)
    except AddressError as error:
        problems.error(str(error), place=place, hint=error.hint)
