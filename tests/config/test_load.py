import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.config.load import configs, find_config, load_config, load_settings
from briefgen.config.schema import Budget, CitationSettings, Criteria, Settings
from briefgen.diagnostics import render
from briefgen.errors import ConfigError, DeskError
from briefgen.workspace import Memory

BRIEF = """title: Trade is growing
audience: officials
answer:
  text: Trade grows, and tariffs should fall.
  rests-on: [c1-01, c1-02]
select:
  topics: [trade]
"""
FULL = """title: Trade is growing
short-title: Trade
question: Does trade grow?
audience: officials
as-of: 2024-05
answer: {text: It does., rests-on: c1-01}
select:
  topics: [trade]
  words: tariffs and quotas
  exclude-topics: [fish]
  perspectives: [north]
  regions: [North]
  sources: [two-views]
  kinds: finding
  since: 2022
  until: 2024-03
  pin: [c1-01]
  exclude: [c1-09]
  balance: institutions
  minimum-share: 0.25
  budget: {findings: 4, recommendations: 0, words: 600}
context:
  - {text: There was a time., rests-on: [c1-01]}
key-messages:
  - c1-02
  - {text: Look here., rests-on: [c1-01, c1-02]}
sections:
  - tariffs
  - {topic: trade, heading: Trade grows}
disagreements:
  - {question: Does it?, records: [c1-01, c2-01]}
figures: [c1-01]
template: one-pager
formats: [html, pdf]
language: de
author: A. Author
paper: Letter
notes: endnotes
contents: never
citations: {style: styles/own.csl, locale: fr, bibliography: none}
options: {colour: blue, flag: true}
"""


def desk(brief=BRIEF, **others):
    files = {"configs/brief.yaml": brief} | {f"configs/{name}.yaml": text for name, text in others.items()}
    return Memory({path: text.encode() for path, text in files.items()})


def load(brief, **others):
    workspace = desk(brief, **others)
    return load_config(workspace, "brief", load_settings(workspace))


def said(brief, **others):
    with pytest.raises(ConfigError) as caught:
        load(brief, **others)
    return render(caught.value.problems)


def test_a_short_config_has_the_defaults_for_the_rest():
    config = load(BRIEF)
    assert (config.id, config.title, config.audience) == ("brief", "Trade is growing", "officials")
    assert config.answer.rests_on == ("c1-01", "c1-02")
    assert config.select == Criteria(topics=("trade",))
    assert (config.template, config.formats, config.language) == ("policy-brief", ("docx", "pdf", "html"), "en-GB")


def test_every_key_of_a_config_is_read():
    config = load(FULL)
    assert (config.short_title, config.question, config.as_of) == ("Trade", "Does trade grow?", "2024-05")
    assert config.select == Criteria(
        topics=("trade",), words="tariffs and quotas", exclude_topics=("fish",), perspectives=("north",),
        regions=("North",), sources=("two-views",), kinds=("finding",), since="2022", until="2024-03",
        pin=("c1-01",), exclude=("c1-09",), balance="institutions", minimum_share=0.25,
        budget=Budget(findings=4, recommendations=0, words=600),
    )  # fmt: skip
    assert [(one.text, one.rests_on) for one in config.context] == [("There was a time.", ("c1-01",))]
    assert [(section.topic, section.heading) for section in config.sections] == [
        ("tariffs", ""), ("trade", "Trade grows"),
    ]  # fmt: skip
    assert [(one.question, one.records) for one in config.disagreements] == [("Does it?", ("c1-01", "c2-01"))]
    assert (config.figures, config.template, config.formats) == (("c1-01",), "one-pager", ("html", "pdf"))
    assert (config.language, config.author, config.paper) == ("de", "A. Author", "Letter")
    assert (config.notes, config.contents) == ("endnotes", "never")
    assert config.citations == CitationSettings(style="styles/own.csl", locale="fr", bibliography="none")
    assert config.options == {"colour": "blue", "flag": "true"}


def test_a_key_message_may_be_a_bare_record():
    bare, own = load(FULL).key_messages
    assert (bare.text, bare.rests_on, str(bare.place)) == ("", ("c1-02",), "configs/brief.yaml:25:5")
    assert (own.text, own.rests_on, str(own.place)) == ("Look here.", ("c1-01", "c1-02"), "configs/brief.yaml:26:5")


def test_every_value_has_its_place():
    config = load(FULL)
    assert str(config.at("select.topics.0")) == "configs/brief.yaml:8:12"
    assert str(config.at("disagreements.0.records.1")) == "configs/brief.yaml:31:43"
    assert str(config.at("answer.rests-on.0")) == "configs/brief.yaml:6:36"
    assert str(config.sections[0].place) == "configs/brief.yaml:28:5"
    assert config.at("nothing") == config.place


def test_the_desk_s_settings_fill_what_a_config_leaves_out():
    shared = "author: The desk\nlanguage: fr\nformats: html\npaper: Letter\ncitations: {style: numeric, locale: fr}\n"
    config = load(BRIEF + "language: de\ncitations: {bibliography: none}\n", desk=shared + "template: one-pager\n")
    assert (config.author, config.language, config.formats, config.paper) == ("The desk", "de", ("html",), "Letter")
    assert config.template == "one-pager"
    assert config.citations == CitationSettings(style="numeric", locale="fr", bibliography="none")


def test_a_desk_without_settings_has_the_defaults():
    assert load_settings(desk()) == Settings()
    assert load_settings(desk(desk="# nothing yet\n")) == Settings()


def test_settings_have_folders_a_key_and_a_name():
    found = load_settings(desk(desk="name: Us\ndocuments: [../shelf, /srv/papers]\nfingerprint-key: abc\n"))
    assert (found.name, found.documents, found.fingerprint_key) == ("Us", ("../shelf", "/srv/papers"), "abc")


def test_configs_are_all_yaml_files_but_the_settings():
    assert configs(desk(desk="name: x", other=BRIEF)) == ("configs/brief.yaml", "configs/other.yaml")


@pytest.mark.parametrize("name", ["brief", "brief.yaml", "configs/brief", "configs/brief.yaml", "./configs/brief.yaml"])
def test_a_config_is_found_by_any_of_its_names(name):
    assert find_config(desk(), name) == "configs/brief.yaml"


def test_a_config_in_a_folder_is_found_by_its_name_alone():
    workspace = desk()
    workspace.contents["configs/2024/deep.yaml"] = BRIEF.encode()
    assert find_config(workspace, "deep") == "configs/2024/deep.yaml"
    workspace.contents["configs/2025/deep.yaml"] = BRIEF.encode()
    with pytest.raises(ConfigError, match="there are several configs 'deep'"):
        find_config(workspace, "deep")
    with pytest.raises(ConfigError) as caught:
        load_config(workspace, "2024/deep", Settings())
    assert "configs/2025/deep.yaml' has the same file name" in caught.value.problems[0].message


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("breif", "there is no config 'breif' in configs/", "did you mean 'brief'?"),
        ("zzz.yaml", "there is no config 'zzz.yaml' in configs/", "there are: brief"),
        ("desk", "these are the desk's settings, not a brief", "name a config of a brief"),
    ],
)
def test_a_config_that_is_not_there_is_told_with_the_closest(name, message, hint):
    with pytest.raises(ConfigError) as caught:
        find_config(desk(desk="name: x"), name)
    assert (caught.value.problems[0].message, caught.value.problems[0].hint) == (message, hint)


def test_a_desk_without_configs_says_how_to_begin():
    with pytest.raises(ConfigError) as caught:
        find_config(Memory(), "brief")
    assert "write one: configs/my-brief.yaml" in caught.value.problems[0].hint


@pytest.mark.parametrize("name", ["../brief", "/etc/passwd", "a/../../b", "configs/../../x.yaml"])
def test_no_config_lies_outside_the_desk(name):
    with pytest.raises(DeskError, match="leads out of the desk"):
        find_config(desk(), name)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title: Trade is growing\n", "", "configs/brief.yaml:1:1: error: a config needs the key 'title'"),
        (
            "audience: officials",
            "audiense: officials",
            "a config has no key 'audiense'\n  hint: did you mean 'audience'?",
        ),
        ("  rests-on: [c1-01, c1-02]\n", "", ":4:3: error: a statement needs the key 'rests-on'"),
        ("[c1-01, c1-02]", "[]", ":5:13: error: at least 1 entry is wanted here, found 0"),
        ("[trade]", "[trade]\n  since: May", "a date is wanted here, found 'May'"),
        (
            "[trade]",
            "[trade]\n  since: 2024-06\n  until: 2024-05-31",
            ":9:10: error: nothing can be dated since 2024-06 and",
        ),
        ("[trade]", "[trade]\n  minimum-share: 0.6", "a number from 0 to 0.5 is wanted here, found '0.6'"),
        (
            "[trade]",
            "[trade]\n  pin: [x]\n  exclude: [y, x]",
            ":9:16: error: the record 'x' is both pinned and excluded",
        ),
        (
            "select:",
            "formats: [dox]\nselect:",
            "'dox' is not one of docx, pdf, html, outline\n  hint: did you mean 'docx'?",
        ),
        ("select:", "formats: []\nselect:", "at least 1 entry is wanted here"),
        ("select:", "template: ../../etc\nselect:", "'../../etc' does not have the right form"),
        (
            "select:",
            "template: a/b\nselect:",
            "'a/b' does not have the right form\n  hint: the name of a folder in temp",
        ),
        ("select:", "language: english please\nselect:", "a language tag such as en-GB"),
        (
            "select:",
            "citations: {style: ../x.csl}\nselect:",
            "leads out of the desk\n  hint: put the style on the desk",
        ),
        ("select:", "citations: {style: /x.csl}\nselect:", ":6:20: error: the path '/x.csl' leads out of the desk"),
        ("select:", "citations: {style: a/b}\nselect:", "the citation style 'a/b' is a path, but not to a .csl file"),
        ("select:", "disagreements: [{question: Q, records: [a]}]\nselect:", "at least 2 entries are wanted here"),
        ("select:", "select: [\n", "not valid YAML"),
    ],
)
def test_each_mistake_in_a_config_is_told_with_its_place(old, new, message):
    assert old in BRIEF
    assert message in said(BRIEF.replace(old, new, 1))


def test_all_mistakes_are_told_at_once():
    found = said("titel: A\nselect: {topics: trade, until: soon}\nanswer: Yes\n")
    assert found.count("error:") == 6


def test_mistakes_in_the_settings_are_told_with_their_place():
    assert "configs/desk.yaml:1:1: error: the desk's settings has no key 'nam'" in said(BRIEF, desk="nam: x\n")
    assert "configs/desk.yaml:1:20: error: the path '../a.csl' leads out" in said(
        BRIEF, desk="citations: {style: ../a.csl}"
    )
    assert "configs/desk.yaml:2:1: error: the key 'name' stands twice" in said(BRIEF, desk="name: x\nname: y\n")


@given(st.sampled_from([BRIEF, FULL]), st.data())
@settings(max_examples=300, deadline=None)
def test_no_change_to_a_config_raises_anything_but_a_config_error(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 15)))
    put = data.draw(st.text("ab1-:[]{}\"', \n#./\\", max_size=8) | st.sampled_from(["null", "1e999", "[[]]", "{}"]))
    changed = text[:start] + put + text[end:]
    for others in ({}, {"desk": changed}):
        try:
            assert load(changed if not others else BRIEF, **others).id == "brief"
        except ConfigError as error:
            rendered = render(error.problems)
            assert rendered.startswith("configs/")
