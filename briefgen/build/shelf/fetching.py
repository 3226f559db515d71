"""Documents with an address: asked for politely, and only where the settings name the host.

A server is asked every ``minutes`` at most and with what it said the last time (ETag, Last-Modified; RFC 9110, 13.1),
so that it need not send what is known; when it asks for patience (Retry-After; 10.2.3) it is given; after failures the
time between doubles, up to a day. What came lies under ``.briefgen/documents/``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from briefgen.build.shelf.shelved import Changed, Shelved
from briefgen.config.schema import Settings
from briefgen.errors import BriefgenError, Place, Problem
from briefgen.workspace import Answered, Asked, Workspace, digest, read_document
from briefgen.workspace.addresses import AddressError

STATE = ".briefgen/addresses.json"
FOLDER = ".briefgen/documents"

#: Version of the state's form; a state of another form counts as none.
FORM = 1

#: The largest document that is fetched, in bytes, and how long it may take, in seconds.
LARGEST = 128 * 1024 * 1024
SECONDS = 30

_LONGEST_FAILURE = timedelta(days=1)
_LONGEST_PATIENCE = timedelta(days=7)
_FILE_MINUTES = 1
_FIELDS = ("address", "etag", "modified", "digest", "error")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of an address: the server's tags, the digest of what it sent, when it may be asked again."""

    address: str
    etag: str = ""
    modified: str = ""
    digest: str = ""
    failures: int = 0
    error: str = ""
    again: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a look at all addresses found: documents other than those imported, and what is wrong, for each source."""

    changed: tuple[Changed, ...]
    problems: Mapping[str, Problem]


def fetch_documents(
    workspace: Workspace, settings: Settings, sources: Mapping[str, Shelved], *, ask: bool = True
) -> Fetched:
    """Look at every address whose time has come; of the others (*ask* is false: of all) what was found last is told.

    Raises OutputError where what came cannot be kept.
    """
    before = _load(workspace)
    now = workspace.now().astimezone(UTC)
    after: dict[str, Known] = {}
    changed: list[Changed] = []
    problems: dict[str, Problem] = {}
    for source, address in sorted(settings.watch.addresses.items()):
        place = Place("configs/desk.yaml")
        if source not in sources:
            hint = "'briefgen sources' lists them; import the document once, or mend 'watch: addresses:'"
            problems[source] = Problem(
                f"'{source}' has an address, but is no source of the corpus", hint, place, "warning"
            )
            continue
        known = before.get(source, Known(address=address))
        if known.address != address:
            known = Known(address=address)
        name = _name(sources[source].document) or _name(urlsplit(address).path) or "document"
        if ask and _may_ask(known, now):
            known = _look(workspace, settings, known, f"{FOLDER}/{source}/{name}", now)
        after[source] = known
        if known.error:
            problems[source] = Problem(known.error, "it is asked again later", Place(address), "warning")
        if known.digest and known.digest != sources[source].digest:
            changed.append(_changed(workspace, source, name, known))
    _save(workspace, before, after)
    return Fetched(changed=tuple(changed), problems=problems)


def _changed(workspace: Workspace, source: str, name: str, known: Known) -> Changed:
    local = _local(known.address)
    place = local or Path(workspace.place(f"{FOLDER}/{source}/{name}"))
    return Changed(source=source, name=name, place=place, digest=known.digest, address=known.address)


def _may_ask(known: Known, now: datetime) -> bool:
    return known.again is None or known.again <= now or known.again - now > _LONGEST_PATIENCE


def _look(workspace: Workspace, settings: Settings, known: Known, kept: str, now: datetime) -> Known:
    local = _local(known.address)
    if local is not None:
        return _look_locally(known, local, now)
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    if not workspace.exists(kept):  # what the server need not send again must be here
        headers = {}
    asked = Asked(
        address=known.address,
        hosts=settings.hosts,
        headers={name: value for name, value in headers.items() if value},
        most=LARGEST,
        seconds=SECONDS,
    )
    pause = timedelta(minutes=settings.watch.minutes)
    try:
        answered = workspace.ask(asked)
    except AddressError as error:
        return _failed(known, str(error), now, pause)
    if answered.status == 304:
        return replace(known, failures=0, error="", again=now + max(pause, _patience(answered, now)))
    if answered.status != 200:
        failed = _failed(known, f"the server answered {answered.status}", now, pause)
        return replace(failed, again=max(failed.again or now, now + _patience(answered, now)))
    found = digest(answered.content)
    if found != known.digest or not workspace.exists(kept):
        workspace.write(kept, answered.content)
    return Known(
        address=known.address,
        etag=_tag(answered.headers.get("etag", "")),
        modified=_tag(answered.headers.get("last-modified", "")),
        digest=found,
        again=now + max(pause, _patience(answered, now)),
    )


def _look_locally(known: Known, path: Path, now: datetime) -> Known:
    pause = timedelta(minutes=_FILE_MINUTES)
    try:
        found = digest(read_document(path))
    except BriefgenError as error:
        return _failed(known, error.problems[0].message, now, pause)
    return Known(address=known.address, digest=found, again=now + pause)


def _local(address: str) -> Path | None:
    """The file that a ``file:`` address means; other addresses mean none."""
    parts = urlsplit(address)
    return Path(unquote(parts.path)) if parts.scheme == "file" else None


def _failed(known: Known, error: str, now: datetime, pause: timedelta) -> Known:
    delay = min(_LONGEST_FAILURE, pause * 2 ** min(known.failures, 16))
    return replace(known, failures=known.failures + 1, error=error, again=now + delay)


def _patience(answered: Answered, now: datetime) -> timedelta:
    """For how long the server asks to be left alone: seconds or a date in Retry-After, at most a week."""
    said = answered.headers.get("retry-after", "").strip()
    if said.isdecimal():
        return min(_LONGEST_PATIENCE, timedelta(seconds=min(int(said[:9]), 10_000_000)))
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, TypeError, OverflowError):
        return timedelta(0)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(timedelta(0), min(_LONGEST_PATIENCE, moment - now))


def _tag(value: str) -> str:
    """What a server said, if it may be said back to it."""
    return value if len(value) <= 500 and value.isascii() and value.isprintable() else ""


def _name(path: str) -> str:
    """The last piece of a path, as a name that a file on the desk may have."""
    name = PurePosixPath(unquote(path)).name
    return "".join("_" if letter in "\\:/\0" else letter for letter in name).strip(".")


def _load(workspace: Workspace) -> dict[str, Known]:
    try:
        if not workspace.exists(STATE):
            return {}
        said = json.loads(workspace.read(STATE))
        return {str(name): _known(one) for name, one in said["addresses"].items()} if said["form"] == FORM else {}
    except (BriefgenError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _known(said: Any) -> Known:
    texts = {field: str(said[field]) for field in _FIELDS}
    again = datetime.fromisoformat(said["again"]).astimezone(UTC) if said["again"] else None
    return Known(failures=int(said["failures"]), again=again, **texts)


def _save(workspace: Workspace, before: Mapping[str, Known], after: Mapping[str, Known]) -> None:
    if before == after:
        return
    said = {
        name: {field: getattr(one, field) for field in _FIELDS}
        | {"failures": one.failures, "again": one.again.isoformat() if one.again else ""}
        for name, one in sorted(after.items())
    }
    workspace.write(STATE, (json.dumps({"form": FORM, "addresses": said}, indent=1) + "\n").encode())
