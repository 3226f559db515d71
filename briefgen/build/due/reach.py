"""Whether a change of records can reach a brief at all, told without computing the brief.

A brief depends on the records that it uses; on those that pass its filters, for they compete with them; on those
that its config names; on how many records and sources there are and in what order; and on how the corpus spells
names, which citations follow. A record that fails a filter before and after its change, that nothing of this names
and that contradicts nobody, changes nothing (:func:`briefgen.select.select` promises its part of that). Wherever
this cannot be shown, the brief is computed: after any other change, for a template that looks up records by itself
or shows the near misses, without a ledger of the corpus as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.build.desk.observe import Observed, Present
from briefgen.build.due import ledger
from briefgen.build.due.ledger import Ledger
from briefgen.build.due.plan import Plan
from briefgen.build.due.shared import Shared
from briefgen.build.due.standing import World
from briefgen.build.making.compute import named_records
from briefgen.config.load import load_config, load_settings
from briefgen.config.schema import Config
from briefgen.corpus.records import Corpus
from briefgen.errors import BriefgenError
from briefgen.sandbox import names_used
from briefgen.select.criteria import Filter, filters
from briefgen.select.taxonomy import Taxonomy
from briefgen.workspace import Workspace

#: What a template may not name: the selection holds the near misses, and any record can be looked up.
_UNTOLD = frozenset({"selection", "record"})

#: With more changed records than this, briefs are computed.
_MOST = 1000


@dataclass(frozen=True, slots=True)
class _Now:
    """The corpus of this run with its ledger and taxonomy."""

    corpus: Corpus
    ledger: Ledger
    taxonomy: Taxonomy


class Reach:
    """For one run: what changed in the corpus since each brief was built, and whether it can reach the brief."""

    def __init__(self, workspace: Workspace, shared: Shared) -> None:
        self._workspace = workspace
        self._shared = shared
        self._now: _Now | None = None
        self._before: dict[str, tuple[Ledger, tuple[str, ...]] | None] = {}
        self._templates: dict[str, bool] = {}

    def misses(self, planned: Plan) -> bool:
        """Whether what is due to a brief, by a whole plan, certainly changes nothing in it."""
        receipt = planned.receipt
        if receipt is None or planned.pending is not None or not self._is_of_records(planned):
            return False
        try:
            now = self._read()
            change = self._change(planned, now)
            if change is None or receipt.records.keys() & set(change[1]):
                return False
            settings = load_settings(self._workspace)
            config = load_config(self._workspace, planned.named.config, settings)
        except BriefgenError:
            return False
        before, changed = change
        if not self._is_plain(config.template) or set(changed) & _named(config):
            return False
        chain = filters(now.corpus, config.select, now.taxonomy)
        return all(_is_out(record, before, now.ledger, chain) for record in changed)

    def keep(self) -> None:
        """Keep the ledger of the corpus as this run read it, if it read it, for later runs."""
        observed = self._shared.corpus_observed
        if observed:
            ledger.keep(self._workspace, observed, self._read().ledger)

    @staticmethod
    def _is_of_records(planned: Plan) -> bool:
        """Whether nothing is due for but files of records that say something else."""
        return planned.due and all(
            reason in planned.seen
            and all(one.kind == "file" and one.name.startswith(ledger.RECORDS) for one in planned.seen[reason])
            for reason in planned.reasons
        )

    def _read(self) -> _Now:
        corpus = self._shared.corpus(Observed(self._workspace))
        if self._now is None or self._now.corpus is not corpus:
            self._now = _Now(corpus, ledger.ledger_of(corpus), Taxonomy(corpus.topics))
            self._before.clear()
        return self._now

    def _change(self, planned: Plan, now: _Now) -> tuple[Ledger, tuple[str, ...]] | None:
        """The ledger at the time of the last build, and the records that say something else now."""
        observed = planned.receipt.observed if planned.receipt else ()
        key = ledger.key_of(observed)
        if key not in self._before:
            before = ledger.kept(self._workspace, observed)
            self._before[key] = None
            changed = ledger.changed(before, now.ledger) if before is not None else None
            if before is not None and changed is not None and len(changed) <= _MOST:
                self._before[key] = (before, changed)
        return self._before[key]

    def _is_plain(self, template: str) -> bool:
        """Whether a template shows neither near misses nor records of its own choice."""
        if template not in self._templates:
            paths = self._workspace.files(f"templates/{template}", ".j2")
            texts = [self._workspace.read(path).decode("utf-8", "replace") for path in paths]
            names = names_used(texts)
            self._templates[template] = names is not None and not names & _UNTOLD
        return self._templates[template]


def world_now(planned: Plan, present: Present) -> World:
    """What the last build of a brief would see now."""
    observed = planned.receipt.observed if planned.receipt else ()
    return tuple(replace(one, seen=present.sees(one)) for one in observed)


def _named(config: Config) -> set[str]:
    return {*named_records(config), *config.select.pin, *config.select.exclude}


def _is_out(record: str, before: Ledger, now: Ledger, chain: Sequence[Filter]) -> bool:
    """Whether a record passes the filters neither before nor after its change, and plays no other part."""
    was, is_now = before.lines[record], now.lines[record]
    if was.disputes or is_now.disputes or was.stands != is_now.stands:
        return False
    return all(any(not one.passes(line.record(record)) for one in chain) for line in (was, is_now))
