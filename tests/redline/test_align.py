from __future__ import annotations

from functools import cache

import pytest

from briefgen.errors import DocumentError
from briefgen.redline.align import Aligned, AlignedBlock, align
from briefgen.writers import docx
from briefgen.writers._word.xml import Element, qualified
from tests.redline.edits import (
    Edit,
    block,
    bold,
    copied_after,
    cut_runs,
    deleted,
    edited,
    inserted_after,
    joined,
    moved_after,
    replaced,
    row_deleted,
    split_at,
    texts,
    tracked_insertion,
    unmarked,
)
from tests.writers import briefs
from tests.writers.word import libreoffice, word_style


@cache
def base() -> bytes:
    return docx.write(briefs.everything(), word_style())


def of(*edits: Edit) -> Aligned:
    return align(base(), edited(base(), *edits))


def one(aligned: Aligned, identity: str) -> AlignedBlock:
    return next(block for block in aligned.blocks if block.id == identity)


def changed(aligned: Aligned) -> dict[str, str]:
    return {block.id: block.change for block in aligned.blocks if block.change != "untouched"}


def test_an_untouched_copy_is_untouched_block_by_block() -> None:
    aligned = align(base(), base())
    assert len(aligned.blocks) > 40
    assert changed(aligned) == {}
    assert aligned.own == ()
    assert not any(block.moved or block.tracked for block in aligned.blocks)
    assert all(note.base == note.text for block in aligned.blocks for note in block.notes)


def test_runs_that_word_cut_are_no_edit() -> None:
    assert changed(of(cut_runs("message-grain-03"), cut_runs("standfirst"))) == {}


def test_words_looks_and_places_are_told_apart() -> None:
    aligned = of(
        replaced("message-grain-03", "Shanghai", "Tallinn"),
        bold("facts"),
        moved_after("standfirst", "message-grain-04"),
    )
    assert changed(aligned) == {"message-grain-03": "edited", "facts": "formatted"}
    assert "Tallinn" in one(aligned, "message-grain-03").text
    assert "Shanghai" in one(aligned, "message-grain-03").base
    assert [block.id for block in aligned.blocks if block.moved] == ["standfirst"]


def test_what_an_editor_deleted_and_added() -> None:
    aligned = of(deleted("facts"), row_deleted("rec-mps-1"), inserted_after("standfirst", "My own view."))
    gone = {identity for identity, change in changed(aligned).items() if change == "deleted"}
    assert gone == {"facts", "rec-mps-1-who", "rec-mps-1-what", "rec-mps-1-why"}
    assert [(own.after, own.text, own.table) for own in aligned.own] == [("standfirst", "My own view.", False)]


def test_a_split_block_is_both_its_halves_and_joined_blocks_share_a_paragraph() -> None:
    aligned = of(split_at("message-grain-04", "would cover"), joined("standfirst", "facts"))
    assert changed(aligned) == {"message-grain-04": "split", "standfirst": "joined", "facts": "joined"}
    assert one(aligned, "message-grain-04").text.replace("\n", "") == one(aligned, "message-grain-04").base
    assert len(one(aligned, "message-grain-04").places) == 2
    assert one(aligned, "facts").places == one(aligned, "standfirst").places


def test_a_block_may_be_split_within_a_word() -> None:
    aligned = of(split_at("message-grain-04", "ould cover"))
    assert changed(aligned) == {"message-grain-04": "split"}
    assert one(aligned, "message-grain-04").text.replace("\n", "") == one(aligned, "message-grain-04").base


def test_lost_bookmarks_are_made_up_for_by_the_words() -> None:
    aligned = of(
        unmarked("message-grain-03", "rec-mps-1-what", "rec-mps-2-what", "standfirst"),
    )
    assert changed(aligned) == {}
    aligned = of(replaced("message-grain-03", "Shanghai", "Tallinn"), unmarked("message-grain-03"))
    assert changed(aligned) == {"message-grain-03": "edited"}


def test_with_all_bookmarks_lost_the_words_alone_tell() -> None:
    assert set(changed(of(unmarked())).values()) <= {"deleted"}
    assert len(changed(of(unmarked()))) < 3


def test_a_copied_block_is_the_editors_own() -> None:
    aligned = of(copied_after("message-grain-03", "facts"), replaced("message-grain-03", "Shanghai", "Tallinn"))
    assert len(aligned.own) == 1 or changed(aligned) == {}
    assert "Tallinn" in {own.text.split()[2] for own in aligned.own} | {
        one(aligned, "message-grain-03").text.split()[2]
    }


def test_a_bookmark_carried_astray_counts_for_nothing() -> None:
    def swap(tree: Element) -> None:
        first, second = block(tree, "message-grain-02"), block(tree, "message-grain-03")
        for one_name, paragraph in (("x", first), ("_bg_message_grain_02", second), ("_bg_message_grain_03", first)):
            for mark in paragraph:
                if mark.get(qualified("w:name"), "").startswith(("_bg_message", "x")):
                    mark.set(qualified("w:name"), one_name)

    assert changed(of(swap)) == {}


def test_tracked_changes_of_an_editor_are_read_both_ways() -> None:
    found = one(of(tracked_insertion("message-grain-03", " (maybe)")), "message-grain-03")
    assert found.change == "edited"
    assert found.tracked
    assert "(maybe)" in found.text
    assert "(maybe)" not in found.rejected


def test_a_note_that_an_editor_reworded_is_told_with_its_block() -> None:
    def edit(tree: Element) -> None:
        text = next(text for text in texts(tree) if "Black Sea Grain Corridor" in (text.text or ""))
        text.text = (text.text or "").replace("Grain", "Wheat")

    aligned = align(base(), edited(base(), edit, part="word/footnotes.xml"))
    found = [(block.id, note) for block in aligned.blocks for note in block.notes if note.base != note.text]
    assert len(found) == 1
    assert "Wheat" in found[0][1].text
    assert changed(aligned) == {}


def test_another_document_is_not_understood() -> None:
    def all_else(tree: Element) -> None:
        for text in texts(tree):
            text.text = f"Other words, {len(text.text or '')} of them"

    with pytest.raises(DocumentError, match=r"only \d+ of the \d+ paragraphs of the last build can be found in it"):
        align(base(), edited(base(), unmarked(), all_else))


def test_a_document_without_a_text_is_refused() -> None:
    def empty(tree: Element) -> None:
        for child in list(tree):
            tree.remove(child)

    with pytest.raises(DocumentError, match="it has no text that can be read"):
        align(base(), edited(base(), empty))


def test_a_base_without_a_receipt_is_refused() -> None:
    bare = word_style().reference
    with pytest.raises(DocumentError, match="it carries no receipt of briefgen"):
        align(bare, base())


def test_what_libreoffice_saved_is_untouched(tmp_path) -> None:
    saved = libreoffice({"copy": base()}, tmp_path, "docx")["copy"]
    aligned = align(base(), saved)
    assert changed(aligned) == {}
    assert all(note.base == note.text for block in aligned.blocks for note in block.notes)
