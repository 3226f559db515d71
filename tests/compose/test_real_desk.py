"""The repository's own desk: what its brief must hold, whatever its words are."""

import re
from dataclasses import replace

import pytest

from briefgen.brief import Bibliography, Box, FigureStrip, Heading, Paragraph, Table
from briefgen.build.making.compute import choose
from briefgen.compose import compose, load_template
from briefgen.walk import cites, plain, runs
from briefgen.workspace import Disk


@pytest.fixture(scope="module")
def chosen(desk, tmp_path_factory):
    workspace = Disk(desk, cache_folder=tmp_path_factory.mktemp("cache"))
    found = choose(workspace, "ukraine-brief", lambda verb, what: None)
    return workspace, found.settings, found.config, found.corpus, found.selection


def made(chosen, template, **other):
    workspace, settings, config, known, picked = chosen
    config = replace(config, **other)
    loaded = load_template(workspace, template, config)
    return loaded, compose(known, config, settings, picked, loaded, workspace)


@pytest.fixture(scope="module")
def brief(chosen):
    return made(chosen, "policy-brief", formats=("outline",))[1]


def test_every_statement_is_cited(brief):
    uncited = [
        run.id
        for run in runs(brief.blocks)
        if run.records
        and not cites((run,))
        and not isinstance(run, Heading)
        and run.role in {"body", "standfirst", "key-message"}
    ]
    assert uncited == []
    for block in brief.blocks:
        if isinstance(block, Box):
            assert all(cites((one,)) for one in block.paragraphs)
        if isinstance(block, FigureStrip):
            assert all(cites((card.label,)) for card in block.cards)
        if isinstance(block, Table):
            for row in block.rows:
                assert row.group or any(cites((one,)) for cell in row.cells for one in cell.paragraphs)


def test_nothing_is_left_unsaid_or_said_twice(brief):
    said = [plain(run.inlines) for run in runs(brief.blocks)]
    assert not [text for text in said if re.search(r"[{}]|\.\.|  | [.,;]", text) and "http" not in text]
    told = [run.id for run in runs(brief.blocks) if isinstance(run, Paragraph) and run.id.startswith("finding-")]
    assert len(told) == len(set(told))
    ids = [run.id for run in runs(brief.blocks)]
    assert len(ids) == len(set(ids))


def test_key_messages_can_be_read_in_a_minute(brief):
    (box,) = [block for block in brief.blocks if isinstance(block, Box)]
    assert 3 <= len(box.paragraphs) <= 5
    assert all(len(plain(one.inlines).split()) <= 30 for one in box.paragraphs)


def test_notes_and_sources_are_there_and_every_record_is_traced(chosen, brief):
    known = chosen[3]
    assert [cite.note for cite in cites(brief.blocks)] == [note.number for note in brief.notes]
    (sources,) = [block for block in brief.blocks if isinstance(block, Bibliography)]
    assert sources.entries
    traced = {trace.id for trace in brief.traces}
    assert traced <= set(known.records)
    assert traced == {record for run in runs(brief.blocks) for record in run.records}


def test_the_one_pager_fits_one_page(chosen):
    pytest.importorskip("weasyprint", exc_type=ImportError)
    from io import BytesIO

    from pypdf import PdfReader

    from briefgen.writers import writer

    loaded, short = made(chosen, "one-pager", formats=("pdf",))
    assert len(PdfReader(BytesIO(writer("pdf").write(short, loaded.style))).pages) == 1
