"""A redline in people's words."""

from dataclasses import replace

from briefgen.build.edited.redlines import conflicts, lines, summary
from briefgen.redline import BlockOutcome


def block(outcome, number):
    return BlockOutcome(id=f"b{number}", outcome=outcome, sentence=f"it is {outcome}")


HEAVY = (
    *(block("kept", number) for number in range(30)),
    *(block("reworded", number) for number in range(30, 34)),
    *(block("untouched", number) for number in range(34, 90)),
    *(block("conflict", number) for number in range(90, 95)),
)


def test_blocks_where_the_editor_s_text_stays_are_counted_in_one_line():
    assert lines(HEAVY, 12) == (
        *(f"b{number}: it is conflict" for number in range(90, 95)),
        *(f"b{number}: it is reworded" for number in range(30, 34)),
        "what the editor did stays in 30 more blocks (--verbose names them)",
    )
    assert lines(HEAVY[:4], 12) == ("what the editor did stays in 4 more blocks (--verbose names them)",)
    gone = (
        *(block("stays-deleted", number) for number in range(4)),
        replace(block("stays-deleted", 4), cause="sf-01 changed"),
    )
    assert lines(gone, 12) == (
        "b4: it is stays-deleted (sf-01 changed)",
        "what the editor did stays in 4 more blocks (--verbose names them)",
    )
    assert lines(HEAVY[:3], 12) == ("b0: it is kept", "b1: it is kept", "b2: it is kept")


def test_every_conflict_is_told_and_of_the_others_as_many_as_there_is_room_for():
    assert lines(HEAVY, 7)[5:] == (
        "b30: it is reworded",
        "b31: it is reworded",
        "and 2 more (--verbose shows them)",
        "what the editor did stays in 30 more blocks (--verbose names them)",
    )
    assert [line for line in lines(HEAVY, 3) if "conflict" in line] == [
        f"b{number}: it is conflict" for number in range(90, 95)
    ]


def test_a_whole_list_names_each_block_that_is_not_as_it_was():
    assert len(lines(HEAVY)) == 39
    assert lines(HEAVY)[5] == "b0: it is kept"


def test_the_summary_counts_changes_and_conflicts_and_a_report_names_five_conflicts():
    assert summary(HEAVY) == "4 changes and 5 conflicts"
    assert summary(()) == "0 changes"
    more = (*HEAVY, block("conflict", 95), block("conflict", 96))
    assert conflicts(more)[-1] == "and 2 more"


def test_a_line_calls_a_block_as_people_do_and_says_why_its_id_is_told_with_a_whole_list_alone():
    one = BlockOutcome(
        id="b1", outcome="reworded", sentence="reworded", cause="finding sf-01 reworded", called="the title"
    )
    assert lines((one,), 5) == ("the title: reworded (finding sf-01 reworded)",)
    assert lines((one,)) == ("the title [b1]: reworded (finding sf-01 reworded)",)
