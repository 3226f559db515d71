"""The README says what is there: its links, its commands, its numbers."""

import re
from pathlib import Path

import pytest

from briefgen.cli import main
from briefgen.corpus.load import load_corpus
from briefgen.workspace import Disk


def links(page: Path) -> list[str]:
    return [link for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")) if "://" not in link]


def pages() -> list[Path]:
    root = Path(__file__).resolve().parent.parent
    return [root / "README.md", root / "CHANGELOG.md", *sorted((root / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page):
    for link in links(page):
        assert (page.parent / link.split("#")[0]).exists() or link.startswith("#"), f"{page.name} links to {link}"


def test_ci_runs_the_second_command_of_the_readme(desk):
    readme = (desk / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"```sh\n(scripts/\w+)\n```", readme)
    assert commands == ["scripts/brief", "scripts/test"]
    assert "exec scripts/test" in (desk / ".ci/run").read_text(encoding="utf-8")
    for command in commands:
        assert (desk / command).stat().st_mode & 0o111


def test_every_command_that_the_readme_shows_is_known(desk, capsys):
    readme = (desk / "README.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"^briefgen (\w+)", readme, re.MULTILINE))
    assert shown
    for command in shown:
        with pytest.raises(SystemExit) as left:
            main([command, "--help"])
        assert left.value.code == 0
        assert f"briefgen {command}" in capsys.readouterr().out


def test_the_number_of_records_in_the_readme_is_the_corpuss(desk):
    said = re.search(r"(\d+) findings and recommendations from two", (desk / "README.md").read_text(encoding="utf-8"))
    assert said
    assert int(said.group(1)) == len(load_corpus(Disk(desk)).records)
