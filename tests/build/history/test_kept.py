"""Every build that writes is kept, and a base is there for each DOCX of ours."""

import io
import shutil
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefgen.build.desk.briefs import locate
from briefgen.build.history.kept import Kept, Put, Reasoned, Used, kept, kept_brief, kept_document, origin, to_bytes
from briefgen.build.run import build
from briefgen.errors import OutputError
from briefgen.workspace import Disk, Memory, digest
from tests.build.desks import CONFIG, DOCX, FOLDER, HTML, change, reword, starter
from tests.build.history import test_receipt
from tests.build.test_cut_short import Killed, Mortal

HISTORY = f"{FOLDER}/history"


class Clock(Disk):
    """A desk at a moment of the test's choice."""

    moment = datetime(2026, 1, 15, 6, 30, tzinfo=UTC)

    def now(self):
        return self.moment


@pytest.fixture
def desk(tmp_path):
    return Clock(starter(tmp_path / "desk", "docx, html").root)


def builds(desk):
    return kept(desk, locate(desk, "first-brief"))


def numbers(desk):
    return [one.number for one in builds(desk)]


def turns(desk, first, last):
    """Builds the brief once for each number, with a finding reworded each time."""
    for number in range(first, last + 1):
        reword(desk.root, f"Planted streets are 3.1 degrees cooler on {'very ' * number}hot afternoons")
        build(desk, "first-brief")


def edited(content):
    """A DOCX as an editor would leave it: other text, all else as it was."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, body.replace(b"cooler", b"less warm") if name == "word/document.xml" else body)
    return made.getvalue()


def test_a_build_is_kept_with_its_document_its_brief_and_its_receipt(desk):
    build(desk, "first-brief")
    (one,) = builds(desk)
    assert (one.number, one.when, one.reasons) == (1, "2026-01-15T06:30:00+00:00", ("it was never built",))
    assert one.written == (DOCX, HTML)
    assert kept_document(desk, one) == desk.read(DOCX)
    assert kept_brief(desk, one).id == "first-brief"
    assert digest(repr(kept_brief(desk, one)).encode()) == one.receipt.brief
    assert sorted(desk.files(HISTORY)) == [
        f"{HISTORY}/0001/{name}" for name in ("brief.json", "build.json", "first-brief.docx", "receipt.json")
    ]


def test_a_kept_build_knows_what_each_record_said_and_why_it_was_chosen(desk):
    build(desk, "first-brief")
    (one,) = builds(desk)
    used = one.records["sf-01"]
    assert used.said["headline"]
    assert "place" not in used.said
    reason = next(reason for reason in used.reasons if reason.criterion == "topic" and reason.subject)
    assert reason.sentence.startswith("about '")
    assert reason.subject in desk.read(CONFIG).decode()
    assert one.missed
    assert set(one.receipt.records) <= set(one.records)
    assert one.asked["answer"].endswith("]")


def test_builds_are_told_oldest_first_and_what_writes_nothing_is_not_kept(desk):
    build(desk, "first-brief")
    build(desk, "first-brief")
    build(desk, "first-brief", fresh=True)
    assert numbers(desk) == [1]
    turns(desk, 1, 2)
    assert numbers(desk) == [1, 2, 3]
    assert builds(desk)[1].reasons == ("finding sf-01 reworded (chosen by topic urban-heat)",)


def test_a_change_that_does_not_reach_the_brief_keeps_nothing_new(desk):
    build(desk, "first-brief")
    change(desk.root, "corpus/acronyms.yaml", 'EU: ""', 'EU: ""\n  ZZZ: Zone of zinc zeppelins')
    build(desk, "first-brief")
    assert numbers(desk) == [1]


def test_a_file_that_got_lost_is_written_again_as_the_same_build(desk):
    build(desk, "first-brief")
    desk.remove(HTML)
    build(desk, "first-brief")
    assert numbers(desk) == [1]


def test_what_was_said_before_and_is_said_again_is_a_build_of_its_own(desk):
    build(desk, "first-brief")
    text = desk.read("corpus/records/shade-first/report.yaml")
    turns(desk, 1, 1)
    desk.write("corpus/records/shade-first/report.yaml", text)
    build(desk, "first-brief")
    first, _, third = builds(desk)
    assert first.receipt.brief == third.receipt.brief


@pytest.mark.parametrize("limit", [1, 3])
def test_the_oldest_go_beyond_the_setting(desk, limit):
    change(desk.root, "configs/desk.yaml", "formats:", f"history: {limit}\nformats:")
    build(desk, "first-brief")
    turns(desk, 1, 4)
    assert numbers(desk) == list(range(6 - limit, 6))


def test_a_config_may_keep_more_or_less_than_its_desk(desk):
    change(desk.root, CONFIG, "\ntitle:", "\nhistory: 2\ntitle:")
    build(desk, "first-brief")
    turns(desk, 1, 3)
    assert numbers(desk) == [3, 4]


@pytest.mark.parametrize("limit", [0, 1])
def test_the_build_that_an_edited_copy_came_from_never_goes(desk, limit):
    change(desk.root, "configs/desk.yaml", "formats:", f"history: {limit}\nformats:")
    build(desk, "first-brief")
    base = desk.read(DOCX)
    desk.write(DOCX, edited(base))
    (desk.root / FOLDER / ".~lock.first-brief.docx#").touch()  # open in LibreOffice: nothing comes into it
    turns(desk, 1, 4)
    assert numbers(desk) == [1, 5], "that of the editor's copy, and that of the new file beside it"
    found = origin(desk, builds(desk), desk.read(DOCX))
    assert kept_document(desk, found) == base


def test_a_redlined_copy_comes_from_the_newest_build(desk):
    change(desk.root, "configs/desk.yaml", "formats:", "history: 0\nformats:")
    build(desk, "first-brief")
    desk.write(DOCX, edited(desk.read(DOCX)))
    turns(desk, 1, 2)
    assert numbers(desk) == [3]
    assert origin(desk, builds(desk), desk.read(DOCX)).number == 3


def test_without_any_history_asked_for_the_base_of_the_untouched_copy_is_kept(desk):
    change(desk.root, "configs/desk.yaml", "formats:", "history: 0\nformats:")
    build(desk, "first-brief")
    turns(desk, 1, 2)
    assert numbers(desk) == [3]


def test_a_copy_that_tells_nothing_of_itself_keeps_what_was_put_at_its_place_last(desk):
    change(desk.root, "configs/desk.yaml", "formats:", "history: 1\nformats:")
    build(desk, "first-brief")
    desk.write(DOCX, b"converted beyond recognition")
    turns(desk, 1, 3)
    assert numbers(desk) == [1, 4]
    assert origin(desk, builds(desk), desk.read(DOCX)) is None


def test_an_older_copy_brought_back_is_known_by_what_travels_in_it(desk):
    build(desk, "first-brief")
    old = edited(desk.read(DOCX))
    turns(desk, 1, 2)
    assert origin(desk, builds(desk), old).number == 1


def test_a_brief_without_docx_is_kept_too_and_gets_its_docx_when_one_is_made(desk):
    build(desk, "first-brief", formats=("html",))
    (one,) = builds(desk)
    assert one.document == ""
    assert kept_document(desk, one) is None
    build(desk, "first-brief")
    (one,) = builds(desk)
    assert kept_document(desk, one) == desk.read(DOCX)
    assert one.written == (DOCX, HTML)


def test_where_html_alone_is_built_anew_the_base_of_the_docx_stays(desk):
    change(desk.root, "configs/desk.yaml", "formats:", "history: 1\nformats:")
    build(desk, "first-brief")
    for number in (1, 2, 3):
        reword(desk.root, f"Planted streets are 3.1 degrees cooler on {'very ' * number}hot afternoons")
        build(desk, "first-brief", formats=("html",))
    assert numbers(desk) == [1, 4]
    assert kept_document(desk, builds(desk)[0]) == desk.read(DOCX)


def test_a_base_that_an_earlier_briefgen_did_not_keep_is_made_by_the_next_run_that_computes(desk):
    build(desk, "first-brief")
    shutil.rmtree(desk.root / HISTORY)
    change(desk.root, "corpus/acronyms.yaml", 'EU: ""', 'EU: ""\n  ZZZ: Zone of zinc zeppelins')
    report = build(desk, "first-brief")
    assert not report.changed
    assert kept_document(desk, builds(desk)[0]) == desk.read(DOCX)


def test_the_history_survives_a_fresh_build(desk):
    build(desk, "first-brief")
    turns(desk, 1, 1)
    build(desk, "first-brief", fresh=True)
    assert numbers(desk) == [1, 2]


def test_killed_at_any_change_of_the_disk_a_docx_of_ours_never_lies_there_without_its_base(tmp_path):
    for number in range(30):
        desk = starter(tmp_path / f"desk-{number}", "docx, html")
        build(desk, "first-brief")
        reword(desk.root)
        try:
            build(Mortal(desk.root, number), "first-brief")
        except Killed:
            pass
        else:
            break
        assert kept_document(desk, origin(desk, builds(desk), desk.read(DOCX))) == desk.read(DOCX)
        build(desk, "first-brief")
        assert numbers(desk) == [1, 2], f"killed before change {number}"
        assert builds(desk)[1].written == (DOCX, HTML)
        assert {path.name for path in (desk.root / HISTORY).iterdir()} == {"0001", "0002"}
    assert number == 10, "pending receipt, four files of the history, two files, receipt, pending away, what was put"


def test_where_the_build_cannot_be_kept_nothing_is_put_anywhere(desk):
    (desk.root / FOLDER).mkdir(parents=True)
    (desk.root / HISTORY).write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        build(desk, "first-brief")
    assert not desk.exists(DOCX)
    assert not desk.exists(HTML)
    (desk.root / HISTORY).unlink()
    assert build(desk, "first-brief").changed


def test_what_became_of_the_files_may_fail_to_be_noted_and_is_told(desk, monkeypatch):
    class Full(Clock):
        written = 0

        def write(self, path, content):
            if path.endswith("build.json"):
                self.written += 1
            if self.written > 1:
                self.written = 0
                raise OutputError(())
            super().write(path, content)

    report = build(Full(desk.root), "first-brief")
    assert list(report.failures) == ["history"]
    assert report.changed
    assert builds(desk)[0].written == ()


@pytest.mark.parametrize("name", ["build.json", "receipt.json"])
@pytest.mark.parametrize("content", [b"", b"{}", b"[" * 100_000, b'{"form": 1, "number": 2}', b"\xff"])
def test_a_build_whose_own_file_is_damaged_is_not_told_of_and_not_taken_away(desk, name, content):
    build(desk, "first-brief")
    desk.write(f"{HISTORY}/0001/{name}", content)
    assert builds(desk) == ()
    turns(desk, 1, 1)
    assert numbers(desk) == [2]
    assert desk.exists(f"{HISTORY}/0001/{name}")


@pytest.mark.parametrize("name", ["first-brief.docx", "brief.json"])
def test_a_document_or_a_brief_that_is_damaged_or_gone_is_none(desk, name):
    build(desk, "first-brief")
    look = kept_document if name.endswith("docx") else kept_brief
    (one,) = builds(desk)
    desk.write(one.path(name), desk.read(one.path(name))[:-30])
    assert look(desk, one) is None
    desk.remove(one.path(name))
    assert look(desk, one) is None


def test_what_is_no_document_came_from_nowhere(desk):
    build(desk, "first-brief")
    whole = desk.read(DOCX)
    for content in (b"", b"PK\x03\x04", whole[:-40], whole[:500] + b"\0" * 400 + whole[900:]):
        assert origin(desk, builds(desk), content) is None


words = some.text(max_size=8)
said = some.recursive(
    some.none() | some.booleans() | some.integers() | words,
    lambda inner: some.lists(inner, max_size=2) | some.dictionaries(words, inner, max_size=2),
    max_leaves=4,
)
reasons = some.lists(some.builds(Reasoned, criterion=words, sentence=words, subject=words), max_size=2).map(tuple)
puts = some.builds(Put, file=words, outcome=words, beside=words)
useds = some.builds(
    Used,
    said=some.dictionaries(words, said, max_size=3),
    reasons=reasons,
    aside=some.booleans(),
)


@given(some.data(), test_receipt.receipts)
def test_a_kept_build_is_read_back_as_it_was(data, receipt):
    desk = Memory(contents={"configs/a.yaml": b""})
    named = locate(desk, "a")
    one = Kept(
        named=named,
        number=data.draw(some.integers(1, 10_000)),
        when=data.draw(words),
        reasons=tuple(data.draw(some.lists(words, max_size=2))),
        receipt=receipt,
        records=data.draw(some.dictionaries(words, useds, max_size=2)),
        missed=data.draw(some.dictionaries(words, reasons, max_size=2)),
        asked=data.draw(some.dictionaries(words, words, max_size=2)),
        put=data.draw(some.dictionaries(words, puts, max_size=2)),
        document=data.draw(words),
    )
    from briefgen.build.history.receipt import to_bytes as receipt_bytes

    desk.write(one.path("receipt.json"), receipt_bytes(receipt))
    desk.write(one.path("build.json"), to_bytes(one))
    assert kept(desk, named) == (one,)


def test_what_the_first_write_of_a_new_build_left_when_it_was_cut_short_is_swept_away(tmp_path):
    desk = starter(tmp_path / "desk", "docx")
    build(desk, "first-brief")
    left = desk.root / FOLDER / "history/0002/.first-brief.docx.x.unfinished"
    left.parent.mkdir()
    left.write_bytes(b"PK")
    build(desk, "first-brief", fresh=True)
    assert not left.exists(), "though the build that was begun is not wanted any more"
    left.write_bytes(b"PK")
    reword(desk.root)
    build(desk, "first-brief")
    assert desk.exists(f"{FOLDER}/history/0002/build.json")
    assert not left.exists()
