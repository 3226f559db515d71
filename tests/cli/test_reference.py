"""docs/commands.md says what the program says."""

import re

import click

from briefgen import errors
from briefgen.cli.drift import DRIFTED
from briefgen.cli.group import COMMANDS, briefgen

PAGE = "docs/commands.md"
HEADING = "## Reference\n"


def reference():
    """Every command's help, as it is on a terminal of 100 columns."""
    sections = [_section("briefgen", briefgen, None)]
    parent = briefgen.make_context("briefgen", ["build"], resilient_parsing=True)
    for name in COMMANDS:
        command = briefgen.get_command(parent, name)
        sections.append(_section(f"briefgen {name}", command, parent))
        inner = click.Context(command, info_name=name, parent=parent)
        for below, one in getattr(command, "commands", {}).items():
            sections.append(_section(f"briefgen {name} {below}", one, inner))
    return "\n".join(sections)


def _section(title, command, parent):
    context = click.Context(
        command,
        info_name=title.rpartition(" ")[2],
        parent=parent,
        terminal_width=100,
        max_content_width=100,
        help_option_names=["-h", "--help"],
    )
    return f"### {title}\n\n```text\n{command.get_help(context)}\n```\n"


def test_the_page_has_the_help_of_every_command_as_the_program_prints_it(desk, request):
    page = (desk / PAGE).read_text(encoding="utf-8")
    prose, heading, printed = page.partition(HEADING)
    assert heading
    if request.config.getoption("--accept"):
        (desk / PAGE).write_text(f"{prose}{HEADING}\n{reference()}", encoding="utf-8")
        return
    assert printed == f"\n{reference()}", f"{PAGE} differs: if that is right, run pytest --accept"


def test_the_page_explains_every_exit_code(desk):
    page = (desk / PAGE).read_text(encoding="utf-8")
    explained = {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)}
    kinds = [
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.BriefgenError)
    ]
    assert {kind.exit_code for kind in kinds} | {0, 2, DRIFTED, 130, 141} == explained


def test_every_option_and_argument_says_what_it_is_for():
    for name in COMMANDS:
        command = briefgen.get_command(None, name)
        for one in (command, *getattr(command, "commands", {}).values()):
            for parameter in one.params:
                assert isinstance(parameter, click.Argument) or parameter.help, f"{one.name} {parameter.name}"
