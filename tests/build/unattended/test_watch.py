"""Watching a desk: what happens in the file system is a hint, what differs from the last build is built."""

import shutil
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefgen.build.shelf.importing import import_source
from briefgen.build.telling.after import build_and_tell
from briefgen.build.telling.memory import MARKDOWN
from briefgen.build.unattended.watch import Listener, Watch
from briefgen.cite import style as load
from briefgen.errors import BusyError, Problem
from briefgen.workspace import Disk
from tests.build.desks import CONFIG, RECORDS, change, reword, starter

START = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


class Scripted(Disk):
    """A desk whose clock is ours, and on which something happens when the script says so."""

    moment = START
    script = ()

    def now(self):
        return self.moment

    def wait(self, seconds):
        return bool(self.script)

    @contextmanager
    def stoppable(self):
        yield

    @contextmanager
    def watching(self, folders, *, polling):
        self.watched = folders
        yield self

    polling = False

    def happened(self, seconds):
        step, *rest = self.script
        object.__setattr__(self, "script", rest)
        self.moment += timedelta(seconds=seconds if step is None else 1)
        if step is not None:
            step()
        return step is not None


@pytest.fixture
def desk(tmp_path):
    starter(tmp_path / "desk", "outline")
    return tmp_path / "desk"


def watched(desk, *script, only=()):
    """What a watch tells while the script goes on; None in it is a time in which nothing happens."""
    told, disk = [], Scripted(desk)
    disk.script = [*script, None]

    def run(names, notes):
        entries, after = build_and_tell(disk, "watch", names, lambda *_: None, notes)
        told.extend(f"report: {after.report.attention}" for _ in (1,) if after.report is not None)
        return entries

    listener = Listener(
        began=lambda polling: told.append(f"began {polling}"),
        done=lambda entry: told.append(f"{entry.brief} {entry.outcome}: {'; '.join(entry.reasons)}"),
        failed=lambda entry: told.append(f"{entry.brief} failed: {entry.error}"),
        noted=lambda waiting: told.append(f"{waiting.text} | {waiting.hint}"),
    )
    Watch(workspace=disk, run=run, listener=listener, only=only).keep()
    return told


REWORDED = "first-brief built: finding sf-01 reworded"
FIRST = ["began False", "report: 0", "first-brief built: it was never built"]


def test_what_changed_is_rebuilt_and_said_why(desk):
    told = watched(desk, lambda: reword(desk))
    assert told[:-1] == [*FIRST, "report: 0"]
    assert told[-1].startswith(REWORDED)


def test_an_event_that_means_nothing_builds_nothing(desk):
    assert watched(desk, (desk / RECORDS).touch, lambda: (desk / "notes.txt").write_text("x")) == FIRST


def test_a_change_whose_event_was_lost_is_found_all_the_same(desk):
    told = watched(desk)
    reword(desk)
    assert told == FIRST
    again = watched(desk)
    assert (again[:-1], again[-1].startswith(REWORDED)) == (["began False", "report: 0"], True)
    assert watched(desk) == ["began False"]


def test_new_configs_are_built_and_only_those_asked_for(desk):
    def new():
        shutil.copy(desk / CONFIG, desk / "configs/second.yaml")

    assert watched(desk, new)[-2:] == ["report: 0", "second built: it was never built"]
    told = watched(desk, lambda: reword(desk), only={"second"})
    assert told[1] == "report: 0"
    assert told[2].startswith("second built: finding sf-01 reworded")


def test_a_mistake_is_told_once_and_its_end_too(desk):
    def mend():
        change(desk, CONFIG, "audiense:", "audience:")

    told = watched(desk, lambda: change(desk, CONFIG, "audience:", "audiense:"), (desk / RECORDS).touch, mend)
    assert [line for line in told if line.startswith("first-brief failed")] == [
        (
            "first-brief failed: configs/first-brief.yaml:3:1 a config needs the key 'audience'\n"
            "configs/first-brief.yaml:6:1 a config has no key 'audiense'"
        )
    ]
    assert told[-2:] == ["report: 0", "first-brief unchanged: "]
    assert "nothing waits for a person" in (desk / MARKDOWN).read_text(encoding="utf-8")


def test_what_failed_is_tried_again_after_a_while_without_any_event(desk):
    receipt = desk / "output/first-brief/first-brief.outline.txt"

    def blocked():
        receipt.unlink()
        receipt.mkdir()
        reword(desk)

    told = watched(desk, blocked, None, None, None, receipt.rmdir)
    tries = [line for line in told if "it cannot be written" in line]
    assert len(tries) == 1
    assert told[-1].startswith("first-brief built")


def test_folders_outside_the_usual_ones_are_watched_once_a_brief_reads_them(desk):
    (desk / "styles").mkdir()
    shutil.copy(Path(load.__file__).parent / "styles/notes.csl", desk / "styles/own.csl")
    change(desk, "configs/desk.yaml", "{style: notes}", "{style: styles/own.csl}")
    disk = Scripted(desk)
    disk.script = [None]
    seen = []
    listener = Listener(began=seen.append, done=seen.append, failed=seen.append, noted=seen.append)
    run = lambda names, notes: build_and_tell(disk, "watch", names, lambda *_: None, notes)[0]  # noqa: E731
    Watch(workspace=disk, run=run, listener=listener).keep()
    assert seen[1].outcome == "built"
    assert "styles" in disk.watched


def shelf(desk, words="A report.\n"):
    """A document of a source, imported, in a folder of its own beside the desk."""
    folder = desk.parent / "shelf"
    folder.mkdir(exist_ok=True)
    document = folder / "paper.txt"
    document.write_text(PAPER, encoding="utf-8")
    change(desk, "configs/desk.yaml", "documents: [documents]", "documents: [../shelf]")
    import_source(Disk(desk), document, "paper")
    return document


PAPER = """A Paper on Lakes

Introduction

Lakes are large and many people live beside them, which is why they matter to so many of us in every country.

They freeze in winter, and the ice carries a person after some nights of frost without wind and without snow.
"""


def test_a_document_that_changed_is_told_once_and_stays_in_the_report(desk):
    document = shelf(desk)
    told = watched(desk, lambda: document.write_text(PAPER + "\nMore is known now.\n", encoding="utf-8"), None)
    assert told[-2:] == [
        (
            f"the document 'paper.txt' is not the one that was imported | run 'briefgen import {document}"
            " --id paper', then look at what it reports"
        ),
        "report: 1",
    ]
    assert watched(desk)[1:] == [told[-2]]
    assert "The desk" in (desk / MARKDOWN).read_text(encoding="utf-8")
    document.write_text(PAPER, encoding="utf-8")
    watched(desk)
    assert "The desk" not in (desk / MARKDOWN).read_text(encoding="utf-8")


def test_a_document_that_changed_is_imported_where_the_settings_say_so(desk):
    document = shelf(desk)
    change(desk, "configs/desk.yaml", "language:", "watch: {changed: import}\nlanguage:")
    told = watched(
        desk,
        lambda: document.write_text(
            PAPER.replace("some nights", "two nights") + "\nMore is known now.\n", encoding="utf-8"
        ),
        None,
    )
    assert next(line for line in told if "was imported" in line).startswith(
        "the document 'paper.txt' changed and was imported: of its passages "
    )
    assert "two nights" not in str(told)
    assert [line for line in watched(desk) if "paper" in line] == []


def test_a_document_that_cannot_be_imported_is_told(desk):
    document = shelf(desk)
    change(desk, "configs/desk.yaml", "language:", "watch: {changed: import}\nlanguage:")
    told = watched(desk, lambda: document.write_bytes(b""), None)
    assert [line for line in told if "changed, and could not be imported: " in line]


def test_settings_with_mistakes_are_told_and_do_not_stop_the_watch(desk):
    told = watched(desk, lambda: change(desk, "configs/desk.yaml", "language:", "languag:"), None)
    assert any("the desk's settings has no key 'languag'" in line for line in told)


def test_one_process_watches_a_desk(desk):
    class Held(Scripted):
        @contextmanager
        def hold(self, name, seconds=30):
            raise BusyError(Problem("another run of briefgen is at work on this desk", "wait"))
            yield

    nothing = Listener(began=print, done=print, failed=print, noted=print)
    with pytest.raises(BusyError, match="another process watches this desk"):
        Watch(workspace=Held(desk), run=lambda names, notes: (), listener=nothing).keep()
