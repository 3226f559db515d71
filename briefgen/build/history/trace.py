"""A brief's receipt, block by block, out of what was computed."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen import __version__
from briefgen.brief import Brief
from briefgen.build.desk.briefs import Named
from briefgen.build.desk.program import program
from briefgen.build.history.receipt import BlockTrace, Output, Receipt
from briefgen.build.making.compute import Computed
from briefgen.walk import plain, runs
from briefgen.workspace import digest


def receipt_of(named: Named, computed: Computed, outputs: Mapping[str, Output], ours: frozenset[str]) -> Receipt:
    """The receipt of a build: what was observed, what was computed, what was written."""
    return Receipt(
        id=named.id,
        config=named.config,
        briefgen=__version__,
        program=program(),
        brief=computed.digest,
        style=computed.style.digest,
        formats=computed.config.formats,
        observed=computed.observed,
        outputs=outputs,
        records={trace.id: trace.digest for trace in computed.brief.traces},
        blocks=block_traces(computed.brief),
        ours=ours,
    )


def block_traces(brief: Brief) -> tuple[BlockTrace, ...]:
    """Every heading and paragraph in reading order: digest of its plain text, its records and their evidence."""
    evidence = {trace.id: trace.evidence for trace in brief.traces}
    return tuple(
        BlockTrace(
            id=run.id,
            digest=digest(plain(run.inlines).encode()),
            records=run.records,
            evidence=tuple(one for record in run.records for one in evidence.get(record, ())),
        )
        for run in runs(brief.blocks)
    )
