"""What a run writes, and what it leaves alone."""

import subprocess
import sys

import filelock
import pytest

from briefgen.build.foresee import foresee
from briefgen.build.run import build
from briefgen.errors import BusyError, ConfigError, CorpusError, OutputError
from tests.build.desks import CONFIG, DOCX, FOLDER, HTML, OUTLINE, RECORDS, change, files, listed, reword, starter


@pytest.fixture
def desk(tmp_path):
    return starter(tmp_path / "desk")


def outcomes(report):
    return {name: one.outcome for name, one in report.delivered.items()}


def test_a_brief_is_written_in_every_format_its_config_asks_for_with_a_receipt(desk):
    report = build(desk, "first-brief")
    assert outcomes(report) == {"docx": "written", "html": "written", "outline": "written"}
    assert report.failures == {}
    assert report.reasons == ("it was never built",)
    assert listed(desk.root) == (DOCX, HTML, OUTLINE, f"{FOLDER}/receipt.json")


def test_a_second_run_has_nothing_to_do_and_touches_nothing(desk):
    build(desk, "first-brief")
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in (desk.root / FOLDER).rglob("*")}
    report = build(desk, "first-brief")
    assert (report.reasons, report.delivered, report.computed) == ((), {}, False)
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in (desk.root / FOLDER).rglob("*")} == before


def test_a_file_that_was_only_touched_makes_nothing_due(desk):
    build(desk, "first-brief")
    (desk.root / RECORDS).touch()
    assert not build(desk, "first-brief").computed


def test_a_finding_reworded_is_written_and_named_as_the_reason(desk):
    build(desk, "first-brief")
    reword(desk.root)
    report = build(desk, "first-brief")
    assert report.reasons == ("finding sf-01 reworded (chosen by topic urban-heat)",)
    assert outcomes(report) == {"docx": "written", "html": "written", "outline": "written"}
    assert "Planted streets are" in desk.read(OUTLINE).decode()


def test_a_change_that_does_not_reach_the_brief_rewrites_nothing_and_is_looked_at_once(desk):
    build(desk, "first-brief")
    before = files(desk.root)
    change(desk.root, "corpus/acronyms.yaml", 'EU: ""', 'EU: ""\n  ZZZ: Zone of zinc zeppelins')
    report = build(desk, "first-brief")
    assert report.computed
    assert report.delivered == {}
    after = files(desk.root)
    assert {name: after[name] for name in after if name != "receipt.json"} == {
        name: before[name] for name in before if name != "receipt.json"
    }
    assert not build(desk, "first-brief").computed


def test_a_comment_among_the_records_rewrites_nothing_though_every_line_moves(desk):
    build(desk, CONFIG)
    before = files(desk.root)
    change(desk.root, RECORDS, "records:", "# a remark of the desk's own\n\nrecords:")
    report = build(desk, CONFIG)
    assert report.computed
    assert not report.changed
    after = files(desk.root)
    assert {name: after[name] for name in before if name != "receipt.json"} == {
        name: before[name] for name in before if name != "receipt.json"
    }


def test_a_stylesheet_that_changes_is_a_reason_to_write(desk):
    build(desk, "first-brief")
    desk.write("templates/policy-brief/style.css", desk.read("templates/policy-brief/style.css") + b"\n/* wider */\n")
    report = build(desk, "first-brief")
    assert report.reasons == ("style.css of the template policy-brief changed",)
    assert outcomes(report)["html"] == "written"
    assert outcomes(report)["outline"] == "unchanged"


def test_the_same_desk_makes_the_same_bytes_anywhere(desk, tmp_path):
    other = starter(tmp_path / "other")
    build(desk, "first-brief")
    build(other, CONFIG)
    assert files(desk.root) == files(other.root)


def test_a_missing_file_is_written_again_alone(desk):
    build(desk, "first-brief")
    desk.remove(HTML)
    report = build(desk, "first-brief")
    assert report.reasons == (f"{HTML} is missing",)
    assert outcomes(report) == {"html": "written"}


def test_one_format_alone_can_be_asked_for_and_the_others_stay_known(desk):
    report = build(desk, "first-brief", formats=("html",))
    assert outcomes(report) == {"html": "written"}
    assert listed(desk.root) == (HTML, f"{FOLDER}/receipt.json")
    assert build(desk, "first-brief").reasons == ("its docx was not written yet", "its outline was not written yet")
    assert not build(desk, "first-brief", formats=("html",)).computed


def test_a_format_left_behind_by_a_narrow_run_is_due_in_the_next_full_one(desk):
    build(desk, "first-brief")
    reword(desk.root)
    build(desk, "first-brief", formats=("html",))
    report = build(desk, "first-brief")
    assert report.reasons == ("its docx is older than the last build", "its outline is older than the last build")
    assert outcomes(report) == {"docx": "written", "outline": "written"}


def test_a_format_beyond_the_configs_can_be_asked_for(desk):
    change(desk.root, "configs/desk.yaml", "formats: [docx, html, outline]", "formats: [html]")
    assert outcomes(build(desk, "first-brief", formats=("docx",))) == {"docx": "written"}


def test_a_fresh_run_computes_all_and_still_replaces_only_what_differs(desk):
    build(desk, "first-brief")
    report = build(desk, "first-brief", fresh=True)
    assert outcomes(report) == {"docx": "unchanged", "html": "unchanged", "outline": "unchanged"}


def test_a_dry_run_says_what_would_be_written_and_writes_nothing(desk):
    assert foresee(desk, "first-brief").formats == ("docx", "html", "outline")
    assert desk.files(FOLDER) == ()
    build(desk, "first-brief")
    assert foresee(desk, "first-brief").reasons == ()
    reword(desk.root)
    before = files(desk.root)
    foreseen = foresee(desk, "first-brief")
    assert (foreseen.reasons, foreseen.formats) == (
        ("finding sf-01 reworded (chosen by topic urban-heat)",),
        ("docx", "html", "outline"),
    )
    assert files(desk.root) == before


def test_a_figure_without_evidence_in_a_record_that_is_used_stops_the_build(desk):
    change(desk.root, RECORDS, "18,400 trees", "19,400 trees")
    with pytest.raises(CorpusError, match="19,400"):
        build(desk, "first-brief")
    assert desk.files(FOLDER) == ()


def test_a_figure_without_evidence_in_the_configs_own_sentence_stops_the_build(desk):
    change(desk.root, CONFIG, "text: Two towns have tried", "text: For 37 years two towns have tried")
    with pytest.raises(ConfigError, match="37") as caught:
        build(desk, "first-brief")
    assert str(caught.value.problems[0].place).startswith(f"{CONFIG}:")


def test_a_heading_claims_no_figure_that_its_topic_does_not_bear_out(desk):
    change(desk.root, CONFIG, "heading: Trees change streets where they survive", "heading: Trees cool by 93 degrees")
    with pytest.raises(ConfigError, match="93"):
        build(desk, "first-brief")


def test_a_title_claims_no_figure_that_nothing_in_the_brief_bears_out(desk):
    change(desk.root, CONFIG, "title: Trees cool streets for decades", "title: Trees cool streets for 80 years")
    with pytest.raises(ConfigError, match="80"):
        build(desk, "first-brief")


def test_one_format_that_fails_does_not_keep_back_the_others(desk, monkeypatch):
    from briefgen.writers import html

    def broken(brief, style):
        raise OSError("no ink")

    monkeypatch.setattr(html, "write", broken)
    report = build(desk, "first-brief")
    assert outcomes(report) == {"docx": "written", "outline": "written"}
    assert {name: str(error) for name, error in report.failures.items()} == {"html": "no ink"}
    monkeypatch.undo()
    again = build(desk, "first-brief")
    assert again.reasons == ("its html was not written yet",)
    assert outcomes(again) == {"html": "written"}


def test_an_output_folder_that_cannot_be_written_is_said_and_nothing_is_left(desk):
    (desk.root / "output" / "first-brief").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        build(desk, "first-brief")
    assert (desk.root / "output" / "first-brief").read_text() == "in the way"


def test_a_file_of_a_format_that_is_not_asked_for_any_more_stays_and_is_called_outdated(desk):
    build(desk, "first-brief")
    change(desk.root, "configs/desk.yaml", "formats: [docx, html, outline]", "formats: [docx]")
    assert build(desk, "first-brief").outdated == (), "it still says what the brief says"
    reword(desk.root)
    old = desk.read(HTML)
    assert build(desk, "first-brief").outdated == (HTML, OUTLINE)
    assert desk.read(HTML) == old


def test_while_another_run_builds_the_same_brief_the_message_says_to_wait(desk, monkeypatch):
    patient = filelock.FileLock

    def impatient(path, timeout):
        return patient(path, timeout=0.1)

    monkeypatch.setattr(filelock, "FileLock", impatient)
    with desk.hold("build-first-brief"), pytest.raises(BusyError) as caught:
        build(desk, "first-brief")
    assert caught.value.problems[0].message == "another run of briefgen is at work on this desk"
    assert "wait" in caught.value.problems[0].hint


def test_a_desk_that_cannot_be_locked_is_not_written_to(desk):
    (desk.root / ".briefgen").write_text("in the way")
    with pytest.raises(OutputError, match="the desk cannot be locked: file exists"):
        build(desk, "first-brief")
    assert desk.files(FOLDER) == ()


def test_two_builds_at_once_do_each_other_no_harm(desk):
    command = [sys.executable, "-m", "briefgen", "--desk", str(desk.root), "build"]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    said = [run.communicate(timeout=120) for run in runs]
    assert [run.returncode for run in runs] == [0, 0], said
    assert [errors for _, errors in said] == [b"", b""]
    assert listed(desk.root) == (DOCX, HTML, OUTLINE, f"{FOLDER}/receipt.json")
    assert subprocess.run(command, capture_output=True, check=True).stdout == b"first-brief: up to date\n"
