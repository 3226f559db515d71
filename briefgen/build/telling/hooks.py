"""Telling others of a report: a program is run, or a message posted. Neither can break a build."""

from __future__ import annotations

import json
from collections.abc import Sequence

from briefgen.build.telling.memory import HTML, MARKDOWN
from briefgen.build.telling.report import Report, told
from briefgen.config.schema import Hook, Settings
from briefgen.errors import BriefgenError, Problem
from briefgen.workspace import Asked, Workspace
from briefgen.workspace.addresses import AddressError

#: A hook's program and a webhook's server have so many seconds.
PROGRAM_SECONDS = 60
SERVER_SECONDS = 15


def run_hooks(workspace: Workspace, settings: Settings, made: Report) -> tuple[Problem, ...]:
    """Run every hook that is for this report, in order; a warning for each that failed."""
    found: list[Problem] = []
    for hook in settings.hooks:
        if hook.when == "attention" and not made.attention:
            continue
        problem = _run(workspace, hook, made) if hook.command else _post(workspace, settings.hosts, hook, made)
        if problem is not None:
            found.append(problem)
    return tuple(found)


def _run(workspace: Workspace, hook: Hook, made: Report) -> Problem | None:
    """Run the program, with the report as JSON on its standard input."""
    try:
        ran = workspace.run(_words(workspace, hook.command), _body(made), PROGRAM_SECONDS)
    except (BriefgenError, OSError, ValueError) as error:
        said = error.problems[0].message if isinstance(error, BriefgenError) else " ".join(str(error).split())
        return _failed(hook, f"the hook did not run: {said}", "check the command, and try it by itself")
    if ran.status == 0:
        return None
    last = " ".join(ran.errors.decode(errors="replace").split())[-200:]
    return _failed(
        hook,
        f"the hook '{hook.command[0]}' ended with {ran.status}{f': {last}' if last else ''}",
        "the briefs are built and the report is written; try the command by itself",
    )


def _words(workspace: Workspace, command: Sequence[str]) -> tuple[str, ...]:
    """The command with the report's paths in it; a program that lies on the desk is found there."""
    paths = {"{html}": workspace.place(HTML), "{markdown}": workspace.place(MARKDOWN), "{desk}": workspace.place(".")}
    words = list(command)
    for name, path in paths.items():
        words = [word.replace(name, path) for word in words]
    if "/" in words[0] and not words[0].startswith("/") and workspace.exists(words[0]):
        words[0] = workspace.place(words[0])
    return tuple(words)


def _post(workspace: Workspace, hosts: tuple[str, ...], hook: Hook, made: Report) -> Problem | None:
    asked = Asked(
        address=hook.webhook,
        hosts=hosts,
        method="POST",
        headers={"Content-Type": "application/json"},
        body=_body(made),
        seconds=SERVER_SECONDS,
    )
    try:
        answered = workspace.ask(asked)
    except AddressError as error:
        return _failed(hook, f"the webhook was not told: {error}", error.hint)
    if 200 <= answered.status < 300:
        return None
    return _failed(
        hook,
        f"the webhook was not told: its server answered {answered.status}",
        "check the address with whoever runs it",
    )


def _body(made: Report) -> bytes:
    return (json.dumps(told(made), ensure_ascii=False, sort_keys=True) + "\n").encode()


def _failed(hook: Hook, message: str, hint: str) -> Problem:
    return Problem(message, hint, hook.place, "warning")
