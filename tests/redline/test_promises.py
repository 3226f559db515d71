"""The proof proved: a right redline made by hand passes every check, and each check finds the wrong it is for."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tests.redline import wholeness
from tests.redline.around_edits import Comment
from tests.redline.block_edits import Delete, Move, OwnParagraph
from tests.redline.case import Case, block_of, leaves
from tests.redline.changes import Add
from tests.redline.drawing import drawn
from tests.redline.editing import DATE, OURS, Editing
from tests.redline.editor import EDITS, play
from tests.redline.package import Docx, find, make, plain_run, q
from tests.redline.promises import broken
from tests.redline.reading import accepted, comments, lines, rejected, tokens, view
from tests.redline.revisions import accept, reject, settle
from tests.redline.shelves import Shelf, shelf
from tests.redline.text_edits import OwnNote, Rewrite, Write
from tests.redline.tracked_edits import TrackedDelete, TrackedParagraph, TrackedReplace, _strike
from tests.redline.writing import built


def signed(editing: Editing) -> dict[str, str]:
    return {"w:id": editing.fresh(), "w:author": OURS, "w:date": DATE}


def shelves() -> tuple[Shelf, Shelf, str]:
    """A shelf, the same with one finding reworded, and the bookmark of that."""
    before = shelf(3)
    finding = before.sections[0].items[0]
    sentence = replace(finding.sentences[0], words=(*finding.sentences[0].words, "and", "more"), note=())
    changed = replace(finding, sentences=(sentence,))
    section = replace(before.sections[0], items=(changed, *before.sections[0].items[1:]))
    return before, replace(before, sections=(section, *before.sections[1:])), f"_bg_{finding.id.replace('-', '_')}"


def reworded(copy: bytes, bookmark: str, said: str, *, as_comment: bool = False) -> bytes:
    """What a right merge makes where one block changed: tracked by hand, or said in a comment."""
    editing = Editing(copy)
    (start,) = find(editing.docx.body, f".//w:bookmarkStart[@w:name='{bookmark}']")
    paragraph = start.getparent()
    if not as_comment:
        for run in find(paragraph, "w:r"):
            _strike(run, editing)
        for mark in find(paragraph, "w:del"):
            mark.set(q("w:author"), OURS)
        start.addnext(make("w:ins", signed(editing), plain_run(said)))
    why = f"{said} why {block_of(bookmark)}"
    editing.docx.add(
        "word/comments.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
        b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
    )
    editing.docx.relate("word/document.xml", "comments", "comments.xml")
    about = {"w:id": "7", "w:author": OURS, "w:date": DATE}
    editing.docx.tree("word/comments.xml").append(make("w:comment", about, make("w:p", None, plain_run(why))))
    start.addnext(make("w:commentRangeStart", {"w:id": "7"}))
    anchor = make("w:r", None, make("w:commentReference", {"w:id": "7"}))
    paragraph.extend([make("w:commentRangeEnd", {"w:id": "7"}), anchor])
    return editing.docx.save()


@pytest.fixture
def right() -> Case:
    """One finding reworded under an editor who wrote elsewhere: done right."""
    before, after, bookmark = shelves()
    base, new = built(before), built(after)
    copy = play(base, [Write(1, 5, 2), OwnParagraph(4, 3), OwnNote(2, 3)])
    made = reworded(copy, bookmark, leaves(new)[bookmark].text)
    return Case(base, copy, new, made, frozenset({block_of(bookmark)}))


@pytest.fixture
def beside() -> Case:
    """The same finding reworded by the editor too: done right, with a comment."""
    before, after, bookmark = shelves()
    base, new = built(before), built(after)
    place = [name for name, line in leaves(base).items() if line.place != "control"].index(bookmark)
    copy = play(base, [Rewrite(place, 0, 30, 4)])
    assert leaves(copy)[bookmark] != leaves(base)[bookmark]
    made = reworded(copy, bookmark, leaves(new)[bookmark].text, as_comment=True)
    return Case(base, copy, new, made, frozenset({block_of(bookmark)}))


def test_what_is_right_passes(right: Case, beside: Case) -> None:
    assert broken(right) == []
    assert broken(beside) == []
    assert len(tokens(right.kept)) == 7


def said(case: Case, **wrong: object) -> str:
    return "\n".join(broken(replace(case, **wrong)))


def test_the_new_build_over_the_copy_loses_words_and_the_copy(right: Case) -> None:
    told = said(right, made=right.new)
    assert "the editor's words, accepted: " in told
    assert "rejecting ours: " in told


def test_a_copy_left_alone_leaves_a_change_untold(right: Case, beside: Case) -> None:
    assert "changed, and the new wording does not stand" in said(right, made=right.copy)
    assert "changed where the editor did too, and no comment says" in said(beside, made=beside.copy)


def test_a_report_that_is_silent_is_seen(right: Case, beside: Case) -> None:
    assert "changed, and the report does not name it" in said(right, told=frozenset())
    assert "changed, and the report does not name it" in said(beside, told=frozenset())


def test_a_mixture_of_both_wordings_is_seen(beside: Case) -> None:
    *_, bookmark = shelves()
    mixed = reworded(beside.copy, bookmark, f"{leaves(beside.new)[bookmark].text} zq1n1z")
    assert "a mixture: " in said(beside, made=mixed)


def changed(case: Case, change: object) -> Case:
    """The case with something done to the result's document."""
    docx = Docx(case.made)
    change(docx)  # type: ignore[operator]
    return replace(case, made=docx.save())


def drop(path: str):
    def change(docx: Docx) -> None:
        for entry in find(docx.tree(), path)[:1]:
            entry.getparent().remove(entry)

    return change


def swap_notes(docx: Docx) -> None:
    first, second = find(docx.body, ".//w:footnoteReference")[:2]
    one, other = first.get(q("w:id")), second.get(q("w:id"))
    first.set(q("w:id"), other)
    second.set(q("w:id"), one)


def swap_texts(docx: Docx) -> None:
    first, second = find(docx.notes("footnote"), "w:footnote[not(@w:type)]")[-2:]
    one, other = list(first), list(second)
    first.extend(other)
    second.extend(one)


def same_ids(docx: Docx) -> None:
    for entry in find(docx.body, ".//w:bookmarkStart | .//w:bookmarkEnd"):
        entry.set(q("w:id"), "5")


def embolden(docx: Docx) -> None:
    run = find(docx.body, ".//w:p[w:bookmarkStart[@w:name='_bg_facts']]//w:r")[0]
    run.insert(0, make("w:rPr", None, make("w:b")))


WRONGS = {
    "rejecting ours": embolden,
    "do not ascend": swap_notes,
    "does not stand beside its own statement": swap_texts,
    "and [] are called": lambda docx: [
        entry.getparent().remove(entry) for entry in find(docx.body, ".//w:footnoteReference")
    ],
    "id 5 stands": same_ids,
    "does not end": drop(".//w:bookmarkEnd"),
    "ends before it begins": drop(".//w:bookmarkStart"),
    "a mixture": drop(".//w:r[ancestor::w:ins]/w:t"),
    "has no content type": lambda docx: docx.tree("[Content_Types].xml").remove(
        find(docx.tree("[Content_Types].xml"), "ct:Override[contains(@PartName, 'styles')] | ct:Default[@Extension='xml']")[0]
    ) or docx.parts.update({"word/odd.bin": b""}) or docx.names.append("word/odd.bin"),
    "which is not there": lambda docx: (docx.parts.pop("word/styles.xml"), docx.names.remove("word/styles.xml")),
}  # fmt: skip


@pytest.mark.parametrize("told", WRONGS)
def test_each_wrong_is_seen(told: str, right: Case) -> None:
    assert any(told in one for one in broken(changed(right, WRONGS[told]))), told


def test_a_comment_that_lost_its_place_is_seen(beside: Case) -> None:
    assert "do not fit the comments" in "\n".join(broken(changed(beside, drop(".//w:commentRangeStart"))))


def test_a_new_block_at_a_wrong_place_is_seen() -> None:
    before = shelf(3)
    base, new = built(before), built(Add(4, 1, 5).apply(before))
    moved = play(new, [Move(12, 3)])
    assert "accepting all of an untouched copy" in "\n".join(broken(Case(base, base, new, moved, frozenset())))


# --- accepting and rejecting -----------------------------------------------------------------------------------

TRACKED = [
    TrackedReplace(3, 2, 9, 2),
    TrackedParagraph(2, 3),
    TrackedParagraph(5, 3, after=True),
    TrackedDelete(8),
    TrackedReplace(9, 0, 4, 1),
]


def test_rejecting_what_was_tracked_gives_the_text_before_and_accepting_the_text_after() -> None:
    base = built(shelf(3))
    copy = play(base, TRACKED)
    assert rejected(copy) == accepted(base)
    assert len(tokens(accepted(copy))) == 9
    assert [line.properties for line in view(copy, reject)] == [line.properties for line in view(base, reject)]
    assert len(accepted(copy)) == len(accepted(base)) + 2 - 1


def test_settled_documents_hold_no_change() -> None:
    for decide in (accept, reject):
        docx = Docx(play(built(shelf(3)), TRACKED))
        settle(docx.tree(), decide)
        assert not find(docx.tree(), "//*[@w:author]")


def test_a_deleted_paragraph_joins_what_follows_in_the_looks_of_that() -> None:
    made = make("w:body", None,
                make("w:p", None, make("w:pPr", None, make("w:pStyle", {"w:val": "One"}),
                                       make("w:rPr", None, make("w:del", {"w:id": "1", "w:author": "x"}))), plain_run("a")),
                make("w:p", None, make("w:pPr", None, make("w:pStyle", {"w:val": "Two"})), plain_run("b")))  # fmt: skip
    settle(made, accept)
    assert find(made, "string(w:p/w:pPr/w:pStyle/@w:val)") == "Two"
    assert find(made, "w:p//w:t/text()") == ["a", "b"]


def test_formats_go_back_to_what_they_were() -> None:
    old = make("w:rPrChange", {"w:id": "1", "w:author": "x"}, make("w:rPr", None, make("w:i")))
    run = make("w:r", None, make("w:rPr", None, make("w:b"), old), make("w:t", text="a"))
    body = make("w:body", None, make("w:p", None, run))
    settle(body, reject)
    assert [entry.tag for entry in find(body, ".//w:rPr/*")] == [q("w:i")]


# --- the editor ------------------------------------------------------------------------------------------------


def test_a_script_that_does_nothing_leaves_every_line_and_comment() -> None:
    base = built(shelf(3))
    assert lines(Docx(play(base, []))) == lines(Docx(base))
    assert comments(Docx(base)) == []


@pytest.mark.parametrize("kind", sorted({kind.__name__ for kind, _ in EDITS}))
def test_every_kind_of_edit_leaves_its_mark(kind: str) -> None:
    """No edit is idle: on some tracked and commented brief, a copy of it differs from what was there."""
    base = play(built(shelf(522)), TRACKED)
    for author in (b"Ed Itor", b"briefgen"):
        docx = Docx(base)
        docx.parts["word/document.xml"] = docx.parts["word/document.xml"].replace(b"Ed Itor", author)
        given = play(docx.save(), [Comment(3, 2, 9)])
        chance = random.Random(1)
        kinds = tuple(entry for entry in EDITS if entry[0].__name__ == kind)
        edits = [drawn(chance, kinds) for _ in range(12)]
        if any(play(given, [edit]) != play(given, []) for edit in edits):
            return
    pytest.fail(f"{kind} never does anything")


def test_deleting_and_copying_keep_the_notes_in_order() -> None:
    copy = play(built(shelf(3)), [Delete(4, 2), Move(3, 9, 2), OwnNote(2, 4)])
    assert list(wholeness.notes_in_order(copy)) == []
    assert list(wholeness.whole(copy)) == []
