"""``briefgen check``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from briefgen.build.desk.documents import at_hand
from briefgen.build.making.compute import check as check_brief
from briefgen.build.making.compute import choose
from briefgen.cli.options import everywhere, json_option
from briefgen.cli.printing import print_json, problem_data
from briefgen.cli.session import Session
from briefgen.config.load import configs, load_settings
from briefgen.corpus.check import check_corpus
from briefgen.corpus.load import load_corpus
from briefgen.corpus.records import Corpus
from briefgen.diagnostics import Problems, count, render
from briefgen.errors import BriefgenError, CorpusError, Place, Problem


@click.command("check")
@json_option
@everywhere
@click.pass_obj
def command(session: Session, as_json: bool) -> int:
    """Prove the corpus: every id resolves, every figure stands in its evidence.

    Figures are looked for in the documents' text where it is at hand, else among those that the import kept. The
    configs are checked against the corpus as well. Exits with the code of the first kind of error found (4: the
    corpus, 5: a config …), with 0 where there are warnings at most.
    """
    found, code = _found(session)
    session.close()
    if as_json:
        print_json([problem_data(problem) for problem in found])
    else:
        shown = [problem for problem in found if not session.quiet or problem.severity == "error"]
        if shown:
            click.echo(render(shown))
        if not session.quiet:
            click.echo(f"{count(found)}.".capitalize())
    return code


def _found(session: Session) -> tuple[Sequence[Problem], int]:
    """Every problem of the desk, and the exit code of the first error's kind."""
    problems = Problems()
    session.tell("load", "the corpus")
    try:
        settings = load_settings(session.desk)
        corpus = load_corpus(session.desk)
    except BriefgenError as error:
        return error.problems, error.exit_code
    documents = at_hand(session.desk, settings, corpus.sources.values())
    problems.extend(documents.problems)
    session.tell("check", f"{len(corpus.records)} records against their evidence")
    problems.extend(check_corpus(corpus, documents.texts))
    codes = [CorpusError.exit_code] if problems.errors else []
    codes += _check_configs(session, corpus, problems)
    return problems.found, codes[0] if codes else 0


def _check_configs(session: Session, corpus: Corpus, problems: Problems) -> list[int]:
    """Hold every config against the corpus; exit codes of those that fail."""
    codes: list[int] = []
    seen = {_same(problem) for problem in problems.found}
    for name in configs(session.desk):
        try:
            fresh: Sequence[Problem] = check_brief(choose(session.desk, name, session.tell, corpus), session.tell)
        except BriefgenError as error:
            fresh = error.problems
            if not seen.issuperset(_same(problem) for problem in fresh if problem.severity == "error"):
                codes.append(error.exit_code)
        problems.extend(problem for problem in fresh if _same(problem) not in seen)
        seen.update(map(_same, fresh))
    return codes


def _same(problem: Problem) -> tuple[Place | None, str]:
    """What makes two problems one: several briefs may use the same record, and hints may be more or less complete."""
    return problem.place, problem.message
