"""Confirming flagged records: a person stands by them, against what their passages say now."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace

from briefgen.corpus.flags import GONE, flagged, open_flags
from briefgen.corpus.load import load_corpus
from briefgen.corpus.records import Corpus
from briefgen.corpus.sources import Flag
from briefgen.diagnostics import Problems, did_you_mean
from briefgen.errors import CorpusError
from briefgen.importers.storage import flag_lines, put
from briefgen.workspace import Workspace

#: A passage may have lost so much of its words, in percent, to be confirmed without each record being named.
SLIGHT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """Records that were confirmed, those that were not flagged, and those left for a look of their own."""

    confirmed: tuple[str, ...]
    sound: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def confirm(workspace: Workspace, records: tuple[str, ...], *, slight_in: str = "") -> Confirmed:
    """Confirm the *records*, and those that only slight changes of the source *slight_in* concern.

    Each flag's row gets the digest that the record was confirmed against. Raises CorpusError where a record or the
    source is not known; then nothing is confirmed. BusyError, OutputError.
    """
    corpus = load_corpus(workspace)
    _check_names(corpus, records, slight_in)
    with ExitStack() as held:
        for name, source in corpus.sources.items():
            if source.flags:
                held.enter_context(workspace.hold(f"import-{name}"))
        corpus = load_corpus(workspace)
        slight = _slight(corpus, slight_in) if slight_in else {}
        wanted = {*records, *(name for name, is_slight in slight.items() if is_slight)}
        confirmed = tuple(record.id for record, _ in flagged(corpus) if record.id in wanted)
        for source in corpus.sources.values():
            rows = tuple(_row(corpus, flag) if flag.record in confirmed else flag for flag in source.flags)
            put(workspace, f"corpus/sources/{source.id}/flags.jsonl", flag_lines(rows))
    return Confirmed(
        confirmed=confirmed,
        sound=tuple(name for name in records if name not in confirmed),
        left=tuple(name for name, is_slight in slight.items() if not is_slight and name not in confirmed),
    )


def _check_names(corpus: Corpus, records: tuple[str, ...], source: str) -> None:
    problems = Problems()
    for name in records:
        if name not in corpus.records:
            hint = did_you_mean(name, corpus.records) or "'briefgen records --flagged' lists those that wait"
            problems.error(f"no record '{name}' in corpus/records", hint=hint)
    if source and source not in corpus.sources:
        hint = did_you_mean(source, corpus.sources) or f"there are: {', '.join(corpus.sources)}"
        problems.error(f"no source '{source}' in corpus/sources", hint=hint)
    problems.raise_errors(CorpusError)


def _slight(corpus: Corpus, source: str) -> dict[str, bool]:
    """The records flagged for changes of a source, each with whether all its flags are slight ones of it."""
    own = {flag.record for flag in corpus.sources[source].flags}
    return {
        record.id: all(_is_slight(flag) and flag in corpus.sources[source].flags for flag in flags)
        for record, flags in flagged(corpus)
        if record.id in own and any(flag in corpus.sources[source].flags for flag in flags)
    }


def _is_slight(flag: Flag) -> bool:
    """Whether a passage was only reworded a little, and every figure in it is as it was."""
    return flag.what == "reworded" and bool(flag.before.fingerprint) and flag.percent <= SLIGHT and not flag.figures


def _row(corpus: Corpus, flag: Flag) -> Flag:
    if flag not in open_flags(corpus, corpus.records[flag.record]):
        return flag
    return replace(flag, confirmed=flag.now or GONE)
