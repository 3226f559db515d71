"""The desk's own briefs, each for its reader: what was looked at, and that it keeps the shape it was given."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import weasyprint

from briefgen.brief import Box, FigureStrip, Table
from briefgen.build.desk.briefs import locate
from briefgen.build.making.compute import Computed, compute
from briefgen.walk import cites, plain, runs
from briefgen.workspace import Disk
from briefgen.writers import pdf, writer
from tests.conftest import ROOT
from tests.writers.test_pdf_pages import HEADINGS, flow, foot

FORMATS = ("docx", "pdf", "html", "outline")


class Shape(NamedTuple):
    """How long a brief may be: pages of the PDF, and recommendations."""

    pages: int
    recommendations: int


SHAPES = {
    "ukraine-brief": Shape(pages=6, recommendations=6),
    "red-sea-brief": Shape(pages=3, recommendations=3),
    "dual-use-brief": Shape(pages=5, recommendations=7),
    "green-subsidies-brief": Shape(pages=1, recommendations=3),
    "economic-security-brief": Shape(pages=5, recommendations=7),
    "research-security-brief": Shape(pages=4, recommendations=4),
    "data-platforms-brief": Shape(pages=3, recommendations=3),
    "ai-safety-brief": Shape(pages=1, recommendations=3),
}
every_brief = pytest.mark.parametrize("name", SHAPES)


@pytest.fixture(scope="session")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the desk elsewhere, where no publication is at hand."""
    folder = tmp_path_factory.mktemp("alone") / "desk"
    for part in ("corpus", "configs", "templates"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


@cache
def computed(folder: Path, name: str) -> Computed:
    workspace = Disk(folder, cache_folder=folder.parent / "cache")
    return compute(workspace, locate(workspace, name), FORMATS, lambda *_: None)


def paragraphs(made: Computed, role: str) -> list[Any]:
    return [run for run in runs(made.brief.blocks) if getattr(run, "role", "") == role]


def words(run: Any) -> int:
    return len(plain(run.inlines).split())


def test_every_config_of_the_desk_is_looked_at() -> None:
    assert {path.stem for path in (ROOT / "configs").glob("*.yaml")} - {"desk"} == set(SHAPES)


@every_brief
def test_what_a_brief_says_is_what_was_looked_at(name: str, alone: Path, golden: Any) -> None:
    made = computed(alone, name)
    golden(f"{name}.outline.txt", writer("outline").write(made.brief, made.style).decode())


@every_brief
def test_the_title_and_the_key_messages_are_read_in_a_minute(name: str, alone: Path) -> None:
    made = computed(alone, name)
    (title,), (answer,) = paragraphs(made, "title"), paragraphs(made, "standfirst")
    assert words(title) <= 12
    assert words(answer) <= 45
    assert cites((answer,))
    (box,) = [block for block in made.brief.blocks if isinstance(block, Box)]
    assert 3 <= len(box.paragraphs) <= 5
    assert all(cites((message,)) for message in box.paragraphs)
    assert all(words(message) <= 36 for message in box.paragraphs)  # acronyms are spelled out here
    config = made.config
    assert all(len(message.text.split()) <= 30 for message in config.key_messages)


@every_brief
def test_views_stand_side_by_side_and_nothing_is_too_much(name: str, alone: Path) -> None:
    made = computed(alone, name)
    assert made.config.disagreements
    assert [block for block in made.brief.blocks if block.id == "views"]
    strips = [block for block in made.brief.blocks if isinstance(block, FigureStrip)]
    assert all(2 <= len(strip.cards) <= 4 for strip in strips)
    for table in made.brief.blocks:
        if isinstance(table, Table) and table.kind == "recommendations":
            assert len([row for row in table.rows if not row.group]) <= SHAPES[name].recommendations


def test_works_behind_the_notes_are_named_where_a_reader_wants_them(alone: Path) -> None:
    def behind(name: str) -> list[str]:
        found = [item for cite in cites(computed(alone, name).brief.blocks) for item in cite.items]
        return [item.reference for item in found if not item.passages]

    assert behind("red-sea-brief") == []
    assert len(behind("data-platforms-brief")) > 10


@every_brief
def test_word_and_web_page_are_written(name: str, alone: Path) -> None:
    made = computed(alone, name)
    for suffix, begins in (("docx", b"PK"), ("html", b"<!doctype html>")):
        assert writer(suffix).write(made.brief, made.style).lower().startswith(begins.lower())


@every_brief
def test_pages_are_as_few_as_the_reader_has_time_for(name: str, alone: Path) -> None:
    made = computed(alone, name)
    at_the_foot = made.style.notes == "footnotes"
    document = (
        pdf._at_the_foot(weasyprint, made.brief, made.style)
        if at_the_foot
        else pdf._parsed(weasyprint, made.brief, made.style, "end").render(pdf_variant=pdf._VARIANT)
    )
    boxes = [page._page_box for page in document.pages]
    assert len(boxes) <= SHAPES[name].pages
    for page in boxes:
        assert foot(page) <= 0.35  # a third, and the rule above it
        text = [one for one in flow(page) if one.element_tag in {*HEADINGS, "p", "li", "th", "td"}]
        assert max(text, key=lambda one: one.position_y + one.height).element_tag not in HEADINGS
    (box,) = [block for block in made.brief.blocks if isinstance(block, Box)]
    assert {message.id for message in box.paragraphs} <= {one.element.get("id") for one in flow(boxes[0])}
