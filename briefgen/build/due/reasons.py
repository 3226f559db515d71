"""Why a brief is due, once it has been computed: the findings and sentences behind the files that changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from briefgen.build.differences.causes import Grounds, config_changes, record_changes
from briefgen.build.due.plan import Plan
from briefgen.build.history.facts import asked, missed, used
from briefgen.build.history.kept import Kept, Reasoned, Used, newest
from briefgen.build.making.compute import Computed
from briefgen.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class _Now:
    records: Mapping[str, Used]
    missed: Mapping[str, tuple[Reasoned, ...]]
    asked: Mapping[str, str]


class Explained(NamedTuple):
    """Why a brief is due, in few words; ``selection`` has of records that came or went all that the selection says."""

    reasons: tuple[str, ...]
    selection: tuple[str, ...] = ()


def explained(workspace: Workspace, planned: Plan, computed: Computed) -> Explained:
    """The reasons of a plan with what the newest kept build tells: "finding crp-12 reworded (chosen by topic trade)".

    A file of records or a config that is explained by them is not named as well; one that is not (the change is in
    a record that the brief does not use) stays.
    """
    before = newest(workspace, planned.named)
    if before is None:
        return Explained(planned.reasons)
    now = _Now(records=used(computed), missed=missed(computed), asked=asked(computed.config))
    return _explained(planned, before, now)


def _explained(planned: Plan, before: Kept, now: Grounds) -> Explained:
    changes = record_changes(before, now)
    records = tuple(change.why for change in changes)
    config = config_changes(before, now)
    rest = (reason for reason in planned.reasons if not _is_explained(planned, reason, bool(records), bool(config)))
    return Explained(
        tuple(dict.fromkeys((*records, *config, *rest))),
        tuple(change.full for change in changes if change.full != change.why),
    )


def _is_explained(planned: Plan, reason: str, records: bool, config: bool) -> bool:
    seen = planned.seen.get(reason, ())
    return bool(seen) and all(
        (records and one.subject.startswith("corpus/records/"))
        or (records and one.kind == "folder" and one.subject == "corpus")
        or (config and one.subject == planned.named.config)
        for one in seen
    )
