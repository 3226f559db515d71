"""How many of the passages that deserve a record stand in the first 30 percent proposed.

``python bench/proposals.py``: for each source of this desk whose document is at hand, over the passages of the text
proper. What deserves a record is told by others: the passages that the publication's own editors set as pull quotes, and
all passages that a recommendation of the corpus rests on. Each is counted with every sign and without the sign "it is a
pull quote", with the document's text and without it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefgen.build.shelf.proposing import propose_records  # noqa: E402
from briefgen.corpus.records import Corpus  # noqa: E402
from briefgen.propose.rank import propose  # noqa: E402
from briefgen.workspace import Disk  # noqa: E402

SHARE = 0.3


def wanted(corpus: Corpus, source: str) -> tuple[set[str], set[str]]:
    """The passages repeated by pull quotes, and those that recommendations rest on."""
    quoted = {one.repeats for one in corpus.sources[source].passages if one.repeats}
    advice = {
        passage
        for record in corpus.records.values()
        if record.kind == "recommendation"
        for evidence in record.evidence
        if evidence.source == source
        for passage in evidence.passages
    }
    return quoted, advice


def measure(corpus: Corpus, source: str, texts: Mapping[str, str], without: tuple[str, ...]) -> str:
    """One line: how many of each kind stand in the first share of the passages."""
    proposals = [one for one in propose(corpus, source, texts, without) if one.body]
    first = {one.passage.id for one in proposals[: round(SHARE * len(proposals))]}
    quoted, advice = wanted(corpus, source)
    said = [f"{len(proposals)} passages, {len(first)} of them first"]
    for name, group in (("pull quotes", quoted), ("recommendations", advice)):
        if group:
            said.append(f"{name} {len(group & first)}/{len(group)} ({len(group & first) / len(group):.0%})")
    return "; ".join(said)


def main() -> None:
    """Measure every source with every combination."""
    desk = Disk(ROOT)
    for source in ("china-russia-alignment", "eu-china-fifty-fifty"):
        proposed = propose_records(desk, source)
        for texts in (proposed.texts, {}):
            for without in ((), ("pull_quote",)):
                signs = "without the pull quotes" if without else "every sign"
                how = "text at hand" if texts else "no text"
                print(f"{source}: {how}, {signs}: {measure(proposed.corpus, source, texts, without)}")


if __name__ == "__main__":
    main()
