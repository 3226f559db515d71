"""The command ``briefgen`` itself, and which commands it has."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from briefgen import __version__
from briefgen.cli.options import everywhere

#: Every command: the module that holds it, and what it does in one line (the first of its own help).
COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("init", "Make a desk in a new folder, with a small corpus and a brief that builds at once."),
    "import": ("import_document", "Read a document into the corpus: its passages, notes and references."),
    "drift": (
        "drift",
        "Look whether documents changed since they were imported, and what that would mean.",
    ),
    "confirm": ("confirm", "Stand by flagged records as they are, against what their passages say now."),
    "passages": ("passages", "List a source's passages, with their places, notes and figures."),
    "notes": ("notes", "List a source's own notes, with the works they cite."),
    "references": ("references", "Print works as CSL-JSON, BibTeX, BibLaTeX or RIS, for a reference manager."),
    "propose": ("propose", "List the passages that most deserve a record, and write skeletons to be worded."),
    "records": ("records", "List the corpus's findings and recommendations."),
    "coverage": ("coverage", "Show how the records spread, and which passages, notes and records lie unused."),
    "check": ("check", "Prove the corpus: every id resolves, every figure stands in its evidence."),
    "search": ("search", "Rank the whole corpus for some words."),
    "select": ("select", "Show which records a config chooses, which it nearly chose, and why."),
    "build": ("build", "Build briefs: DOCX for editors, PDF for readers, HTML for the web."),
    "plan": ("plan", "Say which briefs are due, and why; write nothing."),
    "diff": ("diff", "Show what a rebuild would change, or what changed between two kept builds."),
    "history": ("history", "List the builds of a brief that are kept, the oldest first."),
    "schedule": ("schedule", "Show which brief is due when, and what became of the last time."),
    "verify": ("verify", "Tell of an edited brief, statement by statement, whether it still rests on the corpus."),
    "adopt": ("adopt", "Bring an editor's rewording home, into the corpus or into the config."),
    "watch": ("watch", "Stay, and rebuild a brief as soon as something changes that its last build looked at."),
    "schema": ("schema", "Print the JSON Schema of a kind of file, for editors that complete YAML."),
}

#: What a shell reports for a program whose reader went away (128 + SIGPIPE).
READER_GONE = 141


class LazyGroup(click.Group):
    """A group that imports a command's module only when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"briefgen.cli.{COMMANDS[cmd_name][0]}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, purpose) for name, (_, purpose) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from briefgen.diagnostics import did_you_mean  # lazy: only for a slip of the pen

            hint = did_you_mean(args[0], COMMANDS)
            raise click.UsageError(f"No command '{args[0]}'; {hint or 'see briefgen --help.'}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader of the output that goes away (``| head``) is no mistake."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that the last flush finds a reader
            raise click.exceptions.Exit(READER_GONE) from None
        return result


@click.group(cls=LazyGroup, name="briefgen", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefgen")
@everywhere
def briefgen() -> None:
    """Cited briefing documents from a structured corpus.

    A desk is a folder with corpus/, configs/, templates/ and output/. Commands find it by walking up from the
    current folder, or take --desk DIR.
    """
