"""A config's other words for a record reach its own brief, are proved like all others, and change no selection."""

import pytest

from briefgen.build.making.compute import check, choose
from briefgen.build.run import build
from briefgen.errors import ConfigError, CorpusError
from tests.build.desks import CONFIG, OUTLINE, change, reword, starter

WORDS = "Shade from planted streets takes the edge off hot afternoons"


@pytest.fixture
def desk(tmp_path):
    return starter(tmp_path / "desk")


def silent(verb, what):
    """Say nothing."""


def override(desk, *lines):
    text = desk.read(CONFIG).decode()
    desk.write(CONFIG, (text + "\noverrides:\n" + "".join(f"  {line}\n" for line in lines)).encode())


def message(desk):
    """The record whose headline is a key message of the starter's brief."""
    chosen = choose(desk, CONFIG, silent)
    return next(record for one in chosen.config.key_messages if not one.text for record in one.rests_on)


def test_the_brief_has_the_other_words_and_the_corpus_keeps_its_own(desk):
    record = message(desk)
    before = choose(desk, CONFIG, silent)
    override(desk, f"- record: {record}", f"  headline: {WORDS}")
    after = choose(desk, CONFIG, silent)
    assert after.corpus.records[record].headline == WORDS
    assert after.corpus.records[record].text == before.corpus.records[record].text
    assert [one.record.id for one in after.selection.chosen] == [one.record.id for one in before.selection.chosen]
    build(desk, CONFIG)
    assert WORDS in desk.read(OUTLINE).decode()


def test_a_figure_in_the_other_words_must_stand_in_the_evidence_and_the_place_is_the_configs(desk):
    record = message(desk)
    override(desk, f"- record: {record}", "  text: Shade saved 977 lives.")
    with pytest.raises(CorpusError, match="the figure '977' in its text stands in no passage") as caught:
        check(choose(desk, CONFIG, silent), silent)
    assert caught.value.problems[0].place.file == CONFIG


def test_a_record_that_is_not_there_is_told_and_one_that_is_not_used_is_warned_of(desk):
    override(desk, "- record: sf-99", "  text: Nothing.")
    with pytest.raises(ConfigError, match="no record 'sf-99' in corpus/records"):
        choose(desk, CONFIG, silent)
    change(desk.root, CONFIG, "sf-99", "sf-04")
    warnings = [problem.message for problem in check(choose(desk, CONFIG, silent), silent)]
    assert "the override of 'sf-04' reaches nothing: the brief does not use the record" in warnings


def test_a_figure_set_large_can_be_worded_otherwise(desk):
    chosen = choose(desk, CONFIG, silent)
    record = chosen.config.figures[0]
    override(desk, f"- record: {record}", "  label: measured in the shade")
    after = choose(desk, CONFIG, silent).corpus.records[record].figure
    assert (after.value, after.label) == (chosen.corpus.records[record].figure.value, "measured in the shade")


def test_the_reason_is_the_configs_and_what_the_record_says_elsewhere_is_not_due(desk):
    record = message(desk)
    build(desk, CONFIG)
    override(desk, f"- record: {record}", f"  headline: {WORDS}")
    (own, config) = build(desk, CONFIG).reasons
    assert own.startswith(f"finding {record} reworded in the config's overrides (")
    assert config == "the config's overrides were changed"
    was = choose(desk, CONFIG, silent).corpus.records[record]
    reword(desk.root, "Planted streets are 3.1 degrees cooler on hot afternoons")
    assert choose(desk, CONFIG, silent).corpus.records[record].headline == was.headline
    assert not build(desk, CONFIG).changed
