"""An editor's rewording goes home: to the record or to the config, and nothing else in the file changes."""

import pytest

from briefgen.build.edited.adopting import adoptable, changed_files, write_home
from briefgen.build.run import build
from briefgen.config.load import load_config, load_settings
from briefgen.corpus.load import load_corpus
from briefgen.errors import DocumentError, OutputError
from tests.build.desks import CONFIG, DOCX, RECORDS, change, starter
from tests.redline.edits import deleted, edited, inserted_after, replaced, reworded

FILE = "corpus/records/water-first/report.yaml"


@pytest.fixture
def desk(tmp_path):
    desk = starter(tmp_path / "desk", "docx")
    build(desk, CONFIG)
    return desk


def edit(desk, *edits):
    desk.write(DOCX, edited(desk.read(DOCX), *edits))
    return adoptable(desk, CONFIG)


def sent(desk, found, home, write=True):
    files = changed_files(desk, found, [one for one in found.adoptions if home in one.homes], home)
    if write:
        write_home(desk, found, files)
    return files


def lines(before, after):
    """The lines that went and came."""
    old, new = before.splitlines(), after.splitlines()
    return [line.strip() for line in old if line not in new], [line.strip() for line in new if line not in old]


def test_an_untouched_copy_has_nothing_to_bring_home(desk):
    found = adoptable(desk, CONFIG)
    assert (found.adoptions, found.stray) == ((), ())


def test_a_headline_goes_into_its_record_and_one_line_of_the_file_changes(desk):
    found = edit(desk, replaced("message-sf-01", "cooler", "milder"))
    (one,) = found.adoptions
    assert (str(one.wording), one.homes, one.problem) == ("the headline of sf-01", ("corpus", "config"), None)
    ((path, (before, after)),) = sent(desk, found, "corpus").items()
    assert path == RECORDS
    gone, come = lines(before, after)
    assert gone == ["headline: Streets planted with trees are 3.1 degrees cooler on hot afternoons"]
    assert come == ["headline: Streets planted with trees are 3.1 degrees milder on hot afternoons"]
    assert desk.read(RECORDS).decode() == after
    assert load_corpus(desk).records["sf-01"].headline.endswith("milder on hot afternoons")


def test_an_action_goes_into_the_config_for_this_brief_alone(desk):
    found = edit(desk, reworded("rec-wf-07-1-rec-wf-07", "Let towns choose whether to pay for trees or for water."))
    before = desk.read(FILE)
    sent(desk, found, "config")
    assert desk.read(FILE) == before
    (override,) = load_config(desk, CONFIG, load_settings(desk)).overrides
    assert (override.record, override.action) == ("wf-07", "Let towns choose whether to pay for trees or for water")
    build(desk, CONFIG)  # the brief can be built with it


def test_a_second_rewording_finds_the_override_and_the_corpus_is_no_home_for_it_any_more(desk):
    sent(desk, edit(desk, replaced("message-sf-01", "cooler", "milder")), "config")
    build(desk, CONFIG, fresh=True)
    copy = desk.read(DOCX)
    desk.remove(DOCX)
    build(desk, CONFIG)  # the copy as it would be without edits
    assert copy
    found = edit(desk, replaced("message-sf-01", "milder", "less hot"), replaced("message-wf-01", "lost", "has lost"))
    homes = {str(one.wording): one.homes for one in found.adoptions}
    assert homes == {"the headline of sf-01": ("config",), "the headline of wf-01": ("corpus", "config")}
    sent(desk, found, "config")
    overrides = load_config(desk, CONFIG, load_settings(desk)).overrides
    assert [one.record for one in overrides] == ["sf-01", "wf-01"]
    assert "less hot" in overrides[0].headline


def test_the_configs_own_sentences_go_into_the_config(desk):
    found = edit(
        desk,
        replaced("title", "Trees cool", "Trees keep cool"),
        replaced("context-text", "opposite ways", "quite opposite ways"),
    )
    assert {str(one.wording) for one in found.adoptions} == {"the config's title", "the config's context.0.text"}
    assert all(one.homes == ("config",) for one in found.adoptions)
    sent(desk, found, "config")
    config = load_config(desk, CONFIG, load_settings(desk))
    assert config.title.startswith("Trees keep cool")
    assert "quite opposite ways" in config.context[0].text


def test_a_figure_that_no_evidence_has_is_pointed_out_and_kept_away(desk):
    found = edit(desk, replaced("finding-wf-05", "6.4", "7.4"))
    (one,) = found.adoptions
    assert [str(change) for change in one.figures] == ["6.4 million euros → 7.4 million euros"]
    assert "the figure '7.4 million euros' stands in no passage" in one.problem.message


def test_what_no_record_says_stays_in_the_copy(desk):
    found = edit(
        desk,
        replaced("view-94980aea-2-cell-wf-02", "Vance argues", "Mr Vance argues"),
        deleted("finding-sf-10"),
        inserted_after("finding-sf-02", "A sentence of the editor's own."),
    )
    assert found.adoptions == ()
    assert found.stray == (("view-94980aea-2-cell-wf-02", "", "Mr"),)


def test_one_headline_reworded_in_two_ways_is_for_a_person(desk):
    change(desk.root, CONFIG, "key-messages:\n", "key-messages:\n  - wf-02\n")
    build(desk, CONFIG)
    cell = "view-94980aea-2-cell-wf-02"
    found = edit(desk, replaced("message-wf-02", "begin", "start"), replaced(cell, "begin", "open"))
    assert [str(one.wording) for one in found.adoptions] == ["the headline of wf-02"] * 2
    assert {one.problem.message for one in found.adoptions} == {"the headline of wf-02 was reworded in two ways"}


def test_one_headline_reworded_alike_in_two_places_goes_home_once(desk):
    change(desk.root, CONFIG, "key-messages:\n", "key-messages:\n  - wf-02\n")
    build(desk, CONFIG)
    cell = "view-94980aea-2-cell-wf-02"
    found = edit(desk, replaced("message-wf-02", "begin", "start"), replaced(cell, "begin", "start"))
    (one,) = found.adoptions
    assert one.problem is None


def test_a_record_that_changed_since_the_build_is_not_written_over(desk):
    change(desk.root, RECORDS, "3.1 degrees cooler on hot afternoons", "3.1 degrees cooler on hot summer afternoons")
    found = edit(desk, replaced("message-sf-01", "cooler", "milder"))
    assert all(one.problem is not None for one in found.adoptions)
    (one,) = found.adoptions
    assert one.problem.message == "the headline of sf-01 has changed since the brief was built"


def test_a_file_that_somebody_saved_meanwhile_is_not_written_over(desk):
    found = edit(desk, replaced("message-sf-01", "cooler", "milder"))
    files = sent(desk, found, "corpus", write=False)
    change(desk.root, RECORDS, "records:", "# saved in between\nrecords:")
    before = desk.read(RECORDS)
    with pytest.raises(OutputError, match="the file was changed while this ran; nothing was written"):
        write_home(desk, found, files)
    assert desk.read(RECORDS) == before


def test_without_a_docx_or_its_build_there_is_nothing_to_tell(desk):
    for path in desk.files("output/first-brief/history"):
        desk.remove(path)
    with pytest.raises(DocumentError, match="no kept build is known that it came from, so that what was edited"):
        adoptable(desk, CONFIG)
    desk.remove(DOCX)
    with pytest.raises(DocumentError, match="this brief has no DOCX"):
        adoptable(desk, CONFIG)
