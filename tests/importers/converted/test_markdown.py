"""Markdown: what was written as such is read with its notes; what only looks like it, out of a PDF, as text."""

import pytest

from briefgen.importers import text
from tests.importers.converted.packages import imported, lines, manuscript, refusal
from tests.importers.documents import REPORT, VOLUME, WRAPPED

WRITTEN = """---
title: Night trains
subtitle: What they cost
author: [Mara Holt, Ben Okafor]
date: 6 May 2024
lang: en-GB
---

What they cost
==============

Fares rose[^1] in 2019 -- by *twelve*
percent[^why], said one who
knows[^1].

- One for power
- q is a letter
    1. nested, with USD 5 and \\*an asterisk\\*

| Line  | Fare |
|-------|-----:|
| North | 30   |

> Quoted words are text as well.

``` text
let a = 5 -- not[^1] a note
```

[^1]: Holt, Mara, "[Old lines](https://rail.example/old)", *Rail Times*, 2 May 2015.

    A second paragraph of the note.
[^why]: Ibid.
"""


def test_headings_notes_lists_tables_and_quotations_are_read():
    made = manuscript(WRITTEN.encode(), "a.md")
    assert made.text.splitlines() == [
        "# Night trains: What they cost",
        "Mara Holt",
        "Ben Okafor",
        "# What they cost",
        "Fares rose¹ in 2019 – by *twelve* percent², said one who knows¹.",
        "- One for power",
        "- q is a letter",
        "1. nested, with USD 5 and *an asterisk*",
        "Line\tFare",
        "North\t30",
        "Quoted words are text as well.",
        "let a = 5 -- not[^1] a note",
        '¹ Holt, Mara, "[Old lines](https://rail.example/old)", *Rail Times*, 2 May 2015.',
        "A second paragraph of the note.",
        "² Ibid.",
    ]
    assert [(len(note.calls), len(note.pieces)) for note in made.notes] == [(2, 2), (1, 1)]


def test_its_head_goes_into_the_bibliographic_data():
    source = imported(WRITTEN.encode(), "a.md").source
    assert source.csl == {
        "id": "source",
        "type": "report",
        "title": "Night trains: What they cost",
        "issued": {"date-parts": [[2024, 5, 6]]},
        "author": [{"family": "Holt", "given": "Mara"}, {"family": "Okafor", "given": "Ben"}],
        "language": "en-GB",
    }
    assert [note.called_by for note in source.notes] == [("report.p01",), ("report.p01",)]


@pytest.mark.parametrize("document", [VOLUME, REPORT, WRAPPED.replace("[1]", "(1)").replace("[2]", "(2)")])
def test_what_only_looks_like_markdown_is_read_as_text(document):
    assert manuscript(document.encode(), "a.md") == text.read(document.encode(), "a.md")


@pytest.mark.parametrize(
    "sign",
    [
        "A note.[^a]\n\n[^a]: It.\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "```\ncode\n```\n",
        "See [it][x].\n\n[x]: https://a.example\n",
    ],
    ids=["notes", "table", "code", "links by label"],
)
def test_each_sign_of_written_markdown_is_one(sign):
    assert manuscript(f"# A title\n\nText that goes\non here.\n\n{sign}".encode(), "a.md").pieces[1].whole


def test_labels_that_are_no_numbers_are_counted():
    made = lines(b"# T\n\nOne[^a] two[^b].\n\n[^a]: First.\n\n[^b]: Second.\n", "a.markdown")
    assert made == ["# T", "One¹ two².", "¹ First.", "² Second."]


def test_a_document_of_many_megabytes_is_refused(monkeypatch):
    monkeypatch.setattr("briefgen.importers._converted.markdown.LARGEST", 10)
    assert "the document is larger than" in refusal(WRITTEN.encode(), "a.md")


def test_markdown_nested_without_end_is_refused_or_read(monkeypatch):
    deep = "> " * 3000 + "x\n\n[^1]: y\n"
    message = refusal(deep.encode(), "a.md")
    assert message in ("the document is nested too deeply", "reading the document took more than 512MB of memory") or (
        "took more than" in message
    )
