"""A run over several briefs, and what it reports of itself."""

from datetime import UTC, datetime

import pytest

from briefgen.build.batch import Done, build_all
from briefgen.build.desk.briefs import briefs
from briefgen.errors import ConfigError, CorpusError
from tests.build.desks import CONFIG, DOCX, FOLDER, reword, starter


@pytest.fixture
def desk(tmp_path):
    desk = starter(tmp_path / "desk", "docx")
    desk.write("configs/second.yaml", desk.read(CONFIG))
    return desk


def ids(done):
    return [one.named.id for one in done]


def test_every_brief_is_built_and_then_up_to_date(desk):
    heard = []
    run = build_all(desk, briefs(desk), heard=heard.append)
    assert ids(run.built) == ["first-brief", "second"]
    assert run.done == tuple(heard)
    assert (run.up_to_date, run.failed, run.waiting, run.code) == ((), (), (), 0)
    again = build_all(desk, briefs(desk))
    assert ids(again.up_to_date) == ["first-brief", "second"]
    assert not any(one.report.computed for one in again.done)


def test_a_run_knows_when_it_began_and_ended(desk):
    moments = [datetime(2026, 1, 15, 6, 30, tzinfo=UTC), datetime(2026, 1, 15, 6, 31, tzinfo=UTC)]
    desk.now = lambda: moments.pop(0)
    run = build_all(desk, ())
    assert (run.started.minute, run.ended.minute) == (30, 31)


def test_one_that_fails_does_not_stop_the_others_and_the_run_has_its_code(desk):
    desk.write("configs/a-broken.yaml", b"title: A brief with mistakes\n")
    run = build_all(desk, briefs(desk))
    assert ids(run.failed) == ["a-broken"]
    assert ids(run.built) == ["first-brief", "second"]
    assert isinstance(run.failed[0].error, ConfigError)
    assert run.code == ConfigError.exit_code


def test_a_format_that_fails_counts_as_failed_though_others_were_written(desk, monkeypatch):
    from briefgen.writers import html

    def broken(brief, style):
        raise OSError("no ink")

    monkeypatch.setattr(html, "write", broken)
    run = build_all(desk, briefs(desk)[:1], formats=("docx", "html"))
    assert ids(run.failed) == ids(run.built) == ["first-brief"]
    assert run.code == 1
    assert [str(error) for error in run.done[0].errors] == ["no ink"]


def test_an_edited_copy_waits_for_a_person_due_or_not(desk):
    build_all(desk, briefs(desk))
    desk.write(DOCX, b"the editor's")
    assert [one.waits for one in build_all(desk, briefs(desk)).waiting] == [(DOCX,)]
    reword(desk.root)
    run = build_all(desk, briefs(desk))
    assert [one.waits for one in run.waiting] == [(DOCX,)]
    assert desk.exists(f"{FOLDER}/first-brief.new.docx")
    assert ids(run.built) == ["first-brief", "second"]


def test_what_failed_waits_for_nobody():
    done = Done(named=None, error=CorpusError(()))
    assert (done.waits, done.changed, done.failed) == ((), False, True)


def test_of_many_briefs_those_up_to_date_are_counted(desk, monkeypatch, capsys):
    from briefgen import cli

    monkeypatch.setattr("briefgen.cli.build._NAMED", 1)
    assert cli.run(["--desk", str(desk.root), "build", "--all", "-q"]) == 0
    desk.write("configs/second.yaml", desk.read(CONFIG).replace(b"Trees cool streets", b"Trees do cool streets"))
    assert cli.run(["--desk", str(desk.root), "build", "--all"]) == 0
    assert "\n1 brief: up to date\n" in capsys.readouterr().out
    assert cli.run(["--desk", str(desk.root), "build", "--all"]) == 0
    assert capsys.readouterr().out == "2 briefs: up to date\n"
    assert cli.run(["--desk", str(desk.root), "build", "--all", "-v"]) == 0
    assert capsys.readouterr().out == "first-brief: up to date\nsecond: up to date\n"
