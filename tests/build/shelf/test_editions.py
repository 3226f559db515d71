"""A new edition: evidence follows, records on what changed are flagged, and a person's word ends that."""

import json

import pytest

from briefgen.build.desk.starter import make_desk
from briefgen.build.edited.verify import verify
from briefgen.build.foresee import foresee
from briefgen.build.making.compute import choose, refuse_flagged
from briefgen.build.run import build
from briefgen.build.shelf.confirming import confirm
from briefgen.build.shelf.importing import foresee_import, import_source
from briefgen.build.telling.account import entry
from briefgen.corpus.check import check_corpus
from briefgen.corpus.flags import flagged, open_flags
from briefgen.corpus.load import load_corpus
from briefgen.errors import CorpusError, OutputError
from briefgen.workspace import Disk
from tests.build.desks import RECORDS, change

SOURCE = "shade-first"
DOCUMENT = f"documents/{SOURCE}.txt"
FOLDER = f"corpus/sources/{SOURCE}"
FLAGS = f"{FOLDER}/flags.jsonl"
WATER = "Watering is the weak point. In the dry summer of 2022 the town used 41 litres a day"


@pytest.fixture
def desk(tmp_path):
    make_desk(tmp_path / "desk")
    change(tmp_path / "desk", "configs/desk.yaml", "formats: [docx, pdf, html]", "formats: [outline]")
    return Disk((tmp_path / "desk").resolve())


def imported(desk):
    return import_source(desk, desk.root / DOCUMENT, SOURCE)[1]


def edit(desk, old, new, file=DOCUMENT):
    change(desk.root, file, old, new)


def paragraph(desk, beginning):
    text = (desk.root / DOCUMENT).read_text(encoding="utf-8")
    return next(line for line in text.splitlines() if line.startswith(beginning))


def waiting(desk):
    """Flagged records with what became of what they rest on."""
    return {record.id: [(one.held, one.what) for one in flags] for record, flags in flagged(load_corpus(desk))}


def reword(desk):
    edit(desk, WATER, WATER.replace("41", "45").replace("is the", "remains the"))
    return imported(desk)


def test_figures_that_changed_are_named_and_whether_the_record_states_them(desk):
    (flag,) = reword(desk).flags
    assert (flag.record, flag.held, flag.what, flag.figures) == ("sf-07", "report.p06", "reworded", (("41", "45"),))
    assert 1 <= flag.percent <= 10
    problem = next(one for one in check_corpus(load_corpus(desk), {}) if one.severity == "warning")
    assert problem.message.endswith("; 41 → 45 (the record states 41)")


def test_a_flag_stands_until_the_record_is_confirmed_and_again_when_the_passage_changes_again(desk):
    reword(desk)
    assert waiting(desk) == {"sf-07": [("report.p06", "reworded")]}
    assert confirm(desk, ("sf-07",)).confirmed == ("sf-07",)
    assert waiting(desk) == {}
    row = json.loads(desk.read(FLAGS))
    assert row["confirmed"] == row["now"] == load_corpus(desk).passage(SOURCE, "report.p06").digest
    assert imported(desk).files == ()
    edit(desk, "residents objected", "residents complained")
    (flag,) = imported(desk).flags
    assert (flag.record, flag.figures, flag.before.digest) == ("sf-07", (), row["confirmed"])
    assert waiting(desk) == {"sf-07": [("report.p06", "reworded")]}


def test_an_edit_ends_a_flag_only_if_it_changes_what_the_record_says(desk):
    reword(desk)
    edit(desk, "topics: [street-trees, public-water, costs]", "topics: [street-trees, public-water]", RECORDS)
    assert list(waiting(desk)) == ["sf-07"]
    edit(desk, "young tree took 41 litres", "young tree took 45 litres", RECORDS)
    assert waiting(desk) == {}
    assert imported(desk).files == (FLAGS,)
    assert not desk.exists(FLAGS)


def test_a_passage_that_is_again_as_it_was_is_no_reason_for_a_flag(desk):
    before = {path: desk.read(path) for path in desk.files(FOLDER)}
    reword(desk)
    edit(desk, WATER.replace("41", "45").replace("is the", "remains the"), WATER)
    assert imported(desk).flags == ()
    assert waiting(desk) == {}
    assert {path: desk.read(path) for path in desk.files(FOLDER)} == before


def test_what_changed_twice_is_held_against_what_the_record_was_written_on(desk):
    reword(desk)
    edit(desk, "45 litres a day", "47 litres a day")
    (flag,) = imported(desk).flags
    assert flag.figures == (("41", "47"),)


def test_a_record_on_a_lost_passage_can_be_read_and_the_passage_comes_back_with_its_id(desk):
    lost = paragraph(desk, "Watering is")
    edit(desk, f"{lost}\n\n", "")
    imported(desk)
    assert waiting(desk) == {"sf-07": [("report.p06", "gone")]}
    assert load_corpus(desk).passage(SOURCE, "report.p06").figures == ("2022", "41", "5")
    assert "passage report.p06 is gone" in check_corpus(load_corpus(desk), {})[0].message
    edit(desk, "What we recommend\n", f"Quite another thought, on ships.\n\nWhat we recommend\n\n{lost}\n")
    assert imported(desk).drift.of("new") == ("report.p10", "report.p06")
    assert waiting(desk) == {}
    assert not desk.exists(f"{FOLDER}/gone-passages.jsonl")


def test_moving_passages_flags_nothing_and_the_numbers_of_notes_follow(desk):
    first, second = paragraph(desk, "Measurements were"), paragraph(desk, "People changed")
    comment = "        notes: [3]  # the pavement study\n"
    edit(desk, "        notes: [3]\n", comment, RECORDS)
    edit(desk, first, "@")
    edit(desk, second, first.replace("³", "⁴"))
    edit(desk, "@", second.replace("⁴", "³"))
    edit(desk, "3 Piet", "@ Piet")
    edit(desk, "4 Aldermoor Town Observatory, “Ped", "3 Aldermoor Town Observatory, “Ped")
    edit(desk, "@ Piet", "4 Piet")
    lines = (desk.root / DOCUMENT).read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith("4 Piet"))
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    (desk.root / DOCUMENT).write_text("".join(lines), encoding="utf-8")
    found = imported(desk)
    assert len(found.drift.of("moved")) == 1
    assert found.flags == ()
    assert [(one.record, one.before, one.now) for one in found.followed] == [("sf-04", 3, 4), ("sf-05", 4, 3)]
    assert comment.replace("3", "4", 1) in desk.read(RECORDS).decode()
    assert not [one for one in check_corpus(load_corpus(desk), {}) if one.severity == "error"]
    assert imported(desk).files == ()


def test_a_number_that_cannot_be_put_in_place_is_left_to_a_person(desk):
    listed = "evidence:\n      - passages: [report.p04]\n        notes: [4]\n"
    edit(desk, listed, "evidence: {passages: [report.p04], notes: [4]}\n", RECORDS)
    text = (desk.root / DOCUMENT).read_text(encoding="utf-8")
    text = (
        text.replace("grew hotter.²", "grew hotter.² ³").replace("sunset.³", "sunset.⁴").replace("fifth.⁴", "fifth.⁵")
    )
    text = text.replace("2021.⁵", "2021.⁶").replace("2024.⁶", "2024.⁷")
    for number in (6, 5, 4, 3):
        text = text.replace(f"\n{number} ", f"\n{number + 1} ")
    text = text.replace("\n4 Piet", "\n3 Town Clinic, “Heat”, 2024.\n4 Piet")
    (desk.root / DOCUMENT).write_text(text, encoding="utf-8")
    found = imported(desk)
    assert found.followed == ()
    assert ("report.n4", "renumbered", ("report.n5",)) in {(one.held, one.what, one.also) for one in found.flags}
    assert "note report.n4 is report.n5 now" in " ".join(one.message for one in check_corpus(load_corpus(desk), {}))


def test_a_note_with_other_words_flags_the_records_that_rest_on_it(desk):
    edit(desk, "“Pavement temperatures after sunset”", "“Pavements after dark”")
    found = imported(desk)
    assert [(one.record, one.held, one.what) for one in found.flags] == [("sf-04", "report.n3", "reworded")]
    assert found.drift.references_new
    assert found.drift.references_gone
    assert confirm(desk, ("sf-04",)).confirmed == ("sf-04",)
    assert waiting(desk) == {}


def test_a_brief_on_a_record_that_was_let_stand_on_what_is_gone_says_so_and_strict_refuses_it(desk):
    edit(desk, f"{paragraph(desk, 'Watering is')}\n\n", "")
    imported(desk)
    assert confirm(desk, ("sf-07",)).confirmed == ("sf-07",)
    report = build(desk, "first-brief")
    assert report.flagged == ()
    (warning,) = [one for one in report.warnings if "sf-07" in one.message]
    assert warning.message == ("sf-07 rests on passage report.p06, gone from its source since")
    assert [one.text for one in entry(report).waiting if one.kind == "warning"].count(warning.message) == 1
    with pytest.raises(CorpusError) as refused:
        build(desk, "first-brief", strict=True)
    first, second = refused.value.problems
    assert first.message == (
        "the brief rests on 1 record whose passages or notes are gone, and is not built with --strict"
    )
    assert first.hint == "name other evidence, or leave the record out (sf-07); or build without --strict"
    assert (second.message, second.severity) == (warning.message, "error")


def test_a_brief_on_flagged_records_says_so_and_is_not_built_when_that_is_asked(desk):
    edit(desk, "residents objected that", "residents complained that")
    imported(desk)
    report = build(desk, "first-brief")
    assert report.flagged == ("sf-07",)
    assert any("sf-07 is flagged" in one.message for one in report.warnings)
    for ask in (build, foresee):
        with pytest.raises(CorpusError) as caught:
            ask(desk, "first-brief", strict=True)
        asked, *flags = caught.value.problems
        assert asked.message == "the brief rests on 1 flagged record, and is not built with --strict"
        assert [one.message.partition(":")[0] for one in flags] == ["sf-07 is flagged, for what it rests on changed"]
    confirm(desk, ("sf-07",))
    assert build(desk, "first-brief", strict=True).flagged == ()
    refuse_flagged(desk, "configs/first-brief.yaml", lambda *_: None)


def test_only_slight_changes_are_confirmed_without_naming_each_record(desk):
    edit(desk, "residents objected that", "residents complained that")
    edit(desk, "3.1 degrees cooler than streets", "3.4 degrees cooler than streets")
    imported(desk)
    done = confirm(desk, (), slight_in=SOURCE)
    assert done.confirmed == ("sf-07",)
    assert done.left == ("sf-01", "sf-02")
    assert list(waiting(desk)) == ["sf-01", "sf-02"]
    assert confirm(desk, ("sf-03",)).sound == ("sf-03",)


def test_unknown_records_and_sources_are_told_and_nothing_is_confirmed(desk):
    reword(desk)
    with pytest.raises(CorpusError, match="no record 'sf-7' in corpus/records") as caught:
        confirm(desk, ("sf-07", "sf-7"), slight_in="shade-last")
    assert "no source 'shade-last' in corpus/sources" in str(caught.value)
    assert list(waiting(desk)) == ["sf-07"]


def test_looking_writes_nothing_and_finds_what_an_import_finds(desk):
    edit(desk, WATER, WATER.replace("41", "45"))
    before = {path: desk.read(path) for path in desk.files("corpus")}
    corpus = load_corpus(desk)
    content = (desk.root / DOCUMENT).read_bytes()
    seen = foresee_import(desk, corpus, corpus.sources[SOURCE], content, f"{SOURCE}.txt")
    assert {path: desk.read(path) for path in desk.files("corpus")} == before
    done = imported(desk)
    assert (seen.drift, seen.fresh) == (done.drift, done.flags)


def test_where_the_text_of_the_old_edition_is_at_hand_a_passage_is_found_by_it(desk):
    old = (desk.root / DOCUMENT).read_text(encoding="utf-8")
    lost = paragraph(desk, "We argue")
    whole = f"Before all else this must be said, and said once more, for nobody listened when we said it first. {lost}"
    more = " Much of what follows has been written since, by other hands, after many talks in halls and kitchens."
    edition = desk.root / "documents" / "second.txt"
    moved = old.replace(f"{lost}\n\n", "").replace("Notes\n", f"{whole}{more * 3}\n\nNotes\n")
    edition.write_text(moved, encoding="utf-8")
    found = import_source(desk, edition, SOURCE)[1]
    assert "report.p02" in found.drift.of("reworded")
    (flag,) = [one for one in found.flags if one.held == "report.p02"]
    assert 30 <= flag.percent <= 60


def test_records_with_mistakes_are_mended_before_a_new_edition_is_imported(desk):
    edit(desk, "kind: finding\n    claim: assessment", "kind: fining\n    claim: assessment", RECORDS)
    assert imported(desk).whole is False
    edit(desk, WATER, WATER.replace("41", "45"))
    before = desk.read(f"{FOLDER}/passages.jsonl")
    with pytest.raises(CorpusError):
        imported(desk)
    assert desk.read(f"{FOLDER}/passages.jsonl") == before


def test_an_import_that_is_cut_short_forgets_no_flag(desk, monkeypatch):
    edit(desk, WATER, WATER.replace("41", "45"))
    write = Disk.write

    def cut(self, path, content):
        if path.endswith("/passages.jsonl"):
            raise OutputError([])
        write(self, path, content)

    monkeypatch.setattr(Disk, "write", cut)
    with pytest.raises(OutputError):
        imported(desk)
    monkeypatch.undo()
    imported(desk)
    assert waiting(desk) == {"sf-07": [("report.p06", "reworded")]}


def test_verify_tells_which_statements_rest_on_flagged_records(desk):
    edit(desk, "formats: [outline]", "formats: [docx]", "configs/desk.yaml")
    build(desk, "first-brief")
    edit(desk, "residents objected that", "residents complained that")
    imported(desk)
    found = verify(desk, desk.read("output/first-brief/first-brief.docx"), "first-brief.docx")
    told = {remark.sentence for one in found.statements for remark in one.remarks if remark.kind == "flagged"}
    assert [one.partition(" (")[0] for one in told] == ["the record sf-07 is flagged: passage report.p06 was reworded"]


def test_a_selection_knows_which_of_its_records_are_flagged(desk):
    reword(desk)
    chosen = choose(desk, "first-brief", lambda *_: None)
    marked = [one.record.id for one in chosen.selection.chosen if open_flags(chosen.corpus, one.record)]
    assert marked == ["sf-07"]
