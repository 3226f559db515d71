"""What changed between two builds is told in people's words, with its cause."""

import itertools
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefgen.build.desk.briefs import locate
from briefgen.build.differences.causes import record_changes
from briefgen.build.differences.changes import _longest_ascending, compare
from briefgen.build.differences.state import state_of, state_of_kept
from briefgen.build.history.kept import Reasoned, kept
from briefgen.build.making.compute import compute
from briefgen.build.run import build
from briefgen.errors import OutputError
from tests.build.desks import CONFIG, RECORDS, change, reword, starter

HEADLINE = "Streets planted with trees are 3.1 degrees cooler on hot afternoons"
CONTENT = "templates/policy-brief/content.html.j2"


@pytest.fixture
def desk(tmp_path):
    desk = starter(tmp_path / "desk", "outline")
    build(desk, "first-brief")
    return desk


def now(desk):
    return state_of(compute(desk, locate(desk, "first-brief"), (), lambda *_: None))


def before(desk, number=1):
    return state_of_kept(desk, next(one for one in kept(desk, locate(desk, "first-brief")) if one.number == number))


def changes(desk):
    return compare(before(desk), now(desk))


def test_nothing_changed_is_nothing(desk):
    found = changes(desk)
    assert not found
    assert found.causes == {}


def test_a_finding_reworded_is_named_with_what_it_was_chosen_by_wherever_it_stands(desk):
    reword(desk.root, "Planted streets are 3.1 degrees cooler on hot afternoons")
    found = changes(desk)
    (record,) = found.records
    assert (record.id, record.what, record.how) == ("sf-01", "changed", "reworded")
    assert record.why.startswith("finding sf-01 reworded (")
    assert {one.old for one in found.reworded} >= {f"{HEADLINE}."}
    assert all(one.cause == record.why for one in found.reworded)
    assert set(found.causes) == {one.id for one in found.reworded}
    message = next(one for one in found.reworded if one.kind == "key-message")
    assert [(piece.what, piece.text.strip()) for piece in message.pieces][:2] == [
        ("out", "Streets planted with trees"), ("in", "Planted streets"),
    ]  # fmt: skip


def test_the_topic_of_the_config_that_a_finding_was_chosen_by_is_told(desk):
    change(desk.root, CONFIG, "  words: shade trees water fountains heat\n", "")
    build(desk, "first-brief")
    text = desk.read(RECORDS).decode()
    desk.write(RECORDS, text.replace("18,400 trees", "some 18,400 trees").encode())
    found = compare(before(desk, kept(desk, locate(desk, "first-brief"))[-1].number), now(desk))
    assert any("reworded (chosen by topic urban-heat)" in one.why for one in found.records)


def test_a_figure_that_changed_is_told_as_what_it_became(desk):
    text = desk.read("corpus/sources/shade-first/passages.jsonl").decode()
    assert "3.1" in text
    desk.write("corpus/sources/shade-first/passages.jsonl", text.replace('"3.1', '"3.4').encode())
    for path in (RECORDS, CONFIG):
        desk.write(path, desk.read(path).decode().replace("3.1 degrees", "3.4 degrees").encode())
    assert "3.1 → 3.4" in {str(one) for _, one in changes(desk).figures}


def test_records_in_and_out_say_why(desk):
    change(desk.root, CONFIG, "budget: {findings: 10", "budget: {findings: 7")
    found = changes(desk)
    out = [one for one in found.records if one.what == "out"]
    assert out
    assert all("went out: " in one.why for one in out)
    assert any("went out: the budget of 7 findings was full" in one.why for one in out)
    aside = [one for one in found.records if one.how == "has no paragraph of its own any more"]
    assert aside
    assert {one.cause for one in found.went if one.records} <= {one.why for one in (*out, *aside)}
    build(desk, "first-brief")
    change(desk.root, CONFIG, "budget: {findings: 7", "budget: {findings: 10")
    back = compare(before(desk, 2), now(desk))
    came = [one for one in back.records if one.what == "in"]
    assert {one.id for one in came} == {one.id for one in out}
    assert all(re.fullmatch(r"\w+ [\w-]+ came in \(.*\)", one.why) for one in came)
    assert all(one.full.startswith(f"{one.why}; before: ") for one in came)


def test_a_record_that_gave_way_to_another_says_so_shortly_and_in_full_what_that_one_says(desk):
    rival = (
        "'Trees cool 'whole' streets' (sf-01), which is in so that Lindmark is heard in at least 40% of the findings"
    )
    state = before(desk)
    (gone, used), *_ = [(one, used) for one, used in state.records.items() if not used.aside]
    rest = {one: each for one, each in state.records.items() if one != gone}
    reason = Reasoned(criterion="balance", sentence=f"gave way to {rival}")
    (one,) = record_changes(state, replace(state, records=rest, missed={gone: (reason,)}))
    kind = used.said["kind"]
    assert one.why == f"{kind} {gone} went out: gave way to sf-01"
    assert one.full == f"{kind} {gone} went out: gave way to {rival}"
    (back,) = record_changes(replace(state, records=rest, missed={gone: (reason,)}), state)
    assert back.full == f"{back.why}; before: gave way to {rival}"


def test_what_counts_the_records_is_there_for_what_came_in_and_went_out_and_a_source_for_its_own(desk):
    change(desk.root, CONFIG, "budget: {findings: 10", "budget: {findings: 7")
    reword(desk.root)
    change(desk.root, CONFIG, "title: ", "title: Of ")
    found = changes(desk)
    out = sum(one.what == "out" for one in found.records)
    (note,) = [one for one in found.reworded if one.kind == "colophon"]
    assert note.cause == f"the config selects by other criteria; {out} findings went out"
    assert found.briefly[found.causes[note.id]] == note.cause
    for one in found.sources:
        assert "selects" not in one.cause
        assert "reworded" not in one.cause


def test_a_key_message_in_the_configs_own_words_has_the_config_as_its_cause(desk):
    change(desk.root, CONFIG, "the other after building baths", "the other since it built baths")
    reword(desk.root)
    found = changes(desk)
    causes = {one.called: one.cause for one in found.reworded if one.kind == "key-message"}
    assert "the config's key messages were rewritten" in causes.values()
    assert any(cause.startswith("finding sf-01 reworded") for cause in causes.values())
    assert found.briefly[found.causes["message-sf-01"]] == "finding sf-01 reworded"


def test_an_answer_rewritten_by_the_configs_author_is_the_cause(desk):
    change(desk.root, CONFIG, "Inland, where soil", "Inland, wherever soil")
    found = changes(desk)
    (one,) = found.reworded
    assert (one.kind, one.cause) == ("standfirst", "the config's answer was rewritten")


def test_a_heading_reworded_is_a_heading_reworded_though_its_id_is_another(desk):
    change(
        desk.root,
        CONFIG,
        "heading: Trees change streets where they survive",
        "heading: Trees change streets if they survive",
    )
    found = changes(desk)
    (one,) = (one for one in found.reworded if one.kind == "heading")
    assert one.cause == "the config's sections were rewritten"
    assert (found.came, found.went) == ((), ())


def test_sections_in_another_order_are_moved_and_not_out_and_in(desk):
    text = desk.read(CONFIG).decode()
    first = "  - {topic: street-trees, heading: Trees change streets where they survive}\n"
    last = "  - {topic: costs, heading: The costs lie in different places}\n"
    desk.write(CONFIG, text.replace(first, "").replace(last, last + first).encode())
    found = changes(desk)
    assert found.moved
    assert (found.came, found.went) == ((), ())
    assert all("Ines Halloran" in one.new or "Ines Halloran" in one.old for one in found.reworded), "named where first"
    assert {found.causes[one] for one in found.moved} == {"the config's sections were rewritten"}


def test_a_work_named_in_full_where_it_is_cited_first_now_says_so(desk):
    text = desk.read(CONFIG).decode()
    rests = "rests-on: [sf-01, wf-01, wf-02, sf-10, wf-04]"
    desk.write(CONFIG, text.replace("  - sf-01\n  - wf-01\n", "", 1).replace(rests, "rests-on: [wf-02]").encode())
    found = changes(desk)
    assert found.notes_worded
    assert "what is cited before it changed" in found.causes.values()


def test_a_source_renamed_is_the_cause_in_its_citations(desk):
    source = "corpus/sources/shade-first/source.yaml"
    change(desk.root, source, 'title: "Shade first: What', 'title: "Shade at first: What')
    found = changes(desk)
    assert found.sources
    assert {one.cause for one in found.sources} == {"the source shade-first changed"}
    assert found.notes_worded
    assert set(found.causes.values()) == {"the source shade-first changed"}


def test_other_evidence_is_told_as_works_cited_otherwise(desk):
    text = desk.read(RECORDS).decode()
    entry = text[text.index("id: sf-02") :]
    notes = next(line for line in entry.splitlines() if "notes:" in line)
    desk.write(RECORDS, text.replace(entry, entry.replace(notes, notes.replace(notes.split("notes:")[1], " []"), 1)).encode()
               if "[" in notes else text.encode())  # fmt: skip
    found = changes(desk)
    assert any(one.id == "sf-02" and "rests on other evidence" in one.why for one in found.records)


def test_a_template_reworded_is_the_cause_where_nothing_nearer_is(desk):
    text = desk.read(CONTENT).decode()
    assert "{{ config.title }}" in text
    desk.write(CONTENT, text.replace("{{ config.title }}", "{{ config.title }} (draft)", 1).encode())
    found = changes(desk)
    assert {one.cause for one in found.reworded} == {f"{CONTENT} changed"}


def test_a_template_that_sets_headings_on_another_level_is_their_cause(desk):
    text = desk.read(CONTENT).decode()
    for old, new in ((">{{ words.views }}</h1>", ">{{ words.views }}</h2>"), ('<h1 id="views', '<h2 id="views')):
        assert old in text
        text = text.replace(old, new)
    desk.write(CONTENT, text.encode())
    found = changes(desk)
    assert not found.reworded
    assert found.causes
    assert set(found.causes.values()) == {f"{CONTENT} changed"}


def test_another_audience_is_a_change_of_the_config(desk):
    change(desk.root, CONFIG, "words: shade trees water fountains heat", "words: baths and fountains")
    found = changes(desk)
    assert found.moved or found.came or found.went or found.reworded
    assert any("the config selects by other criteria" in cause for cause in found.causes.values())


def test_a_kept_build_that_is_damaged_says_so(desk):
    (one,) = kept(desk, locate(desk, "first-brief"))
    desk.write(one.path("brief.json"), b"{}")
    with pytest.raises(OutputError, match="what build 1 said cannot be read any more"):
        before(desk)


@given(some.permutations(range(7)))
def test_what_did_not_move_is_a_longest_part_in_order(numbers):
    found = _longest_ascending(numbers)
    order = [one for one in numbers if one in found]
    assert order == sorted(order)
    longest = max(
        size for size in range(1, 8) for part in itertools.combinations(numbers, size) if list(part) == sorted(part)
    )
    assert len(found) == longest
