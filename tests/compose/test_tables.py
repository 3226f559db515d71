"""Tables have one header row, rows of as many columns, and paragraphs with ids of their own."""

import pytest

from briefgen.brief import Table
from tests.compose.desks import read, shown

HEAD = "<thead><tr><th>Who</th><th>What</th></tr></thead>"


def table(inside, attributes=""):
    return f"<table{attributes}>{HEAD}<tbody>{inside}</tbody></table>"


def made(markup):
    (block,), problems = read(markup)
    assert problems == ""
    assert isinstance(block, Table)
    return block


def test_rows_are_named_after_their_records_and_cells_after_their_rows():
    block = made(
        table(
            '<tr role="group"><th colspan="2">Railways</th></tr>'
            '<tr record="rr-03"><th>Railways</th><td role="recommendation">Publish</td></tr>',
            ' kind="recommendations" widths="1 3"',
        )
    )
    group, row = block.rows
    assert (block.id, block.kind, block.widths, block.records) == (
        "recommendations", "recommendations", (0.25, 0.75), ("rr-03",),
    )  # fmt: skip
    assert (group.id, group.group, group.cells[0].columns, group.cells[0].heads) == (
        "recommendations-group-railways", True, 2, True,
    )  # fmt: skip
    assert (row.id, row.records, row.group) == ("rec-rr-03", ("rr-03",), False)
    said = row.cells[1].paragraphs[0]
    assert (said.id, said.role, said.records) == ("rec-rr-03-2", "recommendation", ("rr-03",))


def test_a_cells_paragraphs_are_named_after_their_own_records():
    block = made(
        table(
            '<tr records="ea-01 eb-01"><th>Q</th><td><p role="attribution" record="ea-01">Lind</p>'
            '<p record="ea-01">x<cite records="ea-01"></cite></p><p>y</p></td></tr>',
            ' kind="views"',
        )
    )
    (row,) = block.rows
    assert row.id.startswith("view-")
    ids = [paragraph.id.removeprefix(row.id) for paragraph in row.cells[1].paragraphs]
    assert ids == ["-2-voice-ea-01", "-2-cell-ea-01", "-2"]
    assert [paragraph.records for paragraph in row.cells[1].paragraphs][1:] == [("ea-01",), ("ea-01", "eb-01")]


def test_a_caption_is_a_run_and_columns_are_equal_unless_said_otherwise():
    block = made("<table><caption>A <em>b</em></caption>" + table("<tr><td>1</td><td>2</td></tr>")[7:])
    assert shown(block.caption) == "A Emph(b)"
    assert block.widths == (0.5, 0.5)
    assert block.rows[0].id == "row-1-2"


def test_a_table_without_rows_is_left_out():
    assert read(table("")) == ((), "")


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<table><tbody><tr><td>1</td></tr></tbody></table>", "a table has one header row"),
        (table("<tr><td>1</td></tr>"), "this row goes over 1 columns, the header row over 2"),
        (table("<tr><td colspan='0'>1</td></tr>"), "a cell cannot go over '0' columns"),
        (table("", " kind='viws'"), "there is no table of kind 'viws'\n  hint: did you mean 'views'?"),
        (table("", " kind='zzz'"), "the kinds are: recommendations, views, plain"),
        (table("<tr><td>1</td><td>2</td></tr>", " widths='1 x'"), "the widths '1 x' do not fit the table"),
        (table("<tr><td>1</td><td>2</td></tr>", " widths='1 2 3'"), "for each of the 2 columns"),
        (table("<tr><td>1</td><td>2</td></tr>", " widths='0 2'"), "the widths '0 2' do not fit"),
        (table("<tr role='head'><td>1</td><td>2</td></tr>"), "a row has no role 'head'"),
        (table("<tr><td>1</td><td>x<p>y</p></td></tr>"), "a cell holds paragraphs or text, not both"),
        (table("<tr><td>1</td><td><em>x</em><p>y</p></td></tr>"), "a cell holds paragraphs or text, not both"),
        (
            "<table><caption>x<cite records='rr-01'></cite></caption></table>",
            "<cite> may not stand in <caption>",
        ),
        ("<table><tr><td>1</td></tr></table>", "<tr> may not stand in <table>\n  hint: <table> holds: <caption>"),
    ],
)
def test_a_mistake_is_a_sentence_and_a_way_out(markup, said):
    _, problems = read(markup)
    assert said in problems
    assert "hint: " in problems
