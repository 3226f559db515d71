"""The rules, one by one: who changed what decides what becomes of a block."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from briefgen.brief import Brief, Heading, Paragraph, Table, Text
from briefgen.errors import DocumentError
from briefgen.redline import Redlined, redline
from briefgen.redline.align import align
from briefgen.redline.views import accepted, rejected
from briefgen.writers import docx
from briefgen.writers._word.reading import parts_of, receipt_of, root
from briefgen.writers._word.xml import Element, qualified
from tests.redline.edits import (
    Edit,
    block,
    bold,
    deleted,
    edited,
    inserted_after,
    moved_after,
    replaced,
    row_deleted,
    texts,
    tracked_insertion,
)
from tests.redline.rebuilt import Book, mapped, numbered, rebuilt
from tests.writers import briefs
from tests.writers.word import faults, word_style

AUTHOR, DATE = "briefgen", "2026-01-15T12:00:00Z"
CAUSE = "finding grain-03 reworded"


@cache
def first() -> Brief:
    return briefs.everything()


@cache
def written(brief: Brief) -> bytes:
    return docx.write(brief, word_style())


def said(brief: Brief, identity: str, old: str, new: str) -> Brief:
    """The brief with words of one block changed."""

    def change(thing):
        if isinstance(thing, Paragraph | Heading) and thing.id == identity:
            inlines = tuple(Text(one.text.replace(old, new)) if isinstance(one, Text) else one for one in thing.inlines)
            assert inlines != thing.inlines
            return replace(thing, inlines=inlines)
        return thing

    return replace(brief, blocks=mapped(brief.blocks, change))


def without(brief: Brief, identity: str) -> Brief:
    """The brief without one of its blocks or rows."""

    def change(thing):
        return None if getattr(thing, "id", "") == identity else thing

    return numbered(replace(brief, blocks=mapped(brief.blocks, change)), Book(brief))


def merged(new: Brief, *edits: Edit, base: Brief | None = None, copy: bytes | None = None) -> Redlined:
    before = written(base or first())
    theirs = edited(copy or before, *edits) if edits else copy or before
    made = redline(before, theirs, written(new), causes={"message-grain-03": CAUSE}, author=AUTHOR, date=DATE)
    assert rejected(made.content) == rejected(theirs)
    return made


def outcome(made: Redlined, identity: str) -> str:
    return next(one.outcome for one in made.blocks if one.id == identity)


def comments(content: bytes) -> list[str]:
    """What comments say, one text each."""
    parts = parts_of(content)
    if "word/comments.xml" not in parts:
        return []
    return ["\n".join("".join(t.text or "" for t in texts(p)) for p in one) for one in root(parts, "word/comments.xml")]


def changes(content: bytes) -> list[tuple[str, str]]:
    """The tracked changes of runs in the text, in order: what came and what went."""
    found: list[tuple[str, str]] = []
    for one in root(parts_of(content), "word/document.xml").iter(qualified("w:ins"), qualified("w:del")):
        words = "".join(t.text or "" for t in one.iter(qualified("w:t"), qualified("w:delText")))
        if words:
            found.append(("+" if one.tag == qualified("w:ins") else "-", words))
    return found


SHANGHAI = (
    "message-grain-03",
    "Researchers in Shanghai expect Chinese buyers",
    "Scholars in Beijing doubt that Chinese buyers mean",
)


def test_a_block_that_no_editor_touched_gets_the_new_wording_word_by_word_and_why() -> None:
    made = merged(said(first(), "message-grain-03", "Shanghai", "Beijing"), inserted_after("standfirst", "Mine."))
    assert outcome(made, "message-grain-03") == "reworded"
    assert changes(made.content) == [("-", "Shanghai"), ("+", "Beijing")]
    assert comments(made.content) == ["Finding grain-03 reworded."]
    assert "Researchers in Beijing expect" in accepted(made.content)
    assert "\nMine.\n" in accepted(made.content)


def test_a_block_that_the_editor_changed_stays_as_it_is() -> None:
    new = said(first(), "message-grain-02", "three times", "twice")
    made = merged(new, replaced("message-grain-03", "Shanghai", "Tallinn"))
    assert outcome(made, "message-grain-03") == "kept"
    assert changes(made.content) == [("-", "three times"), ("+", "twice")]
    assert "in Tallinn expect" in accepted(made.content)


def test_where_both_changed_it_the_editors_text_stays_and_a_comment_tells_the_rest() -> None:
    made = merged(
        said(first(), "message-grain-03", "Shanghai", "Beijing"),
        replaced("message-grain-03", "Researchers", "Scholars"),
    )
    assert outcome(made, "message-grain-03") == "conflict"
    assert changes(made.content) == []
    (comment,) = comments(made.content)
    assert "New wording: Researchers in Beijing expect Chinese buyers to return" in comment
    assert "Wording of the last build: Researchers in Shanghai" in comment
    assert CAUSE in comment
    assert "Scholars in Shanghai expect" in accepted(made.content)


def test_a_new_look_alone_counts_as_the_editors() -> None:
    made = merged(said(first(), "message-grain-03", "Shanghai", "Beijing"), bold("message-grain-03"))
    assert outcome(made, "message-grain-03") == "conflict"


def test_a_tracked_change_of_the_editors_counts_and_stays() -> None:
    made = merged(
        said(first(), "message-grain-03", "Shanghai", "Beijing"), tracked_insertion("message-grain-03", " (maybe)")
    )
    assert outcome(made, "message-grain-03") == "conflict"
    assert changes(made.content) == [("+", " (maybe)")]


def test_what_the_editor_deleted_stays_deleted_and_a_comment_says_when_it_changes() -> None:
    made = merged(said(first(), "message-grain-02", "three times", "twice"), deleted("message-grain-03"))
    assert outcome(made, "message-grain-03") == "stays-deleted"
    assert len(comments(made.content)) == 1
    made = merged(said(first(), "message-grain-03", "Shanghai", "Beijing"), deleted("message-grain-03"))
    assert outcome(made, "message-grain-03") == "stays-deleted"
    (comment,) = comments(made.content)
    assert "A text that you deleted here has changed in the new build" in comment
    assert "Researchers in Beijing" in comment
    assert changes(made.content) == []


def test_a_record_no_longer_chosen_is_a_tracked_deletion_unless_the_editor_reworded_it() -> None:
    made = merged(without(first(), "message-grain-03"))
    assert outcome(made, "message-grain-03") == "removed"
    assert accepted(made.content) == accepted(written(without(first(), "message-grain-03")))
    assert align(written(without(first(), "message-grain-03")), made.content).own == ()  # nor is it the editor's
    made = merged(without(first(), "message-grain-03"), replaced("message-grain-03", "Shanghai", "Tallinn"))
    assert outcome(made, "message-grain-03") == "conflict"
    assert "Researchers in Tallinn expect" in accepted(made.content)
    assert any("The new build no longer has this text" in comment for comment in comments(made.content))


def test_rows_come_and_go_as_tracked_rows() -> None:
    new = without(first(), "rec-mps-1")
    made = merged(new)
    assert outcome(made, "rec-mps-1") == "removed"
    assert accepted(made.content) == accepted(written(new))
    made = merged(first(), base=new)
    assert outcome(made, "rec-mps-1") == "inserted"
    assert accepted(made.content) == accepted(written(first()))
    made = merged(new, replaced("rec-mps-1-what", "yearly", "monthly"))
    assert outcome(made, "rec-mps-1") == "conflict"
    assert any("The new build no longer has this row" in comment for comment in comments(made.content))
    made = merged(said(first(), "rec-mps-1-what", "yearly", "monthly"), row_deleted("rec-mps-1-what"))
    assert outcome(made, "rec-mps-1-what") == "stays-deleted"


def test_an_editors_order_stands() -> None:
    made = merged(said(first(), "message-grain-03", "Shanghai", "Beijing"), moved_after("message-grain-03", "facts"))
    lines = accepted(made.content).split("\n")
    place = next(place for place, line in enumerate(lines) if line.startswith("For members of parliament"))
    assert lines[place + 1].startswith("Researchers in Beijing")


def test_a_table_of_another_shape_comes_in_the_place_of_the_old_one_unless_an_editor_worked_in_it() -> None:
    def change(thing):
        if isinstance(thing, Table) and thing.id == "views":
            return replace(thing, widths=(0.5, 0.5), header=_short(thing.header), rows=tuple(map(_short, thing.rows)))
        return thing

    def _short(row):
        return replace(row, cells=row.cells[:2])

    new = numbered(replace(first(), blocks=mapped(first().blocks, change)), Book(first()))
    made = merged(new)
    assert outcome(made, "views") == "reworded"
    assert [line for line in accepted(made.content).split("\n") if line] == [
        line for line in accepted(written(new)).split("\n") if line
    ]
    made = merged(new, replaced("views-cover-question", "risk", "cost"))
    assert outcome(made, "views") == "conflict"
    assert any("the new build has it in another form" in comment for comment in comments(made.content))


def reword_note(old: str, new: str) -> Edit:
    def edit(tree: Element) -> None:
        text = next(text for text in texts(tree) if old in (text.text or ""))
        text.text = (text.text or "").replace(old, new)

    return edit


def renoted(brief: Brief, old: str, new: str) -> Brief:
    def change(thing):
        return Text(thing.text.replace(old, new)) if isinstance(thing, Text) else thing

    return replace(brief, notes=tuple(replace(note, inlines=mapped(note.inlines, change)) for note in brief.notes))


def test_notes_are_brought_over_by_themselves() -> None:
    new = renoted(first(), "section 5, para. 2.", "section 5, para. 7.")
    made = merged(new)
    assert outcome(made, "message-grain-04") == "reworded"
    assert accepted(made.content) == accepted(written(new))
    theirs = edited(written(first()), reword_note("section 5, para. 2.", "section 6."), part="word/footnotes.xml")
    made = merged(new, copy=theirs)
    assert outcome(made, "message-grain-04") == "conflict"
    (comment,) = [one for one in comments(made.content) if "You changed this note" in one]
    assert "section 5, para. 7." in comment
    assert "section 6." in accepted(made.content)
    made = merged(said(first(), "message-grain-03", "Shanghai", "Beijing"), copy=theirs)
    assert outcome(made, "message-grain-03") == "reworded"
    assert "section 6." in accepted(made.content)


def test_note_ids_ascend_in_the_order_of_their_calls() -> None:
    source = random.Random(5)
    made = merged(rebuilt(first(), source, 12))
    parts = parts_of(made.content)
    calls = [
        int(call.get(qualified("w:id"), ""))
        for call in root(parts, "word/document.xml").iter(qualified("w:footnoteReference"))
    ]
    assert calls == sorted(set(calls))
    notes = [int(note.get(qualified("w:id"), "")) for note in root(parts, "word/footnotes.xml")]
    assert notes[2:] == calls


def test_a_pending_change_is_superseded_by_the_next_build() -> None:
    second = said(first(), "message-grain-03", "Shanghai", "Beijing")
    third = said(first(), "message-grain-03", "Shanghai", "Wuhan")
    once = merged(second)
    twice = merged(third, base=second, copy=once.content)
    assert changes(twice.content) == [("-", "Shanghai"), ("+", "Wuhan")]
    assert comments(twice.content) == ["Finding grain-03 reworded."]
    back = merged(first(), base=third, copy=twice.content)
    assert changes(back.content) == []
    assert accepted(back.content) == accepted(written(first()))


def test_a_change_that_the_editor_rejected_stays_rejected() -> None:
    second = said(first(), "message-grain-03", "Shanghai", "Beijing")
    third = said(second, "message-grain-02", "three times", "twice")
    rejected_by_editor = written(first())
    made = merged(third, base=second, copy=rejected_by_editor)
    assert outcome(made, "message-grain-03") == "kept"
    assert changes(made.content) == [("-", "three times"), ("+", "twice")]


def test_the_receipt_is_that_of_the_new_build() -> None:
    new = said(first(), "message-grain-03", "Shanghai", "Beijing")
    made = merged(new, deleted("facts"))
    assert receipt_of(parts_of(made.content)) == receipt_of(parts_of(written(new)))


def test_a_build_that_changes_nothing_in_the_copy_says_so() -> None:
    made = merged(first(), replaced("message-grain-03", "Shanghai", "Tallinn"))
    assert not made.changed


def test_where_a_word_would_be_lost_nothing_is_delivered(monkeypatch: pytest.MonkeyPatch) -> None:
    base, theirs = written(first()), edited(written(first()), inserted_after("standfirst", "Quetzalcoatl"))
    monkeypatch.setattr("briefgen.redline.package.Package.content", lambda _: base)
    with pytest.raises(DocumentError, match="rejecting its changes would not give the editor's text back"):
        redline(base, theirs, base, causes={}, author=AUTHOR, date=DATE)
    monkeypatch.setattr("briefgen.redline.check.rejected", lambda *_: "")
    with pytest.raises(DocumentError, match="words of the editor's would be lost: Quetzalcoatl"):
        redline(base, theirs, base, causes={}, author=AUTHOR, date=DATE)


def test_a_comment_near_the_first_notes_stands_behind_the_second_call() -> None:
    made = merged(said(first(), "facts", "members of parliament", "ministers"))
    marks = [
        entry.tag.rpartition("}")[2]
        for entry in root(parts_of(made.content), "word/document.xml").iter(
            qualified("w:footnoteReference"), qualified("w:commentReference")
        )
    ]
    assert marks[:3] == ["footnoteReference", "footnoteReference", "commentReference"]


def test_a_paragraph_that_comes_last_is_inserted_by_the_end_before_it() -> None:
    new = replace(
        first(), blocks=(*first().blocks, Paragraph(id="last", role="body", inlines=(Text("The very last."),)))
    )
    once = merged(new)
    last = block(root(parts_of(once.content), "word/document.xml"), "last")
    assert last.find(f"{qualified('w:pPr')}/{qualified('w:rPr')}/{qualified('w:ins')}") is None
    assert last.find(f"{qualified('w:pPr')}/{qualified('w:pPrChange')}") is not None
    assert accepted(once.content) == accepted(written(new))
    assert rejected(once.content) == accepted(written(first()))
    twice = merged(said(new, "last", "very last", "end"), base=new, copy=once.content)
    assert accepted(twice.content).endswith("\nThe end.")
    assert rejected(twice.content) == accepted(written(first()))
    back = merged(first(), base=new, copy=once.content)
    assert accepted(back.content) == rejected(back.content) == accepted(written(first()))


def fields(content: bytes) -> list[tuple[int, str]]:
    """Where fields begin and end: the number of the paragraph in the contents, and the kind of mark."""
    tree = root(parts_of(content), "word/document.xml")
    entries = [one for one in tree.iter(qualified("w:p")) if any(True for _ in one.iterancestors(qualified("w:sdt")))]
    return [
        (place, mark.get(qualified("w:fldCharType"), ""))
        for place, entry in enumerate(entries)
        for mark in entry.iter(qualified("w:fldChar"))
    ]


def test_new_first_and_last_entries_of_the_contents_stand_within_their_field() -> None:
    def heading(identity: str) -> Heading:
        return Heading(id=identity, level=1, inlines=(Text(f"The {identity} of all"),))

    blocks = first().blocks
    place = next(place for place, one in enumerate(blocks) if isinstance(one, Heading))
    new = replace(first(), blocks=(*blocks[:place], heading("beginning"), *blocks[place:], heading("end")))
    once = merged(new)
    assert fields(once.content) == fields(written(new))
    assert accepted(once.content) == accepted(written(new))
    back = merged(first(), base=new, copy=once.content)
    assert fields(back.content) == fields(written(first()))
    assert accepted(back.content) == rejected(back.content) == accepted(written(first()))


def test_redlines_are_valid_by_the_open_xml_sdk(tmp_path: Path) -> None:
    new = rebuilt(first(), random.Random(7), 10)
    edits: tuple[Callable[[Element], None], ...] = (
        replaced("message-grain-03", "Shanghai", "Tallinn"),
        deleted("facts"),
        moved_after("message-grain-02", "message-grain-04"),
    )
    assert faults(merged(new, *edits).content, tmp_path) == []


def test_the_same_input_gives_the_same_bytes() -> None:
    new = rebuilt(first(), random.Random(3), 6)
    edits = (replaced("message-grain-03", "Shanghai", "Tallinn"),)
    assert merged(new, *edits).content == merged(new, *edits).content


def test_a_block_can_be_found_by_its_bookmark_in_a_redline() -> None:
    made = merged(said(first(), "message-grain-03", "Shanghai", "Beijing"))
    assert block(root(parts_of(made.content), "word/document.xml"), "message-grain-03") is not None
