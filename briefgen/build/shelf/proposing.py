"""Proposing records for a source, and putting their skeletons on the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefgen.build.desk.documents import at_hand
from briefgen.config.load import load_settings
from briefgen.corpus.load import load_corpus
from briefgen.corpus.records import Corpus
from briefgen.diagnostics import did_you_mean
from briefgen.errors import CorpusError, Problem
from briefgen.importers.storage import passage_text
from briefgen.propose.rank import Proposal, propose
from briefgen.propose.skeleton import Suggestion, by_part, skeletons
from briefgen.propose.suggest import addressees, topics
from briefgen.workspace import Workspace

#: So many files of skeletons may lie beside one part's records.
_MOST_FILES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A source's passages in the order in which they deserve a record, their texts where at hand, and warnings."""

    corpus: Corpus
    proposals: tuple[Proposal, ...]
    texts: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


def propose_records(workspace: Workspace, source: str) -> Proposed:
    """Rank the passages of a source; raises CorpusError where there is none of that id, or it has no passages."""
    corpus = load_corpus(workspace)
    if source not in corpus.sources:
        hint = did_you_mean(source, corpus.sources) or "'briefgen import DOCUMENT --id ID' makes one"
        raise CorpusError(Problem(f"no source '{source}' in corpus/sources", hint))
    found = corpus.sources[source]
    if not found.passages:
        raise CorpusError(Problem(f"the source '{source}' has no passages yet", "import its document first"))
    documents = at_hand(workspace, load_settings(workspace), [found])
    text = documents.texts.get(source)
    texts = {
        one.id: one.text or (passage_text(text, one) if text is not None else "")
        for one in found.passages
        if one.text or text is not None
    }
    return Proposed(corpus=corpus, proposals=propose(corpus, source, texts), texts=texts, problems=documents.problems)


def suggest(proposed: Proposed, proposals: Sequence[Proposal]) -> tuple[Suggestion, ...]:
    """*proposals* with topics and addressees that may fit."""
    made: list[Suggestion] = []
    for proposal in proposals:
        text = proposed.texts.get(proposal.passage.id, "")
        made.append(
            Suggestion(
                proposal=proposal,
                topics=topics(proposed.corpus, proposal.passage, text),
                addressees=addressees(proposed.corpus, text) if proposal.kind == "recommendation" else (),
            )
        )
    return tuple(made)


def write_skeletons(workspace: Workspace, proposed: Proposed, chosen: Sequence[Proposal]) -> tuple[str, ...]:
    """Write a skeleton for each of *chosen*, one new file a part; the paths written.

    No file that is there is touched. Raises OutputError where a file cannot be written.
    """
    written: list[str] = []
    for part, suggestions in by_part(suggest(proposed, chosen)).items():
        source = suggestions[0].proposal.passage.source
        path = _free(workspace, f"corpus/records/{source}/{part}-proposed")
        workspace.write(path, skeletons(proposed.corpus, source, part, suggestions).encode())
        written.append(path)
    return tuple(written)


def _free(workspace: Workspace, stem: str) -> str:
    names = (f"{stem}{'' if number == 1 else f'-{number}'}.yaml" for number in range(1, _MOST_FILES))
    return next(name for name in names if not workspace.exists(name))
