"""What people call the blocks of a brief."""

from dataclasses import dataclass

import pytest

from briefgen.brief import Table
from briefgen.build.differences.naming import called, names
from briefgen.build.differences.state import Said
from briefgen.build.run import build
from briefgen.walk import runs
from tests.build.desks import change, starter
from tests.build.differences.test_changes import before, changes, now


@dataclass(frozen=True)
class Recorded:
    said: dict


RECORDS = {
    "sf-01": Recorded({"kind": "finding", "headline": "Trees cool streets"}),
    "sf-02": Recorded({"kind": "recommendation", "headline": "Plant them"}),
}
LONG = "Of the trees that the town set in pits under four cubic metres of soil, many had died after six years"


@pytest.mark.parametrize(
    ("kind", "text", "records", "said"),
    [
        ("standfirst", "Trees, mostly.", ("sf-01",), "the answer under the title"),
        ("heading", "What it costs", ("sf-01",), "the heading “What it costs”"),
        ("body", LONG, ("sf-01",), "finding “Trees cool streets”"),
        ("key-message", LONG, ("sf-01",), "key message “Of the trees that the town set in pits under four cubic metres of …”"),
        ("recommendation", "Plant.", ("sf-02",), "recommendation “Plant them”"),
        ("body", LONG, ("sf-01", "sf-02"), "paragraph “Of the trees that the town set in pits under four cubic metres of …”"),
        ("recommendation", "Plant.", ("sf-01", "sf-02"), "recommendation “Plant”"),
        ("body", "Two\n  words", ("sf-09",), "paragraph “Two words”"),
        ("figure-value", "38%", (), "figure at a glance “38%”"),
        ("reference", "Halloran, Ines (2022)", (), "“Halloran, Ines (2022)”"),
        ("new-role", "x", (), "new-role “x”"),
    ],
)  # fmt: skip
def test_a_block_is_called_by_its_headline_or_its_first_words(kind, text, records, said):
    assert (
        called(Said(id="context-text", kind="body", text="Own words", records=("sf-01",)), RECORDS)
        == "paragraph “Own words”"
    )
    assert called(Said(id="b", kind=kind, text=text, records=records), RECORDS) == said


def test_every_block_of_a_difference_is_called_so_those_that_went_by_what_they_were(tmp_path):
    desk = starter(tmp_path / "desk", "outline")
    build(desk, "first-brief")
    change(desk.root, "configs/first-brief.yaml", "budget: {findings: 10", "budget: {findings: 7")
    found = changes(desk)
    told = {one.id: one.called for one in (*found.came, *found.went, *found.reworded, *found.recited, *found.sources)}
    assert told.items() <= found.called.items()
    assert told["finding-sf-06"] == "finding “Trees in small pits die young”"
    assert {one for one, _ in found.figures} <= told.keys()
    assert set(found.moved) <= found.called.keys()


def test_every_block_has_a_name_in_the_order_of_the_brief_tables_rows_and_sources_too(tmp_path):
    desk = starter(tmp_path / "desk", "outline")
    build(desk, "first-brief")
    change(desk.root, "configs/first-brief.yaml", "budget: {findings: 10", "budget: {findings: 7")
    was, will = before(desk), now(desk)
    found = names(was, will)
    order = [run.id for run in runs(will.brief.blocks) if run.id in found]
    assert order == [run.id for run in runs(will.brief.blocks)]
    assert [one for one in found if one in order] == order
    gone = [run.id for run in runs(was.brief.blocks) if run.id not in order]
    listed = list(found)
    assert gone
    assert all(one in found for one in gone)
    assert 0 < listed.index("finding-sf-06") < listed.index("recommendations"), "after what it stood after"
    tables = [block for block in will.brief.blocks if isinstance(block, Table)]
    assert {found[one.id] for one in tables} >= {"the table “Who should do what, and on what grounds”"}
    rows = [found[row.id] for one in tables if one.kind == "recommendations" for row in one.rows if row.records]
    assert rows
    assert all(name.startswith("recommendation “") for name in rows)
    assert any(name.startswith("source “") for name in found.values())
