"""``briefgen watch`` as a process: an editor saves, the brief is rebuilt."""

import json
import signal

import pytest

from tests.build.desks import CONFIG, RECORDS, change, starter
from tests.cli.test_schedule import PATIENCE, hears, started


def save_as_editors_do(file, old, new):
    """Write a new file beside the old one, then put it in its place."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    beside = file.with_name(f"{file.name}.tmp~")
    beside.write_text(text.replace(old, new), encoding="utf-8")
    beside.replace(file)


@pytest.mark.parametrize("options", [(), ("--poll",)])
def test_what_an_editor_saves_is_rebuilt_and_a_mistake_is_told(tmp_path, options):
    desk = tmp_path / "desk"
    starter(desk, "outline")
    outline = desk / "output/first-brief/first-brief.outline.txt"
    with started(desk, "watch", *options) as process:
        hears(process, "first-brief: built (it was never built)")
        save_as_editors_do(desk / RECORDS, "3.1 degrees cooler on", "3.1 degrees cooler on all")
        said = hears(process, "first-brief: built (finding sf-01 reworded")
        assert said.count("first-brief: wrote output/first-brief/first-brief.outline.txt") == 1, (
            "at once, and not again"
        )
        assert "3.1 degrees cooler on all" in outline.read_text(encoding="utf-8")
        save_as_editors_do(desk / CONFIG, "audience:", "audiense:")
        hears(process, "report: output/report.html")
        save_as_editors_do(desk / CONFIG, "audiense:", "audience:")
        hears(process, "first-brief: up to date")
        process.send_signal(signal.SIGTERM)
        said, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert said.endswith("Stopped.\n")
    assert "a config has no key 'audiense'" in errors
    assert "first-brief: failed; tried again at the next change" in errors
    assert "Watching" not in errors


def test_for_a_program_each_run_is_one_line(tmp_path):
    desk = tmp_path / "desk"
    starter(desk, "outline")
    with started(desk, "watch", "--json") as process:
        first = json.loads(hears(process, '"outcome": "built"').splitlines()[0])
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=PATIENCE)
    assert (first["run"], first["report"], first["notes"]) == ("watch", "output/report.html", [])
    assert [one["file"] for one in first["briefs"][0]["files"]] == ["output/first-brief/first-brief.outline.txt"]
    assert all(json.loads(line)["run"] == "watch" for line in said.splitlines())


def test_a_second_watch_of_a_desk_says_so_and_other_briefs_are_left_alone(tmp_path):
    desk = tmp_path / "desk"
    starter(desk, "outline")
    (desk / "configs/second.yaml").write_bytes((desk / CONFIG).read_bytes())
    with started(desk, "watch", "second") as process:
        hears(process, "wrote output/second/second.outline.txt")
        with started(desk, "watch") as other:
            _, errors = other.communicate(timeout=PATIENCE)
        assert (other.returncode, "another process watches this desk" in errors) == (12, True)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert not (desk / "output/first-brief").exists()


def test_a_document_that_changed_is_told(tmp_path):
    desk = tmp_path / "desk"
    starter(desk, "outline")
    change(desk, "configs/desk.yaml", "documents: [documents]", "documents: [papers]")
    document = next(iter(sorted((desk / "corpus/sources").iterdir()))) / "source.yaml"
    line = next(line for line in document.read_text(encoding="utf-8").splitlines() if line.startswith("document:"))
    (desk / "papers").mkdir()
    with started(desk, "watch") as process:
        hears(process, "wrote output/first-brief/first-brief.outline.txt")
        (desk / "papers" / line.partition(":")[2].strip()).write_text("Quite another text.\n", encoding="utf-8")
        hears(process, "report: output/report.html")
        process.terminate()
        _, errors = process.communicate(timeout=PATIENCE)
    assert "is not the one that was imported" in errors
    assert "  hint: run 'briefgen import " in errors
    assert "is not the one that was imported" in (desk / "output/report.md").read_text(encoding="utf-8")
