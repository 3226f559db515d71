"""The report of a run: what was rebuilt, why, what waits for a person; and who is told of it."""

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from briefgen.build.batch import Done, build_all
from briefgen.build.desk.briefs import Named, briefs
from briefgen.build.run import build
from briefgen.build.telling.account import Entry, Waiting, build_each, failed_entry
from briefgen.build.telling.after import tell_batch, tell_one, tell_run
from briefgen.build.telling.memory import HTML, MARKDOWN, MOST, STATE, keeps_in_mind, recall
from briefgen.build.telling.report import Report, report
from briefgen.build.telling.reportpage import html, markdown
from briefgen.config.schema import Settings
from briefgen.errors import ConfigError, OutputError, Place, Problem
from briefgen.workspace import Memory
from tests.build.desks import CONFIG, DOCX, change, reword, starter
from tests.webserver import says, web

BEGAN = datetime(2026, 11, 25, 17, 30, tzinfo=UTC)
BUILT = Entry(
    brief="harbour",
    config="configs/harbour.yaml",
    outcome="built",
    reasons=("corpus/records/a.yaml changed", "style.css | changed"),
    wrote=("output/harbour/harbour.docx", "output/harbour/har bour.pdf"),
)
EDITED = Waiting(kind="edited", text="edited by a person, and left as it is", place="output/trade/trade.docx")
BROKEN = failed_entry(
    Named("fish", "configs/fish.yaml"),
    ConfigError(Problem("no topic '<fish>'", "did you mean 'fishing'?", Place("configs/fish.yaml", 4, 2))),
)
UNREACHED = Entry(brief="milk", config="configs/milk.yaml", outcome="unreached", reasons=("x changed",))
NOTHING = Entry(brief="trade", config="configs/trade.yaml", outcome="unchanged", computed=False)


def desk(**files):
    briefs = {f"configs/{name}.yaml": b"" for name in ("harbour", "trade", "fish", "milk")}
    return Memory(briefs | {path: content.encode() for path, content in files.items()})


def reported(workspace, *entries, notes=()):
    return report(
        workspace, lambda: Settings(name="Trade desk"), run="schedule", began=BEGAN, entries=entries, notes=notes
    )


def test_the_report_says_what_was_done_and_what_waits(golden):
    made = Report(
        run="build --all",
        began=BEGAN,
        desk="Trade & harbour desk",
        zone="Europe/Brussels",
        entries=(BUILT, replace(NOTHING, waiting=(EDITED,)), BROKEN, UNREACHED),
        waiting={"trade": (EDITED,), "fish": BROKEN.waiting},
        notes=(Waiting(kind="warning", text="the document a.txt changed", hint="run 'briefgen import a.txt'"),),
    )
    golden("report.md.txt", markdown(made))
    golden("report.html.txt", html(made))
    assert "<script" not in html(made)
    assert html(made) == html(made)


def test_markup_in_what_is_told_is_only_text():
    nasty = Waiting(kind="warning", text="<b>x</b> | `y` [z](http://a) & **w**\nnext", place="output/a/<i>.docx")
    made = Report(run="watch", began=BEGAN, desk="<d>", zone="", entries=(), waiting={"<script>": (nasty,)})
    page = html(made)
    assert all(tag not in page for tag in ("<b>", "<script>", "<d>", "<i>"))
    assert '<a href="output' not in page
    assert 'href="a/%3Ci%3E.docx"' in page
    said = markdown(made)
    assert "\\<script\\>" in said
    assert "- **To look at:** \\<b\\>x\\</b\\> \\| \\`y\\` \\[z\\](http://a) & \\*\\*w\\*\\* next." in said


def test_blocks_that_wait_for_a_decision_are_a_line_each():
    blocks = "the title: the editor's text stays\nfinding “A_b”: the editor's text stays (finding ab-1 reworded)"
    two = Waiting(kind="redlined", text="2 conflicts to look at", place=EDITED.place, hint=blocks)
    made = Report(run="watch", began=BEGAN, desk="", zone="", entries=(), waiting={"trade": (two,)})
    assert html(made).count('<p class="hint">') == 2
    said = markdown(made)
    assert "2 conflicts to look at. ([output/trade/trade.docx](trade/trade.docx))\n  - The title: the editor" in said
    assert "\n  - Finding “A\\_b”: the editor's text stays (finding ab-1 reworded)." in said


def test_a_report_is_written_when_something_was_done_and_not_when_nothing_differs():
    workspace = desk()
    assert reported(workspace, NOTHING) is None
    assert not workspace.exists(HTML)
    assert reported(workspace, BUILT, NOTHING)
    first = workspace.read(HTML)
    assert reported(workspace, NOTHING, UNREACHED) is None
    assert workspace.read(HTML) == first
    assert reported(workspace, BUILT)


def test_a_failure_is_reported_once_until_it_is_another_or_over():
    workspace = desk()
    assert reported(workspace, BROKEN)
    assert reported(workspace, BROKEN, NOTHING) is None
    other = failed_entry(Named("fish", "configs/fish.yaml"), OutputError(Problem("the disk is full", "free some")))
    assert reported(workspace, other)
    over = reported(workspace, Entry(brief="fish", config="configs/fish.yaml", outcome="unchanged", computed=False))
    assert (over.attention, b"Nothing was rebuilt, nothing waits" in workspace.read(MARKDOWN)) == (0, True)


def test_what_waits_at_other_briefs_stays_in_the_report_until_it_is_seen_to():
    workspace = desk()
    trade = replace(NOTHING, waiting=(EDITED,))
    assert reported(workspace, trade)
    assert list(reported(workspace, BUILT).waiting) == ["trade"]
    assert reported(workspace, trade) is None
    assert reported(workspace, NOTHING).attention == 0


def test_warnings_of_the_last_build_wait_while_nothing_is_due_and_go_with_the_brief():
    workspace = desk()
    flagged = Waiting(kind="warning", text="record c1-01 rests on a passage that was reworded")
    beside = Waiting(kind="beside", text="left as it is", place=EDITED.place)
    assert reported(workspace, replace(NOTHING, computed=True, outcome="built", waiting=(flagged, beside)))
    assert reported(workspace, replace(NOTHING, waiting=(EDITED,))) is None
    found = reported(workspace, NOTHING)
    assert found.waiting == {"trade": (flagged,)}
    workspace.remove("configs/trade.yaml")
    assert reported(workspace, BUILT).waiting == {}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"form": 9}',
        b'{"form": 1, "waiting": {"a": [{"kind": "x"}]}}',
        b'{"form": 1, "waiting": {}, "rebuilt": [{"brief": "a"}]}',
        b'{"form": 1, "waiting": {}, "rebuilt": [{"brief":"a","run":"","began":"2026-01-01","reasons":[],"files":[]}]}',
    ],
)
def test_a_damaged_memory_of_the_last_report_counts_as_none(content):
    workspace = desk()
    reported(workspace, replace(NOTHING, waiting=(EDITED,)))
    workspace.write(STATE, content)
    assert reported(workspace, replace(NOTHING, waiting=(EDITED,))).attention == 1


def test_briefs_that_a_run_did_not_write_are_told_with_what_earlier_runs_said_of_them():
    workspace = desk()
    reported(workspace, BUILT, replace(BUILT, brief="trade", reasons=("the config's answer was rewritten",)))
    later = BEGAN + timedelta(hours=3)
    made = report(workspace, Settings, run="build trade", began=later, entries=[replace(BUILT, brief="trade")])
    assert [(one.brief, one.run, one.began, one.reasons) for one in made.earlier] == [
        ("harbour", "schedule", BEGAN, BUILT.reasons)
    ]
    assert "harbour | corpus/records/a.yaml changed" in workspace.read(MARKDOWN).decode()
    assert "25 November 2026, 17:30 UTC, by briefgen schedule" in workspace.read(MARKDOWN).decode()
    assert "<h2>Rebuilt before</h2>" in workspace.read(HTML).decode()
    last = reported(workspace, BUILT)
    assert [(one.brief, one.run) for one in last.earlier] == [("trade", "build trade")]
    workspace.remove("configs/trade.yaml")
    assert reported(workspace, BUILT).earlier == ()


def test_at_most_the_newest_are_remembered():
    many = [replace(BUILT, brief=f"b{number:02}") for number in range(MOST + 5)]
    workspace = Memory({f"configs/{one.brief}.yaml": b"" for one in many})
    reported(workspace, *many)
    assert [one.brief for one in recall(workspace).rebuilt] == [one.brief for one in many[:MOST]]


def test_whether_something_waits_at_a_brief_is_told_from_the_bytes():
    workspace = desk()
    assert not keeps_in_mind(workspace, "trade")
    reported(workspace, BUILT, replace(NOTHING, waiting=(EDITED,)))
    assert keeps_in_mind(workspace, "trade")
    assert not keeps_in_mind(workspace, "harbour"), "it was rebuilt, and nothing waits"


def test_a_build_of_one_brief_renews_a_report_that_is_there(tmp_path):
    disk = starter(tmp_path / "desk", "outline")
    (named,) = briefs(disk)
    done = Done(named=named, report=build(disk, named))
    assert tell_one(disk, BEGAN, done).report is None, "the desk keeps none"
    assert not disk.exists(HTML)
    failed = failed_entry(named, ConfigError(Problem("no topic", "name one")))
    assert tell_run(disk, "build --all", BEGAN, [failed]).report.attention == 1
    renewed = tell_one(disk, BEGAN, done)
    assert (renewed.report.run, renewed.report.attention, renewed.problems) == ("build first-brief", 0, ())
    assert b"1 brief rebuilt, nothing waits" in disk.read(HTML)


def test_a_build_of_one_brief_runs_no_hook():
    workspace = desk()
    hooked(workspace, f"hooks: [{{command: ['{sys.executable}', -c, pass]}}]")
    assert len(workspace.ran) == 1
    broken = Done(named=Named("fish", "configs/fish.yaml"), error=ConfigError(Problem("no topic", "name one")))
    assert tell_one(workspace, BEGAN, broken).report.attention == 1
    assert len(workspace.ran) == 1


def test_a_real_run_is_told_with_its_reasons_its_edited_copies_and_its_failures(tmp_path):
    disk = starter(tmp_path / "desk")
    first = build_each(disk, [CONFIG])
    assert (first[0].outcome, first[0].reasons) == ("built", ("it was never built",))
    assert build_each(disk, [CONFIG])[0].outcome == "unchanged"
    (tmp_path / "desk" / DOCX).write_bytes(b"an editor's own")
    reword(tmp_path / "desk")
    second = build_each(disk, [CONFIG])[0]
    assert second.outcome == "built"
    assert "output/first-brief/first-brief.new.docx" in second.wrote
    assert [(one.kind, one.place) for one in second.waiting] == [("beside", DOCX)]
    change(tmp_path / "desk", CONFIG, "audience:", "audiense:")
    third, fourth = build_each(disk, [CONFIG, "configs/none.yaml"])
    assert (third.outcome, fourth.outcome) == ("failed", "failed")
    assert "a config has no key 'audiense'" in third.error
    assert "configs/first-brief.yaml:" in third.waiting[0].place
    assert "did you mean 'audience'?" in [one.hint for one in third.waiting]
    change(tmp_path / "desk", CONFIG, "audiense:", "audience:")
    told = tell_run(disk, "build --all", BEGAN, [second, third])
    assert [one.kind for one in told.report.waiting["first-brief"]] == ["failure", "failure", "beside"]
    assert b"first-brief.new.docx" in disk.read(HTML)


def test_a_run_over_every_brief_is_told_and_a_quiet_one_writes_nothing(tmp_path):
    disk = starter(tmp_path / "desk", "outline")
    assert tell_batch(disk, "build --all", build_all(disk, briefs(disk))).report.rebuilt[0].brief == "first-brief"
    first = disk.read(HTML)
    assert tell_batch(disk, "build --all", build_all(disk, briefs(disk))).report is None
    assert disk.read(HTML) == first
    for path in (STATE, HTML, MARKDOWN):
        disk.remove(path)
    assert tell_batch(disk, "build --all", build_all(disk, briefs(disk))).report is None
    assert not disk.exists(HTML)
    (tmp_path / "desk" / "output/first-brief/first-brief.outline.txt").write_text("edited", encoding="utf-8")
    assert tell_batch(disk, "build --all", build_all(disk, briefs(disk))).report.attention == 1


def test_a_fault_of_our_own_is_a_failure_like_others():
    found = failed_entry(Named("a", "configs/a.yaml"), ZeroDivisionError("division\nby zero"))
    assert found.error == "a fault of briefgen's own (ZeroDivisionError: division by zero)"
    assert found.waiting[0].hint == "please report it"


def hooked(workspace, hooks, *entries):
    workspace.contents["configs/desk.yaml"] = f"name: Desk\n{hooks}\n".encode()
    return tell_run(workspace, "schedule", BEGAN, entries or (BUILT,))


def test_a_hook_is_run_without_a_shell_with_the_report_s_path_and_its_content():
    workspace = desk()
    script = "import sys; print(sys.argv[1:], sys.stdin.read())"
    found = hooked(
        workspace, f"hooks: [{{command: ['{sys.executable}', -c, '{script}', '{{html}}; rm x', '{{desk}}']}}]"
    )
    assert found.problems == ()
    assert workspace.ran[0][3:] == ("/desk/output/report.html; rm x", "/desk/.")


def test_a_hook_that_fails_is_told_and_breaks_nothing():
    workspace = desk()
    script = 'import sys; sys.exit("no room")'
    hooks = f"hooks:\n- {{command: ['{sys.executable}', -c, '{script}']}}\n- {{command: [no-such-program]}}"
    found = hooked(workspace, hooks)
    assert [problem.severity for problem in found.problems] == ["warning", "warning"]
    assert f"the hook '{sys.executable}' ended with 1: no room" in found.problems[0].message
    assert "the hook did not run: the program 'no-such-program' is not installed" in found.problems[1].message
    assert str(found.problems[1].place) == "configs/desk.yaml:4:3"
    assert workspace.exists(HTML)


def test_a_hook_for_attention_is_not_run_without_any():
    workspace = desk()
    hooks = f"hooks: [{{command: ['{sys.executable}', -c, pass], when: attention}}]"
    hooked(workspace, hooks)
    assert workspace.ran == []
    hooked(workspace, hooks, BROKEN)
    assert len(workspace.ran) == 1


def test_a_webhook_gets_the_report_as_json_and_its_failures_are_told(tmp_path):
    disk = starter(tmp_path / "desk")
    with web() as server:
        server.answers["/hook"] = says(b"ok")
        settings = f"hosts: ['{server.host}']\nhooks: [{{webhook: '{server.at('/hook')}'}}, {{webhook: '{server.at('/no')}'}}]\n"
        change(tmp_path / "desk", "configs/desk.yaml", "language:", f"{settings}language:")
        found = tell_run(disk, "watch", BEGAN, [BUILT, BROKEN])
        posted = json.loads(server.requests[0][3])
    assert posted["text"] == "1 brief rebuilt, 1 thing waits for a person"
    assert posted["rebuilt"] == [{"brief": "harbour", "reasons": list(BUILT.reasons), "files": list(BUILT.wrote)}]
    assert posted["waiting"]["fish"][0]["hint"] == "did you mean 'fishing'?"
    assert posted["began"] == "2026-11-25T17:30:00+00:00"
    assert [problem.message for problem in found.problems] == ["the webhook was not told: its server answered 404"]
    gone = tell_run(disk, "watch", BEGAN, [BUILT])
    assert gone.problems[0].message.startswith("the webhook was not told: the server cannot be asked")


def test_a_report_that_cannot_be_written_is_a_warning(tmp_path):
    disk = starter(tmp_path / "desk")
    (tmp_path / "desk" / HTML).mkdir(parents=True)
    found = tell_run(disk, "build --all", BEGAN, [BUILT])
    assert found.report is None
    assert "the report was not written: it cannot be written" in found.problems[0].message


def test_settings_with_mistakes_do_not_keep_the_report_from_being_written():
    workspace = desk()
    workspace.contents["configs/desk.yaml"] = b"nam: x\n"
    assert tell_run(workspace, "schedule", BEGAN, [BROKEN]).report.desk == ""
