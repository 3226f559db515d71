"""Why a brief is due, once it has been computed: the findings and sentences behind the files that changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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


def explained(workspace: Workspace, planned: Plan, computed: Computed) -> tuple[str, ...]:
    """The reasons of a plan with what the newest kept build tells: "finding crp-12 reworded (chosen by topic trade)".

    A file of records or a config that is explained by them is not named as well; one that is not (the change is in
    a record that the brief does not use) stays.
    """
    before = newest(workspace, planned.named)
    if before is None:
        return planned.reasons
    now = _Now(records=used(computed), missed=missed(computed), asked=asked(computed.config))
    return _explained(planned, before, now)


def _explained(planned: Plan, before: Kept, now: Grounds) -> tuple[str, ...]:
    records = tuple(change.why for change in record_changes(before, now))
    config = config_changes(before, now)
    rest = (reason for reason in planned.reasons if not _is_explained(planned, reason, bool(records), bool(config)))
    return tuple(dict.fromkeys((*records, *config, *rest)))


def _is_explained(planned: Plan, reason: str, records: bool, config: bool) -> bool:
    seen = planned.seen.get(reason, ())
    return bool(seen) and all(
        (records and one.subject.startswith("corpus/records/"))
        or (records and one.kind == "folder" and one.subject == "corpus")
        or (config and one.subject == planned.named.config)
        for one in seen
    )
