"""A new build is brought over to an editor's copy, which is kept first; where it cannot be, it goes beside, and says why."""

from __future__ import annotations

import pytest

from briefgen.build.desk.briefs import locate
from briefgen.build.due.plan import plan
from briefgen.build.history.kept import kept
from briefgen.build.history.receipt import load_receipt
from briefgen.build.making import deliver as delivering
from briefgen.build.run import build
from briefgen.build.telling.account import entry
from briefgen.errors import OutputError
from briefgen.redline.views import accepted, rejected
from briefgen.writers._word.package import zipped
from briefgen.writers._word.reading import parts_of, root
from briefgen.writers._word.xml import NAMESPACES, qualified
from tests.build.desks import DOCX, FOLDER, HTML, RECORDS, change, reword, starter
from tests.redline.edits import Edit, edited, inserted_after, replaced, reworded

NEW = f"{FOLDER}/first-brief.new.docx"
BACKUP = f"{FOLDER}/backups/first-brief-0001.docx"
HEADLINE = "Streets planted with trees are 3.1 degrees cooler on hot afternoons"
AGAIN = "Trees keep streets 3.1 degrees cooler on hot days"
MESSAGE = "message-sf-01"


@pytest.fixture
def desk(tmp_path):
    made = starter(tmp_path / "desk", "docx, html")
    build(made, "first-brief")
    return made


def edit(desk, *edits: Edit) -> bytes:
    content = edited(desk.read(DOCX), *(edits or (inserted_after("standfirst", "My own view."),)))
    desk.write(DOCX, content)
    return content


def attributes(content: bytes) -> set[tuple[str | None, str | None]]:
    tree = root(parts_of(content), "word/document.xml")
    return {
        (one.get(qualified("w:author")), one.get(qualified("w:date")))
        for one in tree.iter(qualified("w:ins"), qualified("w:del"))
    }


def test_an_edited_copy_gets_the_new_build_as_tracked_changes_and_is_kept_first(desk):
    before = edit(desk)
    reword(desk.root)
    report = build(desk, "first-brief")
    one = report.delivered["docx"]
    assert (one.outcome, one.file, one.beside, one.backup) == ("redlined", DOCX, "", BACKUP)
    assert desk.read(BACKUP) == before
    after = desk.read(DOCX)
    assert rejected(after) == rejected(before)
    assert "My own view." in accepted(after)
    assert "Planted streets are 3.1 degrees cooler on hot afternoons" in accepted(after)
    assert [block.id for block in one.blocks if block.outcome == "reworded" and "sf-01" in block.cause]
    assert report.delivered["html"].outcome == "written"
    assert not desk.exists(NEW)


def test_a_redline_that_nobody_touched_is_no_edit_and_the_next_build_still_keeps_what_is_in_it(desk):
    first = edit(desk)
    reword(desk.root)
    build(desk, "first-brief")
    report = build(desk, "first-brief")
    assert (report.computed, report.edited) == (False, ())
    redline = desk.read(DOCX)
    change(desk.root, "corpus/records/shade-first/report.yaml", "Planted streets are", "Streets with trees are")
    report = build(desk, "first-brief")
    assert report.delivered["docx"].outcome == "redlined"
    assert desk.read(f"{FOLDER}/backups/first-brief-0002.docx") == redline
    after = desk.read(DOCX)
    assert rejected(after) == rejected(first)
    assert "My own view." in accepted(after)
    assert "Streets with trees are 3.1 degrees cooler" in accepted(after)
    assert "Planted" not in accepted(after)


def test_where_the_new_build_changes_nothing_in_the_copy_it_is_left_byte_for_byte(desk):
    before = edit(desk, reworded(MESSAGE, "Planted streets are 3.1 degrees cooler on hot afternoons."))
    build(desk, "first-brief", fresh=True)
    assert desk.read(DOCX) == before
    assert not desk.exists(BACKUP)


def test_a_copy_without_a_receipt_stays_and_the_build_goes_beside(desk):
    parts = parts_of(desk.read(DOCX))
    bare = {name: content for name, content in parts.items() if NAMESPACES["b"].encode() not in content}
    desk.write(DOCX, zipped(bare))
    reword(desk.root)
    one = build(desk, "first-brief").delivered["docx"]
    assert (one.outcome, one.beside) == ("beside", NEW)
    assert one.why.endswith("it carries no receipt of briefgen: it may have gone through another format")
    assert desk.read(DOCX) == zipped(bare)


def test_a_copy_that_could_be_read_again_gets_what_it_missed(desk):
    before = edit(desk)
    desk.write(DOCX, b"{\\rtf1 saved as something else}")
    reword(desk.root)
    assert build(desk, "first-brief").delivered["docx"].outcome == "beside"
    again = build(desk, "first-brief")
    assert (again.computed, again.edited) == (False, (DOCX,)), "the same file is not tried again and again"
    assert again.beside == {DOCX: f"the new build lies beside it: {NEW}"}
    desk.write(DOCX, before)
    assert plan(desk, locate(desk, "first-brief")).reasons == (
        f"{DOCX} was saved anew since the new build could not be brought over to it",
    )
    assert build(desk, "first-brief").delivered["docx"].outcome == "redlined"
    assert rejected(desk.read(DOCX)) == rejected(before)
    assert not desk.exists(NEW)
    assert not build(desk, "first-brief").computed


def test_a_copy_whose_build_is_not_kept_stays_and_the_build_goes_beside(desk):
    edit(desk)
    desk.clear(f"{FOLDER}/history")
    reword(desk.root)
    one = build(desk, "first-brief").delivered["docx"]
    assert one.outcome == "beside"
    assert one.why.endswith("the build that it came from is not kept any more")


def test_a_fault_of_our_own_costs_nobody_a_word(desk, monkeypatch):
    before = edit(desk)
    reword(desk.root)

    def fail(*_args, **_options):
        raise ZeroDivisionError("by chance")

    monkeypatch.setattr("briefgen.build.edited.editing.redline", fail)
    one = build(desk, "first-brief").delivered["docx"]
    assert one.outcome == "beside"
    assert "a fault of briefgen's own (ZeroDivisionError: by chance); please report it" in one.why
    assert desk.read(DOCX) == before


def test_the_account_of_a_run_names_each_text_that_waits_for_a_decision(desk):
    edit(desk, replaced(MESSAGE, "cooler", "milder"))
    reword(desk.root, AGAIN)
    (waiting,) = [one for one in entry(build(desk, "first-brief")).waiting if one.kind == "redlined"]
    assert waiting.hint == f"key message “{AGAIN}”: the editor's text stays, see the comment (finding sf-01 reworded)"
    assert waiting.text.endswith(f"to look at; the copy before is {BACKUP}")


def test_blocks_are_told_in_the_order_of_the_brief_each_by_what_people_call_it(desk):
    edit(desk, replaced(MESSAGE, "cooler", "milder"), replaced("title", "Trees", "Palms"))
    change(desk.root, "configs/first-brief.yaml", "budget: {findings: 10", "budget: {findings: 7")
    blocks = build(desk, "first-brief").delivered["docx"].blocks
    told = [block.called for block in blocks if block.outcome != "untouched"]
    assert told.index("the title") < told.index(f"key message “{HEADLINE}”")
    assert told.index(f"key message “{HEADLINE}”") < told.index("finding “Trees in small pits die young”")
    (gone,) = [block for block in blocks if block.called == "finding “Trees in small pits die young”"]
    assert (gone.outcome, gone.cause) == ("removed", "finding sf-06 went out")
    assert all(block.called for block in blocks), [block.id for block in blocks if not block.called]


def test_a_base_that_lost_what_it_said_still_gets_names(desk):
    edit(desk)
    desk.write(f"{FOLDER}/history/0001/brief.json", b"{")
    reword(desk.root)
    one = build(desk, "first-brief").delivered["docx"]
    assert one.outcome == "redlined"
    told = {block.called: block.cause for block in one.blocks if block.outcome == "reworded"}
    assert told == {"key message “Planted streets are 3.1 degrees cooler on hot afternoons”": "the corpus changed"}


def test_a_copy_that_is_open_waits_beside_and_is_brought_over_once_it_is_closed(desk):
    before = edit(desk)
    lock = f"{FOLDER}/.~lock.first-brief.docx#"
    desk.write(lock, b"")
    reword(desk.root)
    one = build(desk, "first-brief").delivered["docx"]
    assert (one.outcome, one.beside) == ("beside", NEW)
    assert one.why == f"it is open in Word or LibreOffice ({lock}); close it there and build again"
    again = build(desk, "first-brief")
    assert (again.computed, again.beside) == (False, {DOCX: f"it is open, and the new build waits beside it: {NEW}"})
    desk.remove(lock)
    report = build(desk, "first-brief")
    assert report.reasons == (f"{DOCX} was open in the last run and is free now",)
    assert report.delivered["docx"].outcome == "redlined"
    assert rejected(desk.read(DOCX)) == rejected(before)
    assert not desk.exists(NEW)


def test_a_copy_that_is_saved_meanwhile_stays(desk, monkeypatch):
    edit(desk)
    reword(desk.root)
    keep = delivering.back_up

    def slow(workspace, named, suffix, content):
        path = keep(workspace, named, suffix, content)
        edit(desk, inserted_after("standfirst", "Saved just now."))
        return path

    monkeypatch.setattr(delivering, "back_up", slow)
    one = build(desk, "first-brief").delivered["docx"]
    assert (one.outcome, one.why) == ("beside", "somebody saved it while the new build was brought over")
    assert "Saved just now." in accepted(desk.read(DOCX))


def test_what_is_pending_is_still_ours_after_the_desk_signs_with_another_name(desk):
    before = edit(desk)
    reword(desk.root)
    build(desk, "first-brief")
    settings = desk.root / "configs" / "desk.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "redline: {author: Desk Editor}\n", encoding="utf-8")
    change(desk.root, RECORDS, "Planted streets are", "Streets with trees are")
    one = build(desk, "first-brief").delivered["docx"]
    assert [block.outcome for block in one.blocks if block.id == MESSAGE] == ["reworded"]
    after = desk.read(DOCX)
    assert {author for author, _ in attributes(after)} == {"Desk Editor"}
    assert rejected(after) == rejected(before)
    assert "Planted" not in accepted(after)


@pytest.mark.parametrize(
    ("setting", "author", "date"),
    [
        ("{author: Desk Editor, date: none}", "Desk Editor", None),
        ("{date: as-of}", "briefgen", "2025-06-01T00:00:00Z"),
    ],
)
def test_the_desk_says_who_signs_tracked_changes_and_how_they_are_dated(desk, setting, author, date):
    settings = desk.read("configs/desk.yaml").decode()
    desk.write("configs/desk.yaml", f"{settings}\nredline: {setting}\n".encode())
    edit(desk)
    reword(desk.root)
    build(desk, "first-brief")
    found = attributes(desk.read(DOCX))
    assert {one for one, _ in found} == {author}
    if date is None:
        assert {day for _, day in found} == {None}
    else:
        assert all(day is not None and day.endswith("T00:00:00Z") for _, day in found)


def test_a_backup_is_never_written_over(desk):
    desk.write(BACKUP, b"an older one")
    edit(desk)
    reword(desk.root)
    assert build(desk, "first-brief").delivered["docx"].backup == f"{FOLDER}/backups/first-brief-0002.docx"
    assert desk.read(BACKUP) == b"an older one"


@pytest.mark.parametrize("stops_at", ["backups", "first-brief.docx", "receipt.json"])
def test_a_run_that_is_killed_at_any_write_loses_nothing(desk, monkeypatch, stops_at):
    before = edit(desk)
    reword(desk.root)
    write = type(desk).write

    def dying(self, path, content):
        if stops_at in path and "history" not in path:
            raise KeyboardInterrupt
        write(self, path, content)

    monkeypatch.setattr(type(desk), "write", dying)
    with pytest.raises(KeyboardInterrupt):
        build(desk, "first-brief")
    monkeypatch.undo()
    assert rejected(desk.read(DOCX)) == rejected(before)
    build(desk, "first-brief")
    after = desk.read(DOCX)
    assert rejected(after) == rejected(before)
    assert "My own view." in accepted(after)
    assert "Planted streets are 3.1 degrees cooler" in accepted(after)
    assert not build(desk, "first-brief").computed


def killed_before_the_receipt(desk, monkeypatch):
    """A build of a reworded finding that dies once the redline is in place, and has only its receipt to write."""
    write = type(desk).write

    def dying(self, path, content):
        if path.endswith("/receipt.json") and "history" not in path:
            raise KeyboardInterrupt
        write(self, path, content)

    reword(desk.root)
    monkeypatch.setattr(type(desk), "write", dying)
    with pytest.raises(KeyboardInterrupt):
        build(desk, "first-brief")
    monkeypatch.undo()


def test_a_redline_of_a_run_that_was_killed_before_its_receipt_is_told_as_one_by_the_next(desk, monkeypatch):
    before = edit(desk)
    killed_before_the_receipt(desk, monkeypatch)
    redline = desk.read(DOCX)
    named = locate(desk, "first-brief")
    assert plan(desk, named).edited == ()
    report = build(desk, "first-brief")
    one = report.delivered["docx"]
    assert (one.outcome, one.backup, report.edited) == ("redlined", BACKUP, ())
    assert [block.id for block in one.blocks if block.outcome == "reworded" and "sf-01" in block.cause]
    assert (desk.read(DOCX), desk.read(BACKUP)) == (redline, before)
    receipt = load_receipt(desk, named.receipt)
    assert receipt is not None
    assert receipt.outputs["docx"].redline
    assert (plan(desk, named).reasons, plan(desk, named).edited) == ((), ())


def test_a_redline_of_a_killed_run_that_somebody_edited_since_is_an_edited_copy(desk, monkeypatch):
    edit(desk)
    killed_before_the_receipt(desk, monkeypatch)
    edit(desk, inserted_after("standfirst", "After the kill."))
    copy = desk.read(DOCX)
    report = build(desk, "first-brief")
    assert (report.delivered["docx"].outcome, report.edited) == ("unchanged", (DOCX,))
    assert desk.read(DOCX) == copy


def test_a_redline_of_a_killed_run_is_kept_in_mind_by_a_run_for_another_format_and_gets_the_next_change(
    desk, monkeypatch
):
    first = edit(desk)
    killed_before_the_receipt(desk, monkeypatch)
    redline = desk.read(DOCX)
    assert build(desk, "first-brief", formats=("html",)).edited == ()
    change(desk.root, "corpus/records/shade-first/report.yaml", "Planted streets are", "Streets with trees are")
    report = build(desk, "first-brief")
    assert (report.delivered["docx"].outcome, report.edited) == ("redlined", ())
    assert desk.read(f"{FOLDER}/backups/first-brief-0002.docx") == redline
    assert rejected(desk.read(DOCX)) == rejected(first)
    assert "Streets with trees are 3.1 degrees cooler" in accepted(desk.read(DOCX))


def test_a_disk_without_room_leaves_the_copy(desk, monkeypatch):
    before = edit(desk)
    reword(desk.root)
    write = type(desk).write

    def full(self, path, content):
        if "backups" in path:
            from briefgen.errors import Problem

            raise OutputError(Problem("no room", "make some"))
        write(self, path, content)

    monkeypatch.setattr(type(desk), "write", full)
    report = build(desk, "first-brief")
    assert set(report.failures) == {"docx"}
    assert desk.read(DOCX) == before


def test_the_receipt_knows_the_redline_and_the_history_its_base(desk):
    edit(desk)
    reword(desk.root)
    build(desk, "first-brief")
    named = locate(desk, "first-brief")
    receipt = load_receipt(desk, named.receipt)
    assert receipt is not None
    assert receipt.outputs["docx"].redline
    assert plan(desk, named).reasons == ()
    assert [one.put["docx"].outcome for one in kept(desk, named)] == ["written", "redlined"]
    assert desk.exists(HTML)


def test_replaced_words_of_an_editor_stay_beside_the_change(desk):
    edit(desk, replaced(MESSAGE, "3.1", "3.4"))
    reword(desk.root)
    one = build(desk, "first-brief").delivered["docx"]
    assert [block.id for block in one.blocks if block.outcome == "conflict"] == [MESSAGE]
    assert "3.4" in accepted(desk.read(DOCX))
