"""Printing results: JSON for programs, tables for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import click

from briefgen.errors import Problem


def print_json(value: Any) -> None:
    """Print *value* as JSON: keys sorted, UTF-8 whatever the terminal's encoding, one final line end."""
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
    output = sys.stdout.buffer
    rest = memoryview(f"{text}\n".encode())
    while rest:  # an unbuffered stream (PYTHONUNBUFFERED) takes a part and says how much
        rest = rest[output.write(rest) :]
    output.flush()


def print_json_line(value: Any) -> None:
    """Print *value* as one line of JSON, at once, for a program that reads while this one goes on."""
    sys.stdout.buffer.write(f"{json.dumps(value, ensure_ascii=False, sort_keys=True)}\n".encode())
    sys.stdout.buffer.flush()


def problem_data(problem: Problem) -> dict[str, object]:
    """A problem as JSON: severity, message, hint, and its place."""
    place = asdict(problem.place) if problem.place else {"file": "", "line": 0, "column": 0}
    return {"severity": problem.severity, "message": problem.message, "hint": problem.hint, **place}


def print_table(columns: Mapping[str, str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under *columns* (heading to alignment, ``left`` or ``right``).

    On a terminal it is a table with folded cells; in a pipe, one row a line, columns two spaces apart, headings
    left out, so that line tools can read it.
    """
    if sys.stdout.isatty():
        _rich_table(columns, rows)
        return
    widths = [max((len(row[number]) for row in rows), default=0) for number in range(len(columns))]
    for row in rows:
        cells = (
            cell.rjust(width) if side == "right" else cell.ljust(width)
            for cell, width, side in zip(row, widths, columns.values(), strict=True)
        )
        click.echo("  ".join(cells).rstrip())


def _rich_table(columns: Mapping[str, str], rows: Sequence[Sequence[str]]) -> None:
    from rich.box import SIMPLE_HEAD  # lazy: only for a person at a terminal
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading, side in columns.items():
        table.add_column(heading, justify="right" if side == "right" else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))  # Text: square brackets in a cell are no markup
    Console().print(table)
